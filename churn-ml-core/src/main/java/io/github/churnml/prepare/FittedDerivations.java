package io.github.churnml.prepare;

import io.github.churnml.data.ColumnType;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Derived features bound to the places of a row, in order: each reads its sources and writes one further place. */
final class FittedDerivations {

    private final int first;
    private final BoundFeature.Formula[] formulas;
    private final int[][] places;
    private final List<Variable> variables;
    private final Map<String, double[]> learnt = new LinkedHashMap<>();

    private FittedDerivations(int first, List<DerivedFeature> wishes, List<BoundFeature> bound, List<Variable> all) {
        this.first = first;
        this.formulas = bound.stream().map(BoundFeature::formula).toArray(BoundFeature.Formula[]::new);
        this.places = bound.stream().map(BoundFeature::places).toArray(int[][]::new);
        this.variables = List.copyOf(all);
        for (int i = 0; i < bound.size(); i++) {
            if (learns(wishes.get(i))) {
                learnt.put(wishes.get(i).name(), bound.get(i).learnt());
            }
        }
    }

    /**
     * Binds the features in order, so that one may be derived from an earlier one, and learns from training rows what some
     * need.
     *
     * @param columns the inputs' values in the training rows; the derived columns are added to it
     */
    static FittedDerivations fit(List<DerivedFeature> wishes, List<Input> inputs, List<double[]> columns, int rows) {
        BoundFeature.Learning training = new BoundFeature.Learning() {
            @Override
            public double[] edges(DerivedFeature.QuantileBucket wish, int column) {
                double[] sorted = Arrays.stream(columns.get(column))
                        .filter(value -> !Double.isNaN(value))
                        .sorted()
                        .toArray();
                return Quantiles.edges(sorted, wish.buckets());
            }

            @Override
            public LevelPairs pairs(DerivedFeature.Interaction wish, Sources sources, int first, int second) {
                return LevelPairs.seen(columns.get(first), columns.get(second), sources.at(first), sources.at(second));
            }
        };
        return bind(wishes, inputs, training, bound -> columns.add(column(bound, columns, rows)));
    }

    /**
     * Binds the features with what was learnt before.
     *
     * @param state the preparation's; its key {@code learnt} is needed by features that learn
     */
    static FittedDerivations of(List<DerivedFeature> wishes, List<Input> inputs, Settings state) {
        boolean needed = wishes.stream().anyMatch(FittedDerivations::learns);
        if (!needed) {
            return bind(wishes, inputs, new StoredLearning(state), bound -> {});
        }
        Settings learnt = state.section("learnt");
        FittedDerivations derivations = bind(wishes, inputs, new StoredLearning(learnt), bound -> {});
        learnt.finish();
        return derivations;
    }

    /** All variables so far: the inputs, then the derived ones. */
    List<Variable> variables() {
        return variables;
    }

    /** What was learnt, by the feature's name; empty if none learns. */
    Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        learnt.forEach(
                (name, values) -> state.put(name, Arrays.stream(values).boxed().toList()));
        return state;
    }

    void apply(double[] row) {
        for (int i = 0; i < formulas.length; i++) {
            row[first + i] = formulas[i].of(row);
        }
    }

    /** The same for rows of a table, a feature at a time. */
    void apply(double[][] columns, int from, int to) {
        double[] row = new double[first + formulas.length];
        for (int i = 0; i < formulas.length; i++) {
            for (int r = from; r < to; r++) {
                for (int place : places[i]) {
                    row[place] = columns[place][r];
                }
                columns[first + i][r] = formulas[i].of(row);
            }
        }
    }

    /** What happens to a feature once it is bound. */
    private interface Then {
        void with(BoundFeature bound);
    }

    private static FittedDerivations bind(
            List<DerivedFeature> wishes, List<Input> inputs, BoundFeature.Learning learning, Then then) {
        List<Variable> variables =
                new ArrayList<>(inputs.stream().map(Input::variable).toList());
        Set<String> dates = inputs.stream()
                .filter(input -> input.type() == ColumnType.DATE)
                .map(Input::name)
                .collect(Collectors.toUnmodifiableSet());
        List<BoundFeature> all = new ArrayList<>();
        for (DerivedFeature wish : wishes) {
            requireNewName(wish.name(), variables);
            BoundFeature bound = BoundFeature.bind(wish, new Sources(wish.name(), variables, dates), learning);
            then.with(bound);
            all.add(bound);
            variables.add(bound.variable());
        }
        return new FittedDerivations(inputs.size(), wishes, all, variables);
    }

    private static void requireNewName(String name, List<Variable> variables) {
        if (variables.stream().anyMatch(variable -> variable.name().equals(name))) {
            throw new ConfigurationException(
                    "Derived feature " + Wording.name(name) + " has the name of another column.",
                    "Maybe choose a name that is not taken.",
                    Where.column(name));
        }
    }

    private static boolean learns(DerivedFeature wish) {
        return wish instanceof DerivedFeature.QuantileBucket || wish instanceof DerivedFeature.Interaction;
    }

    private static double[] column(BoundFeature bound, List<double[]> columns, int rows) {
        double[] row = new double[columns.size()];
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            for (int place : bound.places()) {
                row[place] = columns.get(place)[i];
            }
            values[i] = bound.formula().of(row);
        }
        return values;
    }
}
