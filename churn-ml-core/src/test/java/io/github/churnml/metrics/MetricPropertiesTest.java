package io.github.churnml.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

class MetricPropertiesTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    @Provide
    Arbitrary<Rows> rows() {
        return Rows.any();
    }

    @Provide
    Arbitrary<Rows> bothClasses() {
        return Rows.withBothClasses();
    }

    @Property(tries = 300)
    void measures_equal_their_definitions(@ForAll("bothClasses") Rows rows) {
        assertThat(RocAuc.of(rows.labels(), rows.scores())).isCloseTo(Oracle.rocAuc(rows), ROUNDING);
        assertThat(AveragePrecision.of(rows.labels(), rows.scores()))
                .isCloseTo(Oracle.averagePrecision(rows), ROUNDING);
        assertThat(KolmogorovSmirnov.of(rows.labels(), rows.scores()))
                .isCloseTo(Oracle.kolmogorovSmirnov(rows), ROUNDING);
        assertThat(ExpectedCalibrationError.of(rows.labels(), rows.scores()))
                .isCloseTo(Oracle.expectedCalibrationError(rows), ROUNDING);
    }

    @Property(tries = 300)
    void rankings_increasingTransform_keepTheirBits(@ForAll("bothClasses") Rows rows) {
        for (Rows transformed : List.of(
                rows.mapScores(StrictMath::exp),
                rows.mapScores(score -> 3 * score - 7),
                rows.mapScores(score -> StrictMath.log(score / (1 - score))))) {
            int[] labels = rows.labels();
            assertThat(RocAuc.of(labels, transformed.scores())).isEqualTo(RocAuc.of(labels, rows.scores()));
            assertThat(AveragePrecision.of(labels, transformed.scores()))
                    .isEqualTo(AveragePrecision.of(labels, rows.scores()));
            assertThat(KolmogorovSmirnov.of(labels, transformed.scores()))
                    .isEqualTo(KolmogorovSmirnov.of(labels, rows.scores()));
            assertThat(GainsTable.byDecile(labels, transformed.scores()))
                    .isEqualTo(GainsTable.byDecile(labels, rows.scores()));
        }
    }

    @Property(tries = 300)
    void rocAuc_reversedScores_completesToOne(@ForAll("bothClasses") Rows rows) {
        Rows reversed = rows.mapScores(score -> -score);
        assertThat(RocAuc.of(rows.labels(), rows.scores()) + RocAuc.of(reversed.labels(), reversed.scores()))
                .isCloseTo(1, within(1e-15));
        assertThat(KolmogorovSmirnov.of(reversed.labels(), reversed.scores()))
                .as("the gap is the same from either side")
                .isEqualTo(KolmogorovSmirnov.of(rows.labels(), rows.scores()));
    }

    @Property(tries = 300)
    void metrics_otherRowOrder_keepTheirBits(
            @ForAll("rows") Rows rows, @ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double threshold) {
        Rows shuffled = rows.shuffled(seed);
        assertThat(Metric.all(shuffled.labels(), shuffled.scores(), threshold))
                .isEqualTo(Metric.all(rows.labels(), rows.scores(), threshold));
        assertThat(GainsTable.byDecile(shuffled.labels(), shuffled.scores()))
                .isEqualTo(GainsTable.byDecile(rows.labels(), rows.scores()));
    }

    @Property(tries = 200)
    void metrics_repeatedRows_stayTheSame(@ForAll("rows") Rows rows, @ForAll @IntRange(min = 2, max = 5) int times) {
        int[] alike = new int[rows.count()];
        Arrays.fill(alike, times);
        Rows repeated = rows.repeated(alike);
        for (Metric metric : Metric.ofScores()) {
            double once = metric.compute(rows.labels(), rows.scores(), 0.5);
            double often = metric.compute(repeated.labels(), repeated.scores(), 0.5);
            if (Double.isNaN(once)) {
                assertThat(often).as(metric.label()).isNaN();
            } else {
                assertThat(often).as(metric.label()).isCloseTo(once, ROUNDING);
            }
        }
    }

    @Property(tries = 300)
    void metrics_stay_in_their_ranges(
            @ForAll("rows") Rows rows, @ForAll @DoubleRange(min = 0, max = 1) double threshold) {
        Metric.all(rows.labels(), rows.scores(), threshold).forEach((metric, value) -> {
            if (!Double.isNaN(value)) {
                assertThat(value).as(metric.label()).isBetween(lowest(metric), highest(metric));
            }
        });
    }

    @Property(tries = 300)
    void confusionMatrix_counts_every_row_once(
            @ForAll("rows") Rows rows, @ForAll @DoubleRange(min = 0, max = 1) double threshold) {
        ConfusionMatrix matrix = ConfusionMatrix.at(rows.labels(), rows.scores(), threshold);
        assertThat(matrix.truePositives() + matrix.falseNegatives()).isEqualTo(rows.churners());
        assertThat(matrix.trueNegatives() + matrix.falsePositives()).isEqualTo(rows.count() - rows.churners());
        assertThat(matrix.truePositives() + matrix.falsePositives())
                .isEqualTo(Arrays.stream(rows.scores())
                        .filter(score -> score >= threshold)
                        .count());
    }

    @Property(tries = 300)
    void gainsTable_anyRows_dividesAll(@ForAll("rows") Rows rows) {
        List<DecileRow> table = GainsTable.byDecile(rows.labels(), rows.scores());
        assertThat(table.stream().mapToInt(DecileRow::customers).sum()).isEqualTo(rows.count());
        assertThat(table.stream().mapToDouble(DecileRow::churners).sum()).isCloseTo(rows.churners(), ROUNDING);
        assertThat(table).allSatisfy(row -> assertThat(row.churners()).isBetween(-1e-12, row.customers() + 1e-12));
        if (rows.churners() > 0) {
            assertThat(table.get(9).cumulativeGain()).isEqualTo(1);
            assertThat(table.get(9).cumulativeLift()).isCloseTo(1, ROUNDING);
            assertThat(IntStream.range(1, 10))
                    .allMatch(i ->
                            table.get(i).cumulativeGain() >= table.get(i - 1).cumulativeGain());
        }
    }

    private static double lowest(Metric metric) {
        return switch (metric) {
            case GINI, MCC, COHEN_KAPPA -> -1;
            default -> 0;
        };
    }

    private static double highest(Metric metric) {
        return metric == Metric.LOG_LOSS ? 35 : 1;
    }
}
