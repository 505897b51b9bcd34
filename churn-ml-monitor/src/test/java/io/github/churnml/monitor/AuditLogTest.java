package io.github.churnml.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chain holds, shows every tampering, and survives crashes and rivals. */
class AuditLogTest {

    @TempDir
    Path folder;

    private Path file;
    private AuditLog log;

    @BeforeEach
    void newLog() {
        file = folder.resolve("new/audit.jsonl");
        log = new AuditLog(file);
    }

    @Test
    void entries_are_chained_and_intact() throws IOException {
        String first = log.append(Map.of("kind", "a"));
        String second = log.append(Map.of("kind", "b", "seq", 99, "prev", "x", "hash", "y"));
        assertThat(Files.readString(file))
                .startsWith(
                        "{\"seq\":1,\"kind\":\"a\",\"prev\":\"" + "0".repeat(64) + "\",\"hash\":\"" + first + "\"}\n{")
                .contains("\"seq\":2", "\"prev\":\"" + first + "\",\"hash\":\"" + second + "\"}\n");
        assertThat(log.verify()).isEqualTo(new AuditCheck(2, 0, 0, "", second));
        assertThat(kinds()).containsExactly("a", "b");
    }

    @Test
    void changed_entry_shows() throws IOException {
        fill(5);
        Files.writeString(file, Files.readString(file).replace("\"kind\":\"k2\"", "\"kind\":\"K2\""));
        assertThat(log.verify().isIntact()).isFalse();
        assertThat(log.verify().firstProblem()).isEqualTo(3);
        assertThat(log.verify().problem()).isEqualTo("it was changed: its hash is another");
    }

    @Test
    void removed_added_and_swapped_entries_show() throws IOException {
        fill(5);
        List<String> lines = Files.readAllLines(file);
        List<String> removed = new ArrayList<>(lines);
        removed.remove(1);
        assertThat(verify(removed).firstProblem()).isEqualTo(2);
        assertThat(verify(removed).problem()).isEqualTo("an entry before it was changed, removed or put in between");
        List<String> beheaded = lines.subList(1, 5);
        assertThat(verify(beheaded).firstProblem()).isEqualTo(1);
        List<String> twice = new ArrayList<>(lines);
        twice.add(2, lines.get(1));
        assertThat(verify(twice).firstProblem()).isEqualTo(3);
        List<String> swapped = new ArrayList<>(lines);
        java.util.Collections.swap(swapped, 1, 2);
        assertThat(verify(swapped).firstProblem()).isEqualTo(2);
        assertThat(verify(lines).isIntact()).isTrue();
    }

    @Test
    void line_cut_short_by_a_crash_stays_and_the_chain_goes_on() throws IOException {
        fill(2);
        Files.writeString(file, "{\"seq\":3,\"kind\":\"k", StandardOpenOption.APPEND);
        log.append(Map.of("kind", "after"));
        assertThat(log.verify().isIntact()).isTrue();
        assertThat(log.verify().entries()).isEqualTo(3);
        assertThat(log.verify().unreadable()).isEqualTo(1);
        assertThat(kinds()).containsExactly("k0", "k1", "after");
    }

    @Test
    void long_entries_are_chained_too_and_too_long_ones_refused() {
        log.append(Map.of("kind", "x".repeat(900_000)));
        log.append(Map.of("kind", "y".repeat(100_000)));
        log.append(Map.of("kind", "z"));
        assertThat(log.verify().isIntact()).isTrue();
        assertThat(log.verify().entries()).isEqualTo(3);
        assertThatThrownBy(() -> log.append(Map.of("a", "x".repeat(900_000), "b", "y".repeat(200_000))))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("is longer than 1 MB.");
        assertThat(log.verify().entries()).isEqualTo(3);
    }

    @Test
    void writers_at_once_all_get_in() {
        IntStream.range(0, 200).parallel().forEach(i -> new AuditLog(file).append(Map.of("kind", "k" + i)));
        AuditCheck check = log.verify();
        assertThat(check.isIntact()).as(check.problem()).isTrue();
        assertThat(check.entries()).isEqualTo(200);
        assertThat(kinds()).doesNotHaveDuplicates();
    }

    @Test
    void another_process_gets_in_as_well() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Appender.class.getName(),
                            file.toString(),
                            "p" + i)
                    .inheritIO()
                    .start());
        }
        for (int i = 0; i < 100; i++) {
            log.append(Map.of("kind", "here" + i));
        }
        for (Process process : processes) {
            assertThat(process.waitFor()).isZero();
        }
        assertThat(log.verify().isIntact()).isTrue();
        assertThat(log.verify().entries()).isEqualTo(300);
    }

    /** A rival. */
    static final class Appender {

        private Appender() {}

        public static void main(String[] args) {
            AuditLog log = new AuditLog(Path.of(args[0]));
            for (int i = 0; i < 100; i++) {
                log.append(Map.of("kind", args[1] + i));
            }
        }
    }

    @Test
    void log_that_is_not_there_or_cannot_be_written() throws IOException {
        assertThat(kinds()).isEmpty();
        assertThatThrownBy(log::verify)
                .isInstanceOf(DataException.class)
                .hasMessage("The audit log (" + file + ") is not there.\nMaybe the path is wrong.");
        Files.createDirectories(file);
        assertThatThrownBy(() -> log.append(Map.of()))
                .isInstanceOf(OutputException.class)
                .hasMessage("The audit log (" + file + ") cannot be written.\n"
                        + "Maybe the disk is full or the folder is read-only; nothing was carried out.");
    }

    @Test
    void file_that_is_no_log_is_left_alone() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "customer,churned\nC-1,Yes\n");
        assertThatThrownBy(() -> log.append(Map.of("kind", "a")))
                .isInstanceOf(OutputException.class)
                .hasMessage("The file (" + file + ") is no audit log: it does not begin with a JSON object.\n"
                        + "Maybe another file was meant; nothing was carried out.");
        assertThat(file).hasContent("customer,churned\nC-1,Yes\n");
    }

    private void fill(int entries) {
        for (int i = 0; i < entries; i++) {
            log.append(Map.of("kind", "k" + i));
        }
    }

    private AuditCheck verify(List<String> lines) throws IOException {
        Path other = folder.resolve("other.jsonl");
        Files.write(other, lines);
        return new AuditLog(other).verify();
    }

    private List<Object> kinds() {
        List<Object> kinds = new ArrayList<>();
        log.read(entry -> kinds.add(entry.get("kind")));
        return kinds;
    }
}
