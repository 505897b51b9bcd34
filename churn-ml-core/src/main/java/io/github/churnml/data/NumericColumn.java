package io.github.churnml.data;

import org.jspecify.annotations.Nullable;

/** A column of numbers or dates; {@code NaN} is missing. */
public final class NumericColumn implements Column {

    private final Field field;
    private final double[] values;
    /** Which of the values are shown, row by row; null if all are. */
    private final int @Nullable [] places;

    private final Dates.Format dateFormat;

    private NumericColumn(Field field, double[] values, int @Nullable [] places, Dates.Format dateFormat) {
        this.field = field;
        this.values = values;
        this.places = places;
        this.dateFormat = dateFormat;
    }

    /**
     * A column over an array that the caller gives away: it must not be changed afterwards.
     *
     * @param name the column's name
     * @param type {@link ColumnType#NUMERIC} or {@link ColumnType#DATE}
     * @param values one per row; {@code NaN} for missing, dates as days since 1970-01-01
     * @return the column
     */
    public static NumericColumn of(String name, ColumnType type, double[] values) {
        if (!type.isNumber()) {
            throw new IllegalArgumentException("type " + type + " is not held as numbers");
        }
        return new NumericColumn(new Field(name, type), values, null, Dates.Format.ISO);
    }

    /**
     * A column of dates over an array that the caller gives away: it must not be changed afterwards.
     *
     * @param name the column's name
     * @param days days since 1970-01-01, one per row; {@code NaN} for missing
     * @param format how the table wrote them, so that later rows of text can be read alike
     * @return the column
     */
    public static NumericColumn ofDates(String name, double[] days, Dates.Format format) {
        return new NumericColumn(new Field(name, ColumnType.DATE), days, null, format);
    }

    @Override
    public String name() {
        return field.name();
    }

    @Override
    public ColumnType type() {
        return field.type();
    }

    @Override
    public int rows() {
        return places == null ? values.length : places.length;
    }

    /** {@return how the table wrote its dates; ISO 8601 for numbers and where nothing is known} */
    public Dates.Format dateFormat() {
        return dateFormat;
    }

    /**
     * A value.
     *
     * @param row the row, from 0
     * @return the number, or {@code NaN} if missing
     */
    public double value(int row) {
        return values[places == null ? row : places[row]];
    }

    /** {@return the array that holds the values, one per row, which must not be changed; null where the column shows a part of one} */
    public double @Nullable [] array() {
        return places == null ? values : null;
    }

    @Override
    public boolean isMissing(int row) {
        return Double.isNaN(value(row));
    }

    @Override
    public @Nullable String text(int row) {
        double value = value(row);
        if (Double.isNaN(value)) {
            return null;
        }
        return type() == ColumnType.DATE ? Dates.text(value) : Numbers.text(value);
    }

    @Override
    public NumericColumn select(int[] rows) {
        return select(new Selection(rows));
    }

    NumericColumn select(Selection rows) {
        if (rows.shows(values.length)) {
            return new NumericColumn(field, values, rows.of(places), dateFormat);
        }
        double[] selected = new double[rows.size()];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = value(rows.row(i));
        }
        return new NumericColumn(field, selected, null, dateFormat);
    }
}
