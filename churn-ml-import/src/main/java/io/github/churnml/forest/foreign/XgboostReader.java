package io.github.churnml.forest.foreign;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import io.github.churnml.forest.Aggregation;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.forest.Precision;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a model of XGBoost's, whose JSON and UBJSON have one structure. */
final class XgboostReader {

    private static final int MOST_TREES = 1 << 20;
    private static final int MOST_FEATURES = 1 << 20;

    private final Tokens tokens;
    private final String sha256;
    private final List<XgboostTree> trees = new ArrayList<>();
    private int nodes;
    private int[] version = {};
    private boolean learner;
    private String other = "";
    private String booster = "";
    private String objective = "";
    private long features = -1;
    private long classes;
    private long targets = 1;
    private long parallelTrees = 1;
    private long claimedTrees = -1;
    private int otherClass;
    private double @Nullable [] baseScore;
    private String baseScoreText = "";
    private List<String> names = List.of();
    private List<String> types = List.of();
    private long bestIteration = -1;
    private List<List<Object>> levels = List.of();
    private boolean cutNames;
    private boolean weighted;
    private boolean wrapped;
    private double missing = Double.NaN;

    XgboostReader(Tokens tokens, String sha256) {
        this.tokens = tokens;
        this.sha256 = sha256;
    }

    ForeignForest read() {
        tokens.object("the model", this::top);
        // First, since a table of one JSON object to a line goes on behind its first.
        if (!learner) {
            throw notXgboost();
        }
        tokens.require(Tokens.Kind.END, tokens.next(), "what follows the model", "the end of the file");
        requireVersion();
        requireSupported();
        requireNames();
        int count = (int) features;
        float base = XgboostBase.margin(objective, baseScore(), version[0], version[1], tokens);
        TreePlanter planter = new TreePlanter(
                new ForestBuilder(count, base, Aggregation.SUM_OF_LOG_ODDS, Precision.FLOAT), count, tokens.blame());
        trees.forEach(planter::plant);
        return new ForeignForest(
                planter.forest(),
                features(count),
                LevelLists.none(),
                missing,
                "XGBoost " + version[0] + "." + version[1] + "." + version[2],
                objective,
                bestTrees(),
                wrapped,
                sha256);
    }

