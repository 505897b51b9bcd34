package io.github.churnml.data.read;

import io.github.churnml.data.Decimals;
import io.github.churnml.data.FormattedNumber;

/**
 * What the texts of one column of one table say about its decimal mark: how many are numbers with a point alone, such as
 * {@code 79.32}, and how many with a comma alone. The answer does not depend on the order of the rows. For one thread.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class DecimalMarks {

    private long points;
    private long commas;
    /** Texts such as 1.234, whose point may stand before thousands. */
    private long open;
    /** Texts such as 1.234 and 1,234, which are one number or another. */
    private long either;
    /** Numbers, not texts, of a column that has both. */
    private long cells;
    /** Plain numbers with a point that may be no texts. */
    private long cellPoints;

    /** Nothing seen yet. */
    public DecimalMarks() {}

    /**
     * Takes a text in.
     *
     * @param text the text, which need not be a number
     * @param times how often it occurs
     */
    public void add(String text, long times) {
        if (MixedCells.isNumber(text)) {
            cells += times;
            return;
        }
        FormattedNumber number = FormattedNumber.of(text);
        boolean point = !Double.isNaN(number.point());
        boolean comma = !Double.isNaN(number.comma());
        if (point && comma) {
            open += Math.abs(number.point()) < Math.abs(number.comma()) ? times : 0;
            either += number.point() == number.comma() ? 0 : times;
        } else {
            points += point ? times : 0;
            commas += comma ? times : 0;
        }
    }

    /** Whether numbers beside these texts need a text that is theirs alone. */
    boolean needsOwn() {
        return commas > 0 || points == 0 && either > 0;
    }

    /**
     * Takes a column of many rows in.
     *
     * @param rows the rows
     * @param column the column, from 0
     */
    public void add(AsciiRows rows, int column) {
        for (int row = 0; row < rows.size(); row++) {
            int from = rows.from(row, column);
            int to = rows.to(row, column);
            if (from < to && !addPlain(rows.text, from, to)) {
                add(rows.text(row, column), 1);
            }
        }
    }

    /** Takes digits with perhaps a minus and a point in; false for any other text. */
    private boolean addPlain(byte[] s, int from, int to) {
        int first = s[from] == '-' ? from + 1 : from;
        int point = -1;
        for (int i = first; i < to; i++) {
            if (s[i] == '.' && point < 0) {
                point = i;
            } else if (s[i] < '0' || s[i] > '9') {
                return false;
            }
        }
        if (point >= 0 && to - first > 1) {
            boolean grouped = to - point == 4 && point > first && point - first <= 3 && s[first] != '0';
            open += grouped ? 1 : 0;
            either += grouped ? 1 : 0;
            points += grouped ? 0 : 1;
        }
        return true;
    }

    /**
     * Takes in what others have taken in.
     *
     * @param others of other rows of the same column
     */
    public void merge(DecimalMarks others) {
        points += others.points;
        commas += others.commas;
        open += others.open;
        either += others.either;
        cells += others.cells;
        cellPoints += others.cellPoints;
    }

    /** Says that a plain number has a decimal point, as cells of workbooks and numbers of JSON have. */
    public void addPoint() {
        cellPoints++;
    }

    /** Numbers tell nothing of the texts in a column that has both. */
    private long points() {
        return cells > 0 ? points : points + cellPoints;
    }

    /**
     * What separates the decimals, where the other columns of the table tell if this one does not.
     *
     * @param others the mark of all other columns that tell, {@link Decimals#EITHER} if they differ or none does
     * @param otherwise the answer if no text tells
     * @return the mark
     */
    public Decimals decide(Decimals others, Decimals otherwise) {
        return decide(others == Decimals.COMMA && open > 0 ? others : otherwise);
    }

    /**
     * What separates the decimals.
     *
     * @param otherwise the answer if no text tells
     * @return the mark that some texts show; both if they show both, or if numbers stand beside texts that show none
     */
    public Decimals decide(Decimals otherwise) {
        if (cells > 0 && either > 0 && !isDecided()) {
            return Decimals.EITHER;
        }
        if (points() > 0) {
            return commas > 0 ? Decimals.EITHER : Decimals.POINT;
        }
        return commas > 0 ? Decimals.COMMA : otherwise;
    }

    /**
     * Whether a range of characters is a number with a decimal comma for sure, as {@code 29,85} is; quick where there is no
     * comma before one or two last digits.
     */
    static boolean showsComma(char[] s, int from, int to) {
        int length = to - from;
        if (length < 2 || s[to - 2] != ',' && (length < 3 || s[to - 3] != ',')) {
            return false;
        }
        FormattedNumber number = FormattedNumber.of(new String(s, from, length));
        return Double.isNaN(number.point()) && !Double.isNaN(number.comma());
    }

    /** Whether a plain number has one point, before three last digits and behind one to three that do not begin with 0. */
    static boolean isGrouped(char[] s, int from, int to) {
        if (to - from < 5 || s[to - 4] != '.') {
            return false;
        }
        int first = s[from] == '-' || s[from] == '+' ? from + 1 : from;
        return first < to - 4 && first >= to - 7 && s[first] != '0';
    }

    /** {@return whether any text tells} */
    public boolean isDecided() {
        return points() + commas > 0;
    }
}
