package io.github.churnml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.error.DataException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {

    private static final NumericColumn AGE =
            NumericColumn.of("age", ColumnType.NUMERIC, new double[] {1, Double.NaN, 1});
    private static final CodedColumn PLAN =
            CodedColumn.of("plan ", ColumnType.CATEGORICAL, new int[] {0, -1, 1}, List.of("a", "b"));
    private static final TextColumn ID = TextColumn.of("id", ColumnType.IDENTIFIER, Arrays.asList("x", null, "z"));

    private static final Dataset TABLE = Dataset.of(List.of(AGE, PLAN, ID));

    @Test
    void column_nameWithBlanks_isFoundExactlyThenTrimmed() {
        assertThat(TABLE.column("plan ")).isSameAs(PLAN);
        assertThat(TABLE.column("plan")).isSameAs(PLAN);
        assertThat(TABLE.find("nothing")).isEmpty();
    }

    @Test
    void column_unknownName_meetsItsNearest() {
        assertThatThrownBy(() -> TABLE.column("agee"))
                .isInstanceOf(DataException.class)
                .hasMessage("There is no column 'agee'.\nMaybe 'age' was meant.");
    }

    @Test
    void of_noColumns_isRefused() {
        assertThatThrownBy(() -> Dataset.of(List.of()))
                .isInstanceOf(DataException.class)
                .hasMessage("The table has no columns.");
    }

    @Test
    void of_columnsOfOneName_isRefused() {
        assertThatThrownBy(() -> Dataset.of(List.of(AGE, AGE)))
                .isInstanceOf(DataException.class)
                .hasMessage("Two columns are named 'age'.\nMaybe rename one of them in the header.");
    }

    @Test
    void schema_nameWithHalfACharacter_isRefused() {
        assertThatThrownBy(() -> new Schema(List.of(new Field("plan\ud83d", ColumnType.CATEGORICAL))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds half of a character.\nMaybe the table was cut or decoded wrongly");
    }

    @Test
    void of_columnsOfDifferentLength_isRefused() {
        NumericColumn shorter = NumericColumn.of("short", ColumnType.NUMERIC, new double[1]);

        assertThatThrownBy(() -> Dataset.of(List.of(AGE, shorter)))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'short' has 1 rows where the first has 3.");
    }

    @Test
    void select_rowsInAnyOrder_takesThemInAllColumns() {
        Dataset selected = TABLE.select(new int[] {2, 1, 2, 0});

        assertThat(selected.rows()).isEqualTo(4);
        assertThat(texts(selected, "plan")).containsExactly("b", null, "b", "a");
        assertThat(texts(selected, "id")).containsExactly("z", null, "z", "x");
        assertThat(texts(selected, "age")).containsExactly("1", null, "1", "1");
    }

    @Test
    void select_manyAscendingRows_showsThemAsCopiesDo() {
        Dataset most = TABLE.select(new int[] {0, 2});
        Dataset last = most.select(new int[] {1});
        Dataset again = most.select(new int[] {1, 0, 1});

        assertThat(most.rows()).isEqualTo(2);
        assertThat(most.fingerprint())
                .isEqualTo(Dataset.of(List.of(
                                NumericColumn.of("age", ColumnType.NUMERIC, new double[] {1, 1}),
                                CodedColumn.of("plan ", ColumnType.CATEGORICAL, new int[] {0, 1}, List.of("a", "b")),
                                TextColumn.of("id", ColumnType.IDENTIFIER, List.of("x", "z"))))
                        .fingerprint());
        assertThat(texts(most, "plan")).containsExactly("a", "b");
        assertThat(most.column("plan").counts()).isEqualTo(Map.of("a", 1, "b", 1));
        assertThat(most.column("id").isMissing(1)).isFalse();
        assertThat(((CodedColumn) most.column("plan")).in(Decimals.COMMA).code(1))
                .isEqualTo(1);
        assertThat(texts(last, "age")).containsExactly("1");
        assertThat(texts(last, "id")).containsExactly("z");
        assertThat(texts(again, "id")).containsExactly("z", "x", "z");
        assertThat(DuplicateRows.firstOfEach(most, field -> true)).containsExactly(0, 1);
        assertThat(DuplicateRows.firstOfEach(most, field -> field.name().equals("age")))
                .containsExactly(0);
    }

    @Test
    void select_rowsThenChangedByTheCaller_keepsWhatWasTaken() {
        int[] rows = {0, 2};
        Dataset selected = TABLE.select(rows);
        rows[1] = 1;

        assertThat(texts(selected, "id")).containsExactly("x", "z");
    }

    @Test
    void select_allRowsInOrder_isTheTable() {
        assertThat(TABLE.select(new int[] {0, 1, 2})).isSameAs(TABLE);
    }

    @Test
    void select_rowThatIsNotThere_isRefusedAtOnce() {
        for (int[] rows : List.of(new int[] {0, 1, 3}, new int[] {-1, 0, 1}, new int[] {0, 3})) {
            assertThatThrownBy(() -> TABLE.select(rows)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        Dataset most = TABLE.select(new int[] {0, 2});
        assertThatThrownBy(() -> most.select(new int[] {0, 2})).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void text_dateColumn_isIso() {
        assertThat(NumericColumn.of("d", ColumnType.DATE, new double[] {18690.5})
                        .text(0))
                .isEqualTo("2021-03-04T12:00:00");
    }

    @Test
    void fingerprint_equalValuesOtherDictionary_isEqual() {
        CodedColumn other =
                CodedColumn.of("plan ", ColumnType.CATEGORICAL, new int[] {2, -1, 1}, List.of("c", "b", "a"));

        assertThat(Dataset.of(List.of(AGE, other, ID)).fingerprint())
                .isEqualTo(TABLE.fingerprint())
                .matches("[0-9a-f]{64}");
    }

    @Test
    void fingerprint_anyDifference_shows() {
        NumericColumn age = NumericColumn.of("age", ColumnType.NUMERIC, new double[] {1, 0, 1});
        NumericColumn date = NumericColumn.of("age", ColumnType.DATE, new double[] {1, Double.NaN, 1});
        NumericColumn renamed = NumericColumn.of("Age", ColumnType.NUMERIC, new double[] {1, Double.NaN, 1});
        TextColumn empty = TextColumn.of("id", ColumnType.IDENTIFIER, Arrays.asList("x", "", "z"));

        assertThat(Set.of(
                        TABLE.fingerprint(),
                        Dataset.of(List.of(age, PLAN, ID)).fingerprint(),
                        Dataset.of(List.of(date, PLAN, ID)).fingerprint(),
                        Dataset.of(List.of(renamed, PLAN, ID)).fingerprint(),
                        Dataset.of(List.of(AGE, PLAN, empty)).fingerprint(),
                        Dataset.of(List.of(PLAN, AGE, ID)).fingerprint(),
                        TABLE.select(new int[] {1, 0, 2}).fingerprint()))
                .hasSize(7);
    }

    @Test
    void fingerprint_textLargerThanTheBuffer_counts() {
        Dataset one = Dataset.of(List.of(TextColumn.of("t", ColumnType.TEXT, List.of("x".repeat(200_000)))));
        Dataset other = Dataset.of(List.of(TextColumn.of("t", ColumnType.TEXT, List.of("x".repeat(199_999) + "y"))));

        assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
    }

    @Test
    void firstOfEach_equalRows_keepsTheFirst() {
        Dataset table = Dataset.of(List.of(
                NumericColumn.of("n", ColumnType.NUMERIC, new double[] {0.0, -0.0, Double.NaN, Double.NaN, 0.0, 5}),
                CodedColumn.of("c", ColumnType.CATEGORICAL, new int[] {0, 0, -1, -1, 1, 0}, List.of("a", "A")),
                TextColumn.of("t", ColumnType.TEXT, Arrays.asList("x", "x", null, null, "x", "x"))));

        assertThat(DuplicateRows.firstOfEach(table, field -> true)).containsExactly(0, 2, 4, 5);
        assertThat(DuplicateRows.firstOfEach(table, field -> field.name().equals("t")))
                .containsExactly(0, 2);
        assertThat(DuplicateRows.firstOfEach(table, field -> field.type() == ColumnType.NUMERIC))
                .containsExactly(0, 2, 5);
        assertThat(DuplicateRows.firstOfEach(table, field -> false)).containsExactly(0);
    }

    @Test
    void firstOfEach_missingAndEmptyText_differ() {
        Dataset table = Dataset.of(List.of(TextColumn.of("t", ColumnType.TEXT, Arrays.asList("", null))));

        assertThat(DuplicateRows.firstOfEach(table, field -> true)).containsExactly(0, 1);
    }

    @Test
    void firstOfEach_noRows_keepsNone() {
        assertThat(DuplicateRows.firstOfEach(TABLE.select(new int[0]), field -> true))
                .isEmpty();
    }

    @Test
    void isMissing_markers_ignoreCaseAndBlanks() {
        MissingMarkers markers = MissingMarkers.standard().and(List.of(" Not Available at All "));

        assertThat(List.of("", "  ", "NA", "n/a", "NULL", " NaN ", "?", "-", "not available AT all"))
                .allMatch(markers::isMissing);
        assertThat(List.of("0", "none", "--", "N A")).noneMatch(markers::isMissing);
    }

    private static List<String> texts(Dataset dataset, String column) {
        Column found = dataset.column(column);
        return IntStream.range(0, dataset.rows()).mapToObj(found::text).toList();
    }
}
