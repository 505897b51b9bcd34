package io.github.churnml.select.blend;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.learn.PlainBoosting;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortfolioTest {

    private static final List<PortfolioEntry> ALL = List.of(entry("a", 1), entry("b", 1), entry("c", 8));

    @Test
    void all_beginsWithTheStandardLearner() {
        assertThat(Portfolio.all(0).get(0).name()).isEqualTo("boosting");
        assertThat(Portfolio.all(5)).extracting(PortfolioEntry::name).doesNotHaveDuplicates();
    }

    @Test
    void of_growingTables_triesFewerFoldsThenFewerLearners() {
        assertThat(tried(5_000)).isEqualTo("8 folds of 3");
        assertThat(tried(30_000)).isEqualTo("5 folds of 3");
        assertThat(tried(60_000)).isEqualTo("3 folds of 3");
        assertThat(tried(100_000)).isEqualTo("8 folds of 2");
        assertThat(tried(300_000)).isEqualTo("3 folds of 2");
        assertThat(tried(400_000)).isEqualTo("0 folds of 1");
    }

    @Test
    void of_anySize_neverExceedsTheWork() {
        for (int rows = 1_000; rows < 3_000_000; rows = rows * 3 / 2) {
            Portfolio portfolio = Portfolio.of(ALL, rows, rows / 4, 8);
            double work = portfolio.entries().stream()
                    .mapToDouble(PortfolioEntry::work)
                    .sum();
            assertThat(work * rows * portfolio.folds()).isLessThanOrEqualTo(Portfolio.WORK);
        }
    }

    @Test
    void of_growingTables_fitsFewerCopies() {
        List<PortfolioEntry> all = Portfolio.all(9);
        assertThat(Portfolio.of(all, 50_000, 9_000, 8).entries().get(0).copies())
                .isEqualTo(4);
        assertThat(Portfolio.of(all, 200_000, 9_000, 8).entries().get(0).copies())
                .isEqualTo(2);
        assertThat(Portfolio.of(all, 200_001, 9_000, 8).entries().get(0).copies())
                .isEqualTo(1);
        assertThat(Portfolio.of(all, 2_000_000, 9_000, 8).entries())
                .singleElement()
                .satisfies(alone -> assertThat(alone.copies()).isEqualTo(1));
    }

    @Test
    void of_fewCustomersOfAClass_triesOneLearner() {
        assertThat(Portfolio.of(ALL, 5_000, Portfolio.FEWEST - 1, 8).folds()).isZero();
        assertThat(Portfolio.of(ALL, 5_000, Portfolio.FEWEST, 8).folds()).isEqualTo(8);
    }

    @Test
    void affordable_tightLimit_dropsCopiesThenTheLightestPart() {
        List<Tried> tried = IntStream.range(0, 3)
                .mapToObj(i -> new Tried(
                        new PortfolioEntry("part " + i, new PlainBoosting(i + 1), 1, 4), new double[0], 500, ""))
                .toList();
        double[] weights = {0.5, 0.2, 0.3};
        assertThat(Affordable.within(tried, weights, 1e9).nanos()).isEqualTo(6000);
        Affordable twice = Affordable.within(tried, weights, 3500);
        assertThat(twice.nanos()).isEqualTo(3000);
        assertThat(twice.cut()).isFalse();
        Affordable without = Affordable.within(tried, weights, 1200);
        assertThat(without.cut()).isTrue();
        assertThat(without.weights()).containsExactly(0.625, 0, 0.375);
        assertThat(without.name()).isEqualTo("blend of part 0; part 2");
        Affordable alone = Affordable.within(tried, weights, 1);
        assertThat(alone.name()).isEqualTo("part 0");
        assertThat(alone.learner()).isEqualTo(new PlainBoosting(1));
    }

    private static String tried(int rows) {
        Portfolio portfolio = Portfolio.of(ALL, rows, rows / 4, 8);
        return portfolio.folds() + " folds of " + portfolio.entries().size();
    }

    private static PortfolioEntry entry(String name, double work) {
        return new PortfolioEntry(name, new PlainBoosting(1), work, 1);
    }
}
