package io.github.churnml.forest.foreign;

import io.github.churnml.data.Numbers;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import io.github.churnml.forest.Aggregation;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.forest.Precision;
import io.github.churnml.settings.Blame;
import java.util.List;

/** Reads a model of LightGBM's, as {@code Booster.save_model} writes it: a header, trees, then what training was told. */
final class LightGbmReader {

    private static final List<String> VERSIONS = List.of("v2", "v3", "v4");
    private static final String TREE = "Tree=";
    private static final List<String> ENDS = List.of("end of trees", "feature_importances:", "feature importances:");
    private static final String PANDAS = "pandas_categorical:";
    private static final String CATEGORICAL = "[categorical_feature: ";
    private static final int MOST_FEATURES = 1 << 20;
    private static final String BINARY = "binary";
    private static final List<String> CROSS_ENTROPY = List.of("cross_entropy", "xentropy");

    private final TextLines lines;
    private final Blame blame;
    private final String sha256;

    LightGbmReader(byte[] bytes, Blame blame, String sha256) {
        this.lines = new TextLines(bytes);
        this.blame = blame;
        this.sha256 = sha256;
    }

    ForeignForest read() {
        // The first line that is not blank says "tree": that is how the file was recognised.
        while (lines.from(0).isBlank()) {
            lines.pass();
        }
        lines.pass();
        TextSection header = TextSection.read("the header", lines, this::isSection, blame);
        requireSupported(header);
        int features = (int) header.whole("max_feature_idx", -1) + 1;
        LightGbmFeatures described = new LightGbmFeatures(header, features, blame);
        Forest forest = forest(header, features, described);
        described.readRest(lines, PANDAS, CATEGORICAL);
        return new ForeignForest(
                forest,
                described.features(),
                described.lists(),
                Double.NaN,
                "LightGBM (format " + header.text("version") + ")",
                header.text("objective"),
                null,
                false,
                sha256);
    }

    private Forest forest(TextSection header, int features, LightGbmFeatures described) {
        double sigmoid = sigmoid(header.text("objective"));
        TreePlanter planter = new TreePlanter(
                new ForestBuilder(features, 0, Aggregation.SUM_OF_LOG_ODDS, Precision.DOUBLE), features, blame);
        int trees = 0;
        long nodes = 0;
        while (lines.startsWith(TREE)) {
            lines.pass();
            TextSection text = TextSection.read("tree " + trees, lines, this::isSection, blame);
            if (text.whole("is_linear", 0) != 0) {
                throw blame.of(
                        "Tree " + trees + " has linear models in its leaves.", "Maybe train with linear_tree=false.");
            }
            LightGbmTree tree = new LightGbmTree(text, sigmoid);
            nodes += tree.size();
            if (nodes > TreePlanter.MOST_NODES) {
                throw blame.of(
                        "It has more than " + TreePlanter.MOST_NODES + " nodes.",
                        "Maybe train fewer or smaller trees.");
            }
            planter.plant(tree);
            described.see(tree);
            trees++;
        }
        requireWhole(header, trees);
        return planter.forest();
    }

    private boolean isSection() {
        return lines.startsWith(TREE) || ENDS.stream().anyMatch(lines::startsWith);
    }

    private void requireWhole(TextSection header, int trees) {
        boolean ended = ENDS.stream().anyMatch(lines::startsWith);
        boolean counted = !header.has("tree_sizes") || header.count("tree_sizes") == trees;
        if (!ended || !counted) {
            throw blame.of(
                    !ended
                            ? "It ends after " + trees + " trees without the line (end of trees)."
                            : "It says that it has " + header.count("tree_sizes") + " trees and holds " + trees + ".",
                    "Maybe saving or copying it was interrupted.");
        }
    }

    private void requireSupported(TextSection header) {
        String version = header.text("version");
        if (!VERSIONS.contains(version)) {
            throw blame.of(
                    "It is of LightGBM's format " + Wording.value(version) + " where one of " + Wording.names(VERSIONS)
                            + " is read.",
                    "Maybe load it in LightGBM 2.1 to 4 and save it again.");
        }
        long classes = Math.max(header.whole("num_class", 1), header.whole("num_tree_per_iteration", 1));
        if (classes != 1) {
            throw blame.of(
                    "It has " + classes + " classes where the log-odds of one class are needed.",
                    "Maybe train with objective='binary'.");
        }
        if (header.has("average_output")) {
            throw blame.of(
                    "It averages its trees' output, as LightGBM's random forests do.",
                    "Maybe train with boosting='gbdt', or use a random forest of this library.");
        }
        long last = header.whole("max_feature_idx", -2);
        if (last < -1 || last >= MOST_FEATURES) {
            throw header.problem("has " + Wording.value(header.text("max_feature_idx"))
                    + " for 'max_feature_idx' where -1 to " + (MOST_FEATURES - 1) + " are read");
        }
    }

    /** What a raw score is multiplied by to become log-odds. */
    private double sigmoid(String objective) {
        String[] words = objective.length() > 1000 ? new String[] {""} : objective.split(" ");
        if (CROSS_ENTROPY.contains(words[0])) {
            return 1;
        }
        if (!words[0].equals(BINARY)) {
            throw wrongObjective(objective);
        }
        double sigmoid = 1;
        for (String word : words) {
            if (word.startsWith("sigmoid:")) {
                sigmoid = Numbers.parse(word.substring("sigmoid:".length()));
            }
        }
        if (!(sigmoid > 0)) {
            throw blame.of(
                    "Its objective " + Wording.value(objective) + " has no sigmoid above 0.", "Maybe it is damaged.");
        }
        return sigmoid;
    }

    private ChurnException wrongObjective(String objective) {
        return blame.of(
                (objective.isEmpty() ? "It names no objective" : "Its objective is " + Wording.value(objective))
                        + " where one of " + Wording.names(List.of(BINARY, CROSS_ENTROPY.get(0)))
                        + " is read, whose output is the log-odds of one class.",
                "Maybe train with objective='binary'.");
    }
}
