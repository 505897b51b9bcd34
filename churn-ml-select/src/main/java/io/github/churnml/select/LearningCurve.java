package io.github.churnml.select;

import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.metrics.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The learning curve: how good a recipe is after learning from ever more of the rows that it has, judged on the same rows each time.
 * It says whether more rows would help. Mutable until {@link #run}, for one thread; a setter checks its own argument.
 *
 * <p>A smaller share is part of a larger one: of each class the same share, of whole customers where they have several rows, and in
 * time the latest days, as if the history had been shorter. The whole recipe is fitted on each share in each fold.
 */
public final class LearningCurve {

    /** The shares that are tried unless others are named. */
    public static final List<Double> SHARES = List.of(0.1, 0.2, 0.3, 0.5, 0.7, 1.0);

    /** What a curve is told in. */
    public static final List<Metric> METRICS = List.of(Metric.ROC_AUC, Metric.PR_AUC, Metric.LOG_LOSS);

    /** Of fewer rows of a class a fit says more of chance than of the recipe. */
    static final int FEWEST = 10;

    private final CrossValidation folds;
    private @Nullable List<Double> shares;
    private Progress progress = Progress.none();

    private LearningCurve(CrossValidation folds) {
        this.folds = folds;
    }

    /**
     * Starts a curve over {@link #SHARES}, but for those that leave a fold fewer than 10 rows of a class to learn from.
     *
     * @param folds the rows, divided, with the recipe
     * @return the curve, to be changed and run
     */
    public static LearningCurve on(CrossValidation folds) {
        return new LearningCurve(folds);
    }

    /**
     * Which shares of the training rows are learnt from; all of them (1) always are.
     *
     * @param given at least one below 1, each once, in any order
     * @return this
     * @throws ConfigurationException if one is not above 0 and at most 1, or is given twice, or none is below 1
     */
    public LearningCurve shares(double... given) {
        double[] sorted = given.clone();
        Arrays.sort(sorted);
        for (int i = 0; i < sorted.length; i++) {
            if (!(sorted[i] > 0 && sorted[i] <= 1)) {
                throw refused("of " + Wording.value(sorted[i]) + " is not above 0 and at most 1");
            }
            if (i > 0 && sorted[i] == sorted[i - 1]) {
                throw refused("of " + Wording.value(sorted[i]) + " is given twice");
            }
        }
        if (sorted.length == 0 || sorted[0] == 1) {
            throw refused("below 1 is missing: one point is no curve");
        }
        List<Double> all = new ArrayList<>(Arrays.stream(sorted).boxed().toList());
        if (all.get(all.size() - 1) < 1) {
            all.add(1.0);
        }
        shares = List.copyOf(all);
        return this;
    }

    private static ConfigurationException refused(String problem) {
        return new ConfigurationException(
                "A share of the training rows " + problem + ".",
                "Maybe take these: 0.1, 0.2, 0.3, 0.5, 0.7, 1.",
                Where.nowhere());
    }

    /**
     * Who is told how far the work is; nobody by default.
     *
     * @param listener told before each share
     * @return this
     */
    public LearningCurve progress(Progress listener) {
        progress = listener;
        return this;
    }

    /**
     * Fits and judges the recipe on every share in every fold.
     *
     * @return the curve
     * @throws DataException if a share that was named leaves a fold fewer than 10 rows of a class to learn from, or every share does
     */
    public LearningCurveResult run() {
        List<Double> wanted = shares == null ? SHARES : shares;
        List<Double> possible = new ArrayList<>();
        List<CrossValidation> parts = new ArrayList<>();
        DataException first = null;
        for (double share : wanted) {
            try {
                CrossValidation part = part(share);
                // In time a share is made of whole days, of which there may be too few to tell two shares apart.
                if (parts.isEmpty() || rows(part) > rows(parts.get(parts.size() - 1))) {
                    parts.add(part);
                    possible.add(share);
                }
            } catch (DataException e) {
                if (shares != null) {
                    throw e;
                }
                first = first == null ? e : first;
            }
        }
        if (parts.size() < 2) {
            throw first != null ? first : tooFew(1, 0, 0);
        }
        List<LearningStep> steps = new ArrayList<>();
        for (CrossValidation part : parts) {
            double share = possible.get(steps.size());
            progress.at("learning from " + Wording.percent(share) + " of the rows", steps.size(), parts.size());
            steps.add(LearningStep.of(share, rows(part), left(part), part.run()));
        }
        return new LearningCurveResult(folds, steps);
    }

    private CrossValidation part(double share) {
        CrossValidation part = share == 1 ? folds : thinned(share);
        int fold = 0;
        for (Division division : all(part)) {
            int left = left(division, part.labels());
            int fewer = Math.min(left, division.train().length - left);
            if (fewer < FEWEST) {
                throw tooFew(share, fewer, fold % part.divisions().get(0).size());
            }
            fold++;
        }
        return part;
    }

    private CrossValidation thinned(double share) {
        try {
            return folds.learningFrom(share);
        } catch (DataException e) {
            throw new DataException(
                    "A share of " + Wording.value(share) + " of the training rows of each fold cannot be taken. "
                            + e.getMessage(),
                    "",
                    Where.nowhere(),
                    e);
        }
    }

    private static DataException tooFew(double share, int rows, int fold) {
        return new DataException(
                "A share of " + Wording.value(share) + " leaves fold " + (fold + 1) + " only " + rows
                        + " rows of a class to learn from, where at least " + FEWEST + " are needed.",
                share == 1
                        ? "Maybe the table should hold more customers."
                        : "Maybe begin with a larger share, or ask for fewer folds.",
                Where.nowhere());
    }

    private static List<Division> all(CrossValidation part) {
        return part.divisions().stream().flatMap(List::stream).toList();
    }

    private static double rows(CrossValidation part) {
        return all(part).stream()
                .mapToInt(division -> division.train().length)
                .average()
                .orElse(0);
    }

    private static double left(CrossValidation part) {
        return all(part).stream()
                .mapToInt(division -> left(division, part.labels()))
                .average()
                .orElse(0);
    }

    private static int left(Division division, int[] labels) {
        return Arrays.stream(division.train()).map(row -> labels[row]).sum();
    }
}
