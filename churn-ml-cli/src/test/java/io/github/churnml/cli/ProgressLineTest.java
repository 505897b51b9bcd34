package io.github.churnml.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private static final Duration SHORT = Duration.ofMillis(5);

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CommonOptions options = new CommonOptions();

    private ProgressLine open(boolean terminal) {
        PrintStream to = new PrintStream(err, true, UTF_8);
        return ProgressLine.on(new Surroundings(to, to, Map.of(), Path.of(""), terminal), options, SHORT);
    }

    private List<String> lines() {
        return err.toString(UTF_8).lines().toList();
    }

    /** Waits for a line of a kind, which comes or the test never ends. */
    private void awaitLine(String like) throws InterruptedException {
        while (lines().stream().noneMatch(line -> line.matches(like))) {
            Thread.sleep(1);
        }
    }

    @Test
    void log_whileTheWorkTellsHowFarItIs_saysSo() throws Exception {
        try (ProgressLine progress = open(false)) {
            awaitLine("churn: working, 0 s");
            progress.at("reading", 45, 100);
            awaitLine("churn: reading, 45 %, 0 s");
            progress.at("reading", 100, 100);
            awaitLine("churn: at work after reading, 0 s");
        }
        assertThat(lines()).allMatch(line -> line.startsWith("churn: "));
    }

    @Test
    void log_whileTheWorkTellsNothing_saysThatItStillIs() throws Exception {
        try (ProgressLine progress = open(false)) {
            progress.at("growing", 0, 300);
            awaitLine("churn: still growing, [0-9]+ s");
            progress.at("importing", 0, -1);
            awaitLine("churn: still importing, [0-9]+ s");
        }
    }

    @Test
    void log_afterClose_saysNothingMore() throws Exception {
        ProgressLine progress = open(false);
        awaitLine("churn: working, 0 s");
        progress.close();
        Thread.sleep(20);
        int told = lines().size();
        Thread.sleep(50);
        assertThat(lines()).hasSize(told);
    }

    @Test
    void quiet_orJson_saysNothing() throws Exception {
        options.quiet = true;
        try (ProgressLine progress = open(false)) {
            progress.at("reading", 1, 2);
            Thread.sleep(50);
        }
        options.quiet = false;
        options.json = true;
        try (ProgressLine progress = open(false)) {
            progress.at("reading", 1, 2);
            Thread.sleep(50);
        }
        assertThat(err.size()).isZero();
    }

    @Test
    void terminal_inItsFirstSecond_showsNothing() throws Exception {
        try (ProgressLine progress = open(true)) {
            progress.at("reading", 1, 2);
            Thread.sleep(50);
        }
        assertThat(err.size()).isZero();
    }
}
