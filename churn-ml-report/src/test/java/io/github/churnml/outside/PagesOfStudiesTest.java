package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.Outcome;
import io.github.churnml.data.Progress;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.metrics.Metric;
import io.github.churnml.monitor.AuditLog;
import io.github.churnml.monitor.Decision;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.monitor.ProbablePerformance;
import io.github.churnml.monitor.estimate.ExpectedPerformance;
import io.github.churnml.profile.ProfileOptions;
import io.github.churnml.profile.TableExploration;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.experiment.Arm;
import io.github.churnml.registry.experiment.Assignment;
import io.github.churnml.registry.experiment.AssignmentLog;
import io.github.churnml.registry.experiment.ExperimentPlan;
import io.github.churnml.registry.experiment.ExperimentReading;
import io.github.churnml.registry.experiment.ExperimentSimulation;
import io.github.churnml.registry.experiment.OutcomeColumns;
import io.github.churnml.registry.experiment.ReadingOptions;
import io.github.churnml.registry.experiment.SimulationResult;
import io.github.churnml.registry.experiment.SimulationSettings;
import io.github.churnml.report.EvaluationPage;
import io.github.churnml.report.ModelCard;
import io.github.churnml.report.TrainedOn;
import io.github.churnml.report.choice.ComparisonPage;
import io.github.churnml.report.choice.LearningCurvePage;
import io.github.churnml.report.choice.SelectionPage;
import io.github.churnml.report.choice.StudiedTable;
import io.github.churnml.report.choice.TuningPage;
import io.github.churnml.report.experiment.PlanPage;
import io.github.churnml.report.experiment.ReadingPage;
import io.github.churnml.report.experiment.SimulationPage;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.monitoring.AuditTrail;
import io.github.churnml.report.monitoring.MonitoringFacts;
import io.github.churnml.report.monitoring.MonitoringPage;
import io.github.churnml.report.profile.ProfilePage;
import io.github.churnml.report.profile.ProfileSource;
import io.github.churnml.report.registry.RegistryFacts;
import io.github.churnml.report.registry.RegistryPage;
import io.github.churnml.report.slides.ModelSlides;
import io.github.churnml.report.tree.MarkdownReport;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.TextReport;
import io.github.churnml.report.watch.DriftComparison;
import io.github.churnml.report.watch.DriftPage;
import io.github.churnml.report.watch.DriftPeriod;
import io.github.churnml.report.watch.EstimatePage;
import io.github.churnml.report.watch.ScoreShare;
import io.github.churnml.resample.RandomOver;
import io.github.churnml.resample.Resampler;
import io.github.churnml.select.Candidate;
import io.github.churnml.select.Comparison;
import io.github.churnml.select.ComparisonResult;
import io.github.churnml.select.LearningCurve;
import io.github.churnml.select.LearningCurveResult;
import io.github.churnml.select.PermutationSelection;
import io.github.churnml.select.SelectionResult;
import io.github.churnml.select.tune.Dimension;
import io.github.churnml.select.tune.SearchSpace;
import io.github.churnml.select.tune.Tuning;
import io.github.churnml.select.tune.TuningResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each page that there is, made by an application of what it has found out; what a page says is what was found. */
class PagesOfStudiesTest {

    private static final Dataset CUSTOMERS = SmallModel.customers(500, 3);
    private static final ChurnPipeline PIPELINE = ChurnPipeline.builder()
            .target("churned", "Yes")
            .exclude("customer_id")
            .learner(HistogramGradientBoosting.builder().trees(12).build())
            .calibrate("none")
            .build();
    private static final ChurnModel MODEL =
            PIPELINE.fit(CUSTOMERS, FitOptions.standard().withCreated(SmallModel.THEN));
    private static final CrossValidation FOLDS = PIPELINE.crossValidation(CUSTOMERS, 2, 1);
    private static final StudiedTable TABLE =
            StudiedTable.of("customers.csv", PIPELINE, List.of(), List.of("Two rows were left out."));

    @TempDir
    Path folder;

    private static String html(Report page) {
        String html = HtmlReport.of(page);
        assertThat(html).startsWith("<!doctype html>").doesNotContain("NaN");
        assertThat(TextReport.of(page)).startsWith(page.title());
        return html;
    }

    private static String exact(double value) {
        return Numbers.text(value);
    }

