package io.github.churnml.report.html;

import io.github.churnml.report.figure.Axis;

/**
 * Where on the paper a number of an axis is.
 *
 * @param axis the axis
 * @param from where its low end is, or the first name
 * @param to where its high end is, or the last name
 */
record Scale(Axis axis, double from, double to) {

    double at(double value) {
        double share;
        if (axis instanceof Axis.Numbers numbers) {
            share = (value - numbers.from()) / (numbers.to() - numbers.from());
        } else {
            share = (value + 0.5) / ((Axis.Names) axis).names().size();
        }
        return from + Math.min(1, Math.max(0, share)) * (to - from);
    }
}
