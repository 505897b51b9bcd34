package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Numbers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/** A table with every type of column and awkward texts, and what any reader has to make of it. */
public final class ContractTable {

    public static final List<String> HEADER =
            List.of("customer id", "plan", "charges", "months", "since", "seen", "active", "", "note \"ü\"", "none");

    public static final int ROWS = 40;

    private ContractTable() {}

    public static List<String> texts(int row) {
        return List.of(
                "C-" + (1000 + row * 7),
                row % 5 == 0
                        ? "NA"
                        : List.of(" pre paid", "post,paid", "flex\n\"x\"").get(row % 3),
                row == 7 ? "" : String.valueOf(row * 1.25),
                String.valueOf(row % 6),
                Dates.text(45_000 + row - 25_569),
                Dates.text(45_000 + row - 25_569 + 0.5),
                row % 2 == 1 ? "true" : "false",
                "x" + row % 4,
                "customer number " + row + " said: \"ü€😀\" & left < soon",
                "");
    }

    private static Dataset inMemory() {
        List<String[]> rows = Stream.iterate(0, row -> row + 1)
                .limit(ROWS)
                .map(row -> texts(row).toArray(new String[0]))
                .toList();
        return Tables.ofTexts(HEADER, rows, ReadOptions.standard());
    }

    public static void requireRead(Path file) {
        Dataset expected = inMemory();
        assertThat(expected.columns())
                .extracting(Column::type)
                .containsExactly(
                        ColumnType.IDENTIFIER,
                        ColumnType.CATEGORICAL,
                        ColumnType.NUMERIC,
                        ColumnType.NUMERIC,
                        ColumnType.DATE,
                        ColumnType.DATE,
                        ColumnType.BOOLEAN,
                        ColumnType.CATEGORICAL,
                        ColumnType.TEXT,
                        ColumnType.NUMERIC);
        assertThat(expected.notices())
                .extracting(Notice::code)
                .containsExactly("empty-header", "type-inferred-identifier", "type-inferred-text", "all-missing");

        Dataset read = Tables.read(file);

        assertThat(read.schema()).isEqualTo(expected.schema());
        assertThat(read.fingerprint()).isEqualTo(expected.fingerprint());
        assertThat(read.notices()).isEqualTo(expected.notices());
    }

    public static void requireRows(Path file) {
        List<Long> done = new ArrayList<>();
        ReadOptions options = ReadOptions.standard().withProgress((stage, at, total) -> {
            assertThat(at).isBetween(0L, total);
            done.add(at);
        });
        try (TableRows rows = TableRows.open(file, options)) {
            assertThat(rows.header()).isEqualTo(inMemory().schema().names());
            assertThat(rows.rowNumber()).isZero();
            for (int row = 0; row < ROWS; row++) {
                assertThat(rows.hasNext()).isTrue();
                assertThat(numbersAsTexts(rows.next()))
                        .containsExactlyElementsOf(
                                List.of(numbersAsTexts(texts(row).toArray(new String[0]))));
                assertThat(rows.rowNumber()).isEqualTo(row + 1);
            }
            assertThat(rows.hasNext()).isFalse();
            assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
            assertThat(rows.rowNumber()).isEqualTo(ROWS);
        }
        assertThat(done).isSorted().isNotEmpty();
    }

    /** CSV and JSON keep how a number is written, such as 2.50, where a workbook has only its value. */
    private static String[] numbersAsTexts(String[] row) {
        String[] same = row.clone();
        for (int i = 0; i < same.length; i++) {
            double number = Numbers.parse(same[i]);
            same[i] = Double.isNaN(number) ? same[i] : Numbers.text(number);
        }
        return same;
    }
}
