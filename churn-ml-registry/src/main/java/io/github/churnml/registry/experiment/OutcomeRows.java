package io.github.churnml.registry.experiment;

import io.github.churnml.data.Numbers;
import io.github.churnml.data.OutcomeLabels;
import io.github.churnml.data.OutcomeWords;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Goes through a table of outcomes once, and notes each beside its customer. Mutable, for one thread. */
final class OutcomeRows {

    private static final int MOST_LABELS = 2;

    private final OutcomeColumns columns;
    private final Map<String, Exposure> customers;
    private final MissingMarkers missing = MissingMarkers.standard();
    private final List<String> labels = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final int id;
    private final int outcome;
    private final int at;
    private final int amount;
    private long unknown;
    private long repeated;
    private @Nullable Instant latest;
    private int positive = -1;

    private OutcomeRows(List<String> header, OutcomeColumns columns, Map<String, Exposure> customers) {
        this.columns = columns;
        this.customers = customers;
        this.id = place(header, columns.id());
        this.outcome = place(header, columns.outcome());
        this.at = place(header, columns.at());
        this.amount = place(header, columns.amount());
    }

    /** @param higherIsBetter whether the outcome is one that is wanted, so that it is not called leaving */
    static OutcomeRows read(
            TableRows rows, OutcomeColumns columns, boolean higherIsBetter, Map<String, Exposure> customers) {
        OutcomeRows read = new OutcomeRows(rows.header(), columns, customers);
        while (rows.hasNext()) {
            read.add(rows.next(), rows.rowNumber());
        }
        read.decide(higherIsBetter);
        read.requireTimes();
        return read;
    }

    private static int place(List<String> header, @Nullable String name) {
        if (name == null) {
            return -1;
        }
        int place = header.indexOf(name);
        if (place < 0) {
            place = header.stream().map(String::strip).toList().indexOf(name.strip());
        }
        if (place < 0) {
            throw new DataException(
                    "The outcomes have no column " + Wording.name(name) + ".",
                    Wording.maybeNearest(name, header),
                    Where.column(name));
        }
        return place;
    }

    private void add(String[] row, long number) {
        if (missing.isMissing(row[id])) {
            throw wrong(columns.id(), number, row[id], "a customer's id", "");
        }
        Instant when = at < 0 || missing.isMissing(row[at]) ? null : time(row[at], number);
        if (when != null && (latest == null || when.isAfter(latest))) {
            latest = when;
        }
        String customer = customers.containsKey(row[id]) ? row[id] : row[id].strip();
        Exposure exposure = customers.get(customer);
        if (exposure == null) {
            unknown++;
            return;
        }
        int label = outcome < 0 ? 0 : label(row[outcome], number);
        double value = amount < 0 || missing.isMissing(row[amount]) ? Double.NaN : number(row[amount], number);
        if (exposure.row > 0) {
            requireSame(exposure, label, when, value, customer, number);
            repeated++;
            return;
        }
        exposure.row = number;
        exposure.label = label;
        exposure.at = when;
        exposure.amount = value;
    }

    private void requireSame(
            Exposure there, int label, @Nullable Instant when, double value, String customer, long number) {
        boolean same = there.label == label
                && Objects.equals(there.at, when)
                && Double.doubleToLongBits(there.amount) == Double.doubleToLongBits(value);
        if (!same) {
            throw new DataException(
                    "Rows " + there.row + " and " + number + " of the outcomes tell different things of customer "
                            + Wording.value(customer) + ".",
                    "Maybe keep one row a customer: the first time that it happened after the exposure.",
                    Where.column(columns.id()).row(number));
        }
    }

    private int label(String text, long number) {
        if (missing.isMissing(text) || OutcomeLabels.isUndecided(text)) {
            return -1;
        }
        String key = OutcomeLabels.key(text);
        int place = keys.indexOf(key);
        if (place < 0) {
            if (keys.size() == MOST_LABELS) {
                throw wrong(
                        String.valueOf(columns.outcome()),
                        number,
                        text,
                        "one of " + Wording.names(labels),
                        "Maybe another column was meant: an outcome has two labels.");
            }
            keys.add(key);
            labels.add(text.strip());
            place = keys.size() - 1;
        }
        return place;
    }

    private Instant time(String text, long number) {
        Optional<Instant> time = OutcomeTimes.of(text);
        return time.orElseThrow(() -> wrong(
                String.valueOf(columns.at()),
                number,
                text,
                "a date or time such as 2026-12-05 or 2026-12-05T13:00:00Z",
                ""));
    }

    private double number(String text, long number) {
        double value = Numbers.parse(text.strip());
        if (!Double.isFinite(value)) {
            throw wrong(
                    String.valueOf(columns.amount()),
                    number,
                    text,
                    "a number",
                    "Maybe write it with a decimal point and without thousands marks.");
        }
        return value;
    }

