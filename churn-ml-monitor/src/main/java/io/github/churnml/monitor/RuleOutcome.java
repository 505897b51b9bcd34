package io.github.churnml.monitor;

import java.util.List;

/**
 * What a rule said.
 *
 * @param name the rule's name
 * @param severity how bad it is if it holds
 * @param judged whether there was enough to judge by
 * @param holds whether it holds
 * @param explanation what was seen, or what was missing, as a sentence
 * @param reason why it is trouble, as the rule says
 * @param actions what it asks for now, paging among it; empty unless it holds
 * @param silenced what it would ask for, had it not done so within its cool-down
 */
public record RuleOutcome(
        String name,
        Status severity,
        boolean judged,
        boolean holds,
        String explanation,
        String reason,
        List<ActionKind> actions,
        List<ActionKind> silenced) {

    /** Copies the lists. */
    public RuleOutcome {
        actions = List.copyOf(actions);
        silenced = List.copyOf(silenced);
    }
}
