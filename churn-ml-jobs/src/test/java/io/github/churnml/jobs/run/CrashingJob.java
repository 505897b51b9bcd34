package io.github.churnml.jobs.run;

import io.github.churnml.files.Sha256;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jdbc.ModelIdentity;
import io.github.churnml.jdbc.PredictionRow;
import io.github.churnml.jdbc.PredictionRun;
import io.github.churnml.jdbc.PredictionSink;
import io.github.churnml.jobs.plan.Schedule;
import io.github.churnml.jobs.step.RetryPolicy;
import io.github.churnml.jobs.step.StepContext;
import io.github.churnml.jobs.step.StepResult;
import io.github.churnml.jobs.step.StepResult.StepFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job that fetches customers into a file and stores a prediction of each in PostgreSQL in many small batches, and a process that works
 * on it and is there to be killed.
 */
final class CrashingJob {

    static final int CUSTOMERS = 1_000;
    static final String NAME = "crashing";

    private static final int BATCH = 50;
    private static final RetryPolicy MANY =
            new RetryPolicy(100, Duration.ofMillis(100), RetryPolicy.Growth.FIXED, Duration.ofMillis(100), 0.5);

    private CrashingJob() {}

    /** Arguments: the database's URL, the folder of runs, the node's name, and a run's due moment, or none to work on whatever there is. */
    public static void main(String[] arguments) throws InterruptedException {
        RunStore store = RunStore.at(Database.of(arguments[0], null, null));
        JobNode node = node(store, arguments[0], Path.of(arguments[1]), arguments[2]);
        System.out.println("works");
        if (arguments.length > 3) {
            System.out.println(node.run(NAME, Instant.parse(arguments[3])).state());
            node.close();
        } else {
            node.start();
            Thread.sleep(Duration.ofMinutes(10).toMillis());
        }
    }

    static JobNode node(RunStore store, String url, Path work, String name) {
        NodeSettings settings = new NodeSettings(
                name,
                work,
                2,
                Duration.ofMillis(100),
                Duration.ofMillis(200),
                5,
                Duration.ofSeconds(1),
                1000,
                Map.of());
        return JobNode.of(store, List.of(job(url)), settings);
    }

    static Job job(String url) {
        return new Job(
                NAME,
                List.of(
                        new TestStep("fetch", MANY, Duration.ofMinutes(1), CrashingJob::fetch),
                        new TestStep("store", MANY, Duration.ofMinutes(1), context -> store(context, url))),
                Optional.of(Schedule.of("0 0 * * MON", ZoneOffset.UTC)),
                1,
                Job.Overlap.QUEUE);
    }

    private static StepResult fetch(StepContext context) throws InterruptedException {
        StringBuilder table = new StringBuilder();
        for (int i = 0; i < CUSTOMERS; i++) {
            table.append("customer-").append(i).append('\n');
        }
        byte[] bytes = table.toString().getBytes(StandardCharsets.UTF_8);
        try {
            // In two parts, so that a kill may leave half a file.
            Path file = context.folder().resolve("customers.csv");
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
            Thread.sleep(100);
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StepFile left = new StepFile("table", "customers.csv", Sha256.hex(bytes), CUSTOMERS);
        return new StepResult(List.of(), List.of(left), Map.of(), List.of(), Optional.empty());
    }

    private static StepResult store(StepContext context, String url) throws InterruptedException {
        PredictionSink sink = PredictionSink.to(Database.of(url, null, null)).batchSize(BATCH);
        ModelIdentity model = new ModelIdentity("m", "1.0.0", "0".repeat(64));
        try (PredictionRun run = sink.begin(context.run(), model, context.due())) {
            long row = 1;
            for (String customer : Files.readAllLines(context.folder().resolve("customers.csv"))) {
                run.add(new PredictionRow(customer, 0.5, "stay", "low", "[]"), row++);
                if (row % BATCH == 0) {
                    Thread.sleep(40);
                }
            }
            run.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TestStep.nothing();
    }
}
