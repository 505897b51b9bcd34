package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.churnml.data.Dataset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/** What holds for any table that a proper writer has written as JSON. */
class JsonPropertiesTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path file = newFile();

    private static Path newFile() {
        try {
            return Files.createTempFile("churn-ml", ".json");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterProperty
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    @Property(tries = 300)
    void rows_writtenAndRead_areTheSame(@ForAll("tables") List<List<Object>> table, @ForAll boolean lines)
            throws IOException {
        write(table, lines);

        List<List<String>> read = new ArrayList<>();
        List<String> header;
        try (TableRows rows = TableRows.open(file)) {
            header = rows.header();
            while (rows.hasNext()) {
                // A number beside texts that may be numbers has a text of its own.
                read.add(Arrays.stream(rows.next()).map(NumberCells::bare).toList());
                assertThat(rows.rowNumber()).isEqualTo(read.size());
            }
        }
        List<List<String>> expected = new ArrayList<>();
        for (List<Object> row : table) {
            expected.add(header.stream()
                    .map(name -> row.get(Integer.parseInt(name.substring(2))))
                    .map(value -> value == ABSENT || value == NULL ? "" : value.toString())
                    .toList());
        }
        assertThat(read).isEqualTo(expected);
    }

    @Property(tries = 300)
    void dataset_ofTheSameTexts_isTheSame(@ForAll("tables") List<List<Object>> table, @ForAll boolean lines)
            throws IOException {
        write(table, lines);
        List<String> header;
        List<String[]> texts = new ArrayList<>();
        try (TableRows rows = TableRows.open(file)) {
            header = rows.header();
            rows.forEachRemaining(texts::add);
        }

        Dataset read = Tables.read(file);

        Dataset same = Tables.ofTexts(header, texts, ReadOptions.standard());
        assertThat(read.fingerprint()).isEqualTo(same.fingerprint());
        assertThat(read.notices()).isEqualTo(same.notices());
    }

    private void write(List<List<Object>> table, boolean lines) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (List<Object> values : table) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) != ABSENT) {
                    row.put("\"." + i, values.get(i) == NULL ? null : values.get(i));
                }
            }
            rows.add(row);
        }
        if (!lines) {
            Files.writeString(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(rows));
            return;
        }
        List<String> all = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            all.add(MAPPER.writeValueAsString(row));
        }
        Files.write(file, all);
    }

    private static final Object ABSENT = "absent".toCharArray();
    private static final Object NULL = "null".toCharArray();

    @Provide
    Arbitrary<List<List<Object>>> tables() {
        Arbitrary<Object> text = Arbitraries.strings()
                .withChars("abc ,\t\n\r\"\\/'{}[]äß€\u0000\u0007\u2028129.-")
                .ofMaxLength(12)
                .map(value -> value);
        Arbitrary<Object> number = Arbitraries.doubles().between(-1e20, 1e20).map(value -> value);
        Arbitrary<Object> whole = Arbitraries.longs().map(value -> value);
        Arbitrary<Object> other = Arbitraries.of(true, false, ABSENT, NULL, 1, "NA", "yes", "😀");
        Arbitrary<Object> value = Arbitraries.oneOf(text, number, whole, other);
        return Arbitraries.integers()
                .between(1, 5)
                .flatMap(columns ->
                        value.list().ofSize(columns).list().ofMinSize(1).ofMaxSize(12))
                .filter(rows -> rows.stream().anyMatch(row -> row.stream().anyMatch(cell -> cell != ABSENT)));
    }
}
