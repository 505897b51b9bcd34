package io.github.churnml;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.decide.Calibration;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.ReferenceProfile;
import io.github.churnml.drift.ScoreTally;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.judge.JudgementNotice;
import io.github.churnml.judge.OutOfFold;
import io.github.churnml.judge.PriorCorrection;
import io.github.churnml.judge.ThresholdNotice;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.ExpectedCalibrationError;
import io.github.churnml.model.Manifest;
import io.github.churnml.model.ModelContents;
import io.github.churnml.model.ModelLimits;
import io.github.churnml.model.Training;
import io.github.churnml.prepare.DerivedFeature;
import io.github.churnml.prepare.Target;
import io.github.churnml.prepare.TrainingRows;
import io.github.churnml.prepare.TypedTable;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.resample.NoResampling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** One run of a pipeline: select rows, split, fit, judge, fit again on all rows. */
final class PipelineFit {

    private static final int STAGES = 6;
    private static final int THRESHOLD_FOLDS = 5;

    private final ChurnPipeline pipeline;
    private final Dataset data;
    private final FitOptions options;
    private final List<Notice> notices = new ArrayList<>();
    private RowGroups groups = RowGroups.none();

    PipelineFit(ChurnPipeline pipeline, Dataset data, FitOptions options) {
        this.pipeline = pipeline;
        this.data = data;
        this.options = options;
    }

    ChurnModel run() {
        stage("selecting rows", 0);
        SplitChoice choice = select();
        TrainingRows rows = choice.rows();
        Recipe recipe = choice.recipe();
        Division split = groups.holdOut(rows.labels(), pipeline.holdOut(), pipeline.seed());

        stage("learning", 1);
        Recipe.Fit judged = fit(recipe, rows, split.train());
        stage("calibrating", 2);
        int[] learnt = split.train();
        Recipe again = judged.refit().selectingAs(recipe);
        CalibratedFit.Found calibrated = new CalibratedFit(pipeline, notices::add)
                .run(again, part(rows, learnt), pick(rows.labels(), learnt), groups.select(learnt));
        stage("judging", 3);
        Dataset test = rows.data().select(split.test());
        Calibration calibration = calibrated.calibration();
        Calibrator calibrator = calibrated.calibrator();
        double threshold = threshold(again, rows, learnt, calibrator);
        DecisionRule plain = DecisionRule.of(rows.target(), Calibrator.none(), threshold);
        DecisionRule rule =
                DecisionRule.of(rows.target(), calibrator, threshold).with(calibrated.vennAbers());
        // The prepared rows are made twice rather than kept while all rows are learnt from.
        double[] before = judged.fitted().logOdds(test);
        double[] unseen = rule.probabilities(before.clone());
        int[] outcomes = pick(rows.labels(), split.test());
        Evaluation evaluation = earned(
                judge(
                        judged,
                        plain,
                        judged.fitted().preparation().table(test),
                        unseen,
                        outcomes,
                        describe(split, choice)),
                outcomes,
                unseen,
                test);
        stage("learning from all rows", 4);
        Recipe.Fit kept = pipeline.refit() ? fit(judged.refit(), rows, all(rows)) : judged;
        int[] used = pipeline.refit() ? all(rows) : split.train();
        notices.addAll(kept.fitted().preparation().notices());
        if (judged.found().get("selection") instanceof Map<?, ?> selection) {
            notices.add(new Notice("columns-selected", "", String.valueOf(selection.get("verdict"))));
        }
        if (!(pipeline.balance() instanceof NoResampling) && judged.priorOffset() == 0) {
            notices.add(
                    new Notice(
                            "nothing-balanced",
                            "",
                            "Balancing by " + pipeline.balance().name()
                                    + " changed nothing: the classes are as even as was asked for. Maybe ask for a larger ratio."));
        }
        if (kept.fitted().importances().values().stream().allMatch(share -> share == 0)) {
            notices.add(new Notice(
                    "nothing-learnt",
                    "",
                    "No column tells "
                            + (pipeline.outcome().isChurn() ? "leavers from stayers" : "the two classes apart")
                            + "; every customer gets the same probability. Maybe the table is too"
                            + " small for this learner, or lacks what matters."));
        }
        JudgementNotice.of(evaluation, kept.fitted().importances(), pipeline.outcome())
                .ifPresent(notices::add);
        ThresholdNotice.of(evaluation, outcomes, unseen, pipeline.outcome()).ifPresent(notices::add);
        stage("describing the training rows", 5);
        double[] typical = pipeline.refit() ? typicalScores(judged, kept, rule, rows, split, unseen) : unseen;
        Map<String, Object> found = new LinkedHashMap<>(judged.found());
        found.put("reliability", ExpectedCalibrationError.reliability(outcomes, unseen));
        if (calibration != null) {
            Map<String, Object> chosen = new LinkedHashMap<>();
            chosen.put("kind", rule.calibrator().kind());
            chosen.put("logLoss", calibration.losses());
            chosen.put(
                    "reliabilityBefore", ExpectedCalibrationError.reliability(outcomes, plain.probabilities(before)));
            found.put("calibration", chosen);
        }
        ChurnModel model = model(rows, used, kept.fitted(), rule, evaluation, found, typical);
        options.judged().accept(model, kept == judged ? model : model.with(judged.fitted()), test, outcomes, unseen);
        stage("done", STAGES);
        return model;
    }

