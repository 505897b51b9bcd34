package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.churnml.SharedFiles;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table read block by block is the one that is read row by row: columns, types, notices, to the last bit. */
class BlockTableTest {

    private static final CsvOptions STANDARD = CsvOptions.standard();

    @TempDir
    Path folder;

    private static Dataset inBlocks(Path file, CsvOptions options, int first, int most) {
        return new BlockTable(CsvSource.of(file, options), ReadOptions.of(options), first, most).read();
    }

    private static Dataset rowByRow(Path file, CsvOptions options) {
        return CsvTable.rowByRow(CsvSource.of(file, options), ReadOptions.of(options), TableLimits.STANDARD);
    }

    /** All that there is to a table. */
    private static List<Object> content(Dataset table) {
        List<Object> all = new ArrayList<>(List.of(table.schema(), table.notices(), table.fingerprint()));
        for (Column column : table.columns()) {
            if (column instanceof NumericColumn numbers) {
                all.add(numbers.dateFormat());
                all.add(IntStream.range(0, table.rows())
                        .mapToObj(row -> Double.doubleToRawLongBits(numbers.value(row)))
                        .toList());
            } else if (column instanceof CodedColumn coded) {
                all.add(coded.levels());
                all.add(coded.tableDecimals());
                all.add(IntStream.range(0, table.rows()).mapToObj(coded::code).toList());
            } else {
                all.add(IntStream.range(0, table.rows())
                        .mapToObj(row -> String.valueOf(column.text(row)) + column.isMissing(row))
                        .toList());
            }
        }
        return all;
    }

    /** False if the file is not regular enough for blocks of these lengths, or is refused. */
    private static boolean isSame(Path file, CsvOptions options, int first, int most) {
        List<Object> found;
        try {
            found = content(inBlocks(file, options, first, most));
        } catch (CsvBlocks.Irregular | ChurnException otherwise) {
            return false;
        }
        assertThat(found).isEqualTo(content(rowByRow(file, options)));
        return true;
    }

    private void assertSame(String text, CsvOptions options) throws IOException {
        Path file = Files.writeString(folder.resolve("t.csv"), text);
        for (int most : new int[] {4096, 5003, 1 << 20}) {
            assertThat(isSame(file, options, 1024, most)).isTrue();
        }
        assertThat(content(Tables.readCsv(file, options))).isEqualTo(content(rowByRow(file, options)));
    }

    private static String table(String header, int rows, IntFunction<String> row) {
        return IntStream.range(0, rows).mapToObj(row).collect(Collectors.joining("\n", header + "\n", "\n"));
    }

    @Test
    void read_columnsThatTurnOutOtherwise_areThoseOfTheOtherReader() throws IOException {
        for (String odd : List.of("x", "1e3", "0123456789", "12345678901234567", "2024-01-05", "yes", "1,5", "")) {
            assertSame(table("n;m", 2_000, i -> i + ";" + (i == 1_700 ? odd : i * 7919 % 2_000)), STANDARD);
        }
        // Dates that are month-first until one shows that they are not; consecutive numbers in any order.
        assertSame(
                table(
                        "d,k,e",
                        2_000,
                        i -> "0" + (i % 9 + 1) + "/" + (i < 1_500 ? "05" : "25") + "/2024," + i * 7919L % 2_000 + ","
                                + (i < 1_000 ? "" : i % 3 == 0 ? "open" : "shut")),
                STANDARD);
        assertSame(table("d", 2_000, i -> (i < 1_500 ? "05" : "25") + "/0" + (i % 9 + 1) + "/2024"), STANDARD);
        // Levels of which all but some are distinct, and texts that occur again and again later on.
        assertSame(table("a,mail", 2_000, i -> "a" + i / 2 + ",m" + (i < 500 ? i : i % 300) + "@x.org"), STANDARD);
        assertSame(table("w;v", 2_000, i -> i % 999 + ".250;" + (i > 1_900 ? "2,75" : "x")), STANDARD);
        assertSame(table("w;v", 2_000, i -> i % 999 + ".250;1.5"), STANDARD);
    }

