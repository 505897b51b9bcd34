package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.ColumnType;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sums, verdicts and their words over numbers whose answer is known by hand. */
class TalliesTest {

    /** 1 to 10,000 in another order, with what is none among them, one by one and many at a time. */
    @Test
    void numberTally_ofManyNumbers_hasTheirSums() {
        double[] values = new double[10_005];
        for (int i = 0; i < 10_000; i++) {
            values[i] = 1 + i * 7919L % 10_000;
        }
        Arrays.fill(values, 10_000, 10_003, Double.NaN);
        Arrays.fill(values, 10_003, 10_005, Double.POSITIVE_INFINITY);
        NumberTally single = new NumberTally();
        for (double value : values) {
            single.add(value);
        }
        NumberTally together = new NumberTally();
        together.add(values.clone(), values.length);
        for (NumberTally tally : List.of(single, together)) {
            assertThat(tally.min()).isEqualTo(1);
            assertThat(tally.max()).isEqualTo(10_000);
            assertThat(tally.missing()).isEqualTo(3);
            assertThat(tally.unreadable()).isEqualTo(2);
            assertThat(tally.moments().mean()).isCloseTo(5_000.5, within(1e-8));
            assertThat(tally.moments().standardDeviation()).isCloseTo(Math.sqrt(10_000.0 * 10_001 / 12), within(1e-8));
            assertThat(tally.sketch().values()).isEqualTo(10_000);
        }
        single.merge(together);
        assertThat(single.missing()).isEqualTo(6);
        assertThat(single.unreadable()).isEqualTo(4);
        assertThat(single.sketch().values()).isEqualTo(20_000);
        assertThat(single.max()).isEqualTo(10_000);
        NumberTally none = new NumberTally();
        assertThat(none.min() + none.max() + none.moments().mean()).isNaN();
        none.add(-2);
        assertThat(none.max()).isEqualTo(-2);
    }

    @Test
    void moments_ofHugeParts_areThoseOfAllValues() {
        double[] first = {1e200, 3e200};
        double[] second = {5e200, 7e200, 9e200};
        Moments merged = Moments.merged(Moments.of(first), 2, Moments.of(second), 3);
        // 1, 3, 5, 7 and 9: the mean is 5, the variance 10.
        assertThat(merged.mean()).isCloseTo(5e200, within(1e186));
        assertThat(merged.standardDeviation()).isCloseTo(Math.sqrt(10) * 1e200, within(1e186));
        Moments whole = Moments.of(new double[] {1e200, 3e200, 5e200, 7e200, 9e200});
        assertThat(whole.mean()).isCloseTo(5e200, within(1e186));
        assertThat(whole.standardDeviation()).isCloseTo(Math.sqrt(10) * 1e200, within(1e186));
        Moments small = Moments.of(new double[] {3, -1, 4});
        assertThat(Moments.merged(small, 3, new Moments(Double.NaN, Double.NaN), 0))
                .isEqualTo(small);
        assertThat(Moments.merged(new Moments(Double.NaN, Double.NaN), 0, small, 3))
                .isEqualTo(small);
    }

    @Test
    void weightedValues_countEachByItsWeight() {
        WeightedValues values = new WeightedValues(new double[] {1, 2, 2, 5}, new long[] {3, 1, 2, 4});
        assertThat(new double[] {values.ofRank(0), values.ofRank(2), values.ofRank(3), values.ofRank(5)})
                .containsExactly(1, 1, 2, 2);
        assertThat(values.ofRank(6)).isEqualTo(5);
        assertThat(values.ofRank(9)).isEqualTo(5);
        assertThat(values.weightOf(2)).isEqualTo(3);
        assertThat(values.counts(new double[] {1, 2})).containsExactly(3, 3, 4);
        WeightedValues x = new WeightedValues(new double[] {1, 4}, new long[] {3, 1});
        WeightedValues y = new WeightedValues(new double[] {2, 4}, new long[] {1, 1});
        assertThat(WeightedValues.distance(x, y)).isEqualTo(0.75);
        assertThat(WeightedValues.distance(y, x)).isEqualTo(0.75);
        // 0.75 from 1 to 2, 0.25 from 2 to 4.
        assertThat(Distances.wasserstein(x, y)).isCloseTo(1.25, within(1e-12));
    }

