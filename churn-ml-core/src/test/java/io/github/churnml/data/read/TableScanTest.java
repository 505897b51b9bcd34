package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.Progress;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scan hands out what the plain reader hands out, whatever the file, and refuses what it refuses. */
class TableScanTest {

    @TempDir
    Path folder;

    /** Keeps all rows. */
    private static final class Keeping implements RowSink<Keeping> {
        private final List<List<String>> rows = new ArrayList<>();
        private List<String> row = new ArrayList<>();

        @Override
        public void cell(int column, char[] s, int from, int to) {
            assertThat(column).isEqualTo(row.size());
            row.add(new String(s, from, to - from));
        }

        @Override
        public void endRow() {
            rows.add(row);
            row = new ArrayList<>();
        }

        @Override
        public void merge(Keeping later) {
            rows.addAll(later.rows);
        }
    }

    private static List<List<String>> plainly(Path file, ReadOptions options) {
        List<List<String>> rows = new ArrayList<>();
        try (TableRows all = TableRows.open(file, options)) {
            all.forEachRemaining(row -> rows.add(List.of(row)));
        }
        return rows;
    }

    private void assertSame(String text, ReadOptions options, Charset charset) throws IOException {
        Path file = Files.write(folder.resolve("t.csv"), text.getBytes(charset));
        assertThat(TableScan.run(file, options, header -> new Keeping()).rows).isEqualTo(plainly(file, options));
    }

    private void assertSame(String text) throws IOException {
        assertSame(text, ReadOptions.standard(), StandardCharsets.UTF_8);
    }

    @Test
    void run_smallFilesOfEveryKind_givesTheRowsOfThePlainReader() throws IOException {
        assertSame("a,b\n1,2\n3,4");
        assertSame("a,b\r\n1,2\r\n\r\n 3 , 4 \r\n  \r\n");
        assertSame("a;b\r1;\r;4\r");
        assertSame("a\nx\n\n  \ny\n");
        assertSame("\uFEFFa,b\n\"1\n,\"\"\",2\nüx,é\n");
        assertSame("\n\n\"a\nb\",c\n\"1\",\"\"\n");
    }

    /** Both readers give the same, so only asking the one for blocks shows that it can do without the other. */
    @Test
    void blocks_ofARegularFile_needNoOtherReading() throws IOException {
        for (String text : List.of(
                "a\n1\n",
                "\uFEFFa,b\n1,\"x\n\"\nü,2\n",
                "a,b\n" + "1234,5678\n".repeat(900_000),
                "a,b\n" + "12,\"56\"\n".repeat(20_000))) {
            Path file = Files.writeString(folder.resolve("t.csv"), text);
            CsvSource source = CsvSource.of(file, ReadOptions.standard().csv());
            CsvBlocks.Sinks<Keeping> sinks = CsvBlocks.Sinks.of(header -> new Keeping());
            List<List<String>> rows = new CsvBlocks<>(source, Progress.none(), sinks).run().rows;
            assertThat(rows).isEqualTo(plainly(file, ReadOptions.standard()));
        }
    }

    /** More than one block, with and without quotes, with line breaks and delimiters inside them. */
    @Test
    void run_manyBlocks_givesTheRowsOfThePlainReader() throws IOException {
        for (boolean quotes : new boolean[] {false, true}) {
            SplittableRandom random = new SplittableRandom(quotes ? 1 : 2);
            StringBuilder text = new StringBuilder("id,name,x\n");
            for (int i = 0; text.length() < 9_000_000; i++) {
                text.append(i).append(',');
                if (quotes && random.nextInt(50) == 0) {
                    text.append("\"a\"\"b\n, ü")
                            .append("-".repeat(random.nextInt(300)))
                            .append('"');
                } else {
                    text.append("n".repeat(random.nextInt(60))).append(random.nextInt(9) == 0 ? "x\"\"y" : "é");
                }
                text.append(',').append(random.nextInt(1000)).append(random.nextInt(20) == 0 ? "\r\n" : "\n");
                if (!quotes) {
                    int at = text.indexOf("\"", Math.max(0, text.length() - 80));
                    if (at >= 0) {
                        text.replace(at, at + 2, "__");
                    }
                }
            }
            assertSame(text.toString());
        }
    }

