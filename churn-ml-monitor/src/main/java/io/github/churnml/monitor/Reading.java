package io.github.churnml.monitor;

/**
 * What looking at one condition gave.
 *
 * @param condition the condition
 * @param judged whether there was enough to judge by
 * @param holds whether it holds
 * @param value what is compared with the limit; NaN if unknown
 * @param current the metric itself at the judged point; NaN if unknown
 * @param baseline what is usual; NaN if unknown
 * @param words what was seen, as the middle of a sentence
 */
record Reading(
        Condition condition,
        boolean judged,
        boolean holds,
        double value,
        double current,
        double baseline,
        String words) {

    static Reading unknown(Condition condition, String why) {
        return new Reading(condition, false, false, Double.NaN, Double.NaN, Double.NaN, why);
    }
}
