package io.github.churnml.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Excel workbooks: the archive from outside, and each of its parts from inside, packed again as Excel would. */
public final class Workbooks implements TargetSource {

    private static final List<String> WORDS = List.of(
            "<c r=\"",
            "<c r=\"XFD1048576\">",
            "<c r=\"A1\" t=\"s\">",
            "t=\"inlineStr\"",
            "t=\"b\"",
            "t=\"e\"",
            "t=\"str\"",
            "t=\"d\"",
            "s=\"1\"",
            "<v>",
            "</v>",
            "<f>",
            "<f t=\"shared\" si=\"0\">",
            "<is><t>",
            "<row>",
            "<row r=\"9\">",
            "</row>",
            "<si>",
            "<t>",
            "<r>",
            "#N/A",
            "1e999",
            "-1",
            "4294967296",
            "&#0;",
            "&#xD83D;",
            "&amp;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<!DOCTYPE a [<!ENTITY x \"y\">]>",
            "&x;",
            "<?xml version=\"1.1\"?>",
            "xmlns=\"\"",
            "formatCode=\"yyyy\"");

    private static final String MAIN = " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
            + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

    /** Longer than any part of the workbook. */
    private static final int LONGEST = 1_500;

    @Override
    public List<FuzzTarget> targets() {
        return List.of(
                TableTargets.table("xlsx", List.of(Seeds.zip(parts()), Seeds.bytes('P', 'K', 3, 4)), WORDS),
                part("xlsx-sheet", "xl/worksheets/sheet1.xml"),
                part("xlsx-shared", "xl/sharedStrings.xml"),
                part("xlsx-styles", "xl/styles.xml"),
                part("xlsx-workbook", "xl/workbook.xml"),
                part("xlsx-relations", "xl/_rels/workbook.xml.rels"),
                part("xlsx-types", "[Content_Types].xml"));
    }

    /** One part of the workbook is what the bytes say; read row by row and whole. */
    private static FuzzTarget part(String target, String part) {
        Map<String, byte[]> parts = parts();
        FuzzTarget table = TableTargets.rows(target, List.of(), WORDS, 1000);
        List<byte[]> seeds = List.of(parts.get(part), new byte[0], Seeds.bytes('<', 'a', '/', '>'));
        return new FuzzTarget(target, seeds, WORDS, LONGEST, bytes -> {
            Map<String, byte[]> changed = new LinkedHashMap<>(parts);
            changed.put(part, bytes);
            table.door().enter(Seeds.zip(changed));
        });
    }

    private static Map<String, byte[]> parts() {
        String types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(
                "[Content_Types].xml",
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"" + types + "sheet.main+xml\"/>"
                        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"" + types + "styles+xml\"/>"
                        + "<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"" + types
                        + "sharedStrings+xml\"/></Types>");
        texts.put(
                "xl/workbook.xml",
                "<workbook" + MAIN + "><workbookPr date1904=\"0\"/><sheets>"
                        + "<sheet name=\"Customers\" sheetId=\"1\" state=\"visible\" r:id=\"rId1\"/>"
                        + "<sheet name=\"Notes\" sheetId=\"2\" state=\"hidden\" r:id=\"rId2\"/></sheets></workbook>");
        texts.put(
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id=\"rId1\" Target=\"worksheets/sheet1.xml\"/>"
                        + "<Relationship Id=\"rId2\" Target=\"worksheets/sheet2.xml\"/></Relationships>");
        texts.put(
                "xl/styles.xml",
                "<styleSheet" + MAIN + "><numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy\\-mm\\-dd;@\"/></numFmts>"
                        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/><xf numFmtId=\"170\"/>"
                        + "</cellXfs></styleSheet>");
        texts.put(
                "xl/sharedStrings.xml",
                "<sst" + MAIN + "><si><t>plan</t></si><si><t xml:space=\"preserve\"> Basic</t></si>"
                        + "<si><r><t>Pl</t></r><r><t>us</t></r></si></sst>");
        texts.put(
                "xl/worksheets/sheet1.xml",
                "<worksheet" + MAIN + "><dimension ref=\"A1:F3\"/><sheetData>"
                        + "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>since</t></is></c>"
                        + "<c r=\"C1\" t=\"str\"><f>\"charge\"</f><v>charge</v></c><c r=\"D1\" t=\"inlineStr\"><is><t>left</t>"
                        + "</is></c></row>"
                        + "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" s=\"1\"><v>46347</v></c><c r=\"C2\"><f>1+1"
                        + "</f><v>2.5</v></c><c r=\"D2\" t=\"b\"><v>1</v></c></row>"
                        + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>2</v></c><c r=\"B3\" s=\"3\"><v>46348.5</v></c>"
                        + "<c r=\"C3\" t=\"e\"><v>#N/A</v></c><c r=\"D3\" t=\"b\"><v>0</v></c></row>"
                        + "</sheetData></worksheet>");
        texts.put("xl/worksheets/sheet2.xml", "<worksheet" + MAIN + "><sheetData/></worksheet>");
        Map<String, byte[]> parts = new LinkedHashMap<>();
        texts.forEach((name, text) -> parts.put(name, Seeds.text(text, StandardCharsets.UTF_8)));
        return parts;
    }
}
