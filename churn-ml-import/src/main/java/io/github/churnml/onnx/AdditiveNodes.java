package io.github.churnml.onnx;

import io.github.churnml.predictor.AdditivePredictor;
import io.github.churnml.predictor.PairTable;
import io.github.churnml.predictor.ShapeFunction;
import java.util.ArrayList;
import java.util.List;

/** An additive predictor as nodes: the bin of each feature, then look-ups in tables, added up in the order of their terms. */
final class AdditiveNodes {

    private final Graph graph;
    private final AdditivePredictor predictor;
    private final EncodedColumns columns;

    AdditiveNodes(Graph graph, AdditivePredictor predictor, EncodedColumns columns) {
        this.graph = graph;
        this.predictor = predictor;
        this.columns = columns;
    }

    String logOdds() {
        List<ShapeFunction> shapes = predictor.shapes();
        List<String> bins = new ArrayList<>();
        String sum = graph.everyRow(predictor.intercept());
        for (int j = 0; j < shapes.size(); j++) {
            ShapeFunction shape = shapes.get(j);
            if (shape.edges().length > 0 && !columns.rounded(j).isEmpty()) {
                throw MemberNodes.steps(columns.rounded(j), "additive");
            }
            bins.add(shape.levels() > 0 ? levelBin(columns.at(j), shape) : numberBin(columns.at(j), shape));
            sum = graph.op("Add", sum, graph.entries(graph.doubles(shape.values(), shape.bins()), bins.get(j)));
        }
        for (PairTable pair : predictor.pairs()) {
            sum = graph.op("Add", sum, pair(pair, bins.get(pair.first()), bins.get(pair.second())));
        }
        return sum;
    }

    private String numberBin(String value, ShapeFunction shape) {
        double[] edges = shape.edges();
        String bin = edges.length == 0
                ? graph.toWhole(graph.everyRow(0))
                : graph.count(graph.op("Less", graph.doubles(edges, 1, edges.length), value));
        return graph.ifElse(graph.op("IsNaN", value), graph.whole(shape.missingBin()), bin);
    }

    private String levelBin(String value, ShapeFunction shape) {
        String known = graph.op(
                "And",
                graph.op("GreaterOrEqual", value, graph.number(0)),
                graph.op("Less", value, graph.number(shape.levels())));
        String missing = graph.op(
                "Or", graph.op("IsNaN", value), graph.op("Equal", value, graph.number(PreparationNodes.MISSING)));
        String other = graph.ifElse(missing, graph.whole(shape.missingBin()), graph.whole(shape.levels() + 1L));
        return graph.ifElse(known, graph.toWhole(graph.ifElse(known, value, graph.number(0))), other);
    }

    /** A row and a column of zeros are added to the table, for bins that add nothing. */
    private String pair(PairTable pair, String firstBin, String secondBin) {
        int width = pair.columns() + 1;
        double[] table = new double[(pair.rows() + 1) * width];
        double[] values = pair.values();
        for (int row = 0; row < pair.rows(); row++) {
            System.arraycopy(values, row * pair.columns(), table, row * width, pair.columns());
        }
        String row = graph.entries(places(pair.rowOf(), pair.rows(), width), firstBin);
        String column = graph.entries(places(pair.columnOf(), pair.columns(), 1), secondBin);
        return graph.entries(graph.doubles(table, table.length), graph.op("Add", row, column));
    }

    private String places(int[] of, int none, int step) {
        long[] places = new long[of.length];
        for (int i = 0; i < of.length; i++) {
            places[i] = (long) step * (of[i] < 0 ? none : of[i]);
        }
        return graph.wholes(places, places.length);
    }
}
