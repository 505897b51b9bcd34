package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.excel.MixedTables;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.data.read.Tables;
import io.github.churnml.drift.TableLayout;
import io.github.churnml.drift.TableTally;
import io.github.churnml.error.DataException;
import io.github.churnml.learn.PlainLogistic;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column of a workbook or of JSON with numbers and texts: numbers are numbers, and texts are judged by the texts. */
class MixedCellsTest {

    private static final int TIMES = 20;

    @TempDir
    Path folder;

    private int files;

    private static final String[] PLAIN = {"12.5", "1.234", "29.85", "1234.5", "2345", "7", "310.125", "0.5"};
    private static final String[] COMMAS = {
        "12.5", "1.234", "\"29,85\"", "\"1.234,5\"", "\"2.345\"", "7", "310.125", "\"0,5\""
    };
    /** Without 12.5: the only points among the numbers could be those of thousands. */
    private static final String[] GROUPED = {
        "\"12,5\"", "1.234", "\"29,85\"", "\"1.234,5\"", "\"2.345\"", "7", "310.125", "\"0,5\""
    };
    /** Whole numbers only beside texts. */
    private static final String[] WHOLE = {
        "\"12,5\"", "\"1,234\"", "\"29,85\"", "\"1.234,5\"", "\"2.345\"", "7", "\"310,125\"", "\"0,5\""
    };

    private static final String[] BOTH = {
        "12.5", "1.234", "\"29,85\"", "\"1.234,5\"", "2345", "7", "310.125", "\"0.5 EUR\""
    };

    private List<Path> tables(String... fees) {
        String[] all = Stream.generate(() -> Arrays.stream(fees))
                .limit(TIMES)
                .flatMap(some -> some)
                .toArray(String[]::new);
        files++;
        return List.of(MixedTables.json(folder, "t" + files, all), MixedTables.workbook(folder, "t" + files, all));
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
    void everyCommand_numbersBesideTexts_readsBothAsMeant() {
        List<Path> plain = tables(PLAIN);
        ChurnModel expected = train(plain.get(0));
        List<Path> all = new ArrayList<>(plain);
        for (String[] fees : List.of(COMMAS, GROUPED, WHOLE, BOTH)) {
            all.addAll(tables(fees));
        }
        double[] scores = byRows(expected, plain.get(0));
        for (Path learnt : all) {
            ChurnModel model = train(learnt);
            assertThat(model.referenceProfile().find("fee"))
                    .as("%s", learnt.getFileName())
                    .isEqualTo(expected.referenceProfile().find("fee"));
            for (Path scored : all) {
                String as = learnt.getFileName() + " then " + scored.getFileName();
                assertThat(byRows(model, scored)).as(as).isEqualTo(scores);
                assertThat(byTable(model, scored)).as(as).isEqualTo(scores);
            }
            TableTally drift = TableTally.of(all.get(2), ReadOptions.standard(), TableLayout.of(model.inputs()));
            assertThat(drift.profile().find("fee"))
                    .isEqualTo(expected.referenceProfile().find("fee"));
        }
    }

    @Test
    void openTextsBesideNumbers_areMissingAndNamedInTraining_refusedInScoring() {
        String[] numbers = {"12.5", "1.234", "310.125", "7", "0.5", "2.75", "41", "18.25"};
        ChurnModel points = train(tables(numbers).get(0));
        String[] open = numbers.clone();
        for (String text : List.of("1.234", "1,234")) {
            open[5] = '"' + text + '"';
            String[] one = {"7", "12", '"' + text + '"', "310", "18"};
            for (Path table :
                    Stream.concat(tables(open).stream(), tables(one).stream()).toList()) {
                ChurnModel model = train(table);
                String notice = model.notices().stream()
                        .filter(some -> some.code().equals("hidden-numbers"))
                        .map(Notice::message)
                        .findFirst()
                        .orElseThrow();
                assertThat(notice)
                        .isEqualTo(
                                "Column 'fee' holds numbers written as text, and nothing tells whether with a decimal"
                                        + " comma or a decimal point, and is read as numeric; 20 values that may be read either"
                                        + " way, such as (" + text
                                        + "), count as missing. Maybe write the column with one decimal"
                                        + " mark.");
                assertThatThrownBy(() -> byRows(points, table))
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining(
                                "holds (" + text + "), which is one number with a decimal point and another");
                assertThatThrownBy(() -> byTable(points, table))
                        .isInstanceOf(DataException.class)
                        .hasMessageContaining(
                                "holds (" + text + "), which is one number with a decimal point and another");
            }
        }
    }

    @Test
    void levels_numbersBesideTexts_keepTheirSpelling() {
        Dataset table =
                Tables.read(tables("1", "2", "\"2,5\"", "\"2,0\"", "\"other\"").get(0));
        ChurnModel model = ChurnPipeline.builder()
                .target("left", "yes")
                .learner(new PlainLogistic())
                .build()
                .fit(table);
        assertThat(model.inputs().get(0).levels()).containsExactly("1", "2", "2,0", "2,5", "other");
        assertThat(model.scorer().probability(Map.of("fee", "1", "age", 30)))
                .isEqualTo(model.scorer().probability(Map.of("fee", 1, "age", 30)));
    }
}
