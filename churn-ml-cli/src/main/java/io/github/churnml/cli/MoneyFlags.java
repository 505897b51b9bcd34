package io.github.churnml.cli;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Numbers;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What customers are worth and what a campaign costs, as options: each is a key of {@code value} in the YAML. */
final class MoneyFlags {

    @Option(
            names = "--value",
            paramLabel = "COLUMN|AMOUNT",
            description = "What a customer who stays is worth: a column of the table, such as monthly_charge, or one"
                    + " amount for all.")
    @Nullable
    String value;

    @Option(
            names = "--value-missing",
            paramLabel = "AMOUNT",
            description = "The amount of customers who have none in the --value column. Default: they are refused.")
    @Nullable
    Double missing;

    @Option(
            names = "--months",
            paramLabel = "N",
            description = "How often the --value comes, such as 12 for a year of monthly charges. Default: 1.")
    @Nullable
    Double months;

    @Option(
            names = "--contact-cost",
            paramLabel = "AMOUNT",
            description = "What contacting one customer costs. Default: 0.")
    @Nullable
    Double contactCost;

    @Option(
            names = "--offer-cost",
            paramLabel = "AMOUNT",
            description =
                    "What the offer costs where it is accepted; those who would stay accept it always. Default: 0.")
    @Nullable
    Double offerCost;

    @Option(
            names = "--acceptance",
            paramLabel = "SHARE",
            description = "The share of leavers whom the offer keeps, such as 0.3.")
    @Nullable
    Double acceptance;

    /** Changes the {@code value} section of a pipeline's settings as the options say. */
    void put(SettingsTree configuration) {
        if (isGiven()) {
            change(configuration.section("value", ""));
        }
    }

    /** What the model knows, changed as the options say; empty where neither knows anything. */
    Optional<CustomerValue> of(ChurnModel model) {
        Optional<CustomerValue> known = model.customerValue();
        if (!isGiven()) {
            return known;
        }
        Map<String, Object> settings =
                new LinkedHashMap<>(known.map(CustomerValue::settings).orElse(Map.of()));
        change(settings);
        return Optional.of(CustomerValue.of(Settings.of(settings, Blame.configuration(null))));
    }

    /** What the model knows, changed as the options say; refused where neither knows anything. */
    CustomerValue required(ChurnModel model) {
        return of(model)
                .orElseThrow(() -> new ConfigurationException(
                        "The model does not say what customers are worth, and no option does.",
                        "Maybe add --value monthly_charge --months 12 --contact-cost 1 --offer-cost 10 --acceptance 0.3,"
                                + " or train with them.",
                        Where.nowhere()));
    }

    /** Whether a model's own column of values is not in a table: options that name one are held to it. */
    boolean isAbsent(CustomerValue known, Dataset table) {
        return value == null
                && !known.column().isEmpty()
                && table.find(known.column()).isEmpty();
    }

    /** Whether an option says anything of money. */
    boolean isGiven() {
        return value != null
                || missing != null
                || months != null
                || contactCost != null
                || offerCost != null
                || acceptance != null;
    }

    private void change(Map<String, Object> settings) {
        if (value != null) {
            double amount = Numbers.parse(value);
            settings.keySet().removeIf(key -> key.equals("column") || key.equals("amount"));
            settings.put(Double.isNaN(amount) ? "column" : "amount", Double.isNaN(amount) ? value : (Object) amount);
        }
        put(settings, "amount", missing);
        put(settings, "months", months);
        put(settings, "contactCost", contactCost);
        put(settings, "offerCost", offerCost);
        put(settings, "acceptance", acceptance);
    }

    private static void put(Map<String, Object> settings, String key, @Nullable Double amount) {
        if (amount != null) {
            settings.put(key, amount);
        }
    }
}
