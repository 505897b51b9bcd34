package io.github.churnml.jobs.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.jdbc.Database;
import io.github.churnml.jdbc.Postgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes and a database are killed at random moments: each customer has one prediction a run, and no run is lost. */
@Timeout(1800)
class CrashTest {

    private static final Instant FIRST = Instant.parse("2026-01-05T00:00:00Z");

    /** A run without a kill takes about so long, most of it within {@link CrashingJob}'s two steps. */
    private static final int RUN_MILLIS = 2_500;

    @TempDir
    Path folder;

    private final Random random = new Random();

    @BeforeEach
    void emptyDatabase() throws SQLException {
        Postgres.run("DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
    }

    private static int kills() {
        return Boolean.getBoolean("churn.soak") ? 60 : 4;
    }

    private Process process(String url, String node, String... due) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingJob.class.getName(),
                url,
                folder.toString(),
                node));
        command.addAll(List.of(due));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader();
        assertThat(out.readLine()).isEqualTo("works");
        return process;
    }

    private void killAfterAWhile(Process process) throws InterruptedException {
        process.waitFor(random.nextInt(RUN_MILLIS), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
    }

    private static void assertEachCustomerOnce(DataSource source, int runs) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT run_id, COUNT(*), COUNT(DISTINCT customer_id) FROM churn_predictions GROUP BY run_id")) {
            int seen = 0;
            while (result.next()) {
                assertThat(result.getInt(2)).as(result.getString(1)).isEqualTo(CrashingJob.CUSTOMERS);
                assertThat(result.getInt(3)).isEqualTo(CrashingJob.CUSTOMERS);
                seen++;
            }
            assertThat(seen).isEqualTo(runs);
        }
    }

    @Test
    void process_killedAtRandomMoments_everyCustomerHasOnePredictionARun() throws Exception {
        int runs = 0;
        int left = kills();
        while (left > 0) {
            String due = FIRST.plus(Duration.ofDays(7L * runs++)).toString();
            // Several kills of one run, then it may end.
            for (int i = 0; i < 3 && left > 0; i++, left--) {
                killAfterAWhile(process(Postgres.url(), "killed-" + left, due));
            }
            Process last = process(Postgres.url(), "last-" + left, due);
            assertThat(last.inputReader().readLine()).isEqualTo("SUCCEEDED");
            assertThat(last.waitFor()).isZero();
        }
        List<JobRun> all = RunStore.at(Database.of(Postgres.source())).newest(Optional.empty(), 100);
        assertThat(all).hasSize(runs).allMatch(run -> run.state() == RunState.SUCCEEDED);
        assertEachCustomerOnce(Postgres.source(), runs);
    }

    @Test
    void twoNodes_oneIsKilled_theOtherDoesAllRuns() throws Exception {
        RunStore store = RunStore.at(Database.of(Postgres.source()));
        Job job = CrashingJob.job(Postgres.url());
        int runs = 3;
        for (int week = 0; week < runs; week++) {
            store.queue(job, FIRST.plus(Duration.ofDays(7L * week)));
        }
        Process one = process(Postgres.url(), "one");
        Process two = process(Postgres.url(), "two");
        killAfterAWhile(one);
        while (!store.open(CrashingJob.NAME).isEmpty()) {
            assertThat(two.isAlive()).isTrue();
            Thread.sleep(50);
        }
        two.destroyForcibly().waitFor();
        assertThat(store.newest(Optional.empty(), 100))
                .hasSize(runs)
                .allMatch(run -> run.state() == RunState.SUCCEEDED);
        assertEachCustomerOnce(Postgres.source(), runs);
    }

    @Test
    void postgres_killedInTheMiddleOfABatch_everyCustomerHasOnePrediction() throws Exception {
        Path data = folder.resolve("data");
        EmbeddedPostgres server = start(data, 0);
        int port = server.getPort();
        String url = server.getJdbcUrl("postgres", "postgres");
        RunStore store = RunStore.at(Database.of(url, null, null));
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (JobNode node = CrashingJob.node(store, url, folder.resolve("work"), "node")) {
            Future<JobRun> run = other.submit(() -> node.run(CrashingJob.NAME, FIRST));
            long stored = stored(url);
            while (stored == 0) {
                Thread.sleep(20);
                stored = stored(url);
            }
            assertThat(stored).as("stored when the server is killed").isLessThan(CrashingJob.CUSTOMERS);
            kill(data);
            release(server);
            server = start(data, port);
            assertThat(run.get().state()).isEqualTo(RunState.SUCCEEDED);
            assertEachCustomerOnce(server.getPostgresDatabase(), 1);
        } finally {
            other.shutdown();
            server.close();
        }
    }

    private static long stored(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet there = statement.executeQuery("SELECT to_regclass('churn_predictions')")) {
            there.next();
            if (there.getString(1) == null) {
                return 0;
            }
            try (ResultSet count =
                    connection.createStatement().executeQuery("SELECT COUNT(*) FROM churn_predictions")) {
                count.next();
                return count.getLong(1);
            }
        }
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }

    /** The lock on its folder; that there is no server any more is no failure. */
    private static void release(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            // It was killed.
        }
    }

    /** Kills the server and its processes, as a machine that loses power does. */
    private static void kill(Path data) throws IOException, InterruptedException {
        long id = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle server = ProcessHandle.of(id).orElseThrow();
        List<ProcessHandle> all = new ArrayList<>(server.descendants().toList());
        all.add(0, server);
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle one : all) {
            while (one.isAlive()) {
                Thread.sleep(20);
            }
        }
    }
}
