package io.github.churnml.report;

/**
 * What contacting the likeliest customers held out finds, as far down as one place.
 *
 * @param name where the cut is, in words
 * @param threshold the probability from which customers are contacted; NaN where the cut is at a share of the customers
 * @param contacted how many are contacted
 * @param found how many of them left; a fraction where customers of one probability are divided
 */
record Cut(String name, double threshold, double contacted, double found) {

    /** Whether it is one of the few that are spoken of: a tenth, the model's threshold, no one. */
    boolean isNamed() {
        return !name.startsWith("probability from");
    }

    double precision() {
        return contacted == 0 ? Double.NaN : found / contacted;
    }
}
