package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code churn estimate}: without outcomes, with some, and with a table that cannot be used. */
class EstimateCommandTest {

    @TempDir
    Path folder;

    /** The shared customers; the outcome of every row from this one on is removed. */
    private Path customers(int known) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Cli.customers()));
        List<String> header = List.of(lines.get(0).split(","));
        assertThat(header.get(header.size() - 1)).isEqualTo("churned");
        for (int i = known + 1; i < lines.size(); i++) {
            lines.set(i, lines.get(i).substring(0, lines.get(i).lastIndexOf(',') + 1));
        }
        return Files.write(folder.resolve("some.csv"), lines);
    }

    @Test
    void noOutcomes_estimatesBesideTheHoldOut() throws IOException {
        Cli.Result result = Cli.run("estimate", "--model", Cli.model(), "--data", customers(0));
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("Estimated for 600 customers, by the model's probabilities alone\n")
                .contains("metric     estimate", "95 % interval", "in the hold-out", "\n  roc_auc ")
                .doesNotContain("the outcome is known");
    }

    @Test
    void someOutcomes_areHeldAgainstTheEstimate() throws IOException {
        Path data = customers(300);
        JsonNode document = Cli.run("estimate", "--json", "--model", Cli.model(), "--data", data)
                .json();
        assertThat(document.path("rows").asInt()).isEqualTo(600);
        assertThat(document.path("labelled").asInt()).isEqualTo(300);
        double value = document.path("estimated").path("roc_auc").asDouble();
        JsonNode interval = document.path("estimated").path("intervals").path("roc_auc");
        assertThat(value).isBetween(interval.get(0).asDouble(), interval.get(1).asDouble());
        assertThat(document.path("realised").path("roc_auc").asDouble()).isBetween(0.5, 1.0);
        assertThat(document.path("expected_of_labelled").has("roc_auc")).isTrue();
        assertThat(document.path("surprises").isArray()).isTrue();
        assertThat(Cli.run("estimate", "--model", Cli.model(), "--data", data).out())
                .contains("\nOf 300 of them the outcome is known by now:\n", "expected of them", "as expected");
    }

    @Test
    void outcomes_speltDifferently_areToldNotJudged() throws IOException {
        List<String> lines = Files.readAllLines(Cli.customers()).stream()
                .map(line -> line.replaceFirst(",Yes$", ",gone"))
                .toList();
        Cli.Result result =
                Cli.run("estimate", "--model", Cli.model(), "--data", Files.write(folder.resolve("o.csv"), lines));
        assertThat(result.out())
                .contains("  - All 450 known outcomes count as the same, so nothing can be held against the estimate;"
                        + " maybe those who left are spelt differently here than in training, (Yes).\n");
    }

    @Test
    void payoff_estimatesTheProfitOfTheDecisions() throws IOException {
        Path data = customers(0);
        JsonNode document = Cli.run(
                        "estimate", "--json", "--model", Cli.model(), "--data", data, "--payoff", "90,-10,0,0")
                .json();
        JsonNode profit = document.path("estimated_profit");
        assertThat(profit.path("value").asDouble())
                .isPositive()
                .isBetween(
                        profit.path("interval").get(0).asDouble(),
                        profit.path("interval").get(1).asDouble());
        assertThat(Cli.run("estimate", "--model", Cli.model(), "--data", data, "--payoff", "90,-10,0,0")
                        .out())
                .contains("\nEstimated profit of the decisions from probability 0.5 on: ", " (95 % interval ");
        Path history = folder.resolve("history.jsonl");
        Cli.run("estimate", "--model", Cli.model(), "--data", data, "--payoff", "1,0,0,0", "--history", history);
        assertThat(history).content().contains("\"estimated_profit\":");
        for (String wrong : List.of("90,-10", "1,2,3,NaN")) {
            Cli.Result refused = Cli.run("estimate", "--model", Cli.model(), "--data", data, "--payoff", wrong);
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("where four amounts are required.", "Maybe write --payoff 90,-10,0,0");
        }
    }

    @Test
    void outcomesThatTrainingDidNotKnow_areNamed_andSoIsATargetThatIsNotThere() throws IOException {
        List<String> lines = Files.readAllLines(Cli.customers());
        for (int i = 1; i < 20; i++) {
            lines.set(i, lines.get(i).replaceFirst(",(Yes|No)$", ",pending"));
        }
        Path data = Files.write(folder.resolve("pending.csv"), lines);
        for (String command : List.of("estimate", "evaluate")) {
            assertThat(Cli.run(command, "--model", Cli.model(), "--data", data).out())
                    .contains("19 customers have neither 'Yes' nor 'No' in 'churned' and are left out: 'pending' (19)."
                            + " --negative names what means that a customer stayed.");
            assertThat(Cli.run(command, "--model", Cli.model(), "--data", Cli.customers())
                            .out())
                    .doesNotContain("left out");
            Cli.Result refused = Cli.run(command, "--model", Cli.model(), "--data", data, "--target", "churnd");
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("--target names the column 'churnd', which the table does not have.")
                    .contains("Maybe 'churned' was meant.");
        }
    }

    @Test
    void threeKnownOutcomes_haveNoInterval_andAreNotSaidToBeAsExpected() throws IOException {
        List<String> lines = Files.readAllLines(Cli.customers());
        String header = lines.get(0);
        String churner =
                lines.stream().filter(line -> line.endsWith(",Yes")).findFirst().orElseThrow();
        List<String> stayers =
                lines.stream().filter(line -> line.endsWith(",No")).limit(2).toList();
        Path data = Files.write(folder.resolve("three.csv"), List.of(header, churner, stayers.get(0), stayers.get(1)));

        String text =
                Cli.run("estimate", "--model", Cli.model(), "--data", data).out();
        assertThat(text)
                .containsPattern("(?s)as expected.*roc_auc +[01]\\.\\d+ +- +-\n")
                .doesNotContain("- to -");
        JsonNode document = Cli.run("estimate", "--model", Cli.model(), "--data", data, "--json")
                .json();
        assertThat(document.path("as_expected").path("roc_auc").isNull()).isTrue();
        assertThat(document.path("as_expected").path("brier").isBoolean()).isTrue();
        assertThat(document.path("expected_of_labelled")
                        .path("intervals")
                        .path("roc_auc")
                        .isNull())
                .isTrue();
        assertThat(document.path("surprises").toString()).doesNotContain("roc_auc");

        String evaluated =
                Cli.run("evaluate", "--model", Cli.model(), "--data", data).out();
        assertThat(evaluated).containsPattern("roc_auc +[01]\\.\\d+ +-\n").doesNotContain("- to -");
        JsonNode judged = Cli.run("evaluate", "--model", Cli.model(), "--data", data, "--json")
                .json();
        assertThat(judged.findPath("intervals").path("roc_auc").isNull()).isTrue();
    }

    @Test
    void sameTable_sameAnswer() throws IOException {
        Path data = customers(0);
        assertThat(Cli.run("estimate", "--model", Cli.model(), "--data", data))
                .isEqualTo(Cli.run("estimate", "--model", Cli.model(), "--data", data));
    }

    @Test
    void tableWithoutRowsOrColumns_isRefused() throws IOException {
        Path empty = Cli.write(
                folder.resolve("empty.csv"), Files.readAllLines(Cli.customers()).get(0) + "\n");
        Cli.Result result = Cli.run("estimate", "--model", Cli.model(), "--data", empty);
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).startsWith("churn: ").contains("rows");
        Path other = Cli.write(folder.resolve("other.csv"), "a,b\n1,2\n");
        assertThat(Cli.run("estimate", "--model", Cli.model(), "--data", other).exit())
                .isEqualTo(3);
        assertThat(Cli.run("estimate", "--model", Cli.model(), "--data", Cli.customers(), "--target", "nope")
                        .exit())
                .isEqualTo(2);
    }
}
