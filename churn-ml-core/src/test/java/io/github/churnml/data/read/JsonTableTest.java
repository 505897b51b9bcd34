package io.github.churnml.data.read;

import static io.github.churnml.data.read.TempCsv.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.SharedFiles;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTableTest {

    @TempDir
    Path folder;

    private Dataset read(String json) {
        return Tables.read(TempJson.write(folder, json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\":1,\"b\":\"x\"},{\"b\":\"y\",\"a\":2.50}]",
                "{\"a\":1,\"b\":\"x\"}\n{\"b\":\"y\",\"a\":2.50}\n",
                "\n\n {\"a\":1,\"b\":\"x\"}{\"b\":\"y\",\r\n\"a\":2.50}",
                "\uFEFF[\n{\"a\":1,\"b\":\"x\"}\n,\n{\"b\":\"y\",\"a\":2.50}\n]\n"
            })
    void read_listsAndLines_areTheSameTable(String json) {
        Dataset table = read(json);

        assertThat(table.schema().names()).containsExactly("a", "b");
        assertThat(texts(table, "a")).containsExactly("1", "2.5");
        assertThat(texts(table, "b")).containsExactly("x", "y");
        assertThat(table.notices()).isEmpty();
    }

    @Test
    void read_keysMissingInSomeRows_areMissingValues() {
        Dataset table = read("{\"b\":1}\n{\"a\":\"x\",\"c\":null}\n{}\n{\"c\":true,\"a\":\"\"}");

        assertThat(table.schema().names()).containsExactly("b", "a", "c");
        assertThat(texts(table, "b")).containsExactly("1", null, null, null);
        assertThat(texts(table, "a")).containsExactly(null, "x", null, null);
        assertThat(texts(table, "c")).containsExactly(null, null, null, "true");
        assertThat(table.column("c").type()).isEqualTo(ColumnType.BOOLEAN);
    }

    @Test
    void read_objectsWithinRows_areColumnsOfTheirOwn() {
        Dataset table = read("[{\"u\":null,\"id\":1},{\"u\":{\"city\":\"x\",\"z\":{\"no\":2},\"none\":{}},\"id\":2}]");

        assertThat(table.schema().names()).containsExactly("id", "u.city", "u.z.no");
        assertThat(texts(table, "u.z.no")).containsExactly(null, "2");
        assertThat(table.notices()).isEmpty();
    }

    @Test
    void read_valueHereAndObjectThere_areTwoColumns() {
        Dataset table = read("[{\"u\":7},{\"u\":{\"city\":\"x\"}}]");

        assertThat(texts(table, "u")).containsExactly("7", null);
        assertThat(texts(table, "u.city")).containsExactly(null, "x");
    }

    @Test
    void read_mixedValues_countAsTheyAreWritten() {
        Dataset table = read(
                "[{\"a\":1.0,\"n\":\"12\"},{\"a\":\"x\",\"n\":3},{\"a\":true,\"n\":\"NA\"},{\"a\":null,\"n\":-1e2}]");

        assertThat(table.column("a").type()).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(texts(table, "a")).containsExactly("1.0", "x", "true", null);
        assertThat(table.column("n").type()).isEqualTo(ColumnType.NUMERIC);
        assertThat(texts(table, "n")).containsExactly("12", "3", null, "-100");
    }

    @Test
    void read_strangeKeysAndTexts_areKept() {
        Dataset table = read("[{\"\":1,\"a \\\"b\\\"\\n\":\" é😀\\u00fc \"}]");

        assertThat(table.schema().names()).containsExactly("column_1", "a \"b\"\n");
        assertThat(texts(table, "a \"b\"\n")).containsExactly(" é😀ü ");
        assertThat(table.notices()).extracting(Notice::code).containsExactly("empty-header");
    }

    static Stream<Charset> charsets() {
        return Stream.of(
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_16,
                Charset.forName("UTF-32LE"),
                Charset.forName("UTF-32BE"));
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.MethodSource("charsets")
    void read_everyUnicodeEncoding_isRecognised(Charset charset) {
        Dataset table = Tables.read(TempJson.write(folder, "[{\"a\":\"ü\"}]", charset));

        assertThat(texts(table, "a")).containsExactly("ü");
    }

    @Test
    void read_options_areFollowed() {
        Path file = TempJson.write(folder, "[{\"a\":1,\"b\":9},{\"a\":2,\"b\":5}]");
        ReadOptions options = ReadOptions.standard()
                .withType("a", ColumnType.CATEGORICAL)
                .withMissing(MissingMarkers.standard().and(List.of("9")));

        Dataset table = Tables.readJson(file, options);

        assertThat(table.column("a").type()).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(texts(table, "b")).containsExactly(null, "5");
    }

    @Test
    void read_progress_growsOverAllPasses() {
        Path file = TempJson.write(folder, "[{\"a\":1},{\"a\":2}]");
        List<Long> done = new ArrayList<>();

        Tables.read(file, ReadOptions.standard().withProgress((stage, at, total) -> {
            assertThat(stage).isEqualTo("reading");
            assertThat(total).isEqualTo(3 * 17);
            done.add(at);
        }));

        assertThat(done).isSorted().containsSubsequence(17L, 34L, 51L);
    }

    @Test
    void read_sharedTables_areUnderstood() {
        Dataset lines = Tables.read(SharedFiles.require("data/bettercollective/X_test_sample_2.json"));
        assertThat(lines.rows()).isEqualTo(10);
        assertThat(lines.columns()).hasSize(45);
        assertThat(lines.column("brand_id_GM").type()).isEqualTo(ColumnType.BOOLEAN);
        assertThat(lines.column("total_ngr").text(9)).isEqualTo("-15.54");

        Dataset list = Tables.read(SharedFiles.require("data/zubale/sample.json"));
        assertThat(list.rows()).isEqualTo(2);
        assertThat(texts(list, "monthly_usage_gb")).containsExactly("130.5", "70");
        assertThat(list.column("autopay").type()).isEqualTo(ColumnType.BOOLEAN);

        Dataset history = Tables.read(SharedFiles.require("data/zubale/metrics_history.jsonl"));
        assertThat(history.rows()).isEqualTo(240);
        assertThat(history.column("ts").type()).isEqualTo(ColumnType.DATE);
    }
}
