package io.github.churnml.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A column of levels, each held as a code into a shared list; code {@code -1} is missing. */
public final class CodedColumn implements Column {

    /** The code of a missing value. */
    public static final int MISSING = -1;

    private final Field field;
    private final int[] codes;
    /** Which of the codes are shown, row by row; null if all are. */
    private final int @Nullable [] places;

    private final List<String> levels;
    private final Decimals table;

    private CodedColumn(Field field, int[] codes, int @Nullable [] places, List<String> levels, Decimals table) {
        this.field = field;
        this.codes = codes;
        this.places = places;
        this.levels = levels;
        this.table = table;
    }

    /**
     * A column over an array that the caller gives away: it must not be changed afterwards.
     *
     * @param name the column's name
     * @param type {@link ColumnType#CATEGORICAL} or {@link ColumnType#BOOLEAN}
     * @param codes one per row: a position in {@code levels}, or {@link #MISSING}
     * @param levels the distinct levels as the table spells them
     * @return the column
     */
    public static CodedColumn of(String name, ColumnType type, int[] codes, List<String> levels) {
        if (!type.isCoded()) {
            throw new IllegalArgumentException("type " + type + " is not held as codes");
        }
        return new CodedColumn(new Field(name, type), codes, null, List.copyOf(levels), Decimals.EITHER);
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
        return places == null ? codes.length : places.length;
    }

    /**
     * A code.
     *
     * @param row the row, from 0
     * @return a position in {@link #levels}, or {@link #MISSING}
     */
    public int code(int row) {
        return codes[places == null ? row : places[row]];
    }

    /** {@return the levels, some of which may not occur in a selection of rows} */
    public List<String> levels() {
        return levels;
    }

    @Override
    public boolean isMissing(int row) {
        return code(row) < 0;
    }

    @Override
    public @Nullable String text(int row) {
        int code = code(row);
        return code < 0 ? null : levels.get(code);
    }

    @Override
    public CodedColumn select(int[] rows) {
        return select(new Selection(rows));
    }

    CodedColumn select(Selection rows) {
        if (rows.shows(codes.length)) {
            return new CodedColumn(field, codes, rows.of(places), levels, table);
        }
        int[] selected = new int[rows.size()];
        for (int i = 0; i < selected.length; i++) {
            selected[i] = code(rows.row(i));
        }
        return new CodedColumn(field, selected, null, levels, table);
    }

    /**
     * This column in a table whose other columns have a decimal mark.
     *
     * @param other the mark
     * @return a column with the same values
     */
    public CodedColumn in(Decimals other) {
        return new CodedColumn(field, codes, places, levels, other);
    }

    /** {@return the decimal mark of the table's other columns, if the reader found that it matters here; else both} */
    public Decimals tableDecimals() {
        return table;
    }

    @Override
    public Map<String, Integer> counts() {
        int[] byCode = new int[levels.size()];
        for (int row = 0; row < rows(); row++) {
            int code = code(row);
            if (code >= 0) {
                byCode[code]++;
            }
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int code = 0; code < byCode.length; code++) {
            if (byCode[code] > 0) {
                counts.put(levels.get(code), byCode[code]);
            }
        }
        return counts;
    }
}
