package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.DataException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvRowsTest {

    @TempDir
    Path folder;

    @Test
    void next_rows_areRawTextWithTheirNumber() {
        Path file = TempCsv.write(folder, "\uFEFF a ;;c\n 1 ;NA;\"x\ny\"\n\n;\" \";\n");
        try (CsvRows rows = CsvRows.open(file, CsvOptions.standard())) {
            assertThat(rows.header()).containsExactly(" a ", "column_2", "c");
            assertThat(rows.delimiter()).isEqualTo(';');
            assertThat(rows.charset()).isEqualTo(StandardCharsets.UTF_8);
            assertThat(rows.rowNumber()).isZero();

            String[] first = rows.next();
            assertThat(rows.rowNumber()).isEqualTo(1);
            assertThat(rows.hasNext()).isTrue();
            assertThat(rows.next()).containsExactly("", " ", "");
            assertThat(first).containsExactly(" 1 ", "NA", "x\ny");
            assertThat(rows.rowNumber()).isEqualTo(2);
            assertThat(rows.hasNext()).isFalse();
            assertThat(rows.hasNext()).isFalse();
            assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void next_raggedRow_isNamedWhenItIsReached() {
        Path file = TempCsv.write(folder, "a,b\n1,2\n1,2,3\n");
        try (CsvRows rows = CsvRows.open(file, CsvOptions.standard())) {
            assertThat(rows.next()).containsExactly("1", "2");
            assertThatThrownBy(rows::hasNext)
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith("Row 2 of 'table.csv' (line 3) has 3 fields where the header has 2.");
        }
    }

    @Test
    void open_progress_countsTheFileOnce() {
        List<Long> done = new ArrayList<>();
        Path file = TempCsv.write(folder, "a,b\n1,2\n");
        CsvOptions options = CsvOptions.standard().withProgress((stage, at, total) -> {
            assertThat(total).isEqualTo(8);
            done.add(at);
        });
        try (CsvRows rows = CsvRows.open(file, options)) {
            rows.forEachRemaining(row -> assertThat(row).hasSize(2));
        }

        assertThat(done).isSorted().last().isEqualTo(8L);
    }
}
