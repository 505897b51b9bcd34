package io.github.churnml.profile;

import io.github.churnml.metrics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that lack values in the same columns.
 *
 * @param columns the columns without a value, in the order of the table; none of rows that lack nothing
 * @param rows how many rows there are
 * @param known of how many of them the outcome is known
 * @param left how many of these are customers who left
 * @param rate their share, with Wilson's 95 % interval; {@code NaN} where no outcome is known
 */
public record MissingPattern(List<String> columns, long rows, long known, long left, Estimate rate) {

    /** One bit each; two more say the outcome. */
    private static final int MOST_COLUMNS = 60;

    private static final int MOST = 12;

    /** Copies the names. */
    public MissingPattern {
        columns = List.copyOf(columns);
    }

    /** The most frequent patterns, over the columns with the most gaps; none where nothing is missing. */
    static List<MissingPattern> of(List<Facts> all, int rows, @Nullable TargetLabels outcome) {
        List<Facts> most = all.stream()
                .filter(facts -> facts.missing() > 0)
                .sorted(Comparator.comparingLong(Facts::missing).reversed())
                .limit(MOST_COLUMNS)
                .toList();
        List<Facts> columns = all.stream().filter(most::contains).toList();
        if (columns.isEmpty()) {
            return List.of();
        }
        long[] patterns = new long[rows];
        for (int row = 0; row < rows; row++) {
            patterns[row] = outcome == null || outcome.label(row) < 0 ? 2 : outcome.label(row);
            for (int i = 0; i < columns.size(); i++) {
                patterns[row] |= columns.get(i).column().isMissing(row) ? 4L << i : 0;
            }
        }
        Arrays.sort(patterns);
        List<MissingPattern> found = new ArrayList<>();
        for (int from = 0, to; from < rows; from = to) {
            long[] labels = new long[3];
            for (to = from; to < rows && patterns[to] >> 2 == patterns[from] >> 2; to++) {
                labels[(int) (patterns[to] & 3)]++;
            }
            found.add(pattern(columns, patterns[from] >> 2, labels));
            if (found.size() == 64 * MOST) {
                found.sort(Comparator.comparingLong(MissingPattern::rows).reversed());
                found.subList(MOST, found.size()).clear();
            }
        }
        // A stable sort: of equally many rows, fewer and earlier columns come first.
        found.sort(Comparator.comparingLong(MissingPattern::rows).reversed());
        return found.subList(0, Math.min(MOST, found.size()));
    }

    private static MissingPattern pattern(List<Facts> columns, long missing, long[] labels) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            if ((missing >> i & 1) == 1) {
                names.add(columns.get(i).name());
            }
        }
        long known = labels[0] + labels[1];
        return new MissingPattern(names, known + labels[2], known, labels[1], Wilson.of(labels[1], known));
    }
}
