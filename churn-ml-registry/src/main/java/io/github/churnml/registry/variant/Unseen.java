package io.github.churnml.registry.variant;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.HeldOutRows;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.TrainingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said of every row by models that have not learnt from it: one of all customers, and one of the row's own segment.
 * The rows are divided once; in each fold the whole pipeline learns, its calibration and threshold included, from the other
 * folds' rows, and from those among them that are of the segment. Mutable, for one thread.
 */
final class Unseen {

    private final ChurnPipeline pipeline;
    private final Dataset data;
    private final Segments segments;
    private final FitOptions options;
    private final Progress progress;
    private final List<Division> folds;
    private final int fits;
    private int done;

    /** One per row: the fold that judges it, or -1. */
    final int[] fold;

    /** Of the model of all customers, {@code NaN} where no fold judges a row. */
    final double[] pooled;

    /** Of the segment's own model, {@code NaN} where there is none. */
    final double[] own;

    /** Why a segment has no own model in some fold, by segment. */
    private final @Nullable String[] failed;

    Unseen(
            ChurnPipeline pipeline,
            Dataset data,
            Segments segments,
            List<Division> folds,
            int candidates,
            FitOptions options) {
        this.pipeline = pipeline;
        this.data = data;
        this.segments = segments;
        this.folds = folds;
        this.options = options.withProgress(Progress.none());
        this.progress = options.progress();
        this.fits = folds.size() * (1 + candidates);
        this.fold = new int[data.rows()];
        this.pooled = new double[data.rows()];
        this.own = new double[data.rows()];
        this.failed = new String[segments.variants().size()];
        Arrays.fill(fold, -1);
        Arrays.fill(pooled, Double.NaN);
        Arrays.fill(own, Double.NaN);
        for (int f = 0; f < folds.size(); f++) {
            for (int row : folds.get(f).test()) {
                fold[row] = f;
            }
        }
    }

    /** Fits and judges the model of all customers in every fold. */
    void runPooled() {
        for (Division division : folds) {
            judge(division.train(), division.test(), pooled);
        }
    }

    /** Fits and judges a segment's own model in every fold; what goes wrong is kept. */
    void runOwn(int segment) {
        for (Division division : folds) {
            int[] train = of(segment, division.train());
            int[] test = of(segment, division.test());
            if (test.length == 0) {
                continue;
            }
            try {
                judge(train, test, own);
            } catch (DataException | TrainingException | ConfigurationException e) {
                failed[segment] =
                        String.valueOf(e.getMessage()).lines().findFirst().orElse("");
                return;
            }
        }
    }

    /** Why a segment's own model could not be fitted in some fold. */
    Optional<String> failure(int segment) {
        return Optional.ofNullable(failed[segment]);
    }

    private void judge(int[] train, int[] test, double[] into) {
        progress.at("comparing segments", done++, fits);
        double[] said = pipeline.fit(data.select(train), options.withJudged(HeldOutRows.UNUSED))
                .scorer()
                .score(data.select(test))
                .probabilities();
        for (int i = 0; i < test.length; i++) {
            into[test[i]] = said[i];
        }
    }

    /** Those rows that are of a segment. */
    private int[] of(int segment, int[] rows) {
        return Arrays.stream(rows).filter(row -> segments.of()[row] == segment).toArray();
    }

    /** The rows of a segment that a fold judges. */
    int[] judged(int segment) {
        return Arrays.stream(segments.rows(segment))
                .filter(row -> fold[row] >= 0)
                .toArray();
    }
}
