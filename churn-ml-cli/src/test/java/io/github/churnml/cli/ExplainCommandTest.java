package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.data.read.Tables;
import io.github.churnml.explain.PermutationImportance;
import io.github.churnml.explain.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {

    @TempDir
    Path folder;

    @Test
    void row_isExplained_inATableAndInSentences() {
        Cli.Result result = explain(Cli.customers(), "--row", 17, "--top", 3);
        assertThat(result.exit()).as(result.err()).isZero();
        Prediction prediction = prediction(17);
        List<Reason> reasons = prediction.reasons(3);
        assertThat(result.out())
                .startsWith(String.format(
                        Locale.ROOT,
                        "Row 17: probability %.4f, predicted '%s', risk tier %s%n",
                        prediction.probability(),
                        prediction.label(),
                        TierWords.of(prediction.tier(), model().decisionRule(), model().outcome())))
                .contains("(typical customer)", "(this customer)", "lowers | raises the risk", " more)")
                .contains("  1. " + reasons.get(0).sentence() + "\n")
                .contains("  3. " + reasons.get(2).sentence() + "\n")
                .doesNotContain("  4. ", "+-");
        assertThat(result.out()
                        .lines()
                        .filter(line -> line.startsWith("  " + reasons.get(0).column() + " ")))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .contains(String.format(
                                Locale.ROOT, "%+.3f", reasons.get(0).contribution()))
                        .contains(reasons.get(0).contribution() > 0 ? "|##########" : "##########|"));
    }

    @Test
    void id_findsTheSameCustomer() {
        Cli.Result byRow = explain(Cli.customers(), "--row", 17);
        Cli.Result byId = explain(Cli.customers(), "--id", "customer_id=" + id(17));
        assertThat(byId.exit()).as(byId.err()).isZero();
        assertThat(byId.out()).isEqualTo(byRow.out());
    }

    @Test
    void id_ofAColumnWithAnEqualsSign_isFound() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Cli.customers()).subList(0, 5));
        lines.replaceAll(line -> line + ",a=b");
        lines.set(0, lines.get(0).replace(",a=b", ",k=v"));
        lines.set(3, lines.get(3).replace(",a=b", ",c"));
        Path table = Files.write(folder.resolve("t.csv"), lines);
        assertThat(explain(table, "--id", "k=v=c").out()).startsWith("Row 3:");
        assertThat(explain(table, "--id", "k=v=a=b").err()).contains("Several rows hold (a=b) in column 'k=v'");
    }

    @Test
    void oneCustomer_json_isWhatTheLibrarySays() {
        Cli.Result result = explain(Cli.customers(), "--json", "--row", 5, "--top", 2);
        Prediction prediction = prediction(5);
        JsonNode document = result.json();
        assertThat(document.path("row").asInt()).isEqualTo(5);
        assertThat(document.path("probability").asDouble()).isEqualTo(prediction.probability());
        assertThat(document.path("base_value").asDouble())
                .isEqualTo(prediction.explanation().baseValue());
        assertThat(document.path("reasons").size()).isEqualTo(2);
        JsonNode first = document.path("reasons").get(0);
        Reason expected = prediction.reasons(1).get(0);
        assertThat(first.path("column").asText()).isEqualTo(expected.column());
        assertThat(first.path("value").asText()).isEqualTo(expected.value());
        assertThat(first.path("contribution").asDouble()).isEqualTo(expected.contribution());
        assertThat(first.path("sentence").asText()).isEqualTo(expected.sentence());
        double sum = document.path("base_value").asDouble();
        for (JsonNode contribution : document.path("contributions")) {
            sum += contribution.asDouble();
        }
        assertThat(document.path("log_odds").asDouble()).isCloseTo(sum, within(1e-9));
    }

    @Test
    void network_isSampled_withItsErrors() throws IOException {
        Path artifacts = folder.resolve("net");
        Cli.Result trained = Cli.run(
                "train",
                "--data",
                Cli.customers(),
                "--target",
                "churned",
                "--out",
                artifacts,
                "--set",
                "learner.name=perceptron",
                "--set",
                "learner.epochs=5");
        assertThat(trained.exit()).as(trained.err()).isZero();
        Path model = artifacts.resolve("model.churn");
        Cli.Result usual = Cli.run("explain", "--model", model, "--data", Cli.customers(), "--row", 3);
        assertThat(usual.out()).contains("+- 0.");
        Cli.Result more = Cli.run(
                "explain", "--model", model, "--data", Cli.customers(), "--row", 3, "--permutations", 2000, "--json");
        Cli.Result few = Cli.run(
                "explain", "--model", model, "--data", Cli.customers(), "--row", 3, "--permutations", 20, "--json");
        assertThat(error(more)).isLessThan(error(few));
        Cli.Result none =
                Cli.run("explain", "--model", model, "--data", Cli.customers(), "--row", 3, "--permutations", 1);
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.err()).contains("The number of permutations is (1) where 4 to 100000 are possible.");
    }

    @Test
    void file_saysWhatCountsOnAverage() {
        Cli.Result result = explain(Cli.customers());
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("Explained: 600 rows;").contains("mean |contribution|", " ####");
        JsonNode means = explain(Cli.customers(), "--json").json().path("mean_absolute_contributions");
        Map<String, Double> expected = model().meanAbsoluteContributions(Tables.readCsv(Cli.customers()));
        assertThat(means.size()).isEqualTo(expected.size());
        expected.forEach(
                (column, mean) -> assertThat(means.path(column).asDouble()).isCloseTo(mean, within(1e-9)));
        assertThat(means.fieldNames().next())
                .isEqualTo(expected.keySet().iterator().next());
    }

    @Test
    void out_holdsEveryRowWithItsReasons() {
        Path out = folder.resolve("reasons.csv");
        Cli.Result result = explain(Cli.customers(), "--out", out, "--id", "customer_id", "--top", 2);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("Explained: 600 rows", "Written: " + out);
        List<List<String>> lines = read(out);
        assertThat(lines).hasSize(601);
        assertThat(lines.get(0))
                .containsExactly(
                        "row",
                        "customer_id",
                        "probability",
                        "predicted",
                        "risk_tier",
                        "reason_1",
                        "value_1",
                        "contribution_1",
                        "sentence_1",
                        "reason_2",
                        "value_2",
                        "contribution_2",
                        "sentence_2");
        for (int row : new int[] {1, 17, 600}) {
            Prediction prediction = prediction(row);
            Reason second = prediction.reasons(2).get(1);
            List<String> line = lines.get(row);
            assertThat(line.get(0)).isEqualTo(String.valueOf(row));
            assertThat(line.get(1)).isEqualTo(id(row));
            assertThat(Double.parseDouble(line.get(2))).isEqualTo(prediction.probability());
            assertThat(line.subList(3, 5))
                    .containsExactly(prediction.label(), prediction.tier().label());
            assertThat(line.subList(9, 11)).containsExactly(second.column(), second.value());
            assertThat(Double.parseDouble(line.get(11))).isEqualTo(second.contribution());
            assertThat(line.get(12)).isEqualTo(second.sentence());
        }
    }

    @Test
    void out_withFewerReasonsThanAskedFor_isFilledUp() {
        Path out = folder.resolve("reasons.csv");
        assertThat(explain(Cli.customers(), "--out", out, "--top", 1000).exit()).isZero();
        List<List<String>> lines = read(out);
        int columns = model().scorer().explainedColumns().size();
        assertThat(lines).allSatisfy(line -> assertThat(line).hasSize(4 + 4 * columns));
    }

    @Test
    void out_ofManyChunks_staysInOrder_andIsTheSameAgain() throws IOException {
        List<String> lines = Files.readAllLines(Cli.customers());
        StringBuilder text = new StringBuilder(lines.get(0)).append('\n');
        for (int i = 0; i < 9_000; i++) {
            text.append(lines.get(1 + i % 600)).append('\n');
        }
        Path table = Cli.write(folder.resolve("t.csv"), text.toString());
        Path once = folder.resolve("once.csv");
        Path again = folder.resolve("again.csv");
        assertThat(explain(table, "--out", once, "--top", 1, "--quiet").out()).isEmpty();
        assertThat(explain(table, "--out", again, "--top", 1).exit()).isZero();
        assertThat(again).hasSameBinaryContentAs(once);
        List<List<String>> explained = read(once);
        assertThat(explained).hasSize(9_001);
        for (int i = 0; i < 9_000; i++) {
            assertThat(explained.get(i + 1).get(0)).isEqualTo(String.valueOf(i + 1));
            assertThat(explained.get(i + 1).subList(1, 8))
                    .isEqualTo(explained.get(1 + i % 600).subList(1, 8));
        }
    }

    @Test
    void out_toStandardOutput_sendsTheSummaryElsewhere() {
        Cli.Result result = explain(Cli.customers(), "--out", "-", "--top", 1);
        assertThat(result.exit()).isZero();
        assertThat(result.out()).startsWith("row,probability,");
        assertThat(result.out().lines()).hasSize(601);
        assertThat(result.err()).contains("Explained: 600 rows").doesNotContain("Written");
    }

    @Test
    void importance_isWhatTheLibrarySays() {
        Cli.Result result = explain(Cli.customers(), "--importance", "--repeats", 3, "--json");
        PermutationImportance expected = model().permutationImportance(
                        Tables.readCsv(Cli.customers()), io.github.churnml.metrics.Metric.ROC_AUC, 3);
        JsonNode document = result.json();
        assertThat(document.path("metric").asText()).isEqualTo("roc_auc");
        assertThat(document.path("score").asDouble()).isEqualTo(expected.score());
        assertThat(document.path("repeats").asInt()).isEqualTo(3);
        expected.drops().forEach((column, drop) -> {
            assertThat(document.path("drops").path(column).asDouble()).isEqualTo(drop.value());
            assertThat(document.path("intervals").path(column).get(1).asDouble())
                    .isEqualTo(drop.high());
        });
    }

    @Test
    void importance_asText_namesMetricAndCaveat() throws IOException {
        String text = Files.readString(Cli.customers()).replaceFirst("churned", "left_by_june");
        Path table = Cli.write(folder.resolve("t.csv"), text);
        Cli.Result result =
                explain(table, "--importance", "--repeats", 2, "--metric", "brier", "--target", "left_by_june");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out())
                .startsWith("brier 0.")
                .contains("(mean of 2)", "95 % interval", "contract", "Columns that go together");
    }

    @Test
    void rowOutOfRange_isBadData() {
        fails(3, "There is no row (601); the table has 600.", "Maybe leave the header out", "--row", 601);
        fails(2, "There is no row (0); the first is row 1.", "Maybe leave the header out", "--row", 0);
    }

    @Test
    void idThatIsNotThere_isBadData() {
        fails(3, "No row holds (C-1) in column 'customer_id'.", "Maybe it is spelt", "--id", "customer_id=C-1");
        fails(3, "There is no column 'custmer_id'.", "Maybe 'customer_id' was meant.", "--id", "custmer_id=C-1");
        fails(2, "The customer (C-0000001) is not given as COLUMN=VALUE.", "--id customer_id=C-0", "--id", "C-0000001");
        fails(3, "Several rows hold (Basic) in column 'plan', such as rows", "Maybe choose one", "--id", "plan=Basic");
        Path out = folder.resolve("r.csv");
        fails(3, "There is no column 'custmer_id'.", "Maybe 'customer_id'", "--out", out, "--id", "custmer_id");
        assertThat(out).doesNotExist();
    }

    @Test
    void fewerThanOneReason_isWrongUse() {
        fails(2, "The number of reasons is (0) where 1 or more is needed.", "--top", "--row", 1, "--top", 0);
    }

    @Test
    void optionsThatDoNotGoTogether_areWrongUse() {
        fails(2, "Option --row and --id each name a customer.", "Maybe", "--row", 1, "--id", "plan=x");
        fails(2, "Option --row asks for one customer, --out for all.", "Maybe", "--row", 1, "--out", "x.csv");
        fails(2, "Option --importance is about all customers", "Maybe leave", "--importance", "--row", 1);
        fails(2, "Option --importance is about all customers", "Maybe leave", "--importance", "--top", 3);
        fails(2, "Option --top says how many reasons to give", "Maybe add --row", "--top", 3);
        fails(2, "Option --metric, --repeats, --target, --positive and --negative belong", "Maybe add", "--repeats", 3);
        fails(2, "Option --metric, --repeats, --target, --positive and --negative belong", "Maybe", "--positive", "x");
        fails(2, "Options --json and --out - both ask", "Maybe", "--json", "--out", "-");
        fails(2, "There is no metric 'roc_acu'.", "Maybe 'roc_auc' was meant.", "--importance", "--metric", "roc_acu");
        fails(2, "The number of repeats is (1) where 2 to 1000", "Maybe take 20.", "--importance", "--repeats", 1);
    }

    @Test
    void overTheTableItself_isWrongUse() throws IOException {
        Path table = folder.resolve("t.csv");
        Files.copy(Cli.customers(), table);
        Cli.Result result = explain(table, "--out", table);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("would be written over the table that is read");
        assertThat(table).hasSameBinaryContentAs(Cli.customers());
    }

    @Test
    void overTheModelItself_isWrongUse() throws IOException {
        Path model = Files.copy(Cli.model(), folder.resolve("m.churn"));
        Cli.Result result = Cli.run("explain", "--model", model, "--data", Cli.customers(), "--out", model);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("would be written over the model that is used");
        assertThat(model).hasSameBinaryContentAs(Cli.model());
    }

    @Test
    void wrongValue_isBadDataNamingTheRow_andLeavesTheOldFile() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Cli.customers()));
        String[] cells = lines.get(500).split(",", -1);
        cells[4] = "long";
        lines.set(500, String.join(",", cells));
        Path table = Files.write(folder.resolve("t.csv"), lines);
        Path old = Cli.write(folder.resolve("r.csv"), "old");
        Cli.Result result = explain(table, "--out", old);
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("(row 500) holds (long) where a number is required");
        assertThat(old).hasContent("old");
        assertThat(explain(table, "--row", 500).err()).contains("(row 500) holds (long)");
        assertThat(explain(table, "--row", 499).exit()).isZero();
    }

    @Test
    void columnThatTheModelNeeds_missing_isBadData() throws IOException {
        String text = Files.readString(Cli.customers()).replaceFirst("tenure_months", "tenure");
        Path table = Cli.write(folder.resolve("t.csv"), text);
        for (Object[] mode : new Object[][] {{"--row", 1}, {}, {"--importance"}}) {
            Cli.Result result = explain(table, mode);
            assertThat(result.exit()).isEqualTo(3);
            assertThat(result.err()).contains("Column 'tenure_months' is missing; the model needs it.");
        }
    }

    @Test
    void importance_withoutOutcomes_isBadData() throws IOException {
        String text = Files.readString(Cli.customers()).replaceFirst("churned", "later");
        Cli.Result result = explain(Cli.write(folder.resolve("t.csv"), text), "--importance");
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("There is no column 'churned'.");
    }

    @Test
    void modelNotThere_isBadData() {
        Cli.Result result =
                Cli.run("explain", "--model", folder.resolve("none.churn"), "--data", Cli.customers(), "--row", 1);
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).startsWith("churn: Model file");
    }

    @Test
    void bars_haveOneScale() {
        Bars bars = new Bars(2, Bars.Style.PLAIN);
        assertThat(bars.of(2)).hasSize(20);
        assertThat(bars.of(1)).hasSize(10);
        assertThat(bars.of(1e-9)).hasSize(1);
        assertThat(bars.of(0)).isEmpty();
        assertThat(new Bars(0, Bars.Style.PLAIN).of(0)).isEmpty();
        assertThat(bars.signed(-2)).isEqualTo("##########|");
        assertThat(bars.signed(1)).isEqualTo("          |#####");
        assertThat(bars.signed(0)).isEqualTo("          |");
    }

    private static double error(Cli.Result result) {
        return result.json().path("reasons").get(0).path("standard_error").asDouble();
    }

    private static Cli.Result explain(Path data, Object... more) {
        List<Object> all = new ArrayList<>(List.of("explain", "--model", Cli.model(), "--data", data));
        all.addAll(Arrays.asList(more));
        return Cli.run(all.toArray());
    }

    private static void fails(int exit, String says, String maybe, Object... more) {
        Cli.Result result = explain(Cli.customers(), more);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        assertThat(result.err()).contains(says, maybe);
        assertThat(result.out()).isEmpty();
    }

    private static ChurnModel model() {
        return ChurnModel.load(Cli.model());
    }

    private static Prediction prediction(int row) {
        try (TableRows rows = TableRows.open(Cli.customers())) {
            var scorer = model().scorer().forColumns(rows.header());
            for (int i = 1; i < row; i++) {
                rows.next();
            }
            return scorer.score(Arrays.asList(rows.next()), row);
        }
    }

    private static String id(int row) {
        return Tables.readCsv(Cli.customers()).column("customer_id").text(row - 1);
    }

    private static List<List<String>> read(Path file) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            return csv.stream().map(CsvRecord::getFields).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
