package io.github.churnml.prepare;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.BoundFeature.Formula;
import java.util.List;

/** The formulas of those derived features that are numbers and need nothing learnt. */
final class RowFormulas {

    private RowFormulas() {}

    static Formula of(DerivedFeature wish, Sources sources) {
        if (wish instanceof DerivedFeature.Ratio ratio) {
            int numerator = sources.numberOrDate(ratio.numerator());
            int denominator = sources.numberOrDate(ratio.denominator());
            return row -> row[denominator] == 0 ? Double.NaN : finite(row[numerator] / row[denominator]);
        }
        if (wish instanceof DerivedFeature.Difference difference) {
            return less(sources.numberOrDate(difference.minuend()), sources.numberOrDate(difference.subtrahend()));
        }
        if (wish instanceof DerivedFeature.DaysBetween days) {
            return less(sources.date(days.to()), sources.date(days.from()));
        }
        if (wish instanceof DerivedFeature.DaysSince days) {
            int column = sources.date(days.column());
            double asOf = days.asOf().toEpochDay();
            return row -> finite(asOf - row[column]);
        }
        if (wish instanceof DerivedFeature.PartOfDate date) {
            int column = sources.date(date.column());
            DatePart part = date.part();
            return row -> part.of(row[column]);
        }
        if (wish instanceof DerivedFeature.Log log) {
            int column = sources.number(log.column());
            return row -> row[column] < 0 ? Double.NaN : StrictMath.log1p(row[column]);
        }
        if (wish instanceof DerivedFeature.CountOf count) {
            return count(count, sources);
        }
        int[] places = wish.columns().stream().mapToInt(sources::number).toArray();
        return wish instanceof DerivedFeature.Sum ? sum(places) : product(places);
    }

    private static Formula less(int minuend, int subtrahend) {
        return row -> finite(row[minuend] - row[subtrahend]);
    }

    private static Formula sum(int[] places) {
        return row -> {
            double sum = 0;
            for (int place : places) {
                sum += row[place];
            }
            return finite(sum);
        };
    }

    private static Formula product(int[] places) {
        return row -> {
            double product = 1;
            for (int place : places) {
                product *= row[place];
            }
            return finite(product);
        };
    }

    private static Formula count(DerivedFeature.CountOf wish, Sources sources) {
        int[] places = wish.columns().stream().mapToInt(sources::any).toArray();
        double[] wanted = new double[places.length];
        boolean anywhere = false;
        for (int i = 0; i < places.length; i++) {
            wanted[i] = code(wish.value(), sources.at(places[i]));
            anywhere |= !Double.isNaN(wanted[i]);
        }
        if (!anywhere) {
            throw new ConfigurationException(
                    "Derived feature " + Wording.name(wish.name()) + " counts " + Wording.value(wish.value())
                            + ", which stands in none of its columns.",
                    "Maybe it is spelt differently there; the levels of "
                            + Wording.name(wish.columns().get(0)) + " are "
                            + Wording.names(sources.at(places[0]).levels()) + ".",
                    Where.column(wish.name()));
        }
        return row -> {
            int count = 0;
            for (int i = 0; i < places.length; i++) {
                count += row[places[i]] == wanted[i] ? 1 : 0;
            }
            return count;
        };
    }

    /** The code or number that a value has in a variable; NaN, equal to nothing, if it cannot occur there. */
    private static double code(String value, Variable variable) {
        if (!variable.nominal()) {
            return Numbers.parse(value.strip());
        }
        int exact = variable.levels().indexOf(value);
        int code = exact >= 0 ? exact : variable.levels().indexOf(value.strip());
        return code >= 0 ? code : ignoringCase(value.strip(), variable.levels());
    }

    /** The one level that differs in case only; of several, none is meant. */
    private static double ignoringCase(String value, List<String> levels) {
        double found = Double.NaN;
        for (int code = 0; code < levels.size(); code++) {
            if (levels.get(code).equalsIgnoreCase(value)) {
                if (!Double.isNaN(found)) {
                    return Double.NaN;
                }
                found = code;
            }
        }
        return found;
    }

    private static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }
}
