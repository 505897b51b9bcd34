package io.github.churnml.profile;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.DuplicateRows;
import io.github.churnml.data.Field;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many rows repeat an earlier one. The first of several equal rows is not counted.
 *
 * @param exact rows equal to an earlier one in every column
 * @param withoutIdentifiers rows equal to an earlier one in every column but the identifiers, the exact ones included;
 *     the same as {@code exact} where there is no identifier, or nothing else to compare
 * @param identifiers the columns that were left out of the second comparison
 */
public record DuplicateCounts(long exact, long withoutIdentifiers, List<String> identifiers) {

    /**
     * Copies the names.
     *
     * @param exact rows equal to an earlier one
     * @param withoutIdentifiers rows equal to an earlier one but for identifiers
     * @param identifiers the identifiers
     */
    public DuplicateCounts {
        identifiers = List.copyOf(identifiers);
    }

    static DuplicateCounts of(Dataset data, @Nullable String target) {
        List<String> identifiers = data.columns().stream()
                .filter(column -> column.type() == ColumnType.IDENTIFIER)
                .map(Column::name)
                .filter(name -> !name.equals(target))
                .toList();
        long exact = repeated(data, field -> true);
        boolean anyOther = data.columns().stream()
                .map(Column::name)
                .anyMatch(name -> !name.equals(target) && !identifiers.contains(name));
        if (identifiers.isEmpty() || !anyOther) {
            return new DuplicateCounts(exact, exact, identifiers);
        }
        return new DuplicateCounts(exact, repeated(data, field -> !identifiers.contains(field.name())), identifiers);
    }

    /** {@return how many rows differ from an earlier one in nothing but identifiers} */
    public long lookAlikes() {
        return withoutIdentifiers - exact;
    }

    private static long repeated(Dataset data, Predicate<Field> compared) {
        return data.rows() - DuplicateRows.firstOfEach(data, compared).length;
    }
}
