package io.github.churnml.select.tune;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Metric;
import io.github.churnml.select.Compared;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Looks for settings of a pipeline's learner that suit a table. Mutable until {@link #run}, for one thread; a setter checks its own
 * argument.
 *
 * <p>The customers that the pipeline holds out are set aside; trials are judged on folds of the others. Folds and trials are fitted
 * at the same time, in the common pool; the result does not depend on how many threads there are.
 */
public final class Tuning {

    /** What the file of trials is called. */
    public static final String TRIALS = "trials.jsonl";

    final ChurnPipeline pipeline;

    @Nullable
    SearchSpace space;

    SearchMethod method = SearchMethod.TPE;
    int trials = 40;
    int folds = 5;
    int nested;
    boolean prune = true;
    Metric by = Metric.ROC_AUC;

    @Nullable
    Path folder;

    boolean anew;

    @Nullable
    Duration within;

    Progress progress = Progress.none();

    private Tuning(ChurnPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Starts a tuning: 40 trials by the tree-structured Parzen estimator on 5 folds, by ROC-AUC, in the learner's standard space.
     *
     * @param pipeline whose learner is tuned; everything else stays as it is
     * @return the tuning, to be changed and run
     */
    public static Tuning of(ChurnPipeline pipeline) {
        return new Tuning(pipeline);
    }

    /**
     * Which settings vary; those of {@link SearchSpace#standard} by default.
     *
     * @param value the space
     * @return this
     */
    public Tuning space(SearchSpace value) {
        space = value;
        return this;
    }

    /**
     * How settings are drawn; {@link SearchMethod#TPE} by default.
     *
     * @param value the method
     * @return this
     */
    public Tuning method(SearchMethod value) {
        method = value;
        return this;
    }

    /**
     * How many settings are tried, those of the pipeline among them; 40 by default.
     *
     * @param value from 2 to 10 000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public Tuning trials(int value) {
        if (value < 2 || value > 10_000) {
            throw new ConfigurationException(
                    "The number of trials is " + Wording.value(value)
                            + " where a whole number from 2 to 10000 is required"
                            + (value < 2 ? ": the first trial is what the pipeline says already." : "."),
                    "Maybe 40 was meant.",
                    Where.nowhere());
        }
        trials = value;
        return this;
    }

    /**
     * By how many folds a trial is judged; 5 by default.
     *
     * @param value at least 2
     * @return this
     * @throws ConfigurationException if it is below 2
     */
    public Tuning folds(int value) {
        if (value < 2) {
            throw new ConfigurationException(
                    "The number of folds is " + Wording.value(value) + " where at least 2 are required.",
                    "Maybe 5 was meant.",
                    Where.nowhere());
        }
        folds = value;
        return this;
    }

    /**
     * Whether the whole tuning is judged too, by tuning once more in each of some outer folds and judging what it finds on the
     * fold's customers: costs as many tunings more, and tells smaller differences from luck than the customers held out alone.
     * Not by default.
     *
     * @param outer how many outer folds, at least 2; 0 for none
     * @return this
     * @throws ConfigurationException if it is 1 or negative
     */
    public Tuning nested(int outer) {
        if (outer < 0 || outer == 1) {
            throw new ConfigurationException(
                    "The number of outer folds is " + Wording.value(outer) + " where at least 2 are required.",
                    "Maybe 5 was meant, or leave it out: then the customers held out tell the score.",
                    Where.nowhere());
        }
        nested = outer;
        return this;
    }

    /**
     * Whether a trial is stopped once it is clearly behind the best of earlier batches on the folds that it has met, by the
     * one-sided corrected t-test at 0.1; true by default. Of no effect with {@link SearchMethod#HALVING}, which stops trials in
     * its own way.
     *
     * @param value whether it is
     * @return this
     */
    public Tuning prune(boolean value) {
        prune = value;
        return this;
    }

    /**
     * What the best is best by; ROC-AUC by default.
     *
     * @param metric one of {@link Compared#METRICS}, or of {@link Compared#MONEY} where the pipeline says what customers are worth
     * @return this
     * @throws ConfigurationException if it is another, or money whose pipeline does not say what customers are worth
     */
    public Tuning by(Metric metric) {
        if (metric.isMoney() && pipeline.value().isEmpty()) {
            throw new ConfigurationException(
                    "Trials are to be judged by " + Wording.value(metric.label())
                            + ", and it is not known what customers are worth.",
                    "Maybe say it in the pipeline (value), or tune by log_loss.",
                    Where.nowhere());
        }
        if (!Compared.METRICS.contains(metric) && !Compared.MONEY.contains(metric)) {
            throw new ConfigurationException(
                    "Trials are to be judged by " + Wording.value(metric.label()) + ", which they are not.",
                    "Maybe one of these was meant: "
                            + Wording.names(
                                    Compared.METRICS.stream().map(Metric::label).toList())
                            + ".",
                    Where.nowhere());
        }
        by = metric;
        return this;
    }

    /**
     * A folder in which each trial is written to {@link #TRIALS} as it finishes, and from which a run that was cut short goes on;
     * none by default. More trials than before go on behind the earlier ones, too, but not with {@link SearchMethod#HALVING}.
     *
     * @param value the folder; made where it is not there
     * @return this
     */
    public Tuning trialsIn(Path value) {
        folder = value;
        return this;
    }

    /**
     * Whether trials of an earlier run in {@link #trialsIn} are removed first; false by default.
     *
     * @param value whether they are
     * @return this
     */
    public Tuning anew(boolean value) {
        anew = value;
        return this;
    }

    /**
     * After which time no more trials begin; those under way are finished. How many trials there are then depends on the machine;
     * each trial does not, and {@link #trialsIn} lets a later run go on behind them. No limit by default.
     *
     * @param time how long trials may begin, above 0
     * @return this
     * @throws ConfigurationException if it is not above 0
     */
    public Tuning within(Duration time) {
        if (time.isZero() || time.isNegative()) {
            throw new ConfigurationException(
                    "The time for trials is " + Wording.value(time.toMillis() / 60_000.0)
                            + " minutes where a number above 0 is required.",
                    "Maybe leave it out: then all trials are made.",
                    Where.nowhere());
        }
        within = time;
        return this;
    }

    /**
     * Who is told how far the work is; nobody by default.
     *
     * @param listener told before each trial
     * @return this
     */
    public Tuning progress(Progress listener) {
        progress = listener;
        return this;
    }

    /**
     * Runs the trials, and judges what was found on customers that no trial has seen.
     *
     * @param data the customers, with the target column
     * @return the trials, the best of them, and what it is worth
     * @throws ConfigurationException if the space does not fit the learner, or the folder holds trials of something else
     * @throws ConfigurationException if the time is over before the first trial, or a limit of time does not go with the rest
     * @throws DataException if the table cannot be learnt from, or the rarer class is too small for the folds
     * @throws OutputException if trials cannot be written
     * @throws io.github.churnml.error.TrainingException if nothing can be learnt with the pipeline's own settings
     */
    public TuningResult run(Dataset data) {
        return new TuningRun(this).run(data);
    }
}
