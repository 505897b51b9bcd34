"""YDF: a model of its own as LightGBM's text, which churn-ml imports, and as the Java that YDF exports."""
import subprocess

import numpy as np
import ydf

PACKAGE = "rival"

ADAPTER = """package rival;

import io.github.churnml.benchmarks.ScoringTurns;

/** The Java that YDF exported, with its instances made beforehand. */
public final class YdfRows implements ScoringTurns.RowScorer {

    private final YdfModel.Instance[] rows;

    public YdfRows(double[][] given, String unused) {
        rows = new YdfModel.Instance[given.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new YdfModel.Instance(ARGUMENTS);
        }
    }

    @Override
    public double one(int row) {
        return YdfModel.predict(rows[row]);
    }

    @Override
    public void batch(double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = YdfModel.predict(rows[i]);
        }
    }
}
"""


class Tree:
    """One tree of YDF as LightGBM lists it: splits and leaves numbered apart, a leaf as -1 - its number."""

    def __init__(self, root, base):
        self.splits, self.leaves, self.base = [], [], base
        self.add(root)

    def add(self, node):
        if node.is_leaf:
            self.leaves.append((self.base + node.value.value, node.value.num_examples))
            return -len(self.leaves)
        number = len(self.splits)
        self.splits.append(None)
        left, right = self.add(node.neg_child), self.add(node.pos_child)
        # Theirs: x >= threshold is positive, in single precision. LightGBM's: x <= threshold goes left.
        below = np.nextafter(np.float32(node.condition.threshold), np.float32(-np.inf))
        self.splits[number] = (node.condition.attribute, float(below), left, right, node.value.num_examples)
        return number

    def text(self, index, column):
        line = lambda name, values: f"{name}={' '.join(map(str, values))}"
        counts = [int(split[4]) for split in self.splits]
        return "\n".join([
            f"Tree={index}", f"num_leaves={len(self.leaves)}", "num_cat=0",
            line("split_feature", [column[split[0]] for split in self.splits]),
            line("split_gain", [1] * len(counts)),
            line("threshold", [repr(split[1]) for split in self.splits]),
            line("decision_type", [0] * len(counts)),
            line("left_child", [split[2] for split in self.splits]),
            line("right_child", [split[3] for split in self.splits]),
            line("leaf_value", [repr(float(value)) for value, _ in self.leaves]),
            line("leaf_weight", [int(count) for _, count in self.leaves]),
            line("leaf_count", [int(count) for _, count in self.leaves]),
            line("internal_value", [0] * len(counts)), line("internal_weight", counts), line("internal_count", counts),
            "is_linear=0", "shrinkage=1", "", ""])


def as_lightgbm(model, columns):
    """The model as LightGBM would write it; the initial prediction is part of the first tree's leaves."""
    column = {feature.column_idx: columns.index(feature.name) for feature in model.input_features()}
    base = float(model.initial_predictions()[0])
    trees = [Tree(tree.root, 0 if i else base).text(i, column) for i, tree in enumerate(model.get_all_trees())]
    head = "\n".join([
        "tree", "version=v4", "num_class=1", "num_tree_per_iteration=1", "label_index=0",
        f"max_feature_idx={len(columns) - 1}", "objective=binary sigmoid:1", f"feature_names={' '.join(columns)}",
        f"feature_infos={' '.join(['[-1e+30:1e+30]'] * len(columns))}",
        f"tree_sizes={' '.join(str(len(tree)) for tree in trees)}", "", ""])
    return head + "".join(trees) + "end of trees\n"


def make(x, y, scored, trees, leaves, file, class_path, folder, wheel):
    """The class of the Java scorer, the file it is made with, and the wheel's own scorer."""
    columns = [f"f{j}" for j in range(x.shape[1])]
    data = {name: x[:, j] for j, name in enumerate(columns)}
    model = ydf.GradientBoostedTreesLearner(
        label="y", num_trees=trees, growing_strategy="BEST_FIRST_GLOBAL", max_num_nodes=leaves, validation_ratio=0.0,
        early_stopping="NONE", shrinkage=0.1, num_threads=2).train({**data, "y": y.astype(int)}, verbose=0)
    file.write_text(as_lightgbm(model, columns))
    sources = folder / "ydf" / PACKAGE
    sources.mkdir(parents=True, exist_ok=True)
    exported = model.to_standalone_java(
        name="YdfModel", package_name=PACKAGE, classification_output="PROBABILITY")
    for name, content in exported.items():
        (sources / name).write_bytes(content)
    arguments = ", ".join(f"(float) given[i][{j}]" for j in range(len(columns)))
    (sources / "YdfRows.java").write_text(ADAPTER.replace("ARGUMENTS", arguments))
    subprocess.run(["javac", "-cp", class_path, "-d", folder / "ydf", *sources.glob("*.java")], check=True)
    rows = {name: np.ascontiguousarray(scored[:, j]) for j, name in enumerate(columns)}
    one = [{name: column[i: i + 1] for name, column in rows.items()} for i in range(len(scored))]
    return f"{PACKAGE}.YdfRows", file, wheel(
        f"ydf {ydf.__version__}, predict", lambda: model.predict(rows, num_threads=1),
        lambda row: model.predict(one[row], num_threads=1))
