package io.github.churnml.spark;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;

/**
 * Which share of a column's values are distinct, in bounded memory, by the plan of core's reader and hence with its answer: every
 * hash with how often it occurred; beyond a number of hashes those alone whose leading bit is 0, then the leading two, and so on. What is kept
 * depends on the set of values alone (Gibbons 2001, "Distinct sampling for highly-accurate answers to distinct values queries and
 * event reports", section 3).
 */
final class DistinctShare implements Serializable {

    private static final long serialVersionUID = 1;

    private static final int MOST = 1 << 13;
    private static final int MOST_IN_ALL = 1 << 23;
    private static final int FEWEST = 1 << 10;

    private final int most;
    private final Map<Long, Long> counts = new HashMap<>();
    private int level;

    /** For one of so many columns. */
    DistinctShare(int columns) {
        this.most = Math.max(FEWEST, Math.min(MOST, MOST_IN_ALL / columns));
    }

    void add(long hash, long times) {
        if (isKept(hash)) {
            counts.merge(hash, times, Long::sum);
            thin();
        }
    }

    void plus(DistinctShare other) {
        if (other.level > level) {
            level = other.level;
            counts.keySet().removeIf(hash -> !isKept(hash));
        }
        other.counts.forEach(this::add);
    }

    /** From above 0 to 1; 1 if there are no values. */
    double value() {
        long occurrences = counts.values().stream().mapToLong(Long::longValue).sum();
        return occurrences == 0 ? 1 : (double) counts.size() / occurrences;
    }

    private boolean isKept(long hash) {
        return level == 0 || hash >>> 64 - level == 0;
    }

    private void thin() {
        while (counts.size() > most) {
            level++;
            counts.keySet().removeIf(hash -> !isKept(hash));
        }
    }
}
