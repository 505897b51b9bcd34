package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.cli.TextTable.decimals;
import static io.github.churnml.error.Wording.percent;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.Outcome;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long before they left the leavers were found whom a model's decisions contact, and what contacting earns where a save needs
 * some days: a leaver with fewer days left is contacted in vain, and takes no offer.
 *
 * @param columns where the days are from
 * @param leavers how many customers left
 * @param found the days that each leaver who is contacted had left, ascending
 * @param earned what is earned per customer by each of {@link #NEEDS}; null where it is not known what customers are worth
 */
record LeadTime(Columns columns, int leavers, double[] found, double @Nullable [] earned) {

    /** The days that a save may need. */
    static final int[] NEEDS = {0, 7, 30, 60, 90};

    /**
     * Where the days are from.
     *
     * @param column of days until a customer left, or of the day itself
     * @param asOf of the day that a row speaks of; null where the column is of days
     */
    record Columns(String column, @Nullable String asOf) {}

    static LeadTime of(
            ChurnModel model, Dataset table, Target outcomes, Columns columns, @Nullable CustomerValue value) {
        int[] labels = outcomes.labels(table);
        double[] days = days(model, table, columns, labels);
        double[] probabilities = model.scorer().score(table).probabilities();
        double[] worth = value == null ? new double[0] : value.of(table, model.inputs());
        double[] earned = new double[NEEDS.length];
        double[] found = new double[labels.length];
        int contacted = 0;
        int leavers = 0;
        int rows = 0;
        for (int row = 0; row < labels.length; row++) {
            leavers += labels[row] == 1 ? 1 : 0;
            rows += labels[row] < 0 ? 0 : 1;
            if (labels[row] < 0 || !model.decisionRule().leaves(probabilities[row])) {
                continue;
            }
            if (labels[row] == 1) {
                found[contacted++] = days[row];
            }
            for (int need = 0; value != null && need < NEEDS.length; need++) {
                earned[need] += labels[row] == 1 && days[row] < NEEDS[need]
                        ? -value.campaign().contactCost()
                        : value.campaign().gain(labels[row], worth[row]);
            }
        }
        int judged = rows;
        double[] ascending = Arrays.copyOf(found, contacted);
        Arrays.sort(ascending);
        return new LeadTime(
                columns,
                leavers,
                ascending,
                value == null
                        ? null
                        : Arrays.stream(earned).map(sum -> sum / judged).toArray());
    }

    /** The days that each leaver had left; of no meaning for the others. */
    private static double[] days(ChurnModel model, Dataset table, Columns columns, int[] labels) {
        double[] days = values(model, table, columns.column());
        if (columns.asOf() != null) {
            double[] from = values(model, table, columns.asOf());
            for (int row = 0; row < days.length; row++) {
                days[row] -= from[row];
            }
        }
        int gaps = 0;
        int negative = 0;
        int first = -1;
        for (int row = 0; row < days.length; row++) {
            if (labels[row] == 1 && !(days[row] >= 0)) {
                first = first < 0 ? row : first;
                gaps += Double.isNaN(days[row]) ? 1 : 0;
                negative += days[row] < 0 ? 1 : 0;
            }
        }
        if (first >= 0) {
            String read = columns.asOf() == null
                    ? "Column " + Wording.name(columns.column()) + " says"
                    : "Columns " + Wording.name(columns.column()) + " and " + Wording.name(columns.asOf()) + " say";
            throw new DataException(
                    read + " how many days customers had left, but of those who left " + count(gaps)
                            + " have a gap and " + count(negative)
                            + " left before the day of their row; the first is row "
                            + (first + 1) + ": "
                            + (Double.isNaN(days[first]) ? "missing" : Wording.value(Math.round(days[first])) + " days")
                            + ".",
                    negative > 0
                            ? "Maybe the two days are swapped, or these customers had left already and do not belong here."
                            : "Maybe fill them in, or leave these customers out.",
                    Where.column(columns.column()));
        }
        return days;
    }

    /** Days are read as they are, or by the model's own input. */
    private static double[] values(ChurnModel model, Dataset table, String name) {
        Column column = table.column(name);
        Optional<Input> input = model.inputs().stream()
                .filter(one -> one.name().strip().equals(name.strip()))
                .findFirst();
        double[] values = new double[table.rows()];
        for (int row = 0; row < values.length; row++) {
            String text = column.text(row);
            values[row] = column instanceof NumericColumn numbers
                    ? numbers.value(row)
                    : text == null || input.isEmpty() ? Double.NaN : input.get().read(text, row + 1);
        }
        return values;
    }

    private int inTime(int need) {
        return (int) Arrays.stream(found).filter(days -> days >= need).count();
    }

    private double median() {
        int middle = found.length / 2;
        return found.length % 2 == 1 ? found[middle] : (found[middle - 1] + found[middle]) / 2;
    }

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("column", columns.column());
        if (columns.asOf() != null) {
            document.put("as_of", columns.asOf());
        }
        document.put("leavers", leavers);
        document.put("leavers_contacted", found.length);
        document.put("median_days", found.length == 0 ? null : median());
        List<Object> needs = new ArrayList<>();
        for (int i = 0; i < NEEDS.length; i++) {
            Map<String, Object> need = new LinkedHashMap<>();
            need.put("days", NEEDS[i]);
            need.put("leavers_in_time", inTime(NEEDS[i]));
            if (earned != null) {
                need.put("profit", earned[i]);
            }
            needs.add(need);
        }
        document.put("needs", needs);
        return document;
    }

    String text(Outcome outcome) {
        String head = "\nLead time: " + count(found.length) + " of " + count(leavers) + " customers who "
                + outcome.did() + " are predicted to " + outcome.does();
        if (found.length == 0) {
            return head + ".\n";
        }
        String needs = outcome.good() ? "a contact needs" : "a save needs";
        String inTimeHead = outcome.did() + " in time";
        String share = "of all who " + outcome.did();
        TextTable table = earned == null
                ? TextTable.ofNumbers(needs, inTimeHead, share)
                : TextTable.ofNumbers(needs, inTimeHead, share, "brings per customer");
        for (int i = 0; i < NEEDS.length; i++) {
            int inTime = inTime(NEEDS[i]);
            List<String> cells =
                    new ArrayList<>(List.of(NEEDS[i] + " days", count(inTime), percent((double) inTime / leavers)));
            if (earned != null) {
                cells.add(decimals(earned[i], 2));
            }
            table.row(cells.toArray(String[]::new));
        }
        return head + ", half of them " + decimals(median(), 0) + " days or more before:\n" + table
                + (earned == null
                        ? ""
                        : "  Whoever "
                                + (outcome.isChurn() ? "leaves sooner" : "is to " + outcome.does() + " sooner")
                                + " is contacted in vain and takes no offer.\n");
    }
}
