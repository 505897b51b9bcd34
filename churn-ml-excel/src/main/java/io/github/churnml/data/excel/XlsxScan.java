package io.github.churnml.data.excel;

import io.github.churnml.error.Wording;
import java.util.BitSet;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.dhatim.fastexcel.reader.CellAddress;

/**
 * A first look at a sheet that keeps nothing: which columns and how many rows hold anything, and that no cell asks the
 * workbook reader for more memory or time than a table may cost.
 */
final class XlsxScan implements XlsxXml.Visitor {

    private static final Set<String> TYPES = Set.of("b", "d", "e", "n", "str", "s", "inlineStr");

    private final XlsxArchive archive;
    private final int sharedTexts;
    private final long rowChars;
    private final StringBuilder number = new StringBuilder();

    private int firstColumn = Integer.MAX_VALUE;
    private int lastColumn = -1;
    private long rows;
    private int arrayFormulas;
    private boolean isoDates;

    private int cellsOfRow;
    private long charsOfRow;
    private boolean rowHolds;
    private int column = -1;
    private String type = "n";
    private int charsOfCell;
    private boolean inValue;
    private boolean formula;
    private boolean placed;
    private boolean valued;
    private final BitSet uncalculated = new BitSet();
    private int openCells;
    private final BitSet numbers = new BitSet();
    private final BitSet texts = new BitSet();
    private final BitSet firstTexts = new BitSet();

    XlsxScan(XlsxArchive archive, int sharedTexts, long rowChars) {
        this.archive = archive;
        this.sharedTexts = sharedTexts;
        this.rowChars = rowChars;
    }

    /** Whether no cell holds anything. */
    boolean isEmpty() {
        return rows == 0;
    }

    /** The first column that holds anything, from 0. */
    int firstColumn() {
        return firstColumn;
    }

    /** The last column that holds anything, from 0. */
    int lastColumn() {
        return lastColumn;
    }

    /** How many rows hold anything, the header among them. */
    long rows() {
        return rows;
    }

    /** Whether a column has formulas whose value is not stored though a place for it is. */
    boolean hasUncalculated(int at) {
        return uncalculated.get(at);
    }

    /** Whether a column has numbers and texts; those of the first row count unless it is a header. */
    boolean isMixed(boolean header) {
        return numbers.intersects(texts) || !header && numbers.intersects(firstTexts);
    }

    /** Whether any cell holds a date as a text by ISO 8601. */
    boolean hasIsoDates() {
        return isoDates;
    }

    @Override
    public void start(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "c" -> startCell(xml);
            case "v", "is" -> {
                inValue = true;
                placed = true;
                number.setLength(0);
            }
            case "f" -> {
                formula = openCells > 0;
                if ("array".equals(xml.getAttributeValue(null, "t")) && ++arrayFormulas > XlsxLimits.ARRAY_FORMULAS) {
                    throw archive.refused("has more than " + XlsxLimits.ARRAY_FORMULAS + " array formulas");
                }
            }
            default -> {
                // Nothing else costs anything.
            }
        }
    }

    private void startCell(XMLStreamReader xml) {
        String reference = xml.getAttributeValue(null, "r");
        column = reference == null ? column + 1 : columnOf(reference);
        if (column < 0 || column >= XlsxLimits.COLUMNS || ++cellsOfRow > XlsxLimits.COLUMNS) {
            throw archive.refused("has a row with more than " + XlsxLimits.COLUMNS + " cells");
        }
        String given = xml.getAttributeValue(null, "t");
        type = given == null ? "n" : given;
        if (!TYPES.contains(type)) {
            throw archive.refused("has cells of the type " + Wording.value(type) + ", which cannot be read");
        }
        isoDates |= type.equals("d");
        charsOfCell = 0;
        formula = false;
        placed = false;
        valued = false;
        openCells++;
    }

    private int columnOf(String reference) {
        try {
            return new CellAddress(reference).getColumn();
        } catch (RuntimeException e) {
            throw XlsxArchive.damaged(archive.path(), e);
        }
    }

    @Override
    public void text(XMLStreamReader xml) {
        if (openCells == 0) {
            return;
        }
        int length = xml.getTextLength();
        charsOfCell += length;
        charsOfRow += length;
        if (charsOfCell > XlsxLimits.CELL_CHARS || charsOfRow > rowChars) {
            throw archive.refused("has a cell of more than " + XlsxLimits.CELL_CHARS + " or a row of more than "
                    + rowChars + " characters");
        }
        if (!inValue || length == 0) {
            return;
        }
        markColumn();
        valued = true;
        if (type.equals("n")) {
            numbers.set(column);
        } else if (type.startsWith("s") || type.startsWith("i")) {
            (rows == 0 ? firstTexts : texts).set(column);
        }
        if (type.equals("n") || type.equals("s")) {
            number.append(xml.getTextCharacters(), xml.getTextStart(), length);
            if (number.length() > XlsxLimits.NUMBER_CHARS) {
                throw archive.refused("has a number of more than " + XlsxLimits.NUMBER_CHARS + " characters");
            }
        }
    }

    private void markColumn() {
        firstColumn = Math.min(firstColumn, column);
        lastColumn = Math.max(lastColumn, column);
        rowHolds = true;
    }

    @Override
    public void end(XMLStreamReader xml) {
        switch (xml.getLocalName()) {
            case "v", "is" -> {
                inValue = false;
                if (type.equals("s") && number.length() > 0) {
                    checkShared();
                }
            }
            case "c" -> {
                openCells--;
                // A formula that gives an empty text has the type str.
                if (formula && placed && !valued && type.equals("n")) {
                    uncalculated.set(column);
                }
            }
            case "row" -> {
                rows += rowHolds ? 1 : 0;
                rowHolds = false;
                cellsOfRow = 0;
                charsOfRow = 0;
                column = -1;
            }
            default -> {
                // Nothing else counts.
            }
        }
    }

    private void checkShared() {
        int index;
        try {
            index = Integer.parseInt(number, 0, number.length(), 10);
        } catch (NumberFormatException e) {
            throw XlsxArchive.damaged(archive.path(), e);
        }
        if (index < 0 || index >= sharedTexts) {
            throw archive.refused("has a cell that asks for text " + index + " of " + sharedTexts);
        }
    }
}
