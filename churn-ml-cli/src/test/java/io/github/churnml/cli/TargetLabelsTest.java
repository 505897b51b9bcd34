package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the commands understand of a target's name and labels: 300 customers, of whom the 75 with few visits leave. */
class TargetLabelsTest {

    private static final int ROWS = 300;

    @TempDir
    Path folder;

    private Path model;

    @BeforeEach
    void names() {
        model = folder.resolve("out/model.churn");
    }

    @ParameterizedTest
    @CsvSource({
        "retained,0,1,0",
        "is_active,No,Yes,No",
        "renewed,false,true,false",
        "Attrition_Flag,Attrited Customer,Existing Customer,Attrited Customer",
        "status,closed,open,closed",
        "churn ,True,False,True"
    })
    void train_whereNameOrLabelsTellWhoStayed_takesTheOtherSide(
            String column, String left, String stayed, String positive) {
        Cli.Result result = train(table("t.csv", column, i -> leaves(i) ? left : stayed), column);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("Learns who leaves: " + column.strip() + " = " + positive
                        + " (75 of 300 customers, 25.0 %); the others: " + stayed + "\n");
    }

    @ParameterizedTest
    @CsvSource({"converted,1,0", "is_customer,0,1", "group,B,A", "target,0,1"})
    void train_whereNothingTellsWhoLeft_asksWithLabelsAndCounts(String column, String left, String stayed) {
        Cli.Result result = train(table("t.csv", column, i -> leaves(i) ? left : stayed), column);
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err())
                .contains("has the labels '" + stayed + "' (225), '" + left + "' (75); it cannot be told")
                .contains("--positive");
        assertThat(model).doesNotExist();
    }

    @Test
    void train_whereTheConversionIsNamed_saysWhoConverts() {
        Path data = table("t.csv", "converted", i -> leaves(i) ? "1" : "0");
        assertThat(train(data, "converted", "--positive", "1").out())
                .startsWith("Learns who converts: converted = 1 (75 of 300 customers, 25.0 %); the others: 0\n");
    }

    @Test
    void train_whereThePositiveLabelMeansStayed_takesItAndSaysSo() {
        Path data = table("t.csv", "retained", i -> leaves(i) ? "0" : "1");
        assertThat(train(data, "retained", "--positive", "1").out())
                .startsWith("Learns who stays: retained = 1 (225 of 300 customers, 75.0 %); the others: 0\n")
                .contains("The label '1' of column 'retained' seems to mean that a customer stayed");
    }

    @Test
    void train_withoutTarget_findsThePlainOne() {
        Path data = table("t.csv", "Exited", i -> leaves(i) ? "1" : "0");
        Cli.Result result =
                Cli.run("train", "--data", data, "--outdir", folder.resolve("out"), "--set", "learner.trees=5");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("Learns who leaves: Exited = 1 (75 of 300 customers, 25.0 %); the others: 0\n")
                .contains(
                        "Noticed:\n  - No target was given; 'Exited' was found by its name. --target names another.\n");
        assertThat(model).exists();
    }

    @Test
    void train_withoutTarget_whereSeveralAreNamedLikeOne_asks() {
        Path data = table("t.csv", "Churn Value,Churn Label", i -> leaves(i) ? "1,Yes" : "0,No");
        Cli.Result result = Cli.run("train", "--data", data, "--out", folder.resolve("out"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("No target was given, and several columns are named like one: 'Churn Value', 'Churn Label'.")
                .contains("Maybe name the one that says who left by --target");
    }

    @Test
    void train_withoutTarget_whereNoneIsNamedLikeOne_proposesTheLikeliest() {
        Path data =
                table("t.csv", "paperless,lapsed_in_may", i -> (i % 3 == 0 ? "1," : "0,") + (leaves(i) ? "1" : "0"));
        Cli.Result result = Cli.run("train", "--data", data, "--out", folder.resolve("out"), "--positive", 1);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("No target was given: it is not known which column says who left.")
                .contains("Maybe add --target with column 'lapsed_in_may', which has two values.");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void train_whereAFileOrAnOptionNamesTheTarget_looksForNone() {
        Path data = table("t.csv", "Exited,gone", i -> leaves(i) ? "0,1" : "1,0");
        Path yaml = Cli.write(folder.resolve("p.yaml"), "target: {column: gone, positive: 1}\n");
        Object[] file = {"train", "--data", data, "--out", folder.resolve("a"), "--pipeline", yaml};
        Object[] option = {"train", "--data", data, "--out", folder.resolve("b"), "--set", "target.column=gone"};
        assertThat(Cli.run(file).out()).startsWith("Learns who leaves: gone = 1 (75 of");
        assertThat(Cli.run(option).out()).startsWith("Learns who leaves: gone = 1 (75 of");
        Object[] label = {"train", "--data", data, "--out", folder.resolve("c"), "--set", "target.positive=0"};
        assertThat(Cli.run(label).out()).contains("Exited = 0 (75 of").contains("'Exited' was found by its name");
    }

    @Test
    void retraining_whereARareLabelIsNotInTheNewTable_saysSoAndGoesOn() {
        Path data = table("t.csv", "status", i -> leaves(i) ? "gone" : i % 50 == 0 ? "paused" : "here");
        train(data, "status", "--positive", "gone", "--negative", "here,paused");
        Path later = table("l.csv", "status", i -> leaves(i) ? "gone" : "here");
        Path yaml = folder.resolve("out/pipeline.yaml");
        Cli.Result again = Cli.run("train", "--data", later, "--pipeline", yaml, "--out", folder.resolve("again"));
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.out())
                .contains("; the others: here, paused\n")
                .contains("Column 'status' never holds 'paused', given for customers who stayed.");
    }

    @Test
    void train_onThreeLabels_leavesOutWhatIsNeither_andRemembersWhatIs() {
        Path data = table("t.csv", "status", i -> leaves(i) ? "Churned" : i % 10 == 0 ? "Joined" : "Stayed");
        Cli.Result known = train(data, "status", "--positive", "churned");
        assertThat(known.out())
                .startsWith("Learns who leaves: status = Churned (75 of 270 customers, 27.8 %); the others: Stayed\n")
                .contains(
                        "30 rows have neither 'Churned' nor 'Stayed' in column 'status' and are left out: 'Joined' (30).");
        Cli.Result said = train(data, "status", "--force", "--positive", "churned", "--negative", "stayed,joined");
        assertThat(said.out())
                .startsWith("Learns who leaves: status = Churned (75 of 300 customers, 25.0 %); the others: Stayed,"
                        + " Joined\n");
        JsonNode judged =
                evaluate(table("e.csv", "status", i -> i % 50 == 0 ? "Moved" : leaves(i) ? "CHURNED " : "joined"));
        assertThat(judged.path("rows").intValue()).isEqualTo(294);
        assertThat(judged.path("positives").intValue()).isEqualTo(75 - leavers(50));
        assertThat(judged.path("negative").toString()).isEqualTo("[\"Stayed\",\"Joined\"]");
        assertThat(judged.path("describes").textValue())
                .endsWith("(left out: 6 with another one than 'Churned' and 'Stayed', 'Joined': 'Moved' (6))");
    }

    @Test
    void evaluate_otherLabels_areLeftOutUnlessNegative() {
        train(table("t.csv", "churned", i -> leaves(i) ? "Yes" : "No"), "churned");
        Path later =
                table("e.csv", "churned", i -> i % 50 == 0 ? "Unknown" : i % 60 == 1 ? "" : leaves(i) ? "YES" : "no ");
        JsonNode judged = evaluate(later);
        assertThat(judged.path("rows").intValue()).isEqualTo(289);
        assertThat(judged.path("notices").get(0).textValue())
                .isEqualTo("6 customers have neither 'Yes' nor 'No' in 'churned' and are left out: 'Unknown' (6)."
                        + " --negative names what means that a customer stayed.");
        assertThat(judged.path("describes").textValue())
                .endsWith("(left out: 5 without an outcome, 6 with another one than 'Yes' and 'No': 'Unknown' (6))");
        assertThat(evaluate(later, "--negative", "unknown").path("rows").intValue())
                .isEqualTo(295);
        Cli.Result misspelt = Cli.run("evaluate", "--model", model, "--data", later, "--negative", "Unknwon");
        assertThat(misspelt.exit()).isEqualTo(3);
        assertThat(misspelt.err()).contains("never holds the negative label (Unknwon)", "'Unknown' (6)");
    }

    @Test
    void evaluate_otherWordsThanInTraining_areRefusedUntilTheyAreNamed() {
        train(table("t.csv", "churned", i -> leaves(i) ? "Yes" : "No"), "churned");
        Path later = table("e.csv", "churned", i -> leaves(i) ? "gone" : "here");
        Cli.Result refused = Cli.run("evaluate", "--model", model, "--data", later);
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err())
                .contains("Left out: 300 with another one than 'Yes' and 'No': 'here' (225), 'gone' (75).")
                .contains("--positive and --negative name them");
        assertThat(evaluate(later, "--positive", "Gone").path("positives").intValue())
                .isEqualTo(75);
        assertThat(evaluate(table("n.csv", "churned", i -> leaves(i) ? "1" : "0"))
                        .path("positives")
                        .intValue())
                .isEqualTo(75);
    }

    @Test
    void evaluate_aColumnThatSaysWhoStayed_isReadTheOtherWayRound() {
        train(table("t.csv", "churned", i -> leaves(i) ? "Yes" : "No"), "churned");
        JsonNode judged = evaluate(table("e.csv", "retained", i -> leaves(i) ? "No" : "Yes"), "--target", "retained");
        assertThat(judged.path("positive").textValue()).isEqualTo("No");
        assertThat(judged.path("positives").intValue()).isEqualTo(75);
        assertThat(judged.path("roc_auc").doubleValue()).isGreaterThan(0.9);
    }

    @Test
    void evaluate_aTableWithoutTheModelsTarget_takesTheOneNamedLikeIt() {
        train(table("t.csv", "churned", i -> leaves(i) ? "Yes" : "No"), "churned");
        Cli.Result result =
                Cli.run("evaluate", "--model", model, "--data", table("e.csv", "Exited", i -> leaves(i) ? "1" : "0"));
        assertThat(result.out())
                .startsWith("Who left: Exited = Yes (75 of 300 customers, 25.0 %); the others: No\n")
                .contains("The table has no column 'churned'; outcomes are read from 'Exited', found by its name.");
    }

    @Test
    void estimate_labelsThatAreNeither_areNotKnownYet() {
        train(table("t.csv", "churned", i -> leaves(i) ? "Yes" : "No"), "churned");
        Path later = table("e.csv", "churned", i -> i % 2 == 0 ? "pending" : leaves(i) ? "Yes" : "No");
        JsonNode estimated =
                Cli.run("estimate", "--json", "--model", model, "--data", later).json();
        assertThat(estimated.path("labelled").intValue()).isEqualTo(150);
        assertThat(Cli.run("estimate", "--json", "--model", model, "--data", later, "--negative", "pending")
                        .json()
                        .path("labelled")
                        .intValue())
                .isEqualTo(300);
    }

    @Test
    void pipelineYaml_takesNegativeAsTextOrList() {
        Path data = table("t.csv", "status", i -> leaves(i) ? "gone" : i % 2 == 0 ? "here" : "there");
        Path yaml = Cli.write(
                folder.resolve("p.yaml"), "target: {column: status, positive: gone, negative: [here, there]}\n");
        assertThat(Cli.run("train", "--data", data, "--pipeline", yaml, "--out", folder.resolve("a"))
                        .out())
                .contains("(75 of 300 customers, 25.0 %)");
        Cli.write(folder.resolve("p.yaml"), "target: {column: status, positive: gone, negative: here}\n");
        assertThat(Cli.run("train", "--data", data, "--pipeline", yaml, "--out", folder.resolve("b"))
                        .out())
                .contains("; the others: here\n", "and are left out: 'there' (");
    }

    private Cli.Result train(Path data, String target, Object... more) {
        return Cli.train(data, target, folder.resolve("out"), more);
    }

    private JsonNode evaluate(Path data, Object... more) {
        Object[] all = new Object[more.length + 6];
        System.arraycopy(new Object[] {"evaluate", "--json", "--model", model, "--data", data}, 0, all, 0, 6);
        System.arraycopy(more, 0, all, 6, more.length);
        return Cli.run(all).json();
    }

    /** A quarter of the customers, and nearly all of those with few visits. */
    private static boolean leaves(int row) {
        return row % 4 == 1;
    }

    private static int leavers(int step) {
        int count = 0;
        for (int row = 0; row < ROWS; row += step) {
            count += leaves(row) ? 1 : 0;
        }
        return count;
    }

    private Path table(String name, String target, IntFunction<String> label) {
        StringBuilder text = new StringBuilder("visits,spend," + target + "\n");
        for (int row = 0; row < ROWS; row++) {
            int visits = (leaves(row) ? 10 : 25) + row * 7 % 19;
            text.append(visits)
                    .append(',')
                    .append(row * 37 % 101)
                    .append(',')
                    .append(label.apply(row))
                    .append('\n');
        }
        return Cli.write(folder.resolve(name), text.toString());
    }
}
