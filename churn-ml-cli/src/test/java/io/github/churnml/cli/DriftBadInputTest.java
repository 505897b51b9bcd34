package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code churn drift} says of tables and options that do not go together: two lines, or a report that says it. */
class DriftBadInputTest {

    @TempDir
    Path folder;

    private final Path good() {
        return table("good.csv", "x,plan\n", "1,a\n2,b\n", 100);
    }

    private Path table(String name, String header, String rows, int times) {
        return Cli.write(folder.resolve(name), header + rows.repeat(times));
    }

    private Cli.Result drift(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("drift"));
        all.addAll(List.of(arguments));
        if (!all.contains("--out")) {
            all.addAll(List.of("--out", folder.resolve("out")));
        }
        return Cli.run(all.toArray());
    }

    private void refused(int exit, String error, String hint, Object... arguments) {
        Cli.Result result = drift(arguments);
        assertThat(result.err()).isEqualTo("churn: " + error + "\nchurn: " + hint + "\n");
        assertThat(result.exit()).isEqualTo(exit);
        assertThat(result.out()).isEmpty();
        assertThat(Cli.names(folder.resolve("out"))).isEmpty();
    }

    private JsonNode report(Path reference, Path current) throws IOException {
        Cli.Result result = drift("--ref", reference, "--new", current);
        assertThat(result.exit()).as(result.err()).isZero();
        return new ObjectMapper().readTree(Files.readString(folder.resolve("out/drift_report.json")));
    }

    @Test
    void emptyTable_onEitherSide_isRefused() {
        Path nothing = table("nothing.csv", "", "", 0);
        Path header = table("header.csv", "x,plan\n", "", 0);
        String empty = "The file (" + nothing + ") is empty.";
        refused(3, empty, "Maybe it was not written to its end.", "--ref", nothing, "--new", good());
        refused(3, empty, "Maybe it was not written to its end.", "--ref", good(), "--new", nothing);
        refused(3, empty, "Maybe it was not written to its end.", "--model", Cli.model(), "--new", nothing);
        String rowless = "The file (" + header + ") has a header but no rows.";
        refused(3, rowless, "Maybe the query that made it found nothing.", "--ref", header, "--new", good());
        refused(3, rowless, "Maybe the query that made it found nothing.", "--ref", good(), "--new", header);
    }

    @Test
    void tableThatIsWrong_isNamed_sinceThereAreTwo() {
        Path twice = table("twice.csv", "x,plan,x\n", "1,a,1\n", 3);
        String maybe = "Maybe rename one of them in the header.";
        String error = "In the table (" + twice + "): Columns 1 and 3 are both named 'x'.";
        refused(3, error, maybe, "--ref", twice, "--new", good());
        refused(3, error, maybe, "--ref", good(), "--new", twice);
        Path infinite = table("infinite.csv", "x,plan\n", "inf,a\n", 3);
        refused(
                3,
                "In the table (" + infinite
                        + "): Column 'x' (row 1) holds the infinite number (inf) where a finite one is" + " required.",
                "Maybe list (inf) as a missing marker, or declare the column categorical.",
                "--ref",
                infinite,
                "--new",
                good());
    }

    @Test
    void fileThatCannotBeRead_isNamed() {
        Path none = folder.resolve("none.csv");
        assertThat(drift("--ref", good(), "--new", none).err()).startsWith("churn: There is no file (" + none + ").\n");
        assertThat(drift("--ref", none, "--new", good()).exit()).isEqualTo(3);
        assertThat(drift("--ref", good(), "--new", folder).err())
                .startsWith("churn: The path (" + folder + ") is a folder where a table is needed.\n");
    }

    @Test
    void identifiers_areNamedAsNotCompared_andNeedNotBeThere() {
        String header = "customer_id,x,plan\n";
        StringBuilder rows = new StringBuilder(header);
        StringBuilder bare = new StringBuilder("x,plan\n");
        for (int i = 0; i < 200; i++) {
            String rest = i % 17 + "," + (i % 2 == 0 ? "Basic" : "Premium") + "\n";
            rows.append("C-").append(100_000 + i).append(',').append(rest);
            bare.append(rest);
        }
        Path reference = Cli.write(folder.resolve("ids.csv"), rows.toString());
        Cli.Result same = drift("--ref", reference, "--new", reference);
        assertThat(same.out()).contains("\nIdentifiers and free text, not compared: customer_id.\n");
        Cli.Result without = drift("--ref", reference, "--new", Cli.write(folder.resolve("bare.csv"), bare.toString()));
        assertThat(without.exit()).as(without.err()).isZero();
        assertThat(without.out()).contains("\nOnly in the reference, not compared: customer_id.\n");
    }

    @Test
    void nothingInCommon_isRefused() {
        Path other = table("other.csv", "a,b\n", "1,2\n", 100);
        refused(
                3,
                "The table (" + other + ") lacks 2 columns of the reference: 'x', 'plan'.",
                "Maybe it is another table, or leave out what it need not have with --exclude.",
                "--ref",
                good(),
                "--new",
                other);
        Cli.Result all = drift("--ref", good(), "--new", other, "--exclude", "x,plan", "--fail-on-drift");
        assertThat(all.exit()).as(all.err()).isZero();
        assertThat(all.out())
                .contains("No column is counted, so there is nothing that could drift.")
                .contains(
                        "Only in the new table, not compared: a, b.\nOnly in the reference, not compared: x, plan.\n");
    }

    @Test
    void unknownNames_areRefusedWithTheNearest() {
        refused(
                2,
                "--target names the column 'plam', which the reference does not have.",
                "Maybe 'plan' was meant.",
                "--ref",
                good(),
                "--new",
                good(),
                "--target",
                "plam");
        assertThat(drift("--model", Cli.model(), "--new", Cli.customers(), "--exclude", "contrakt")
                        .err())
                .endsWith("churn: Maybe 'contract' was meant.\n");
    }

    @Test
    void settingsThatAreNoNumbers_areRefused() {
        for (String wrong : List.of("NaN", "-1.0", "0.0", "Infinity")) {
            String error = "The drift setting 'threshold' is (" + wrong + ").";
            refused(2, error, "Maybe give a number above 0.", "--ref", good(), "--new", good(), "--threshold", wrong);
        }
        refused(
                2,
                "The drift setting 'leastEffect' is (NaN).",
                "Maybe give a number above 0.",
                "--ref",
                good(),
                "--new",
                good(),
                "--least-effect",
                "NaN");
    }

    @Test
    void placeThatCannotBeWritten_leavesNothingHalfWritten() throws IOException {
        Path file = good();
        String before = Files.readString(file);
        Cli.Result result = drift("--ref", file, "--new", file, "--out", file);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("is a file, not a folder").contains("Maybe choose another folder.");
        assertThat(Files.readString(file)).isEqualTo(before);
        Path half = Files.createDirectories(folder.resolve("half"));
        Files.createDirectory(half.resolve("drift_report.html"));
        assertThat(drift("--ref", file, "--new", file, "--out", half).exit()).isEqualTo(1);
        assertThat(Cli.names(half)).containsExactly("drift_report.html");
    }

    @Test
    void oddColumns_areAnswered() throws IOException {
        Path odd = table("odd.csv", "x,plan,gone\n", "5,a,\n", 200);
        JsonNode same = report(odd, odd);
        assertThat(same.path("overall_drift").asBoolean()).isFalse();
        same.path("features").forEach(psi -> assertThat(psi.asDouble()).isZero());
        JsonNode moved = report(odd, table("moved.csv", "x,plan,gone\n", "6,b,1\n", 200));
        for (String column : List.of("x", "plan", "gone")) {
            assertThat(moved.at("/columns/" + column + "/verdict").asText())
                    .as(column)
                    .isEqualTo("drifted");
        }
        JsonNode text = report(odd, table("text.csv", "x,plan,gone\n", "many,a,\n", 200));
        assertThat(text.at("/columns/x/unseen/new").asDouble()).isEqualTo(1);
        assertThat(text.at("/columns/x/verdict").asText()).isEqualTo("drifted");
        JsonNode huge = report(odd, table("huge.csv", "x,plan,gone\n", "1e308,a,\n-1e308,a,\n1e999,a,\n", 100));
        assertThat(huge.at("/columns/x/verdict").asText()).isEqualTo("drifted");
        assertThat(huge.at("/columns/x/mean_new").asDouble()).isZero();
    }

    @Test
    void singleRow_isNotEnoughToTell() throws IOException {
        Path one = table("one.csv", "x,plan\n", "9,z\n", 1);
        for (JsonNode report : List.of(report(good(), one), report(one, good()), report(one, one))) {
            assertThat(report.path("status").asText()).isEqualTo("not enough data");
            assertThat(report.path("overall_drift").asBoolean()).isFalse();
        }
    }
}
