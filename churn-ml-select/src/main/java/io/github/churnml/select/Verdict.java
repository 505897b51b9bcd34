package io.github.churnml.select;

import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Holm;
import io.github.churnml.metrics.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says what a comparison means, in plain sentences. */
final class Verdict {

    private Verdict() {}

    static String of(ComparisonResult result) {
        Compared best = result.best();
        List<Compared> others = result.ranked().subList(1, result.ranked().size());
        String leader = "By " + result.by().label() + ", " + Wording.name(best.name()) + " is best ("
                + number(best.mean(result.by())) + ")";
        if (others.isEmpty()) {
            return leader + ", with nothing to compare it with.";
        }
        List<String> close = new ArrayList<>();
        for (Compared other : others) {
            if (!result.isReal(other)) {
                close.add(other.name());
            }
        }
        int real = others.size() - close.size();
        if (close.isEmpty()) {
            return leader + ", and its lead over "
                    + (real == 1 ? Wording.name(others.get(0).name()) : "each of the " + real + " others")
                    + " is real (corrected p below " + ComparisonResult.SURE + ").";
        }
        return leader + ", but its lead over " + Wording.names(close) + " may be luck (corrected p up to "
                + String.format(
                        Locale.ROOT,
                        "%.2f",
                        others.stream()
                                .filter(other -> !result.isReal(other))
                                .mapToDouble(result::correctedP)
                                .max()
                                .orElse(1))
                + "), so that speed or reasons may decide among them"
                + (real == 0
                        ? "."
                        : "; its lead over " + (real == 1 ? "the other one" : "the other " + real) + " is real.");
    }

    static String basis(ComparisonResult result, @Nullable ThresholdRule threshold) {
        Metric by = result.by();
        if (by == Metric.PROFIT && threshold != null) {
            return threshold.isFixed()
                    ? "profit is of contacting customers from probability " + threshold
                            + " on, before calibration; a threshold that is learnt (threshold: profit) is so in every fold."
                    : "profit is at a threshold that is learnt by " + threshold
                            + " inside the training part of each fold, from a quarter of it that a fit to the rest judges.";
        }
        return result.bestCalibrated()
                .map(best -> by.label() + " is of probabilities before calibration; after it "
                        + Wording.name(best.name()) + " is best ("
                        + number(best.calibrated().getOrDefault(by, Double.NaN)) + ").")
                .orElse("");
    }

    static List<String> ofBalance(List<BalanceEffect> effects) {
        return effects.stream()
                .map(effect -> effect.balanced().candidate().balance().name())
                .distinct()
                .sorted()
                .map(name -> ofBalance(
                        name,
                        effects.stream()
                                .filter(effect -> effect.balanced()
                                        .candidate()
                                        .balance()
                                        .name()
                                        .equals(name))
                                .toList()))
                .toList();
    }

    private static String ofBalance(String name, List<BalanceEffect> effects) {
        double[] p = Holm.adjusted(
                effects.stream().mapToDouble(effect -> test(effect).p()).toArray());
        int better = 0;
        int worse = 0;
        for (int i = 0; i < p.length; i++) {
            boolean real = p[i] < ComparisonResult.SURE;
            better += real && test(effects.get(i)).difference().value() > 0 ? 1 : 0;
            worse += real && test(effects.get(i)).difference().value() < 0 ? 1 : 0;
        }
        List<String> changes = new ArrayList<>();
        for (Metric metric : List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS, Metric.ECE)) {
            double mean = effects.stream()
                    .mapToDouble(effect -> effect.change(metric))
                    .average()
                    .orElse(Double.NaN);
            changes.add(metric.label() + " by " + String.format(Locale.ROOT, "%+.4f", mean));
        }
        String learners = effects.size() == 1 ? "1 learner" : "the mean of " + effects.size() + " learners";
        return "Against no balancing on the same folds, " + Wording.name(name) + " changed "
                + String.join(", ", changes) + " ("
                + learners + "); by roc_auc that is a real gain for " + better + " and a real loss for " + worse + ": "
                + (better > worse ? "it helps here." : worse > 0 ? "leave it out." : "nothing speaks for it.");
    }

    private static CorrectedTTest test(BalanceEffect effect) {
        CorrectedTTest test = effect.changes().get(Metric.ROC_AUC);
        if (test == null) {
            throw new IllegalStateException("an effect without roc_auc");
        }
        return test;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}
