package io.github.churnml.decide;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.prepare.Input;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a customer who stays is worth, and what a campaign to keep customers costs: the {@code value} of a pipeline. The same for
 * everyone, or by a column of the table such as what the customer pays each month. An immutable value.
 *
 * @param column the column that holds each customer's amount; empty where all have the same
 * @param amount the amount of every customer, or beside a column of those who have a gap there, 0 or more; NaN if gaps are
 *     refused
 * @param months how often the amount comes, as the months that a customer who is kept stays; above 0
 * @param campaign what contacting costs, and how often it works
 */
public record CustomerValue(String column, double amount, double months, Campaign campaign) {

    /**
     * Checks the amounts.
     *
     * @throws ConfigurationException if the amount is not 0 or more, there is neither amount nor column, or the months are not
     *     above 0
     */
    public CustomerValue {
        boolean good = Double.isNaN(amount) ? !column.isEmpty() : amount >= 0 && amount < Double.POSITIVE_INFINITY;
        if (!(good && months > 0 && months < Double.POSITIVE_INFINITY)) {
            throw new ConfigurationException(
                    "A customer's value is the amount " + Wording.value(amount) + " for " + Wording.value(months)
                            + " months where an amount of 0 or more and months above 0 are required.",
                    "",
                    Where.nowhere());
        }
    }

    /**
     * Every customer is worth the same.
     *
     * @param amount the amount, 0 or more
     * @param campaign what contacting costs, and how often it works
     * @return the value
     */
    public static CustomerValue of(double amount, Campaign campaign) {
        return new CustomerValue("", amount, 1, campaign);
    }

    /**
     * Customers are worth what a column says, so many times; a gap is refused.
     *
     * @param column the column
     * @param months how often it comes, such as 12 for what is paid in a year
     * @param campaign what contacting costs, and how often it works
     * @return the value
     */
    public static CustomerValue ofColumn(String column, double months, Campaign campaign) {
        return new CustomerValue(column, Double.NaN, months, campaign);
    }

    /**
     * Reads what {@link #settings} gave; {@code months} is 1 where absent, the costs are 0, the acceptance must be there.
     *
     * @param settings the keys {@code column}, {@code amount}, {@code months}, {@code contactCost}, {@code offerCost},
     *     {@code acceptance} and {@code acceptanceOffers}
     * @return the value
     */
    public static CustomerValue of(Settings settings) {
        if (!settings.has("column") && !settings.has("amount")) {
            throw settings.problem(
                    "What customers are worth needs 'column' or 'amount'.",
                    "Maybe write it as value: {column: monthly_charge, months: 12, contactCost: 1, offerCost: 10,"
                            + " acceptance: 0.3}.");
        }
        CustomerValue value = new CustomerValue(
                settings.has("column") ? settings.text("column") : "",
                number(settings, "amount", 0, Double.NaN),
                number(settings, "months", 0.01, 1),
                new Campaign(
                        number(settings, "contactCost", 0, 0),
                        number(settings, "offerCost", 0, 0),
                        settings.number("acceptance", 0.001, 1),
                        number(settings, "acceptanceOffers", 0.1, Double.POSITIVE_INFINITY)));
        settings.finish();
        return value;
    }

    private static double number(Settings settings, String key, double least, double otherwise) {
        return settings.has(key) ? settings.number(key, least, 1e15) : otherwise;
    }

    /**
     * What a pipeline's settings say.
     *
     * @param pipeline the settings, as a model keeps them
     * @return the value; empty where they do not say
     */
    public static Optional<CustomerValue> ofPipeline(Map<String, Object> pipeline) {
        Settings settings = Settings.of(pipeline, Blame.configuration(null));
        return settings.has("value") ? Optional.of(of(settings.section("value"))) : Optional.empty();
    }

    /** {@return the settings as YAML has them} */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        if (!column.isEmpty()) {
            settings.put("column", column);
        }
        if (!Double.isNaN(amount)) {
            settings.put("amount", amount);
        }
        settings.put("months", months);
        settings.put("contactCost", campaign.contactCost());
        settings.put("offerCost", campaign.offerCost());
        settings.put("acceptance", campaign.acceptance());
        if (campaign.acceptanceOffers() < Double.POSITIVE_INFINITY) {
            settings.put("acceptanceOffers", campaign.acceptanceOffers());
        }
        return settings;
    }

    /**
     * What each customer of a table is worth.
     *
     * @param data the table
     * @param inputs the columns that a model reads, which know how their numbers are written; may be empty
     * @return one amount per row, 0 or more
     * @throws DataException if the column is not there, or an amount is missing, negative or no number
     */
    public double[] of(Dataset data, List<Input> inputs) {
        double[] values = new double[data.rows()];
        if (column.isEmpty()) {
            Arrays.fill(values, amount * months);
            return values;
        }
        Column amounts = data.column(column);
        Optional<Input> input = inputs.stream()
                .filter(one -> one.name().equals(amounts.name()) && one.type() == ColumnType.NUMERIC)
                .findFirst();
        int gaps = 0;
        int wrong = 0;
        int first = 0;
        for (int row = 0; row < values.length; row++) {
            String text = amounts.text(row);
            double found = text == null
                    ? Double.NaN
                    : amounts instanceof NumericColumn numbers
                            ? numbers.value(row)
                            : input.isPresent() ? input.get().read(text, row + 1) : Numbers.parse(text);
            boolean gap = text == null || input.isPresent() && Double.isNaN(found);
            values[row] = (gap ? amount : found) * months;
            if (!(values[row] >= 0 && values[row] < Double.POSITIVE_INFINITY)) {
                first = gaps + wrong == 0 ? row : first;
                gaps += gap ? 1 : 0;
                wrong += gap ? 0 : 1;
            }
        }
        if (gaps + wrong > 0) {
            throw new DataException(
                    "Column " + Wording.name(column) + " says what customers are worth, but has "
                            + Wording.count(gaps, "gap", "gaps") + " and "
                            + Wording.count(wrong, "value that is no amount", "values that are no amounts")
                            + " of 0 or more in " + Wording.count(values.length, "row", "rows") + "; the first in row "
                            + (first + 1) + ": "
                            + (amounts.isMissing(first) ? "missing" : Wording.value(amounts.text(first)))
                            + ".",
                    gaps > 0
                            ? "Maybe say what customers with a gap are worth: amount beside column (--value-missing)."
                            : "Maybe correct them, or give the same amount for all.",
                    Where.column(column));
        }
        return values;
    }
}
