package io.github.churnml.jdbc.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.error.ChurnException;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jdbc.KilledPostgres;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Models;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told to be done is there once, whatever is killed: the server of the database, or the process with an embedded one. */
class JdbcRegistryCrashTest {

    private static final int KILLS = Boolean.getBoolean("churn.soak") ? 60 : 3;
    private static final int WRITERS = 3;

    /** A server that is told not to wait for the disk, as the tests' is. */
    @Test
    void change_whileTheServerIsKilled_losesNoEventAndDoublesNone() throws Exception {
        Path folder = Files.createTempDirectory("churn-killed-");
        EmbeddedPostgres server = KilledPostgres.start(folder, 0);
        int port = server.getPort();
        try {
            Database database = Database.of(server.getJdbcUrl("postgres", "postgres"), null, null);
            assertThat(setting(database)).isEqualTo("off");
            Registry.of(JdbcRegistryStore.of(database, "us")).register(Models.FIRST, "");
            Registry.of(JdbcRegistryStore.of(database, "us")).register(Models.RETRAINED, "");
            Queue<String> told = new ConcurrentLinkedQueue<>();
            AtomicBoolean isOver = new AtomicBoolean();
            List<Thread> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                Registry own = Registry.of(JdbcRegistryStore.of(database, "us"));
                writers.add(new Thread(() -> {
                    while (!isOver.get()) {
                        change(own, told);
                    }
                }));
            }
            writers.forEach(Thread::start);
            Random random = new Random(17);
            for (int i = 0; i < KILLS; i++) {
                int before = told.size();
                await(() -> told.size() > before + 3);
                Thread.sleep(random.nextInt(200));
                KilledPostgres.kill(folder);
                server.close();
                server = KilledPostgres.start(folder, port);
            }
            int before = told.size();
            await(() -> told.size() > before + 3);
            isOver.set(true);
            for (Thread writer : writers) {
                writer.join();
            }

            Registry registry = Registry.of(JdbcRegistryStore.of(database, "us"));
            assertThat(registry.verify().problems()).isEmpty();
            assertThat(told).doesNotHaveDuplicates();
            assertThat(registry.state().events())
                    .extracting(RegistryEvent::hash)
                    .containsAll(told);
            // An event whose writer was told that it failed may be there: at most one for each kill and writer.
            assertThat(registry.state().seq()).isBetween(told.size() + 2L, told.size() + 4L + KILLS * WRITERS);
        } finally {
            server.close();
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static void change(Registry registry, Queue<String> told) {
        try {
            RegistryState state = registry.state();
            String champion =
                    state.champion().map(found -> found.version().toString()).orElse(null);
            ModelVersion other = state.versions().stream()
                    .filter(version -> !version.version().toString().equals(champion))
                    .findFirst()
                    .orElseThrow();
            told.add(registry.promote(other.version().toString(), new Promotion(champion, List.of(), false, "in turn"))
                    .hash());
        } catch (ChurnException e) {
            assertThat(e.getMessage())
                    .containsAnyOf(
                            "moved on",
                            "is the champion already",
                            "cannot be read",
                            "cannot be written",
                            "others all the time");
        }
    }

    private static String setting(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW synchronous_commit")) {
            rows.next();
            return rows.getString(1);
        }
    }

    private interface Condition {

        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            assertThat(System.nanoTime() - end).as("it goes on").isNegative();
            Thread.sleep(2);
        }
    }

    @TempDir
    Path files;

    /** H2 inside of the process that is killed. */
    @Test
    void process_withItsDatabaseKilled_hasEveryLineThatItTold() throws Exception {
        String url = "jdbc:h2:" + files.resolve("registry");
        Path told = files.resolve("told");
        long lines = 0;
        for (int i = 0; i < KILLS; i++) {
            Files.deleteIfExists(told);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Appender.class.getName(),
                            url)
                    .redirectOutput(told.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            await(() -> Files.exists(told) && Files.readAllLines(told).size() > 5);
            Thread.sleep(20L * i);
            process.destroyForcibly().waitFor(); // kill -9
            List<String> numbers = Files.readAllLines(told);
            try (JdbcRegistryStore store = JdbcRegistryStore.of(Database.of(url, "sa", ""), "us")) {
                lines = store.lines(0).size();
            }
            // The last number may be cut short.
            assertThat(lines).isGreaterThanOrEqualTo(Long.parseLong(numbers.get(numbers.size() - 2)));
        }
        assertThat(lines).isGreaterThan(KILLS);
    }

    /** Appends lines until it is killed, and tells each number once it is done. */
    static final class Appender {

        private Appender() {}

        public static void main(String[] args) {
            JdbcRegistryStore store = JdbcRegistryStore.of(Database.of(args[0], "sa", ""), "us");
            byte[] line = "{}".getBytes(StandardCharsets.UTF_8);
            for (long number = store.stamp() + 1; ; number++) {
                if (!store.append(number, line)) {
                    throw new IllegalStateException("not the next");
                }
                System.out.println(number);
            }
        }
    }
}
