package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Progress;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.ForestPredictor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows in parts give the trees of rows in one place, to the bit. */
class RowsTest {

    /** Four blocks of 8,192, the last one not full. */
    private static final TrainingData DATA = Tables.mixed(30_000, 5, false);

    private static HistogramGradientBoostingBuilder plain() {
        return HistogramGradientBoosting.builder().trees(6).learningRate(0.3);
    }

    private static List<Object> told(FittedLearner fitted) {
        byte[] forest = ((ForestPredictor) fitted.predictor()).forest().toBytes();
        return List.of(Map.of("bytes", java.util.HexFormat.of().formatHex(forest)), fitted.found(), fitted.refit());
    }

    /** Compares both, and returns the parts that the trees of one grew on. */
    private static DividedRows same(HistogramGradientBoosting learner, TrainingData data, int parts) {
        List<DividedRows> made = new ArrayList<>();
        FittedLearner divided = Rows.fit(learner, data, 3, Progress.none(), (table, outcomes) -> {
            made.add(new DividedRows(table, outcomes.labels(), outcomes.baseLogOdds(), parts));
            return made.get(0);
        });
        assertThat(told(divided)).isEqualTo(told(learner.fit(data, 3, Progress.none())));
        assertThat(made).hasSize(1);
        assertThat(made.get(0).divisions).isGreaterThan(20);
        return made.get(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void fit_rowsInParts_isThatOfOnePlace(int parts) {
        same(plain().build(), DATA, parts);
        same(plain().earlyStopping(false).subsample(1).columnsPerTree(1).build(), DATA, parts);
    }

    @ParameterizedTest
    @EnumSource
    void fit_eachWayOfGrowing_isThatOfOnePlace(Growth growth) {
        for (Consumer<HistogramGradientBoostingBuilder> settings : List.<Consumer<HistogramGradientBoostingBuilder>>of(
                builder -> builder.maxLeaves(60).minLeafRows(1),
                builder -> builder.minLeafRows(700).maxLeaves(24),
                builder -> builder.minLeafRows(2_500).minLevelRows(growth == Growth.OBLIVIOUS ? 0 : 900),
                builder -> builder.monotone("c0", Monotone.DECREASING).interaction("c0", "c3"),
                builder -> builder.l1(3).extraTrees(true).columnsPerNode(0.6))) {
            HistogramGradientBoostingBuilder builder = plain().growth(growth);
            settings.accept(builder);
            same(builder.build(), DATA, 3);
        }
    }

    /** The rounding of so many rows tells too little of what few of them answer. */
    @ParameterizedTest
    @EnumSource
    void fit_leavesThatRoundingMoves_areAddedUpByBlocks(Growth growth) {
        TrainingData many = Tables.mixed(90_000, 6, false);
        DividedRows parts = same(
                plain().growth(growth)
                        .trees(4)
                        .minLeafRows(1)
                        .maxDepth(10)
                        .maxLeaves(900)
                        .build(),
                many,
                7);
        assertThat(parts.leavesAddedUp).isPositive();
    }

    @Test
    void fit_rowsThatBelongTogether_stayWhereTheyAre() {
        TrainingData weighted = Tables.mixed(2_000, 1, true);
        for (HistogramGradientBoosting learner : List.of(
                plain().sampling(Sampling.GOSS).build(),
                plain().randomStrength(1).build())) {
            Rows.fit(
                    learner,
                    DATA.select(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}),
                    3,
                    Progress.none(),
                    (table, all) -> {
                        throw new AssertionError(learner);
                    });
        }
        Rows.fit(plain().build(), weighted, 3, Progress.none(), (table, all) -> {
            throw new AssertionError("weights");
        });
    }

    @Test
    void fit_placeThatTakesNothing_growsHere() {
        TrainingData data = Tables.mixed(2_000, 1, false);
        assertThat(told(Rows.fit(plain().build(), data, 3, Progress.none(), (table, all) -> null)))
                .isEqualTo(told(plain().build().fit(data, 3, Progress.none())));
    }
}
