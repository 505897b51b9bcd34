package io.github.churnml.registry.gate;

import io.github.churnml.metrics.Campaign;

/**
 * What the customers of a hold-out are worth, and what a campaign costs.
 *
 * @param values one per row, 0 or more; shared, not copied
 */
record Money(double[] values, Campaign campaign) {

    Money of(int[] rows) {
        double[] some = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = values[rows[i]];
        }
        return new Money(some, campaign);
    }
}
