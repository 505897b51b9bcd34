package io.github.churnml.onnx;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.predictor.Activation;
import io.github.churnml.predictor.AdditivePredictor;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.predictor.NetworkPredictor;
import io.github.churnml.predictor.Predictor;
import io.github.churnml.recipe.Member;
import java.util.Arrays;
import java.util.List;

/** The members of a model as nodes, and their mean by weight in the order of the kernel that scores here. */
final class MemberNodes {

    private final Graph graph;
    private final List<Place> places;

    MemberNodes(Graph graph, List<Place> places) {
        this.graph = graph;
        this.places = places;
    }

    /** The model's log-odds before calibration. */
    String logOdds(List<Member> members) {
        if (members.size() == 1) {
            return score(members.get(0));
        }
        String sum = "";
        double total = 0;
        for (Member member : members) {
            String weighed = graph.op("Mul", score(member), graph.number(member.weight()));
            sum = sum.isEmpty() ? weighed : graph.op("Add", sum, weighed);
            total += member.weight();
        }
        return graph.op("Div", sum, graph.number(total));
    }

    private String score(Member member) {
        EncodedColumns columns =
                new EncodedColumns(graph, new EncodingNodes(graph, places, member.encoding()).blocks());
        String score = score(member.predictor(), columns);
        return member.offset() == 0 ? score : graph.op("Add", score, graph.number(member.offset()));
    }

    private String score(Predictor predictor, EncodedColumns columns) {
        if (predictor instanceof ForestPredictor forest) {
            return new ForestNodes(graph, forest.forest(), columns).logOdds();
        }
        if (predictor instanceof AdditivePredictor additive) {
            return new AdditiveNodes(graph, additive, columns).logOdds();
        }
        if (predictor instanceof LinearPredictor linear) {
            return linear(linear, columns);
        }
        return network((NetworkPredictor) predictor, columns);
    }

    /** Added up from the intercept on in the order of the features, which a product of matrices does not promise. */
    private String linear(LinearPredictor linear, EncodedColumns columns) {
        String intercept = graph.everyRow(linear.intercept());
        double[] coefficients = linear.coefficients();
        if (coefficients.length == 0) {
            return intercept;
        }
        String products = graph.op("Mul", columns.all(), graph.doubles(coefficients, 1, coefficients.length));
        return lastSum(graph, graph.beside(List.of(intercept, products)), coefficients.length);
    }

    private String network(NetworkPredictor network, EncodedColumns columns) {
        int[] sizes = network.sizes();
        double[] parameters = network.parameters();
        if (sizes[0] == 0) {
            return graph.everyRow(network.logOdds(new double[0]));
        }
        String values = columns.all();
        int from = 0;
        for (int layer = 1; layer < sizes.length; layer++) {
            int weights = sizes[layer - 1] * sizes[layer];
            int biases = from + weights;
            int next = biases + sizes[layer];
            String matrix = graph.doubles(Arrays.copyOfRange(parameters, from, biases), sizes[layer - 1], sizes[layer]);
            String bias = graph.doubles(Arrays.copyOfRange(parameters, biases, next), 1, sizes[layer]);
            values = graph.op("Add", graph.op("MatMul", values, matrix), bias);
            if (layer < sizes.length - 1) {
                values = graph.op(network.activation() == Activation.RELU ? "Relu" : "Tanh", values);
            }
            from = next;
        }
        return values;
    }

    /** The sum of each row of {@code [N, last + 1]} from left to right, rounded at every step as the type asks. */
    static String lastSum(Graph graph, String columns, int last) {
        return graph.op(
                "Gather", "axis", 1, graph.op("CumSum", columns, graph.whole(1)), graph.wholes(new long[] {last}, 1));
    }

    static ConfigurationException steps(String reason, String kind) {
        return new ConfigurationException(
                "A member of kind '" + kind + "' splits " + reason
                        + " and the last bit of a logarithm is not the same in every runtime: an exported model could answer"
                        + " otherwise.",
                "Maybe leave the logarithm out: trees and steps split the column itself just as well.",
                Where.nowhere());
    }
}
