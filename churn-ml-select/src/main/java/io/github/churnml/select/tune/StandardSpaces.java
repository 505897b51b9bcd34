package io.github.churnml.select.tune;

import java.util.Map;

/**
 * The spaces that learners are tuned in where none is given. None has a number of rounds in it: early stopping finds that in
 * every fold.
 */
final class StandardSpaces {

    static final Map<String, String> YAML = Map.of(
            "boosting",
            """
            learningRate: {low: 0.03, high: 0.2, log: true}
            growth: [oblivious, leaf-wise]
            maxDepth: {low: 3, high: 8}
            maxLeaves: {low: 4, high: 64, log: true}
            minLeafRows: {low: 5, high: 100, log: true}
            l2: {low: 0.1, high: 30, log: true}
            subsample: {low: 0.5, high: 1}
            columnsPerTree: {low: 0.4, high: 1}
            """,
            "additive",
            """
            learningRate: {low: 0.01, high: 0.1, log: true}
            maxLeaves: {low: 2, high: 6}
            interactions: {low: 0, high: 10}
            minLeafRows: {low: 5, high: 100, log: true}
            l2: {low: 0.1, high: 30, log: true}
            """,
            "logistic-regression",
            """
            lambda: {low: 0.001, high: 1000, log: true}
            l1Ratio: {low: 0, high: 1}
            """,
            "perceptron",
            """
            hiddenUnits: {low: 8, high: 128, log: true}
            learningRate: {low: 0.0001, high: 0.03, log: true}
            weightDecay: {low: 0.000001, high: 0.1, log: true}
            dropout: {low: 0, high: 0.5}
            """,
            "smile-gradient-boosting",
            """
            learningRate: {low: 0.03, high: 0.2, log: true}
            maxNodes: {low: 4, high: 32, log: true}
            minLeafRows: {low: 5, high: 100, log: true}
            subsample: {low: 0.5, high: 1}
            """,
            "smile-random-forest",
            """
            maxNodes: {low: 16, high: 1024, log: true}
            minLeafRows: {low: 2, high: 50, log: true}
            sampleFraction: {low: 0.3, high: 1}
            """,
            "smile-logistic-regression",
            """
            lambda: {low: 0.001, high: 1000, log: true}
            """);

    private StandardSpaces() {}
}
