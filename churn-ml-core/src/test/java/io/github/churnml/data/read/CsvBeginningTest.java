package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the beginning of a CSV file tells: a delimiter, UTF-16, that there is no header. */
class CsvBeginningTest {

    @TempDir
    Path folder;

    private Path file(String text) {
        return TempCsv.write(folder, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sep=;\n",
                "SEP=;\r\n",
                "Sep=;\r",
                "\"sep=;\"\n",
                "\uFEFFsep=;\n",
                "sep=;;;\n",
                "\"sep=;\";;\r\n",
                "sep=; \n",
            })
    void hint_beforeTheHeader_isHonouredAndNoRow(String line) {
        Path file = file(line + "id;charge\n1;2\n2;3\n");
        Dataset table = Tables.read(file);

        assertThat(table.schema().names()).containsExactly("id", "charge");
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.column("charge").text(0)).isEqualTo("2");
        assertThat(TableScan.run(file, ReadOptions.standard(), Count::new).rows).isEqualTo(2);
    }

    private static final class Count implements RowSink<Count> {
        private int rows;

        Count(List<String> header) {
            assertThat(header).containsExactly("id", "charge");
        }

        @Override
        public void cell(int column, char[] s, int from, int to) {}

        @Override
        public void endRow() {
            rows++;
        }

        @Override
        public void merge(Count later) {
            rows += later.rows;
        }
    }

    @Test
    void hint_ofAnyDelimiter_isHonoured() {
        for (String hint : List.of("sep=\t", "sep=\\t", "sep=,", "sep=|", "sep=^", "sep=:")) {
            char delimiter = hint.endsWith("t") ? '\t' : hint.charAt(hint.length() - 1);
            Dataset table = Tables.read(file(hint + "\na" + delimiter + "b\n1" + delimiter + "x\n"));
            assertThat(table.schema().names()).containsExactly("a", "b");
        }
        Path utf16 = TempCsv.write(folder, "\uFEFFsep=;\r\na;b\r\n1;\u00FC\r\n", StandardCharsets.UTF_16LE);
        assertThat(Tables.read(utf16).column("b").text(0)).isEqualTo("\u00FC");
    }

    @Test
    void hint_lines_areCountedInMessages() {
        assertThatThrownBy(() -> Tables.read(file("sep=;\na;b\n1;2\n1;2;3\n")))
                .hasMessageStartingWith("Row 2 of 'table.csv' (line 4) has 3 fields where the header has 2.");
        assertThatThrownBy(() -> Tables.read(file("sep=;\n"))).hasMessageContaining("is empty");
    }

    @Test
    void hint_againstTheOptionOrTheHeader_isNamed() {
        assertThatThrownBy(() -> Tables.read(
                        file("sep=;\na;b\n1;2\n"), ReadOptions.standard().withDelimiter(',')))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The first line of 'table.csv' says that the delimiter is ';', and ',' was asked for.\n"
                        + "Maybe leave the delimiter out, or remove the line that begins with 'sep='.");
        assertThatThrownBy(() -> Tables.read(file("sep=;\na,b\n1,2\n")))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "The first line of 'table.csv' says that the delimiter is ';', but the header has none; it seems"
                                + " to be divided by ','.\nMaybe correct or remove the line that begins with 'sep='.");
        assertThat(Tables.read(file("sep=;\na\n1\n")).schema().names()).containsExactly("a");
        assertThat(Tables.read(file("sep=;\na;b\n1;2\n"), ReadOptions.standard().withDelimiter(';'))
                        .rows())
                .isEqualTo(1);
        assertThat(DelimiterHint.of("sep=\u0001\n")).isNull();
        assertThat(DelimiterHint.of("sep=a\n")).isNull();
        assertThat(Tables.read(file("sep,b\n1,2\n")).schema().names()).containsExactly("sep", "b");
    }

    @Test
    void utf16_withoutAMark_isRecognised() {
        String text = "id;name\r\n1;Zo\u00EB\r\n2;\u0160\r\n";
        for (var charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Dataset table = Tables.read(TempCsv.write(folder, text, charset));
            assertThat(TempCsv.texts(table, "name")).containsExactly("Zo\u00EB", "\u0160");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k1,Basic,9.5,Yes\nk2,Plus,12,No\nk3,Basic,1,No\nk4,Plus,3,Yes\n",
                "k1,No,Yes,No\nk2,No,No,No\nk3,Yes,No,No\nk4,No,Yes,Yes\n",
                "34,1.5,0\n2,2.5,1\n7,0.5,0\n",
                "2024-01-02,3,x\n2024-02-02,4,x\n2024-02-03,5,y\n2024-02-03,5,y\n",
            })
    void header_thatLooksLikeACustomer_isRefused(String text) {
        Path file = file(text);
        assertThatThrownBy(() -> Tables.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "The first row of 'table.csv' looks like a customer and not like names of columns: (")
                .hasMessageContaining("say so with --no-header")
                .hasMessageContaining("if it has one, say so with --header.");
        assertThatThrownBy(() -> TableRows.open(file)).hasMessageContaining("looks like a customer");

        int rows = text.split("\n").length;
        Dataset without = Tables.read(file, ReadOptions.standard().withHeader(false));
        assertThat(without.rows()).isEqualTo(rows);
        assertThat(without.schema().names()).startsWith("c1", "c2", "c3");
        List<String> read = new ArrayList<>();
        try (TableRows table = TableRows.open(file, ReadOptions.standard().withHeader(false))) {
            table.forEachRemaining(row -> read.add(String.join(",", row)));
        }
        assertThat(String.join("\n", read) + "\n").isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,plan,charge\nk1,Basic,1\nk2,Basic,2\nk3,Plus,3\n",
                "0,1,2\n5,3,9\n6,1,1\n6,3,8\n",
                "customer,2019,2020\nk1,5,6\nk2,7,8\nk3,1,2\n",
                "customer,100234,100235\nk1,5,6\nk2,7,8\nk3,1,2\n",
                "churn\nchurn\nstay\nstay\nchurn\n",
                "Plus,city,gender,left\nPlus,Rome,m,a\nBasic,Rome,m,b\nPlus,Oslo,f,b\nPlus,Oslo,f,a\n",
                "2024-01,2024-02\n5,6\n7,8\n9,1\n",
                "a,b\n1,2\n",
            })
    void header_ofNames_isOne(String text) {
        assertThat(Tables.read(file(text)).rows()).isEqualTo(text.split("\n").length - 1);
    }

    @Test
    void header_thatIsSaidToBeOne_isOne() {
        Path file = file("34,1.5,0\n2,2.5,1\n7,0.5,0\n");
        assertThat(Tables.read(file, ReadOptions.standard().withHeader(true)).rows())
                .isEqualTo(2);
    }

    @Test
    void header_thatIsNone_countsLinesFromTheFirst() {
        assertThatThrownBy(() ->
                        Tables.read(file("1,2\n3,4,5\n"), ReadOptions.standard().withHeader(false)))
                .hasMessageStartingWith("Row 2 of 'table.csv' (line 2) has 3 fields where the header has 2.");
    }
}
