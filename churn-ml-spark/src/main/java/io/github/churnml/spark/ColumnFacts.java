package io.github.churnml.spark;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a table tells of a column.
 *
 * @param type what its values mean
 * @param missing in how many rows there is none
 * @param present in how many there is one
 * @param isOver whether there are more different values than the bound, so that they are not known
 * @param most the bound
 * @param maybeFew whether there may be fewer, of which some are long
 * @param texts the values as the texts of a file, with their counts; none if there are too many
 * @param counted the values of numbers and dates in ascending order; null for other columns or if there are too many
 * @param min the least number or day, {@code NaN} for other columns
 * @param max the greatest
 * @param format how texts write dates; null for columns of anything else
 * @param isFormatted whether these are levels that look like formatted numbers
 */
record ColumnFacts(
        String name,
        ColumnType type,
        long missing,
        long present,
        boolean isOver,
        int most,
        boolean maybeFew,
        TreeMap<String, Long> texts,
        @Nullable CountedNumbers counted,
        double min,
        double max,
        Dates.@Nullable Format format,
        boolean isFormatted) {

    /**
     * Of a tally of all rows, which is used up.
     *
     * @throws DataException if the column has an infinite number
     */
    static ColumnFacts of(String name, ColumnTally tally) {
        boolean over = tally.isOver();
        TreeMap<String, Long> texts = over ? new TreeMap<>() : tally.texts();
        TypeEvidence evidence = tally.evidence;
        if (!over) {
            tally.takeEvidence();
        }
        if (evidence.isInfinite()) {
            throw new DataException(
                    "Column " + Wording.name(name) + " holds an infinite number where a finite one is required.",
                    "Maybe make null of it beforehand.",
                    Where.column(name));
        }
        double share = over || evidence.values() == 0 ? 1 : (double) texts.size() / evidence.values();
        ColumnType type = evidence.type(name, share);
        boolean number = type.isNumber();
        return new ColumnFacts(
                name,
                type,
                tally.missing(),
                evidence.values(),
                over,
                tally.most,
                tally.maybeFew(),
                texts,
                number && !over ? new CountedNumbers(tally.numbers(type)) : null,
                number ? evidence.min(type) : Double.NaN,
                number ? evidence.max(type) : Double.NaN,
                type == ColumnType.DATE ? evidence.format() : null,
                !number && evidence.areAmounts());
    }

    /** How many different values there are; 0 if there are more than the bound. */
    long distinct() {
        return counted == null ? texts.size() : counted.distinct().length;
    }

    /** The levels of all rows, most frequent first, equals by their text. */
    List<String> mostFrequent() {
        return texts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the values at some places of their order are to be looked for in further passes. */
    boolean isSearched() {
        return isOver && type.isNumber();
    }
}
