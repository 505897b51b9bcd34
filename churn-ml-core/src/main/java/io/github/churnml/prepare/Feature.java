package io.github.churnml.prepare;

/**
 * One column of a {@link FeatureMatrix}.
 *
 * @param name the feature's name, such as {@code tenure} or {@code Contract=One year}
 * @param source the table's column (or derived column) that it comes from
 * @param levels 0 for a number; otherwise how many levels it has, its values being the codes 0 … levels − 1
 * @param fromLevels whether a number stands for a level, as in target encoding, and so is not the column's own
 */
public record Feature(String name, String source, int levels, boolean fromLevels) {

    /**
     * A feature of the column's own values.
     *
     * @param name the feature's name
     * @param source the table's column that it comes from
     * @param levels 0 for a number; otherwise how many levels it has
     */
    public Feature(String name, String source, int levels) {
        this(name, source, levels, false);
    }

    /** {@return whether values are codes of levels without an order} */
    public boolean isNominal() {
        return levels > 0;
    }
}
