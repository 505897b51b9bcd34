package io.github.churnml.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Progress;
import io.github.churnml.files.Sha256;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that are processes of their own, from Maven's jars: what is sent to them must be all that they need. */
class ClusterTest {

    private static final long MOST_SECONDS = 300;

    @TempDir
    Path folder;

    @Test
    void cluster_executorsKilledOnTheWay_bitsOfOneMachine() throws Exception {
        Path answer = folder.resolve("answer.txt");
        Path log = folder.resolve("log.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(JvmOptions.ofSpark());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ClusterProgram.class.getName(),
                TypedCustomers.modelFile().toString(),
                answer.toString(),
                classes()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("SPARK_HOME", sparkHome().toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_LOCAL_DIRS", folder.resolve("local").toString());
        Process driver = builder.start();
        try {
            assertThat(driver.waitFor(MOST_SECONDS, TimeUnit.SECONDS))
                    .as("ended in time; its log:%n%s", tail(log))
                    .isTrue();
        } finally {
            // Executors end by themselves once their driver is gone; on a loaded machine not at once.
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroyForcibly();
        }
        assertThat(answer).as(tail(log)).exists();
        String said = Files.readString(answer);
        assertThat(said).startsWith(TypedCustomers.ROWS + " rows, ").endsWith(Bits.of(TypedCustomers.local()));
        assertThat(said).contains(", trained " + Sha256.hex(LocalTraining.file()) + ", ");
        assertThat(said).contains(", grown " + grown() + ", ");
        assertThat(said).doesNotContain(" 0 executors lost", " 1 executors lost", " 2 executors lost");
    }

    /** What trees grown here are. */
    private static String grown() {
        return Sha256.hex(TreesOnExecutorsTest.told(
                        TreesOnExecutorsTest.few().trees(20).build().fit(TreesOnExecutorsTest.DATA, 7, Progress.none()))
                .toString()
                .getBytes(StandardCharsets.UTF_8));
    }

    /** A folder as a distribution of Spark has it, with links to the jars of this class path. */
    private static Path sparkHome() throws IOException {
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "spark-home");
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator))) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && Files.isRegularFile(jar)) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar.toAbsolutePath());
            }
        }
        return home;
    }

    /** What of the class path is no jar: our own classes while Maven runs tests. */
    private static String classes() {
        List<String> classes = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator))) {
            if (Files.isDirectory(Path.of(entry))) {
                classes.add(entry);
            }
        }
        return String.join(File.pathSeparator, classes);
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }
}
