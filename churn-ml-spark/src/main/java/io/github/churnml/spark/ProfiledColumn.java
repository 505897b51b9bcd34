package io.github.churnml.spark;

import io.github.churnml.error.Wording;
import io.github.churnml.profile.ColumnSummary;
import io.github.churnml.profile.GroupRate;
import io.github.churnml.profile.LevelCount;
import io.github.churnml.profile.NumberSummary;
import io.github.churnml.profile.ProfileMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one column of a table of Spark is like.
 *
 * @param summary what is known; the number of distinct values is 0, and there are no levels, where there are more values than the bound
 * @param most the bound
 * @param isOver whether there are more
 * @param maybeFew whether there may be fewer, of which some are long
 * @param groups how many customers of each group left; null where that is not known
 */
record ProfiledColumn(
        ColumnSummary summary,
        int most,
        boolean isOver,
        boolean maybeFew,
        @Nullable List<GroupRate> groups) {

    private static final int SHOWN_LEVELS = 10;
    private static final List<String> NOT_KNOWN = List.of("mean", "sd", "sd_days");

    /**
     * Of what was counted.
     *
     * @param numbers the distribution of numbers, or null
     * @param groups how many customers of each group left, or null
     */
    static ProfiledColumn of(
            ColumnFacts facts, long rows, @Nullable NumberSummary numbers, @Nullable List<GroupRate> groups) {
        List<LevelCount> levels = new ArrayList<>();
        if (facts.type().isCoded()) {
            facts.mostFrequent().stream()
                    .limit(SHOWN_LEVELS)
                    .forEach(level ->
                            levels.add(new LevelCount(level, facts.texts().getOrDefault(level, 0L))));
        }
        return new ProfiledColumn(
                new ColumnSummary(
                        facts.name(), facts.type(), rows, facts.missing(), facts.distinct(), numbers, levels, null),
                facts.most(),
                facts.isOver(),
                facts.maybeFew(),
                groups);
    }

    /** The keys of {@code profile.json}, but for those of what is not known. */
    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = ProfileMap.column(summary);
        if (map.get("numbers") instanceof Map<?, ?> numbers) {
            numbers.keySet().removeAll(NOT_KNOWN);
        }
        if (isOver) {
            map.remove("distinct");
            map.remove("top_levels");
        }
        if (groups != null) {
            List<@Nullable Object> list = new ArrayList<>();
            groups.forEach(group -> list.add(ProfileMap.group(group)));
            Map<String, @Nullable Object> relation = new LinkedHashMap<>();
            relation.put("groups", list);
            map.put("relation", relation);
        }
        return map;
    }

    /** How many distinct values there are, in words. */
    String distinct() {
        if (maybeFew) {
            return "not counted";
        }
        return isOver ? "over " + Wording.count(most) : Wording.count(summary.distinct());
    }
}
