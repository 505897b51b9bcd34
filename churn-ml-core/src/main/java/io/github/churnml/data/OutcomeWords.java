package io.github.churnml.data;

import java.util.List;
import java.util.Set;

/**
 * What the words of a target's name, or of one of its labels, say about a customer.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public enum OutcomeWords {
    /** That one left, as {@code churned}, {@code is_inactive} or {@code not renewed}. */
    LEFT,
    /** That one stayed, as {@code retained}, {@code is_active} or {@code no_churn}. */
    STAYED,
    /** That one became or is a customer, as {@code converted} or {@code is_customer}: no matter of leaving. */
    CONVERTED,
    /** Both, as {@code retained_or_lost}. */
    UNCLEAR,
    /** Nothing of that kind, as {@code y} or {@code target}. */
    NOTHING;

    private static final List<String> LEFT_STEMS =
            words("churn attrit cancel terminat unsubscri deactivat offboard lapse discontinu disconnect");
    private static final Set<String> LEFT_WORDS = Set.copyOf(
            words(
                    "left leave leaves leaver leaving exit exited exits lost"
                            + " quit gone closed inactive ended ceased expired dropout dropped defected defector departed former"));

    /** Words that a name may also have beside leaving, such as {@code current_month_churn}. */
    private static final Set<String> STAYED_IF_ALONE =
            Set.copyOf(words("active alive current existing open still returning loyal loyalty"));

    private static final List<String> STAYED_STEMS = words("retain retention renew remain surviv continu stay");
    private static final Set<String> STAYED_WORDS = Set.copyOf(words("kept keep keeps"));
    private static final List<String> CONVERTED_STEMS =
            words("convert conversion purchas subscri upgrad reactivat resubscri winback onboard signup regist enrol");
    private static final Set<String> CONVERTED_WORDS = Set.copyOf(
            words("bought buy buyer won deposit responded response accepted activated joined paying paid payer"));

    /** What a name says that somebody is; beside a label's own words it says nothing. */
    private static final Set<String> CUSTOMER = Set.copyOf(words("customer client member user"));

    private static final Set<String> NEGATIONS = Set.copyOf(words("not no non never without"));

    /**
     * What a column's name says.
     *
     * @param name the name
     * @return what it means for a customer if that is so
     */
    static OutcomeWords ofName(String name) {
        OutcomeWords said = of(name);
        List<String> words = IdentifierNames.words(name);
        return said == NOTHING && words.stream().anyMatch(CUSTOMER::contains) ? CONVERTED : said;
    }

    /**
     * What a label says by its own words; {@code Yes} and {@code 1} say nothing.
     *
     * @param label the label
     * @return what it means for a customer who has it
     */
    static OutcomeWords of(String label) {
        boolean left = false;
        boolean stayed = false;
        boolean alone = false;
        boolean converted = false;
        boolean turned = false;
        for (String word : IdentifierNames.words(label)) {
            boolean non = word.startsWith("non") && word.length() > 3;
            String bare = non ? word.substring(3) : word;
            boolean not = turned ^ non;
            if (isIn(LEFT_STEMS, LEFT_WORDS, bare)) {
                left |= !not;
                stayed |= not;
            } else if (isIn(STAYED_STEMS, STAYED_WORDS, bare)) {
                left |= not;
                stayed |= !not;
            } else if (STAYED_IF_ALONE.contains(bare)) {
                left |= not;
                alone |= !not;
            } else {
                converted |= isIn(CONVERTED_STEMS, CONVERTED_WORDS, bare);
            }
            turned ^= NEGATIONS.contains(word);
        }
        if (left && stayed) {
            return UNCLEAR;
        }
        return left ? LEFT : stayed || alone ? STAYED : converted ? CONVERTED : NOTHING;
    }

    /** {@return what it means that this is not so} */
    OutcomeWords turned() {
        if (this == LEFT) {
            return STAYED;
        }
        return this == STAYED ? LEFT : this == CONVERTED ? UNCLEAR : this;
    }

    private static boolean isIn(List<String> stems, Set<String> words, String word) {
        return words.contains(word) || stems.stream().anyMatch(word::startsWith);
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }
}
