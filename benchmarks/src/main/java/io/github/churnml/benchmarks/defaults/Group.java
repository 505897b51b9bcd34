package io.github.churnml.benchmarks.defaults;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Every candidate's figures on the tables of one group, averaged over them.
 *
 * @param kind what kind of tables they are
 * @param name the group's name
 * @param tables how many they are
 * @param leastPossible the log loss of the true probabilities; 0 where they are not known
 * @param figures one per candidate; all NaN for one that was not tried
 */
record Group(String kind, String name, int tables, double leastPossible, List<Judged> figures) {

    private static final Judged NOT_TRIED = new Judged(Double.NaN, Double.NaN, 0, 0);

    /** Averages figures, {@code [table][candidate]}; a candidate that was not tried is null there. */
    static Group of(String kind, String name, double leastPossible, Judged[][] all) {
        int candidates = all[0].length;
        List<Judged> figures = IntStream.range(0, candidates)
                .mapToObj(c -> all[0][c] == null ? NOT_TRIED : mean(all, c))
                .toList();
        return new Group(kind, name, all.length, leastPossible, figures);
    }

    private static Judged mean(Judged[][] all, int candidate) {
        double loss = 0;
        double auc = 0;
        int rounds = 0;
        double seconds = 0;
        for (Judged[] table : all) {
            Judged one = table[candidate];
            loss += one.logLoss() / all.length;
            auc += one.rocAuc() / all.length;
            rounds += one.rounds();
            seconds += one.seconds() / all.length;
        }
        return new Judged(loss, auc, rounds / all.length, seconds);
    }

    double leastLoss() {
        return figures.stream()
                .mapToDouble(Judged::logLoss)
                .filter(loss -> !Double.isNaN(loss))
                .min()
                .orElse(Double.NaN);
    }

    double largestAuc() {
        return figures.stream()
                .mapToDouble(Judged::rocAuc)
                .filter(auc -> !Double.isNaN(auc))
                .max()
                .orElse(Double.NaN);
    }

    /** {@return by how many thousandths of a nat a candidate's log loss is larger than the least here} */
    double regret(int candidate) {
        return 1000 * (figures.get(candidate).logLoss() - leastLoss());
    }

    /** {@return by how many thousandths a candidate's ROC-AUC is below the largest here} */
    double aucRegret(int candidate) {
        return 1000 * (largestAuc() - figures.get(candidate).rocAuc());
    }

    /** {@return processor time of all fits, in seconds} */
    double seconds() {
        return tables * figures.stream().mapToDouble(Judged::seconds).sum();
    }
}
