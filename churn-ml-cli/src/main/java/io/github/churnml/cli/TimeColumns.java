package io.github.churnml.cli;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.IdentifierNames;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.DataException;
import java.time.Period;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Finds the columns that may say when the rows of a table were taken. */
final class TimeColumns {

    /** Words of such columns, as far as they are not those of a customer's own dates. */
    private static final Set<String> WORDS = Set.of(
            "month",
            "period",
            "week",
            "quarter",
            "snapshot",
            "asof",
            "reference",
            "observation",
            "observed",
            "billing");

    /** Words of dates of the customer, which say nothing of when the row was taken. */
    private static final Set<String> OWN = Set.of(
            "birth",
            "birthday",
            "birthdate",
            "dob",
            "born",
            "join",
            "joined",
            "joining",
            "signup",
            "signed",
            "sign",
            "start",
            "started",
            "since",
            "registered",
            "registration",
            "created",
            "activation",
            "activated",
            "opened",
            "opening",
            "onboarded",
            "enrolled",
            "enrollment",
            "first",
            "last");

    private static final int FEWEST_DAYS = 4;

    private TimeColumns() {}

    /** Columns whose every value is a day or month and that have several, those that are named like it first. */
    static List<String> in(Dataset data, Collection<String> leftOut) {
        return data.columns().stream()
                .filter(column -> !leftOut.contains(column.name()))
                .filter(column -> IdentifierNames.words(column.name()).stream().noneMatch(OWN::contains))
                .filter(column -> column.type() == ColumnType.DATE || isNamedLikeIt(column) && isText(column))
                .filter(column -> hasDays(data, column))
                .sorted(Comparator.comparing(column -> isNamedLikeIt(column) ? 0 : 1))
                .map(Column::name)
                .toList();
    }

    private static boolean isText(Column column) {
        return column.type() == ColumnType.CATEGORICAL || column.type() == ColumnType.TEXT;
    }

    private static boolean isNamedLikeIt(Column column) {
        return IdentifierNames.words(column.name()).stream().anyMatch(WORDS::contains);
    }

    private static boolean hasDays(Dataset data, Column column) {
        try {
            return Split.inTime(column.name(), Period.ZERO)
                            .groups(data)
                            .blocks(new int[column.rows()], FEWEST_DAYS, 0)
                            .size()
                    >= FEWEST_DAYS;
        } catch (DataException notDays) {
            return false;
        }
    }
}
