package io.github.churnml.data.excel;

import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.SpreadsheetErrors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * A cell's text, as a CSV file of the same table has it: numbers in their canonical form, dates as ISO 8601, true and
 * false, formulas by the value that the workbook stores.
 */
final class XlsxCell {

    /** What else there is to a cell than its text. */
    enum Trouble {
        /** The value is an error, such as {@code #N/A}. */
        ERROR,
        /** A formula without a stored value: what wrote the workbook has not calculated it. */
        NOT_CALCULATED
    }

    /** How a character that XML does not know is written, among them carriage returns. */
    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private XlsxCell() {}

    /** The trouble with a cell of a column that may have formulas without a value, or null if there is none. */
    static @Nullable Trouble trouble(@Nullable Cell cell, boolean uncalculated) {
        if (cell == null) {
            return null;
        }
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.ERROR) {
            return isWord(raw) ? null : Trouble.ERROR;
        }
        if (cell.getType() == CellType.FORMULA) {
            return raw == null || raw.isEmpty() && uncalculated
                    ? Trouble.NOT_CALCULATED
                    : cell.getValue() instanceof String text && SpreadsheetErrors.contains(text) ? Trouble.ERROR : null;
        }
        return null;
    }

    /** The text; empty if there is none or only trouble. */
    static String text(@Nullable Cell cell, XlsxDates dates) {
        if (cell == null || cell.getRawValue() == null || trouble(cell, false) != null) {
            return "";
        }
        String raw = cell.getRawValue();
        if (cell.getType() == CellType.ERROR) {
            return raw;
        }
        Object value = cell.getValue();
        if (value instanceof Boolean flag) {
            return flag.toString();
        }
        return value instanceof Number ? number(cell, raw, dates) : unescaped(raw);
    }

    /** Whether a cell of that text is a number, and neither a text nor a date. */
    static boolean isNumber(Cell cell, String text) {
        return cell.getType() != CellType.ERROR
                && !text.isEmpty()
                && cell.getValue() instanceof Number
                && !Double.isNaN(Numbers.parse(text));
    }

    private static String number(Cell cell, String raw, XlsxDates dates) {
        boolean date = dates.isDate(cell.getDataFormatId(), cell.getDataFormatString());
        if (!date && isInteger(raw)) {
            return raw;
        }
        char[] chars = raw.toCharArray();
        double value = Numbers.scan(chars, 0, chars.length);
        String asDate = date ? dates.text(value) : null;
        if (asDate != null) {
            return asDate;
        }
        return Double.isFinite(value) ? Numbers.text(value) : raw;
    }

    /** Whether a number is written in the shortest way already. */
    private static boolean isInteger(String raw) {
        int start = raw.startsWith("-") ? 1 : 0;
        if (raw.length() == start || raw.charAt(start) == '0' && raw.length() > 1) {
            return false;
        }
        for (int i = start; i < raw.length(); i++) {
            if (raw.charAt(i) < '0' || raw.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Booleans may be spelt out, which the workbook reader takes for an error. */
    private static boolean isWord(@Nullable String raw) {
        return "true".equals(raw) || "false".equals(raw);
    }

    private static String unescaped(String raw) {
        if (!raw.contains("_x")) {
            return raw;
        }
        Matcher matcher = ESCAPED.matcher(raw);
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            char c = (char) Integer.parseInt(matcher.group(1), 16);
            boolean plain = c >= ' ' || c == '\t' || c == '\n' || c == '\r';
            matcher.appendReplacement(text, Matcher.quoteReplacement(plain ? String.valueOf(c) : ""));
        }
        return matcher.appendTail(text).toString();
    }
}
