package io.github.churnml.forest.foreign;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists of level names in the order of a table's columns, where the file does not say whose they are: LightGBM's {@code
 * pandas_categorical} has one for each column of pandas' category type, ordered ones included, whichever of them training was
 * told to split by level. A list of n names fits a feature whose values in training were codes, all below n. Immutable.
 */
public final class LevelLists {

    /** What a caller knows beside the file, such as from a schema. */
    public interface Allowed {
        /**
         * Whether a list may be a feature's.
         *
         * @param list which list, from 0 on
         * @param feature which feature, from 0 on
         * @return whether it may
         */
        boolean at(int list, int feature);
    }

    /** Lists times features that are looked at for a choice among several ways; a million columns of both are not. */
    private static final long MOST_CELLS = 10_000_000;

    private final List<List<Object>> lists;
    private final int[] highest;
    private final BitSet anyList;
    private final BitSet byLevel;

    /**
     * @param lists the levels by code
     * @param highest by feature: the highest code of training; −1 if its values were none
     * @param anyList features that never varied, which a list of any length fits
     * @param byLevel features that training was told to split by level
     */
    LevelLists(List<List<Object>> lists, int[] highest, BitSet anyList, BitSet byLevel) {
        this.lists = lists.stream().map(List::copyOf).toList();
        this.highest = highest;
        this.anyList = anyList;
        this.byLevel = byLevel;
    }

    static LevelLists none() {
        return new LevelLists(List.of(), new int[0], new BitSet(), new BitSet());
    }

    /** {@return the lists, in the order of the columns that they belong to} */
    public List<List<Object>> all() {
        return lists;
    }

    /**
     * Whether the file alone lets a list be a feature's.
     *
     * @param list the list, from 0
     * @param feature the feature, from 0
     * @return whether it fits
     */
    public boolean fits(int list, int feature) {
        return anyList.get(feature)
                || highest[feature] >= 0 && highest[feature] < lists.get(list).size();
    }

    /**
     * Finds the feature of each list, if there is but one way: lists keep their order, and each has a feature of its own.
     *
     * @param allowed what else decides
     * @param bound features that must have a list
     * @return the features by list; empty if there is no way; null if there are several
     */
    public int @Nullable [] places(Allowed allowed, BitSet bound) {
        return only((list, feature) -> fits(list, feature) && allowed.at(list, feature), bound);
    }

    /**
     * The likeliest way where there are several: every feature that training was told to split by level has a list, which is
     * what training on a pandas table does by itself; others, if there are more lists, only where a list's last code was met.
     *
     * @param allowed what else decides
     * @param bound features that must have a list
     * @return the features by list; null if there is not just one such way
     */
    public int @Nullable [] likeliest(Allowed allowed, BitSet bound) {
        BitSet both = (BitSet) bound.clone();
        both.or(byLevel);
        Allowed possible = (list, feature) -> fits(list, feature) && allowed.at(list, feature);
        boolean all = lists.size() == byLevel.cardinality();
        int[] places = only(
                (list, feature) -> possible.at(list, feature) && (all ? byLevel.get(feature) : isLast(list, feature)),
                both);
        if (places != null && places.length == 0 && !all) {
            places = only(
                    (list, feature) -> possible.at(list, feature) && (byLevel.get(feature) || isLast(list, feature)),
                    both);
        }
        return places == null || places.length == 0 ? null : places;
    }

    private boolean isLast(int list, int feature) {
        return highest[feature] == lists.get(list).size() - 1;
    }

    /**
     * The features that may have a list, over all ways.
     *
     * @param list the list, from 0
     * @param allowed what else decides
     * @return the features; empty if there is no way
     */
    public BitSet candidates(int list, Allowed allowed) {
        int[] first = greedy(allowed, false);
        int[] last = greedy(allowed, true);
        BitSet candidates = new BitSet();
        for (int i = first[list]; first[list] >= 0 && i <= last[list]; i++) {
            candidates.set(i, fits(list, i) && allowed.at(list, i));
        }
        return candidates;
    }

    /** Every list as early, or as late, as its predecessors let it be: no way has it outside these. −1 if there is no way. */
    private int[] greedy(Allowed allowed, boolean late) {
        int[] places = new int[lists.size()];
        Arrays.fill(places, -1);
        int step = late ? -1 : 1;
        int feature = late ? highest.length - 1 : 0;
        for (int k = 0; k < lists.size(); k++) {
            int list = late ? lists.size() - 1 - k : k;
            while (feature >= 0 && feature < highest.length && !(fits(list, feature) && allowed.at(list, feature))) {
                feature += step;
            }
            if (feature < 0 || feature >= highest.length) {
                Arrays.fill(places, -1);
                return places;
            }
            places[list] = feature;
            feature += step;
        }
        return places;
    }

    /** Counts the ways from behind, up to two. */
    private int @Nullable [] only(Allowed fits, BitSet bound) {
        int features = highest.length;
        int count = lists.size();
        if ((long) (features + 1) * (count + 1) > MOST_CELLS) {
            return null;
        }
        byte[][] ways = new byte[features + 1][count + 1];
        ways[features][count] = 1;
        for (int i = features - 1; i >= 0; i--) {
            for (int list = count; list >= 0; list--) {
                int skip = bound.get(i) ? 0 : ways[i + 1][list];
                int take = list < count && ways[i + 1][list + 1] > 0 && fits.at(list, i) ? ways[i + 1][list + 1] : 0;
                ways[i][list] = (byte) Math.min(2, skip + take);
            }
        }
        if (ways[0][0] != 1) {
            return ways[0][0] == 0 ? new int[0] : null;
        }
        int[] places = new int[count];
        int list = 0;
        for (int i = 0; i < features && list < count; i++) {
            if (ways[i + 1][list + 1] > 0 && fits.at(list, i)) {
                places[list++] = i;
            }
        }
        return places;
    }
}
