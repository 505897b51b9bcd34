package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.learn.TrainingData;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Which rows of a fit are learnt from, and which it is judged by. */
class BoostingRowsTest {

    private static BoostingRows rows(boolean stopping, TrainingData data) {
        HistogramSettings settings = HistogramGradientBoosting.builder()
                .earlyStopping(stopping)
                .validationFraction(0.2)
                .settings();
        return new BoostingRows(data, settings, 1, 2);
    }

    @Test
    void rows_withoutStopping_areAllLearntFrom() {
        TrainingData data = Tables.mixed(500, 1, false);
        for (TrainingData given : new TrainingData[] {data, data.withValidation(Tables.mixed(90, 2, false))}) {
            BoostingRows rows = rows(false, given);
            assertThat(rows.labels).isEqualTo(data.labels());
            assertThat(rows.table.rows).isEqualTo(500);
            assertThat(rows.weights).isNull();
            assertThat(rows.validation).isNull();
            double share = Arrays.stream(data.labels()).average().orElseThrow();
            assertThat(rows.base).isCloseTo(Math.log(share / (1 - share)), within(1e-12));
        }
    }

    @Test
    void rows_withStopping_areDividedByLabel() {
        TrainingData data = Tables.mixed(500, 1, true);
        BoostingRows rows = rows(true, data);
        assertThat(rows.labels).hasSize(400);
        assertThat(rows.table.rows).isEqualTo(400);
        assertThat(rows.weights).hasSize(400);
        assertThat(Arrays.stream(rows.weights).average().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(rows.validation).isNotNull();
    }

    @Test
    void rows_withOthersToValidateOn_areAllLearntFrom() {
        TrainingData data = Tables.mixed(500, 1, false);
        TrainingData others = Tables.mixed(90, 2, false);
        BoostingRows rows = rows(true, data.withValidation(others));
        assertThat(rows.labels).isEqualTo(data.labels());
        double loss = 0;
        for (int label : others.labels()) {
            loss += Math.log1p(Math.exp(label == 1 ? -rows.base : rows.base)) / 90;
        }
        assertThat(rows.validation.loss(0)).isCloseTo(loss, within(1e-12));
    }

    @Test
    void draws_share_isThatOfThePlacesAndAllWhereItIsOne() {
        GrowthSettings all =
                HistogramGradientBoosting.builder().columnsPerNode(1).settings().tree();
        GrowthSettings third = HistogramGradientBoosting.builder()
                .columnsPerNode(0.3)
                .settings()
                .tree();
        int drawn = 0;
        for (int place = 0; place < 3000; place++) {
            assertThat(all.draws(5, place)).isTrue();
            boolean draws = third.draws(5, place);
            assertThat(draws).isEqualTo(Hash.fraction(Hash.of(5, -1 - place)) < 0.3);
            drawn += draws ? 1 : 0;
        }
        // A standard deviation of 25.
        assertThat(drawn).isBetween(800, 1000);
    }

    @Test
    void plainSample_shareOfRows_isThatOfAllHashesBelowIt() {
        RowSample half = new PlainSample(0.5, null, 3);
        for (int row = 0; row < 200; row++) {
            assertThat(half.holds(row)).isEqualTo(Hash.of(3, row) >= 0);
        }
    }
}