    /** The rows that can be learnt from, what learns from them, and how they are divided. */
    private SplitChoice select() {
        ModelLimits.require(data, pipeline.exclude());
        Recipe recipe = pipeline.recipe(data.column(pipeline.target()).name()).surveyed(data);
        Dataset numbers = recipe.preparation()
                .asNumbers(data, data.column(pipeline.target()).name());
        notices.addAll(numbers.notices());
        // Values that are none are refused before anything is learnt, and by the table's own rows.
        pipeline.value().ifPresent(value -> value.of(numbers, List.of()));
        TrainingRows rows = TrainingRows.select(
                numbers,
                pipeline.target(),
                pipeline.positive().orElse(null),
                pipeline.negative(),
                pipeline.clean().dropDuplicates(),
                pipeline.outcome());
        notices.addAll(rows.notices());
        ModelLimits.require(rows.target());
        requireTargetUnseen(rows.target());
        // A name that the table does not have is refused now, not when the model is served.
        pipeline.serving().optional().forEach(data::column);
        requireBothClasses(rows);
        SplitChoice choice = SplitChoice.of(pipeline, rows, recipe);
        notices.addAll(choice.notices());
        groups = choice.groups();
        return choice;
    }

    CrossValidation crossValidation(int folds, int repeats) {
        SplitChoice choice = select();
        TrainingRows rows = choice.rows();
        return CrossValidation.of(choice.recipe(), rows.data(), rows.labels(), groups, folds, repeats, pipeline.seed());
    }

    /** A feature derived from the target would give the answer away, and synonyms of its labels would do nothing. */
    private void requireTargetUnseen(Target target) {
        for (String column : pipeline.clean().synonyms().keySet()) {
            if (column.strip().equals(target.column().strip())) {
                throw new ConfigurationException(
                        "Synonyms are given for " + Wording.name(column)
                                + ", which is the target; its labels are taken as they are.",
                        "Maybe name the labels of customers who stayed as negative: there may be several.",
                        Where.column(target.column()));
            }
        }
        for (DerivedFeature feature : pipeline.derive()) {
            for (String column : feature.columns()) {
                if (column.strip().equals(target.column().strip())) {
                    throw new ConfigurationException(
                            "Derived feature " + Wording.name(feature.name()) + " uses the target "
                                    + Wording.name(target.column()) + ", which is not known when a customer is scored.",
                            "Maybe another column was meant.",
                            Where.column(feature.name()));
                }
            }
        }
    }

    private static void requireBothClasses(TrainingRows rows) {
        int positives = IntStream.of(rows.labels()).sum();
        int fewer = Math.min(positives, rows.labels().length - positives);
        if (fewer < 2) {
            Target target = rows.target();
            throw new DataException(
                    "Only " + fewer + " of " + Wording.count(rows.labels().length) + " customers "
                            + (positives == fewer ? "has" : "has not") + " the label "
                            + Wording.value(target.positive()) + " in column " + Wording.name(target.column())
                            + "; learning and judging need at least 2 of each class.",
                    "Maybe the table should hold more customers.",
                    Where.column(target.column()));
        }
    }

    private Recipe.Fit fit(Recipe recipe, TrainingRows rows, int[] selected) {
        return recipe.fit(
                part(rows, selected),
                pick(rows.labels(), selected),
                groups.select(selected),
                pipeline.seed(),
                options.progress());
    }

    private static Dataset part(TrainingRows rows, int[] selected) {
        return selected.length == rows.data().rows() ? rows.data() : rows.data().select(selected);
    }

    private ChurnModel model(
            TrainingRows rows,
            int[] used,
            FittedRecipe fitted,
            DecisionRule rule,
            Evaluation evaluation,
            Map<String, Object> found,
            double[] scores) {
        Dataset part = part(rows, used);
        int positives = 0;
        for (int row : used) {
            positives += rows.labels()[row];
        }
        Manifest manifest = Manifest.trained(
                ChurnModel.identity(pipeline.name(), pipeline.version(), options.created()),
                new Training(pipeline.seed(), used.length, positives, data.fingerprint(), options.gitCommit()),
                evaluation,
                PipelineYaml.kept(pipeline),
                found);
        ReferenceProfile reference =
                ReferenceProfile.of(fitted.preparation().inputs(), part).withScores(scores);
        return new ChurnModel(new ModelContents(manifest, fitted, rule, reference), withoutRepeats());
    }

