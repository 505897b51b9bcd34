package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.SmallModel;
import io.github.churnml.data.read.Tables;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jobs.JobFile;
import io.github.churnml.jobs.plan.JobPlan;
import io.github.churnml.jobs.run.Job;
import io.github.churnml.jobs.run.JobNode;
import io.github.churnml.jobs.run.JobRun;
import io.github.churnml.jobs.run.NodeSettings;
import io.github.churnml.jobs.run.RunState;
import io.github.churnml.jobs.run.RunStore;
import io.github.churnml.jobs.step.Drift;
import io.github.churnml.jobs.step.EnginePredict;
import io.github.churnml.jobs.step.Features;
import io.github.churnml.jobs.step.LoadModel;
import io.github.churnml.jobs.step.ScoringEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs over raw tables, and over an engine of one's own that scores tables where they lie. */
class FeaturesAndEnginesTest {

    private static final Instant DUE = Instant.parse("2026-06-01T00:00:00Z");

    private static final RunStore RUNS =
            RunStore.at(Database.of("jdbc:h2:mem:outside_engines;DB_CLOSE_DELAY=-1", null, null));

    @TempDir
    Path folder;

    /** Scores CSV files of this machine, as one of a cluster would score its tables; found as a service. */
    public static final class LocalEngine implements ScoringEngine {

        /** Made by the service loader. */
        public LocalEngine() {}

        @Override
        public String name() {
            return "local";
        }

        @Override
        public ScoringEngine.Scored score(ScoringEngine.Request request) {
            ChurnModel model = ChurnModel.load(request.model());
            double[] probabilities =
                    model.scorer().score(Tables.read(Path.of(request.table()))).probabilities();
            Path place = Path.of(request.to(), "run=" + request.run());
            try {
                Files.createDirectories(place);
                Files.copy(Path.of(request.table()), place.resolve("part-0." + request.format()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            long predicted = Arrays.stream(probabilities)
                    .filter(probability -> probability >= model.threshold())
                    .count();
            double mean = Arrays.stream(probabilities).average().orElse(Double.NaN);
            return new ScoringEngine.Scored(
                    place.toString(), probabilities.length, predicted, mean, Map.of(RiskTier.HIGH, predicted));
        }

        @Override
        public DriftReport drift(Path model, String place, DriftSettings settings) {
            return ChurnModel.load(model).drift(Tables.read(Path.of(place).resolve("part-0.csv")), settings);
        }
    }

    private JobRun run(JobPlan plan) {
        Job job = JobFile.of(plan);
        NodeSettings settings = NodeSettings.standard("here", folder.resolve("work"), Map.of("ROOM", folder.toString()))
                .withTimes(Duration.ofMillis(20), Duration.ofMillis(200), 4);
        try (JobNode node = JobNode.of(RUNS, List.of(job), settings)) {
            return node.run(job.name(), DUE);
        }
    }

    @Test
    void engine_ofOnesOwn_scoresWhereTheTableLies() throws IOException {
        Files.write(folder.resolve("customers.csv"), SmallModel.sampleLines(1000, 200));
        SmallModel.of(SmallModel.boosting(), SmallModel.sample(0, 600)).save(folder.resolve("model.churn"));
        JobPlan plan = JobPlan.builder("on-an-engine")
                .step(LoadModel.from("${ROOM}/model.churn"))
                .step(EnginePredict.ofPath("local", "${ROOM}/customers.csv", "csv", "${ROOM}/scored"))
                .step(Drift.standard())
                .build();

        JobRun run = run(plan);

        assertThat(run.state()).as(run.note()).isEqualTo(RunState.SUCCEEDED);
        Map<String, String> facts = run.steps().get(1).result().orElseThrow().facts();
        assertThat(facts).containsEntry("engine", "local").containsEntry("rows", "200");
        assertThat(folder.resolve("scored/run=" + run.id() + "/part-0.csv")).isNotEmptyFile();
        assertThat(run.steps().get(2).result().orElseThrow().outputs()).isNotEmpty();
    }

    @Test
    void features_ofRawTables_areThoseOfTheDay() throws IOException {
        Files.writeString(folder.resolve("customers.csv"), "id,from,to\na,2026-01-01,\nb,2026-01-01,2026-05-01\n");
        Files.writeString(
                folder.resolve("usage.csv"), "id,at,minutes\na,2026-05-20,30\na,2026-05-25,12\na,2026-06-03,999\n");
        Files.writeString(folder.resolve("pipeline.yaml"), """
                snapshot:
                  customers: {file: customers.csv, id: id, from: from, to: to}
                  events:
                    - {name: usage, file: usage.csv, id: id, at: at, values: [minutes]}
                  at: {every: month}
                  label: {cancelled: {within: 30d}}
                  windows: [28d]
                """);
        JobPlan plan = JobPlan.builder("features")
                .step(Features.of("${ROOM}/pipeline.yaml").folder("${ROOM}"))
                .build();

        JobRun run = run(plan);

        assertThat(run.state()).as(run.note()).isEqualTo(RunState.SUCCEEDED);
        List<Path> tables;
        try (Stream<Path> files = Files.walk(folder.resolve("work"))) {
            tables = files.filter(file -> file.endsWith("features.csv")).toList();
        }
        assertThat(tables).hasSize(1);
        List<String> lines = Files.readAllLines(tables.get(0));
        assertThat(lines).as("b is gone").hasSize(2);
        assertThat(lines.get(0)).contains("sum_of_minutes_of_usage_in_last_28_days");
        assertThat(lines.get(1))
                .startsWith("a,")
                .contains("42")
                .doesNotContain("999")
                .doesNotContain("1041");
    }
}
