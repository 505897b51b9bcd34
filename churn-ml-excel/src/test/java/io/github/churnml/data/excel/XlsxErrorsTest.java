package io.github.churnml.data.excel;

import static io.github.churnml.data.excel.TempXlsx.cell;
import static io.github.churnml.data.excel.TempXlsx.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message about workbooks; a table and its rows one by one refuse the same. */
class XlsxErrorsTest {

    private static final String AGAIN =
            "Maybe open it in a spreadsheet program and save it again, or export the table as CSV.";

    @TempDir
    Path folder;

    private AbstractThrowableAssert<?, ? extends Throwable> reading(TempXlsx workbook) {
        return reading(workbook.write(folder));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> reading(Path file) {
        return reading(file, ReadOptions.standard());
    }

    private AbstractThrowableAssert<?, ? extends Throwable> reading(Path file, ReadOptions options) {
        ChurnException streamed = catchThrowableOfType(ChurnException.class, () -> {
            try (TableRows rows = TableRows.open(file, options)) {
                while (rows.hasNext()) {
                    rows.next();
                }
            }
        });
        return assertThatThrownBy(() -> Tables.read(file, options))
                .isInstanceOf(ChurnException.class)
                .hasMessage(streamed == null ? "not refused row by row" : streamed.getMessage())
                .satisfies(e -> assertThat(((ChurnException) e).path()).contains(file));
    }

    private Path file() {
        return folder.resolve("table.xlsx");
    }

    private static TempXlsx sheetXml(String inside) {
        return new TempXlsx()
                .sheet("S")
                .part("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + inside + "</sheetData></worksheet>");
    }

    private void refuses(TempXlsx workbook, String problem) {
        reading(workbook).hasMessage("The workbook (" + file() + ") " + problem + ".\n" + AGAIN);
    }

    private void findsDamaged(Path file) {
        reading(file)
                .hasMessage("The file (" + file + ") is not a readable Excel workbook: it is damaged or incomplete.\n"
                        + "Maybe it was not written or copied to its end: open it in a spreadsheet program and save it"
                        + " again.");
    }

    @Test
    void read_whatIsNoWorkbook_isNamed() throws IOException {
        reading(folder)
                .hasMessage("The path (" + folder + ") is a folder where a table is needed.\n"
                        + "Maybe name one of the files in it.");
        reading(folder.resolve("no.xlsx"))
                .hasMessageStartingWith("There is no file (" + folder.resolve("no.xlsx") + ").");
        reading(zip(Map.of("[Content_Types].xml", "<Types/>", "word/document.xml", "<x/>")))
                .hasMessage("The file (" + file() + ") is an Office file but not an Excel workbook (.xlsx).\n"
                        + "Maybe save its table as .xlsx or CSV.");
    }

    private Path zip(Map<String, String> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file()))) {
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return file();
    }

    @Test
    void read_workbookInAnotherFileSystem_isRefused() throws IOException {
        Path archive = zip(Map.of());
        Path workbook = new TempXlsx()
                .sheet("S", TempXlsx.texts("a"), number(0, "1"))
                .write(Files.createDirectory(folder.resolve("inner")));
        try (FileSystem zip = FileSystems.newFileSystem(archive)) {
            Path inside = Files.copy(workbook, zip.getPath("/w.xlsx"));
            reading(inside)
                    .hasMessage("The workbook (/w.xlsx) is not a file of this computer's own file system.\n"
                            + "Maybe copy it to a folder first.");
        }
    }

    @Test
    void read_workbookCutAnywhere_isRefusedAsDamaged() throws IOException {
        byte[] whole = Files.readAllBytes(
                new TempXlsx().sheet("S", TempXlsx.texts("a"), number(0, "1")).write(folder));
        for (int length = 64; length < whole.length; length += 37) {
            findsDamaged(Files.write(file(), Arrays.copyOf(whole, length)));
        }
    }

    @Test
    void read_workbookWithAChangedByte_neverFailsInAnotherWay() throws IOException {
        byte[] whole = Files.readAllBytes(new TempXlsx()
                .shared("x", "y")
                .sheet("S", TempXlsx.texts("a", "b"), number(0, "1") + cell(1, "t=\"s\"", "<v>1</v>"))
                .write(folder));
        for (int i = 0; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 + i % 255);
            Path file = Files.write(file(), changed);
            try {
                assertThat(Tables.read(file).rows()).isPositive();
            } catch (ChurnException e) {
                assertThat(e).hasMessageNotContaining("Exception");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row><c r=\"A1\"><v>1</v></c>",
                "<row><c r=\"A\"><v>1</v></c></row>",
                "<row><c r=\"A1\" t=\"s\"><v>x</v></c></row>",
                "<row r=\"x\"><c><v>1</v></c></row>",
                "<row><c s=\"x\"><v>1</v></c></row>",
                "<row><c><f t=\"shared\" si=\"7\"/><v>1</v></c></row>",
                "&undefined;"
            })
    void read_sheetThatMakesNoSense_isRefusedAsDamaged(String inside) {
        findsDamaged(sheetXml(inside).write(folder));
    }