    @Test
    void comparison_ofCandidates_namesTheBest() {
        ComparisonResult result = Comparison.on(FOLDS)
                .candidates(List.of(new Candidate(
                        HistogramGradientBoosting.builder().trees(12).build(), Resampler.none())))
                .balance(new RandomOver(1))
                .run();

        Report page = ComparisonPage.of(result, TABLE);

        assertThat(html(page))
                .contains(
                        "customers.csv",
                        "Two rows were left out.",
                        result.best().name());
        assertThat(page.opening().toString()).contains(result.best().name());
    }

    @Test
    void learningCurveAndSelection_ofFolds_tellTheirVerdicts() {
        LearningCurveResult curve = LearningCurve.on(FOLDS).shares(0.5).run();
        assertThat(html(LearningCurvePage.of(Metric.ROC_AUC, curve.verdict(Metric.ROC_AUC), curve, TABLE)))
                .contains("customers.csv", "cannot be told");

        SelectionResult selection = SelectionResult.of(FOLDS, new PermutationSelection(2, 2), 3, Progress.none());
        String verdict = selection.verdict(Metric.ROC_AUC);
        assertThat(TextReport.of(SelectionPage.of(Metric.ROC_AUC, verdict, selection, TABLE)))
                .contains(verdict.substring(0, verdict.indexOf(' ')));
        assertThat(html(SelectionPage.of(Metric.ROC_AUC, verdict, selection, TABLE)))
                .contains("tenure_months", "contract");
    }

    @Test
    void tuning_ofTwoTrials_listsThem() {
        TuningResult result = Tuning.of(PIPELINE)
                .space(SearchSpace.of(Dimension.whole("trees", 5, 15)))
                .trials(2)
                .folds(2)
                .run(CUSTOMERS);

        assertThat(html(TuningPage.of(result, TABLE)))
                .contains("trees", String.valueOf(result.best().settings().get("trees")));
    }

    @Test
    void modelCardAndSlides_ofAModel_haveItsNumbers() {
        TrainedOn trained = new TrainedOn("customers.csv", 500, 20, "model.churn", List.of(), List.of(), List.of());

        String card = MarkdownReport.of(ModelCard.of(MODEL, trained));
        assertThat(card)
                .startsWith("# ")
                .contains("customers.csv", MODEL.manifest().version());
        assertThat(HtmlReport.slides(ModelSlides.of(MODEL, trained)))
                .startsWith("<!doctype html>")
                .contains(
                        "Model " + MODEL.manifest().name() + " "
                                + MODEL.manifest().version(),
                        "class=\"slide\"");
    }

    @Test
    void evaluation_ofLaterCustomers_hasEveryMetric() {
        Dataset later = SmallModel.customers(300, 17);
        int[] labels = MODEL.target().labels(later);
        int[] known = IntStream.range(0, labels.length)
                .filter(row -> labels[row] >= 0)
                .toArray();
        Dataset judged = later.select(known);
        double[] probabilities = MODEL.scorer().score(judged).probabilities();
        Evaluation evaluation = MODEL.evaluate(judged);

        String page = html(EvaluationPage.of(
                "churn",
                MODEL.target(),
                evaluation,
                Outcome.churn(),
                "none",
                MODEL.target().labels(judged),
                probabilities,
                null));

        for (Metric metric : evaluation.metrics().keySet()) {
            assertThat(page).contains(metric.label());
        }
        assertThat(page).contains(exact(evaluation.rocAuc().value()));
    }

    @Test
    void driftAndEstimate_ofLaterCustomers_tellWhatMoved() {
        Dataset later = SmallModel.customers(300, 17);
        DriftReport report = MODEL.drift(later, DriftSettings.standard());
        DriftComparison comparison = new DriftComparison(
                report,
                "Scores were compared, too.",
                "training",
                "june.csv",
                new DriftComparison.Uncompared(List.of("note"), List.of(), List.of(), List.of("churned")),
                null);
        double[] probabilities = MODEL.scorer().score(later).probabilities();
        ScoreShare scores = new ScoreShare(
                300,
                Arrays.stream(probabilities).average().orElseThrow(),
                MODEL.threshold(),
                Arrays.stream(probabilities).filter(p -> p >= MODEL.threshold()).count(),
                Map.of(RiskTier.LOW, 300L));

        assertThat(html(DriftPage.of(comparison))).contains("june.csv", "note", "tenure_months");
        assertThat(html(DriftPage.of(List.of(
                        new DriftPeriod("may", comparison, scores), new DriftPeriod("june", comparison, scores)))))
                .contains("may", "june");
        assertThat(scores.shareAbove()).isBetween(0.0, 1.0);
        assertThat(scores.share(RiskTier.LOW)).isEqualTo(1);

        Report estimate = EstimatePage.of(
                MODEL,
                "june.csv",
                ProbablePerformance.of(MODEL, later),
                ExpectedPerformance.confusion(probabilities, MODEL.threshold()),
                null,
                List.of());
        assertThat(html(estimate)).contains("june.csv", "roc_auc");
    }

