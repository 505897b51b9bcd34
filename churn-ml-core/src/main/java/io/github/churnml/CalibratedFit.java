package io.github.churnml;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.decide.Calibration;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.VennAbers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.judge.OutOfFold;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.resample.NoResampling;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Calibrates a recipe by what it says of training rows that it has not learnt from: the recipe is fitted again without each
 * fold, with the rounds that it has found. The hold-out is not asked. What the model says is calibrated for the model that is
 * fitted again on all rows too, as its rounds are. The interval beside the probability is fitted on the same predictions.
 */
final class CalibratedFit {

    static final String AUTO = "auto";
    static final String NO_INTERVAL = "none";
    static final List<String> INTERVALS = List.of(NO_INTERVAL, VennAbers.KIND);

    private static final int FOLDS = 5;

    /** From here on one fold has rows enough: the recipe is fitted once and not five times. */
    private static final int MANY_ROWS = 50_000;

    /** Of fewer rows of a class a calibrator that nobody asked for says more of chance than of the model. */
    private static final int FEWEST_UNASKED = 100;

    private final ChurnPipeline pipeline;
    private final Consumer<Notice> notices;

    CalibratedFit(ChurnPipeline pipeline, Consumer<Notice> notices) {
        this.pipeline = pipeline;
        this.notices = notices;
    }

    /**
     * What was found.
     *
     * @param calibration null where log-odds are to be taken as they are
     * @param vennAbers null where no interval was asked for
     */
    record Found(
            @Nullable Calibration calibration, @Nullable VennAbers vennAbers) {

        Calibrator calibrator() {
            return calibration == null ? Calibrator.none() : calibration.calibrator();
        }
    }

    Found run(Recipe recipe, Dataset rows, int[] labels, RowGroups groups) {
        String asked = pipeline.calibration();
        boolean auto = asked.equals(AUTO);
        boolean balanced = !(pipeline.balance() instanceof NoResampling);
        boolean interval = !pipeline.interval().equals(NO_INTERVAL);
        int left = IntStream.of(labels).sum();
        int fewer = Math.min(left, labels.length - left);
        // Probabilities as among balanced classes were asked for.
        boolean wanted = !auto || (!balanced || pipeline.correctPrior()) && fewer >= FEWEST_UNASKED;
        boolean calibrated = wanted && !asked.equals(Calibrator.none().kind());
        if (!calibrated && !interval) {
            return new Found(null, null);
        }
        try {
            OutOfFold unseen = unseen(CrossValidation.of(recipe, rows, labels, groups, FOLDS, 1, pipeline.seed()));
            return new Found(
                    calibrated ? calibration(unseen, balanced, left, labels.length) : null,
                    interval ? VennAbers.fit(unseen.logOdds(), unseen.labels()) : null);
        } catch (DataException e) {
            if (!auto || interval) {
                throw e;
            }
            notices.accept(new Notice(
                    "not-calibrated",
                    "",
                    "Probabilities are not calibrated: the training rows cannot be divided into " + FOLDS
                            + " folds with leavers and stayers in each. Maybe the table should hold more customers."));
            return new Found(null, null);
        }
    }

    private Calibration calibration(OutOfFold unseen, boolean balanced, int left, int rows) {
        String asked = pipeline.calibration();
        boolean auto = asked.equals(AUTO);
        double[] weights = new double[unseen.labels().length];
        Arrays.fill(weights, 1);
        List<String> kinds = Calibrator.KINDS.subList(balanced ? 1 : 0, Calibrator.KINDS.size());
        Calibration found = Calibration.choose(
                auto ? kinds : List.of(asked), unseen.logOdds(), unseen.labels(), weights, unseen.folds());
        if (!auto && found.losses().isEmpty()) {
            throw new ConfigurationException(
                    "Calibrating by " + Wording.value(asked) + " was asked for, but " + Wording.count(left) + " of "
                            + Wording.count(rows)
                            + " training rows " + pipeline.outcome().did()
                            + ", and their log-odds cannot be calibrated so: there are too few of a"
                            + " class, they tell the classes apart without a mistake, or do not rise with the rate of "
                            + (pipeline.outcome().isChurn() ? "leavers." : "those who did."),
                    "Maybe state calibration: auto, which calibrates where it can.",
                    Where.nowhere());
        }
        return found;
    }

    /** What is said of the rows of all folds; of many rows, of those of the last fold, which are the latest where there is time. */
    private static OutOfFold unseen(CrossValidation folds) {
        if (folds.labels().length <= MANY_ROWS) {
            return folds.run().get(0).judged();
        }
        int last = folds.divisions().get(0).size() - 1;
        int[] test = folds.divisions().get(0).get(last).test();
        return new OutOfFold(
                PipelineFit.pick(folds.labels(), test),
                IntStream.range(0, test.length).map(i -> i % FOLDS).toArray(),
                folds.logOdds(folds.recipe(), 0, last));
    }
}