    @Test
    void read_partsMissingOrTwice_areRefused() {
        TempXlsx noRelations = new TempXlsx().sheet("S").part("xl/_rels/workbook.xml.rels", "<Relationships/>");
        refuses(noRelations, "names a sheet whose part is missing");
        refuses(
                new TempXlsx().sheet("S").part("xl/worksheets/sheet1.xml", null),
                "misses the part 'xl/worksheets/sheet1.xml'");
        refuses(new TempXlsx().sheet("S").part("XL/styles.xml", ""), "holds the part 'XL/styles.xml' twice");
        TempXlsx twoStyles = new TempXlsx().sheet("S");
        String types = twoStyles.part("[Content_Types].xml");
        refuses(
                twoStyles.part("[Content_Types].xml", types.replace("sharedStrings+xml", "styles+xml")),
                "has two parts of the type (application/vnd.openxmlformats-officedoc…)");
    }

    @Test
    void read_documentType_isNotFollowed() {
        TempXlsx workbook = sheetXml("");
        workbook.part(
                "xl/worksheets/sheet1.xml",
                "<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData><row><c t=\"inlineStr\"><is>"
                        + "<t>&x;</t></is></c></row></sheetData></worksheet>");

        findsDamaged(workbook.write(folder));
    }

    @Test
    void read_cellsThatAskForTooMuch_areRefused() {
        refuses(sheetXml("<row><c r=\"XFE1\"><v>1</v></c></row>"), "has a row with more than 16384 cells");
        refuses(sheetXml("<row><c r=\"ZZZZZZ1\"><v>1</v></c></row>"), "has a row with more than 16384 cells");
        refuses(sheetXml("<row>" + "<c r=\"A1\"/>".repeat(16_385) + "</row>"), "has a row with more than 16384 cells");
        refuses(
                sheetXml("<row><c t=\"s\"><v>2147483647</v></c></row>"),
                "has a cell that asks for text 2147483647 of 0");
        refuses(
                sheetXml("<row><c><v>" + "1".repeat(401) + "</v></c></row>"),
                "has a number of more than 400 characters");
        String tooLong = "has a cell of more than 65536 or a row of more than 16777216 characters";
        refuses(sheetXml("<row><c t=\"str\"><v>" + "x".repeat(65_537) + "</v></c></row>"), tooLong);
        refuses(
                sheetXml("<row><c t=\"z\"><v>2020-01-01</v></c></row>"),
                "has cells of the type (z), which cannot be read");
        refuses(
                sheetXml("<row><c><f t=\"array\" ref=\"A1\">1</f></c></row>".repeat(1_001)),
                "has more than 1000 array formulas");
        refuses(sheetXml("<x>".repeat(65) + "</x>".repeat(65)), "has a part that is nested more than 64 deep");
        refuses(sheetXml("<x y=\"" + "z".repeat(2_000_000) + "\"/>"), "has a text or tag of more than 1048576 bytes");
        refuses(new TempXlsx().sheet("S").shared("x".repeat(65_537)), "has a text of more than 65536 characters");
    }

