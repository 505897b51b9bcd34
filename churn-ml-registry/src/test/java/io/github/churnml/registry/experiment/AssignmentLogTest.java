package io.github.churnml.registry.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssignmentLogTest {

    private static final Instant AT = Instant.parse("2026-11-30T13:00:00.123Z");

    @TempDir
    Path folder;

    @Test
    void line_ofAssignment_isAsDocumented() throws IOException {
        Path path = folder.resolve("new/assignments.jsonl");
        try (AssignmentLog log = AssignmentLog.open(path)) {
            log.append(new Assignment(AT, "trial", "C1", Arm.CHALLENGER, "1.1.0", 0.1234, 0.12, true));
            log.append(new Assignment(AT, "trial", "C2", Arm.CHAMPION, "1.0.0", 0, Double.NaN, false));
        }
        assertThat(path).hasContent("""
                        {"ts":"2026-11-30T13:00:00.123Z","experiment":"trial","customer":"C1","arm":"challenger","version":"1.1.0","score":0.1234,"champion_score":0.12,"decision":true}
                        {"ts":"2026-11-30T13:00:00.123Z","experiment":"trial","customer":"C2","arm":"champion","version":"1.0.0","score":0.0,"decision":false}
                        """);
    }

    @Test
    void assignments_readAgain_areThoseWritten() {
        Path path = folder.resolve("a.jsonl");
        List<Assignment> written = List.of(
                assignment("C1"), new Assignment(AT, "trial", "Zoë \"x\"", Arm.CHAMPION, "1", 1, Double.NaN, false));
        try (AssignmentLog log = AssignmentLog.open(path)) {
            written.forEach(log::append);
        }
        List<Assignment> read = new ArrayList<>();
        AssignmentLines lines = AssignmentReader.read(path, read::add);
        assertThat(read).isEqualTo(written);
        assertThat(lines).isEqualTo(new AssignmentLines(1, 2, 0, "", List.of()));
    }

    @Test
    void log_writtenByManyThreads_holdsEveryLine() throws InterruptedException {
        Path path = folder.resolve("a.jsonl");
        try (AssignmentLog log = AssignmentLog.open(path)) {
            IntStream.range(0, 20_000).parallel().forEach(i -> log.append(assignment("C" + i)));
            assertThat(log.flush()).isTrue();
            assertThat(log.written()).isEqualTo(20_000);
            assertThat(log.lost()).isZero();
        }
        assertThat(customers(path)).hasSize(20_000).doesNotHaveDuplicates();
    }

    @Test
    void log_growingTooLarge_isContinuedAndNothingIsLost() throws InterruptedException {
        Path path = folder.resolve("a.jsonl");
        try (AssignmentLog log = AssignmentLog.open(path, 1_000)) {
            for (int i = 0; i < 30; i++) {
                log.append(assignment("C" + i));
                log.flush();
            }
        }
        assertThat(folder.resolve("a.jsonl.1")).exists();
        assertThat(folder.resolve("a.jsonl.2")).exists();
        assertThat(customers(path))
                .containsExactlyElementsOf(
                        IntStream.range(0, 30).mapToObj(i -> "C" + i).toList());
    }

    @Test
    void log_whoseOldestFilesWereTakenAway_isReadAllTheSame_andKeepsItsOrder() throws Exception {
        Path path = folder.resolve("a.jsonl");
        try (AssignmentLog log = AssignmentLog.open(path, 1)) {
            for (int i = 0; i < 12; i++) {
                log.append(assignment("C" + i));
                log.flush();
            }
            Files.delete(folder.resolve("a.jsonl.1"));
            Files.delete(folder.resolve("a.jsonl.3"));
            Files.writeString(folder.resolve("a.jsonl.old"), "no log");
            log.append(assignment("C12"));
        }
        assertThat(customers(path))
                .containsExactly("C1", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10", "C11", "C12");
    }

    @Test
    void log_openedTwice_keepsLinesOfBoth() throws InterruptedException {
        Path path = folder.resolve("a.jsonl");
        try (AssignmentLog one = AssignmentLog.open(path, 2_000);
                AssignmentLog other = AssignmentLog.open(path, 2_000)) {
            for (int i = 0; i < 50; i++) {
                one.append(assignment("A" + i));
                other.append(assignment("B" + i));
            }
            assertThat(one.flush() && other.flush()).isTrue();
        }
        assertThat(customers(path)).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void lineTornByKill_isPassedOverAndTold() throws IOException {
        Path path = folder.resolve("a.jsonl");
        try (AssignmentLog log = AssignmentLog.open(path)) {
            log.append(assignment("C1"));
        }
        Files.writeString(path, "{\"ts\":\"2026-11-30T13:0", StandardOpenOption.APPEND);
        assertThat(customers(path)).containsExactly("C1");
        try (AssignmentLog log = AssignmentLog.open(path)) {
            log.append(assignment("C2"));
        }
        List<String> customers = new ArrayList<>();
        AssignmentLines lines = AssignmentReader.read(path, assignment -> customers.add(assignment.customer()));
        assertThat(customers).containsExactly("C1", "C2");
        assertThat(lines.broken()).isEqualTo(1);
        assertThat(lines.firstBroken()).isEqualTo("a.jsonl line 2");
    }

    @Test
    void append_afterClosing_isLostAndCounted() {
        AssignmentLog log = AssignmentLog.open(folder.resolve("a.jsonl"));
        log.close();
        assertThat(log.append(assignment("C1"))).isFalse();
        assertThat(log.lost()).isEqualTo(1);
    }

    @Test
    void idThatIsTooLong_costsItsOwnLineAlone() throws InterruptedException {
        Path path = folder.resolve("a.jsonl");
        try (AssignmentLog log = AssignmentLog.open(path)) {
            log.append(assignment("C1"));
            log.append(assignment("x".repeat(1_000_001)));
            log.append(assignment("é".repeat(600_000)));
            log.append(assignment("half \ud800"));
            assertThat(log.flush()).isTrue();
            assertThat(log.lost()).isEqualTo(2);
            assertThat(log.written()).isEqualTo(2);
        }
        assertThat(customers(path)).containsExactly("C1", "half \ud800");
    }

    /** The disk's place is taken by a folder of the file's name, which cannot be written to. */
    @Test
    void log_thatCannotBeWritten_countsWhatIsLost() throws IOException, InterruptedException {
        Path path = folder.resolve("a.jsonl");
        AssignmentLog log = AssignmentLog.open(path);
        Files.delete(path);
        Files.createDirectory(path);
        log.append(assignment("C1"));
        assertThat(log.flush()).isFalse();
        log.close();
        assertThat(log.lost()).isEqualTo(1);
        assertThat(log.written()).isZero();
    }

    @Test
    void idsThatAreLong_whileNothingCanBeWritten_fillNoMemory() throws IOException, InterruptedException {
        Path path = folder.resolve("a.jsonl");
        try (AssignmentLog log = AssignmentLog.open(path)) {
            Files.delete(path);
            Files.createDirectory(path);
            int taken = 0;
            for (int i = 0; i < 4_000; i++) {
                taken += log.append(assignment("C".repeat(10_000) + i)) ? 1 : 0;
            }
            assertThat(taken).isBetween(1_000, 1_700);
            assertThat(log.lost()).isEqualTo(4_000 - taken);
            Files.delete(path);
            while (!log.flush()) {
                Thread.sleep(50);
            }
            assertThat(log.append(assignment("C1"))).isTrue();
        }
    }

    @Test
    void log_writableAgain_getsWhatWaited() throws IOException, InterruptedException {
        Path path = folder.resolve("a.jsonl");
        try (AssignmentLog log = AssignmentLog.open(path)) {
            Files.delete(path);
            Files.createDirectory(path);
            log.append(assignment("C1"));
            assertThat(log.flush()).isFalse();
            Files.delete(path);
        }
        assertThat(customers(path)).containsExactly("C1");
    }

    @Test
    void file_ofSomethingElse_isNotWrittenTo() throws IOException {
        Path table = folder.resolve("customers.csv");
        Files.writeString(table, "id,churned\n1,0\n");
        assertThatThrownBy(() -> AssignmentLog.open(table))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("is no assignment log: it does not begin with a JSON object.")
                .hasMessageContaining("Maybe another file was meant.");
        assertThat(table).hasContent("id,churned\n1,0\n");
    }

    @Test
    void log_absent_isRefused() {
        assertThatThrownBy(() -> customers(folder.resolve("none.jsonl")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not there.")
                .hasMessageContaining("Maybe the path is wrong.");
        assertThatThrownBy(() -> customers(folder)).hasMessageContaining("is a folder.");
    }

    @Test
    void table_readAsLog_isRefused() throws IOException {
        Path table = folder.resolve("customers.csv");
        Files.writeString(table, "id,churned\n1,0\n");
        assertThatThrownBy(() -> customers(table))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds 2 lines of 2 that are no JSON objects, the first at customers.csv line 1.")
                .hasMessageContaining("Maybe it is another file, or was damaged.");
    }

    @Test
    void line_withoutArm_isRefusedWithItsPlace() throws IOException {
        Path path = folder.resolve("a.jsonl");
        Files.writeString(path, "\n{\"ts\":\"2026-11-30T13:00:00Z\",\"experiment\":\"a\",\"customer\":\"C1\"}\n");
        assertThatThrownBy(() -> customers(path))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Line 2 of the assignment log")
                .hasMessageContaining("is no assignment. Its 'arm' is missing where a text is required.")
                .hasMessageContaining("Maybe it is another file: this line has 'ts', 'experiment', 'customer'.");
    }

    @Test
    void line_withWrongValue_isRefusedWithTheValue() throws IOException {
        assertRefused("\"arm\":\"challenger\"", "\"arm\":\"B\"", "Its 'arm' holds (B) where champion or challenger");
        assertRefused("13:00:00.123Z", "13 o'clock", "Its 'ts' holds (2026-11-30T13 o'clock) where a time such as");
        assertRefused("\"score\":0.1", "\"score\":12", "the score (12.0) where a probability from 0 to 1");
        assertRefused("\"customer\":\"C1\"", "\"customer\":\"\"", "An assignment has no customer's id.");
        assertRefused("\"customer\":\"C1\"", "\"customer\":17", "Its 'customer' holds (17) where a text is required.");
    }

    private void assertRefused(String right, String wrong, String said) throws IOException {
        Path path = Files.createTempFile(folder, "log", ".jsonl");
        try (AssignmentLog log = AssignmentLog.open(path)) {
            log.append(assignment("C1"));
        }
        Files.writeString(path, Files.readString(path).replace(right, wrong));
        assertThatThrownBy(() -> customers(path))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(said);
    }

    @Test
    void keys_unknownHere_areNamed() throws IOException {
        Path path = folder.resolve("a.jsonl");
        try (AssignmentLog log = AssignmentLog.open(path)) {
            log.append(assignment("C1"));
        }
        Files.writeString(path, Files.readString(path).replace("champion_score", "champion_scor"));
        assertThat(AssignmentReader.read(path, assignment -> {}).unread()).containsExactly("champion_scor");
    }

    private static Assignment assignment(String customer) {
        return new Assignment(AT, "trial", customer, Arm.CHALLENGER, "1.1.0", 0.1, 0.2, true);
    }

    private static List<String> customers(Path path) {
        List<String> customers = new ArrayList<>();
        AssignmentReader.read(path, assignment -> customers.add(assignment.customer()));
        return customers;
    }
}