    private boolean top(String name) {
        switch (name) {
            case "learner" -> {
                learner = true;
                tokens.object("the learner", this::learner);
            }
            case "version" -> version = tokens.integers("the version", 3);
            case "tree_info", "Model", "Config" -> {
                other = name;
                tokens.skip();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean learner(String name) {
        switch (name) {
            case "attributes" -> tokens.object("the attributes", this::attribute);
            case "feature_names" -> names = tokens.texts("the list of feature names", MOST_FEATURES);
            case "feature_types" -> types = tokens.texts("the list of feature types", MOST_FEATURES);
            case "gradient_booster" -> tokens.object("the booster", this::booster);
            case "learner_model_param" -> tokens.object("the learner's parameters", this::parameter);
            case "objective" -> tokens.object("the objective", this::objective);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean attribute(String name) {
        if (name.equals("best_iteration")) {
            bestIteration = tokens.whole("the best iteration");
            return true;
        }
        if (name.equals("scikit_learn")) {
            wrapped = true;
            readWrapper(tokens.requireText("the attribute of the scikit-learn wrapper"));
            return true;
        }
        return false;
    }

    /** JSON in a text: what the wrapper was told; from version 2 on no more than its type. */
    private void readWrapper(String json) {
        Tokens told = new JsonTokens(json.getBytes(StandardCharsets.UTF_8), tokens.blame());
        told.object("the attribute of the scikit-learn wrapper", name -> {
            if (!name.equals("missing")) {
                return false;
            }
            Tokens.Kind kind = told.next();
            if (kind != Tokens.Kind.NOTHING) {
                told.require(Tokens.Kind.NUMBER, kind, "the wrapper's missing value", "a number");
                missing = told.number();
            }
            return true;
        });
    }

    private boolean objective(String name) {
        if (name.equals("name")) {
            objective = tokens.requireText("the objective's name");
            return true;
        }
        return false;
    }

    private boolean parameter(String name) {
        switch (name) {
            case "base_score" -> readBaseScore();
            case "num_class" -> classes = tokens.whole("the number of classes");
            case "num_target" -> targets = tokens.whole("the number of targets");
            case "num_feature" -> features = tokens.whole("the number of features");
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean booster(String name) {
        if (name.equals("name")) {
            booster = tokens.requireText("the booster's name");
        } else if (name.equals("model")) {
            tokens.object("the booster's model", this::model);
        } else {
            return false;
        }
        return true;
    }

    private boolean model(String name) {
        switch (name) {
            case "gbtree_model_param" -> tokens.object("the booster's parameters", this::modelParameter);
            case "trees" -> tokens.list("the list of trees", MOST_TREES, this::tree);
            case "cats" -> {
                XgboostLevels names = new XgboostLevels(tokens);
                levels = names.read(MOST_FEATURES);
                cutNames = names.hasOtherLetters();
            }
            // From 3.4 on a dart model is a gbtree with the weights of its trees.
            case "weight_drop" -> {
                for (float weight : tokens.floats("the list of the trees' weights", MOST_TREES)) {
                    weighted |= weight != 1;
                }
            }
            case "tree_info" -> {
                for (int of : tokens.integers("the list of the trees' classes", MOST_TREES)) {
                    otherClass = of != 0 ? of : otherClass;
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean modelParameter(String name) {
        if (name.equals("num_trees")) {
            claimedTrees = tokens.whole("the number of trees");
        } else if (name.equals("num_parallel_tree")) {
            parallelTrees = tokens.whole("the number of parallel trees");
        } else {
            return false;
        }
        return true;
    }

    private void tree(int index) {
        XgboostTree tree = XgboostTree.read(tokens, index, TreePlanter.MOST_NODES);
        nodes += tree.size();
        if (nodes > TreePlanter.MOST_NODES) {
            throw tokens.problem(
                    "It has more than " + TreePlanter.MOST_NODES + " nodes.", "Maybe train fewer or smaller trees.");
        }
        trees.add(tree);
    }

    private void readBaseScore() {
        Tokens.Kind kind = tokens.next();
        if (kind == Tokens.Kind.NUMBER) {
            baseScore = new double[] {tokens.number()};
        } else if (kind == Tokens.Kind.TEXT) {
            baseScoreText = tokens.text();
        } else if (kind == Tokens.Kind.LIST) {
            List<Double> items = new ArrayList<>();
            while (!tokens.atListEnd()) {
                tokens.require(Tokens.Kind.NUMBER, tokens.next(), "the base score", "a number");
                items.add(tokens.number());
                if (items.size() > 2) {
                    throw severalBaseScores();
                }
            }
            baseScore = items.stream().mapToDouble(Double::doubleValue).toArray();
        } else {
            tokens.require(Tokens.Kind.NUMBER, kind, "the base score", "a number, a text or a list");
        }
    }

    private double baseScore() {
        double[] scores = baseScore != null ? baseScore : XgboostBase.parse(baseScoreText, tokens);
        if (scores.length != 1) {
            throw severalBaseScores();
        }
        return scores[0];
    }

    private ChurnException severalBaseScores() {
        return tokens.problem("It does not have one base score.", "Maybe train a model of one target and two classes.");
    }

    private ChurnException notXgboost() {
        return switch (other) {
            case "tree_info" ->
                tokens.problem("It looks like LightGBM's JSON dump, which is for people.", FileKind.Advice.LIGHTGBM);
            case "Model", "Config" -> FileKind.XGBOOST_SNAPSHOT.refusal(tokens.blame());
            default -> tokens.problem("It holds no 'learner', so it is no model of XGBoost's.", FileKind.Advice.EITHER);
        };
    }

    private void requireVersion() {
        boolean known = version.length == 3
                && version[0] >= 1
                && version[0] <= 3
                && (version[0] > 1 || version[1] >= 3)
                && version[1] >= 0
                && version[2] >= 0;
        if (!known) {
            List<String> parts = new ArrayList<>();
            for (int part : version) {
                parts.add(String.valueOf(part));
            }
            throw tokens.problem(
                    "It is of XGBoost version " + Wording.value(String.join(".", parts))
                            + " where versions from 1.3 to 3 are read.",
                    "Maybe load it in one of those and save it again.");
        }
    }

    private void requireSupported() {
        if (!booster.equals("gbtree") || weighted) {
            throw tokens.problem(
                    "It is of the booster " + Wording.value(weighted ? "dart" : booster) + " where (gbtree) is read.",
                    "Maybe train with booster='gbtree'.");
        }
        if (classes > 1 || targets > 1 || otherClass != 0) {
            throw tokens.problem(
                    "It has " + Math.max(otherClass + 1, Math.max(classes, targets))
                            + " classes or targets where the log-odds of one class are needed.",
                    "Maybe train with objective='binary:logistic'.");
        }
        XgboostBase.requireObjective(objective, tokens);
        if (features < 0 || features > MOST_FEATURES) {
            throw tokens.problem(
                    "It says that it has " + features + " features where 0 to " + MOST_FEATURES + " are read.",
                    "Maybe it is damaged.");
        }
        if (claimedTrees >= 0 && claimedTrees != trees.size()) {
            throw tokens.problem(
                    "It says that it has " + claimedTrees + " trees and holds " + trees.size() + ".",
                    "Maybe it is cut short or damaged.");
        }
    }

    private void requireNames() {
        FeatureNames.require(names, features, tokens.blame());
        if (!types.isEmpty() && types.size() != features) {
            throw tokens.problem(
                    "It has " + types.size() + " feature types for " + features + " features.", "Maybe it is damaged.");
        }
        if (cutNames && version[0] == 3 && version[1] < 4) {
            throw tokens.problem(
                    "Its level names have letters outside ASCII, and XGBoost 3.1 to 3.3 cut such names in the wrong"
                            + " places.",
                    "Maybe train with XGBoost 3.4 or later, or name the levels in ASCII.");
        }
        if (!levels.isEmpty() && levels.size() != features) {
            throw tokens.problem(
                    "It has level names of " + levels.size() + " features where there are " + features + ".",
                    "Maybe it is damaged.");
        }
    }

    private List<ForeignFeature> features(int count) {
        List<ForeignFeature> described = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String type = types.isEmpty() ? "" : types.get(i);
            ForeignFeature.Kind kind = type.equals("c")
                    ? ForeignFeature.Kind.LEVELS
                    : type.equals("i") ? ForeignFeature.Kind.FLAG : ForeignFeature.Kind.NUMBER;
            described.add(new ForeignFeature(
                    names.isEmpty() ? "" : names.get(i),
                    kind,
                    levels.isEmpty() ? List.of() : levels.get(i),
                    Double.NaN));
        }
        return described;
    }

    private @Nullable Integer bestTrees() {
        if (bestIteration < 0 || parallelTrees < 1 || bestIteration >= trees.size() / parallelTrees) {
            return null;
        }
        int best = (int) ((bestIteration + 1) * parallelTrees);
        return best < trees.size() ? best : null;
    }
}
