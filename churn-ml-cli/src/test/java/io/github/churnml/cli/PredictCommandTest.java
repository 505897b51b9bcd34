package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.github.churnml.ChurnModel;
import io.github.churnml.Predictions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.decide.ProbabilityInterval;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {

    @TempDir
    Path folder;

    @Test
    void predict_keepsEveryRowAndColumn_andAddsThree() {
        List<List<String>> in = read(Cli.customers(), ',', StandardCharsets.UTF_8);
        List<List<String>> scored = read(predict(Cli.customers()), ',', StandardCharsets.UTF_8);
        assertThat(scored).hasSameSizeAs(in);
        assertThat(scored.get(0).subList(19, 22)).containsExactly("probability", "predicted", "risk_tier");
        for (int i = 0; i < in.size(); i++) {
            assertThat(scored.get(i).subList(0, 19)).isEqualTo(in.get(i));
        }
    }

    @Test
    void predict_ofAModelWithAnInterval_addsItsTwoEnds() {
        Path out = folder.resolve("artifacts");
        assertThat(Cli.train(Cli.customers(), "churned", out, "--learner", "boosting", "--interval", "venn-abers")
                        .exit())
                .isZero();
        Path model = out.resolve("model.churn");
        Path scored = folder.resolve("scored.csv");
        assertThat(Cli.run("predict", "--model", model, "--data", Cli.customers(), "--out", scored)
                        .exit())
                .isZero();
        List<List<String>> rows = read(scored, ',', StandardCharsets.UTF_8);
        assertThat(rows.get(0).subList(19, 24))
                .containsExactly("probability", "predicted", "risk_tier", "probability_low", "probability_high");
        Predictions expected = ChurnModel.load(model).scorer().score(Tables.readCsv(Cli.customers()));
        for (int i = 0; i < expected.size(); i++) {
            ProbabilityInterval interval = expected.interval(i).orElseThrow();
            assertThat(Double.parseDouble(rows.get(i + 1).get(22))).isEqualTo(interval.low());
            assertThat(Double.parseDouble(rows.get(i + 1).get(23))).isEqualTo(interval.high());
        }
        assertThat(Cli.run("inspect", model).out()).contains("  interval   venn-abers\n");
        assertThat(Cli.run("inspect", "--json", model).json().get("interval").textValue())
                .isEqualTo("venn-abers");
        assertThat(Cli.run("inspect", Cli.model()).out()).doesNotContain("venn-abers");
    }

    @Test
    void train_ofAnUnknownInterval_namesThoseThereAre() {
        Cli.Result refused = Cli.train(Cli.customers(), "churned", folder.resolve("artifacts"), "--interval", "wilson");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("(wilson)").contains("venn-abers");
    }

    @Test
    void predict_scoresAreThoseOfTheBatch_withDecisionAndTier() {
        double[] expected = ChurnModel.load(Cli.model())
                .scorer()
                .score(Tables.readCsv(Cli.customers()))
                .probabilities();
        List<List<String>> scored = read(predict(Cli.customers()), ',', StandardCharsets.UTF_8);
        for (int i = 0; i < expected.length; i++) {
            List<String> row = scored.get(i + 1);
            double probability = Double.parseDouble(row.get(19));
            assertThat(probability).isEqualTo(expected[i]);
            assertThat(row.get(20)).isEqualTo(probability >= 0.5 ? "Yes" : "No");
            assertThat(row.get(21)).isEqualTo(probability < 0.3 ? "low" : probability < 0.6 ? "medium" : "high");
        }
    }

    @Test
    void predict_rowsWithoutTarget_orWithoutTheTargetsColumn_areScored() throws IOException {
        List<String> lines = Files.readAllLines(Cli.customers());
        List<String> cut = lines.stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
        Path without = folder.resolve("without.csv");
        Files.write(without, cut);
        assertThat(read(predict(without), ',', StandardCharsets.UTF_8)).hasSize(601);
    }

    @Test
    void predict_quotedNewlinesDelimitersAndBlanks_comeOutAsTheyWentIn() throws IOException {
        List<String> lines = Files.readAllLines(Cli.customers());
        Path odd = Cli.write(
                folder.resolve("odd.csv"),
                lines.get(0) + ",note\n" + lines.get(1) + ",\"two\nlines, a \"\"quote\"\"\"\n" + lines.get(2)
                        + ",  blanks  \n" + lines.get(3) + ",\n");
        List<List<String>> scored = read(predict(odd), ',', StandardCharsets.UTF_8);
        assertThat(scored)
                .extracting(row -> row.get(19))
                .containsExactly("note", "two\nlines, a \"quote\"", "  blanks  ", "");
    }

    @Test
    void predict_columnWithoutAName_staysWithoutOne() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Cli.customers()).subList(0, 4));
        lines.replaceAll(line -> "7," + line);
        lines.set(0, lines.get(0).substring(1));
        Path table = folder.resolve("t.csv");
        Files.write(table, lines);
        List<List<String>> scored = read(predict(table), ',', StandardCharsets.UTF_8);
        assertThat(scored.get(0)).startsWith("", "customer_id").endsWith("risk_tier");
        assertThat(scored.get(1)).startsWith("7", "C-0000001");
    }

    @Test
    void predict_nameAlreadyTaken_getsTheSuffix() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Cli.customers()).subList(0, 5));
        lines.replaceAll(line -> line + ",kept");
        lines.set(0, lines.get(0).replace(",kept", ",probability"));
        Path table = folder.resolve("t.csv");
        Files.write(table, lines);
        List<List<String>> scored = read(predict(table), ',', StandardCharsets.UTF_8);
        assertThat(scored.get(0).subList(19, 23))
                .containsExactly("probability", "probability_churnml", "predicted", "risk_tier");
        assertThat(scored.get(1).get(19)).isEqualTo("kept");
    }

    @Test
    void predict_ownOutputScoredAgain_growsSuffixes() {
        Path once = predict(Cli.customers());
        Path twice = folder.resolve("twice.csv");
        Path thrice = folder.resolve("thrice.csv");
        assertThat(Cli.run("predict", "--model", Cli.model(), "--data", once, "--out", twice)
                        .exit())
                .isZero();
        assertThat(Cli.run("predict", "--model", Cli.model(), "--data", twice, "--out", thrice)
                        .exit())
                .isZero();
        assertThat(read(thrice, ',', StandardCharsets.UTF_8).get(0).subList(22, 28))
                .startsWith("probability_churnml")
                .contains("probability_churnml_churnml");
    }

    @Test
    void predict_delimiterCharsetAndMark_areThoseOfTheInput() throws IOException {
        String text = Files.readString(Cli.customers()).replace(',', ';').replace("Coast", "K\u00fcste");
        Path table = folder.resolve("t.csv");
        Files.write(table, ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE));
        Path out = predict(table);
        byte[] bytes = Files.readAllBytes(out);
        assertThat(bytes).startsWith(0xFF, 0xFE);
        List<List<String>> scored = read(out, ';', StandardCharsets.UTF_16LE);
        assertThat(scored).hasSize(601);
        assertThat(scored).anyMatch(row -> row.contains("K\u00fcste"));
    }

    @Test
    void predict_manyChunks_staysInOrder() throws IOException {
        List<String> lines = Files.readAllLines(Cli.customers());
        StringBuilder text = new StringBuilder(lines.get(0)).append(",n\n");
        for (int i = 0; i < 9_000; i++) {
            text.append(lines.get(1 + i % 600)).append(',').append(i).append('\n');
        }
        List<List<String>> scored =
                read(predict(Cli.write(folder.resolve("t.csv"), text.toString())), ',', StandardCharsets.UTF_8);
        assertThat(scored).hasSize(9_001);
        for (int i = 0; i < 9_000; i++) {
            assertThat(scored.get(i + 1).get(19)).isEqualTo(String.valueOf(i));
            assertThat(scored.get(i + 1).get(20))
                    .isEqualTo(scored.get(1 + i % 600).get(20));
        }
    }

    @Test
    void predict_unknownLevel_isCountedOnStandardError() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Cli.customers()).subList(0, 9));
        lines.set(2, lines.get(2).replaceFirst("Basic|Standard|Premium", "Platinum"));
        lines.set(3, lines.get(3).replaceFirst("Basic|Standard|Premium", "Gold"));
        Path table = folder.resolve("t.csv");
        Files.write(table, lines);
        Cli.Result result = Cli.run("predict", "--model", Cli.model(), "--data", table, "--out", folder.resolve("p"));
        assertThat(result.exit()).isZero();
        assertThat(result.err()).contains("Column 'plan' holds a level that training never saw in 2 rows");
        assertThat(result.out())
                .contains("Scored: 8 rows", "(from probability 0.5 on)", "risk tier", "Written: ")
                .contains("low (below 0.3) ", "medium (0.3 to 0.6) ", "high (from 0.6 on) ");
    }

    @Test
    void predict_toStandardOutput_writesTheTableThereAndTheSummaryElsewhere() {
        Cli.Result result = Cli.run("predict", "--model", Cli.model(), "--data", Cli.customers(), "--out", "-");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).startsWith("customer_id,").doesNotContain("Scored:");
        assertThat(result.out().lines()).hasSize(601);
        assertThat(result.err()).contains("Scored: 600 rows");
    }

    @Test
    void predict_json_isTheSummary() {
        Cli.Result result = Cli.run(
                "predict", "--json", "--model", Cli.model(), "--data", Cli.customers(), "--out", folder.resolve("p"));
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
        var tiers = result.json().path("risk_tiers");
        assertThat(result.json().path("rows").asInt()).isEqualTo(600);
        assertThat(tiers.path("low").asInt()
                        + tiers.path("medium").asInt()
                        + tiers.path("high").asInt())
                .isEqualTo(600);
    }

    @Test
    void predict_jsonToStandardOutput_isWrongUse() {
        fails(2, Cli.customers(), "-", "both ask for standard output", "--json");
    }

    @Test
    void predict_overTheTableItself_isWrongUse() throws IOException {
        Path table = folder.resolve("t.csv");
        Files.copy(Cli.customers(), table);
        fails(2, table, table.toString(), "would be written over the table that is read");
        assertThat(table).hasSameBinaryContentAs(Cli.customers());
    }

    @Test
    void predict_overTheModelItself_isWrongUse() throws IOException {
        Path model = Files.copy(Cli.model(), folder.resolve("m.churn"));
        Cli.Result result = Cli.run("predict", "--model", model, "--data", Cli.customers(), "--out", model);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("would be written over the model that is used", "Maybe choose another name");
        assertThat(model).hasSameBinaryContentAs(Cli.model());
    }

    @Test
    void predict_missingColumn_isBadDataBeforeAnythingIsWritten() throws IOException {
        String text = Files.readString(Cli.customers()).replaceFirst("tenure_months", "tenure_month");
        fails(
                3,
                Cli.write(folder.resolve("t.csv"), text),
                folder.resolve("p.csv").toString(),
                "Column 'tenure_months' is missing; the model needs it.",
                "Maybe 'tenure_month' should be named 'tenure_months'.");
        assertThat(Cli.names(folder)).containsExactly("t.csv");
    }

    @Test
    void predict_wrongType_isBadDataNamingColumnRowAndValue_andLeavesTheOldFile() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Cli.customers()));
        String[] cells = lines.get(500).split(",", -1);
        cells[4] = "long";
        lines.set(500, String.join(",", cells));
        Path table = folder.resolve("t.csv");
        Files.write(table, lines);
        Path old = Cli.write(folder.resolve("p.csv"), "old");
        fails(3, table, old.toString(), "Column 'tenure_months' (row 500) holds (long) where a number is required.");
        assertThat(old).hasContent("old");
        assertThat(Cli.names(folder)).containsExactly("p.csv", "t.csv");
    }

    @Test
    void predict_raggedRow_isBadDataNamingTheRow_andLeavesNothing() throws IOException {
        String text = Files.readString(Cli.customers()) + "one,two\n";
        fails(
                3,
                Cli.write(folder.resolve("t.csv"), text),
                folder.resolve("p.csv").toString(),
                "Row 601");
        assertThat(Cli.names(folder)).containsExactly("t.csv");
    }

    @Test
    void predict_tableWithDecimalCommas_givesTheSameScores() throws IOException {
        List<List<String>> points = read(predict(Cli.customers()), ',', StandardCharsets.UTF_8);
        StringBuilder text = new StringBuilder();
        for (String line : Files.readAllLines(Cli.customers())) {
            StringBuilder row = new StringBuilder();
            for (String cell : line.split(",", -1)) {
                row.append(row.length() == 0 ? "" : ";");
                row.append(cell.matches("-?[0-9]+[.][0-9]+") ? cell.replace('.', ',') : cell);
            }
            text.append(row).append('\n');
        }
        Path table = Cli.write(folder.resolve("commas.csv"), text.toString());
        List<List<String>> commas = read(predict(table), ';', StandardCharsets.UTF_8);
        assertThat(commas.get(1)).isNotEqualTo(points.get(1));
        for (int i = 0; i < points.size(); i++) {
            assertThat(commas.get(i).subList(19, 22)).isEqualTo(points.get(i).subList(19, 22));
        }
        Cli.Result explained = Cli.run("explain", "--model", Cli.model(), "--data", table, "--row", "7", "--json");
        assertThat(explained.out())
                .isEqualTo(Cli.run("explain", "--model", Cli.model(), "--data", Cli.customers(), "--row", "7", "--json")
                        .out());
    }

    @Test
    void predict_wrongValueBeforeRaggedRow_reportsTheEarlierOne() throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Cli.customers()));
        String[] cells = lines.get(10).split(",", -1);
        cells[4] = "long";
        lines.set(10, String.join(",", cells));
        lines.add("one,two");
        // More than a chunk in between, so that the reader meets the ragged row while the first chunk is being scored.
        for (int i = 0; i < 4; i++) {
            lines.addAll(11, lines.subList(11, 600));
        }
        Path table = folder.resolve("t.csv");
        Files.write(table, lines);
        fails(3, table, folder.resolve("p.csv").toString(), "(row 10) holds (long)");
    }

    @Test
    void predict_outThatCannotBeWritten_fails() {
        Path file = Cli.write(folder.resolve("file"), "x");
        fails(2, Cli.customers(), file.resolve("p.csv").toString(), "cannot be written");
        fails(1, Cli.customers(), folder.toString(), "cannot be written", "it is a folder");
    }

    @Test
    void predict_labelThatTheTablesCharsetCannotHold_fails() throws IOException {
        String text = Files.readString(Cli.customers()).replaceAll("(?m),Yes$", ",\u0434\u0430");
        Path table = Cli.write(folder.resolve("t.csv"), text);
        assertThat(Cli.train(table, "churned", folder.resolve("a"), "--positive", "\u0434\u0430")
                        .exit())
                .isZero();
        Cli.Result result = Cli.run(
                "predict",
                "--model",
                folder.resolve("a/model.churn"),
                "--data",
                Cli.customers(),
                "--charset",
                "US-ASCII",
                "--out",
                folder.resolve("p.csv"));
        assertThat(result.exit()).as(result.err()).isEqualTo(1);
        assertThat(result.err()).contains("cannot be written in the table's character set 'US-ASCII'");
        assertThat(folder.resolve("p.csv")).doesNotExist();
    }

    private Path predict(Path data) {
        Path out = folder.resolve("scored.csv");
        Cli.Result result = Cli.run("predict", "--model", Cli.model(), "--data", data, "--out", out);
        assertThat(result.exit()).as(result.err()).isZero();
        return out;
    }

    private static void fails(int exit, Path data, String out, String... says) {
        boolean json = List.of(says).contains("--json");
        Cli.Result result = json
                ? Cli.run("predict", "--json", "--model", Cli.model(), "--data", data, "--out", out)
                : Cli.run("predict", "--model", Cli.model(), "--data", data, "--out", out);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        assertThat(result.err()).contains(says);
    }

    private static List<List<String>> read(Path file, char delimiter, Charset charset) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder()
                .fieldSeparator(delimiter)
                .detectBomHeader(true)
                .ofCsvRecord(file, charset)) {
            return csv.stream().map(CsvRecord::getFields).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
