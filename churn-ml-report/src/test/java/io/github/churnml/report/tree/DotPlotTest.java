package io.github.churnml.report.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.metrics.Estimate;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Unit;
import org.junit.jupiter.api.Test;

class DotPlotTest {

    private static final Estimate SURE = new Estimate(0.5, 0.4, 0.7, 0.95);
    private static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN, Double.NaN, 0.95);

    private static DotPlot plot() {
        return DotPlot.of("title", "learner", "score", Unit.PLAIN);
    }

    @Test
    void picture_estimatesWithParts_hasEveryNumberInItsTable() {
        Picture picture = plot().parts("fold")
                .row("a", SURE, new double[] {0.3, 0.9})
                .row("b", UNKNOWN)
                .picture("f");

        assertThat(picture.numbers().columns())
                .extracting(Table.Column::name)
                .containsExactly("learner", "value", "from", "to", "fold 1", "fold 2");
        assertThat(picture.numbers().rows().get(0))
                .extracting(Cell::text)
                .containsExactly("a", "0.5", "0.4", "0.7", "0.3", "0.9");
        assertThat(picture.numbers().rows().get(1))
                .extracting(Cell::text)
                .containsExactly("b", "-", "-", "-", "-", "-");
        Axis.Numbers axis = (Axis.Numbers) picture.figure().x();
        assertThat(axis.from()).isLessThanOrEqualTo(0.3);
        assertThat(axis.to()).isGreaterThanOrEqualTo(0.9);
        Mark.Intervals intervals = (Mark.Intervals) picture.figure().marks().stream()
                .filter(Mark.Intervals.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(intervals.spans()).containsExactly(new Mark.Span(0, 0.4, 0.7));
    }

    @Test
    void picture_manyEstimates_drawsThirtyAndSaysSo() {
        DotPlot plot = plot();
        for (int i = 0; i < 300; i++) {
            plot.row("r" + i, SURE);
        }
        Picture picture = plot.picture("Found.");
        assertThat(((Axis.Names) picture.figure().y()).names()).hasSize(30);
        assertThat(picture.figure().finding()).isEqualTo("Found. The first 30 of 300 are drawn.");
        assertThat(picture.numbers().rows()).hasSize(200);
        assertThat(picture.numbers().caption()).isEqualTo("title; the first 200 of 300 rows");
    }

    @Test
    void picture_manyParts_keepsTheTableSmall() {
        Picture picture = plot().parts("fold").row("a", SURE, new double[100]).picture("f");
        assertThat(picture.numbers().columns()).hasSize(34);
        assertThat(picture.numbers().caption()).isEqualTo("title; the first 30 of 100");
    }

    @Test
    void picture_ruleOutsideTheValues_isOnTheAxis() {
        Picture picture = plot().rule("no difference", 0).row("a", SURE).picture("f");
        assertThat(((Axis.Numbers) picture.figure().x()).from()).isZero();
    }

    @Test
    void picture_noEstimates_isRefused() {
        assertThatThrownBy(() -> plot().picture("f")).isInstanceOf(IllegalStateException.class);
    }
}