    @Test
    void monitoring_ofAHistory_tellsTheStatus() {
        Instant now = Instant.parse("2026-05-10T00:00:00Z");
        MetricsHistory history = new MetricsHistory(folder.resolve("metrics.jsonl"));
        for (int day = 0; day < 8; day++) {
            history.append(now.minus(Duration.ofDays(7 - day)), Map.of("roc_auc", day == 7 ? 0.8 : 0.9));
        }
        AuditLog log = new AuditLog(folder.resolve("audit.jsonl"));
        MonitoringAgent agent = MonitoringAgent.builder()
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .auditLog(log.path())
                .build();
        Decision decision = agent.act(agent.plan(history, null));

        MonitoringFacts facts = new MonitoringFacts(
                "metrics.jsonl",
                decision,
                agent.past(history, decision.plan()),
                Optional.empty(),
                AuditTrail.of(log),
                List.of());

        assertThat(html(MonitoringPage.of(facts))).contains("Critical", "roc_auc_collapsed");
        assertThat(facts.audit().all()).isEqualTo(1);
    }

    @Test
    void profile_ofATable_saysWhichFile() {
        ProfileOptions options = ProfileOptions.ofTarget("churned").withPositive("Yes");
        ProfileSource source = ProfileSource.ofFile("crm/customers.csv");

        String page = ProfilePage.html(TableExploration.of(CUSTOMERS, options), source, options);

        assertThat(page).contains("customers.csv", "tenure_months");
        assertThat(source.name()).isEqualTo("customers.csv");
        assertThat(MarkdownReport.of(ProfilePage.of(TableExploration.of(CUSTOMERS, options), source, options)))
                .contains("customers.csv");
    }

    @Test
    void registry_ofOneVersion_saysWhichServes() {
        Registry registry = Registry.folder(folder.resolve("models"));
        registry.register(MODEL, "the first one");
        registry.promote("1.0.0", new Promotion(null, List.of(), false, ""));

        RegistryFacts facts = RegistryFacts.of(registry, "models");

        assertThat(html(RegistryPage.of(facts, List.of()))).contains("1.0.0", "the first one");
        assertThat(html(RegistryPage.of(facts.withProblems(List.of("A file is missing.")), List.of())))
                .contains("A file is missing.");
    }

    @Test
    void experiment_beforeWhileAndAfter_hasAPage() throws IOException {
        ExperimentPlan plan = ExperimentPlan.ofRate(0.15)
                .effect(0.05)
                .customersPerDay(100)
                .horizonDays(10)
                .build();
        assertThat(html(PlanPage.of(plan)))
                .contains(String.format(Locale.ROOT, "%,d", plan.size().once().customers()));

        SimulationSettings settings = new SimulationSettings(plan, 0.05, 20, 0, 50, 1);
        SimulationResult simulated = ExperimentSimulation.run(settings);
        assertThat(html(SimulationPage.of(settings, simulated))).contains("50");

        ReadingOptions options = ReadingOptions.asOf(Instant.parse("2026-10-15T00:00:00Z"))
                .plan(plan)
                .columns(new OutcomeColumns("customer_id", "churned", null, "left_at", null, false))
                .build();
        ExperimentReading reading = ExperimentReading.of(assignments(), outcomes(), options);
        assertThat(html(ReadingPage.of(reading, options, List.of())))
                .contains(reading.recommendation().label());
    }

    private Path assignments() {
        Path log = folder.resolve("assignments.jsonl");
        try (AssignmentLog assignments = AssignmentLog.open(log)) {
            for (int i = 0; i < 600; i++) {
                Arm arm = i % 2 == 0 ? Arm.CHAMPION : Arm.CHALLENGER;
                Instant at = Instant.parse("2026-09-01T00:00:00Z").plus(Duration.ofDays(i / 20));
                assignments.append(new Assignment(at, "trial", "C" + i, arm, "1." + i % 2 + ".0", 0.2, 0.2, false));
            }
        }
        return log;
    }

    private Path outcomes() throws IOException {
        List<String> rows = new ArrayList<>(List.of("customer_id,churned,left_at"));
        for (int i = 0; i < 600; i++) {
            rows.add("C" + i + ",no,");
        }
        return Files.write(folder.resolve("outcomes.csv"), rows);
    }
}