    /**
     * Scores like those that later customers will get. The kept model's own, though it has seen the rows: another fit of the
     * same settings gives other scores, which may all lie just beside each other. Unless the judged model shows that scores of
     * rows that a fit has seen lie otherwise than those of rows that it has not.
     */
    private static double[] typicalScores(
            Recipe.Fit judged, Recipe.Fit kept, DecisionRule rule, TrainingRows rows, Division split, double[] unseen) {
        double[] seen = probabilities(judged, rule, rows.data().select(split.train()));
        ReferenceProfile reference = new ReferenceProfile(0, List.of()).withScores(seen);
        ScoreTally others = new ScoreTally(reference.scores().orElseThrow());
        for (double score : unseen) {
            others.add(score);
        }
        boolean alike = !new DriftDetector(DriftSettings.standard())
                .compare(others)
                .verdict()
                .isAlarm();
        return alike ? probabilities(kept, rule, rows.data()) : unseen;
    }

    private static double[] probabilities(Recipe.Fit fit, DecisionRule rule, Dataset data) {
        return rule.probabilities(fit.fitted().logOdds(data));
    }

    /** What the reader and the fitting noticed of the same column in the same way is said once. */
    private List<Notice> withoutRepeats() {
        List<Notice> once = new ArrayList<>();
        for (Notice notice : notices) {
            boolean said = once.stream()
                    .anyMatch(other -> other.column().equals(notice.column())
                            && !notice.column().isEmpty()
                            && (other.code().equals(notice.code())
                                    || other.code().equals("type-inferred-" + notice.code())));
            if (!said) {
                once.add(notice);
            }
        }
        return List.copyOf(once);
    }

    private Evaluation judge(
            Recipe.Fit judged,
            DecisionRule rule,
            TypedTable heldOut,
            double[] probabilities,
            int[] labels,
            String describes) {
        Evaluation evaluation = Evaluation.of(labels, probabilities, rule.threshold(), pipeline.seed(), describes);
        double offset = judged.priorOffset();
        if (offset == 0) {
            return evaluation;
        }
        double[] with = rule.probabilities(judged.fitted().withOffset(offset).logOdds(heldOut));
        double[] without = rule.probabilities(judged.fitted().withOffset(0).logOdds(heldOut));
        return evaluation.with(PriorCorrection.of(pipeline.correctPrior(), offset, labels, with, without));
    }

    /** The threshold that is given, or that out-of-fold predictions of the training rows alone show to be best. */
    private double threshold(Recipe recipe, TrainingRows rows, int[] train, Calibrator calibrator) {
        ThresholdRule wanted = pipeline.thresholdRule();
        if (wanted.isFixed()) {
            return pipeline.threshold();
        }
        Dataset part = rows.data().select(train);
        int[] labels = pick(rows.labels(), train);
        int left = IntStream.of(labels).sum();
        int folds = Math.max(2, Math.min(THRESHOLD_FOLDS, Math.min(left, labels.length - left)));
        OutOfFold predictions = CrossValidation.of(
                        recipe, part, labels, groups.select(train), folds, 1, pipeline.seed())
                .run()
                .get(0);
        double[] probabilities = IntStream.range(0, labels.length)
                .mapToDouble(row -> calibrator.probability(predictions.logOdds()[row]))
                .toArray();
        CustomerValue value = pipeline.value().orElse(CustomerValue.of(0, new Campaign(0, 0, 1)));
        double learnt = wanted.learn(labels, probabilities, value.campaign(), value.of(part, List.of()));
        notices.add(new Notice(
                "threshold-learnt",
                "",
                "The threshold " + Numbers.text(learnt) + " was learnt by " + wanted + ", from predictions out of "
                        + folds + " folds of the " + Wording.count(labels.length) + " training rows."));
        return learnt;
    }

    private Evaluation earned(Evaluation evaluation, int[] labels, double[] probabilities, Dataset heldOut) {
        return pipeline.value()
                .map(value -> evaluation.withMoney(
                        labels, probabilities, value.of(heldOut, List.of()), value.campaign(), pipeline.seed()))
                .orElse(evaluation);
    }

    private String describe(Division split, SplitChoice choice) {
        String judgedOn = String.format(
                        Locale.ROOT,
                        "a hold-out of %,d rows by a model fitted on the other %,d rows",
                        split.test().length,
                        split.train().length)
                + choice.described();
        return pipeline.refit()
                ? judgedOn + "; the model kept was then fitted with the same settings on all rows"
                : judgedOn + ", which is the model kept";
    }

    private void stage(String name, int done) {
        options.progress().at(name, done, STAGES);
    }

    private static int[] all(TrainingRows rows) {
        return IntStream.range(0, rows.labels().length).toArray();
    }

    /** The labels of some rows. */
    static int[] pick(int[] labels, int[] rows) {
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = labels[rows[i]];
        }
        return picked;
    }
}
