package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be trained on ends with the right exit code, two clear lines, and nothing left behind. */
class TrainBadInputTest {

    @TempDir
    Path folder;

    private Cli.Result result = new Cli.Result(-1, "", "");

    @AfterEach
    void nothingIsLeftBehind() {
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(Cli.names(folder)).noneMatch(name -> name.startsWith(".churn"));
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).allMatch(line -> line.startsWith("churn: "));
    }

    @Test
    void noFile_isBadData() {
        fails(3, folder.resolve("none.csv"), "churned", "There is no file", "none.csv");
    }

    @Test
    void emptyFile_isBadData() {
        fails(3, table(""), "churned", "is empty");
    }

    @Test
    void headerOnly_isBadData() {
        fails(3, table("a,churned\n"), "churned", "has a header but no rows");
    }

    @Test
    void raggedRow_isBadDataNamingTheRow() {
        fails(3, table("a,churned\n1,Yes\n2\n"), "churned", "Row 2", "1 field where the header has 2");
    }

    @Test
    void twoColumnsOfOneName_isBadData() {
        fails(3, table("a,a,churned\n1,2,Yes\n"), "churned", "both named 'a'");
    }

    @Test
    void wrongCharset_isBadDataSuggestingOne() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, "a,churned\nK\u00fcste,Yes\n".getBytes(StandardCharsets.ISO_8859_1));
        fails(3, file, "churned", "is not valid UTF-8", "windows-1252");
    }

    @Test
    void binaryFile_isBadData() throws IOException {
        Path file = folder.resolve("t.csv");
        Files.write(file, new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 1, 2, 3});
        fails(3, file, "churned", "is damaged or incomplete");
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13});
        fails(3, file, "churned", "is not a CSV table");
    }

    @Test
    void targetAbsent_isBadDataSuggestingTheNearest() {
        fails(3, Cli.customers(), "chruned", "There is no column 'chruned'.", "Maybe 'churned' was meant.");
    }

    @Test
    void oneClass_isBadData() {
        fails(3, table("a,churned\n" + "1,Yes\n".repeat(30)), "churned", "has one class only, (Yes)");
    }

    @Test
    void threeClassesWithoutPositive_isBadDataAskingForIt() {
        String rows = IntStream.range(0, 90)
                .mapToObj(i -> i + "," + (i % 3 == 0 ? "Left" : i % 3 == 1 ? "Stayed" : "Joined"))
                .collect(Collectors.joining("\n"));
        fails(
                3,
                table("a,status\n" + rows + "\n"),
                "status",
                "has the labels 'Joined' (30), 'Left' (30), 'Stayed' (30); it cannot be told which means that a customer"
                        + " left.",
                "--positive",
                "--negative");
    }

    @Test
    void positiveThatNeverOccurs_isBadDataNamingTheLabels() {
        fails(3, Cli.customers(), "churned", new Object[] {"--positive", "Left"}, "(Left)", "'No' (450), 'Yes' (150)");
    }

    @Test
    void textInAColumnDeclaredNumeric_isBadDataNamingColumnRowAndValue() {
        fails(
                3,
                table("a,b,churned\n1,x,Yes\n2,x,No\nabc,y,No\n"),
                "churned",
                new Object[] {"--type", "a=numeric"},
                "Column 'a' (row 3) holds (abc) where a number is required.");
    }

    @Test
    void infiniteNumber_isBadData() {
        fails(3, table("a,churned\n1,Yes\n2,No\n1e999,No\n"), "churned", "(row 3)", "infinite");
    }

    @Test
    void noTarget_isWrongUse() {
        Path table = table("a,b,x\n1,2,0\n2,3,1\n");
        result = Cli.run("train", "--data", table, "--out", folder.resolve("out"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("No target was given", "Maybe add --target");
    }

    @Test
    void misspeltYamlKey_isWrongUseSuggestingTheNearest() {
        Path yaml = Cli.write(folder.resolve("churn.yaml"), "target: churned\nlerner: smile-gradient-boosting\n");
        failsWithPipeline(
                yaml,
                "Pipeline file (" + yaml + ") is refused. Key 'lerner' (line 2) is not known.",
                "Maybe 'learner' was meant.");
    }

    @Test
    void wrongTypeInYaml_isWrongUse() {
        Path yaml = Cli.write(folder.resolve("churn.yaml"), "target: churned\nholdOut: many\n");
        failsWithPipeline(yaml, "Key 'holdOut' (line 2) holds (many) where a number from 0.01 to 0.9 is required.");
    }

    @Test
    void aliasBomb_isWrongUse() {
        Path yaml = Cli.write(
                folder.resolve("churn.yaml"), "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntarget: churned\n");
        failsWithPipeline(yaml, "has the anchor (&a), which is not allowed");
    }

    @Test
    void yamlThatIsNotThere_isWrongUse() {
        failsWithPipeline(folder.resolve("none.yaml"), "is not there");
    }

    @Test
    void misspeltSetKey_isWrongUseSuggestingTheNearest() {
        fails(2, Cli.customers(), "churned", new Object[] {"--set", "learner.tres=9"}, "'learner.tres'", "'trees'");
    }

    @Test
    void setWithoutValue_isWrongUse() {
        fails(2, Cli.customers(), "churned", new Object[] {"--set", "learner.maxNodes"}, "KEY=VALUE is required");
    }

    @Test
    void unknownLearner_isWrongUseSuggestingTheNearest() {
        fails(
                2,
                Cli.customers(),
                "churned",
                new Object[] {"--learner", "smile-gradient-bosting"},
                "There is no learner 'smile-gradient-bosting'.",
                "'smile-gradient-boosting'");
    }

    @Test
    void typeOfAColumnThatIsNotThere_isWrongUseSuggestingTheNearest() {
        fails(2, Cli.customers(), "churned", new Object[] {"--type", "regoin=text"}, "'regoin'", "'region'");
    }

    @Test
    void unknownType_isWrongUseSuggestingTheNearest() {
        fails(2, Cli.customers(), "churned", new Object[] {"--type", "region=numerc"}, "(numerc)", "'numeric'");
    }

    @Test
    void typeWithoutEquals_isWrongUse() {
        fails(2, Cli.customers(), "churned", new Object[] {"--type", "region"}, "COLUMN=TYPE is required");
    }

    @Test
    void testSizeOutOfRange_isWrongUse() {
        fails(2, Cli.customers(), "churned", new Object[] {"--test-size", "5"}, "'holdOut' holds (5.0)");
    }

    @Test
    void unknownCharset_isWrongUse() {
        fails(2, Cli.customers(), "churned", new Object[] {"--charset", "UTF8000"}, "no character set 'UTF8000'");
    }

    @Test
    void longDelimiter_isWrongUse() {
        fails(2, Cli.customers(), "churned", new Object[] {"--delimiter", "::"}, "(::) is not one character");
    }

    @Test
    void badEpoch_isWrongUse() {
        result = Cli.run(
                folder,
                java.util.Map.of("SOURCE_DATE_EPOCH", "soon"),
                "train",
                "--data",
                Cli.customers(),
                "--target",
                "churned",
                "--out",
                folder.resolve("out"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("SOURCE_DATE_EPOCH holds (soon)");
    }

    @Test
    void outFolderThatIsAFileOrBelowOne_failsBeforeTheTableIsRead() {
        Path file = Cli.write(folder.resolve("file"), "x");
        result = Cli.run("train", "--data", folder.resolve("none.csv"), "--target", "churned", "--out", file);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("cannot be written", "is a file, not a folder");
        Cli.Result below = Cli.train(folder.resolve("none.csv"), "churned", file.resolve("sub"));
        assertThat(below.exit()).isEqualTo(2);
        assertThat(below.err()).contains("cannot be written");
        assertThat(file).hasContent("x");
    }

    @Test
    void outFileThatIsAFolder_failsBeforeTheTableIsRead() throws IOException {
        Files.createDirectories(folder.resolve("taken/metrics.json"));
        result = Cli.run(
                "train", "--data", folder.resolve("none.csv"), "--target", "churned", "--out", folder.resolve("taken"));
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("metrics.json", "it is a folder");
        assertThat(Cli.names(folder.resolve("taken"))).containsExactly("metrics.json");
    }

    @Test
    void json_errorIsADocumentOnStandardError() {
        Cli.Result json = Cli.run("train", "--json", "--data", folder.resolve("none.csv"), "--target", "churned");
        assertThat(json.exit()).isEqualTo(3);
        assertThat(json.out()).isEmpty();
        assertThat(json.errorJson().path("error").asText()).startsWith("There is no file");
        assertThat(json.errorJson().path("hint").asText()).startsWith("Maybe");
        assertThat(json.errorJson().path("exit").asInt()).isEqualTo(3);
    }

    private Path table(String text) {
        return Cli.write(folder.resolve("t.csv"), text);
    }

    private void failsWithPipeline(Path yaml, String... says) {
        result = Cli.run("train", "--data", Cli.customers(), "--pipeline", yaml, "--out", folder.resolve("out"));
        assertThat(result.exit()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).contains(says);
    }

    private void fails(int exit, Path data, String target, String... says) {
        fails(exit, data, target, new Object[0], says);
    }

    private void fails(int exit, Path data, String target, Object[] more, String... says) {
        result = Cli.train(data, target, folder.resolve("out"), more);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        assertThat(result.err()).contains(says);
    }
}
