package io.github.churnml.explain;

import io.github.churnml.error.Wording;
import io.github.churnml.prepare.DerivedFeature;
import java.util.List;
import java.util.stream.Collectors;

/** How a derived feature is computed, in words. */
final class FormulaWords {

    private static final int MOST_COLUMNS = 4;

    private FormulaWords() {}

    static String of(DerivedFeature feature) {
        List<String> columns = feature.columns();
        if (feature instanceof DerivedFeature.Ratio) {
            return joined(columns, " divided by ");
        }
        if (feature instanceof DerivedFeature.Difference) {
            return joined(columns, " minus ");
        }
        if (feature instanceof DerivedFeature.Sum) {
            return columns.size() > MOST_COLUMNS ? "sum of " + columns.size() + " columns" : joined(columns, " plus ");
        }
        if (feature instanceof DerivedFeature.Product) {
            return columns.size() > MOST_COLUMNS
                    ? "product of " + columns.size() + " columns"
                    : joined(columns, " times ");
        }
        if (feature instanceof DerivedFeature.CountOf count) {
            String over = columns.size() > MOST_COLUMNS ? columns.size() + " columns" : joined(columns, ", ");
            return "how many of " + over + " are " + Wording.plain(count.value());
        }
        if (feature instanceof DerivedFeature.DaysBetween) {
            return "days from " + joined(columns, " to ");
        }
        return feature instanceof DerivedFeature.Interaction ? joined(columns, " together with ") : ofOne(feature);
    }

    /** Of one column, which may itself be derived from several. */
    private static String ofOne(DerivedFeature feature) {
        String column = Wording.plain(feature.columns().get(0));
        if (feature instanceof DerivedFeature.Log) {
            return "logarithm of 1 plus " + column;
        }
        if (feature instanceof DerivedFeature.DaysSince since) {
            return "days from " + column + " to " + since.asOf();
        }
        return feature instanceof DerivedFeature.PartOfDate part
                ? part.part().label() + " of " + column
                : "interval of " + column;
    }

    private static String joined(List<String> columns, String by) {
        return columns.stream().map(Wording::plain).collect(Collectors.joining(by));
    }
}
