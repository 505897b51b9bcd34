package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.prepare.Input;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table's cells are counted as: by a model's inputs, by another table's layout, and by its own. */
class TableTallyTest {

    @TempDir
    Path folder;

    @Test
    void levels_readByAModel_areThoseItKnows_andOthersAreRareOrMissing() throws IOException {
        Input plan = input(Map.of(
                "kind",
                "level",
                "name",
                "plan",
                "type",
                "categorical",
                "feature",
                true,
                "trim",
                true,
                "missing",
                List.of("none"),
                "levels",
                List.of("Premium", "Basic")));
        Path file = file(cells("Basic", 12, " Premium ", 11, "Gold", 10, "none", 2, "", 3, "basic", 4));
        TableTally tally = TableTally.of(file, ReadOptions.standard(), TableLayout.of(List.of(plan)));

        assertThat(tally.profile().columns())
                .containsExactly(new LevelProfile(
                        "plan", ColumnType.CATEGORICAL, 42, 5, List.of("Basic", "Premium"), List.of(12L, 11L), 14));
        assertThat(tally.levels(known("plan", ColumnType.CATEGORICAL, "Premium", "Basic")))
                .containsExactly(11, 12, 14, 5);
        assertThat(tally.levels(known("n", ColumnType.CATEGORICAL, "Premium", "Basic")))
                .as("a column that the model does not read")
                .containsExactly(0, 0, 0, 42);
        assertThat(tally.levels(known("nothing", ColumnType.CATEGORICAL, "Premium")))
                .containsExactly(0, 0, 42);
    }

    @Test
    void booleans_areOneLevelInAnyCase_andOtherLevelsAreNot() throws IOException {
        TableTally flags = tally(cells("yes", 12, "NO", 11, "Yes", 3, "no", 4, "", 2));
        assertThat(flags.profile().columns().get(0))
                .isEqualTo(new LevelProfile(
                        "plan", ColumnType.BOOLEAN, 32, 2, List.of("NO", "yes"), List.of(15L, 15L), 0));
        assertThat(flags.levels(known("plan", ColumnType.BOOLEAN, "Yes", "no"))).containsExactly(15, 15, 0, 2);
        TableTally plans = tally(cells("a", 20, "A", 12));
        assertThat(plans.levels(known("plan", ColumnType.CATEGORICAL, "a"))).containsExactly(20, 12, 0);
    }

    @Test
    void levels_seenTenTimes_areNamed_andOfNineTimesAreNot() throws IOException {
        assertThat(tally(cells("c", 20, "a", 10, "b", 9)).profile().columns().get(0))
                .isEqualTo(new LevelProfile(
                        "plan", ColumnType.CATEGORICAL, 39, 0, List.of("a", "c"), List.of(10L, 20L), 9));
    }

    /** Only so many texts are told apart; the others still are rows. */
    @Test
    void levels_moreThanAreToldApart_areAllCounted() throws IOException {
        Path file = file(IntStream.range(0, 50_010).mapToObj(i -> "name " + i).toList());
        TableTally tally = TableTally.of(file, ReadOptions.standard().withType("plan", ColumnType.CATEGORICAL));
        assertThat(((LevelProfile) tally.profile().columns().get(0)).other()).isEqualTo(50_010);
        assertThat(tally.levels(known("plan", ColumnType.CATEGORICAL, "name"))).containsExactly(0, 50_010, 0);
    }

    @Test
    void numbers_writtenOtherwiseThanTheReference_areTheSameNumbers() throws IOException {
        TableTally reference = tally(amounts(600, i -> amount(i)));
        for (IntFunction<String> written : List.<IntFunction<String>>of(
                i -> "\"" + amount(i).replace('.', ',') + "\"", i -> "$" + amount(i), i -> amount(i) + " EUR")) {
            Path current = file(amounts(600, written));
            TableTally tally = TableTally.of(current, ReadOptions.standard(), reference.layout());
            ColumnDrift drift = new DriftDetector(DriftSettings.standard())
                    .compare(reference, tally)
                    .columns()
                    .get(0);
            assertThat(drift.missing().current() + drift.unseen().current())
                    .as(written.apply(1))
                    .isZero();
            assertThat(drift.psi()).as(written.apply(1)).isZero();
        }
    }

