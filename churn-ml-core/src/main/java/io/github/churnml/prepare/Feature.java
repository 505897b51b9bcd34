package io.github.churnml.prepare;

/**
 * One column of a {@link FeatureMatrix}.
 *
 * @param name the feature's name, such as {@code tenure} or {@code Contract=One year}
 * @param source the table's column (or derived column) that it comes from
 * @param levels 0 for a number; otherwise how many levels it has, its values being the codes 0 … levels − 1
 */
public record Feature(String name, String source, int levels) {

    /** {@return whether values are codes of levels without an order} */
    public boolean isNominal() {
        return levels > 0;
    }
}
