package io.github.churnml.data.excel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.read.TableRows;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks inside a gzip file or a zip archive. */
class PackedWorkbookTest {

    @TempDir
    Path folder;

    private byte[] workbook;

    @BeforeEach
    void writeWorkbook() throws IOException {
        workbook = Files.readAllBytes(new TempXlsx()
                .sheet("S", TempXlsx.texts("a"), TempXlsx.number(0, "1"), TempXlsx.number(0, "2"))
                .write(folder));
    }

    private Path gzip() throws IOException {
        Path file = folder.resolve("a.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(workbook);
        }
        return file;
    }

    private Path zip(String name, byte[] content) throws IOException {
        Path file = folder.resolve("a.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return file;
    }

    @Test
    void read_packedWorkbook_isRead() throws IOException {
        for (Path file : List.of(gzip(), zip("t.xlsx", workbook))) {
            assertThat(Tables.read(file).rows()).isEqualTo(2);
            List<String> rows = new ArrayList<>();
            try (TableRows table = TableRows.open(file)) {
                table.forEachRemaining(row -> rows.add(String.join("|", row)));
            }
            assertThat(rows).containsExactly("1", "2");
        }
    }

    @Test
    void read_archiveInAnArchive_isNoWorkbook() throws IOException {
        Path outer = zip("inner.zip", Files.readAllBytes(zip("a.csv", new byte[] {'a', '\n', '1'})));
        assertThatThrownBy(() -> Tables.read(outer))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("is a zip archive but not an Excel workbook");
    }
}
