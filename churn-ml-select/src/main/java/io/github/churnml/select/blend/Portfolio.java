package io.github.churnml.select.blend;

import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Learners;
import io.github.churnml.learn.boosting.Growth;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The learners that are tried, of different kinds so that their mistakes differ, and into how many folds the rows are divided to
 * judge them: as much as the work allows, which is counted in fits and rows and not by a clock.
 *
 * @param entries the learners, the standard one first
 * @param folds into how many folds; 0 where one learner is left, which needs no judging
 */
record Portfolio(List<PortfolioEntry> entries, int folds) {

    /** So many rows may be fitted by the first entry: Telco's 7,000 rows take 8 folds of all entries. */
    static final double WORK = 2_000_000;

    private static final int[] FOLDS = {8, 5, 3};

    /** Copies of what rows and columns drawn at random make differ. */
    private static final int COPIES = 4;

    /** Up to so many rows all copies are worth their time, up to the second number half of them; beyond it one is as good. */
    private static final int[] ROWS_OF_COPIES = {50_000, 200_000};

    /** Of fewer rows of a class nothing is told apart from luck. */
    static final int FEWEST = 20;

    /** Up to so many levels are tried one by one, and are not shrunk. */
    private static final int FEW_LEVELS = 4;

    /** What levels are shrunk by where their many small groups look more alike than they are told by chance. */
    private static final double LEVEL_L2 = 1000;

    /**
     * All that are on the class path, the most useful first.
     *
     * @param mostLevels of the column that has the most
     */
    static List<PortfolioEntry> all(int mostLevels) {
        List<PortfolioEntry> all = new ArrayList<>();
        all.add(new PortfolioEntry(
                "boosting", HistogramGradientBoosting.builder().build(), 1, COPIES));
        all.add(new PortfolioEntry(
                "boosting, leaf-wise",
                HistogramGradientBoosting.builder()
                        .growth(Growth.LEAF_WISE)
                        .maxLeaves(31)
                        .maxDepth(8)
                        .minLevelRows(100)
                        .build(),
                1,
                COPIES));
        all.add(new PortfolioEntry(
                "boosting, extra trees",
                HistogramGradientBoosting.builder()
                        .growth(Growth.LEAF_WISE)
                        .maxLeaves(31)
                        .maxDepth(10)
                        .minLevelRows(100)
                        .extraTrees(true)
                        .build(),
                1,
                COPIES));
        if (mostLevels > FEW_LEVELS) {
            all.add(new PortfolioEntry(
                    "boosting, levels shrunk",
                    HistogramGradientBoosting.builder().levelL2(LEVEL_L2).build(),
                    1,
                    COPIES));
        }
        List<String> present = Learners.names();
        addPresent(all, present, "logistic-regression", 0.5, 1);
        addPresent(all, present, "additive", 6, 1);
        addPresent(all, present, "perceptron", 4, 2);
        return List.copyOf(all);
    }

    private static void addPresent(
            List<PortfolioEntry> all, List<String> present, String name, double work, int copies) {
        if (present.contains(name)) {
            Learner learner = Learners.byName(name, Settings.of(Map.of(), Blame.configuration(null)));
            all.add(new PortfolioEntry(name, learner, work, copies));
        }
    }

    /**
     * What is tried on a table: of many rows fewer folds, then without those at the end of the list.
     *
     * @param rows how many rows are learnt from
     * @param fewer how many of them are of the rarer class
     * @param most how many folds at most
     */
    static Portfolio of(List<PortfolioEntry> all, int rows, int fewer, int most) {
        int share = rows <= ROWS_OF_COPIES[0] ? 1 : rows <= ROWS_OF_COPIES[1] ? 2 : COPIES;
        List<PortfolioEntry> entries = new ArrayList<>();
        for (PortfolioEntry entry : all) {
            entries.add(entry.withCopies(Math.max(1, entry.copies() / share)));
        }
        while (entries.size() > 1 && fewer >= FEWEST) {
            double work = 0;
            for (PortfolioEntry entry : entries) {
                work += entry.work();
            }
            for (int folds : FOLDS) {
                int asked = Math.min(folds, most);
                if (work * rows * asked <= WORK) {
                    return new Portfolio(List.copyOf(entries), asked);
                }
            }
            entries.remove(entries.size() - 1);
        }
        return new Portfolio(List.of(entries.get(0)), 0);
    }
}
