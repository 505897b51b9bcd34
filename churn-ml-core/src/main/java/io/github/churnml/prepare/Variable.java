package io.github.churnml.prepare;

import java.util.List;
import java.util.Optional;

/**
 * One place in a prepared row: a number, or the code of a level.
 *
 * @param name the column's or derived feature's name
 * @param nominal whether it holds level codes; otherwise numbers
 * @param levels the levels by code; empty for a number
 * @param sources the table's columns it is made of
 * @param feature whether learners see it; otherwise it is only a source for derived features
 */
public record Variable(String name, boolean nominal, List<String> levels, List<String> sources, boolean feature) {

    /** The code of a missing level. */
    public static final int MISSING = -1;

    /** The code of a level that was not seen in training. */
    public static final int UNKNOWN = -2;

    /** The name of the level that missing levels get as their own, unless another was asked for. */
    public static final String MISSING_LEVEL = "(missing)";

    /** Copies the lists. */
    public Variable {
        levels = List.copyOf(levels);
        sources = List.copyOf(sources);
    }

    static Variable number(String name, List<String> sources, boolean feature) {
        return new Variable(name, false, List.of(), sources, feature);
    }

    static Variable nominal(String name, List<String> levels, List<String> sources, boolean feature) {
        return new Variable(name, true, levels, sources, feature);
    }

    /** Whether a value in this place is missing. */
    boolean isMissing(double value) {
        return nominal ? value == MISSING : Double.isNaN(value);
    }

    /** The position of a variable by its name, exact first, then without blanks around it. */
    static Optional<Integer> find(List<Variable> variables, String name) {
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).name().equals(name)) {
                return Optional.of(i);
            }
        }
        for (int i = 0; i < variables.size(); i++) {
            if (variables.get(i).name().strip().equals(name.strip())) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