    @Test
    void pointBeforeThousands_ofATableWithDecimalCommas_isNone() throws IOException {
        Input charge = input(Map.of(
                "kind",
                "number",
                "name",
                "plan",
                "type",
                "numeric",
                "feature",
                true,
                "loose",
                true,
                "dateFormat",
                "yyyy-MM-dd",
                "missing",
                List.of()));
        Path file = file(amounts(600, i -> i == 0 ? "1.234" : "\"29,85\""));
        NumberProfile profile =
                (NumberProfile) TableTally.of(file, ReadOptions.standard(), TableLayout.of(List.of(charge)))
                        .profile()
                        .columns()
                        .get(0);
        assertThat(profile.min()).isEqualTo(29.85);
        assertThat(profile.max()).isEqualTo(1234);
    }

    /** One in twenty of the values that are there; missing ones do not make room for more. */
    @Test
    void textsAmongFormattedNumbers_upToOneInTwenty_areMissing() throws IOException {
        assertThat(tally(late(300)).profile().columns().get(0))
                .isInstanceOfSatisfying(NumberProfile.class, profile -> assertThat(profile.missing())
                        .isEqualTo(5_300));
        assertThat(tally(late(400)).profile().columns().get(0)).isInstanceOf(LevelProfile.class);
    }

    @Test
    void textLateAmongPlainNumbers_ofADeclaredColumn_makesItOneOfLevels() throws IOException {
        Path file = file(amounts(6_000, i -> i == 5_900 ? "unclear" : amount(i)));
        assertThat(TableTally.of(file, ReadOptions.standard())
                        .profile()
                        .columns()
                        .get(0))
                .isInstanceOf(NumberProfile.class);
        ReadOptions declared = ReadOptions.standard().withType("plan", ColumnType.NUMERIC);
        assertThat(TableTally.of(file, declared).profile().columns().get(0)).isInstanceOf(LevelProfile.class);
    }

    /** 6,000 formatted numbers, 5,000 missing values, and a thousand cells of which some are texts. */
    private static List<String> late(int texts) {
        return amounts(
                12_000,
                i -> i >= 6_000 && i < 11_000 ? "" : i < 11_000 + texts && i > 6_000 ? "unclear" : "$" + amount(i));
    }

    private static List<String> amounts(int rows, IntFunction<String> cell) {
        return IntStream.range(0, rows).mapToObj(cell).toList();
    }

    private static String amount(int i) {
        return String.valueOf((i * 7919 % 1000 * 10 + 5) / 100.0);
    }

    /** Texts, each as often as is said behind it. */
    private static List<String> cells(Object... textsAndCounts) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < textsAndCounts.length; i += 2) {
            cells.addAll(Collections.nCopies((int) textsAndCounts[i + 1], (String) textsAndCounts[i]));
        }
        return cells;
    }

    private static LevelProfile known(String name, ColumnType type, String... levels) {
        return new LevelProfile(
                name, type, 20L * levels.length, 0, List.of(levels), Collections.nCopies(levels.length, 20L), 0);
    }

    private static Input input(Map<String, Object> state) {
        return Input.of(Settings.of(new LinkedHashMap<>(state), Blame.modelFile(null)));
    }

    private TableTally tally(List<String> cells) throws IOException {
        return TableTally.of(file(cells), ReadOptions.standard());
    }

    private Path file(List<String> cells) throws IOException {
        return Files.writeString(
                folder.resolve("table" + Math.abs(cells.hashCode()) + ".csv"),
                IntStream.range(0, cells.size())
                        .mapToObj(i -> cells.get(i) + "," + i % 7)
                        .collect(Collectors.joining("\n", "plan,n\n", "\n")));
    }

    @Test
    void layout_ofATable_namesItsColumnsAndWhatTheyMean() throws IOException {
        TableLayout layout = TableLayout.infer(file(cells("$1.50", 20, "$2.50", 20)), ReadOptions.standard());
        assertThat(layout.names()).containsExactly("plan", "n");
        assertThat(layout.type("plan")).isEqualTo(ColumnType.NUMERIC);
        assertThat(layout.isDressed("plan")).isTrue();
        assertThat(layout.isDressed("n")).isFalse();
        assertThatThrownBy(() -> layout.type("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no column nothing");
    }

    /** The first 5,000 rows tell; a text behind them is found while the table goes by. */
    @Test
    void layout_ofALongTable_isThatOfItsFirstRows() throws IOException {
        Path late = file(amounts(5_001, i -> i == 5_000 ? "unclear" : amount(i)));
        assertThat(TableLayout.infer(late, ReadOptions.standard()).type("plan")).isEqualTo(ColumnType.NUMERIC);
        Path last = file(amounts(5_001, i -> i == 4_999 ? "unclear" : amount(i)));
        assertThat(TableLayout.infer(last, ReadOptions.standard()).isDressed("plan"))
                .isTrue();
    }
}
