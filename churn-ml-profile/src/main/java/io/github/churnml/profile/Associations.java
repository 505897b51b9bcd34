package io.github.churnml.profile;

import java.util.List;

/**
 * How columns go together, pair by pair.
 *
 * @param columns the columns that were compared, those that say most about the target first; at most {@value #MOST_COLUMNS}
 * @param rows how many rows were looked at: all, or as many drawn evenly from the whole table
 * @param sampled whether these are not all
 * @param pairs every pair once, by its first and then its second column; levels beyond the ten most frequent count as one
 */
public record Associations(List<String> columns, long rows, boolean sampled, List<Association> pairs) {

    /** How many columns are compared at most. */
    public static final int MOST_COLUMNS = 24;

    /** Copies the lists. */
    public Associations {
        columns = List.copyOf(columns);
        pairs = List.copyOf(pairs);
    }

    /**
     * How two columns go together.
     *
     * @param a one of {@link #columns}
     * @param b another one
     * @return the strength, or {@code NaN} where it is undefined or they were not compared
     */
    public double value(String a, String b) {
        return pairs.stream()
                .filter(pair -> pair.a().equals(a) && pair.b().equals(b)
                        || pair.a().equals(b) && pair.b().equals(a))
                .mapToDouble(Association::value)
                .findFirst()
                .orElse(Double.NaN);
    }
}