    @Test
    void read_declaredTypesAndMarkers_areThoseOfTheOtherReader() throws IOException {
        String text = table("a,b,c,d", 2_000, i -> i % 50 + "," + i % 2 + ",2024-01-0" + (i % 9 + 1) + "," + i);
        CsvOptions options = STANDARD.withType("a", ColumnType.CATEGORICAL)
                .withType("b", ColumnType.BOOLEAN)
                .withType("c", ColumnType.TEXT)
                .withType("d", ColumnType.NUMERIC)
                .withMissing(MissingMarkers.standard().and(List.of("7", "-999")));
        assertSame(text, options);
        assertSame(text, STANDARD.withType("d", ColumnType.IDENTIFIER));
    }

    @Test
    void read_blankLinesAndEveryEndOfLine_areThoseOfTheOtherReader() throws IOException {
        for (String end : List.of("\n", "\r\n", "\r", "\n\n", "\r\n  \r\n")) {
            String text = table("a,b,c", 2_000, i -> i + "," + (i % 3 == 0 ? "#DIV/0!" : "x" + i % 7) + ",t" + i)
                    .replace("\n", end);
            assertSame(text, STANDARD);
            assertSame(text.substring(0, text.length() - end.length()), STANDARD);
        }
        assertSame(table("a,b", 2_000, i -> "\"" + i + "\",\"line\nbreak " + i % 9 + "\""), STANDARD);
        assertSame(table("a,b", 2_000, i -> i + ",ü" + (i % 40 == 3 ? "\"" : "") + i % 9), STANDARD);
    }

    @Test
    void read_whatIsRefused_isRefusedInTheSameWords() throws IOException {
        String regular = table("a,b", 20_000, i -> i % 100 + "," + "yes");
        for (String wrong : List.of("1\n", "1,2,3\n", "\"1,2\n", "inf,yes\n")) {
            Path file = Files.writeString(folder.resolve("t.csv"), regular + wrong + "1,yes\n".repeat(9));
            String expected = catchThrowable(() -> rowByRow(file, STANDARD)).getMessage();
            assertThatThrownBy(() -> Tables.readCsv(file, STANDARD))
                    .isInstanceOf(DataException.class)
                    .hasMessage(expected);
        }
        Path file = Files.writeString(folder.resolve("t.csv"), regular + "1,maybe\n");
        assertThatThrownBy(() -> Tables.readCsv(file, STANDARD.withType("b", ColumnType.BOOLEAN)))
                .hasMessageStartingWith("Column 'b' (row 20001) holds (maybe)");
    }

