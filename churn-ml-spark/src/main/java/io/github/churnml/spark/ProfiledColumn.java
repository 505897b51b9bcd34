package io.github.churnml.spark;

import io.github.churnml.data.ColumnType;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.profile.ColumnSummary;
import io.github.churnml.profile.LevelCount;
import io.github.churnml.profile.NumberSummary;
import io.github.churnml.profile.ProfileMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one column of a table of Spark is like.
 *
 * @param summary what is known; the number of distinct values is 0, and there are no levels, where there are more values than the bound
 * @param most the bound
 * @param isOver whether there are more
 */
record ProfiledColumn(ColumnSummary summary, int most, boolean isOver) {

    private static final int SHOWN_LEVELS = 10;

    /**
     * Of a tally of all rows.
     *
     * @throws DataException if the column has an infinite number
     */
    static ProfiledColumn of(String name, long rows, ColumnTally tally) {
        boolean over = tally.isOver();
        Map<String, Long> texts = over ? Map.of() : tally.texts();
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
        long distinct = over ? 0 : texts.size();
        if (!over && type.isNumber()) {
            // Zeros of either sign are one value.
            distinct = tally.numbers(type).keySet().stream()
                    .map(value -> value + 0.0)
                    .distinct()
                    .count();
        }
        return new ProfiledColumn(
                new ColumnSummary(
                        name,
                        type,
                        rows,
                        tally.missing(),
                        distinct,
                        type.isNumber() ? range(evidence.min(type), evidence.max(type)) : null,
                        type.isCoded() ? top(texts) : List.of(),
                        null),
                tally.most,
                over);
    }

    private static NumberSummary range(double min, double max) {
        double none = Double.NaN;
        return new NumberSummary(min, none, none, none, none, none, none, none, max, none, none, 0, none);
    }

    private static List<LevelCount> top(Map<String, Long> texts) {
        List<LevelCount> levels = new ArrayList<>();
        texts.forEach((level, times) -> levels.add(new LevelCount(level, times)));
        levels.sort(Comparator.comparingLong(LevelCount::rows).reversed().thenComparing(LevelCount::level));
        return levels.subList(0, Math.min(SHOWN_LEVELS, levels.size()));
    }

    /** The keys of {@code profile.json}, but for those of what is not known. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = ProfileMap.column(summary);
        if (map.get("numbers") instanceof Map<?, ?> numbers) {
            numbers.keySet().retainAll(List.of("min", "max"));
        }
        if (isOver) {
            map.remove("distinct");
            map.remove("top_levels");
        }
        return map;
    }

    /** How many distinct values there are, in words. */
    String distinct() {
        return isOver ? "over " + Wording.count(most) : Wording.count(summary.distinct());
    }
}
