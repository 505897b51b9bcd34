package io.github.churnml.profile;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.NumericColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Columns that repeat an earlier one. Only columns that repeat none are compared with, so a thousand copies of one cost a
 * thousand comparisons; and nearly every comparison ends after a few rows.
 */
final class Repeats {

    private static final int SAMPLE_ROWS = 500;

    /** With fewer values a line is a recoding as well, or chance. */
    private static final int FEWEST_ON_A_LINE = 5;

    /** Two columns with few rows for each value, or that hardly vary, go together by chance. */
    private static final int ROWS_PER_VALUE = 5;

    private static final int FEWEST_ROWS = 20;
    private static final int MOST_NUMBERS = 1000;

    private final List<Facts> columns;
    private final Map<Facts, LinearRelation.Side> sides = new IdentityHashMap<>();
    private final int[] sample;

    Repeats(List<Facts> columns, int rows) {
        this.columns = columns;
        int size = Math.min(SAMPLE_ROWS, rows);
        sample = new int[size];
        for (int i = 0; i < size; i++) {
            sample[i] = (int) ((long) i * rows / size);
        }
    }

    List<RepeatedColumn> search() {
        List<RepeatedColumn> found = new ArrayList<>();
        List<Facts> own = new ArrayList<>();
        for (Facts later : columns) {
            if (!later.varies() || later.rows() < FEWEST_ROWS) {
                continue;
            }
            RepeatedColumn repeated = null;
            for (int i = 0; i < own.size() && repeated == null; i++) {
                repeated = relation(own.get(i), later);
            }
            if (repeated == null) {
                own.add(later);
            } else {
                found.add(repeated);
            }
        }
        return found;
    }

    private @Nullable RepeatedColumn relation(Facts earlier, Facts later) {
        if (isCopy(earlier, later)) {
            return RepeatedColumn.of(RepeatedColumn.Kind.COPY, later.name(), earlier.name());
        }
        Optional<LinearRelation.Line> line = line(earlier, later);
        if (line.isPresent()) {
            double factor = line.get().factor();
            double offset = line.get().offset();
            return new RepeatedColumn(later.name(), earlier.name(), RepeatedColumn.Kind.LINEAR, factor, offset);
        }
        return isRecoding(earlier, later)
                ? RepeatedColumn.of(RepeatedColumn.Kind.RECODING, later.name(), earlier.name())
                : null;
    }

    private static boolean isCopy(Facts earlier, Facts later) {
        if (earlier.distinct() != later.distinct()
                || earlier.missing() != later.missing()
                || earlier.type().isNumber() != later.type().isNumber()
                || !isDense(earlier) && !manyValues(earlier)) {
            return false;
        }
        for (int row = 0; row < earlier.rows(); row++) {
            if (!isEqual(earlier.column(), later.column(), row)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEqual(Column a, Column b, int row) {
        if (a instanceof NumericColumn x && b instanceof NumericColumn y) {
            return x.value(row) == y.value(row) || x.isMissing(row) && y.isMissing(row);
        }
        String text = a.text(row);
        String other = b.text(row);
        return text == null ? other == null : text.equals(other);
    }

    private Optional<LinearRelation.Line> line(Facts earlier, Facts later) {
        if (earlier.type() != later.type()
                || !(earlier.column() instanceof NumericColumn)
                || Math.min(earlier.distinct(), later.distinct()) < FEWEST_ON_A_LINE) {
            return Optional.empty();
        }
        return LinearRelation.find(side(earlier), side(later));
    }

    private LinearRelation.Side side(Facts facts) {
        NumberSummary numbers = facts.numbers();
        return sides.computeIfAbsent(
                facts,
                key -> new LinearRelation.Side(
                        (NumericColumn) key.column(), numbers == null ? 0 : numbers.standardDeviation(), sample));
    }

    /** Whether enough rows stand behind the values that agreeing cannot be chance. */
    private static boolean isDense(Facts facts) {
        return facts.present() >= FEWEST_ROWS
                && facts.distinct() * ROWS_PER_VALUE <= facts.present()
                && facts.present() - facts.commonestRows() >= ROWS_PER_VALUE;
    }

    private static boolean manyValues(Facts facts) {
        return facts.present() >= FEWEST_ROWS && facts.distinct() >= FEWEST_ROWS;
    }

    private static boolean isRecoding(Facts earlier, Facts later) {
        if (earlier.distinct() != later.distinct()
                || earlier.missing() != later.missing()
                || !hasCodes(earlier)
                || !hasCodes(later)
                || !isDense(earlier)
                || !isDense(later)) {
            return false;
        }
        Codes a = new Codes(earlier);
        Codes b = new Codes(later);
        int[] forward = new int[a.size()];
        int[] backward = new int[b.size()];
        Arrays.fill(forward, -1);
        Arrays.fill(backward, -1);
        for (int row = 0; row < earlier.rows(); row++) {
            int x = a.of(row);
            int y = b.of(row);
            forward[x] = forward[x] < 0 ? y : forward[x];
            backward[y] = backward[y] < 0 ? x : backward[y];
            if (forward[x] != y || backward[y] != x) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasCodes(Facts facts) {
        return facts.type().isCoded() || facts.type() == ColumnType.NUMERIC && facts.distinct() <= MOST_NUMBERS;
    }

    /** Values as small numbers, a missing one being the last: by level, or in the order in which numbers turn up. */
    private static final class Codes {

        private final Column column;
        private final Map<Double, Integer> numbers = new HashMap<>();
        private final int size;

        Codes(Facts facts) {
            column = facts.column();
            size = (facts.type().isCoded() ? facts.counts().length : (int) facts.distinct()) + 1;
        }

        int size() {
            return size;
        }

        int of(int row) {
            if (column.isMissing(row)) {
                return size - 1;
            }
            return column instanceof CodedColumn coded
                    ? coded.code(row)
                    : numbers.computeIfAbsent(((NumericColumn) column).value(row) + 0.0, value -> numbers.size());
        }
    }
}
