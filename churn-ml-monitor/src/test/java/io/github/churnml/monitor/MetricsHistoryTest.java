package io.github.churnml.monitor;

import static io.github.churnml.monitor.Histories.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history that grows line by line, whatever happens to its file. */
class MetricsHistoryTest {

    @TempDir
    Path folder;

    @Test
    void append_unknownNumbers_areLeftOut() throws IOException {
        MetricsHistory history = new MetricsHistory(folder.resolve("new/sub/m.jsonl")).begin();
        assertThat(history.path()).isEmptyFile();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("model", "churn");
        values.put("roc_auc", 0.91);
        values.put("pr_auc", Double.NaN);
        values.put("brier", null);
        values.put("rows", 600L);
        values.put("ts", "never");
        history.append(NOW, values);
        history.append(NOW.plusSeconds(60), Map.of("drift_overall", true));
        assertThat(Files.readString(history.path()))
                .isEqualTo("{\"ts\":\"2026-03-10T12:00:00Z\",\"model\":\"churn\",\"roc_auc\":0.91,\"rows\":600}\n"
                        + "{\"ts\":\"2026-03-10T12:01:00Z\",\"drift_overall\":true}\n");
    }

    @Test
    void append_afterACutLine_beginsANewOne() throws IOException {
        Path file = Files.writeString(folder.resolve("m.jsonl"), "{\"ts\":1773140400,\"x\":1}\n{\"ts\":177");
        new MetricsHistory(file).append(NOW, Map.of("x", 2.0));
        assertThat(Files.readAllLines(file)).hasSize(3);
        MonitoringPlan plan =
                Histories.agent(Histories.rule("metric: x, above: 100")).plan(file, null);
        assertThat(plan.history().malformed()).isEqualTo(1);
        assertThat(plan.findings()).containsEntry("x", 2.0);
    }

    @Test
    void append_tooLargeFile_isRenamed() throws IOException {
        MetricsHistory history = new MetricsHistory(folder.resolve("m.jsonl"), 100);
        for (int i = 0; i < 8; i++) {
            history.append(NOW.plusSeconds(i), Map.of("x", i));
        }
        // 38 bytes a line: two of them fit.
        assertThat(Files.readAllLines(history.previous()))
                .containsExactly(
                        "{\"ts\":\"2026-03-10T12:00:04Z\",\"x\":4}", "{\"ts\":\"2026-03-10T12:00:05Z\",\"x\":5}");
        assertThat(Files.readAllLines(history.path()))
                .containsExactly(
                        "{\"ts\":\"2026-03-10T12:00:06Z\",\"x\":6}", "{\"ts\":\"2026-03-10T12:00:07Z\",\"x\":7}");
        MetricsHistory tiny = new MetricsHistory(folder.resolve("tiny.jsonl"), 1);
        tiny.append(NOW, Map.of("x", 1));
        assertThat(Files.readAllLines(tiny.path())).hasSize(1);
    }

