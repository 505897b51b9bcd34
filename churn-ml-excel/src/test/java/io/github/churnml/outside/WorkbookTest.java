package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.excel.ExcelSource;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.SourceRows;
import io.github.churnml.data.read.SourceTable;
import io.github.churnml.data.read.TableSource;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A workbook as an application reads it: as a table by the readers of core, or row by row. */
class WorkbookTest {

    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final Map<String, String> PARTS = Map.of(
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override"
                    + " PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument"
                    + ".spreadsheetml.sheet.main+xml\"/></Types>",
            "xl/workbook.xml",
            "<workbook " + MAIN + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                    + "<sheets><sheet name=\"May\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
            "xl/worksheets/sheet1.xml",
            "<worksheet " + MAIN + "><sheetData>" + row(text("A", "plan"), text("B", "calls"))
                    + row(text("A", "Basic"), number("B", "2")) + row(text("A", "Pro"), number("B", "0.5"))
                    + "</sheetData></worksheet>");

    @TempDir
    Path folder;

    private Path workbook;

    private static String row(String... cells) {
        return "<row>" + String.join("", cells) + "</row>";
    }

    private static String text(String column, String text) {
        return "<c r=\"" + column + "1\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    private static String number(String column, String number) {
        return "<c r=\"" + column + "1\"><v>" + number + "</v></c>";
    }

    @BeforeEach
    void write() throws IOException {
        workbook = folder.resolve("customers.xlsx");
        try (OutputStream out = Files.newOutputStream(workbook);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : PARTS.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void source_onTheClassPath_isFoundAsAService() throws IOException {
        List<TableSource> sources = new ArrayList<>();
        ServiceLoader.load(TableSource.class).forEach(sources::add);

        assertThat(sources).hasAtLeastOneElementOfType(ExcelSource.class);
        assertThat(sources).anyMatch(source -> source.recognises(head(workbook)));
        Path csv = Files.writeString(folder.resolve("customers.csv"), "plan,calls\nBasic,2\n");
        assertThat(sources).noneMatch(source -> source.recognises(head(csv)));
    }

    private static byte[] head(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void read_workbook_isATable() {
        Dataset table = Tables.read(workbook);

        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.column("plan").text(1)).isEqualTo("Pro");
        assertThat(table.column("calls").text(1)).isEqualTo("0.5");
    }

    @Test
    void open_rowByRow_tellsNumbersFromTexts() {
        try (SourceTable sheet = new ExcelSource().open(workbook, ReadOptions.standard());
                SourceRows rows = sheet.rows(true, done -> {})) {
            assertThat(sheet.columns()).isEqualTo(2);
            assertThat(sheet.name()).contains("'May'", "customers.xlsx");
            assertThat(rows.next()).isTrue();
            assertThat(rows.text(0)).isEqualTo("plan");
            assertThat(rows.next()).isTrue();
            assertThat(rows.text(1)).isEqualTo("2");
            assertThat(List.of(rows.isNumber(0), rows.isNumber(1))).containsExactly(false, true);
            assertThat(rows.next()).isTrue();
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void open_sheetThatIsNotThere_isRefused() {
        assertThatThrownBy(() ->
                        new ExcelSource().open(workbook, ReadOptions.standard().withSheet("June")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("June")
                .hasMessageContaining("May");
    }
}
