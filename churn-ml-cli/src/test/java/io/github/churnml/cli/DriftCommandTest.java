package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code churn drift}: files, console and exit code say the same, and bad input is told in two lines. */
class DriftCommandTest {

    @TempDir
    Path folder;

    private Path table(String name, int rows, IntFunction<String> row) {
        StringBuilder text = new StringBuilder("usage,plan,left\n");
        for (int i = 0; i < rows; i++) {
            text.append(row.apply(i)).append('\n');
        }
        return Cli.write(folder.resolve(name), text.toString());
    }

    private Path reference() {
        return table("ref.csv", 800, i -> i * 7919 % 1000 / 10.0 + "," + "abc".charAt(i % 3) + "," + i % 2);
    }

    private Path moved() {
        return table("moved.csv", 800, i -> i * 7919 % 1000 / 10.0 + 40 + "," + "abc".charAt(i % 3) + "," + i / 700);
    }

    private Cli.Result drift(Object... arguments) {
        Object[] all = new Object[arguments.length + 3];
        all[0] = "drift";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[all.length - 2] = "--out";
        all[all.length - 1] = folder.resolve("out");
        return Cli.run(all);
    }

    @Test
    void moved_writesReportsAndSaysWhy_exitZeroUnlessAsked() throws IOException {
        Cli.Result result = drift("--ref", reference(), "--new", moved(), "--target", "left");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("\nDrift: yes (drifted).\nOne counted column has a PSI of 0.2 or more: 'usage' (")
                .contains("\nBy tests: drifted. At least one counted column has a PSI of 0.2 or more")
                .contains("(drifted)", "In parentheses: reported, not counted.", "drift_report.html");
        JsonNode json = new ObjectMapper().readTree(Files.readString(folder.resolve("out/drift_report.json")));
        assertThat(json.path("threshold").asDouble()).isEqualTo(0.2);
        assertThat(json.path("overall_drift").asBoolean()).isTrue();
        assertThat(json.path("features").size()).isEqualTo(2);
        assertThat(json.path("features").path("usage").asDouble()).isGreaterThan(0.2);
        assertThat(json.path("features").path("plan").asDouble()).isLessThan(0.02);
        assertThat(json.path("not_counted").has("left")).isTrue();
        assertThat(json.at("/columns/usage/ks/p_value").asDouble()).isLessThan(1e-10);
        assertThat(json.at("/columns/usage/ks/from").asText()).isEqualTo("values");
        assertThat(json.at("/columns/plan/verdict").asText()).isEqualTo("stable");
        assertThat(Files.readString(folder.resolve("out/drift_report.html")))
                .startsWith("<!doctype html>")
                .contains("<svg", "usage", "Drift: yes")
                .doesNotContain("http:", "https:", "NaN");
        assertThat(drift("--ref", reference(), "--new", moved(), "--fail-on-drift")
                        .exit())
                .isEqualTo(4);
    }

    @Test
    void unmoved_failOnDrift_exitsWithZero() {
        Cli.Result result = drift("--ref", reference(), "--new", reference(), "--fail-on-drift");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("Drift: no.");
    }

    @Test
    void json_isWhatTheFileHolds() throws IOException {
        Cli.Result result =
                drift("--ref", reference(), "--new", moved(), "--json", "--exclude", "plan,usage", "--count", "left");
        assertThat(result.json())
                .isEqualTo(new ObjectMapper().readTree(Files.readString(folder.resolve("out/drift_report.json"))));
        assertThat(result.json().path("features").size()).isEqualTo(1);
        assertThat(result.json().path("not_counted").size()).isEqualTo(2);
    }

    @Test
    void model_comparesWithItsTrainingRows() {
        Cli.Result same = drift("--model", Cli.model(), "--new", Cli.customers(), "--json", "--fail-on-drift");
        assertThat(same.exit()).as(same.err() + same.out()).isZero();
        assertThat(same.json().path("overall_drift").asBoolean()).isFalse();
        assertThat(same.json().path("features").size()).isPositive();
        assertThat(same.json().at("/columns").elements().next().has("psi")).isTrue();
    }

    @Test
    void multivariate_saysHowWellTheTablesCanBeToldApart() {
        Cli.Result result = drift("--ref", reference(), "--new", moved(), "--multivariate", "--target", "left");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("Rows can be told apart, mostly by usage");
        Cli.Result refused = drift("--model", Cli.model(), "--new", Cli.customers(), "--multivariate");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("churn: --multivariate needs the rows of a reference, and a model keeps none.\n"
                        + "churn: Maybe give the training table with --ref.\n");
    }

