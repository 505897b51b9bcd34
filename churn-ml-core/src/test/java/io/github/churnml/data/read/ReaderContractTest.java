package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One table in every format: the same dataset, the same notices, the same rows, whatever the file is called. */
class ReaderContractTest {

    private static final List<String> HEADER =
            List.of("customer id", "plan", "charges", "months", "since", "seen", "active", "", "note \"ü\"", "none");

    @TempDir
    Path folder;

    enum Format {
        CSV {
            @Override
            Path write(Path folder) throws IOException {
                StringBuilder text = new StringBuilder();
                for (int row = -1; row < ROWS; row++) {
                    List<String> cells = row < 0 ? HEADER : texts(row);
                    text.append(String.join(
                                    ",",
                                    cells.stream()
                                            .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                                            .toList()))
                            .append("\r\n");
                }
                return Files.writeString(folder.resolve("table.json"), text);
            }
        },
        XLSX {
            @Override
            Path write(Path folder) throws IOException {
                List<String> rows = new ArrayList<>();
                rows.add(TempXlsx.texts(HEADER.toArray(new String[0])));
                for (int row = 0; row < ROWS; row++) {
                    rows.add(sheetRow(row));
                }
                Path file =
                        new TempXlsx().sheet("S", rows.toArray(new String[0])).write(folder);
                return Files.move(file, folder.resolve("table.csv"));
            }

            private String sheetRow(int row) {
                List<String> texts = texts(row);
                StringBuilder cells = new StringBuilder();
                for (int i = 0; i < texts.size(); i++) {
                    String text = texts.get(i);
                    cells.append(
                            switch (i) {
                                case 2, 3 -> text.isEmpty() ? "" : TempXlsx.number(i, text);
                                case 4 -> TempXlsx.styled(i, 1, String.valueOf(45_000 + row));
                                case 5 -> TempXlsx.styled(i, 4, (45_000 + row) + ".5");
                                case 6 -> TempXlsx.cell(i, "t=\"b\"", "<v>" + (row % 2) + "</v>");
                                default -> TempXlsx.texts(new String[i + 1]) + one(i, text);
                            });
                }
                return cells.toString();
            }

            private String one(int column, String text) {
                String[] row = new String[column + 1];
                row[column] = text;
                return text.isEmpty() ? "" : TempXlsx.texts(row);
            }
        },
        JSON_LIST {
            @Override
            Path write(Path folder) throws IOException {
                return Files.writeString(
                        folder.resolve("table.xlsx"),
                        "[" + String.join(",\n", jsonRows().toList()) + "]");
            }
        },
        JSON_LINES {
            @Override
            Path write(Path folder) throws IOException {
                return Files.write(folder.resolve("table.txt"), jsonRows().toList());
            }
        };

        static final int ROWS = 40;

        abstract Path write(Path folder) throws IOException;

        static List<String> texts(int row) {
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

        static Stream<String> jsonRows() {
            return Stream.iterate(0, row -> row + 1).limit(ROWS).map(Format::jsonRow);
        }

        private static String jsonRow(int row) {
            List<String> texts = texts(row);
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                boolean bare = i == 2 || i == 3 || i == 6;
                String value = texts.get(i).isEmpty() ? "null" : bare ? texts.get(i) : quoted(texts.get(i));
                // The first row has all keys; later ones leave out what is missing.
                if (row == 0 || !value.equals("null")) {
                    cells.add(quoted(HEADER.get(i)) + ":" + value);
                }
            }
            return "{" + String.join(",", cells) + "}";
        }

        private static String quoted(String text) {
            return '"' + text.replace("\"", "\\\"").replace("\n", "\\n") + '"';
        }
    }

    private static Dataset inMemory() {
        List<String[]> rows = Stream.iterate(0, row -> row + 1)
                .limit(Format.ROWS)
                .map(row -> Format.texts(row).toArray(new String[0]))
                .toList();
        return Tables.ofTexts(HEADER, rows, ReadOptions.standard());
    }

    @ParameterizedTest
    @EnumSource
    void read_oneTableInAnyFormat_isTheSameDataset(Format format) throws IOException {
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

        Dataset read = Tables.read(format.write(folder));

        assertThat(read.schema()).isEqualTo(expected.schema());
        assertThat(read.fingerprint()).isEqualTo(expected.fingerprint());
        assertThat(read.notices()).isEqualTo(expected.notices());
    }

