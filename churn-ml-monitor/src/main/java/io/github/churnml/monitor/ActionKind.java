package io.github.churnml.monitor;

import java.util.Locale;

/** What can be done about a model, in the order in which a plan lists it. */
public enum ActionKind {
    /** Write down what was found, where people who can act will see it. */
    OPEN_INCIDENT,
    /** Train again, on data that is as customers are now. */
    TRIGGER_RETRAINING,
    /** Serve the model before this one: helps if the model is to blame, not if the customers have changed. */
    ROLL_BACK_MODEL,
    /** Contact fewer, surer customers until the ranking is better. */
    RAISE_THRESHOLDS,
    /** Page the person on call; a plan has it as a key of its own, beside its actions. */
    PAGE_ONCALL,
    /** Nothing is to be done; stands alone. */
    DO_NOTHING;

    /** {@return the name in rules, plans and logs, in snake case; it never changes} */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
