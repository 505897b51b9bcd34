package io.github.churnml.data.excel;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes the small workbooks that tests read, part by part, so that each may be as wrong as the test needs it. */
final class TempXlsx {

    private static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
    private static final String NAMESPACE = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
            + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    private final Map<String, String> parts = new LinkedHashMap<>();
    private final StringBuilder sheets = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();
    private String properties = "";
    private int count;

    /** A workbook with the styles 0 (general), 1 (a date), 2 (a time of day), 3 (two decimals) and 4 (a date and time). */
    TempXlsx() {
        parts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + SPREADSHEET + "sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + SPREADSHEET + "styles+xml\"/>"
                        + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" + SPREADSHEET
                        + "sharedStrings+xml\"/></Types>");
        parts.put(
                "xl/styles.xml",
                "<styleSheet" + NAMESPACE
                        + "><numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-407]yyyy\\-mm\\-dd;@\"/></numFmts><cellXfs>"
                        + "<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/><xf numFmtId=\"2\"/>"
                        + "<xf numFmtId=\"22\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>");
        shared();
    }

    /** The texts that cells of type s ask for. */
    TempXlsx shared(String... texts) {
        StringBuilder items = new StringBuilder();
        for (String text : texts) {
            items.append("<si><t xml:space=\"preserve\">").append(escaped(text)).append("</t></si>");
        }
        return part("xl/sharedStrings.xml", "<sst" + NAMESPACE + ">" + items + "</sst>");
    }

    /** A visible sheet of the given rows, each the XML of its cells. */
    TempXlsx sheet(String name, String... rows) {
        return sheetInState("visible", name, rows);
    }

    TempXlsx sheetInState(String state, String name, String... rows) {
        StringBuilder data = new StringBuilder();
        for (String row : rows) {
            data.append("<row>").append(row).append("</row>");
        }
        count++;
        sheets.append("<sheet name=\"" + escaped(name) + "\" sheetId=\"" + count + "\" state=\"" + state
                + "\" r:id=\"rId" + count + "\"/>");
        relations.append("<Relationship Id=\"rId" + count + "\" Target=\"worksheets/sheet" + count + ".xml\"/>");
        return part(
                "xl/worksheets/sheet" + count + ".xml",
                "<worksheet" + NAMESPACE + "><sheetData>" + data + "</sheetData></worksheet>");
    }

    TempXlsx from1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    /** Puts a part in, or in the place of what is there; null takes it out. */
    TempXlsx part(String name, String content) {
        if (content == null) {
            parts.remove(name);
        } else {
            parts.put(name, content);
        }
        return this;
    }

    String part(String name) {
        return parts.get(name);
    }

    Path write(Path folder) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(
                "xl/workbook.xml",
                "<workbook" + NAMESPACE + ">" + properties + "<sheets>" + sheets + "</sheets></workbook>");
        all.put("xl/_rels/workbook.xml.rels", "<Relationships>" + relations + "</Relationships>");
        all.putAll(parts);
        Path file = folder.resolve("table.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> part : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** A row of texts written into their cells; null for no cell. */
    static String texts(String... texts) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] != null) {
                row.append(
                        cell(i, "t=\"inlineStr\"", "<is><t xml:space=\"preserve\">" + escaped(texts[i]) + "</t></is>"));
            }
        }
        return row.toString();
    }

    /** A cell in a column, from 0, of a row that does not matter. */
    static String cell(int column, String attributes, String inside) {
        return "<c r=\"" + (char) ('A' + column) + "1\" " + attributes + ">" + inside + "</c>";
    }

    static String number(int column, String number) {
        return cell(column, "", "<v>" + number + "</v>");
    }

    static String styled(int column, int style, String number) {
        return cell(column, "s=\"" + style + "\"", "<v>" + number + "</v>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
