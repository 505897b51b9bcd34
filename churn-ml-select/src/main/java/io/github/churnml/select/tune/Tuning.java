package io.github.churnml.select.tune;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.LibraryVersion;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.learn.Learner;
import io.github.churnml.metrics.Metric;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.select.Compared;
import io.github.churnml.select.CorrectedTTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
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

    /** Prepared folds of more values than this are not kept, so that memory does not grow with them. */
    private static final long MOST_VALUES_KEPT = 25_000_000;

    private final ChurnPipeline pipeline;
    private @Nullable SearchSpace space;
    private SearchMethod method = SearchMethod.TPE;
    private int trials = 40;
    private int folds = 5;
    private int nested;
    private boolean prune = true;
    private Metric by = Metric.ROC_AUC;
    private @Nullable Path folder;
    private boolean anew;
    private @Nullable Duration within;
    private Progress progress = Progress.none();

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
        BooleanSupplier over = clock();
        Learner own = pipeline.learner();
        SearchSpace varied = space != null ? space : SearchSpace.standard(own);
        varied.require(own);
        CrossValidation whole = pipeline.crossValidation(data, 2, 1);
        double[] amounts = by.isMoney() ? pipeline.value().orElseThrow().of(whole.rows(), List.of()) : new double[0];
        Customers all = new Customers(whole.rows(), whole.labels(), whole.groups(), amounts);
        Division held = all.groups().holdOut(all.labels(), pipeline.holdOut(), pipeline.seed());
        Customers seen = all.select(held.train());
        requireEnough(seen, held.test().length);
        Map<String, Object> about = about(data, varied, all);

        Trials made = trials(whole.recipe(), seen, varied, about, 0, over);
        requireFirst(made.trials());
        Trial best = Search.best(made.trials(), folds, by.higherIsBetter());
        Learner tuned = best.number() == 0 ? own : SearchSpace.learner(own, best.settings());
        progress.at("judging", 0, 1);
        PreparedFold judged = PreparedFold.of(whole.recipe(), all, held, pipeline.seed(), false);
        double[] probabilities = judged.probabilities(tuned);
        Told told = PairedBootstrap.of(
                judged.judged(),
                probabilities,
                best.number() == 0 ? probabilities : judged.probabilities(own),
                yardstick(),
                pipeline.seed());
        Told ofNested = nested == 0 ? null : nested(whole.recipe(), all, varied, about);
        return new TuningResult(
                pipeline.toBuilder().learner(tuned).build(),
                varied,
                method,
                by,
                folds,
                trials,
                seen.labels().length,
                seen.left(),
                made.trials(),
                best,
                CorrectedTTest.of(best.first(folds), made.testToTrain()).difference(),
                told,
                ofNested);
    }

    /** Begins when it is made: reading the trials of an earlier run counts too. */
    private BooleanSupplier clock() {
        if (within == null) {
            return () -> false;
        }
        if (method == SearchMethod.HALVING || nested > 0) {
            throw new ConfigurationException(
                    "The time for trials is limited, which does not go with "
                            + (nested > 0
                                    ? "outer folds: each must be tuned as the whole is."
                                    : "halving: it ends when all its rounds are done."),
                    "Maybe leave the limit out, or ask for fewer trials.",
                    Where.nowhere());
        }
        long nanos = within.toNanos();
        long began = System.nanoTime();
        return () -> System.nanoTime() - began >= nanos;
    }

    private static void requireFirst(List<Trial> made) {
        if (made.isEmpty()) {
            throw new ConfigurationException(
                    "The time for trials was over before the first one began.",
                    "Maybe allow more time: preparing the folds takes some of it.",
                    Where.nowhere());
        }
    }

    private void requireEnough(Customers seen, int heldOut) {
        int fewer = Math.min(seen.left(), seen.labels().length - seen.left());
        if (fewer < folds) {
            throw new DataException(
                    "Only " + Wording.count(fewer) + " of the " + Wording.count(seen.labels().length)
                            + " customers that trials may learn from " + (fewer == seen.left() ? "left" : "stayed")
                            + " ("
                            + Wording.count(heldOut) + " others are held out), which is too few for " + folds
                            + " folds: each needs one at least.",
                    fewer < 2
                            ? "Maybe the table should hold more customers."
                            : "Maybe ask for " + fewer + " folds at most.",
                    Where.nowhere());
        }
    }

    private Yardstick yardstick() {
        return new Yardstick(
                by,
                pipeline.threshold(),
                by.isMoney() ? pipeline.value().map(CustomerValue::campaign).orElseThrow() : null);
    }

    private record Trials(List<Trial> trials, double testToTrain) {}

    /** Trials on folds of some customers; outer is 0 for those of the result, else the outer fold that they are for. */
    private Trials trials(
            Recipe recipe,
            Customers seen,
            SearchSpace varied,
            Map<String, Object> about,
            int outer,
            BooleanSupplier over) {
        List<Division> divisions = CrossValidation.of(
                        recipe, seen.rows(), seen.labels(), seen.groups(), folds, 1, pipeline.seed())
                .divisions()
                .get(0);
        boolean keep =
                (long) folds * seen.labels().length * seen.rows().columns().size() <= MOST_VALUES_KEPT;
        PreparedFold[] prepared = new PreparedFold[folds];
        IntStream.range(0, folds)
                .parallel()
                .forEach(fold ->
                        prepared[fold] = PreparedFold.of(recipe, seen, divisions.get(fold), pipeline.seed(), keep));
        double testToTrain = 0;
        for (PreparedFold fold : prepared) {
            testToTrain += fold.testToTrain() / folds;
        }
        Learner own = pipeline.learner();
        Map<String, Object> ofOwn = varied.of(own);
        Yardstick yardstick = yardstick();
        Judge judge = new Judge() {
            @Override
            public int folds() {
                return folds;
            }

            @Override
            public double value(Map<String, Object> settings, int fold) {
                Learner learner = settings.equals(ofOwn) ? own : SearchSpace.learner(own, settings);
                return prepared[fold].value(learner, yardstick);
            }
        };
        TuningPlan plan = new TuningPlan(method, trials, prune, by.higherIsBetter(), pipeline.seed());
        try (TrialLog log = log(about, outer)) {
            String stage = outer == 0 ? "tuning" : "tuning in outer fold " + outer + " of " + nested;
            return new Trials(
                    new Search(plan, varied, judge, testToTrain, log, progress, stage, over).run(ofOwn), testToTrain);
        }
    }

    private TrialLog log(Map<String, Object> about, int outer) {
        if (folder == null) {
            return TrialLog.none();
        }
        Map<String, Object> header = new LinkedHashMap<>(about);
        Path file = folder.resolve(TRIALS);
        if (outer > 0) {
            header.put("outer", outer + " of " + nested);
            file = folder.resolve(TRIALS.replace(".", "-outer-" + outer + "."));
        }
        if (anew) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new OutputException(
                        "The file of trials " + Wording.path(file) + " cannot be removed: " + e.getMessage() + ".",
                        "Maybe choose another folder.",
                        Where.in(file),
                        e);
            }
        }
        return TrialLog.open(file, header);
    }

    /** What must be the same for trials to go together: nothing else has a say in what they are or reach. */
    private Map<String, Object> about(Dataset data, SearchSpace varied, Customers all) {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("version", LibraryVersion.get());
        Map<String, Object> table = new LinkedHashMap<>();
        table.put("rows", data.rows());
        table.put("customers", all.labels().length);
        table.put("fingerprint", data.fingerprint());
        about.put("data", table);
        about.put("by", by.label());
        about.put("method", method.label());
        about.put("folds", folds);
        if (method == SearchMethod.HALVING) {
            about.put("trials", trials);
        } else {
            about.put("prune", prune);
        }
        about.put("space", varied.toSettings());
        Map<String, Object> settings = new LinkedHashMap<>(pipeline.toSettings());
        List.of("name", "version", "serving", "calibration", "refit").forEach(settings::remove);
        about.put("pipeline", settings);
        return about;
    }

    private Told nested(Recipe recipe, Customers all, SearchSpace varied, Map<String, Object> about) {
        List<Division> outer = CrossValidation.of(
                        recipe, all.rows(), all.labels(), all.groups(), nested, 1, pipeline.seed())
                .divisions()
                .get(0);
        double[] tuned = new double[nested];
        double[] own = new double[nested];
        double[] difference = new double[nested];
        double testToTrain = 0;
        int customers = 0;
        for (int fold = 0; fold < nested; fold++) {
            Trials made = trials(recipe, all.select(outer.get(fold).train()), varied, about, fold + 1, () -> false);
            Trial best = Search.best(made.trials(), folds, by.higherIsBetter());
            PreparedFold judged = PreparedFold.of(recipe, all, outer.get(fold), pipeline.seed(), false);
            Learner base = pipeline.learner();
            own[fold] = judged.value(base, yardstick());
            tuned[fold] = best.number() == 0
                    ? own[fold]
                    : judged.value(SearchSpace.learner(base, best.settings()), yardstick());
            difference[fold] = tuned[fold] - own[fold];
            testToTrain += judged.testToTrain() / nested;
            customers += judged.judged().labels().length;
        }
        return new Told(
                by,
                customers,
                nested,
                CorrectedTTest.of(tuned, testToTrain).difference(),
                CorrectedTTest.of(own, testToTrain).difference(),
                CorrectedTTest.of(difference, testToTrain).difference());
    }
}
