package io.github.churnml.monitor.log;

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
class ChainedLogTest {

    @TempDir
    Path folder;

    private Path file;
    private ChainedLog log;

    @BeforeEach
    void newLog() {
        file = folder.resolve("new/audit.jsonl");
        log = log(file);
    }

    @Test
    void append_entries_chainsThem() throws IOException {
        String first = log.append(Map.of("kind", "a"));
        String second = log.append(Map.of("kind", "b", "seq", 99, "prev", "x", "hash", "y"));
        assertThat(Files.readString(file))
                .startsWith(
                        "{\"seq\":1,\"kind\":\"a\",\"prev\":\"" + "0".repeat(64) + "\",\"hash\":\"" + first + "\"}\n{")
                .contains("\"seq\":2", "\"prev\":\"" + first + "\",\"hash\":\"" + second + "\"}\n");
        assertThat(log.verify()).isEqualTo(new ChainCheck(2, 0, 0, "", second));
        assertThat(kinds()).containsExactly("a", "b");
    }

    @Test
    void verify_changedEntry_shows() throws IOException {
        fill(5);
        Files.writeString(file, Files.readString(file).replace("\"kind\":\"k2\"", "\"kind\":\"K2\""));
        assertThat(log.verify().isIntact()).isFalse();
        assertThat(log.verify().firstProblem()).isEqualTo(3);
        assertThat(log.verify().problem()).isEqualTo("it was changed: its hash is another");
    }

    @Test
    void verify_removedAddedSwappedEntries_show() throws IOException {
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
    void append_afterCutLine_goesOn() throws IOException {
        fill(2);
        Files.writeString(file, "{\"seq\":3,\"kind\":\"k", StandardOpenOption.APPEND);
        log.append(Map.of("kind", "after"));
        assertThat(log.verify().isIntact()).isTrue();
        assertThat(log.verify().entries()).isEqualTo(3);
        assertThat(log.verify().unreadable()).isEqualTo(1);
        assertThat(kinds()).containsExactly("k0", "k1", "after");
    }

    @Test
    void append_longEntry_isChainedUpToOneMegabyte() {
        log.append(Map.of("kind", "x".repeat(900_000)));
        log.append(Map.of("kind", "y".repeat(100_000)));
        log.append(Map.of("kind", "z"));
        assertThat(log.verify().isIntact()).isTrue();
        assertThat(log.verify().entries()).isEqualTo(3);
        assertThatThrownBy(() -> log.append(Map.of("a", "x".repeat(900_000), "b", "y".repeat(200_000))))
                .isInstanceOf(OutputException.class)
                .hasMessage("An entry for the diary (" + file
                        + ") is longer than 1 MB.\nMaybe write less into one entry; nothing happened.");
        assertThat(log.verify().entries()).isEqualTo(3);
    }

    @Test
    void append_manyThreads_allGetIn() {
        IntStream.range(0, 200).parallel().forEach(i -> log(file).append(Map.of("kind", "k" + i)));
        ChainCheck check = log.verify();
        assertThat(check.isIntact()).as(check.problem()).isTrue();
        assertThat(check.entries()).isEqualTo(200);
        assertThat(kinds()).doesNotHaveDuplicates();
    }

    @Test
    void append_manyProcesses_allGetIn() throws IOException, InterruptedException {
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
            ChainedLog log = log(Path.of(args[0]));
            for (int i = 0; i < 100; i++) {
                log.append(Map.of("kind", args[1] + i));
            }
        }
    }

    @Test
    void log_notThereOrUnwritable_isRefused() throws IOException {
        assertThat(kinds()).isEmpty();
        assertThatThrownBy(log::verify)
                .isInstanceOf(DataException.class)
                .hasMessage("The diary (" + file + ") is not there.\nMaybe the path is wrong.");
        Files.createDirectories(file);
        assertThatThrownBy(() -> log.append(Map.of()))
                .isInstanceOf(OutputException.class)
                .hasMessage("The diary (" + file + ") cannot be written.\n"
                        + "Maybe the disk is full or the folder is read-only; nothing happened.");
    }

    @Test
    void append_fileIsNoLog_isLeftAlone() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "customer,churned\nC-1,Yes\n");
        assertThatThrownBy(() -> log.append(Map.of("kind", "a")))
                .isInstanceOf(OutputException.class)
                .hasMessage("The file (" + file + ") is no diary: it does not begin with a JSON object.\n"
                        + "Maybe another file was meant; nothing happened.");
        assertThat(file).hasContent("customer,churned\nC-1,Yes\n");
    }

    private static ChainedLog log(Path path) {
        return new ChainedLog(path, "diary", "nothing happened");
    }

    private void fill(int entries) {
        for (int i = 0; i < entries; i++) {
            log.append(Map.of("kind", "k" + i));
        }
    }

    private ChainCheck verify(List<String> lines) throws IOException {
        Path other = folder.resolve("other.jsonl");
        Files.write(other, lines);
        return log(other).verify();
    }

    private List<Object> kinds() {
        List<Object> kinds = new ArrayList<>();
        log.read(entry -> kinds.add(entry.get("kind")));
        return kinds;
    }
}