    @Test
    void ksDistance_overBins_isTheGreatestDistanceAtAnEdge() {
        assertThat(KsDistance.of(new long[] {10, 0}, new long[] {0, 10}).statistic())
                .isEqualTo(1);
        KsDistance half = KsDistance.of(new long[] {10, 10, 20}, new long[] {0, 0, 7});
        assertThat(half.statistic()).isEqualTo(0.5);
        assertThat(half.source()).isEqualTo(KsDistance.Source.BINS);
        assertThat(KsDistance.of(new long[2], new long[] {1, 1}).statistic()).isNaN();
        assertThat(KsDistance.of(new long[] {1, 1}, new long[2]).pValue()).isNaN();
    }

    @Test
    void columnBins_hit_areThoseWithARowOnEitherSide() {
        ColumnBins bins =
                new ColumnBins(List.of(1.0, 2.0), List.of(), List.of(5L, 0L, 0L, 0L, 2L), List.of(0L, 3L, 0L, 0L, 1L));
        assertThat(bins.hit()).isEqualTo(3);
    }

    @Test
    void settings_changedOneByOne_keepTheOthers() {
        DriftSettings changed = DriftSettings.standard()
                .withThreshold(0.3)
                .withLeastEffect(0.05)
                .withLeastShare(1)
                .withFalseAlarms(0.01)
                .withLeastRows(50)
                .withExcluded(Set.of("id"))
                .withRule(DriftRule.TESTS);
        assertThat(changed).isEqualTo(new DriftSettings(0.3, 0.05, 1, 0.01, 50, Set.of("id"), DriftRule.TESTS));
        assertThat(DriftSettings.standard().withThreshold(0.3).leastEffect()).isEqualTo(0.02);
    }

    /**
     * Of 200 rows 100 are of either level; of 100 later ones 25 of either, 20 of a level never seen and 30 missing. By hand the
     * statistic is 10 + 10 + 40 + 60.
     */
    @Test
    void report_ofLevels_statesEveryNumber() {
        DriftReport report = report(DriftSettings.standard(), 25, 25, 20, 30);
        Map<String, Object> plan = plan(report);
        assertThat(plan)
                .containsEntry("type", "categorical")
                .containsEntry("counted", true)
                .containsEntry("verdict", "drifted")
                .containsEntry(
                        "bins",
                        Map.of(
                                "levels",
                                List.of("a", "b"),
                                "reference",
                                List.of(100L, 100L, 0L, 0L),
                                "new",
                                List.of(25L, 25L, 20L, 30L)))
                .doesNotContainKeys("ks", "wasserstein_sd", "mean_new");
        assertThat(section(plan, "missing")).containsEntry("reference", 0.0).containsEntry("new", 0.3);
        assertThat(section(plan, "unseen")).containsEntry("reference", 0.0).containsEntry("new", 0.2);
        assertThat((double) section(plan, "chi_square").get("statistic")).isCloseTo(120, within(1e-9));
        assertThat(section(plan, "chi_square")).containsEntry("degrees", 3);
        // Three degrees at 0.005, times 1/200 + 1/100.
        assertThat((double) plan.get("psi_critical")).isCloseTo(12.838156466598647 * 0.015, within(1e-9));
        assertThat((String) plan.get("reason"))
                .endsWith(
                        ", missing values from 0.0 % to 30.0 %, rare, unseen or unreadable values from 0.0 % to 20.0 %.");
        assertThat(report.toMap())
                .containsEntry("reference", Map.of("rows", 200L))
                .containsEntry("new", Map.of("rows", 100L))
                .containsEntry("not_counted", Map.of())
                .doesNotContainKey("score");
        assertThat(section(report.toMap(), "features")).containsOnlyKeys("plan");
    }

