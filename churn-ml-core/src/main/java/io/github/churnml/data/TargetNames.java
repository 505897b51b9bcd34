package io.github.churnml.data;

import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Tells from a column's name whether it says who left: {@code churned}, {@code Exited}, {@code Attrition_Flag}.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class TargetNames {

    /** Beginnings of words that usual targets are named by. */
    private static final List<String> STEMS = List.of("churn", "attrit");

    private static final Set<String> WORDS =
            Set.of("exited", "left", "leaver", "cancelled", "canceled", "unsubscribed", "defected", "quit");

    /** What may stand beside them; any other word makes it another column, such as {@code churn_date}. */
    private static final Set<String> COMPANY = Set.of(
            "is",
            "has",
            "have",
            "customer",
            "client",
            "user",
            "account",
            "member",
            "flag",
            "label",
            "value",
            "status",
            "indicator",
            "ind",
            "target",
            "outcome",
            "class",
            "binary",
            "bool",
            "yn",
            "y",
            "n",
            "yes",
            "no",
            "or",
            "0",
            "1");

    private TargetNames() {}

    /**
     * Whether a name is one that the target of a churn table usually has: it speaks of leaving and of nothing beside it, so
     * {@code churned} and {@code Churn Value} are, {@code churn_date}, {@code churn_score} and {@code no_churn} are not.
     *
     * @param name the column's name
     * @return whether it is
     */
    public static boolean isUsual(String name) {
        List<String> words = IdentifierNames.words(name);
        return words.stream().anyMatch(TargetNames::leaving)
                && words.stream().allMatch(word -> leaving(word) || COMPANY.contains(word))
                && !words.get(0).equals("no");
    }

    /**
     * Those of several names that the target of a churn table usually has.
     *
     * @param names the columns' names
     * @return the usual ones, in their order; empty if there is none
     */
    public static List<String> usualAmong(Collection<String> names) {
        return names.stream().filter(TargetNames::isUsual).toList();
    }

    private static boolean leaving(String word) {
        return WORDS.contains(word) || STEMS.stream().anyMatch(word::startsWith);
    }
}
