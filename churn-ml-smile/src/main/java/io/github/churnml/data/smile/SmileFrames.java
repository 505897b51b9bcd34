package io.github.churnml.data.smile;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.DataException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import smile.data.DataFrame;

/** Turns Smile's data frames into datasets; see the package for what becomes of each type of column. */
public final class SmileFrames {

    private SmileFrames() {}

    /**
     * A dataset of a frame, with types inferred where Smile's do not say enough.
     *
     * @param frame the frame, not changed and not kept
     * @return the dataset
     * @throws DataException if there is no row, or a value that no column can hold
     */
    public static Dataset of(DataFrame frame) {
        return of(frame, ReadOptions.standard());
    }

    /**
     * A dataset of a frame.
     *
     * @param frame the frame, not changed and not kept
     * @param options types, which win over the frame's, and missing markers for its texts
     * @return the dataset
     * @throws DataException if there is no row, or a value that no column can hold or the declared type does not allow
     * @throws io.github.churnml.error.ConfigurationException if a column with a declared type is not there
     */
    public static Dataset of(DataFrame frame, ReadOptions options) {
        List<SmileColumn> columns = IntStream.range(0, frame.ncols())
                .mapToObj(column -> new SmileColumn(frame, column))
                .toList();
        Map<String, ColumnType> types = new LinkedHashMap<>();
        for (SmileColumn column : columns) {
            ColumnType type = column.type();
            // A column without a name gets one only later.
            if (type != null && !column.name().isBlank()) {
                types.put(column.name(), type);
            }
        }
        types.putAll(options.types());
        List<String> header = Arrays.asList(frame.names());
        ReadOptions declared = options.withTypes(types);
        return Tables.ofTexts(header, () -> new Rows(columns, frame.nrows()), declared);
    }

    private static final class Rows implements Iterator<@Nullable String[]> {
        private final List<SmileColumn> columns;
        private final int rows;
        private int row;

        Rows(List<SmileColumn> columns, int rows) {
            this.columns = columns;
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            return row < rows;
        }

        @Override
        public @Nullable String[] next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            @Nullable String[] texts = new String[columns.size()];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = columns.get(i).text(row);
            }
            row++;
            return texts;
        }
    }
}
