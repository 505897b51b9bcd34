package io.github.churnml.prepare;

import io.github.churnml.data.Numbers;
import java.util.Map;

/**
 * A fill that is given.
 *
 * @param number the number, NaN if a text was given
 * @param level the level; of a number its text
 */
record ConstantFill(double number, String level) implements Imputing.Fill {

    static ConstantFill of(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a missing value cannot be filled with " + number);
        }
        return new ConstantFill(number, Numbers.text(number));
    }

    static ConstantFill of(String level) {
        return new ConstantFill(Double.NaN, level);
    }

    @Override
    public Object settings() {
        return Map.of("constant", Double.isNaN(number) ? level : (Object) number);
    }

    @Override
    public boolean suits(boolean levels) {
        return levels || !Double.isNaN(number);
    }

    /** The code of the level, or how many levels there are if it is not among them. */
    int code(Variable variable) {
        int exact = variable.levels().indexOf(level);
        int code = exact >= 0 ? exact : variable.levels().indexOf(level.strip());
        return code >= 0 ? code : variable.levels().size();
    }
}
