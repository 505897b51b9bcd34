package io.github.churnml.onnx;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.DerivedFeature;
import java.util.Arrays;
import java.util.List;

/** Derived features as nodes; each is what the formula of its kind makes, operation by operation, so that it has the same bits. */
final class DerivedNodes {

    /** A table of more pairs of levels makes a graph of some ten megabytes for one feature. */
    private static final long MOST_PAIRS = 2_000_000;

    private final Graph graph;
    private final List<Place> places;

    /** @param places those before the feature */
    DerivedNodes(Graph graph, List<Place> places) {
        this.graph = graph;
        this.places = places;
    }

    /**
     * One feature.
     *
     * @param learnt what it learnt in training, if it learns
     * @param levels its levels, before missing values get one of their own; empty for a number
     */
    Place add(DerivedFeature feature, double[] learnt, List<String> levels) {
        if (feature instanceof DerivedFeature.QuantileBucket) {
            return interval(feature, learnt, levels);
        }
        if (feature instanceof DerivedFeature.Bucket bucket) {
            double[] edges =
                    bucket.edges().stream().mapToDouble(Double::doubleValue).toArray();
            return interval(feature, edges, levels);
        }
        if (feature instanceof DerivedFeature.Interaction cross) {
            return new Place(feature.name(), pairs(cross, learnt), true, levels, "");
        }
        return new Place(feature.name(), number(feature), false, List.of(), rounded(feature));
    }

