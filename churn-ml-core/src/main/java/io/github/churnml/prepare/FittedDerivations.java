package io.github.churnml.prepare;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.List;

/** Derived features bound to the places of a row: each reads its sources and writes one further place. */
final class FittedDerivations {

    /** Computes one value from a row. */
    private interface Formula {
        double of(double[] row);
    }

    private final int first;
    private final Formula[] formulas;
    private final List<Variable> variables;

    private FittedDerivations(int first, List<Formula> formulas, List<Variable> variables) {
        this.first = first;
        this.formulas = formulas.toArray(Formula[]::new);
        this.variables = variables;
    }

    /** Binds the features in order, so that one may be derived from an earlier one. Nothing is learnt from data. */
    static FittedDerivations bind(List<DerivedFeature> wishes, List<Variable> inputs) {
        List<Variable> variables = new ArrayList<>(inputs);
        List<Formula> formulas = new ArrayList<>();
        for (DerivedFeature wish : wishes) {
            if (variables.stream().anyMatch(variable -> variable.name().equals(wish.name()))) {
                throw new ConfigurationException(
                        "Derived feature " + Wording.name(wish.name()) + " has the name of another column.",
                        "Maybe choose a name that is not taken.",
                        Where.column(wish.name()));
            }
            formulas.add(formula(wish, variables));
            variables.add(variable(wish, variables));
        }
        return new FittedDerivations(inputs.size(), formulas, List.copyOf(variables));
    }

    /** All variables so far: the inputs, then the derived ones. */
    List<Variable> variables() {
        return variables;
    }

    void apply(double[] row) {
        for (int i = 0; i < formulas.length; i++) {
            row[first + i] = formulas[i].of(row);
        }
    }

    private static Formula formula(DerivedFeature wish, List<Variable> variables) {
        if (wish instanceof DerivedFeature.Ratio ratio) {
            int numerator = number(ratio.name(), ratio.numerator(), variables);
            int denominator = number(ratio.name(), ratio.denominator(), variables);
            return row -> row[denominator] == 0 ? Double.NaN : finite(row[numerator] / row[denominator]);
        }
        if (wish instanceof DerivedFeature.Difference difference) {
            int minuend = number(difference.name(), difference.minuend(), variables);
            int subtrahend = number(difference.name(), difference.subtrahend(), variables);
            return row -> finite(row[minuend] - row[subtrahend]);
        }
        if (wish instanceof DerivedFeature.Bucket bucket) {
            int column = number(bucket.name(), bucket.column(), variables);
            double[] edges =
                    bucket.edges().stream().mapToDouble(Double::doubleValue).toArray();
            return row -> interval(row[column], edges);
        }
        return count((DerivedFeature.CountOf) wish, variables);
    }

    private static Variable variable(DerivedFeature wish, List<Variable> variables) {
        List<String> sources = wish.columns().stream()
                .map(name -> variables.get(place(wish.name(), name, variables)))
                .flatMap(variable -> variable.sources().stream())
                .distinct()
                .toList();
        return wish instanceof DerivedFeature.Bucket bucket
                ? Variable.nominal(bucket.name(), intervals(bucket.edges()), sources, true)
                : Variable.number(wish.name(), sources, true);
    }

    private static Formula count(DerivedFeature.CountOf wish, List<Variable> variables) {
        int[] places = new int[wish.columns().size()];
        double[] wanted = new double[places.length];
        boolean anywhere = false;
        for (int i = 0; i < places.length; i++) {
            places[i] = place(wish.name(), wish.columns().get(i), variables);
            wanted[i] = code(wish.value(), variables.get(places[i]));
            anywhere |= !Double.isNaN(wanted[i]);
        }
        if (!anywhere) {
            throw new ConfigurationException(
                    "Derived feature " + Wording.name(wish.name()) + " counts " + Wording.value(wish.value())
                            + ", which stands in none of its columns.",
                    "Maybe it is spelt differently there; the levels of "
                            + Wording.name(wish.columns().get(0)) + " are "
                            + Wording.names(variables.get(places[0]).levels()) + ".",
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
        return code >= 0 ? code : Double.NaN;
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

    private static List<String> intervals(List<Double> edges) {
        List<String> names = new ArrayList<>();
        names.add("< " + Numbers.text(edges.get(0)));
        for (int i = 1; i < edges.size(); i++) {
            names.add("[" + Numbers.text(edges.get(i - 1)) + ", " + Numbers.text(edges.get(i)) + ")");
        }
        names.add(">= " + Numbers.text(edges.get(edges.size() - 1)));
        return names;
    }

    private static double finite(double value) {
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    private static int number(String derived, String column, List<Variable> variables) {
        int place = place(derived, column, variables);
        if (variables.get(place).nominal()) {
            throw new ConfigurationException(
                    "Derived feature " + Wording.name(derived) + " needs numbers, but column " + Wording.name(column)
                            + " holds levels.",
                    "Maybe declare the column numeric, or use countOf.",
                    Where.column(column));
        }
        return place;
    }

    private static int place(String derived, String column, List<Variable> variables) {
        return Variable.find(variables, column)
                .orElseThrow(() -> new ConfigurationException(
                        "Derived feature " + Wording.name(derived) + " needs column " + Wording.name(column)
                                + ", which is not there.",
                        Wording.maybeNearest(
                                column, variables.stream().map(Variable::name).toList()),
                        Where.column(column)));
    }
}
