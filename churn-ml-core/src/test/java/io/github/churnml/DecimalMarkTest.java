package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Notice;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.data.read.Tables;
import io.github.churnml.drift.TableLayout;
import io.github.churnml.drift.TableTally;
import io.github.churnml.error.DataException;
import io.github.churnml.learn.PlainLogistic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One number in any writing is one number, whichever table a model learnt from and whichever it scores. */
class DecimalMarkTest {

    private static final int ROWS = 240;

    @TempDir
    Path folder;

    private static double fee(int row) {
        return row % 7 == 0 ? 1000 * (1 + row % 9) + 500 : (row * 37 % 4000) + (row % 4 + 1) / 10.0;
    }

    private static String point(int row) {
        return fee(row) == Math.rint(fee(row))
                ? String.valueOf((long) fee(row))
                : String.format(Locale.ROOT, "%.2f", fee(row));
    }

    /** As a spreadsheet in Europe shows it: 1.234,5 and whole numbers as 1.234. */
    private static String comma(int row) {
        return swapped(english(row));
    }

    private static String english(int row) {
        return fee(row) == Math.rint(fee(row))
                ? String.format(Locale.ROOT, "%,d", (long) fee(row))
                : String.format(Locale.ROOT, "%,.2f", fee(row));
    }

    private static String swapped(String english) {
        return english.replace(',', ';').replace('.', ',').replace(';', '.');
    }

