package io.github.churnml.drift;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The rows of two tables over the same bins of one column. The last two bins are those of what is neither a known level nor
 * a number, and of missing values.
 *
 * @param edges the inner edges of the bins of numbers; none for levels
 * @param levels the names of the bins of levels; none for numbers
 * @param reference the rows of the reference by bin
 * @param current the rows of the other table by bin
 */
public record ColumnBins(List<Double> edges, List<String> levels, List<Long> reference, List<Long> current) {

    /**
     * Copies the lists.
     *
     * @param edges the inner edges of the bins of numbers
     * @param levels the names of the bins of levels
     * @param reference the rows of the reference by bin
     * @param current the rows of the other table by bin
     */
    public ColumnBins {
        edges = List.copyOf(edges);
        levels = List.copyOf(levels);
        reference = List.copyOf(reference);
        current = List.copyOf(current);
    }

    static ColumnBins of(ColumnProfile profile, long[] current) {
        long[] own = profile instanceof NumberProfile numbers
                ? counts(numbers.counts(), 0, numbers.missing())
                : counts(((LevelProfile) profile).counts(), ((LevelProfile) profile).other(), profile.missing());
        return new ColumnBins(
                profile instanceof NumberProfile numbers ? numbers.edges() : List.of(),
                profile instanceof LevelProfile levels ? levels.levels() : List.of(),
                LongStream.of(own).boxed().toList(),
                LongStream.of(current).boxed().toList());
    }

    long[] referenceCounts() {
        return reference.stream().mapToLong(Long::longValue).toArray();
    }

    long[] currentCounts() {
        return current.stream().mapToLong(Long::longValue).toArray();
    }

    /** How many bins at least one side hit. */
    int hit() {
        int hit = 0;
        for (int i = 0; i < reference.size(); i++) {
            hit += reference.get(i) + current.get(i) > 0 ? 1 : 0;
        }
        return hit;
    }

    private static long[] counts(List<Long> counts, long other, long missing) {
        long[] all = Arrays.copyOf(counts.stream().mapToLong(Long::longValue).toArray(), counts.size() + 2);
        all[counts.size()] = other;
        all[counts.size() + 1] = missing;
        return all;
    }
}
