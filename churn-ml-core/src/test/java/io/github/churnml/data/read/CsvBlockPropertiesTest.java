package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.data.Numbers;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What is taken apart in blocks, and read column by column from the bytes, is what the plain reader hands out cell by cell. */
class CsvBlockPropertiesTest {

    private static final String[] ODD = {
        "",
        " ",
        "\t",
        "NA",
        "n/a",
        "-",
        "--",
        "?",
        "nan",
        "NaN",
        "null",
        "inf",
        "-Infinity",
        "1e308",
        "1e309",
        "-1e-400",
        "-0",
        "-0.0",
        "0",
        ".5",
        "5.",
        ".",
        "-.",
        "-.5",
        "+7",
        "1_000",
        "0x1p3",
        "1,5",
        "1.2.3",
        "..",
        "1-2",
        "12-",
        " 3 ",
        "12345678",
        "1234567.",
        ".1234567",
        "-12345678",
        "123456789",
        "0.12345678",
        "123456789012345",
        "1234567890123456",
        "-123456789.012345",
        "0.1000000000000000055511151231257827",
        "9007199254740993",
        "99999999999999999999999999",
        "4.35",
        "0.000001",
        "1d",
        "1f",
        "١٢",
        "½",
        "ü",
        "é,è",
        "2024-02-29",
        "yes",
        "a\"b",
        "two\nlines",
        "x\r\ny",
        "sixteen letters!",
        "seventeen letters",
        "sixteen lettersX",
        "eight ch",
        "a\u0001",
        "a"
    };

    /** Keeps every cell, and what numbers and levels are made of each column. */
    private static final class Columns implements RowSink<Columns> {
        private final List<List<String>> rows = new ArrayList<>();
        private List<String> row = new ArrayList<>();
        private final List<NumberCells> numbers = new ArrayList<>();
        private final List<LevelCells> levels = new ArrayList<>();
        private final List<List<Double>> values = new ArrayList<>();

        Columns(int columns) {
            for (int i = 0; i < columns; i++) {
                numbers.add(new NumberCells(ColumnType.NUMERIC, Dates.Format.ISO, MissingMarkers.standard()));
                levels.add(new LevelCells(MissingMarkers.standard()));
                values.add(new ArrayList<>());
            }
        }

        @Override
        public void cell(int column, char[] s, int from, int to) {
            row.add(new String(s, from, to - from));
            values.get(column).add(numbers.get(column).read(s, from, to));
            levels.get(column).add(s, from, to);
        }

        @Override
        public void endRow() {
            rows.add(row);
            row = new ArrayList<>();
        }

        @Override
        public void rows(AsciiRows many) {
            double[] read = new double[many.size()];
            for (int i = 0; i < many.size(); i++) {
                for (int column = 0; column < many.columns(); column++) {
                    row.add(many.text(i, column));
                }
                endRow();
            }
            for (int column = 0; column < many.columns(); column++) {
                numbers.get(column).read(many, column, read);
                for (double value : read) {
                    values.get(column).add(value);
                }
                levels.get(column).add(many, column);
            }
        }

        @Override
        public void merge(Columns later) {
            throw new UnsupportedOperationException();
        }

        private List<String> levels(int column) {
            LevelCells cells = levels.get(column);
            List<String> all = new ArrayList<>();
            for (int i = 0; i < cells.texts().size(); i++) {
                all.add(cells.texts().get(i) + " " + cells.count(i) + " " + cells.isMissing(i));
            }
            return all;
        }
    }

