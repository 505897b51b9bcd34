package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One table in every format: the same dataset, the same notices, the same rows, whatever the file is called. */
class ReaderContractTest {

    @TempDir
    Path folder;

    enum Format {
        CSV {
            @Override
            Path write(Path folder) throws IOException {
                StringBuilder text = new StringBuilder();
                for (int row = -1; row < ContractTable.ROWS; row++) {
                    List<String> cells = row < 0 ? ContractTable.HEADER : ContractTable.texts(row);
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

        abstract Path write(Path folder) throws IOException;

        static Stream<String> jsonRows() {
            return Stream.iterate(0, row -> row + 1).limit(ContractTable.ROWS).map(Format::jsonRow);
        }

        private static String jsonRow(int row) {
            List<String> texts = ContractTable.texts(row);
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < texts.size(); i++) {
                boolean bare = i == 2 || i == 3 || i == 6;
                String value = texts.get(i).isEmpty() ? "null" : bare ? texts.get(i) : quoted(texts.get(i));
                // The first row has all keys; later ones leave out what is missing.
                if (row == 0 || !value.equals("null")) {
                    cells.add(quoted(ContractTable.HEADER.get(i)) + ":" + value);
                }
            }
            return "{" + String.join(",", cells) + "}";
        }

        private static String quoted(String text) {
            return '"' + text.replace("\"", "\\\"").replace("\n", "\\n") + '"';
        }
    }

    @ParameterizedTest
    @EnumSource
    void read_oneTableInAnyFormat_isTheSameDataset(Format format) throws IOException {
        ContractTable.requireRead(format.write(folder));
    }

    @ParameterizedTest
    @EnumSource
    void rows_ofOneTableInAnyFormat_areTheSame(Format format) throws IOException {
        ContractTable.requireRows(format.write(folder));
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
        assertThatThrownBy(() -> TextRows.read(
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
