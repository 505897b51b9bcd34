package io.github.churnml.data;

/**
 * What separates the decimals of a column's numbers. Settled for a column of one table by {@link
 * io.github.churnml.data.read.DecimalMarks}, for one value
 * on its own by the model that learnt the column.
 */
public enum Decimals {

    /** A point, and a comma stands before thousands: {@code 1,234} is 1234. */
    POINT,

    /** A comma, and a point stands before thousands: {@code 1.234} is 1234. */
    COMMA,

    /** Both occur, so {@code 1,234} and {@code 1.234} are not known. */
    EITHER;

    /**
     * Reads a number: a plain one, or one as spreadsheets and banks write it ({@code 1,234.50}, {@code (5 EUR)}, {@code 12 %}).
     * A text that is a number with one mark alone is that number, whatever the column's mark: {@code 79.32} and
     * {@code 29,85} cannot be thousands, whose groups have three digits.
     *
     * @param text the text; blanks around it are ignored
     * @return the number, always finite; {@code NaN} if there is none or it is not known which
     */
    public double parse(String text) {
        FormattedNumber number = FormattedNumber.of(text);
        boolean point = !Double.isNaN(number.point());
        if (!point || Double.isNaN(number.comma())) {
            return point ? number.point() : number.comma();
        }
        return this == COMMA || number.point() == number.comma()
                ? number.comma()
                : this == POINT ? number.point() : Double.NaN;
    }

    /**
     * Whether a text is a different number with either mark, as {@code 1.234} and {@code 1,234} are.
     *
     * @param text the text
     * @return whether it is
     */
    public static boolean isOpen(String text) {
        FormattedNumber number = FormattedNumber.of(text);
        return number.point() != number.comma() && !Double.isNaN(number.point()) && !Double.isNaN(number.comma());
    }
}