    @Test
    void report_ofAnExcludedColumn_judgesItAsOneMore() {
        ColumnDrift counted =
                report(DriftSettings.standard(), 60, 40, 0, 0).columns().get(0);
        DriftReport report = report(DriftSettings.standard().withExcluded(Set.of("plan")), 60, 40, 0, 0);
        ColumnDrift excluded = report.columns().get(0);
        assertThat(section(report.toMap(), "not_counted")).containsOnlyKeys("plan");
        assertThat(plan(report)).containsEntry("counted", false);
        // Three tests of it, and none besides: three times the p-value of the shape, as Holm's first step has it.
        assertThat(excluded.pValue())
                .isEqualTo(Math.min(1, 3 * excluded.chiSquare().pValue()));
        assertThat(excluded.pValue()).isEqualTo(counted.pValue());
    }

    /** Of a thousand rows on either side: 2 in 100 missing count, and one row less does not. */
    @Test
    void shareOfMissingValues_countsFromItsLeastChangeOn() {
        assertThat(shareMissing(20).verdict()).isEqualTo(Verdict.SHIFTED);
        assertThat(shareMissing(20).reason()).endsWith(", missing values from 0.0 % to 2.0 %.");
        assertThat(shareMissing(19).verdict()).isEqualTo(Verdict.STABLE);
        assertThat(shareMissing(19).reason()).startsWith("changed, but by too little to count");
    }

    private static ColumnDrift shareMissing(int missing) {
        // The index is made to have no say, so that the share alone decides.
        DriftSettings settings = DriftSettings.standard().withThreshold(5).withLeastEffect(5);
        return compare(settings, 1_000, 500, 500 - missing, 0, missing);
    }

    @Test
    void shareOfUnseenLevels_countsFromItsLeastChangeOn() {
        DriftSettings settings = DriftSettings.standard().withThreshold(5).withLeastEffect(5);
        assertThat(compare(settings, 1_000, 500, 480, 20, 0).verdict()).isEqualTo(Verdict.SHIFTED);
        assertThat(compare(settings, 1_000, 500, 481, 19, 0).verdict()).isEqualTo(Verdict.STABLE);
    }

    @Test
    void verdict_atTheThresholdAndTheLeastEffectToTheBit_isReached() {
        double psi = compare(DriftSettings.standard(), 1_000, 700, 300, 0, 0).psi();
        DriftSettings at = DriftSettings.standard().withThreshold(psi);
        assertThat(compare(at, 1_000, 700, 300, 0, 0).verdict()).isEqualTo(Verdict.DRIFTED);
        DriftSettings above = DriftSettings.standard().withThreshold(Math.nextUp(psi));
        assertThat(compare(above, 1_000, 700, 300, 0, 0).verdict()).isEqualTo(Verdict.SHIFTED);
        assertThat(compare(above.withLeastEffect(psi), 1_000, 700, 300, 0, 0).verdict())
                .isEqualTo(Verdict.SHIFTED);
        assertThat(compare(above.withLeastEffect(Math.nextUp(psi)), 1_000, 700, 300, 0, 0)
                        .verdict())
                .isEqualTo(Verdict.STABLE);
    }

    private static ColumnDrift compare(DriftSettings settings, long rows, long a, long b, long unseen, long missing) {
        return report(settings, rows, a, b, unseen, missing).columns().get(0);
    }

    private static DriftReport report(DriftSettings settings, long a, long b, long unseen, long missing) {
        return report(settings, 200, a, b, unseen, missing);
    }

    /** A reference of two levels of equal share, and a window with these counts. */
    private static DriftReport report(DriftSettings settings, long rows, long a, long b, long unseen, long missing) {
        LevelProfile plan = new LevelProfile(
                "plan", ColumnType.CATEGORICAL, rows, 0, List.of("a", "b"), Collections.nCopies(2, rows / 2), 0);
        DriftWindow window = new DriftWindow(new ReferenceProfile(rows, List.of(plan)));
        int[] levels = {0, 1, DriftWindow.UNSEEN, DriftWindow.MISSING};
        long[] counts = {a, b, unseen, missing};
        for (int kind = 0; kind < levels.length; kind++) {
            for (long i = 0; i < counts[kind]; i++) {
                window.addLevel(0, levels[kind]);
                window.endRow();
            }
        }
        return new DriftDetector(settings).compare(window);
    }

    private static Map<String, Object> plan(DriftReport report) {
        return section(section(report.toMap(), "columns"), "plan");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> section(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.get(key);
    }
}
