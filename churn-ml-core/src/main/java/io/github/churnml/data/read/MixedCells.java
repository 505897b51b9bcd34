package io.github.churnml.data.read;

import io.github.churnml.data.Numbers;

/**
 * One column of a workbook or of JSON that may hold numbers and, as text, numbers in some writing. Where it does, and the texts
 * may have a decimal comma, the text of a number gets an exponent of zero: it is then that number whatever the texts turn out
 * to mean, and says nothing about them.
 */
final class MixedCells {

    /** What a number's text ends with in such a column; no program writes as many zeros. */
    private static final String END = "e+0000";

    private final DecimalMarks marks = new DecimalMarks();
    private long numbers;

    /** Takes a cell in. */
    void add(String text, boolean number) {
        if (number) {
            numbers++;
        } else if (text.indexOf(',') >= 0 || text.indexOf('.') >= 0) {
            marks.add(text, 1);
        }
    }

    /** Whether texts might change what its numbers are. */
    boolean isMixed() {
        return numbers > 0 && marks.needsOwn();
    }

    /** A cell's text as the table's reader hands it out. */
    String text(String text, boolean number) {
        if (!number || !isMixed()) {
            return text;
        }
        String plain = text.indexOf('e') < 0 && text.indexOf('E') < 0 ? text : Numbers.text(Numbers.parse(text));
        return plain.indexOf('E') < 0 ? plain + END : plain;
    }

    /** Whether a text is that of a number in such a column. */
    static boolean isNumber(String text) {
        return text.endsWith(END) && !Double.isNaN(Numbers.parse(text));
    }

    static boolean isNumber(char[] s, int from, int to) {
        return to - from > END.length() && s[to - END.length() + 1] == '+' && isNumber(new String(s, from, to - from));
    }

    /** The number as it was written. */
    static String bare(String text) {
        return isNumber(text) ? text.substring(0, text.length() - END.length()) : text;
    }
}
