package io.github.churnml.forest;

/**
 * A forest compiled for speed. It gives the bits of {@link Forest#score(double[])} for every row there can be: numbers,
 * {@code NaN}, infinities, either zero, thresholds themselves, levels known and unknown. Immutable, safe for any number of
 * threads, each with work space of its own; scoring allocates nothing.
 *
 * <p>Small trees are decided by bit masks: one bit per leaf, one mask per tree and interval of a feature between two
 * neighbouring thresholds of the forest. A row is one search per feature, a conjunction over all trees at once and one bit
 * position per tree; no branch depends on the row. This is QuickScorer (Lucchese et al., SIGIR 2015) turned round: since a
 * feature has few distinct thresholds, the masks of all trees for one interval are laid out beforehand. Larger trees begin
 * that way and are walked to their leaf by the numbers of the intervals. Tables are bounded by {@link #MOST_BYTES}; where
 * they would be larger, or slower than walking, trees are walked from their roots.
 */
public sealed interface ForestScorer permits MaskScorer, PlainScorer {

    /**
     * The most that mask tables may take: 16 MB, whatever the forest is like. Thresholds, leaves and the nodes to walk come
     * on top, in all less than the forest itself takes.
     */
    long MOST_BYTES = 16L << 20;

    /**
     * Compiles a forest, in the way that suits its shape.
     *
     * @param forest the trees
     * @return its scorer
     */
    static ForestScorer of(Forest forest) {
        MaskScorer masks = MaskScorer.of(forest);
        return masks != null ? masks : new PlainScorer(forest);
    }

    /**
     * A forest as it is: nothing is compiled, which is the faster way for a few hundred rows.
     *
     * @param forest the trees
     * @return a scorer that walks them
     */
    static ForestScorer plain(Forest forest) {
        return new PlainScorer(forest);
    }

    /** {@return how many features a row has} */
    int features();

    /** {@return new work space, for one thread at a time and this scorer alone} */
    Scratch newScratch();

    /**
     * The score of one row.
     *
     * @param row one value per feature
     * @param scratch work space of {@link #newScratch}
     * @return the bits of {@link Forest#score(double[])}
     * @throws IllegalArgumentException if the row has another length
     */
    double score(double[] row, Scratch scratch);

    /**
     * The scores of many rows.
     *
     * @param rows one after the other, {@code [row · features + feature]}; what lies behind the last is left alone
     * @param count how many there are
     * @param into receives one score per row
     * @param scratch work space of {@link #newScratch}
     * @throws IllegalArgumentException if an array is too short
     */
    void score(double[] rows, int count, double[] into, Scratch scratch);

    /** {@return what was chosen for the forest's shape, in a line} */
    String describe();

    /** {@return about how many bytes its tables take, beside the forest itself} */
    long bytes();

    /** Work space of one scorer, for one thread at a time. */
    abstract sealed class Scratch permits MaskScorer.Space, PlainScorer.Space {

        Scratch() {}
    }
}