    private static String cell(SplittableRandom random, boolean quotes, boolean ascii) {
        String text =
                switch (random.nextInt(4)) {
                    case 0 -> ODD[random.nextInt(ODD.length)];
                    case 1 -> Double.toString(random.nextDouble(-1000, 1000));
                    case 2 -> Long.toString(random.nextLong() >> random.nextInt(64));
                    default ->
                        String.format(
                                Locale.ROOT,
                                "%." + random.nextInt(7) + "f",
                                random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(9)));
                };
        if (ascii) {
            text = text.replaceAll("[^\\x00-\\x7F]", "_");
        }
        if (quotes && (random.nextInt(4) == 0 || text.matches("(?s).*[\",\r\n].*"))) {
            return '"' + text.replace("\"", "\"\"") + '"';
        }
        return text.replaceAll("[\",\r\n]", "_");
    }

    private static String table(SplittableRandom random, int columns, int rows, boolean quotes, boolean ascii) {
        StringBuilder text = new StringBuilder();
        String[] ends = {"\n", "\r\n", "\r"};
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                text.append(column > 0 ? "," : "").append(cell(random, quotes, ascii));
            }
            text.append(ends[random.nextInt(ends.length)]);
            if (random.nextInt(20) == 0) {
                text.append(" \t".repeat(random.nextInt(3))).append('\n');
            }
        }
        return random.nextBoolean() || rows == 0 ? text.toString() : text.substring(0, text.length() - 1);
    }

    private static String header(int columns) {
        return IntStream.range(0, columns).mapToObj(i -> "h" + i).collect(Collectors.joining(",", "", "\n"));
    }

    private static Columns inBlock(Path file, String header, int columns) throws IOException {
        CsvSource source =
                CsvSource.of(file, ReadOptions.standard().withDelimiter(',').csv());
        byte[] all = Files.readAllBytes(file);
        byte[] block = Arrays.copyOfRange(all, header.length(), all.length + 5);
        Columns sink = new Columns(columns);
        CsvBlock.Look look = CsvBlock.Look.at(block, all.length - header.length());
        new CsvBlock(source).rest(block, all.length - header.length(), look, columns, sink);
        return sink;
    }

    private static Columns plainly(Path file, int columns) {
        Columns sink = new Columns(columns);
        try (TableRows rows = TableRows.open(file, ReadOptions.standard().withDelimiter(','))) {
            rows.forEachRemaining(row -> {
                for (int column = 0; column < row.length; column++) {
                    sink.cell(column, row[column].toCharArray(), 0, row[column].length());
                }
                sink.endRow();
            });
        }
        return sink;
    }

    @Property(tries = 300)
    void rest_anyTable_givesWhatThePlainReaderGives(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int columns,
            @ForAll @IntRange(min = 1, max = 60) int rows,
            @ForAll boolean quotes,
            @ForAll boolean ascii)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        String header = header(columns);
        Path file = Files.createTempFile("block", ".csv");
        try {
            Files.writeString(file, header + table(random, columns, rows, quotes, ascii), StandardCharsets.UTF_8);
            Columns expected;
            try {
                expected = plainly(file, columns);
            } catch (DataException nothing) {
                // A single column of blanks has no rows.
                assertThat(inBlock(file, header, columns).rows)
                        .as(nothing.getMessage())
                        .isEmpty();
                return;
            }
            Columns found = inBlock(file, header, columns);
            assertThat(found.rows).isEqualTo(expected.rows);
            // Boxed doubles are equal if their bits are.
            assertThat(found.values).isEqualTo(expected.values);
            for (int column = 0; column < columns; column++) {
                assertThat(found.levels(column)).isEqualTo(expected.levels(column));
            }
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 100)
    void rest_aRowOfAnotherLength_isIrregular(
            @ForAll long seed, @ForAll @IntRange(min = 2, max = 12) int columns, @ForAll boolean longer)
            throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        String header = header(columns);
        String before = table(random, columns, random.nextInt(2000), false, true);
        Path file = Files.createTempFile("block", ".csv");
        try {
            String odd = "x" + ",1".repeat(longer ? columns : columns - 2);
            Files.writeString(file, header + before + "\n" + odd + "\n" + table(random, columns, 3, false, true));
            assertThatThrownBy(() -> inBlock(file, header, columns)).isInstanceOf(CsvBlocks.Irregular.class);
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 2000)
    void read_anyPlainNumber_hasTheBitsOfTheStrictReader(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String text = cell(random, false, true);
        byte[] bytes = ("before, " + text + ",").getBytes(StandardCharsets.ISO_8859_1);
        int skipped = random.nextBoolean() ? 8 : 0;
        byte[] block = Arrays.copyOfRange(bytes, skipped, bytes.length);
        double read = PlainNumber.read(block, 8 - skipped, block.length - 1);
        double byCharacters = PlainNumber.read(text.toCharArray(), 0, text.length());
        assertThat(Double.doubleToRawLongBits(read)).isEqualTo(Double.doubleToRawLongBits(byCharacters));
        if (!Double.isNaN(read)) {
            assertThat(Double.doubleToRawLongBits(read)).isEqualTo(Double.doubleToRawLongBits(Numbers.parse(text)));
        }
    }
}
