package io.github.churnml.prepare;

import io.github.churnml.data.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * A derived feature bound to the places of a row.
 *
 * @param formula computes its value from a row
 * @param places the places that the formula reads
 * @param variable the place that it makes
 * @param learnt what was learnt from training rows: edges of a quantile bucket, pairs of an interaction; else empty
 */
record BoundFeature(Formula formula, int[] places, Variable variable, double[] learnt) {

    /** Computes one value from a row. */
    interface Formula {
        double of(double[] row);
    }

    /** Where a bucket's edges and an interaction's pairs come from: training rows, or a fitted state. */
    interface Learning {
        double[] edges(DerivedFeature.QuantileBucket wish, int column);

        LevelPairs pairs(DerivedFeature.Interaction wish, Sources sources, int first, int second);
    }

    static BoundFeature bind(DerivedFeature wish, Sources sources, Learning learning) {
        if (wish instanceof DerivedFeature.QuantileBucket bucket) {
            int column = sources.number(bucket.column());
            return bucket(wish, sources, column, learning.edges(bucket, column), true);
        }
        if (wish instanceof DerivedFeature.Bucket bucket) {
            double[] edges =
                    bucket.edges().stream().mapToDouble(Double::doubleValue).toArray();
            return bucket(wish, sources, sources.numberOrDate(bucket.column()), edges, false);
        }
        if (wish instanceof DerivedFeature.Interaction cross) {
            int first = sources.levels(cross.first());
            int second = sources.levels(cross.second());
            LevelPairs pairs = learning.pairs(cross, sources, first, second);
            Variable variable = Variable.nominal(wish.name(), pairs.levels(), columns(wish, sources), true);
            return new BoundFeature(
                    row -> pairs.code(row[first], row[second]), places(wish, sources), variable, pairs.codes());
        }
        Variable variable = Variable.number(wish.name(), columns(wish, sources), true);
        return new BoundFeature(RowFormulas.of(wish, sources), places(wish, sources), variable, new double[0]);
    }

    private static BoundFeature bucket(
            DerivedFeature wish, Sources sources, int column, double[] edges, boolean learnt) {
        return new BoundFeature(
                row -> interval(row[column], edges),
                places(wish, sources),
                Variable.nominal(wish.name(), intervals(edges), columns(wish, sources), true),
                learnt ? edges : new double[0]);
    }

    private static int[] places(DerivedFeature wish, Sources sources) {
        return wish.columns().stream().mapToInt(sources::any).toArray();
    }

    /** The table's columns behind a derived feature. */
    private static List<String> columns(DerivedFeature wish, Sources sources) {
        return wish.columns().stream()
                .flatMap(name -> sources.at(sources.any(name)).sources().stream())
                .distinct()
                .toList();
    }

    private static double interval(double value, double[] edges) {
        if (Double.isNaN(value)) {
            return Variable.MISSING;
        }
        int interval = 0;
        while (interval < edges.length && value >= edges[interval]) {
            interval++;
        }
        return interval;
    }

    private static List<String> intervals(double[] edges) {
        if (edges.length == 0) {
            return List.of("any");
        }
        List<String> names = new ArrayList<>();
        names.add("< " + Numbers.text(edges[0]));
        for (int i = 1; i < edges.length; i++) {
            names.add("[" + Numbers.text(edges[i - 1]) + ", " + Numbers.text(edges[i]) + ")");
        }
        names.add(">= " + Numbers.text(edges[edges.length - 1]));
        return names;
    }
}
