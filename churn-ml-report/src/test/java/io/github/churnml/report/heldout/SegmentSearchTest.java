package io.github.churnml.report.heldout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.metrics.RocAuc;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentSearchTest {

    private static final int ROWS = 4000;

    /** Probabilities are right, but for a level where they are drawn anew, and one where they are too low. */
    private static SomeRows rows(boolean planted) {
        SplittableRandom random = new SplittableRandom(8);
        int[] labels = new int[ROWS];
        double[] probabilities = new double[ROWS];
        int[] codes = new int[ROWS];
        double[] numbers = new double[ROWS];
        for (int i = 0; i < ROWS; i++) {
            codes[i] = random.nextInt(5) - 1;
            numbers[i] = random.nextDouble();
            double real = Math.pow(random.nextDouble(), 2);
            labels[i] = random.nextDouble() < real ? 1 : 0;
            probabilities[i] = planted && codes[i] == 0
                    ? Math.pow(random.nextDouble(), 2)
                    : planted && codes[i] == 1 ? real / 2 : real;
        }
        return new SomeRows(
                Dataset.of(List.of(
                        CodedColumn.of("plan", ColumnType.CATEGORICAL, codes, List.of("a", "b", "c", "d")),
                        NumericColumn.of("usage", ColumnType.NUMERIC, numbers))),
                labels,
                probabilities);
    }

    private static SegmentFacts group(List<SegmentFacts> facts, String name) {
        return facts.stream()
                .filter(one -> one.group().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void plantedGroups_areFound_andNoOthers() {
        List<SegmentFacts> facts = SegmentSearch.in(rows(true), List.of("plan", "usage", "gone"));
        assertThat(facts).hasSize(5 + 4);
        assertThat(group(facts, "a").isWorse()).isTrue();
        assertThat(group(facts, "b").hasOtherRate()).isTrue();
        assertThat(group(facts, "b").isWorse()).isFalse();
        assertThat(facts.stream().filter(SegmentFacts::standsOut)).hasSize(2);
    }

    @Test
    void nothingPlanted_isToldApartFromLuck() {
        List<SegmentFacts> facts = SegmentSearch.in(rows(false), List.of("plan", "usage"));
        assertThat(facts).noneMatch(SegmentFacts::standsOut);
    }

    @Test
    void area_ofAGroup_isThatOfItsRows() {
        SomeRows rows = rows(true);
        CodedColumn plan = (CodedColumn) rows.data().column("plan");
        int[] own = IntStream.range(0, ROWS).filter(row -> plan.code(row) == 2).toArray();
        SomeRows picked = rows.select(own);
        SegmentFacts facts = group(SegmentSearch.in(rows, List.of("plan")), "c");
        assertThat(facts.area().value()).isCloseTo(RocAuc.of(picked.labels(), picked.probabilities()), within(1e-12));
        assertThat(facts.rows()).isEqualTo(own.length);
        assertThat(facts.area().low()).isLessThan(facts.area().value());
    }

    @Test
    void variance_ofAnArea_isThatOfItsPlacements() {
        int[] labels = {1, 0, 1, 0, 1};
        double[] probabilities = {0.9, 0.8, 0.7, 0.3, 0.3};
        AreaTest test = AreaTest.of(new int[] {3, 4, 2, 1, 0}, labels, probabilities, new int[5], 0, true);
        // Placements: of churners 1, 0.5, 0.25; of stayers (0.8) 1/3, (0.3) 2.5/3. Their variances 7/48 and 1/8.
        assertThat(test.area()).isCloseTo(1.75 / 3, within(1e-12));
        assertThat(test.variance()).isCloseTo(7.0 / 48 / 3 + 0.125 / 2, within(1e-12));
        assertThat(AreaTest.of(new int[] {0}, new int[] {1}, new double[] {1}, new int[1], 0, true)
                        .area())
                .isNaN();
    }

    @Test
    void tail_ofTheNormal_isThatOfTables() {
        assertThat(Normal.above(1.959963984540054)).isCloseTo(0.025, within(1e-8));
        assertThat(Normal.above(-1)).isCloseTo(0.8413447, within(1e-6));
        assertThat(Normal.above(6)).isCloseTo(9.8658765e-10, within(1e-15));
    }
}
