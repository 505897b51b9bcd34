package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.read.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The numbers of a report about two tables, by hand. */
class ComparedTablesTest {

    /** The standard deviation of 1 to 500, each twice. */
    private static final double DEVIATION = Math.sqrt(500 * (500.0 * 500 - 1) / 6 / 999);

    @TempDir
    Path folder;

    private TableTally tally(TableLayout layout, String header, int rows, IntFunction<String> row) throws IOException {
        Path file = folder.resolve("table.csv");
        Files.writeString(
                file,
                IntStream.rangeClosed(1, rows).mapToObj(row).collect(Collectors.joining("\n", header + "\n", "\n")));
        return layout == null
                ? TableTally.of(file, ReadOptions.standard())
                : TableTally.of(file, ReadOptions.standard(), layout);
    }

    private static ColumnDrift column(DriftReport report, String name) {
        return report.find(name).orElseThrow();
    }

    private static final DriftDetector DETECTOR = new DriftDetector(DriftSettings.standard());

    @Test
    void compare_numbersMovedByFive_saysSoInStandardDeviations() throws IOException {
        TableTally reference = tally(null, "x,y", 1000, i -> (i + 1) / 2 + "," + i % 7);
        TableTally current = tally(reference.layout(), "x,y", 500, i -> i + 5 + "," + i % 7);
        ColumnDrift x = column(DETECTOR.compare(reference, current), "x");
        assertThat(x.referenceMean()).isCloseTo(250.5, within(1e-9));
        assertThat(x.currentMean()).isCloseTo(255.5, within(1e-9));
        assertThat(x.wasserstein()).isCloseTo(5 / DEVIATION, within(1e-9));
        // Ten of the thousand are below all others.
        assertThat(x.ks().orElseThrow().statistic()).isCloseTo(0.01, within(1e-9));
        assertThat(x.ks().orElseThrow().source()).isEqualTo(KsDistance.Source.VALUES);
    }

    @Test
    void compare_constantReference_hasNoStandardDeviationsToMoveBy() throws IOException {
        TableTally reference = tally(null, "x,y", 200, i -> "5," + i % 9);
        TableTally current = tally(reference.layout(), "x,y", 200, i -> "6," + i % 9);
        DriftReport report = DETECTOR.compare(reference, current);
        assertThat(column(report, "x").wasserstein()).isNaN();
        assertThat(column(report, "y").wasserstein()).isZero();
    }

    @Test
    void compare_profileOfAModel_isOfTheColumnsThatBothHave() throws IOException {
        TableTally reference = tally(null, "x,y", 1000, i -> i % 90 + "," + i % 7);
        TableTally current = tally(reference.layout(), "y", 700, i -> "" + i % 7);
        DriftReport report = DETECTOR.compare(reference.profile(), current);
        assertThat(report.columns()).extracting(ColumnDrift::name).containsExactly("y");
        assertThat(column(report, "y").wasserstein())
                .as("a profile has no values")
                .isNaN();
        assertThat(column(report, "y").referenceMean()).isCloseTo(3.003, within(1e-9));
        assertThat(DETECTOR.compare(reference, current).columns())
                .extracting(ColumnDrift::name)
                .containsExactly("y");
    }

    @Test
    void compare_severalColumns_shareTheFalseAlarms() throws IOException {
        TableTally reference = tally(null, "a,b,c,d", 1000, i -> i % 2 + "," + i % 2 + "," + i % 2 + "," + i % 2);
        TableTally current = tally(reference.layout(), "a,b,c,d", 500, i -> i % 2 + "," + i % 2 + "," + i % 2 + ",0");
        DriftReport four = DETECTOR.compare(reference, current);
        // One degree at 0.005 / 4, times 1/1000 + 1/500.
        assertThat(column(four, "a").criticalPsi()).isCloseTo(10.4152 * 0.003, within(1e-5));
        TableTally alone = tally(null, "a", 1000, i -> "" + i % 2);
        assertThat(column(DETECTOR.compare(alone, alone), "a").criticalPsi())
                .as("one degree at 0.005")
                .isCloseTo(7.8794 * 0.002, within(1e-6));
        ColumnDrift d = column(four, "d");
        // Twelve tests of four columns; this is the least p-value, so Holm multiplies it by twelve.
        assertThat(d.pValue()).isEqualTo(12 * d.chiSquare().pValue());
        assertThat(column(four, "a").pValue()).isEqualTo(1);
    }

