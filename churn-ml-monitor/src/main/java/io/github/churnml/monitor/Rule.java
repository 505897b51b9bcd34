package io.github.churnml.monitor;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What is trouble, how bad it is, and what is to be done about it.
 *
 * @param name what it is called, in findings and logs
 * @param conditions what has to hold, all at once; 1 to 10
 * @param severity how bad it is, warn or critical
 * @param actions what is to be done, in the order of {@link ActionKind}; may be empty, never holds do nothing
 * @param coolDown how long after the rule asked for an action it does not ask for it again; zero for never silent
 * @param reason why it is trouble, as a sentence for the people who read the plan; may be empty
 */
public record Rule(
        String name,
        List<Condition> conditions,
        Status severity,
        List<ActionKind> actions,
        Duration coolDown,
        String reason) {

    static final int MOST_CONDITIONS = 10;

    /**
     * Checks the parts, copies and sorts the lists.
     *
     * @throws ConfigurationException if there is no name or no condition, more than 10 conditions, the severity is
     *     healthy, do nothing is among the actions, or the cool-down is negative or longer than 366 days
     */
    public Rule {
        conditions = List.copyOf(conditions);
        actions = sorted(actions);
        String of = "The rule " + Wording.name(name);
        require(!name.isBlank(), "A rule has no name", "Maybe say what it looks for.");
        require(
                !conditions.isEmpty() && conditions.size() <= MOST_CONDITIONS,
                of + " has " + conditions.size() + " conditions where 1 to 10 are possible",
                "Maybe make several rules of it.");
        require(severity != Status.HEALTHY, of + " has the severity healthy", "Maybe warn or critical was meant.");
        require(
                !actions.contains(ActionKind.DO_NOTHING),
                of + " asks to do nothing",
                "Maybe leave its actions empty: it then shows in the status alone.");
        require(
                !coolDown.isNegative() && coolDown.compareTo(Condition.LONGEST) <= 0,
                of + " has the cool-down " + Wording.value(coolDown) + " where none to 366 days are possible",
                "Maybe take 6 hours.");
    }

    private static List<ActionKind> sorted(List<ActionKind> actions) {
        Set<ActionKind> set = EnumSet.noneOf(ActionKind.class);
        set.addAll(actions);
        return List.copyOf(set);
    }

    private static void require(boolean good, String problem, String maybe) {
        if (!good) {
            throw new ConfigurationException(problem + ".", maybe, Where.nowhere());
        }
    }
}