    /** A logarithm is computed by the runtime, and what is made of one has its last bits. */
    private String rounded(DerivedFeature feature) {
        if (feature instanceof DerivedFeature.Log) {
            return "derived feature " + Wording.name(feature.name()) + ", a logarithm,";
        }
        return feature.columns().stream()
                .map(name -> at(name).rounded())
                .filter(reason -> !reason.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String number(DerivedFeature feature) {
        if (feature instanceof DerivedFeature.Ratio ratio) {
            String denominator = value(ratio.denominator());
            String quotient = finite(graph.op("Div", value(ratio.numerator()), denominator));
            return graph.ifElse(equal(denominator, graph.number(0)), graph.number(Double.NaN), quotient);
        }
        if (feature instanceof DerivedFeature.Difference difference) {
            return finite(graph.op("Sub", value(difference.minuend()), value(difference.subtrahend())));
        }
        if (feature instanceof DerivedFeature.DaysBetween days) {
            return finite(graph.op("Sub", value(days.to()), value(days.from())));
        }
        if (feature instanceof DerivedFeature.DaysSince days) {
            return finite(graph.op("Sub", graph.number(days.asOf().toEpochDay()), value(days.column())));
        }
        if (feature instanceof DerivedFeature.PartOfDate date) {
            return new DateParts(graph).of(date.part(), value(date.column()));
        }
        if (feature instanceof DerivedFeature.Log log) {
            return log(value(log.column()));
        }
        if (feature instanceof DerivedFeature.CountOf count) {
            return count(count);
        }
        return finite(chain(feature instanceof DerivedFeature.Sum ? "Add" : "Mul", feature.columns()));
    }

    private String chain(String type, List<String> columns) {
        String result = value(columns.get(0));
        for (String column : columns.subList(1, columns.size())) {
            result = graph.op(type, result, value(column));
        }
        return result;
    }

    /**
     * ln(1 + x), good for small x too: with u = 1 + x rounded, ln(u) · x / (u − 1), and x itself where u is 1 (W. Kahan, as in
     * the HP-15C's handbook).
     */
    private String log(String x) {
        String one = graph.number(1);
        String u = graph.op("Add", one, x);
        String above = graph.op("Sub", u, one);
        String quotient = graph.op("Div", x, above);
        String log = graph.ifElse(equal(u, one), x, graph.op("Mul", graph.op("Log", u), quotient));
        return graph.ifElse(graph.op("Less", x, graph.number(0)), graph.number(Double.NaN), log);
    }

    private String count(DerivedFeature.CountOf count) {
        String sum = graph.everyRow(0);
        for (String column : count.columns()) {
            Place of = at(column);
            double wanted = code(count.value(), of);
            if (!Double.isNaN(wanted)) {
                requireExact(count.name(), of);
                String equal = of.nominal()
                        ? graph.op("Equal", of.value(), graph.whole((long) wanted))
                        : equal(of.value(), graph.number(wanted));
                sum = graph.op("Add", sum, graph.toDouble(equal));
            }
        }
        return sum;
    }

    /** The code or number that a value has in a place; NaN if it cannot occur there. */
    private static double code(String value, Place place) {
        if (!place.nominal()) {
            return Numbers.parse(value.strip());
        }
        int exact = place.levels().indexOf(value);
        int code = exact >= 0 ? exact : place.levels().indexOf(value.strip());
        if (code >= 0) {
            return code;
        }
        List<String> alike = place.levels().stream()
                .filter(level -> level.equalsIgnoreCase(value.strip()))
                .toList();
        return alike.size() == 1 ? place.levels().indexOf(alike.get(0)) : Double.NaN;
    }

    private Place interval(DerivedFeature feature, double[] edges, List<String> levels) {
        Place of = at(feature.columns().get(0));
        requireExact(feature.name(), of);
        String missing = graph.op("IsNaN", of.value());
        String place = edges.length == 0
                ? graph.toWhole(graph.everyRow(0))
                : graph.count(graph.op("GreaterOrEqual", of.value(), graph.doubles(edges, 1, edges.length)));
        return new Place(
                feature.name(), graph.ifElse(missing, graph.whole(PreparationNodes.MISSING), place), true, levels, "");
    }

    private void requireExact(String name, Place of) {
        if (!of.rounded().isEmpty()) {
            throw new ConfigurationException(
                    "Derived feature " + Wording.name(name) + " asks where " + of.rounded()
                            + " lies, and the last bit of a logarithm is not the same in every runtime: an exported model could"
                            + " answer otherwise.",
                    "Maybe ask the column itself instead of its logarithm.",
                    Where.column(name));
        }
    }

    private String pairs(DerivedFeature.Interaction cross, double[] learnt) {
        Place first = at(cross.first());
        Place second = at(cross.second());
        int width = second.levels().size();
        long size = (long) first.levels().size() * width;
        if (size > MOST_PAIRS) {
            throw new ConfigurationException(
                    "Derived feature " + Wording.name(cross.name()) + " crosses "
                            + first.levels().size() + " levels of "
                            + Wording.name(first.name()) + " with " + width + " of " + Wording.name(second.name())
                            + ", more than the " + Wording.count(MOST_PAIRS) + " pairs that an export can hold.",
                    "Maybe cross columns of fewer levels.",
                    Where.column(cross.name()));
        }
        long[] codes = new long[Math.max(1, (int) size)];
        Arrays.fill(codes, PreparationNodes.UNKNOWN);
        for (int pair = 0; pair < learnt.length / 2; pair++) {
            codes[(int) learnt[2 * pair] * width + (int) learnt[2 * pair + 1]] = pair;
        }
        String a = first.value();
        String b = second.value();
        String zero = graph.whole(0);
        String unknown = graph.op("Or", graph.op("Less", a, zero), graph.op("Less", b, zero));
        String place = graph.op("Add", graph.op("Mul", a, graph.whole(width)), b);
        String code = graph.entries(graph.wholes(codes, codes.length), graph.ifElse(unknown, zero, place));
        String minusOne = graph.whole(PreparationNodes.MISSING);
        String missing = graph.op("Or", graph.op("Equal", a, minusOne), graph.op("Equal", b, minusOne));
        return graph.ifElse(missing, minusOne, graph.ifElse(unknown, graph.whole(PreparationNodes.UNKNOWN), code));
    }

    private String finite(String value) {
        return graph.ifElse(graph.op("IsInf", value), graph.number(Double.NaN), value);
    }

    private String equal(String a, String b) {
        return graph.op("Equal", a, b);
    }

    private String value(String column) {
        return at(column).value();
    }

    /** The place of a name, exact first, then without blanks around it. */
    private Place at(String column) {
        return places.stream()
                .filter(place -> place.name().equals(column))
                .findFirst()
                .or(() -> places.stream()
                        .filter(place -> place.name().strip().equals(column.strip()))
                        .findFirst())
                .orElseThrow(() -> new IllegalStateException("a fitted model derives from column " + column));
    }
}
