package io.github.churnml.data;

/**
 * What the texts of one column of one table say about its decimal mark: how many are numbers with a point alone, such as
 * {@code 79.32}, and how many with a comma alone. The answer does not depend on the order of the rows. For one thread.
 */
public final class DecimalMarks {

    private long points;
    private long commas;
    private long open;

    /**
     * Takes a text in.
     *
     * @param text the text, which need not be a number
     * @param times how often it occurs
     */
    public void add(String text, long times) {
        FormattedNumber number = FormattedNumber.of(text);
        boolean point = !Double.isNaN(number.point);
        boolean comma = !Double.isNaN(number.comma);
        if (point && comma) {
            open += number.point == number.comma ? 0 : times;
        } else {
            points += point ? times : 0;
            commas += comma ? times : 0;
        }
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
    }

    /** {@return how many texts are a different number with either mark} */
    public long open() {
        return open;
    }

    /**
     * What separates the decimals.
     *
     * @param otherwise the answer if no text tells
     * @return the mark that some texts show, or both
     */
    public Decimals decide(Decimals otherwise) {
        if (points > 0) {
            return commas > 0 ? Decimals.EITHER : Decimals.POINT;
        }
        return commas > 0 ? Decimals.COMMA : otherwise;
    }

    /** {@return whether any text tells} */
    public boolean isDecided() {
        return points + commas > 0;
    }
}