    @Test
    void compare_formattedNumbers_haveWhatIsNoNumberAmongTheMissing() throws IOException {
        TableTally reference = tally(null, "x,y", 1000, i -> "$" + i % 50 + ".5," + i % 7);
        TableTally current = tally(
                reference.layout(), "x,y", 200, i -> (i <= 4 ? "" : i <= 10 ? "unclear" : "$" + i % 50 + ".5") + ",1");
        ColumnDrift x = column(DETECTOR.compare(reference, current), "x");
        assertThat(x.missing().current()).isEqualTo(0.05);
        assertThat(x.unseen().current()).isZero();
        ColumnDrift y = column(DETECTOR.compare(reference, current), "y");
        assertThat(y.missing().current()).isZero();
        // Not so among plain numbers, where it is something unseen.
        TableTally plain =
                tally(reference.layout(), "x,y", 200, i -> "$1.5," + (i <= 4 ? "" : i <= 10 ? "unclear" : "1"));
        y = column(DETECTOR.compare(reference, plain), "y");
        assertThat(y.missing().current()).isEqualTo(0.02);
        assertThat(y.unseen().current()).isEqualTo(0.03);
    }

    @Test
    void toMap_numbers_haveDistanceMovementAndMeans() throws IOException {
        TableTally reference = tally(null, "x,y", 1000, i -> (i + 1) / 2 + "," + i % 7);
        TableTally current = tally(reference.layout(), "x,y", 500, i -> i + 5 + "," + i % 7);
        DriftReport report = DETECTOR.compare(reference, current);
        ColumnDrift drift = column(report, "x");
        Map<String, Object> x = DriftReportMap.column(drift);
        assertThat(x)
                .containsEntry("wasserstein_sd", drift.wasserstein())
                .containsEntry("mean_reference", drift.referenceMean())
                .containsEntry("mean_new", drift.currentMean());
        KsDistance ks = drift.ks().orElseThrow();
        assertThat(x.get("ks"))
                .isEqualTo(Map.of(
                        "statistic", ks.statistic(), "p_value", ks.pValue(), "from", "values", "error_at_most", 0.0));
        assertThat(x.get("bins"))
                .isEqualTo(Map.of(
                        "edges", drift.bins().edges(),
                        "reference", drift.bins().reference(),
                        "new", drift.bins().current()));
    }

    @Test
    void rule_severalColumnsWithoutRowsEnough_saysHowManyAreNeeded() throws IOException {
        TableTally reference = tally(null, "x,y", 1000, i -> i % 90 + "," + i % 7);
        TableTally current = tally(reference.layout(), "x,y", 99, i -> i % 9 + "," + i % 7);
        DriftReport report = DETECTOR.compare(reference, current);
        assertThat(report.verdict()).isEqualTo(Verdict.NOT_ENOUGH_DATA);
        assertThat(report.rule()).isEqualTo("At least 100 rows are needed on both sides.");
    }

    /** The sentence is about the column that led to the verdict, which need not have the greatest index. */
    @Test
    void verdictRule_columnThatChanceExplains_isNotTheOneNamed() throws IOException {
        // Of 150 rows, 30 bins' worth of chance in x and a new level's worth of certainty in y.
        TableTally reference = tally(null, "x,y", 5000, i -> i * 7919 % 1000 + "," + (i % 1000 == 0 ? "b" : "a"));
        TableTally current =
                tally(reference.layout(), "x,y", 130, i -> i * 7919 % 1000 + "," + (i % 13 == 0 ? "b" : "a"));
        DriftReport report = DETECTOR.compare(reference, current);
        assertThat(column(report, "x").verdict()).isEqualTo(Verdict.STABLE);
        assertThat(column(report, "y").verdict().isAlarm()).isTrue();
        assertThat(report.verdictRule()).contains("Column 'y': PSI ");
    }
}
