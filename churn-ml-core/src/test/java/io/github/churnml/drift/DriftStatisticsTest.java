package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.ColumnType;
import io.github.churnml.metrics.Holm;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Statistics where numbers are large, small, far apart or exactly at a limit. */
class DriftStatisticsTest {

    @Test
    void homogeneity_lastBinsOfFewRows_joinTheOneBefore() {
        ChiSquareTest joined = ChiSquareTest.homogeneity(new long[] {50, 47, 3}, new long[] {50, 48, 2});
        assertThat(joined.degrees()).isEqualTo(1);
        assertThat(ChiSquareTest.homogeneity(new long[] {50, 45, 5}, new long[] {50, 45, 5})
                        .degrees())
                .as("five expected on each side")
                .isEqualTo(2);
        assertThat(ChiSquareTest.homogeneity(new long[] {5, 95}, new long[] {4, 96})
                        .degrees())
                .as("four and a half")
                .isZero();
        // Of a side with a third of the rows five are expected of fifteen.
        assertThat(ChiSquareTest.homogeneity(new long[] {190, 10}, new long[] {95, 5})
                        .degrees())
                .isEqualTo(1);
        assertThat(ChiSquareTest.homogeneity(new long[] {190, 10}, new long[] {96, 4})
                        .degrees())
                .isZero();
    }

    @Test
    void chiSquareTests_emptyBins_addNothing() {
        ChiSquareTest ratio = ChiSquareTest.likelihoodRatio(new long[] {10, 10, 20}, new long[] {0, 10, 10});
        assertThat(ratio.statistic()).isCloseTo(2 * 10 * Math.log(2), within(1e-12));
        assertThat(ratio.degrees()).isEqualTo(2);
        assertThat(ChiSquareTest.goodnessOfFit(new long[0], new long[0])).isEqualTo(new ChiSquareTest(0, 0, 1));
        assertThat(ChiSquareTest.homogeneity(new long[] {1, 2}, new long[2])).isEqualTo(new ChiSquareTest(0, 0, 1));
        assertThat(ChiSquareTest.homogeneity(new long[2], new long[] {1, 2})).isEqualTo(new ChiSquareTest(0, 0, 1));
    }

    @Test
    void chiSquared_withoutDegrees_isNeverExceededByChance() {
        assertThat(ChiSquared.survival(5, 0)).isEqualTo(1);
        assertThat(ChiSquared.survival(0, 3)).isEqualTo(1);
        assertThat(ChiSquared.survival(Double.NaN, 3)).isEqualTo(1);
    }

    /** Against the exact law of one side (N. V. Smirnov 1944), twice. */
    @Test
    void kolmogorov_farTail_isPositiveAndClose() {
        assertThat(KolmogorovLimit.survival(0.06, 10_000) / 9.774e-32).isCloseTo(1, within(0.07));
        assertThat(KolmogorovLimit.survival(1, 10)).isZero();
    }

