package io.github.churnml.data.excel;

import static io.github.churnml.data.excel.TempXlsx.cell;
import static io.github.churnml.data.excel.TempXlsx.number;
import static io.github.churnml.data.excel.TempXlsx.styled;
import static io.github.churnml.data.read.TempCsv.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.SharedFiles;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxTableTest {

    @TempDir
    Path folder;

    private Dataset read(TempXlsx workbook) {
        return Tables.read(workbook.write(folder));
    }

    @Test
    void read_everyKindOfCell_isUnderstood() {
        Dataset table = read(new TempXlsx()
                .shared("plan", " pre paid ", "a_x000D_\nb_x0041__x0001_")
                .sheet(
                        "S",
                        cell(0, "t=\"s\"", "<v>0</v>") + TempXlsx.texts(null, "n", "b", "f", "d", "x"),
                        cell(0, "t=\"s\"", "<v>1</v>")
                                + number(1, "138.97999999999999")
                                + cell(2, "t=\"b\"", "<v>1</v>")
                                + cell(3, "", "<f>1+1</f><v>2</v>")
                                + styled(4, 1, "45231")
                                + cell(5, "", ""),
                        cell(0, "t=\"s\"", "<v>2</v>")
                                + number(1, "1E-2")
                                + cell(2, "t=\"b\"", "<v>0</v>")
                                + cell(3, "t=\"str\"", "<f>\"7\"</f><v>7</v>")
                                + styled(4, 1, "1"),
                        cell(0, "t=\"str\"", "<v>NA</v>")
                                + number(1, "3")
                                + cell(2, "t=\"b\"", "<v>true</v>")
                                + cell(3, "s=\"3\"", "<f>1</f><v>2.5</v>")
                                + styled(4, 5, "60.75")));

        assertThat(table.schema().names()).containsExactly("plan", "n", "b", "f", "d", "x");
        assertThat(texts(table, "plan")).containsExactly(" pre paid ", "a\r\nbA", null);
        assertThat(texts(table, "n")).containsExactly("138.98", "0.01", "3");
        assertThat(texts(table, "b")).containsExactly("true", "false", "true");
        assertThat(texts(table, "f")).containsExactly("2", "7", "2.5");
        assertThat(texts(table, "d")).containsExactly("2023-11-01", "1900-01-01", "1900-03-01T18:00:00");
        assertThat(table.columns())
                .extracting(Column::type)
                .containsExactly(
                        ColumnType.CATEGORICAL,
                        ColumnType.NUMERIC,
                        ColumnType.BOOLEAN,
                        ColumnType.NUMERIC,
                        ColumnType.DATE,
                        ColumnType.NUMERIC);
        assertThat(table.notices()).extracting(Notice::message).containsExactly("Column 'x' has no values at all.");
    }

    @Test
    void read_dateSystemOf1904_isRead() {
        Dataset table = read(
                new TempXlsx().from1904().sheet("S", TempXlsx.texts("d"), styled(0, 1, "0"), styled(0, 4, "43768.5")));

        assertThat(texts(table, "d")).containsExactly("1904-01-01", "2023-10-31T12:00:00");
    }

    @Test
    void read_timesAloneAndImpossibleDates_stayNumbers() {
        Dataset table = read(new TempXlsx()
                .sheet(
                        "S",
                        TempXlsx.texts("time", "date"),
                        styled(0, 2, "0.5") + styled(1, 1, "-1"),
                        styled(0, 2, "0.25") + styled(1, 1, "2958466")));

        assertThat(texts(table, "time")).containsExactly("0.5", "0.25");
        assertThat(texts(table, "date")).containsExactly("-1", "2958466");
        assertThat(table.column("date").type()).isEqualTo(ColumnType.NUMERIC);
    }

    @Test
    void read_numbersAmongTexts_areWrittenCanonically() {
        Dataset table = read(new TempXlsx()
                .sheet(
                        "S",
                        TempXlsx.texts("id"),
                        number(0, "1234567890123456"),
                        number(0, "7.0"),
                        number(0, "0.30000000000000004"),
                        number(0, "-0"),
                        TempXlsx.texts("A7")));

        assertThat(texts(table, "id")).containsExactly("1234567890123456", "7", "0.30000000000000004", "0", "A7");
    }

    @Test
    void read_errorsAndFormulasThatNobodyCalculated_areMissingWithANotice() {
        Dataset table = read(new TempXlsx()
                .sheet(
                        "S",
                        TempXlsx.texts("a", "b"),
                        number(0, "1") + cell(1, "t=\"str\"", "<f>\"\"</f><v></v>"),
                        cell(0, "t=\"e\"", "<v>#N/A</v>") + cell(1, "", "<f>A1*2</f>"),
                        cell(0, "t=\"e\"", "<f>1/0</f><v>#DIV/0!</v>") + number(1, "2")));

        assertThat(texts(table, "a")).containsExactly("1", null, null);
        assertThat(texts(table, "b")).containsExactly(null, null, "2");
        assertThat(table.notices())
                .containsExactly(
                        new Notice(
                                "spreadsheet-errors",
                                "a",
                                "Column 'a' holds 2 cells with an error, first (#N/A) in row 2; they are taken as missing."),
                        new Notice(
                                "formulas-not-calculated",
                                "b",
                                "Column 'b' holds 1 cell with a formula but no calculated value, first in row 2; they are"
                                        + " taken as missing. Open the workbook in a spreadsheet program and save it to have"
                                        + " them calculated."));
    }

    @Test
    void read_formulasWithAnEmptyPlaceForTheirValue_areNamed() {
        Dataset table = read(new TempXlsx()
                .sheet(
                        "S",
                        TempXlsx.texts("a", "b"),
                        number(0, "1") + cell(1, "", "<f>A2*2</f><v></v>"),
                        number(0, "2") + cell(1, "", "<f>A3*2</f><v/>")));

        assertThat(table.notices()).extracting(Notice::code).contains("formulas-not-calculated");
        assertThat(table.notices().toString()).contains("Column 'b' holds 2 cells with a formula");
    }

    @Test
    void read_isoDateCells_areDates() {
        Path file = new TempXlsx()
                .from1904()
                .sheet(
                        "S",
                        TempXlsx.texts("n", "since", "t=\"d\""),
                        number(0, "1") + cell(1, "t=\"d\"", "<v>2024-02-29</v>") + text(2, "<c t=\"d\">"),
                        number(0, "2") + cell(1, "s=\"1\" t='d'", "<v>2024-03-01T12:00:00</v>") + text(2, "x"),
                        number(0, "3") + cell(1, "t=\"d\"", "<f>TODAY()</f><v>2024-03-02T00:00:00Z</v>"))
                .write(folder);
        Dataset table = Tables.read(file);

        assertThat(table.column("since").type()).isEqualTo(ColumnType.DATE);
        assertThat(texts(table, "since")).containsExactly("2024-02-29", "2024-03-01T12:00:00", "2024-03-02");
        assertThat(texts(table, "t=\"d\"")).containsExactly("<c t=\"d\">", "x", null);
    }

    private static String text(int column, String text) {
        return cell(column, "t=\"inlineStr\"", "<is><t>" + text.replace("<", "&lt;") + "</t></is>");
    }

    @Test
    void read_notesBeforeALargerSheet_asksWhichIsMeant() {
        String[] rows = new String[30];
        java.util.Arrays.setAll(rows, i -> TempXlsx.texts(i == 0 ? "id" : "k" + i, "plan" + i % 3, "x", "y" + i));
        Path file = new TempXlsx()
                .sheet("Columns", TempXlsx.texts("name", "meaning"), TempXlsx.texts("id", "the customer"))
                .sheet("Customers", rows)
                .write(folder);

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Tables.read(file))
                .hasMessage(
                        "The first sheet of 'table.xlsx', 'Columns', is smaller than another one: 2 rows of 2 columns"
                                + " where 'Customers' has 30 rows of 4 columns.\n"
                                + "Maybe 'Customers' is the table: say which sheet is meant with --sheet (in Java: withSheet), one"
                                + " of 'Columns', 'Customers'.");
        assertThat(names(file, "Columns")).containsExactly("name", "meaning");
    }

    @Test
    void read_sheetWithoutAHeader_isNamedOrRead() {
        Path file = new TempXlsx()
                .sheet(
                        "S",
                        TempXlsx.texts("Basic", "Yes") + number(2, "9.5"),
                        TempXlsx.texts("Basic", "No") + number(2, "7.25"),
                        TempXlsx.texts("Plus", "Yes") + number(2, "8"),
                        TempXlsx.texts("Plus", "No") + number(2, "3"))
                .write(folder);

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Tables.read(file))
                .hasMessageContaining("looks like a customer")
                .hasMessageContaining("--no-header");
        Dataset table = Tables.read(file, ReadOptions.standard().withHeader(false));
        assertThat(table.schema().names()).containsExactly("c1", "c2", "c3");
        assertThat(table.rows()).isEqualTo(4);
    }

    @Test
    void read_tableAwayFromTheCorner_beginsAtItsFirstFilledCell() {
        Dataset table = read(new TempXlsx()
                .sheet(
                        "S",
                        "",
                        cell(0, "s=\"1\"", "") + TempXlsx.texts(null, " "),
                        TempXlsx.texts(null, null, "a", null, "c"),
                        number(2, "1") + number(3, "2"),
                        cell(2, "s=\"1\"", ""),
                        number(4, "3")));

        assertThat(table.schema().names()).containsExactly("column_1", "a", "column_3", "c");
        assertThat(texts(table, "a")).containsExactly("1", null);
        assertThat(texts(table, "c")).containsExactly(null, "3");
        assertThat(table.notices()).extracting(Notice::code).startsWith("empty-header", "empty-header");
    }

    @Test
    void read_sheets_areFoundByNameAndNumber() {
        Path file = new TempXlsx()
                .sheet("Notes")
                .sheetInState("hidden", "secret", TempXlsx.texts("h"), number(0, "1"))
                .sheet("2023", TempXlsx.texts("a"), number(0, "1"))
                .sheet(" 1 ", TempXlsx.texts("b"), number(0, "1"))
                .write(folder);

        assertThat(Tables.read(file).schema().names()).containsExactly("a");
        assertThat(Tables.read(file).notices())
                .containsExactly(new Notice(
                        "sheet-chosen",
                        "",
                        "The workbook has 3 visible sheets; '2023' is read, the first that holds anything."
                                + " The others are 'Notes', ' 1 ': --sheet takes one of them."));
        assertThat(names(file, "2023")).containsExactly("a");
        assertThat(names(file, " 1 ")).containsExactly("b");
        assertThat(names(file, "1")).containsExactly("b");
        assertThat(names(file, "3")).containsExactly("a");
        assertThat(names(file, "2")).containsExactly("h");
        assertThat(Tables.read(file, ReadOptions.standard().withSheet("4")).notices())
                .isEmpty();
    }

    private static List<String> names(Path file, String sheet) {
        return Tables.read(file, ReadOptions.standard().withSheet(sheet))
                .schema()
                .names();
    }

    @Test
    void read_workbookWithoutStylesOrSharedTexts_isRead() {
        TempXlsx workbook = new TempXlsx().sheet("S", TempXlsx.texts("a"), styled(0, 1, "45231"));
        workbook.part("[Content_Types].xml", "<Types/>")
                .part("xl/styles.xml", null)
                .part("xl/sharedStrings.xml", null);

        assertThat(texts(read(workbook), "a")).containsExactly("45231");
    }

    @Test
    void read_textsOutsideOfCells_doNotCount() {
        TempXlsx workbook = new TempXlsx().sheet("S", TempXlsx.texts("a"), number(0, "1"));
        String sheet = workbook.part("xl/worksheets/sheet1.xml");
        workbook.part(
                "xl/worksheets/sheet1.xml",
                sheet.replace("</sheetData>", "</sheetData><note>" + "<f>x</f> ".repeat(100_000) + "</note>"));

        assertThat(read(workbook).rows()).isEqualTo(1);
    }

    @Test
    void read_options_areFollowed() {
        Path file = new TempXlsx()
                .sheet("S", TempXlsx.texts("a", "b"), number(0, "1") + number(1, "9"), number(0, "2") + number(1, "5"))
                .write(folder);
        ReadOptions options = ReadOptions.standard()
                .withType("a", ColumnType.CATEGORICAL)
                .withMissing(MissingMarkers.standard().and(List.of("9")));

        Dataset table = Tables.read(file, options);

        assertThat(table.column("a").type()).isEqualTo(ColumnType.CATEGORICAL);
        assertThat(texts(table, "b")).containsExactly(null, "5");
    }

    @Test
    void read_progress_growsOverAllPasses() {
        Path file = new TempXlsx()
                .sheet("S", TempXlsx.texts("a"), number(0, "1"), number(0, "2"), number(0, "4"))
                .write(folder);
        List<Long> done = new ArrayList<>();
        List<Long> totals = new ArrayList<>();

        Tables.read(file, ReadOptions.standard().withProgress((stage, at, total) -> {
            assertThat(stage).isEqualTo("reading");
            done.add(at);
            totals.add(total);
        }));

        assertThat(done).isSorted();
        assertThat(totals).containsOnly(totals.get(0));
        assertThat(done.get(done.size() - 1)).isBetween(totals.get(0) * 2 / 3, totals.get(0));
    }

    /** The sums are from a script that takes the sheet's XML apart with regular expressions. */
    @Test
    void read_bettercollective_isUnderstood() {
        Dataset table =
                Tables.read(SharedFiles.require("data/bettercollective/sample_data__technical_assessment.xlsx"));

        assertThat(table.rows()).isEqualTo(52_500);
        assertThat(table.schema().names())
                .containsExactly(
                        "activity_month",
                        "account_id",
                        "brand_id",
                        "reg_date",
                        "ftd_date",
                        "qp_date",
                        "ben_login_id",
                        "tracker_id",
                        "player_reg_product",
                        "total_deposit",
                        "total_handle",
                        "total_ngr");
        assertThat(table.columns().stream().filter(c -> c.type() == ColumnType.DATE))
                .extracting(Column::name)
                .containsExactly("activity_month", "reg_date", "ftd_date", "qp_date");
        assertThat(((CodedColumn) table.column("brand_id")).levels()).hasSize(29);
        assertThat(((CodedColumn) table.column("ben_login_id")).levels()).hasSize(7);
        assertThat(values(table, "ftd_date")).isEqualTo(45_238);
        assertThat(values(table, "qp_date")).isEqualTo(31_263);
        assertThat(values(table, "total_handle")).isEqualTo(52_338);
        assertThat(sum(table, "reg_date")).isEqualTo(2_361_520_334.0 - 52_500 * 25_569.0);
        assertThat(sum(table, "qp_date")).isEqualTo(1_406_949_973.0 - 31_263 * 25_569.0);
        assertThat(sum(table, "account_id")).isEqualTo(8_607_745_565_816.0);
        assertThat(sum(table, "tracker_id")).isEqualTo(371_773_895_722.0);
        assertThat(sum(table, "total_ngr")).isEqualTo(1_927_702.2600000752);
        assertThat(table.column("activity_month").text(52_499)).isEqualTo("2024-03-01");
        assertThat(table.notices()).isEmpty();
    }

    private static long values(Dataset table, String column) {
        Column found = table.column(column);
        return IntStream.range(0, table.rows())
                .filter(row -> !found.isMissing(row))
                .count();
    }

    /** Added up one after the other, as the script does. */
    private static double sum(Dataset table, String column) {
        NumericColumn numbers = (NumericColumn) table.column(column);
        double sum = 0;
        for (int row = 0; row < table.rows(); row++) {
            sum += numbers.isMissing(row) ? 0 : numbers.value(row);
        }
        return sum;
    }
}
