package io.github.churnml.spark;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds the values at some places of a column's ascending order without sorting it: each pass over the table counts the parts of the
 * ranges that hold a place, and a range of one value, or the end of one, is an answer. Six passes tell any doubles apart; three or four are
 * the rule. Nothing is estimated, and counts do not depend on partitions.
 */
final class RankSearch implements Quantiles.Ranks {

    private final NumberCell.Column column;
    private final Map<Long, Double> found = new HashMap<>();
    private List<Range> open;
    private int shared;

    /** A range of values with what is known of it: how many lie below, how many in it, and the places in it. */
    private record Range(long bits, long below, long count, List<Long> places) {}

    RankSearch(NumberCell.Column column, long values, long[] places) {
        this.column = column;
        this.open =
                List.of(new Range(0, 0, values, Arrays.stream(places).boxed().toList()));
    }

    NumberCell.Column column() {
        return column;
    }

    boolean isDone() {
        return open.isEmpty();
    }

    /** Nothing counted yet in the ranges that are open. */
    RankTally newTally() {
        return new RankTally(open.stream().mapToLong(Range::bits).toArray(), shared);
    }

    /** Goes on with what was counted. */
    void take(RankTally tally) {
        List<Range> next = new ArrayList<>();
        for (int i = 0; i < open.size(); i++) {
            Range range = open.get(i);
            RankTally.Parts parts = tally.parts(i);
            if (Arrays.stream(parts.counts).sum() != range.count()) {
                throw changed();
            }
            long below = range.below();
            for (int part = 0; part < parts.counts.length; part++) {
                long from = below;
                long end = below + parts.counts[part];
                List<Long> places = new ArrayList<>();
                for (long place : range.places()) {
                    if (place >= from
                            && place < end
                            && !find(place, from, end, parts.least[part], parts.greatest[part])) {
                        places.add(place);
                    }
                }
                if (!places.isEmpty()) {
                    long bits = RankTally.range(parts.least[part], shared + RankTally.BITS);
                    next.add(new Range(bits, from, parts.counts[part], places));
                }
                below = end;
            }
        }
        open = next;
        shared += RankTally.BITS;
    }

    /** Whether the value at a place is told by the least and the greatest of those around it. */
    private boolean find(long place, long from, long end, long least, long greatest) {
        if (least == greatest || place == from || place == end - 1) {
            found.put(place, RankTally.value(place == from ? least : greatest));
            return true;
        }
        return false;
    }

    @Override
    public double at(long rank) {
        return Objects.requireNonNull(found.get(rank));
    }

    /** What is said of a table whose rows are not the same each time they are read. */
    static DataException changed() {
        return new DataException(
                "The table changed while it was read.",
                "Maybe rows came or went, or are made anew each time: write it down first, or cache() it.",
                Where.nowhere());
    }
}
