package io.github.churnml.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.predictor.LogOdds;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VennAbersTest {

    /** Rows whose outcomes are drawn by a truth that rises with the log-odds, but not as log-odds do. */
    private static double truth(double logOdds) {
        return 0.05 + 0.8 * LogOdds.toProbability(2 * logOdds);
    }

    private static double[] scores(int rows, SplittableRandom random) {
        return IntStream.range(0, rows)
                .mapToDouble(i -> 6 * random.nextDouble() - 3)
                .toArray();
    }

    private static int[] outcomes(double[] scores, SplittableRandom random) {
        return Arrays.stream(scores)
                .mapToInt(score -> random.nextDouble() < truth(score) ? 1 : 0)
                .toArray();
    }

    /**
     * The fitted rate of one more customer, by the max–min formula of isotonic regression over groups of equal scores (R. E. Barlow
     * and others, Statistical Inference under Order Restrictions, 1972, theorem 1.4).
     */
    private static double fittedAnew(double[] scores, int[] labels, double score, int label) {
        double highest = 0;
        for (double from : withOne(scores, score)) {
            double lowest = 1;
            for (double to : withOne(scores, score)) {
                if (from <= score && score <= to) {
                    long rows = 1;
                    long left = label;
                    for (int i = 0; i < scores.length; i++) {
                        if (from <= scores[i] && scores[i] <= to) {
                            rows++;
                            left += labels[i];
                        }
                    }
                    lowest = Math.min(lowest, (double) left / rows);
                }
            }
            highest = from <= score ? Math.max(highest, lowest) : highest;
        }
        return highest;
    }

    private static double[] withOne(double[] scores, double one) {
        double[] more = Arrays.copyOf(scores, scores.length + 1);
        more[scores.length] = one;
        return more;
    }

    @Property(tries = 400)
    void interval_ofFewRows_isThatOfFittingAnew(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 40) int rows,
            @ForAll @IntRange(min = 1, max = 30) int levels) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = random.ints(rows, 0, levels)
                .mapToDouble(level -> level - levels / 2)
                .toArray();
        int[] labels = random.ints(rows, 0, 2).toArray();
        VennAbers predictor = VennAbers.fit(scores, labels);
        for (double score = -levels; score <= levels; score += 0.5) {
            assertThat(predictor.low(score)).isEqualTo(fittedAnew(scores, labels, score, 0));
            assertThat(predictor.high(score)).isEqualTo(fittedAnew(scores, labels, score, 1));
        }
    }

    @Property(tries = 50)
    void interval_ofAnyRows_risesAndHoldsItsOrder(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3000) int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] scores = scores(rows, random);
        VennAbers predictor = VennAbers.fit(scores, outcomes(scores, random));
        double low = 0;
        double high = 0;
        for (double score = -4; score <= 4; score += 0.01) {
            ProbabilityInterval interval = predictor.interval(score);
            assertThat(interval.low()).isBetween(low, interval.high());
            assertThat(interval.high()).isGreaterThanOrEqualTo(high);
            low = interval.low();
            high = interval.high();
        }
    }

    @Test
    void interval_ofTheOtherOutcome_isMirrored() {
        SplittableRandom random = new SplittableRandom(4);
        double[] scores = scores(500, random);
        int[] labels = outcomes(scores, random);
        VennAbers one = VennAbers.fit(scores, labels);
        VennAbers other = VennAbers.fit(
                Arrays.stream(scores).map(score -> -score).toArray(),
                Arrays.stream(labels).map(label -> 1 - label).toArray());
        for (double score = -4; score <= 4; score += 0.013) {
            assertThat(other.low(-score)).isCloseTo(1 - one.high(score), within(1e-15));
            assertThat(other.high(-score)).isCloseTo(1 - one.low(score), within(1e-15));
        }
    }

    /** Steeper and steeper, so that the pools are as many as can be. */
    @Test
    void interval_ofManySteps_isThinnedOutwards_byLessThanOneIn512() {
        int groups = 1200;
        double[] scores = IntStream.range(0, groups * groups)
                .mapToDouble(i -> i / groups / 100.0)
                .toArray();
        int[] labels = IntStream.range(0, groups * groups)
                .map(i -> i % groups < i / groups ? 1 : 0)
                .toArray();
        VennAbers predictor = VennAbers.fit(scores, labels);
        assertThat(predictor.steps()[1].length).isBetween(300, VennAbers.MOST_STEPS);
        assertThat(predictor.steps()[3].length).isBetween(300, VennAbers.MOST_STEPS);
        for (int group = 1; group < groups; group += 7) {
            // Rates rise from group to group, so that one more customer pools with the own group and no further, or
            // hardly.
            double rate = (double) group / groups;
            double low = predictor.low(group / 100.0);
            double high = predictor.high(group / 100.0);
            assertThat(low).isBetween(rate - 1.0 / 512 - 1.0 / groups, rate);
            assertThat(high).isBetween(rate, rate + 1.0 / 512 + 1.0 / groups);
        }
    }

    /**
     * The guarantee (Vovk, Petej and Fedorova 2015, theorem 1): of the two probabilities the one of what comes true is calibrated,
     * however few rows there are, so the mean of the lower ones is at most the rate of leavers and that of the upper ones at least it.
     */
    @ParameterizedTest
    @ValueSource(ints = {5, 40, 400})
    void interval_ofManyDraws_holdsTheRate(int rows) {
        SplittableRandom random = new SplittableRandom(rows);
        int draws = 4000;
        double low = 0;
        double high = 0;
        double off = 0;
        double squares = 0;
        for (int draw = 0; draw < draws; draw++) {
            double[] scores = scores(rows + 1, random);
            int[] labels = outcomes(scores, random);
            ProbabilityInterval interval = VennAbers.fit(Arrays.copyOf(scores, rows), Arrays.copyOf(labels, rows))
                    .interval(scores[rows]);
            double came = labels[rows] == 1 ? interval.high() : interval.low();
            off += labels[rows] - came;
            squares += (labels[rows] - came) * (labels[rows] - came);
            low += interval.low() - truth(scores[rows]);
            high += interval.high() - truth(scores[rows]);
        }
        double error = Math.sqrt(squares) / draws;
        assertThat(off / draws).isBetween(-4 * error, 4 * error);
        assertThat(low / draws).isLessThan(0);
        assertThat(high / draws).isGreaterThan(0);
    }

    @Test
    void interval_ofMoreRows_isNarrower() {
        SplittableRandom random = new SplittableRandom(9);
        double last = 1;
        for (int rows : new int[] {10, 100, 1000, 10_000}) {
            double[] scores = scores(rows, random);
            VennAbers predictor = VennAbers.fit(scores, outcomes(scores, random));
            double width = Arrays.stream(scores(2000, random))
                    .map(score -> predictor.interval(score).width())
                    .average()
                    .orElseThrow();
            assertThat(width).isLessThan(0.6 * last);
            last = width;
        }
        assertThat(last).isLessThan(0.02);
    }

    @Test
    void interval_beyondAllRows_goesToTheEnd() {
        VennAbers predictor = VennAbers.fit(new double[] {-1, 0, 1, 2}, new int[] {0, 1, 0, 1});
        assertThat(predictor.interval(-2)).isEqualTo(new ProbabilityInterval(0, 0.5));
        assertThat(predictor.interval(3)).isEqualTo(new ProbabilityInterval(0.5, 1));
        assertThat(predictor.interval(Double.POSITIVE_INFINITY)).isEqualTo(predictor.interval(3));
        assertThat(predictor.interval(-0.0)).isEqualTo(predictor.interval(0.0));
    }

    @Test
    void rows_inAnotherOrder_giveTheSameSteps() {
        SplittableRandom random = new SplittableRandom(12);
        double[] scores = scores(300, random);
        int[] labels = outcomes(scores, random);
        double[] reversed =
                IntStream.range(0, 300).mapToDouble(i -> scores[299 - i]).toArray();
        int[] ofReversed = IntStream.range(0, 300).map(i -> labels[299 - i]).toArray();
        assertThat(VennAbers.fit(reversed, ofReversed).steps())
                .isDeepEqualTo(VennAbers.fit(scores, labels).steps());
    }

    @Test
    void steps_makeTheSamePredictor() {
        SplittableRandom random = new SplittableRandom(11);
        double[] scores = scores(700, random);
        VennAbers predictor = VennAbers.fit(scores, outcomes(scores, random));
        VennAbers again = VennAbers.of(predictor.steps());
        for (double score : scores) {
            assertThat(again.interval(score)).isEqualTo(predictor.interval(score));
        }
        assertThat(again).hasToString(predictor.toString());
    }

    @Test
    void steps_thatMakeNoInterval_areRefused() {
        double[] x = {0, 1};
        double[] p = {0.2, 0.4};
        for (double[][] wrong : new double[][][] {
            {x, p, x},
            {x, p, x, {0.3}},
            {{1, 0}, p, x, {0.3, 0.5}},
            {x, {0.4, 0.2}, x, {0.5, 0.6}},
            {x, {0.2, 1.2}, x, {0.3, 0.5}},
            {{0, Double.NaN}, p, x, {0.3, 0.5}},
            {{0, Double.POSITIVE_INFINITY}, p, x, {0.3, 0.5}},
            {x, p, x, {0.1, 0.5}},
            {new double[600], new double[600], x, p}
        }) {
            assertThatThrownBy(() -> VennAbers.of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("venn-abers");
        }
        assertThat(VennAbers.of(new double[][] {{}, {}, {}, {}}).interval(0)).isEqualTo(new ProbabilityInterval(0, 1));
    }

    @Test
    void rows_thatCannotBeFitted_areRefused() {
        assertThatThrownBy(() -> VennAbers.fit(new double[0], new int[0])).hasMessageContaining("at least one");
        assertThatThrownBy(() -> VennAbers.fit(new double[1], new int[2])).hasMessageContaining("for 2 labels");
        assertThatThrownBy(() -> VennAbers.fit(new double[] {0, Double.NaN}, new int[2]))
                .hasMessageContaining("Row 1 has log-odds NaN");
        assertThatThrownBy(() -> VennAbers.fit(new double[] {0}, new int[] {2})).hasMessageContaining("label 2");
        assertThatThrownBy(() -> new ProbabilityInterval(0.5, 0.4)).hasMessageContaining("from 0.5 to 0.4");
    }

    @Test
    void steps_atTheirLimits_areTaken() {
        double[] places = IntStream.range(0, VennAbers.MOST_STEPS)
                .mapToDouble(i -> i / 16.0)
                .toArray();
        double[] low = Arrays.stream(places).map(i -> i / 64).toArray();
        double[] high = Arrays.stream(places).map(i -> (i + 32) / 64).toArray();
        assertThat(VennAbers.of(new double[][] {places, low, places, high}).interval(511 / 16.0))
                .isEqualTo(new ProbabilityInterval(511 / 1024.0, 1023 / 1024.0));

        double[] ends = {-Double.MAX_VALUE, Double.MAX_VALUE};
        VennAbers certain = VennAbers.of(new double[][] {ends, {0, 1}, ends, {0, 1}});
        assertThat(certain.interval(0)).isEqualTo(new ProbabilityInterval(0, 1));
        assertThat(certain).hasToString("VennAbers[2 lower and 2 upper steps]");
        // Where both are the same, the interval is a point.
        assertThat(VennAbers.of(new double[][] {{0}, {0.3}, {0}, {0.3}}).interval(0))
                .isEqualTo(new ProbabilityInterval(0.3, 0.3));
    }

    @Test
    void steps_thatStayAsTheyAre_areRefused() {
        for (double[][] wrong : new double[][][] {
            {{0, 0}, {0.2, 0.4}, {}, {}},
            {{0, 1}, {0.2, 0.2}, {}, {}},
        }) {
            assertThatThrownBy(() -> VennAbers.of(wrong)).hasMessageContaining("venn-abers");
        }
    }
}
