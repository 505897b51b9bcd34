package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.snapshot.CustomerTable;
import io.github.churnml.snapshot.EventTable;
import io.github.churnml.snapshot.FeatureState;
import io.github.churnml.snapshot.Label;
import io.github.churnml.snapshot.LeakAudit;
import io.github.churnml.snapshot.OnlineFeatures;
import io.github.churnml.snapshot.Schedule;
import io.github.churnml.snapshot.SnapshotPlan;
import io.github.churnml.snapshot.SnapshotSources;
import io.github.churnml.snapshot.SnapshotTable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * From raw files of customers and events to a model, and to the probability of a customer whose events come one by one: {@code
 * SnapshotsFromRawFiles raw/}, where {@code churn generate --events --out raw/} has written.
 */
public final class SnapshotsFromRawFiles {

    private SnapshotsFromRawFiles() {}

    /**
     * Makes the table, proves that it knows no future, trains and scores.
     *
     * @param args the folder of the raw files
     */
    public static void main(String[] args) {
        SnapshotPlan plan = SnapshotPlan.builder()
                .customers(CustomerTable.by("id")
                        .file("customers.csv")
                        .from("from")
                        .to("to")
                        .since("first_seen")
                        .attributes("region", "source"))
                .events(EventTable.of("usage", "id", "at")
                        .file("usage.csv")
                        .knownAt("known_at")
                        .kind("kind", "login", "ticket", "payment_failed"))
                .at(Schedule.every(Schedule.Step.MONTH, LocalDate.of(2025, 1, 1), LocalDate.of(2026, 6, 1)))
                .label(Label.cancelled(60))
                .until(LocalDate.of(2026, 7, 1)) // the day of the export
                .windows(7, 28, 90)
                .build();
        SnapshotSources sources = plan.read(Path.of(args[0]), Progress.none());
        LeakAudit.requireNone(new LeakAudit(plan, sources, 42).run());

        SnapshotTable table = plan.build(sources);
        table.notices().forEach(notice -> System.out.println("note: " + notice.message()));
        ChurnModel model = ChurnPipeline.builder()
                .target(table.target(), SnapshotTable.POSITIVE)
                .split(table.split()) // in time, and what overlaps is not learnt from
                .snapshot(table.plan().settings()) // travels with the model
                .build()
                .fit(table.data());
        System.out.println("ROC-AUC " + model.evaluation().rocAuc());

        Dataset today = plan.snapshots(sources).at(LocalDate.of(2026, 7, 1));
        System.out.println("customers to score today: " + today.rows());

        OnlineFeatures online = OnlineFeatures.of(table.plan());
        FeatureState customer = online.customer(Instant.parse("2026-01-15T00:00:00Z"));
        customer.add("usage", Instant.parse("2026-06-02T09:30:00Z"), null, "login", 14);
        customer.add("usage", Instant.parse("2026-06-20T16:05:00Z"), null, "ticket", Double.NaN);
        Map<String, Object> row = new LinkedHashMap<>(Map.of("region", "North", "source", "Search"));
        double[] features = customer.at(Instant.parse("2026-07-01T00:00:00Z"));
        List<String> names = online.names();
        for (int i = 0; i < features.length; i++) {
            row.put(names.get(i), Double.isNaN(features[i]) ? null : features[i]);
        }
        System.out.println("one customer: " + model.scorer().score(row).probability());
    }
}
