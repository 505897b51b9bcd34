package io.github.churnml.onnx;

import io.github.churnml.prepare.DerivedFeature;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.Input;
import io.github.churnml.prepare.Variable;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** A fitted preparation as nodes: inputs, derived features, then what stands in for missing values and indicates them. */
final class PreparationNodes {

    static final long MISSING = Variable.MISSING;
    static final long UNKNOWN = Variable.UNKNOWN;

    private final Graph graph;
    private final FittedPreparation preparation;
    private final Settings state;
    private final List<String> inputs = new ArrayList<>();

    PreparationNodes(Graph graph, FittedPreparation preparation) {
        this.graph = graph;
        this.preparation = preparation;
        this.state = Settings.of(preparation.state(), Blame.modelFile(null));
    }

    /** The names of the graph's inputs, in the order of the model's. */
    List<String> inputs() {
        return inputs;
    }

    /** The places of a prepared row. */
    List<Place> places() {
        // All inputs before anything is computed from one, so that their names are those of the columns.
        for (Input input : preparation.inputs()) {
            boolean codes = input.variable().nominal();
            inputs.add(codes ? graph.codeInput(input.name()) : graph.numberInput(input.name()));
        }
        List<Place> places = new ArrayList<>();
        for (int j = 0; j < inputs.size(); j++) {
            places.add(input(preparation.inputs().get(j).variable(), inputs.get(j)));
        }
        derive(places);
        return imputed(places);
    }

    private Place input(Variable variable, String given) {
        String value = variable.nominal() ? known(given, variable.levels().size()) : given;
        return new Place(variable.name(), value, variable.nominal(), variable.levels(), "");
    }

    /** What is no code is that of a level never seen. */
    private String known(String code, int levels) {
        String unknown = graph.whole(UNKNOWN);
        String is =
                graph.op("And", graph.op("GreaterOrEqual", code, unknown), graph.op("Less", code, graph.whole(levels)));
        return graph.ifElse(is, code, unknown);
    }

    private void derive(List<Place> places) {
        double[] fills = state.section("impute").numbersWithGaps("fills");
        for (DerivedFeature feature : preparation.derived()) {
            Variable after = preparation.variables().get(places.size());
            double[] learnt = state.has("learnt") ? state.section("learnt").numbers(feature.name()) : new double[0];
            List<String> levels = after.levels();
            int before = learntLevels(feature, learnt, levels.size());
            places.add(new DerivedNodes(graph, List.copyOf(places)).add(feature, learnt, levels.subList(0, before)));
        }
        if (fills.length != places.size()) {
            throw new IllegalStateException(fills.length + " fills for " + places.size() + " places");
        }
    }

    /** How many levels a feature has before missing values get one of their own. */
    private static int learntLevels(DerivedFeature feature, double[] learnt, int levels) {
        if (feature instanceof DerivedFeature.Bucket bucket) {
            return bucket.edges().size() + 1;
        }
        if (feature instanceof DerivedFeature.QuantileBucket) {
            return learnt.length + 1;
        }
        return feature instanceof DerivedFeature.Interaction ? learnt.length / 2 : levels;
    }

    private List<Place> imputed(List<Place> read) {
        Settings impute = state.section("impute");
        double[] fills = impute.numbersWithGaps("fills");
        List<Place> places = new ArrayList<>(read);
        for (Settings group : impute.sections("groups")) {
            int column = (int) group.integer("column", 0, read.size());
            Place of = read.get(column);
            Place by = read.get((int) group.integer("by", 0, read.size()));
            places.set(column, of.with(grouped(of, by, group.numbers("fills")), of.levels()));
        }
        for (int j = 0; j < fills.length; j++) {
            Place of = places.get(j);
            List<String> levels = preparation.variables().get(j).levels();
            places.set(j, of.with(Double.isNaN(fills[j]) ? of.value() : filled(of, constant(of, fills[j])), levels));
        }
        for (int place : impute.integers("indicated")) {
            Variable indicator = preparation.variables().get(places.size());
            String missing = graph.toDouble(isMissing(read.get(place)));
            places.add(new Place(indicator.name(), missing, false, List.of(), ""));
        }
        return places;
    }

    private String grouped(Place of, Place by, double[] fills) {
        String zero = graph.whole(0);
        String known = graph.op("GreaterOrEqual", by.value(), zero);
        String table = graph.doubles(fills.length == 0 ? new double[1] : fills, Math.max(1, fills.length));
        String fill = graph.entries(table, graph.ifElse(known, by.value(), zero));
        String typed = of.nominal() ? graph.toWhole(fill) : fill;
        return graph.ifElse(graph.op("And", known, isMissing(of)), typed, of.value());
    }

    private String filled(Place of, String fill) {
        return graph.ifElse(isMissing(of), fill, of.value());
    }

    private String constant(Place of, double fill) {
        return of.nominal() ? graph.whole((long) fill) : graph.number(fill);
    }

    private String isMissing(Place of) {
        return of.nominal() ? graph.op("Equal", of.value(), graph.whole(MISSING)) : graph.op("IsNaN", of.value());
    }
}
