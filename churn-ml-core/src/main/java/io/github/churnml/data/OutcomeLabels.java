package io.github.churnml.data;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words by which tables say that a customer left or stayed. */
public final class OutcomeLabels {

    private static final Set<String> LEFT = Set.of(
            "1",
            "true",
            "yes",
            "y",
            "t",
            "churn",
            "churned",
            "churner",
            "left",
            "exited",
            "lost",
            "leaver",
            "cancelled",
            "canceled",
            "closed",
            "inactive",
            "attrited",
            "attrited customer");
    private static final Set<String> STAYED = Set.of(
            "0",
            "false",
            "no",
            "n",
            "f",
            "retained",
            "stayed",
            "active",
            "existing",
            "existing customer",
            "loyal",
            "current",
            "not churned",
            "no churn",
            "non-churn",
            "nonchurn");

    private OutcomeLabels() {}

    /**
     * Tells which of a target's two labels means that a customer left: the one that says so, else the one beside a label
     * that says that one stayed.
     *
     * @param one a label without blanks around it, in any case
     * @param other the other label
     * @return one of the two, or empty if their words do not tell
     */
    public static Optional<String> whoLeft(String one, String other) {
        if (isIn(LEFT, one) != isIn(LEFT, other)) {
            return Optional.of(isIn(LEFT, one) ? one : other);
        }
        if (isIn(STAYED, one) != isIn(STAYED, other)) {
            return Optional.of(isIn(STAYED, one) ? other : one);
        }
        return Optional.empty();
    }

    private static boolean isIn(Set<String> words, String label) {
        return words.contains(label.toLowerCase(Locale.ROOT));
    }
}