    private Path table(String name, IntFunction<String> fee) {
        StringBuilder text = new StringBuilder("key;fee;age;left\n");
        for (int row = 0; row < ROWS; row++) {
            boolean left = fee(row) % 1000 < 300 + row % 5 * 100;
            text.append("K")
                    .append(row)
                    .append(';')
                    .append(fee.apply(row))
                    .append(';')
                    .append(20 + row % 41)
                    .append(';');
            text.append(left ? "yes" : "no").append('\n');
        }
        return write(name, text.toString());
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ChurnModel train(Path table) {
        return ChurnPipeline.builder()
                .target("left", "yes")
                .learner(new PlainLogistic())
                .build()
                .fit(Tables.read(table));
    }

    private static double[] byRows(ChurnModel model, Path table) {
        List<Double> scores = new ArrayList<>();
        try (TableRows rows = TableRows.open(table)) {
            RowScorer scorer =
                    model.scorer().forTable(table, ReadOptions.standard()).forColumns(rows.header());
            while (rows.hasNext()) {
                String[] row = rows.next();
                scores.add(scorer.probability(Arrays.asList(row), rows.rowNumber()));
            }
        }
        return scores.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] byTable(ChurnModel model, Path table) {
        return model.scorer().score(model.read(table, ReadOptions.standard())).probabilities();
    }

    @Test
    void score_tableWithTheOtherMark_givesTheSameBits() {
        Path points = table("points.csv", DecimalMarkTest::point);
        Path commas = table("commas.csv", DecimalMarkTest::comma);
        Path english = table("english.csv", DecimalMarkTest::english);
        double[] expected = byRows(train(points), points);
        for (Path learnt : List.of(points, commas, english)) {
            ChurnModel model = train(learnt);
            for (Path scored : List.of(points, commas, english)) {
                String as = learnt.getFileName() + " then " + scored.getFileName();
                assertThat(byRows(model, scored)).as(as).isEqualTo(expected);
                assertThat(byTable(model, scored)).as(as).isEqualTo(expected);
                assertThat(model.evaluate(model.read(scored, ReadOptions.standard()))
                                .rocAuc())
                        .as(as)
                        .isEqualTo(model.evaluate(model.read(points, ReadOptions.standard()))
                                .rocAuc());
            }
        }
    }

    @Test
    void score_savedModelOfCommas_readsEachTextByItself() throws IOException {
        ChurnModel trained = train(table("commas.csv", DecimalMarkTest::comma));
        trained.save(folder.resolve("m.churn"));
        Scorer scorer = ChurnModel.load(folder.resolve("m.churn")).scorer();
        double expected = scorer.probability(Map.of("fee", 79.25, "age", 30));
        for (String text : List.of("79.25", "79,25", "79,25 €", "+79.25")) {
            assertThat(scorer.probability(Map.of("fee", text, "age", 30)))
                    .as(text)
                    .isEqualTo(expected);
        }
        // What may be read either way is read as the model's table wrote it.
        assertThat(scorer.probability(Map.of("fee", "1.234", "age", 30)))
                .isEqualTo(scorer.probability(Map.of("fee", 1234, "age", 30)));
        assertThatThrownBy(() -> scorer.score(Map.of("fee", "1.23.4", "age", 30)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'fee' holds (1.23.4) where a number is required.")
                .hasMessageContaining("Maybe write it as in 1234.5; or list (1.23.4) as a missing marker.");
    }

    @Test
    void forTable_openTextsBeforeTheTellingOne_followIt() {
        ChurnModel points = train(table("points.csv", DecimalMarkTest::point));
        ChurnModel commas = train(table("commas.csv", DecimalMarkTest::comma));
        String open = "key;fee;age\n" + "A;1.234;30\n".repeat(3);
        double fraction = points.scorer().probability(Map.of("fee", 1.234, "age", 30));
        double thousand = points.scorer().probability(Map.of("fee", 1234, "age", 30));
        assertThat(byRows(points, write("a.csv", open))).containsOnly(fraction);
        assertThat(byRows(points, write("b.csv", open + "B;0,5;30\n"))).startsWith(thousand, thousand, thousand);
        assertThat(byRows(commas, write("c.csv", open))).containsOnly(thousand);
        assertThat(byTable(commas, write("d.csv", open))).containsOnly(thousand);
        assertThat(byRows(commas, write("e.csv", open + "B;0.5;30\n"))).startsWith(fraction, fraction, fraction);
        assertThat(byTable(commas, write("f.csv", open + "B;0.5;30\n"))).startsWith(fraction, fraction, fraction);
        Path both = write("g.csv", open + "B;0.5;30\nC;0,5;30\n");
        assertThatThrownBy(() -> byRows(commas, both))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'fee' (row 1) holds (1.234), which is one number with a decimal point and"
                        + " another with a decimal comma; the column has both.")
                .hasMessageContaining(
                        "Maybe write all numbers of the column with a decimal point and without separators"
                                + " of thousands.");
        assertThatThrownBy(() -> byTable(commas, both)).hasMessageContaining("the column has both");
    }

    @Test
    void fit_bothMarksInOneColumn_readsWhatHasOneReading() {
        Path mixed = table("mixed.csv", row -> row % 3 == 0 ? point(row) : comma(row));
        ChurnModel model = train(mixed);
        String notice = notice(model, "hidden-numbers");
        assertThat(notice)
                .startsWith(
                        "Column 'fee' holds numbers written as text, some with a decimal comma and some with a decimal"
                                + " point, and is read as numeric; ")
                .contains(" values that may be read either way, such as (2.500), (3.500), (5.500), (6.500), (8.500), ")
                .endsWith(", count as missing. Maybe write the column with one decimal mark.");
        assertThat(model.inputs().get(0).read("2125.55", 0)).isEqualTo(2125.55);
        assertThat(model.inputs().get(0).read("2.125,55", 0)).isEqualTo(2125.55);
        assertThat(model.inputs().get(0).read("1.234", 0)).isNaN();
    }

    @Test
    void fit_nothingTellsTheMark_isSaid() {
        ChurnModel model = train(table("open.csv", row -> String.format(Locale.ROOT, "%,d", 1000 + row * 31)));
        assertThat(notice(model, "hidden-numbers"))
                .endsWith(
                        "; nothing tells whether its commas stand before decimals or thousands, and (1,000) is taken for"
                                + " 1000.");
    }

    @Test
    void fit_distinctAmountsWithCommas_areNoIdentifierAndNoDuplicates() {
        ChurnModel points = train(table("points.csv", row -> row + ".25"));
        ChurnModel commas = train(table("commas.csv", row -> row + ",25"));
        assertThat(codes(commas)).contains("hidden-numbers").containsAll(codes(points));
        assertThat(commas.notices())
                .as("%s", commas.notices())
                .hasSize(points.notices().size() + 1);
        assertThat(commas.notices().stream().filter(notice -> notice.column().equals("fee")))
                .hasSize(1);
    }

    @Test
    void drift_sameRowsWithTheOtherMark_haveNotMoved() {
        Path points = table("points.csv", DecimalMarkTest::point);
        Path commas = table("commas.csv", DecimalMarkTest::comma);
        for (Path reference : List.of(points, commas)) {
            ChurnModel model = train(reference);
            TableTally byModel = TableTally.of(
                    reference.equals(points) ? commas : points, ReadOptions.standard(), TableLayout.of(model.inputs()));
            assertThat(byModel.profile().find("fee").orElseThrow())
                    .isEqualTo(TableTally.of(
                                    points,
                                    ReadOptions.standard(),
                                    TableLayout.of(train(points).inputs()))
                            .profile()
                            .find("fee")
                            .orElseThrow());
            TableTally before = TableTally.of(reference, ReadOptions.standard());
            TableTally after =
                    TableTally.of(reference.equals(points) ? commas : points, ReadOptions.standard(), before.layout());
            assertThat(after.profile().find("fee")).isEqualTo(before.profile().find("fee"));
        }
    }

    /** A table as a spreadsheet in Europe writes it: amounts with a comma, counts with points before thousands. */
    private Path counts(String name, IntFunction<String> count, IntFunction<String> paid) {
        StringBuilder text = new StringBuilder("key;count;paid;left\n");
        for (int row = 0; row < ROWS; row++) {
            text.append("K").append(row).append(';').append(count.apply(row * 29 % 4001));
            text.append(';').append(paid.apply(row)).append(';');
            text.append(row * 29 % 4001 < 1500 + row % 5 * 300 ? "yes" : "no").append('\n');
        }
        return write(name, text.toString());
    }

    @Test
    void fit_pointsBeforeThousandsInTableOfCommas_areNotDecimals() {
        Path plain = counts("plain.csv", Integer::toString, row -> row + ".5");
        Path european = counts("eu.csv", count -> swapped(String.format(Locale.ROOT, "%,d", count)), row -> row + ",5");
        double[] expected = byRows(train(plain), plain);
        for (Path learnt : List.of(plain, european)) {
            ChurnModel model = train(learnt);
            assertThat(byRows(model, plain)).isEqualTo(expected);
            assertThat(byRows(model, european)).isEqualTo(expected);
            assertThat(byTable(model, european)).isEqualTo(expected);
            TableTally drift = TableTally.of(european, ReadOptions.standard(), TableLayout.of(model.inputs()));
            assertThat(drift.profile().find("count"))
                    .isEqualTo(model.referenceProfile().find("count"));
        }
        assertThat(notice(train(european), "points-before-thousands"))
                .isEqualTo(
                        "Column 'count' holds numbers such as 1.234, and other columns have decimal commas, so the point is"
                                + " taken to stand before thousands. Write them as 1234 to be sure.");
        TableTally before = TableTally.of(plain, ReadOptions.standard());
        assertThat(TableTally.of(european, ReadOptions.standard(), before.layout())
                        .profile()
                        .find("count"))
                .isEqualTo(before.profile().find("count"));
        assertThat(TableTally.of(european, ReadOptions.standard()).profile().find("count"))
                .isEqualTo(before.profile().find("count"));
    }

    @Test
    void fit_pointsThatNothingExplains_areSaid() {
        ChurnModel model = train(
                counts("open.csv", count -> swapped(String.format(Locale.ROOT, "%,d", count)), Integer::toString));
        assertThat(notice(model, "ambiguous-numbers"))
                .isEqualTo(
                        "Column 'count' holds numbers such as 1.234, whose point may stand before decimals or thousands; it"
                                + " is taken for a decimal point. Write them as 1234 or 1.2340 to be sure.");
        assertThat(codes(train(counts("plain.csv", Integer::toString, Integer::toString))))
                .doesNotContain("ambiguous-numbers");
    }

    @Test
    void score_numbersOfJson_areNumbersWhateverTheModelLearnt() {
        ChurnModel commas = train(table("commas.csv", DecimalMarkTest::comma));
        Path json = write("rows.json", "[{\"fee\": 1.234, \"age\": 30}, {\"fee\": 2.345, \"age\": 31}]");
        double expected = commas.scorer().probability(Map.of("fee", 1.234, "age", 30));
        assertThat(byRows(commas, json)[0]).isEqualTo(expected);
        assertThat(byTable(commas, json)[0]).isEqualTo(expected);
    }

    @Test
    void fit_hugeNumber_isBadDataWithItsPlace() {
        Path table = table("huge.csv", row -> row == 17 ? "-2.5e120" : point(row));
        assertThatThrownBy(() -> train(table))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "Column 'fee' (row 18) holds (-2.5E120) where a number up to 1e100 in size is required.")
                .hasMessageContaining(
                        "Maybe it is a slip, or stands for a missing value: correct it, list it as a missing"
                                + " marker, or exclude the column.");
    }

    @Test
    void fit_spreadsheetErrors_areMissingAndNamed() {
        Path table = table("errors.csv", row -> row % 20 == 3 ? "#DIV/0!" : row % 20 == 5 ? "#BEZUG!" : point(row));
        ChurnModel model = train(table);
        assertThat(notice(model, "spreadsheet-errors"))
                .isEqualTo(
                        "Column 'fee' holds 24 cells with an error, first (#DIV/0!) in row 4; they are taken as missing.");
        assertThat(model.inputs().get(0).read("#nom?", 0)).isNaN();
        assertThat(model.inputs().get(0).read("Err:502", 0)).isNaN();
    }

    private static String notice(ChurnModel model, String code) {
        return model.notices().stream()
                .filter(notice -> notice.code().equals(code))
                .map(Notice::message)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> codes(ChurnModel model) {
        return model.notices().stream().map(Notice::code).toList();
    }
}
