package io.github.churnml.data;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A named column of values: numbers, codes or text, by its type. Immutable. */
public sealed interface Column permits NumericColumn, CodedColumn, TextColumn {

    /** {@return the name} */
    String name();

    /** {@return the type} */
    ColumnType type();

    /** {@return how many rows there are} */
    int rows();

    /**
     * Whether a value is missing.
     *
     * @param row the row, from 0
     * @return whether it is
     */
    boolean isMissing(int row);

    /**
     * A value as text: a level or text as it stands, a number in its shortest form ({@code 1}, {@code 0.25}), a date as
     * ISO 8601.
     *
     * @param row the row, from 0
     * @return the text, or null if the value is missing
     */
    @Nullable
    String text(int row);

    /**
     * Some rows, in the order given; a row may be taken more than once.
     *
     * @param rows the rows, each from 0
     * @return a new column
     */
    Column select(int[] rows);

    /** {@return the name and type} */
    default Field field() {
        return new Field(name(), type());
    }

    /** {@return how often each text occurs, by first appearance or by code; a missing value is none} */
    default Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < rows(); i++) {
            String text = text(i);
            if (text != null) {
                counts.merge(text, 1, Integer::sum);
            }
        }
        return counts;
    }
}
