package io.github.churnml.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.data.Offset;

class TreeShapPropertiesTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    @Property(tries = 400)
    void contributions_sumOfLogOdds_areTheSumOverAllSetsOfFeatures(@ForAll long seed) {
        Forest forest = ShapOracle.forest(seed, Aggregation.SUM_OF_LOG_ODDS);
        TreeShap shap = TreeShap.of(forest);
        TreeShap.Work work = shap.newWork();
        double[] into = new double[forest.features()];
        Arrays.fill(into, Double.NaN);
        SplittableRandom random = new SplittableRandom(~seed);
        assertThat(shap.baseValue()).isCloseTo(forest.baseScore() + ShapOracle.base(forest), ROUNDING);
        for (int i = 0; i < 5; i++) {
            double[] row = ShapOracle.row(forest.features(), random);
            shap.contributions(row, into, work);
            assertThat(into).containsExactly(ShapOracle.contributions(forest, row), ROUNDING);
            assertThat(shap.contributions(row)).isEqualTo(into);
        }
    }

    @Property(tries = 200)
    void contributions_floatForest_areTheSumOverAllSetsOfFeatures(@ForAll long seed) {
        Forest forest = ShapOracle.forest(seed, Aggregation.SUM_OF_LOG_ODDS, Precision.FLOAT);
        TreeShap shap = TreeShap.of(forest);
        SplittableRandom random = new SplittableRandom(~seed);
        for (int i = 0; i < 5; i++) {
            double[] row = ShapOracle.row(forest.features(), random);
            double[] contributions = shap.contributions(row);
            assertThat(contributions).containsExactly(ShapOracle.contributions(forest, row), ROUNDING);
            // The forest itself adds up floats.
            assertThat(shap.baseValue() + Arrays.stream(contributions).sum())
                    .isCloseTo(forest.score(row), within(1e-5));
        }
    }

    @Property(tries = 300)
    void contributions_meanOfProbabilities_areInTheRatiosOfTheProbabilities(@ForAll long seed) {
        Forest forest = ShapOracle.forest(seed, Aggregation.MEAN_OF_PROBABILITIES);
        TreeShap shap = TreeShap.of(forest);
        SplittableRandom random = new SplittableRandom(~seed);
        for (int i = 0; i < 5; i++) {
            double[] row = ShapOracle.row(forest.features(), random);
            double[] ofProbability = ShapOracle.contributions(forest, row);
            double[] ofLogOdds = shap.contributions(row);
            assertThat(shap.baseValue() + Arrays.stream(ofLogOdds).sum()).isCloseTo(forest.score(row), within(1e-9));
            double size = Arrays.stream(ofProbability).map(Math::abs).sum();
            double total = Arrays.stream(ofProbability).sum();
            if (Math.abs(total) > 1e-6 * size) {
                double factor = (forest.score(row) - shap.baseValue()) / total;
                for (int j = 0; j < ofLogOdds.length; j++) {
                    assertThat(ofLogOdds[j]).isCloseTo(factor * ofProbability[j], within(1e-6));
                }
            }
        }
    }

    @Property
    void contributions_anyForest_addUpToTheScore(@ForAll long seed) {
        Forest forest = RandomForests.of(seed);
        TreeShap shap = TreeShap.of(forest);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 20; i++) {
            double[] row = RandomForests.row(random);
            double sum =
                    shap.baseValue() + Arrays.stream(shap.contributions(row)).sum();
            assertThat(sum).isCloseTo(forest.score(row), ROUNDING);
        }
    }

    @Property(tries = 200)
    void contributions_featureOfNoSplit_isExactlyZero(@ForAll long seed) {
        Forest forest = RandomForests.of(seed);
        boolean[] asked = new boolean[forest.features()];
        for (int node = 0; node < forest.nodes(); node++) {
            if (!forest.isLeaf(node)) {
                asked[forest.feature(node)] = true;
            }
        }
        double[] contributions = TreeShap.of(forest).contributions(RandomForests.row(new SplittableRandom(seed)));
        for (int j = 0; j < asked.length; j++) {
            assertThat(asked[j] || Double.doubleToRawLongBits(contributions[j]) == 0)
                    .isTrue();
        }
    }
}
