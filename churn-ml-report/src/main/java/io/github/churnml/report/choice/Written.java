package io.github.churnml.report.choice;

import io.github.churnml.metrics.Metric;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Cell;
import java.util.Locale;

/** How these pages write measures, changes and p-values, each cell with the number behind it. */
final class Written {

    private Written() {}

    static Unit unit(Metric metric) {
        return metric.isMoney() ? Unit.MONEY : Unit.PLAIN;
    }

    static Cell measure(double value) {
        return new Cell(Words.measure(value), value);
    }

    static Cell change(double value) {
        return new Cell(signed(value), value);
    }

    static Cell chance(double p) {
        return new Cell(probability(p), p);
    }

    static String signed(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%+.4f", value) : "-";
    }

    static String probability(double p) {
        return !Double.isFinite(p) ? "-" : p < 0.001 ? "< 0.001" : String.format(Locale.ROOT, "%.3f", p);
    }
}
