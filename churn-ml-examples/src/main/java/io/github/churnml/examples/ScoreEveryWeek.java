package io.github.churnml.examples;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.read.Tables;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jobs.JobFile;
import io.github.churnml.jobs.run.Job;
import io.github.churnml.jobs.run.JobNode;
import io.github.churnml.jobs.run.JobRun;
import io.github.churnml.jobs.run.NodeSettings;
import io.github.churnml.jobs.run.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A job that scores new customers every Monday, with nothing installed: files, and H2 in the place of a database. {@code
 * ScoreEveryWeek churn-ml-examples/src/main/jobs/weekly-scores.yaml data/customers.csv work/}. A real one is started once, by {@code
 * churn jobs start} or {@link JobNode#start}, and waits for its Mondays; this one makes up for two of them at once.
 */
public final class ScoreEveryWeek {

    private ScoreEveryWeek() {}

    /**
     * Trains on half of the customers, then runs the job for two Mondays; in the second week there are more customers.
     *
     * @param args the job, the table, and a folder for model, runs and predictions
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        Path table = Path.of(args[1]);
        Path folder = Files.createDirectories(Path.of(args[2]).toAbsolutePath());
        List<String> lines = Files.readAllLines(table).stream().distinct().toList(); // a few rows stand there twice
        Path customers = folder.resolve("customers.csv");

        Files.write(customers, lines.subList(0, 4_001));
        ChurnPipeline.builder()
                .target("churned", "Yes")
                .exclude("customer_id")
                .build()
                .fit(Tables.readCsv(customers))
                .save(folder.resolve("model.churn"));

        Job job = JobFile.read(Path.of(args[0]));
        RunStore runs = RunStore.at(Database.of("jdbc:h2:" + folder.resolve("runs"), null, null));
        NodeSettings settings =
                NodeSettings.standard("example", folder.resolve("work"), Map.of("ROOM", folder.toString()));
        try (JobNode node = JobNode.of(runs, List.of(job), settings)) {
            Files.write(customers, lines.subList(0, 6_001));
            tell(node.run(job.name(), Instant.parse("2026-06-01T00:00:00Z")));
            Files.write(customers, lines);
            tell(node.run(job.name(), Instant.parse("2026-06-08T00:00:00Z")));
        }
    }

    private static void tell(JobRun run) {
        System.out.println(run.id() + ": " + run.state() + " " + run.note());
        run.steps().forEach(step -> step.result()
                .ifPresent(result -> System.out.println("  " + step.name() + " " + result.facts())));
    }
}
