package io.github.churnml.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.churnml.files.OutputFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a real process can show. */
class ProcessTest {

    @TempDir
    Path folder;

    @Test
    void main_endsWithTheExitCode_andKeepsItsStreamsApart() throws Exception {
        Path err = folder.resolve("err");
        Process process = start(err, "inspect", folder.resolve("none.churn"));
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
        assertThat(err).content().startsWith("churn: Model file");
    }

    @Test
    void modelOfOneProcess_scoresTheSameBitsInAnother() throws Exception {
        Path err = folder.resolve("err");
        Process process = start(err, "predict", "--model", Cli.model(), "--data", Cli.customers(), "--out", "-");
        byte[] there = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        Cli.Result here = Cli.run("predict", "--model", Cli.model(), "--data", Cli.customers(), "--out", "-");
        assertThat(new String(there, java.nio.charset.StandardCharsets.UTF_8)).isEqualTo(here.out());
    }

    @Test
    void pipeThatCloses_endsTheRunWithoutATrace() throws Exception {
        Path large = folder.resolve("large.csv");
        assertThat(Cli.run("generate", "--rows", 20_000, "--out", large).exit()).isZero();
        Path err = folder.resolve("err");
        Process process = start(err, "predict", "--model", Cli.model(), "--data", large, "--out", "-");
        try (BufferedReader reader = process.inputReader()) {
            assertThat(reader.readLine()).startsWith("customer_id,");
        }
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(err).content().contains("Standard output was closed").doesNotContain("\tat ");
    }

    @Test
    void fullDisk_isToldApartFromAClosedPipe() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "skipped: no /dev/full here");
        List<List<Object>> commands = List.of(
                List.of("predict", "--model", Cli.model(), "--data", Cli.customers(), "--out", "-"),
                List.of("inspect", Cli.model(), "--json"),
                List.of("inspect", Cli.model()));
        for (List<Object> command : commands) {
            Path err = folder.resolve("err");
            Process process = builder(err, command.toArray())
                    .redirectOutput(full.toFile())
                    .start();
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as("%s", command).isEqualTo(1);
            assertThat(err)
                    .content()
                    .contains("Standard output cannot be written: ", "; what was written before is not whole.")
                    .contains("Maybe the disk is full: make room, or name a file on another one.")
                    .doesNotContain("closed", "\tat ");
        }
    }

    @Test
    void killedWhileWriting_leavesNothingBehind() throws Exception {
        Path made = folder.resolve("new");
        Process process = start(
                folder.resolve("err"), "generate", "--rows", 1_000_000_000, "--out", made.resolve("sub/large.csv"));
        try {
            while (process.isAlive() && Cli.names(made.resolve("sub")).isEmpty()) {
                Thread.sleep(20);
            }
            assertThat(Cli.names(made.resolve("sub"))).hasSize(1).allMatch(name -> name.endsWith(".tmp"));
            process.destroy();
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isNotZero();
        assertThat(made).doesNotExist();
    }

    @Test
    void serve_toldToEnd_exitsWithZeroQuietly() throws Exception {
        Path err = folder.resolve("err");
        Path history = folder.resolve("metrics_history.jsonl");
        Process process = start(err, "serve", "--model", Cli.model(), "--port", 0, "--history", history);
        try {
            java.util.regex.Pattern url = java.util.regex.Pattern.compile("(http://\\S+/)predict");
            java.util.regex.Matcher found = url.matcher(Files.readString(err));
            while (process.isAlive() && !found.find()) {
                Thread.sleep(10);
                found = url.matcher(Files.readString(err));
            }
            try (InputStream health =
                    URI.create(found.group(1) + "health").toURL().openStream()) {
                assertThat(new String(health.readAllBytes(), UTF_8)).isEqualTo("{\"status\":\"ok\"}");
            }
            HttpRequest refused = HttpRequest.newBuilder(URI.create(found.group(1) + "predict"))
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(refused, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(400);
            process.toHandle().destroy(); // SIGTERM, and unlike its own method leaves the streams open
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                    .contains("\"path\":\"/health\"");
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isZero();
        assertThat(history)
                .content()
                .contains("\"requests\":1,\"rows\":0,\"refused_rate\":1.0")
                .endsWith("}\n");
        assertThat(err).content().startsWith("Model churn").doesNotContainIgnoringCase("xnio", "undertow");
    }

    /** Writes a file when the process is told to end already, as a server does that keeps a history. */
    static final class LastWord {

        public static void main(String[] args) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> OutputFile.write(Path.of(args[0]), out -> out.write("last".getBytes(UTF_8)))));
        }
    }

    @Test
    void fileWrittenByAHookOfTheEnd_isThere() throws Exception {
        Path file = folder.resolve("last.txt");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), LastWord.class.getName(), file.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(file).hasContent("last");
        assertThat(Cli.names(folder)).containsExactly("last.txt");
    }

    static Process start(Path err, Object... args) throws IOException {
        return builder(err, args).start();
    }

    private static ProcessBuilder builder(Path err, Object... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        if (Runtime.version().feature() >= 24) {
            // As the launcher does: the web server's threads use what later versions warn of.
            command.add(1, "--sun-misc-unsafe-memory-access=allow");
        }
        for (Object arg : args) {
            command.add(arg.toString());
        }
        return new ProcessBuilder(command).redirectError(err.toFile());
    }
}
