package io.github.churnml.snapshot;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table with one row per event: who, when, and what. Immutable: each {@code with}-like method returns a changed copy.
 *
 * @param name what features call it: letters, digits and underscores
 * @param fileName where it is, relative to the plan's folder; empty for a table that is handed over
 * @param id the column that names the customer
 * @param at the column that says when it happened
 * @param knownAtColumn the column that says when it became known, or null where that is when it happened
 * @param kindColumn the column that says of which kind it is, or null
 * @param kinds the kinds that have features of their own
 * @param values the columns of numbers that have features; empty for all
 * @param covers how long a time a row sums up, beginning at {@code at}
 */
public record EventTable(
        String name,
        String fileName,
        String id,
        String at,
        @Nullable String knownAtColumn,
        @Nullable String kindColumn,
        List<String> kinds,
        List<String> values,
        Covers covers) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

    /** How long a time a row of events sums up. */
    public enum Covers {
        /** None: a row is something that happened at one point in time. */
        MOMENT,
        /** The day that begins at {@code at}. */
        DAY,
        /** The seven days that begin at {@code at}. */
        WEEK,
        /** The calendar month that {@code at} lies in, or begins. */
        MONTH;

        /** {@return the name as written in YAML} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Copies the lists and checks the name.
     *
     * @param name what features call it
     * @param fileName where it is
     * @param id the column that names the customer
     * @param at the column that says when it happened
     * @param knownAtColumn the column that says when it became known, or null
     * @param kindColumn the column that says of which kind it is, or null
     * @param kinds the kinds that have features of their own
     * @param values the columns of numbers that have features
     * @param covers how long a time a row sums up
     */
    public EventTable {
        kinds = List.copyOf(kinds);
        values = List.copyOf(values);
        if (!NAME.matcher(name).matches() || name.equals("customers") || name.equals("others")) {
            throw new ConfigurationException(
                    "A table of events is named " + Wording.value(name)
                            + " where letters, digits and underscores are required, at most 40 and a letter first, and"
                            + " neither 'customers' nor 'others'.",
                    "Maybe usage was meant.",
                    Where.nowhere());
        }
        if (kindColumn == null && !kinds.isEmpty()) {
            throw new ConfigurationException(
                    "Table " + Wording.name(name) + " lists kinds, but names no column that holds them.",
                    "Maybe add kind: type.",
                    Where.nowhere());
        }
    }

    /**
     * A table of events.
     *
     * @param name what features call it
     * @param id the column that names the customer
     * @param at the column that says when it happened
     * @return the table, to be handed over; every column of numbers has features
     */
    public static EventTable of(String name, String id, String at) {
        return new EventTable(name, "", id, at, null, null, List.of(), List.of(), Covers.MOMENT);
    }

    /**
     * Where the table is.
     *
     * @param newFile a path, relative to the plan's folder
     * @return a changed copy
     */
    public EventTable file(String newFile) {
        return new EventTable(name, newFile, id, at, knownAtColumn, kindColumn, kinds, values, covers);
    }

    /**
     * When an event became known, which may be long after it happened: late arrivals, corrections.
     *
     * @param column the column of dates
     * @return a changed copy
     */
    public EventTable knownAt(String column) {
        return new EventTable(name, fileName, id, at, column, kindColumn, kinds, values, covers);
    }

    /**
     * Of which kind an event is.
     *
     * @param column the column that says it
     * @param withFeatures the kinds that have features of their own, such as {@code login}
     * @return a changed copy
     */
    public EventTable kind(String column, String... withFeatures) {
        return new EventTable(name, fileName, id, at, knownAtColumn, column, List.of(withFeatures), values, covers);
    }

    /**
     * The columns of numbers that have features.
     *
     * @param columns their names
     * @return a changed copy
     */
    public EventTable values(String... columns) {
        return new EventTable(name, fileName, id, at, knownAtColumn, kindColumn, kinds, List.of(columns), covers);
    }

    /**
     * How long a time a row sums up. A week's sum is not known before the week is over: such a row counts as an event of the
     * last microsecond of its time.
     *
     * @param time how long
     * @return a changed copy
     */
    public EventTable covers(Covers time) {
        return new EventTable(name, fileName, id, at, knownAtColumn, kindColumn, kinds, values, time);
    }

    Optional<String> ofKnownAt() {
        return Optional.ofNullable(knownAtColumn);
    }

    Optional<String> ofKind() {
        return Optional.ofNullable(kindColumn);
    }
}
