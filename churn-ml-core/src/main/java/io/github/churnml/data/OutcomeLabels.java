package io.github.churnml.data;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which labels of a target are the same, and which of them mean that a customer left.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class OutcomeLabels {

    private static final String YES = "1";
    private static final String NO = "0";
    private static final Set<String> YES_WORDS = Set.of("yes", "true", "y");
    private static final Set<String> NO_WORDS = Set.of("no", "false", "n");
    private static final Set<String> UNDECIDED = Set.of(
            "unknown",
            "pending",
            "undecided",
            "unclear",
            "undetermined",
            "tbd",
            "maybe",
            "other",
            "n.a.",
            "not known",
            "not available",
            "in progress",
            "unsure");

    private static final int LONGEST_NUMBER = 15;

    private OutcomeLabels() {}

    /**
     * What labels are compared by: without blanks around them, in any case, numbers by their value ({@code 1.0} is
     * {@code 1}), and {@code yes}, {@code true} and {@code y} as 1, {@code no}, {@code false} and {@code n} as 0.
     *
     * @param label a label as a table has it
     * @return the same text for all spellings of a label
     */
    public static String key(String label) {
        String bare = label.replace('\u00a0', ' ').strip().toLowerCase(Locale.ROOT);
        if (YES_WORDS.contains(bare)) {
            return YES;
        }
        if (NO_WORDS.contains(bare)) {
            return NO;
        }
        double number = bare.length() > LONGEST_NUMBER ? Double.NaN : Numbers.parse(bare);
        return Double.isNaN(number) ? bare.replaceAll("\\s+", " ") : Numbers.text(number + 0.0);
    }

    /**
     * Tells which of a target's two labels means that a customer left: by their own words, else, of yes and no, by what the
     * column's name says. Under a name that says nothing, yes means it if it is the rarer.
     *
     * @param column the target's name
     * @param labels its labels
     * @return one of them, or empty if it cannot be told, or there are not two
     */
    public static Optional<String> whoLeft(String column, LabelCounts labels) {
        if (labels.labels().size() != 2) {
            return Optional.empty();
        }
        String common = labels.labels().get(0);
        String rare = labels.labels().get(1);
        if (isUndecided(common) || isUndecided(rare)) {
            return Optional.empty();
        }
        if (isYesAndNo(common, rare)) {
            String yes = isYes(rare) ? rare : common;
            String no = isYes(rare) ? common : rare;
            boolean rarer = yes.equals(rare) || labels.count(0) == labels.count(1);
            return switch (OutcomeWords.ofName(column)) {
                case LEFT -> Optional.of(yes);
                case STAYED -> Optional.of(no);
                case NOTHING -> rarer ? Optional.of(yes) : Optional.empty();
                case CONVERTED, UNCLEAR -> Optional.empty();
            };
        }
        OutcomeWords one = OutcomeWords.of(common);
        OutcomeWords other = OutcomeWords.of(rare);
        if (one == other || isWon(one, common) || isWon(other, rare)) {
            return Optional.empty();
        }
        if (one == OutcomeWords.LEFT || other == OutcomeWords.LEFT) {
            return Optional.of(one == OutcomeWords.LEFT ? common : rare);
        }
        if (one == OutcomeWords.STAYED && other == OutcomeWords.NOTHING) {
            return Optional.of(rare);
        }
        return other == OutcomeWords.STAYED && one == OutcomeWords.NOTHING ? Optional.of(common) : Optional.empty();
    }

    /**
     * Tells which of two labels means that something is so, whatever the column is called: yes of yes and no, {@code X} of
     * {@code X} and {@code not X}.
     *
     * @param labels a target's labels
     * @return one of them, or empty if it cannot be told, or there are not two
     */
    public static Optional<String> affirmative(List<String> labels) {
        if (labels.size() != 2) {
            return Optional.empty();
        }
        String one = labels.get(0);
        String other = labels.get(1);
        if (isYesAndNo(one, other)) {
            return Optional.of(isYes(one) ? one : other);
        }
        return isNegation(one, other)
                ? Optional.of(other)
                : isNegation(other, one) ? Optional.of(one) : Optional.empty();
    }

    /**
     * What a label says, beside the column's name where it is a mere yes or no.
     *
     * @param column the target's name
     * @param label a label
     * @return what it means for a customer who has it
     */
    public static OutcomeWords meaning(String column, String label) {
        if (isYes(label)) {
            return OutcomeWords.ofName(column);
        }
        return isNo(label) ? OutcomeWords.ofName(column).turned() : OutcomeWords.of(label);
    }

    /**
     * The labels that mean the opposite of one: no of yes, {@code stayed} of {@code churned}, {@code not X} of {@code X}.
     *
     * @param labels a target's labels
     * @param label one of them
     * @return those of the others that do; empty if none is known to
     */
    public static List<String> opposites(List<String> labels, String label) {
        OutcomeWords meaning = OutcomeWords.of(label);
        return labels.stream()
                .filter(other -> !other.equals(label)
                        && !isUndecided(other)
                        && (isYesAndNo(label, other)
                                || (meaning == OutcomeWords.LEFT || meaning == OutcomeWords.STAYED)
                                        && OutcomeWords.of(other) == meaning.turned()
                                || isNegation(other, label)))
                .toList();
    }

    private static boolean isNegation(String label, String of) {
        String key = key(label).replace('-', ' ').replace('_', ' ');
        return Set.of("not ", "non ", "no ", "non").stream().anyMatch(not -> key.equals(not + key(of)));
    }

    /**
     * Whether a label says that the outcome is not known yet, such as {@code Unknown} or {@code pending}.
     *
     * @param label a label
     * @return whether it does
     */
    public static boolean isUndecided(String label) {
        return UNDECIDED.contains(key(label));
    }

    /** A lost deal is no customer who left: sales speak of won and lost. */
    private static boolean isWon(OutcomeWords meaning, String label) {
        return meaning == OutcomeWords.UNCLEAR || IdentifierNames.words(label).contains("won");
    }

    private static boolean isYesAndNo(String one, String other) {
        return isYes(one) && isNo(other) || isYes(other) && isNo(one);
    }

    private static boolean isYes(String label) {
        String key = key(label);
        return key.equals(YES) || key.equals("t");
    }

    private static boolean isNo(String label) {
        String key = key(label);
        return key.equals(NO) || key.equals("f") || key.equals("-1");
    }
}
