package io.github.churnml.data.read;

import static io.github.churnml.data.read.TempCsv.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Field;
import io.github.churnml.data.Notice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReaderTest {

    @TempDir
    Path folder;

    private Dataset read(String text) {
        return Tables.readCsv(TempCsv.write(folder, text));
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void readCsv_anyDelimiter_isFound(String delimiter) {
        Dataset table = read("name;age;plan\n\"a;,|\t\";1.5;x y\nb;2;\"z\"\n".replace(";", delimiter));

        assertThat(table.schema().names()).containsExactly("name", "age", "plan");
        assertThat(texts(table, "name")).containsExactly("a" + delimiter + ",|\t", "b");
        assertThat(texts(table, "age")).containsExactly("1.5", "2");
    }

    @Test
    void readCsv_decimalCommasBetweenSemicolons_areNotDelimiters() {
        Dataset table = read("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n");

        assertThat(texts(table, "b")).containsExactly("2,5", "5,5");
    }

    @Test
    void readCsv_oneColumn_needsNoDelimiter() {
        assertThat(texts(read("a\nx\n\"\"\n\ny"), "a")).containsExactly("x", null, "y");
    }

    @Test
    void readCsv_givenDelimiter_wins() {
        Path file = TempCsv.write(folder, "a:b,c\n1:2,3\n");

        assertThat(Tables.readCsv(file, CsvOptions.standard().withDelimiter(':'))
                        .schema()
                        .names())
                .containsExactly("a", "b,c");
    }

    @Test
    void readCsv_quotedNewlinesAndQuotes_arePartOfTheField() {
        Dataset table = read("a,b\r\n\"x\r\ny\",\"say \"\"hi\"\"\"\r\n5\" pipe,\"\"\r\n");

        assertThat(texts(table, "a")).containsExactly("x\r\ny", "5\" pipe");
        assertThat(texts(table, "b")).containsExactly("say \"hi\"", null);
    }

    @Test
    void readCsv_blankLines_areSkipped() {
        Dataset table = read("\n  \na,b\n\n1,x\n   \n\n,\n2,y\n\n");

        assertThat(texts(table, "a")).containsExactly("1", null, "2");
        assertThat(texts(table, "b")).containsExactly("x", null, "y");
    }

    @Test
    void readCsv_blanksAroundValues_stayInLevelsOnly() {
        Dataset table = read("a,b,c, d \n 1 , x ,  Yes,2020-01-01 \n2,y, NA ,\t2020-01-02\n   ,z,No,\n");

        assertThat(texts(table, "a")).containsExactly("1", "2", null);
        assertThat(texts(table, "b")).containsExactly(" x ", "y", "z");
        assertThat(texts(table, "c")).containsExactly("  Yes", null, "No");
        assertThat(texts(table, "d")).containsExactly("2020-01-01", "2020-01-02", null);
        assertThat(table.schema().names()).containsExactly("a", "b", "c", " d ");
        assertThat(table.schema().fields())
                .extracting(Field::type)
                .containsExactly(ColumnType.NUMERIC, ColumnType.CATEGORICAL, ColumnType.BOOLEAN, ColumnType.DATE);
    }

    @Test
    void readCsv_firstFieldOfBlanks_isMissing() {
        assertThat(texts(read("a,b\n  ,x\n1,y\n"), "a")).containsExactly(null, "1");
    }

    @Test
    void readCsv_byteOrderMark_winsOverTheCharset() throws Exception {
        for (Charset charset : List.of(
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                Charset.forName("UTF-32LE"))) {
            Path file = TempCsv.write(folder, "\uFEFFgröße,b\nü,1\n😀,2\n", charset);
            Dataset table = Tables.readCsv(file, CsvOptions.standard().withCharset(StandardCharsets.ISO_8859_1));

            assertThat(table.schema().names()).containsExactly("größe", "b");
            assertThat(texts(table, "größe")).containsExactly("ü", "😀");
        }
    }

    @Test
    void readCsv_statedCharset_isUsed() {
        Charset windows = Charset.forName("windows-1252");
        Path file = TempCsv.write(folder, "name,b\nMüller €,1\n", windows);
        assertThat(texts(Tables.readCsv(file, CsvOptions.standard().withCharset(windows)), "name"))
                .containsExactly("Müller €");

        Path wide = TempCsv.write(folder, "name,b\nMüller,1\n", StandardCharsets.UTF_16BE);
        assertThat(texts(Tables.readCsv(wide, CsvOptions.standard().withCharset(StandardCharsets.UTF_16BE)), "name"))
                .containsExactly("Müller");
    }

    @Test
    void readCsv_emptyHeaderNames_areMadeUp() {
        Dataset table = read("a,,column_2, \n1,2,3,x\n");

        assertThat(table.schema().names()).containsExactly("a", "column_2_", "column_2", "column_4");
        assertThat(table.notices())
                .containsExactly(
                        new Notice(
                                "empty-header",
                                "column_2_",
                                "Column 2 has no name in the header; it is called 'column_2_'."),
                        new Notice(
                                "empty-header",
                                "column_4",
                                "Column 4 has no name in the header; it is called 'column_4'."));
    }

    @Test
    void readCsv_levels_areInOrderOfAppearance() {
        CodedColumn column = (CodedColumn) read("a,b\nz,1\na,1\nz,1\nb,1\n").column("a");

        assertThat(column.levels()).containsExactly("z", "a", "b");
        assertThat(column.code(2)).isZero();
    }

    @Test
    void readCsv_manyLevels_keepEachTheirText() {
        StringBuilder text = new StringBuilder("level,n\n");
        for (int i = 0; i < 30_000; i++) {
            text.append("level ").append(i % 10_000).append(",1\n");
        }
        CodedColumn column = (CodedColumn) read(text.toString()).column("level");

        assertThat(column.type()).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(column.levels()).hasSize(10_000);
        assertThat(column.text(29_999)).isEqualTo("level 9999");
    }

    @Test
    void readCsv_otherMarkers_areMissing() {
        Path file = TempCsv.write(folder, "a,b\n1,unknown\n-99,x\n2,N/A\n");
        MissingMarkers markers = new MissingMarkers(Set.of("-99", "UNKNOWN"));
        Dataset table = Tables.readCsv(file, CsvOptions.standard().withMissing(markers));

        assertThat(texts(table, "a")).containsExactly("1", null, "2");
        assertThat(texts(table, "b")).containsExactly(null, "x", "N/A");
    }

    @Test
    void readCsv_standardMarkers_areMissing() {
        assertThat(texts(read("a,b\nNA,1\nn/a,1\nNull,1\nNaN,1\n?,1\n-,1\n\"\",1\n7,1\n"), "a"))
                .containsExactly(null, null, null, null, null, null, null, "7");
    }

    @Test
    void readCsv_progress_countsTheFileOnce() {
        List<Long> done = new ArrayList<>();
        List<Long> totals = new ArrayList<>();
        Path file = TempCsv.write(folder, "a,b\n" + "1,2\n".repeat(50_000));
        Tables.readCsv(file, CsvOptions.standard().withProgress((stage, at, total) -> {
            assertThat(stage).isEqualTo("reading");
            done.add(at);
            totals.add(total);
        }));

        assertThat(done).isSorted().last().isEqualTo(200_004L);
        assertThat(totals).containsOnly(200_004L);
    }

    @Test
    void readCsv_textBeyondTheBuffers_isWhole() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes("a,b\n".getBytes(StandardCharsets.UTF_8));
        String longText = "é😀\"\"".repeat(100_000);
        for (int i = 0; i < 3; i++) {
            text.writeBytes(("\"" + i + longText + "\",1\n").getBytes(StandardCharsets.UTF_8));
        }
        Path file = TempCsv.write(folder, text.toByteArray());
        String[] texts = texts(Tables.readCsv(file), "a");

        assertThat(texts[2].equals("2" + longText.replace("\"\"", "\""))).isTrue();
    }

    @Test
    void readCsv_noLineBreakAtTheEnd_isTheSame() {
        String text = "a,b\n1,x\n2,y";
        assertThat(read(text).fingerprint())
                .isEqualTo(read(text + "\n").fingerprint())
                .isEqualTo(read(text + "\r\n\r\n").fingerprint())
                .isEqualTo(read((text + "\n").replace("\n", "\r")).fingerprint())
                .isNotEqualTo(read(text + "y").fingerprint());
    }
}