    @ParameterizedTest
    @EnumSource
    void rows_ofOneTableInAnyFormat_areTheSame(Format format) throws IOException {
        List<Long> done = new ArrayList<>();
        ReadOptions options = ReadOptions.standard().withProgress((stage, at, total) -> {
            assertThat(at).isBetween(0L, total);
            done.add(at);
        });
        try (TableRows rows = TableRows.open(format.write(folder), options)) {
            assertThat(rows.header()).isEqualTo(inMemory().schema().names());
            assertThat(rows.rowNumber()).isZero();
            for (int row = 0; row < Format.ROWS; row++) {
                assertThat(rows.hasNext()).isTrue();
                assertThat(numbersAsTexts(rows.next()))
                        .containsExactlyElementsOf(
                                List.of(numbersAsTexts(Format.texts(row).toArray(new String[0]))));
                assertThat(rows.rowNumber()).isEqualTo(row + 1);
            }
            assertThat(rows.hasNext()).isFalse();
            assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
            assertThat(rows.rowNumber()).isEqualTo(Format.ROWS);
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

    @Test
    void ofTexts_nulls_areMissing() {
        Dataset table =
                Tables.ofTexts(List.of("a"), List.of(new String[] {"1"}, new String[] {null}), ReadOptions.standard());

        assertThat(TempCsv.texts(table, "a")).containsExactly("1", null);
    }

    @Test
    void ofTexts_whatIsNoTable_isRefused() {
        ReadOptions options = ReadOptions.standard();
        assertThatThrownBy(() -> Tables.ofTexts(List.of(), List.of(), options))
                .isInstanceOf(DataException.class)
                .hasMessage("The table has 0 columns where 1 to 10000 are possible.");
        assertThatThrownBy(() -> Tables.ofTexts(List.of("a"), List.of(), options))
                .hasMessage("The table has a header but no rows.\nMaybe the query that made it found nothing.");
        assertThatThrownBy(() -> Tables.ofTexts(List.of("a"), List.of(new String[] {"1"}, new String[2]), options))
                .hasMessage("Row 2 has 2 texts where the header has 1.")
                .satisfies(e -> assertThat(((DataException) e).row()).hasValue(2));
        assertThatThrownBy(() -> Tables.ofTexts(List.of("a", "a"), List.of(), options))
                .hasMessageStartingWith("Columns 1 and 2 are both named 'a'.");
        assertThatThrownBy(() -> TextTable.read(
                        List.of("a"),
                        List.of(new String[] {"1"}, new String[] {"2"}),
                        options,
                        new TableLimits(10_000, 1, 1)))
                .hasMessage("The table has more than 1 rows.\nMaybe train on a sample of them.");
    }

    @Test
    void ofTexts_rowsThatChangeBetweenPasses_areRefused() {
        List<List<String[]>> passes =
                new ArrayList<>(List.of(List.<String[]>of(new String[] {"1"}), List.<String[]>of(new String[] {"x"})));
        Iterable<String[]> rows = () -> passes.remove(0).iterator();

        assertThatThrownBy(() -> Tables.ofTexts(List.of("a"), rows, ReadOptions.standard()))
                .hasMessage("The table changed while it was being read.\n"
                        + "Maybe another process still writes it: try again when it is done.");
    }

    @Test
    void read_options_areForAllFormats() throws IOException {
        Path csv =
                Files.write(folder.resolve("t"), "a;b\n1;ü\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        ReadOptions options = ReadOptions.standard()
                .withCharset(java.nio.charset.StandardCharsets.ISO_8859_1)
                .withDelimiter(';')
                .withSheet("S")
                .withTypes(java.util.Map.of("a", ColumnType.TEXT));

        Dataset table = Tables.read(csv, options);

        assertThat(table.column("a").type()).isEqualTo(ColumnType.TEXT);
        assertThat(table.column("b").text(0)).isEqualTo("ü");
        assertThatThrownBy(() -> Tables.read(folder))
                .hasMessageStartingWith("The path (" + folder + ") is a folder where a table is needed.");
    }
}