    @Test
    void append_impossibleValue_isRefused() {
        MetricsHistory history = new MetricsHistory(folder.resolve("h.jsonl")).begin();
        assertThatThrownBy(() -> history.append(NOW, Map.of("roc_auc", 91)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "A metrics history cannot take this: roc_auc is 91 where a number from 0 to 1 is required.\n"
                                + "Maybe it is in percent, or of another name: a share is written as 0.91.");
        assertThat(history.path()).isEmptyFile();
        history.append(NOW, new TreeMap<>(Map.of("roc_auc", Double.NaN, "profit", -7, "log_loss", 3)));
        assertThat(history.path()).hasContent("{\"ts\":\"2026-03-10T12:00:00Z\",\"log_loss\":3,\"profit\":-7}");
    }

    @Test
    void agent_renamedPart_isReadToo() {
        MetricsHistory history = new MetricsHistory(folder.resolve("m.jsonl"), 7_000);
        for (int hour = 160; hour > 0; hour--) {
            history.append(NOW.minusSeconds(3600L * hour), Map.of("roc_auc", 0.9));
        }
        history.append(NOW, Map.of("roc_auc", 0.5));
        assertThat(history.previous()).exists();
        assertThat(Histories.standard().plan(history, Histories.drift(true)).details())
                .containsEntry("roc_auc_drop_pct_baseline", 0.9)
                .containsEntry("drift_overall", true);
        MonitoringPlan whole = Histories.standard().plan(history, null);
        assertThat(whole.history().lines()).isEqualTo(161);
        assertThat(whole.status()).isEqualTo(Status.CRITICAL);
        assertThat(Histories.standard().plan(history.path(), null).history().lines())
                .isLessThan(161);
    }

    @Test
    void append_manyWriters_loseNoLine() throws Exception {
        Path file = folder.resolve("m.jsonl");
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            int first = 100 * t;
            Thread thread = new Thread(() -> {
                MetricsHistory history = new MetricsHistory(file, 100 * 60); // renamed twice at most
                for (int i = first; i < first + 50; i++) {
                    history.append(NOW, Map.of("x", i));
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.addAll(Files.readAllLines(new MetricsHistory(file).previous()));
        assertThat(lines).hasSize(200).doesNotHaveDuplicates().allMatch(line -> line.endsWith("}"));
    }

    @Test
    void append_goneFolder_isToldAndNotMade() throws IOException {
        MetricsHistory history = new MetricsHistory(folder.resolve("sub/m.jsonl")).begin();
        Files.delete(history.path());
        Files.delete(folder.resolve("sub"));
        assertThatThrownBy(() -> history.append(NOW, Map.of("x", 1)))
                .isInstanceOf(OutputException.class)
                .hasMessage("The metrics history (" + history.path() + ") cannot be written.\n"
                        + "Maybe the disk is full, or its folder is not there or may not be written.");
        assertThat(folder.resolve("sub")).doesNotExist();
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> new MetricsHistory(file.resolve("m.jsonl")).begin())
                .isInstanceOf(OutputException.class);
        assertThatThrownBy(() -> new MetricsHistory(folder).begin()).isInstanceOf(OutputException.class);
    }

    @Test
    void append_otherFile_isLeftAlone() throws IOException {
        Path table = Files.writeString(folder.resolve("customers.csv"), "id,plan\n1,Basic\n");
        assertThatThrownBy(() -> new MetricsHistory(table).begin())
                .isInstanceOf(OutputException.class)
                .hasMessage("The file (" + table + ") is no metrics history: it does not begin with a JSON object.\n"
                        + "Maybe another file was meant.");
        assertThat(table).hasContent("id,plan\n1,Basic\n");
        for (String fine : List.of("", "{}\n", "\n{}", "\uFEFF{}")) {
            new MetricsHistory(Files.writeString(folder.resolve("m.jsonl"), fine)).begin();
        }
    }

    @Test
    void append_fullDisk_isTold() {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "skipped: this system has no /dev/full");
        assertThatThrownBy(() -> new MetricsHistory(full).append(NOW, Map.of("x", 1)))
                .isInstanceOf(OutputException.class)
                .hasMessageStartingWith("The metrics history (/dev/full) cannot be written.\nMaybe the disk is full");
    }

    @Test
    void append_tooLongLine_isRefused() {
        Map<String, Object> values = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            values.put("pad" + i, "y".repeat(400_000));
        }
        MetricsHistory history = new MetricsHistory(folder.resolve("m.jsonl"));
        assertThatThrownBy(() -> history.append(NOW, values))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("is longer than 1 MB.\nMaybe leave out what is no metric.");
        assertThat(history.path()).doesNotExist();
        assertThatThrownBy(() -> new MetricsHistory(history.path(), 0))
                .hasMessage("A metrics history of 0 bytes holds nothing.\n"
                        + "Maybe leave the bound out; it is 67108864 then.");
    }
}
