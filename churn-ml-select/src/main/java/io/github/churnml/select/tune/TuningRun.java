package io.github.churnml.select.tune;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.LibraryVersion;
import io.github.churnml.data.Dataset;
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
import io.github.churnml.select.CorrectedTTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** One run of a tuning: set customers aside, search on the others, judge what was found. */
final class TuningRun {

    private final Tuning settings;
    private final ChurnPipeline pipeline;
    private final SearchMethod method;
    private final int folds;
    private final int nested;
    private final Metric by;

    TuningRun(Tuning settings) {
        this.settings = settings;
        this.pipeline = settings.pipeline;
        this.method = settings.method;
        this.folds = settings.folds;
        this.nested = settings.nested;
        this.by = settings.by;
    }

    TuningResult run(Dataset data) {
        BooleanSupplier over = clock();
        Learner own = pipeline.learner();
        SearchSpace varied = settings.space != null ? settings.space : SearchSpace.standard(own);
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
        settings.progress.at("judging", 0, 1);
        PreparedFold judged = PreparedFold.of(whole.recipe(), all, held, pipeline.seed(), false, yardstick());
        PairedBootstrap.Model ofTuned = told(judged, tuned);
        Told told = PairedBootstrap.of(
                judged.judged(), ofTuned, best.number() == 0 ? ofTuned : told(judged, own), pipeline.seed());
        Told ofNested = nested == 0 ? null : nested(whole.recipe(), all, varied, about);
        return new TuningResult(
                pipeline.toBuilder().learner(tuned).build(),
                varied,
                method,
                by,
                folds,
                settings.trials,
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
        if (settings.within == null) {
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
        long nanos = settings.within.toNanos();
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

    private PairedBootstrap.Model told(PreparedFold judged, Learner learner) {
        return new PairedBootstrap.Model(judged.probabilities(learner), judged.yardstick(learner, yardstick()));
    }

    private Yardstick yardstick() {
        return new Yardstick(
                by,
                pipeline.thresholdRule(),
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
        Map<String, Object> own = varied.of(pipeline.learner());
        FoldJudge judge = new FoldJudge(recipe, seen, folds, pipeline.seed(), own, yardstick());
        TuningPlan plan = new TuningPlan(method, settings.trials, settings.prune, by.higherIsBetter(), pipeline.seed());
        try (TrialLog log = log(about, outer)) {
            String stage = outer == 0 ? "tuning" : "tuning in outer fold " + outer + " of " + nested;
            Search search = new Search(plan, varied, judge, judge.testToTrain(), log, settings.progress, stage, over);
            return new Trials(search.run(own), judge.testToTrain());
        }
    }

    private TrialLog log(Map<String, Object> about, int outer) {
        if (settings.folder == null) {
            return TrialLog.none();
        }
        Map<String, Object> header = new LinkedHashMap<>(about);
        Path file = settings.folder.resolve(Tuning.TRIALS);
        if (outer > 0) {
            header.put("outer", outer + " of " + nested);
            file = settings.folder.resolve(Tuning.TRIALS.replace(".", "-outer-" + outer + "."));
        }
        if (settings.anew) {
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
        if (yardstick().learns()) {
            about.put("threshold", "learnt inside folds");
        }
        about.put("method", method.label());
        about.put("folds", folds);
        if (method == SearchMethod.HALVING) {
            about.put("trials", settings.trials);
        } else {
            about.put("prune", settings.prune);
        }
        about.put("space", varied.toSettings());
        Map<String, Object> ofPipeline = new LinkedHashMap<>(pipeline.toSettings());
        List.of("name", "version", "serving", "calibration", "refit").forEach(ofPipeline::remove);
        about.put("pipeline", ofPipeline);
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
            PreparedFold judged = PreparedFold.of(recipe, all, outer.get(fold), pipeline.seed(), false, yardstick());
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