    @Test
    void read_zipBombs_areRefusedByWhatTheyClaimAndByWhatTheyAre() throws IOException {
        TempXlsx bomb = sheetXml("<row>" + "<x/>".repeat(5 << 20) + "</row>");
        String part = "unpacks to more than is safe: its part 'xl/worksheets/sheet1.xml' exceeds 16777216 bytes";
        refuses(bomb, part);
        byte[] bytes = Files.readAllBytes(file());
        // The central directory says how large a part claims to be: 20 MB and something, as a little-endian number.
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = bytes.length - 46; i >= 0; i--) {
            if (zip.getInt(i) == 0x02014B50 && zip.getInt(i + 24) > 16 << 20) {
                zip.putInt(i + 24, 1_000);
            }
        }
        reading(Files.write(file(), bytes)).hasMessageContaining(part);
    }

    @Test
    void read_partThatClaimsAGigabyte_isRefusedUnread() throws IOException {
        byte[] bytes = Files.readAllBytes(
                new TempXlsx().sheet("S", TempXlsx.texts("a"), number(0, "1")).write(folder));
        ByteBuffer zip = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = bytes.length - 46; i >= 0; i--) {
            if (zip.getInt(i) == 0x02014B50) {
                zip.putInt(i + 24, 1 << 30);
            }
        }
        reading(Files.write(file(), bytes))
                .hasMessageContaining(
                        "unpacks to more than is safe: its part '[Content_Types].xml' exceeds 16777216 bytes");
    }

    @Test
    void read_beyondTheBounds_isRefused() {
        XlsxLimits few = new XlsxLimits(4, 1 << 20, 1 << 20, 1, 1 << 20, 250, 1 << 20, 1 << 20, 10_000);
        XlsxLimits oneText = new XlsxLimits(10, 1 << 20, 1 << 20, 1, 1 << 20, 250, 1 << 20, 1 << 20, 10_000);
        Path file = new TempXlsx()
                .shared("a", "b")
                .sheet("S", TempXlsx.texts("a"), number(0, "1"))
                .write(folder);

        assertThatThrownBy(() -> XlsxTable.open(file, ReadOptions.standard(), few))
                .hasMessage("The workbook (" + file + ") holds more than 4 parts.\n" + AGAIN);
        assertThatThrownBy(() -> XlsxTable.open(file, ReadOptions.standard(), oneText))
                .hasMessage("The workbook (" + file + ") has more than 1 different texts.\n" + AGAIN);
        Path broad = sheetXml("<row>" + ("<c t=\"str\"><v>" + "x".repeat(1_000) + "</v></c>").repeat(11) + "</row>")
                .write(folder);
        assertThatThrownBy(() -> XlsxTable.open(broad, ReadOptions.standard(), oneText))
                .hasMessageContaining("has a cell of more than 65536 or a row of more than 10000 characters.");
    }

    @Test
    void read_moreColumnsThanTablesHave_isRefused() {
        Path wide = sheetXml("<row><c r=\"A1\"><v>1</v></c><c r=\"NTQ1\"><v>1</v></c></row>")
                .write(folder);
        reading(wide)
                .hasMessage("The sheet 'S' of 'table.xlsx' has more than 10000 columns.\n"
                        + "Maybe it is not a table of customers.");
    }

    @Test
    void read_headersAndValuesAsInCsv_haveTheSameMessages() {
        reading(new TempXlsx().sheet("S", TempXlsx.texts("a")))
                .hasMessage("The file (" + file() + ") has a header but no rows.\n"
                        + "Maybe the query that made it found nothing.");
        reading(new TempXlsx().sheet("S", TempXlsx.texts("b", "a", "b"), number(0, "1")))
                .hasMessage("Columns 1 and 3 are both named 'b'.\nMaybe rename one of them in the header.");
        Path file = new TempXlsx()
                .sheet("S", TempXlsx.texts("a"), number(0, "1"), TempXlsx.texts("x"))
                .write(folder);
        assertThatThrownBy(() -> Tables.read(file, ReadOptions.standard().withType("a", ColumnType.NUMERIC)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("Column 'a' (row 2) holds (x) where a number is required.");
    }

    @Test
    void read_sheetsThatAreNotThere_areNamedWithThoseThatAre() {
        Path file = new TempXlsx()
                .sheet("Customers", TempXlsx.texts("a"), number(0, "1"))
                .sheet("Empty")
                .write(folder);
        reading(file, ReadOptions.standard().withSheet("custmers"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The workbook 'table.xlsx' has no sheet 'custmers'; it has 'Customers', 'Empty'.\n"
                        + "Maybe 'Customers' was meant.");
        reading(file, ReadOptions.standard().withSheet("3"))
                .hasMessageStartingWith("The workbook 'table.xlsx' has no sheet '3'; it has 'Customers', 'Empty'.");
        reading(file, ReadOptions.standard().withSheet("Empty"))
                .hasMessage("Sheet 'Empty' of 'table.xlsx' is empty.\n"
                        + "Maybe the table is on another sheet: 'Customers', 'Empty'.");
        reading(new TempXlsx().sheet("A").sheetInState("veryHidden", "B", TempXlsx.texts("a"), number(0, "1")))
                .hasMessage("The workbook (" + file() + ") has no visible sheet that holds anything.\n"
                        + "Maybe name one of its sheets: 'A', 'B'.");
    }
}
