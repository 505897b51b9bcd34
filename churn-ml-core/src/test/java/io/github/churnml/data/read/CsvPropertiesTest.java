package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterProperty;

/** What holds for any table that a proper writer has written. */
class CsvPropertiesTest {

    private final Path file = newFile();

    private static Path newFile() {
        try {
            return Files.createTempFile("churn-ml", ".csv");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterProperty
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Property(tries = 300)
    void rows_writtenAndRead_areTheSame(
            @ForAll("tables") List<List<String>> table,
            @ForAll("delimiters") char delimiter,
            @ForAll("charsets") Charset charset)
            throws IOException {
        write(table, delimiter, charset);
        CsvOptions options = CsvOptions.standard().withDelimiter(delimiter).withCharset(charset);

        List<List<String>> read = new ArrayList<>();
        try (CsvRows rows = CsvRows.open(file, options)) {
            while (rows.hasNext()) {
                read.add(List.of(rows.next()));
                assertThat(rows.rowNumber()).isEqualTo(read.size());
            }
        }
        assertThat(read).isEqualTo(table);
    }

    @Property(tries = 300)
    void dataset_readAsText_keepsEveryText(@ForAll("tables") List<List<String>> table) throws IOException {
        write(table, ',', StandardCharsets.UTF_8);
        CsvOptions options = CsvOptions.standard().withDelimiter(',');
        for (int c = 0; c < table.get(0).size(); c++) {
            options = options.withType("c" + c, c % 2 == 0 ? ColumnType.TEXT : ColumnType.CATEGORICAL);
        }
        Dataset read = Tables.readCsv(file, options);

        for (int row = 0; row < table.size(); row++) {
            for (int c = 0; c < table.get(0).size(); c++) {
                String text = table.get(row).get(c);
                String expected = MissingMarkers.standard().isMissing(text) ? null : text;
                assertThat(read.columns().get(c).text(row)).isEqualTo(expected);
            }
        }
    }

    @Property(tries = 300)
    void types_ofShuffledRows_areTheSame(
            @ForAll("typedColumns") List<String> values,
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int name)
            throws IOException {
        String header = List.of("customer id", "amount", "note").get(name - 1);
        ColumnType type = typeOf(header, values);
        List<String> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(typeOf(header, shuffled)).isEqualTo(type);
    }

    private ColumnType typeOf(String header, List<String> values) throws IOException {
        Files.writeString(file, header + ",x\n" + String.join(",x\n", values) + ",x\n");
        return Tables.readCsv(file).columns().get(0).type();
    }

    private void write(List<List<String>> table, char delimiter, Charset charset) throws IOException {
        try (CsvWriter writer = CsvWriter.builder()
                .fieldSeparator(delimiter)
                .quoteStrategy(QuoteStrategies.EMPTY)
                .build(file, charset)) {
            List<String> header = new ArrayList<>();
            for (int c = 0; c < table.get(0).size(); c++) {
                header.add("c" + c);
            }
            writer.writeRecord(header);
            table.forEach(writer::writeRecord);
        }
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> wild =
                Arbitraries.strings().withChars("abc ,;|\t\n\r\"'äß€😀0129.-").ofMaxLength(12);
        Arbitrary<String> cell = Arbitraries.oneOf(wild, Arbitraries.of("", "NA", "1.5", "yes", "x"))
                .filter(text -> new String(text.toCharArray()).codePoints().noneMatch(p -> p >= 0xD800 && p <= 0xDFFF));
        return Arbitraries.integers()
                .between(2, 5)
                .flatMap(columns ->
                        cell.list().ofSize(columns).list().ofMinSize(1).ofMaxSize(12));
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t', '|', ':');
    }

    @Provide
    Arbitrary<Charset> charsets() {
        return Arbitraries.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
    }

    @Provide
    Arbitrary<List<String>> typedColumns() {
        Arbitrary<String> integer = Arbitraries.integers().between(0, 60).map(String::valueOf);
        Arbitrary<String> decimal = Arbitraries.doubles().between(0, 9).map(String::valueOf);
        Arbitrary<String> date = Arbitraries.integers().between(1, 28).map(d -> d + "/2/2020");
        Arbitrary<String> word = Arbitraries.of("yes", "no", "y", "maybe", "true");
        Arbitrary<String> prose = Arbitraries.integers().between(0, 99).map(i -> "they said it " + i);
        return Arbitraries.of(integer, decimal, date, word, prose)
                .list()
                .ofMinSize(1)
                .ofMaxSize(2)
                .flatMap(kinds -> Arbitraries.oneOf(kinds).list().ofMinSize(1).ofMaxSize(60));
    }
}