    @Test
    void stabilityIndex_equalCountsOfUnequalTables_areAChange() {
        // A third and a fifth, two thirds and four fifths.
        double expected = (1 / 3.0 - 0.2) * Math.log(1 / 0.6) + (2 / 3.0 - 0.8) * Math.log(1 / 1.2);
        assertThat(PopulationStabilityIndex.of(new long[] {10, 20}, new long[] {10, 40}))
                .isCloseTo(expected, within(1e-12));
        assertThat(PopulationStabilityIndex.of(new long[] {10, 20, 0}, new long[] {10, 40, 0}))
                .as("a bin that nobody hit is none")
                .isCloseTo(expected, within(1e-12));
        for (double level : new double[] {0, 1, -0.1, Double.NaN}) {
            assertThatThrownBy(() -> PopulationStabilityIndex.critical(level, 3, 10, 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a level of " + level);
        }
    }

    @Test
    void moments_negativeHugeNumbers_doNotOverflow() {
        Moments moments = Moments.of(new double[] {-6e200, 0, -3e200});
        assertThat(moments.mean()).isCloseTo(-3e200, within(1e186));
        assertThat(moments.standardDeviation()).isCloseTo(3e200, within(1e186));
    }

    @Test
    void moments_numbersCloseTogether_keepTheirDeviation() {
        double apart = 0x1p-45;
        Moments two = Moments.of(new double[] {1 - apart, 1 + apart});
        assertThat(two.standardDeviation() / apart).isCloseTo(Math.sqrt(2), within(1e-9));
        assertThat(Moments.merged(two, 2, two, 2).standardDeviation() / apart)
                .isCloseTo(Math.sqrt(4 / 3.0), within(1e-9));
        assertThat(Moments.of(new double[] {1e15, 1e15, 1e15 + 1}).standardDeviation())
                .isCloseTo(Math.sqrt(1 / 3.0), within(0.01));
    }

    @Test
    void numberTally_askedForOneNumber_answersByAllValues() {
        NumberTally none = new NumberTally();
        assertThat(none.min()).isNaN();
        assertThat(none.max()).isNaN();
        assertThat(none.moments().mean()).isNaN();
        NumberTally least = tally(3, -4);
        assertThat(least.min()).isEqualTo(-4);
        NumberTally greatest = tally(3, -4);
        assertThat(greatest.max()).isEqualTo(3);
        NumberTally mean = tally(3, -4);
        assertThat(mean.moments().mean()).isEqualTo(-0.5);
        NumberTally thirds = tally(0.1, 0.1, 0.1);
        assertThat(thirds.moments().mean()).as("never outside of the values").isEqualTo(0.1);
    }

    private static NumberTally tally(double... values) {
        NumberTally tally = new NumberTally();
        for (double value : values) {
            tally.add(value);
        }
        return tally;
    }

    @Test
    void quantileBins_tenRareValuesBelowAFrequentOne_haveABin() {
        double[] values = new double[200];
        Arrays.fill(values, 10, 200, 1);
        assertThat(QuantileBins.edges(values)).containsExactly(0.5);
        values[9] = 1;
        assertThat(QuantileBins.edges(values)).isEmpty();
        double close = Math.nextUp(1.0);
        Arrays.fill(values, 0, 10, close);
        Arrays.fill(values, 10, 200, Math.nextUp(close));
        assertThat(QuantileBins.edges(values)).as("no number lies between").containsExactly(close);
    }

    private static final LevelProfile PLAN =
            new LevelProfile("plan", ColumnType.CATEGORICAL, 1_000, 100, List.of("a", "b"), List.of(400L, 400L), 100);

    private static ColumnDrift drift(DriftSettings settings, int a, int b, int unseen, int missing) {
        return drift(PLAN, settings, a, b, unseen, missing);
    }

    private static ColumnDrift drift(LevelProfile plan, DriftSettings settings, int a, int b, int unseen, int missing) {
        DriftWindow window = new DriftWindow(new ReferenceProfile(plan.rows(), List.of(plan)));
        int[] levels = {0, 1, DriftWindow.UNSEEN, DriftWindow.MISSING};
        int[] counts = {a, b, unseen, missing};
        for (int kind = 0; kind < levels.length; kind++) {
            for (int i = 0; i < counts[kind]; i++) {
                window.addLevel(0, levels[kind]);
                window.endRow();
            }
        }
        return new DriftDetector(settings).compare(window).columns().get(0);
    }

    private static double[] adjusted(ColumnDrift drift) {
        return Holm.adjusted(
                drift.chiSquare().pValue(),
                drift.missing().pValue(),
                drift.unseen().pValue());
    }

    /** A p-value has to be below the false alarms; to be as great is not enough. */
    @Test
    void verdict_pValueAtTheFalseAlarms_isStable() {
        DriftSettings index = DriftSettings.standard().withLeastEffect(0.001);
        double shape = adjusted(drift(index, 460, 340, 100, 100))[0];
        assertThat(drift(index.withFalseAlarms(shape), 460, 340, 100, 100).verdict())
                .isEqualTo(Verdict.STABLE);
        assertThat(drift(index.withFalseAlarms(shape), 460, 340, 100, 100).reason())
                .startsWith("nothing that chance does not explain");
        assertThat(drift(index.withFalseAlarms(Math.nextUp(shape)), 460, 340, 100, 100)
                        .verdict())
                .isNotEqualTo(Verdict.STABLE);
        // Only the shares are to have a say.
        DriftSettings shares = index.withThreshold(9).withLeastEffect(9);
        double missing = adjusted(drift(shares, 380, 380, 100, 140))[1];
        assertThat(drift(shares.withFalseAlarms(missing), 380, 380, 100, 140).verdict())
                .isEqualTo(Verdict.STABLE);
        assertThat(drift(shares.withFalseAlarms(Math.nextUp(missing)), 380, 380, 100, 140)
                        .verdict())
                .isEqualTo(Verdict.SHIFTED);
        double unseen = adjusted(drift(shares, 380, 380, 140, 100))[2];
        assertThat(drift(shares.withFalseAlarms(unseen), 380, 380, 140, 100).verdict())
                .isEqualTo(Verdict.STABLE);
        assertThat(drift(shares.withFalseAlarms(Math.nextUp(unseen)), 380, 380, 140, 100)
                        .verdict())
                .isEqualTo(Verdict.SHIFTED);
    }

    @Test
    void reason_pValueOfZero_isSaidToBeBelowWhatANumberHolds() {
        assertThat(drift(DriftSettings.standard(), 0, 0, 0, 3000).reason()).contains("adjusted p-value below 1e-300");
        assertThat(drift(DriftSettings.standard(), 460, 340, 100, 100).reason()).doesNotContain("1e-300");
    }

    @Test
    void reason_halfOfTheValuesRare_isNotMostOfThem() {
        for (long rare : new long[] {500, 501}) {
            LevelProfile plan = new LevelProfile(
                    "plan", ColumnType.CATEGORICAL, 1_000, 0, List.of("a", "b"), List.of(400L, 600 - rare), rare);
            ColumnDrift same = drift(plan, DriftSettings.standard(), 400, (int) (600 - rare), (int) rare, 0);
            assertThat(same.reason().startsWith("most of its values are too rare"))
                    .isEqualTo(rare == 501);
        }
    }

    @Test
    void settings_eachOutOfItsRange_isRefusedByName() {
        DriftSettings settings = DriftSettings.standard();
        assertThatThrownBy(() -> settings.withLeastEffect(0))
                .hasMessage("The drift setting 'leastEffect' is (0.0).\nMaybe give a number above 0.");
        assertThatThrownBy(() -> settings.withLeastShare(1.01))
                .hasMessage("The drift setting 'leastShare' is (1.01).\nMaybe give a number above 0 and at most 1.");
        assertThatThrownBy(() -> settings.withLeastRows(0))
                .hasMessage("The drift setting 'leastRows' is (0.0).\nMaybe give a number above 0.");
        assertThatThrownBy(() -> settings.withFalseAlarms(1))
                .hasMessage("The drift setting 'falseAlarms' is (1.0).\nMaybe give a number above 0 and at most 1.");
        assertThat(settings.withLeastShare(1).leastShare()).isEqualTo(1);
    }

    @Test
    void scores_zeroAndOne_areProbabilities() {
        double[] scores = new double[200];
        Arrays.setAll(scores, i -> i / 199.0);
        NumberProfile profile = ScoreProfile.of(scores);
        assertThat(profile.min()).isZero();
        ScoreTally tally = new ScoreTally(profile);
        tally.add(0);
        tally.add(1);
        tally.add(profile.edges().get(0));
        assertThat(tally.rows()).isEqualTo(3);
        assertThat(tally.bins().current()).startsWith(2L, 0L);
        for (double wrong : new double[] {-1e-9, Math.nextUp(1.0), Double.NaN}) {
            assertThatThrownBy(() -> tally.add(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