    private static DataException wrong(String column, long row, String value, String required, String maybe) {
        return new DataException(
                "Column " + Wording.name(column) + " of the outcomes (row " + row + ") holds " + Wording.value(value)
                        + " where " + required + " is required.",
                maybe,
                Where.column(column).row(row));
    }

    /** Works out which label means that it happened. */
    private void decide(boolean higherIsBetter) {
        String column = columns.outcome();
        String said = columns.positive();
        if (column == null) {
            positive = 0;
        } else if (said != null) {
            positive = keys.indexOf(OutcomeLabels.key(said));
            if (positive < 0 && !isContrary(said)) {
                throw undecided(column, "no label " + Wording.name(said) + " but " + Wording.names(labels));
            }
        } else if (keys.size() == MOST_LABELS) {
            positive = labels.indexOf(OutcomeLabels.affirmative(labels)
                    .or(() -> byMeaning(column, higherIsBetter))
                    .orElseThrow(() -> undecided(column, "labels " + Wording.names(labels) + " that do not say it")));
            requireMeaning(column, higherIsBetter);
        } else if (keys.size() == 1) {
            positive = only(column, higherIsBetter);
        }
    }

    /** Whether all there is means the contrary of what is looked for, so that it happened to nobody. */
    private boolean isContrary(String said) {
        return labels.isEmpty()
                || labels.size() == 1
                        && !OutcomeLabels.opposites(List.of(said, labels.get(0)), said)
                                .isEmpty();
    }

    private Optional<String> byMeaning(String column, boolean higherIsBetter) {
        OutcomeWords wanted = higherIsBetter ? OutcomeWords.CONVERTED : OutcomeWords.LEFT;
        List<String> meant = labels.stream()
                .filter(label -> OutcomeLabels.meaning(column, label) == wanted)
                .toList();
        return meant.size() == 1 ? Optional.of(meant.get(0)) : Optional.empty();
    }

    /** A column such as {@code active} says yes of those who stayed. */
    private void requireMeaning(String column, boolean higherIsBetter) {
        OutcomeWords meaning = OutcomeLabels.meaning(column, labels.get(positive));
        OutcomeWords opposite = higherIsBetter ? OutcomeWords.LEFT : OutcomeWords.STAYED;
        if (meaning == opposite) {
            throw undecided(
                    column,
                    "labels " + Wording.names(labels) + ", and " + Wording.name(labels.get(positive))
                            + " seems to mean the contrary");
        }
    }

    private int only(String column, boolean higherIsBetter) {
        String label = labels.get(0);
        boolean yes = keys.get(0).equals(OutcomeLabels.key("yes"));
        boolean no = keys.get(0).equals(OutcomeLabels.key("no"));
        OutcomeWords wanted = higherIsBetter ? OutcomeWords.CONVERTED : OutcomeWords.LEFT;
        boolean happened = yes || !no && OutcomeLabels.meaning(column, label) == wanted;
        if (!yes && !no && !happened) {
            throw undecided(column, "but one label, " + Wording.name(label));
        }
        if (happened && !columns.listsOnlyPositive()) {
            throw new DataException(
                    "Column " + Wording.name(column) + " of the outcomes says " + Wording.name(label)
                            + " of everybody.",
                    "Maybe the table lists only those to whom it happened: then say so.",
                    Where.column(column));
        }
        return happened ? 0 : -1;
    }

    private static DataException undecided(String column, String has) {
        return new DataException(
                "Column " + Wording.name(column) + " of the outcomes has " + has + ".",
                "Maybe say which label means that it happened.",
                Where.column(column));
    }

    private void requireTimes() {
        if (at < 0) {
            return;
        }
        customers.forEach((customer, exposure) -> {
            if (exposure.row > 0 && exposure.label >= 0 && exposure.label == positive && exposure.at == null) {
                throw wrong(
                        String.valueOf(columns.at()),
                        exposure.row,
                        "",
                        "the time at which it happened",
                        "Maybe leave out the column of times if each outcome is final for the horizon.");
            }
        });
    }

    /** The latest time in the table, of whomever. */
    Optional<Instant> latest() {
        return Optional.ofNullable(latest);
    }

    long unknown() {
        return unknown;
    }

    long repeated() {
        return repeated;
    }

    /** Whether the table tells what became of a customer. */
    boolean tells(Exposure exposure) {
        return exposure.row > 0 ? exposure.label >= 0 : columns.listsOnlyPositive();
    }

    /** Whether it happened at all. */
    boolean happened(Exposure exposure) {
        return exposure.row > 0 && exposure.label >= 0 && exposure.label == positive;
    }
}
