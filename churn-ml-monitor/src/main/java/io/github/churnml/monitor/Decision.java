package io.github.churnml.monitor;

import java.util.List;

/**
 * A plan, and what became of it.
 *
 * @param plan the plan
 * @param dryRun whether nothing was carried out on purpose
 * @param outcomes what became of each action, in the plan's order
 */
public record Decision(MonitoringPlan plan, boolean dryRun, List<ActionOutcome> outcomes) {

    /** Copies the list. */
    public Decision {
        outcomes = List.copyOf(outcomes);
    }
}
