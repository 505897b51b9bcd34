package io.github.churnml.profile;

import io.github.churnml.metrics.Estimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An exploration as plain values; the keys are part of the form of {@code profile.json} and stay as they are. */
final class ExplorationMap {

    private ExplorationMap() {}

    static Map<String, @Nullable Object> of(TableExploration exploration) {
        Map<String, @Nullable Object> map = ProfileMap.of(exploration.profile());
        Map<String, @Nullable Object> more = new LinkedHashMap<>();
        more.put("columns", ProfileMap.list(exploration.columns(), ExplorationMap::column));
        more.put("missing", ProfileMap.list(exploration.missing(), ExplorationMap::missing));
        more.put("missing_patterns", ProfileMap.list(exploration.patterns(), ExplorationMap::pattern));
        more.put("associations", associations(exploration.associations()));
        more.put("interactions", ProfileMap.list(exploration.interactions(), ExplorationMap::interaction));
        more.put("times", ProfileMap.list(exploration.times(), ExplorationMap::times));
        map.put("exploration", more);
        return map;
    }

    private static Map<String, @Nullable Object> column(ColumnShape column) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", column.name());
        map.put("strength", ProfileMap.number(column.strength()));
        Histogram histogram = column.histogram();
        if (histogram != null) {
            Map<String, @Nullable Object> bins = new LinkedHashMap<>();
            bins.put("below", histogram.below());
            bins.put("above", histogram.above());
            bins.put("bins", ProfileMap.list(histogram.bins(), ExplorationMap::bin));
            map.put("histogram", bins);
        }
        return map;
    }

    private static Map<String, @Nullable Object> bin(HistogramBin bin) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("from", bin.from());
        map.put("to", bin.to());
        map.put("rows", bin.rows());
        map.put("left", bin.left());
        map.put("stayed", bin.stayed());
        return map;
    }

    private static Map<String, @Nullable Object> missing(MissingRate rate) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("column", rate.column());
        map.put("missing", ProfileMap.group(rate.missing()));
        map.put("present", ProfileMap.group(rate.present()));
        return map;
    }

    private static Map<String, @Nullable Object> pattern(MissingPattern pattern) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("columns", new ArrayList<>(pattern.columns()));
        map.put("rows", pattern.rows());
        rate(map, pattern.known(), pattern.left(), pattern.rate());
        return map;
    }

    private static Map<String, @Nullable Object> associations(Associations associations) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("columns", new ArrayList<>(associations.columns()));
        map.put("rows", associations.rows());
        map.put("sampled", associations.sampled());
        map.put("pairs", ProfileMap.list(associations.pairs(), pair -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("a", pair.a());
            one.put("b", pair.b());
            one.put("measure", pair.measure().label());
            one.put("value", ProfileMap.number(pair.value()));
            one.put("rows", pair.rows());
            return one;
        }));
        return map;
    }

    private static Map<String, @Nullable Object> interaction(Interaction interaction) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("a", interaction.a());
        map.put("b", interaction.b());
        map.put("mean_difference", interaction.meanDifference());
        map.put("deviance", interaction.deviance());
        map.put("degrees", interaction.degrees());
        map.put("probability", interaction.probability());
        List<@Nullable Object> cells = new ArrayList<>();
        for (Interaction.Cell cell : interaction.cells()) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("a", ProfileMap.cut(interaction.groupsOfA().get(cell.ofA())));
            one.put("b", ProfileMap.cut(interaction.groupsOfB().get(cell.ofB())));
            one.put("rows", cell.rows());
            one.put("left", cell.left());
            one.put("rate", cell.rate().value());
            one.put("low", cell.rate().low());
            one.put("high", cell.rate().high());
            one.put("without_interaction", cell.withoutInteraction());
            cells.add(one);
        }
        map.put("cells", cells);
        return map;
    }

    private static Map<String, @Nullable Object> times(TimePeriods times) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("column", times.column());
        map.put("unit", times.unit().label());
        map.put("outside", times.outside());
        map.put("periods", ProfileMap.list(times.periods(), period -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("period", period.name());
            one.put("rows", period.rows());
            rate(one, period.known(), period.left(), period.rate());
            return one;
        }));
        return map;
    }

    private static void rate(Map<String, @Nullable Object> map, long known, long left, Estimate rate) {
        map.put("known", known);
        map.put("left", left);
        map.put("rate", ProfileMap.number(rate.value()));
        map.put("low", ProfileMap.number(rate.low()));
        map.put("high", ProfileMap.number(rate.high()));
    }
}
