package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.read.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers written as text are compared as numbers, wherever in the table they stand. */
class DressedNumbersTest {

    /** More rows than types are inferred from. */
    private static final int MANY = 6_000;

    @TempDir
    Path folder;

    @Test
    void numbers_ofWhichSomeAreInDress_areNumbers_whereverThoseStand() throws IOException {
        for (int first : new int[] {3, MANY - 5}) {
            TableTally tally = tally(MANY, i -> i >= first && i % 100 == first % 100 ? "$" + amount(i) : amount(i));
            NumberProfile profile = (NumberProfile) tally.profile().columns().get(0);
            assertThat(profile.type()).isEqualTo(ColumnType.NUMERIC);
            assertThat(profile.counts()).hasSize(10);
            assertThat(profile.missing()).isZero();
            assertThat(profile.max()).isEqualTo(99.9);
        }
    }

    @Test
    void numbers_withDecimalCommaAndCurrency_areNumbers() throws IOException {
        TableTally tally = tally(300, i -> "\"" + amount(i).replace('.', ',') + " €\"");
        NumberProfile profile = (NumberProfile) tally.profile().columns().get(0);
        assertThat(profile.max()).isEqualTo(99.6);
    }

    @Test
    void numbersInDress_thatMove_areDrift_andWhatIsNoNumberIsMissingOnBothSides() throws IOException {
        TableTally reference = tally(1_000, i -> i % 50 == 0 ? "unclear" : "$" + amount(i));
        DriftReport same = compare(reference, i -> i % 50 == 0 ? "unknown" : amount(i + 1));
        assertThat(same.columns().get(0).missing().reference()).isEqualTo(0.02);
        assertThat(same.columns().get(0).missing().current()).isEqualTo(0.02);
        assertThat(same.overallDrift()).as(same.rule()).isFalse();
        DriftReport moved = compare(reference, i -> "$" + (20 + Double.parseDouble(amount(i))));
        assertThat(moved.columns().get(0).psi()).isGreaterThan(0.2);
        assertThat(moved.columns().get(0).ks()).isPresent();
    }

    @Test
    void texts_ofWhichOnlyMostAreNumbers_areLevels() throws IOException {
        for (int first : new int[] {0, MANY / 2}) {
            TableTally tally = tally(MANY, i -> i >= first && i % 5 == 0 ? "none" : amount(i));
            assertThat(tally.profile().columns().get(0)).isInstanceOf(LevelProfile.class);
        }
        ReadOptions declared = ReadOptions.standard().withType("x", ColumnType.CATEGORICAL);
        Path file = file("declared.csv", 300, i -> "$" + amount(i));
        assertThat(TableTally.of(file, declared).profile().columns().get(0)).isInstanceOf(LevelProfile.class);
    }

    @Test
    void levels_thatAreMostlyRare_areSaidToBeSo() throws IOException {
        IntFunction<String> names = i -> "customer " + i % 900;
        DriftReport report = compare(tally(1_000, names), names);
        assertThat(report.columns().get(0).verdict()).isEqualTo(Verdict.STABLE);
        assertThat(report.columns().get(0).reason()).startsWith("most of its values are too rare to be compared");
    }

    private static String amount(int i) {
        return String.format(Locale.ROOT, "%.1f", i * 7919 % 1000 / 10.0);
    }

    private DriftReport compare(TableTally reference, IntFunction<String> cell) throws IOException {
        Path current = file("current.csv", 1_000, cell);
        return new DriftDetector(DriftSettings.standard())
                .compare(reference, TableTally.of(current, ReadOptions.standard(), reference.layout()));
    }

    private TableTally tally(int rows, IntFunction<String> cell) throws IOException {
        return TableTally.of(file("table.csv", rows, cell), ReadOptions.standard());
    }

    private Path file(String name, int rows, IntFunction<String> cell) throws IOException {
        String lines = IntStream.range(0, rows)
                .mapToObj(i -> cell.apply(i) + "," + "ab".charAt(i % 2))
                .collect(Collectors.joining("\n", "x,plan\n", "\n"));
        return Files.writeString(folder.resolve(name), lines);
    }
}