    @Test
    void run_otherCharacterSetsAndFormats_givesTheRowsOfThePlainReader() throws IOException {
        String text = "a,b\nü,1\nß,2\n";
        for (Charset charset :
                List.of(StandardCharsets.ISO_8859_1, Charset.forName("windows-1252"), StandardCharsets.UTF_16LE)) {
            assertSame(text, ReadOptions.standard().withCharset(charset), charset);
        }
        assertSame("[{\"a\":1,\"b\":\"x\"},{\"a\":2}]");
    }

    @Test
    void run_wrongFiles_areRefusedAsThePlainReaderRefusesThem() throws IOException {
        String regular = "a,b\n" + "1234,5678\n".repeat(900_000);
        for (String wrong : List.of(
                "",
                "a,b\n",
                "a,b\n1,2,3\n",
                regular + "1\n",
                regular + "1,2,3\n",
                regular + "\"1,2\n",
                regular + "\"1\"x,2\n")) {
            Path file = Files.writeString(folder.resolve("t.csv"), wrong);
            Throwable expected =
                    org.assertj.core.api.Assertions.catchThrowable(() -> plainly(file, ReadOptions.standard()));
            assertThat(expected).isInstanceOf(DataException.class);
            assertThatThrownBy(() -> TableScan.run(file, ReadOptions.standard(), header -> new Keeping()))
                    .as(wrong.substring(Math.max(0, wrong.length() - 12)))
                    .isInstanceOf(DataException.class)
                    .hasMessage(expected.getMessage());
        }
        Path binary = folder.resolve("t.csv");
        byte[] bytes = (regular + "x,1\n").getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 4] = (byte) 0xFF;
        Files.write(binary, bytes);
        assertThatThrownBy(() -> TableScan.run(binary, ReadOptions.standard(), header -> new Keeping()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is not valid UTF-8 in column 'a': byte 0xFF at offset");
    }

    @Test
    void levelCells_beyondTheMost_areCountedTogether() {
        LevelCells cells = new LevelCells(MissingMarkers.standard());
        for (int i = 0; i < LevelCells.MOST + 10; i++) {
            char[] text = ("v" + i).toCharArray();
            cells.add(text, 0, text.length);
        }
        LevelCells more = new LevelCells(MissingMarkers.standard());
        for (String text : new String[] {"v0", "w", " NA "}) {
            more.add(text.toCharArray(), 0, text.length());
        }
        more.merge(cells);
        assertThat(more.texts()).hasSize(LevelCells.MOST).startsWith("v0", "w", " NA ");
        assertThat(more.count(0)).isEqualTo(2);
        assertThat(more.isMissing(2)).isTrue();
        assertThat(more.others()).isEqualTo(12);
    }

    @Test
    void numberCells_readAsTheTableReaderReads() {
        NumberCells numbers = new NumberCells(ColumnType.NUMERIC, Dates.Format.ISO, MissingMarkers.standard());
        for (String text : new String[] {"1", "-2.50", " 3 ", "1e3", "123456789012345678", ".5", "5.", "-0", "+7"}) {
            assertThat(numbers.read(text.toCharArray(), 0, text.length())).isEqualTo(Numbers.parse(text));
        }
        for (String missing : new String[] {"", "  ", "NA", "-", "null"}) {
            assertThat(numbers.read(missing.toCharArray(), 0, missing.length())).isNaN();
        }
        for (String wrong : new String[] {"abc", "1,5", "inf", "--1", "1.2.3", "1e999"}) {
            assertThat(numbers.read(wrong.toCharArray(), 0, wrong.length())).isInfinite();
        }
        NumberCells dates = new NumberCells(ColumnType.DATE, Dates.Format.ISO, MissingMarkers.standard());
        assertThat(dates.read("1970-01-03".toCharArray(), 0, 10)).isEqualTo(2);
        assertThat(dates.read("03.01.1970".toCharArray(), 0, 10)).isInfinite();
    }
}
