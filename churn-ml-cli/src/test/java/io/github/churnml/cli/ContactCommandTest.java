package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactCommandTest {

    private static final List<String> MONEY = List.of(
            "--value",
            "monthly_charge",
            "--value-missing",
            "60",
            "--months",
            "12",
            "--contact-cost",
            "1",
            "--offer-cost",
            "10",
            "--acceptance",
            "0.3");

    @TempDir
    Path folder;

    private Cli.Result contact(Object... more) {
        return Cli.run(Stream.concat(
                        Stream.of(
                                "contact",
                                "--model",
                                Cli.model(),
                                "--data",
                                Cli.customers(),
                                "--out",
                                folder.resolve("list.csv")),
                        Stream.concat(MONEY.stream(), Stream.of(more)))
                .toArray());
    }

    private List<String[]> list() throws IOException {
        return Files.readAllLines(folder.resolve("list.csv")).stream()
                .map(line -> line.split(",", 8))
                .toList();
    }

    @Test
    void list_withABudget_isTheBestByExpectedGain() throws IOException {
        Cli.Result result = contact("--budget", 20, "--id", "customer_id");

        assertThat(result.exit()).as(result.err()).isZero();
        List<String[]> lines = list();
        assertThat(Files.readAllLines(folder.resolve("list.csv")).get(0))
                .isEqualTo(
                        "rank,row,customer_id,probability,value,expected_cost,expected_gain,reason_1,reason_2,reason_3");
        assertThat(lines).hasSize(21);
        double before = Double.POSITIVE_INFINITY;
        double sum = 0;
        for (String[] line : lines.subList(1, 21)) {
            double probability = Double.parseDouble(line[3]);
            double value = Double.parseDouble(line[4]);
            double gain = Double.parseDouble(line[6]);
            assertThat(gain).isCloseTo(probability * 0.3 * (value - 10) - (1 - probability) * 10 - 1, within(0.006));
            assertThat(Double.parseDouble(line[5]))
                    .isCloseTo(1 + 10 * (probability * 0.3 + 1 - probability), within(0.006));
            assertThat(gain).isLessThanOrEqualTo(before);
            assertThat(line[7]).contains(" ");
            before = gain;
            sum += gain;
        }
        assertThat(result.out()).contains("Contact 20 of 600 customers", "Calling everyone would bring", "no one 0.00");
        assertThat(contact("--budget", 20, "--json").json().get("expected_gain").doubleValue())
                .isCloseTo(sum, within(0.2));
    }

    @Test
    void list_probabilities_areThoseOfPredict() throws IOException {
        contact("--budget", 5, "--id", "customer_id");
        Path scored = folder.resolve("scored.csv");
        Cli.run("predict", "--model", Cli.model(), "--data", Cli.customers(), "--out", scored);
        List<String> all = Files.readAllLines(scored);
        int at = Arrays.asList(all.get(0).split(",")).indexOf("probability");
        for (String[] line : list().subList(1, 6)) {
            String[] row = all.get(Integer.parseInt(line[1])).split(",", -1);
            assertThat(row[0]).isEqualTo(line[2]);
            assertThat(row[at]).isEqualTo(line[3]);
        }
    }

    @Test
    void list_withoutABudget_endsWhereNothingIsGained() throws IOException {
        Cli.Result result = contact("--id", "customer_id");
        JsonNode json = contact("--id", "customer_id", "--json").json();

        assertThat(json.get("contacts").intValue())
                .isEqualTo(json.get("worthwhile").intValue())
                .isBetween(1, 599);
        assertThat(list().stream().skip(1).map(line -> Double.parseDouble(line[6])))
                .hasSize(json.get("contacts").intValue())
                .allMatch(gain -> gain >= 0);
        assertThat(json.get("expected_gain").doubleValue())
                .isGreaterThan(json.get("expected_gain_everyone").doubleValue());
        assertThat(result.out()).contains("The list ends where a contact would bring nothing.");
    }

    @Test
    void list_withASum_spendsNoMore() throws IOException {
        JsonNode json = contact("--spend", 100, "--json").json();
        assertThat(json.get("expected_cost").doubleValue()).isBetween(85.0, 100.0);
        assertThat(json.get("contacts").intValue())
                .isLessThan(json.get("worthwhile").intValue());
    }

    @Test
    void list_whereNoContactPays_isEmpty() throws IOException {
        Cli.Result result = Cli.run(
                "contact",
                "--model",
                Cli.model(),
                "--data",
                Cli.customers(),
                "--out",
                folder.resolve("list.csv"),
                "--value",
                "5",
                "--contact-cost",
                10,
                "--acceptance",
                0.3);
        assertThat(result.exit()).isZero();
        assertThat(list()).hasSize(1);
        assertThat(result.out()).contains("Contact 0 of 600", "No contact pays at these costs");
    }

    @Test
    void money_nowhereGiven_isRefusedWithAWayOut() {
        Cli.Result result = Cli.run(
                "contact", "--model", Cli.model(), "--data", Cli.customers(), "--out", folder.resolve("list.csv"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("The model does not say what customers are worth, and no option does.")
                .contains("Maybe add --value monthly_charge");
        assertThat(folder.resolve("list.csv")).doesNotExist();
    }

    @Test
    void options_thatAreWrong_areRefused() {
        assertThat(contact("--budget", 0).err())
                .contains("Option --budget is (0) where 1 contact or more is required.");
        assertThat(contact("--spend", -5).err()).contains("Option --spend is (-5.0) where an amount above 0");
        assertThat(contact("--id", "custmer_id").err()).contains("There is no column 'custmer_id'", "'customer_id'");
        assertThat(Cli.run(
                                "contact",
                                "--model",
                                Cli.model(),
                                "--data",
                                Cli.customers(),
                                "--out",
                                Cli.customers(),
                                "--value",
                                "5",
                                "--acceptance",
                                "0.3")
                        .err())
                .contains("would be written over the table that is read");
        assertThat(folder.resolve("list.csv")).doesNotExist();
    }

    @Test
    void valueColumn_withGaps_isRefusedWithAWayOut() {
        Cli.Result result = Cli.run(
                "contact",
                "--model",
                Cli.model(),
                "--data",
                Cli.customers(),
                "--out",
                folder.resolve("list.csv"),
                "--value",
                "usage_change_pct",
                "--acceptance",
                0.3);
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err())
                .contains("Column 'usage_change_pct' says what customers are worth, but has")
                .contains("the first in row");
        assertThat(folder.resolve("list.csv")).doesNotExist();
    }

    @Test
    void trainedWithMoney_reportsAndKeepsIt() throws IOException {
        Path out = folder.resolve("with money");
        Cli.Result trained = Cli.train(Cli.customers(), "churned", out, MONEY.toArray());

        assertThat(trained.exit()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("Money per customer", "by the model", "everyone", "no one");
        assertThat(Files.readString(out.resolve("metrics.json"))).contains("\"profit\"", "\"profit_gain\"", "\"empc\"");
        assertThat(Files.readString(out.resolve("pipeline.yaml"))).contains("column: monthly_charge");
        assertThat(Cli.run(
                                "contact",
                                "--model",
                                out.resolve("model.churn"),
                                "--data",
                                Cli.customers(),
                                "--out",
                                folder.resolve("list.csv"),
                                "--budget",
                                3)
                        .out())
                .contains("Contact 3 of 600");
        Cli.Result evaluated = Cli.run(
                "evaluate", "--model", out.resolve("model.churn"), "--data", Cli.customers(), "--contact-cost", 2);
        assertThat(evaluated.out()).contains("Money per customer");
        assertThat(Files.readString(Cli.artifacts().resolve("metrics.json"))).doesNotContain("profit", "empc");
    }

    @Test
    void trainedWithAThreshold_learnsIt() throws IOException {
        Path out = folder.resolve("a");
        Cli.Result trained = Cli.train(
                Cli.customers(),
                "churned",
                out,
                Stream.concat(MONEY.stream(), Stream.of("--threshold", "profit"))
                        .toArray());
        assertThat(trained.exit()).as(trained.err()).isZero();
        assertThat(trained.out()).contains("was learnt by profit");
        assertThat(Files.readString(out.resolve("pipeline.yaml"))).contains("threshold: profit");
        Cli.Result share = Cli.train(Cli.customers(), "churned", out, "--threshold", "share=0.1");
        assertThat(share.out()).contains("was learnt by share [0.1]");
        assertThat(Cli.train(Cli.customers(), "churned", out, "--threshold", "payoff=5,-1,-1,5")
                        .err())
                .contains("makes every choice equal");
        assertThat(Cli.train(Cli.customers(), "churned", out, "--threshold", "profit")
                        .err())
                .contains("nothing says what customers are worth");
    }
}
