package io.github.churnml.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregationTest {

    /** Trees of one leaf each. */
    private static Forest averaging(double baseScore, double... probabilities) {
        ForestBuilder builder = new ForestBuilder(1, baseScore, Aggregation.MEAN_OF_PROBABILITIES);
        for (double probability : probabilities) {
            builder.startTree().leaf(probability, 1);
        }
        return builder.build();
    }

    private static double score(Forest forest) {
        return forest.score(new double[1]);
    }

    @Test
    void score_ofAMean_isItsLogOdds() {
        assertThat(score(averaging(0, 0.5, 1))).isCloseTo(StrictMath.log(3), within(1e-15));
        assertThat(score(averaging(0, 0.1, 0.2, 0.3))).isCloseTo(StrictMath.log(0.25), within(1e-15));
        assertThat(score(averaging(0.75, 0.5, 1))).isEqualTo(0.75 + score(averaging(0, 0.5, 1)));
    }

    @Test
    void score_ofLeavesThatAreCertain_staysFinite() {
        assertThat(score(averaging(0, 0, 0)))
                .isCloseTo(-score(averaging(0, 1, 1)), within(1e-2))
                .isBetween(-35.0, -34.0);
        assertThat(score(averaging(0, 1, 1, 1))).isFinite();
        assertThat(score(averaging(0, 1e-300))).isFinite();
    }

    @Test
    void score_ofNoTree_isTheBaseScore() {
        assertThat(score(averaging(0.5))).isEqualTo(0.5);
    }

    @Test
    void firstTrees_ofAMean_areAveragedAmongThemselves() {
        Forest forest = averaging(0, 0.2, 0.6, 0.9);
        assertThat(forest.score(new double[1], 2)).isEqualTo(score(averaging(0, 0.2, 0.6)));
        assertThat(score(forest.firstTrees(2))).isEqualTo(score(averaging(0, 0.2, 0.6)));
        assertThat(forest.tree(1, new double[1])).isEqualTo(0.6);
        assertThat(forest.withCover(new double[][] {{1, 2}}, 2).aggregation())
                .isEqualTo(Aggregation.MEAN_OF_PROBABILITIES);
    }

    @Test
    void score_ofAnyRow_neverFallsAsALeafRises() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2000; i++) {
            double low = random.nextDouble();
            double high = low + (1 - low) * random.nextDouble();
            double other = random.nextDouble();
            assertThat(score(averaging(0, high, other))).isGreaterThanOrEqualTo(score(averaging(0, low, other)));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1e-9, 1.0000001, Double.NaN})
    void build_leafThatIsNoProbability_isRefused(double value) {
        assertThatThrownBy(() -> averaging(0, 0.5, value)).hasMessage("tree 1: node 0: its value is (" + value + ")");
    }

    @Test
    void builder_withoutSaying_addsLogOdds() {
        ForestBuilder builder = new ForestBuilder(1, 0.5);
        builder.startTree().leaf(-3, 1);
        assertThat(builder.build().aggregation()).isEqualTo(Aggregation.SUM_OF_LOG_ODDS);
        assertThat(score(builder.build())).isEqualTo(-2.5);
    }
}
