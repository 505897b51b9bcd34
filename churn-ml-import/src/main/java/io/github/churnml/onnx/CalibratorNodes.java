package io.github.churnml.onnx;

import io.github.churnml.decide.Calibrator;
import java.util.Arrays;

/** A calibrator as nodes, and the probability of what it makes of log-odds. */
final class CalibratorNodes {

    /** Beyond it the curve of {@code beta} stays as it is there. */
    private static final double FARTHEST = 700;

    private final Graph graph;

    CalibratorNodes(Graph graph) {
        this.graph = graph;
    }

    /**
     * 1 / (1 + e<sup>−x</sup>) of calibrated log-odds x. One operation after the other: the runtime's {@code Sigmoid} of floats
     * is 0 from −18 on, and its {@code Sigmoid} of doubles from −40 on.
     */
    String probability(Calibrator calibrator, String logOdds) {
        String meant = meant(calibrator.kind(), calibrator.numbers(), logOdds);
        String power = graph.op("Exp", graph.op("Neg", meant));
        return graph.op("Reciprocal", graph.op("Add", graph.number(1), power));
    }

    private String meant(String kind, double[] numbers, String x) {
        return switch (kind) {
            case "none" -> x;
            case "platt" -> graph.op("Add", graph.number(numbers[0]), graph.op("Mul", x, graph.number(numbers[1])));
            case "beta" -> beta(numbers, x);
            case "quadratic" -> quadratic(numbers, x);
            case "isotonic" -> isotonic(numbers, x);
            default -> throw new IllegalStateException("a calibrator of kind " + kind);
        };
    }

    private String beta(double[] numbers, String logOdds) {
        String x = within(logOdds, -FARTHEST, FARTHEST);
        String rising = graph.op("Mul", graph.number(numbers[1]), logOfOnePlusPower(x));
        String falling = graph.op("Mul", graph.number(numbers[2]), logOfOnePlusPower(graph.op("Neg", x)));
        return graph.op("Sub", graph.op("Add", graph.number(numbers[0]), rising), falling);
    }

    private String logOfOnePlusPower(String x) {
        return graph.op("Log", graph.op("Add", graph.number(1), graph.op("Exp", x)));
    }

    /** From that end of the range where the slope is least, as the calibrator itself does. */
    private String quadratic(double[] numbers, String x) {
        double c = numbers[2];
        double sign = c < 0 ? -1 : 1;
        double anchor = numbers[c < 0 ? 4 : 3];
        double value = numbers[0] + anchor * (numbers[1] + c * anchor);
        double near = numbers[1] + 2 * c * anchor;
        double bend = Math.abs(c);
        double width = numbers[4] - numbers[3];
        String u = graph.op("Mul", graph.op("Sub", x, graph.number(anchor)), graph.number(sign));
        String within = within(u, 0, width);
        String slope = graph.op("Add", graph.number(near), graph.op("Mul", within, graph.number(bend)));
        String below = graph.op("Less", u, graph.number(0));
        String beyond = graph.ifElse(below, graph.number(near), graph.number(near + 2 * bend * width));
        String up =
                graph.op("Add", graph.op("Mul", within, slope), graph.op("Mul", graph.op("Sub", u, within), beyond));
        return graph.op("Add", graph.number(value), graph.op("Mul", up, graph.number(sign)));
    }

    private String isotonic(double[] numbers, String x) {
        int count = numbers.length / 2;
        double[] knots = Arrays.copyOf(numbers, count);
        double[] become = Arrays.copyOfRange(numbers, count, 2 * count);
        String from = graph.doubles(knots, count);
        String to = graph.doubles(become, count);
        String passed = graph.count(graph.op("GreaterOrEqual", x, graph.doubles(knots, 1, count)));
        String low = graph.op("Sub", passed, graph.whole(1));
        String first = graph.op("Less", low, graph.whole(0));
        String last = graph.op("GreaterOrEqual", low, graph.whole(count - 1L));
        String place = graph.ifElse(first, graph.whole(0), graph.ifElse(last, graph.whole(count - 2L), low));
        String next = graph.op("Add", place, graph.whole(1));
        String start = graph.entries(to, place);
        String end = graph.entries(to, next);
        String knot = graph.entries(from, place);
        String share = graph.op("Div", graph.op("Sub", x, knot), graph.op("Sub", graph.entries(from, next), knot));
        String between = graph.op("Add", start, graph.op("Mul", share, graph.op("Sub", end, start)));
        String inner = graph.ifElse(graph.op("Greater", between, end), end, between);
        String before = line(x, knots[0], become[0]);
        String after = line(x, knots[count - 1], become[count - 1]);
        return graph.ifElse(first, before, graph.ifElse(last, after, inner));
    }

    /** A line of slope 1 through a knot. */
    private String line(String x, double knot, double becomes) {
        return graph.op("Add", graph.number(becomes), graph.op("Sub", x, graph.number(knot)));
    }

    private String within(String value, double low, double high) {
        String above = graph.ifElse(graph.op("Less", value, graph.number(low)), graph.number(low), value);
        return graph.ifElse(graph.op("Greater", above, graph.number(high)), graph.number(high), above);
    }
}
