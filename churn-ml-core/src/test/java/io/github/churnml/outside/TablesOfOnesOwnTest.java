package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.TextColumn;
import io.github.churnml.data.read.AsciiRows;
import io.github.churnml.data.read.HiddenNumbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.RowSink;
import io.github.churnml.data.read.TableScan;
import io.github.churnml.data.read.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that an application fills itself, goes through without holding them, or finds numbers in. */
class TablesOfOnesOwnTest {

    @TempDir
    Path folder;

    @Test
    void textColumn_fromBytesAndChars_isThatOfTexts() {
        TextColumn.Builder builder = new TextColumn.Builder(3);
        byte[] bytes = "Zürich".getBytes(StandardCharsets.UTF_8);
        builder.add(bytes, bytes.length);
        builder.addMissing();
        builder.add("<Bern>".toCharArray(), 1, 5);
        TextColumn column = builder.build("city", ColumnType.IDENTIFIER);

        assertThat(column.rows()).isEqualTo(3);
        assertThat(column.text(0)).isEqualTo("Zürich");
        assertThat(column.isMissing(1)).isTrue();
        assertThat(column.text(2)).isEqualTo("Bern");
        List<String> texts = new ArrayList<>(List.of("Zürich", "", "Bern"));
        texts.set(1, null);
        assertThat(Dataset.of(List.of(column)).fingerprint())
                .isEqualTo(Dataset.of(List.of(TextColumn.of("city", ColumnType.IDENTIFIER, texts)))
                        .fingerprint());
    }

    /** Counts the values of one column; of plain text many rows at once, of anything else cell by cell. */
    private static final class Counts implements RowSink<Counts> {

        private final int counted;
        private final Map<String, Integer> counts = new TreeMap<>();
        private long together;

        Counts(List<String> header, String column) {
            counted = header.indexOf(column);
        }

        @Override
        public void cell(int column, char[] s, int from, int to) {
            if (column == counted) {
                counts.merge(new String(s, from, to - from).strip(), 1, Integer::sum);
            }
        }

        @Override
        public void endRow() {}

        @Override
        public void rows(AsciiRows rows) {
            for (int row = 0; row < rows.size(); row++) {
                counts.merge(rows.text(row, counted).strip(), 1, Integer::sum);
            }
            together += rows.size();
        }

        @Override
        public void merge(Counts later) {
            later.counts.forEach((value, count) -> counts.merge(value, count, Integer::sum));
            together += later.together;
        }
    }

    @Test
    void scan_ofAFile_countsWithoutHoldingIt() throws IOException {
        Counts plain = scan("Basic");
        Counts quoted = scan("\"Basic\"");

        assertThat(plain.counts)
                .isEqualTo(Map.of("Basic", 200_000, "Pro", 100_000))
                .isEqualTo(quoted.counts);
        assertThat(plain.together).as("rows that came many at once").isPositive();
        assertThat(quoted.together).as("quotes are read cell by cell").isZero();
    }

    private Counts scan(String basic) throws IOException {
        StringBuilder csv = new StringBuilder("id,plan\n");
        for (int i = 0; i < 300_000; i++) {
            csv.append(i).append(',').append(i % 3 == 0 ? "Pro" : basic).append('\n');
        }
        Path file = Files.writeString(folder.resolve("customers.csv"), csv);
        return TableScan.run(file, ReadOptions.standard(), header -> new Counts(header, "plan"));
    }

    @Test
    void hiddenNumbers_ofAmounts_becomeNumbers() {
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(new String[] {i == 7 ? "free" : "$" + (1 + i % 9) + ",234.50", "plan " + i % 3});
        }
        Dataset read = Tables.ofTexts(List.of("amount", "plan"), rows, ReadOptions.standard());
        assertThat(read.column("amount").type()).as("texts, as they stand").isNotEqualTo(ColumnType.NUMERIC);

        Map<String, HiddenNumbers> hidden = HiddenNumbers.in(read, MissingMarkers.standard(), Set.of());
        Dataset numbers = HiddenNumbers.asNumbers(read, hidden, MissingMarkers.standard());

        assertThat(hidden).containsOnlyKeys("amount");
        HiddenNumbers amount = hidden.get("amount");
        assertThat(amount.numbers()).isEqualTo(59);
        assertThat(amount.junk()).isEqualTo(Map.of("free", 1));
        NumericColumn column = (NumericColumn) numbers.column("amount");
        assertThat(column.value(0)).isEqualTo(1234.5);
        assertThat(column.isMissing(7)).isTrue();
        assertThat(numbers.column("plan").text(4)).isEqualTo("plan 1");
    }
}
