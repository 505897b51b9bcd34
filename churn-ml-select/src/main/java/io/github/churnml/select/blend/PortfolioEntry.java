package io.github.churnml.select.blend;

import io.github.churnml.learn.Learner;

/**
 * One learner that is tried.
 *
 * @param name as it is told to the user: the learner's name and what sets its settings apart
 * @param learner the learner
 * @param work about how much longer a fit takes than one of the first entry, per row
 * @param copies how many times it is fitted once it is kept
 */
record PortfolioEntry(String name, Learner learner, double work, int copies) {

    PortfolioEntry withCopies(int other) {
        return new PortfolioEntry(name, learner, work, other);
    }
}
