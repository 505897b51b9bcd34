package io.github.churnml.monitor;

import java.util.Locale;

/**
 * What became of an action.
 *
 * @param action the action
 * @param state whether it was carried out
 * @param detail what was done, or why not, in a few words; empty for one that was only planned
 */
public record ActionOutcome(ActionKind action, State state, String detail) {

    /** Whether an action was carried out. */
    public enum State {
        /** Only planned: a dry run, or nothing to do. */
        PLANNED,
        /** Carried out. */
        DONE,
        /** Tried without success. */
        FAILED,
        /** Nothing is configured to carry it out. */
        UNATTENDED;

        /** {@return the name in logs, in lower case} */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static ActionOutcome planned(ActionKind kind) {
        return new ActionOutcome(kind, State.PLANNED, "");
    }
}
