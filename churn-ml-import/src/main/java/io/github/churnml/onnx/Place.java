package io.github.churnml.onnx;

import java.util.List;

/**
 * One place of a row while the graph is built.
 *
 * @param name the column's or derived feature's name
 * @param value the name of its value: a column of doubles, NaN where it is missing; or of codes, as {@link
 *     io.github.churnml.prepare.Variable} has them
 * @param nominal whether it holds codes
 * @param levels the levels by code; empty for numbers
 * @param rounded why its last bits may differ from ours, such as {@code derived feature 'x' takes a logarithm}; empty if they
 *     do not
 */
record Place(String name, String value, boolean nominal, List<String> levels, String rounded) {

    Place {
        levels = List.copyOf(levels);
    }

    Place with(String other, List<String> otherLevels) {
        return new Place(name, other, nominal, otherLevels, rounded);
    }
}
