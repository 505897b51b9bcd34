package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.metrics.Metric;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.DriftSummary;
import io.github.churnml.monitor.MetricPoint;
import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.monitor.ProbablePerformance;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Watches a model from inside an application: are customers still those of the training, how good is the model on them, and
 * what is to be done: {@code WatchAModel model.churn june.csv}.
 */
public final class WatchAModel {

    private WatchAModel() {}

    /**
     * Compares a table with what a model was trained on, and lets an agent judge.
     *
     * @param args the model file, and a table of customers
     */
    public static void main(String[] args) {
        ChurnModel model = ChurnModel.load(Path.of(args[0]));
        var customers = model.read(Path.of(args[1]), ReadOptions.standard());

        DriftReport drift = model.drift(customers, DriftSettings.standard());
        System.out.println("drift: " + drift.status().label() + ". " + drift.rule());
        for (ColumnDrift column : drift.columns().subList(0, 3)) {
            System.out.println(column.name() + ": PSI " + column.psi() + ", " + column.reason());
        }

        // Without outcomes: what the probabilities themselves let expect.
        System.out.println("expected ROC-AUC: "
                + ProbablePerformance.of(model, customers).estimated().get(Metric.ROC_AUC));

        MonitoringAgent agent = MonitoringAgent.builder()
                .action(ActionKind.OPEN_INCIDENT, plan -> "ticket opened: " + plan.rationale())
                .build(); // a dry run: nothing is carried out unless .dryRun(false) is said
        MonitoringPlan plan = agent.plan(history(), DriftSummary.of(drift.toMap()));
        System.out.println("status: " + plan.status().label() + ", to be done: " + plan.actions());
        System.out.println(plan.rationale());
        agent.act(plan).outcomes().forEach(System.out::println);
    }

    /** What an application would have measured: seven good days, and then one on which the model ranks worse. */
    private static List<MetricPoint> history() {
        Instant now = Instant.now();
        List<MetricPoint> points = new ArrayList<>();
        for (int day = 7; day >= 1; day--) {
            points.add(new MetricPoint(now.minus(Duration.ofDays(day)), Map.of("roc_auc", 0.85, "pr_auc", 0.62)));
        }
        points.add(new MetricPoint(now, Map.of("roc_auc", 0.82, "pr_auc", 0.57)));
        return points;
    }
}