    @Test
    void read_anyNumberOfThreads_givesTheSame() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        Path file = Files.writeString(
                folder.resolve("t.csv"),
                table(
                        "a,b,c,id",
                        20_000,
                        i -> random.nextInt(9) + "," + random.nextDouble() + ",l" + random.nextInt(400) + ",k"
                                + random.nextLong()));
        List<Object> expected = content(rowByRow(file, STANDARD));
        for (int threads : new int[] {1, 2, 4}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                assertThat(pool.submit(() -> content(inBlocks(file, STANDARD, 512, 4096)))
                                .get())
                        .isEqualTo(expected);
            } finally {
                pool.shutdown();
            }
        }
    }

    @Test
    void read_sharedTables_areThoseOfTheOtherReader() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("cases", "data")) {
            try (Stream<Path> all = Files.walk(SharedFiles.require(name))) {
                all.filter(file -> file.toString().endsWith(".csv")).forEach(files::add);
            }
        }
        for (Path file : files) {
            assertThat(isSame(file, STANDARD, 4096, 1 << 14) || isSame(file, STANDARD, 1 << 16, 1 << 20))
                    .as(file.toString())
                    .isTrue();
        }
    }

    /** Values of one column: mostly of one kind, now and then of another. */
    private static String value(SplittableRandom random, int kind, int row) {
        int other = random.nextInt(random.nextInt(60) == 0 ? 18 : 1);
        return switch (other == 0 ? kind : other) {
            case 1 -> Integer.toString(random.nextInt(20));
            case 2 -> String.format(Locale.ROOT, "%.2f", random.nextDouble(-50, 500));
            case 3 -> Double.toString(random.nextDouble());
            case 4 -> "c" + random.nextInt(6);
            case 5 -> random.nextBoolean() ? "Yes" : "no";
            case 6 -> "2024-0" + (1 + random.nextInt(9)) + "-1" + random.nextInt(10);
            case 7 -> "0" + (1 + random.nextInt(9)) + "/0" + (1 + random.nextInt(9)) + "/2023 10:0" + random.nextInt(9);
            case 8 -> "cust-" + row;
            case 9 -> Integer.toString(1000 + row);
            case 10 -> "one two three four " + random.nextInt(500);
            case 11 -> (1 + random.nextInt(900)) + "." + (100 + random.nextInt(900));
            case 12 -> random.nextInt(90) + "," + random.nextInt(10, 99);
            case 13 -> "0049" + random.nextLong(1_000_000_000L, 9_000_000_000L);
            case 14 -> random.nextBoolean() ? " NA " : "#N/A";
            case 15 -> " " + random.nextInt(5) + "  ";
            case 16 -> "é" + random.nextInt(4);
            case 17 -> random.nextInt(4) == 0 ? "1e" + random.nextInt(300) : "-0";
            default -> "";
        };
    }

    @Property(tries = 400)
    void read_anyTable_givesWhatTheOtherReaderGives(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 7) int columns,
            @ForAll @IntRange(min = 1, max = 400) int rows,
            @ForAll boolean quotes,
            @ForAll boolean ascii)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        int[] kinds = random.ints(columns, 0, 18).toArray();
        String end = random.nextBoolean() ? "\n" : "\r\n";
        StringBuilder text = new StringBuilder(IntStream.range(0, columns)
                .mapToObj(i -> (random.nextInt(4) == 0 ? "id" : "h") + i)
                .collect(Collectors.joining(";", "", end)));
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                String value = value(random, kinds[column], row);
                value = ascii ? value.replace('é', 'e') : value;
                text.append(column > 0 ? ";" : "")
                        .append(
                                quotes && random.nextInt(9) == 0
                                        ? '"' + value + (value.isEmpty() ? "" : "\n") + '"'
                                        : value);
            }
            text.append(random.nextInt(50) == 0 ? end + end : end);
        }
        Path file = Files.createTempFile("table", ".csv");
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
            CsvOptions options = STANDARD.withDelimiter(';').withHeader(true);
            List<String> expected;
            try {
                expected = rowByRow(file, options).notices().stream()
                        .map(Notice::message)
                        .toList();
            } catch (ChurnException refused) {
                assertThatThrownBy(() -> Tables.readCsv(file, options)).hasMessage(refused.getMessage());
                return;
            }
            assertThat(isSame(file, options, 600, 900 + random.nextInt(900)) || rows < 3 || columns == 1)
                    .as(expected.toString())
                    .isTrue();
        } finally {
            Files.delete(file);
        }
    }

    /** Puts another file in its place, so that who reads the old one goes on reading it. */
    private void replace(Path file, String text) {
        try {
            Files.writeString(folder.resolve("other.csv"), text);
            Files.move(folder.resolve("other.csv"), file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void read_fileThatChangesBeforeItIsReadAgain_isRefused() throws IOException {
        String text = table("a,b", 2_000, i -> i + "," + (i == 1_900 ? "x" : i % 7));
        Path file = Files.writeString(folder.resolve("t.csv"), text);
        CsvOptions options = STANDARD.withProgress((stage, done, total) -> {
            if (done == total) {
                replace(file, text + "1,2\n");
            }
        });
        assertThatThrownBy(() -> inBlocks(file, options, 1024, 4096))
                .hasMessageStartingWith("The file (" + file + ") changed while it was being read.");
    }
}
