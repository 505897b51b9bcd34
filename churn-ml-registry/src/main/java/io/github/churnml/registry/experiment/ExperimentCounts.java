package io.github.churnml.registry.experiment;

/**
 * How many customers there were, and what became of those that are not read.
 *
 * @param answers lines of the log
 * @param customers exposed customers
 * @param inBoth of them, those who got both models and are left out
 * @param tooRecent of the others, those whose horizon has not passed yet
 * @param before of the rest, those who had left before they were exposed and are left out
 * @param withoutOutcome of the rest, those of whom the outcomes tell nothing
 * @param read those who are read
 * @param unknownOutcomes rows of the outcomes about customers who were not exposed
 * @param repeatedOutcomes rows of the outcomes that say again what one before them says
 */
public record ExperimentCounts(
        long answers,
        long customers,
        long inBoth,
        long tooRecent,
        long before,
        long withoutOutcome,
        long read,
        long unknownOutcomes,
        long repeatedOutcomes) {}