    @Test
    void badInput_isToldInTwoLines() {
        Path reference = reference();
        Path other = Cli.write(folder.resolve("other.csv"), "usage,colour\n1,red\n2,blue\n");
        Cli.Result lacking = drift("--ref", reference, "--new", other);
        assertThat(lacking.exit()).isEqualTo(3);
        assertThat(lacking.err())
                .isEqualTo("churn: The table (" + other + ") lacks the column 'plan'.\n"
                        + "churn: Maybe it is another table, or leave out what it need not have with --exclude.\n");
        Cli.Result unknown = drift("--ref", reference, "--new", reference, "--exclude", "plam");
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.err())
                .isEqualTo("churn: --exclude names the column 'plam', which the reference does not have.\n"
                        + "churn: Maybe 'plan' was meant.\n");
        Path empty = Cli.write(folder.resolve("empty.csv"), "usage,plan,left\n");
        assertThat(drift("--ref", reference, "--new", empty).err()).contains("has a header but no rows");
        assertThat(drift("--ref", reference, "--new", reference, "--threshold", "0")
                        .err())
                .startsWith("churn: The drift setting 'threshold' is (0.0).\n");
        assertThat(drift("--new", reference).exit()).isEqualTo(2);
        assertThat(drift("--ref", reference, "--model", Cli.model(), "--new", reference)
                        .exit())
                .isEqualTo(2);
        assertThat(Files.exists(folder.resolve("out"))).isFalse();
    }

    /** A share of 16 % where 30 % was: sure at these numbers of rows, and far from a PSI of 0.2. */
    @Test
    void smallSureChange_isDriftByTestsAlone() {
        Path before = table("before.csv", 4_000, i -> i % 50 + "," + (i % 10 < 3 ? "a" : "b") + ",0");
        Path after = table("after.csv", 4_000, i -> i % 50 + "," + (i % 25 < 4 ? "a" : "b") + ",0");

        Cli.Result plain = drift("--ref", before, "--new", after, "--fail-on-drift");
        assertThat(plain.exit()).as(plain.err()).isZero();
        assertThat(plain.out())
                .contains("\nDrift: no.\nNo counted column has a PSI of 0.2 or more; the greatest is of 'plan' (0.1")
                .contains("\nBy tests: shifted. No counted column reaches a PSI of 0.2, but at least one has changed");
        JsonNode json = drift("--ref", before, "--new", after, "--json").json();
        assertThat(json.path("overall_drift").asBoolean()).isFalse();
        assertThat(json.path("statistical_drift").asBoolean()).isTrue();
        assertThat(json.path("verdict").asText()).isEqualTo("shifted");

        Cli.Result tests = drift("--ref", before, "--new", after, "--fail-on-drift", "--by", "tests");
        assertThat(tests.exit()).isEqualTo(4);
        assertThat(tests.out()).contains("\nDrift: yes (shifted).\n").doesNotContain("By tests:");
        assertThat(drift("--ref", before, "--new", after, "--fail-on-drift", "--threshold", "0.1")
                        .exit())
                .isEqualTo(4);
        assertThat(drift("--ref", before, "--new", after, "--fail-on-drift", "--least-effect", "0.05")
                        .exit())
                .as("who gives the least effect of tests means tests")
                .isEqualTo(4);
        assertThat(drift(
                                "--ref",
                                before,
                                "--new",
                                after,
                                "--fail-on-drift",
                                "--least-effect",
                                "0.05",
                                "--by",
                                "threshold")
                        .exit())
                .isZero();
        Cli.Result wrong = drift("--ref", before, "--new", after, "--by", "test");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .isEqualTo("churn: Option --by holds (test) where threshold or tests is required.\n"
                        + "churn: Maybe 'tests' was meant.\n");
    }

    @Test
    void columnNamedLikeATarget_isNotCountedUnlessAsked_andMayBeMissing() throws IOException {
        Path before = table("before.csv", 400, i -> i % 50 + ",a," + i % 2);
        Path after = table("after.csv", 400, i -> i % 50 + ",a,1");

        Cli.Result result = drift("--ref", before, "--new", after, "--fail-on-drift");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Looks like the target, reported and not counted: left (--count counts it).\n");
        JsonNode json = drift("--ref", before, "--new", after, "--json").json();
        assertThat(json.path("features").has("left")).isFalse();
        assertThat(json.path("not_counted").has("left")).isTrue();
        assertThat(json.path("columns_like_a_target").toString()).isEqualTo("[\"left\"]");
        assertThat(Files.readString(folder.resolve("out/drift_report.html"))).contains("Looks like the target");

        Cli.Result counted = drift("--ref", before, "--new", after, "--count", "left", "--fail-on-drift");
        assertThat(counted.exit()).isEqualTo(4);
        assertThat(counted.out()).doesNotContain("Looks like the target");
        Path unlabelled = Cli.write(folder.resolve("new.csv"), "usage,plan\n" + "1,a\n2,a\n".repeat(200));
        assertThat(drift("--ref", before, "--new", unlabelled).err()).isEmpty();
        Cli.Result both = drift("--ref", before, "--new", after, "--count", "left", "--target", "left");
        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.err())
                .isEqualTo("churn: --count names the column 'left', which is not to be counted.\n"
                        + "churn: Maybe take it out of --target, or of --count.\n");
        Cli.Result unknown = drift("--ref", before, "--new", after, "--count", "lef");
        assertThat(unknown.err()).contains("--count names the column 'lef'", "Maybe 'left' was meant.");
    }

    @Test
    void sharedPair_withoutAnyOption_hasDriftedByItsInputs() throws IOException {
        Path before = SharedFiles.require("data/zubale/churn_ref_sample.csv");
        Path after = SharedFiles.require("data/zubale/churn_shifted_sample.csv");
        JsonNode json = drift("--ref", before, "--new", after, "--json").json();
        assertThat(json.path("threshold").asDouble()).isEqualTo(0.2);
        assertThat(json.path("overall_drift").asBoolean()).isTrue();
        assertThat(json.path("features").has("churned")).isFalse();
        assertThat(json.path("features").path("avg_latency_ms").asDouble()).isGreaterThan(0.2);
    }

    @Test
    void fewRowsAndMissingTarget_areAnswered() throws IOException {
        Path few = Cli.write(folder.resolve("few.csv"), "usage,plan,colour,<i>\n1,a,red,1\n2,b,red,2\n");
        Cli.Result result = drift("--ref", reference(), "--new", few, "--target", "left", "--fail-on-drift");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("Drift: not enough data to tell.\nAt least 100 rows are needed on both sides.")
                .contains("Only in the new table, not compared: colour, <i>.");
        assertThat(Files.readString(folder.resolve("out/drift_report.html")))
                .contains("Only in the new table, not compared: colour, &lt;i&gt;.");
    }

    @Test
    void page_namesFromTheTable_areShownAsTheyAre() throws IOException {
        String header = "\"<b>x</b>\",y\n";
        Path file = Cli.write(folder.resolve("odd.csv"), header + "1,<script>\n2,&\n".repeat(60));
        assertThat(drift("--ref", file, "--new", file).exit()).isZero();
        String page = Files.readString(folder.resolve("out/drift_report.html"));
        assertThat(page).contains("&lt;b&gt;x&lt;/b&gt;", "&lt;script&gt;").doesNotContain("<b>x");
        assertThat(page.split("<script>")).as("the page's own script alone").hasSize(2);
    }

    @Test
    void controlCharactersInNames_doNotReachTheConsole() {
        Path reference = Cli.write(folder.resolve("a.csv"), "x\u001b[31m,gone\u0007\n" + "1,1\n2,2\n".repeat(60));
        Path current = Cli.write(folder.resolve("b.csv"), "x\u001b[31m,come\u0007\n" + "1,1\n2,2\n".repeat(60));
        Cli.Result result = drift("--ref", reference, "--new", current, "--exclude", "gone\u0007");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("x [31m", "not compared: gone", "not compared: come")
                .doesNotContain("\u001b", "\u0007");
    }

    @Test
    void importedModel_saysThatItDoesNotKnowItsTrainingRows() {
        Path text = Cli.write(folder.resolve("lightgbm.txt"), ImportCommandTest.LIGHTGBM);
        Path model = folder.resolve("m.churn");
        assertThat(Cli.run("import", "--from", text, "--out", model).exit()).isZero();
        Cli.Result refused = drift("--model", model, "--new", reference());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("churn: The model (" + model + ") does not say what it was trained on.\n"
                        + "churn: Maybe it was imported from another system: give its training table with --ref.\n");
    }
}
