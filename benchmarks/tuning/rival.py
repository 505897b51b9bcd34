"""Optuna with LightGBM as a careful user would have it: rival.py TABLE TARGET TRIALS FOLDS all|pruned; prints JSON."""
import json
import sys
import threading

import lightgbm as lgb
import numpy as np
import optuna
import pandas as pd

TREES, PATIENCE = 500, 50


def read(table, target):
    data = pd.read_csv(table)
    label = data.pop(target)
    y = (label == sorted(label.unique())[-1]).to_numpy().astype(int)  # Yes, 1, True
    for name in list(data.columns):
        column = data[name]
        if not pd.api.types.is_numeric_dtype(column):
            numbers = pd.to_numeric(column, errors="coerce")
            if numbers.isna().mean() < 0.1:
                data[name] = numbers
            elif column.nunique() > len(column) / 2:
                del data[name]  # an identifier
            else:
                data[name] = column.astype("category")
    return data, y


def parts(y, k, seed):
    """One of k parts per row, each class by itself."""
    part = np.empty(len(y), int)
    generator = np.random.default_rng(seed)
    for label in (0, 1):
        rows = generator.permutation(np.flatnonzero(y == label))
        part[rows] = np.arange(len(rows)) % k
    return part


def roc_auc(y, p):
    order = np.argsort(p, kind="stable")
    _, first, count = np.unique(p[order], return_index=True, return_counts=True)
    ranks = np.empty(len(p))
    ranks[order] = np.repeat(first + (count + 1) / 2, count)
    n = (y == 1).sum()
    return (ranks[y == 1].sum() - n * (n + 1) / 2) / (n * (len(y) - n))


class Fold:
    """The rows of a fold; binned once for each thread, as a Dataset is not made to be shared."""

    def __init__(self, x, y, learnt, judged):
        slice_ = parts(y[learnt], 5, 7) == 0
        self.learn, self.stop = (x.iloc[learnt[~slice_]], y[learnt[~slice_]]), (x.iloc[learnt[slice_]], y[learnt[slice_]])
        self.judged = x.iloc[judged], y[judged]
        self.mine = threading.local()

    def value(self, settings):
        if not hasattr(self.mine, "binned"):
            binned = lgb.Dataset(*self.learn, params={"feature_pre_filter": False, "verbosity": -1}, free_raw_data=False)
            self.mine.binned = binned, lgb.Dataset(*self.stop, reference=binned, free_raw_data=False)
        learn, stop = self.mine.binned
        fixed = {"objective": "binary", "num_threads": 1, "verbosity": -1, "seed": 42, "feature_pre_filter": False}
        model = lgb.train({**fixed, **settings}, learn, TREES, valid_sets=[stop],
                          callbacks=[lgb.early_stopping(PATIENCE, verbose=False)])
        return roc_auc(self.judged[1], model.predict(self.judged[0]))


def main(table, target, trials, folds, way):
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    x, y = read(table, target)
    held = parts(y, 5, 42) == 0
    whole = Fold(x, y, np.flatnonzero(~held), np.flatnonzero(held))
    x, y = x[~held].reset_index(drop=True), y[~held]
    part = parts(y, folds, 43)
    each = [Fold(x, y, np.flatnonzero(part != k), np.flatnonzero(part == k)) for k in range(folds)]

    def objective(trial):
        settings = {
            "learning_rate": trial.suggest_float("learning_rate", 0.03, 0.2, log=True),
            "max_depth": trial.suggest_int("max_depth", 3, 8),
            "num_leaves": trial.suggest_int("num_leaves", 4, 64, log=True),
            "min_data_in_leaf": trial.suggest_int("min_data_in_leaf", 5, 100, log=True),
            "lambda_l2": trial.suggest_float("lambda_l2", 0.1, 30, log=True),
            "bagging_fraction": trial.suggest_float("bagging_fraction", 0.5, 1),
            "feature_fraction": trial.suggest_float("feature_fraction", 0.4, 1),
            "bagging_freq": 1,
        }
        values = []
        for k, fold in enumerate(each):
            values.append(fold.value(settings))
            trial.report(values[-1], k)
            if way == "pruned" and trial.should_prune():
                return float(np.mean(values))
        trial.set_user_attr("settings", settings)
        return float(np.mean(values))

    study = optuna.create_study(
        direction="maximize", sampler=optuna.samplers.TPESampler(seed=42), pruner=optuna.pruners.WilcoxonPruner())
    study.optimize(objective, trials, n_jobs=2)
    best = max((t for t in study.trials if "settings" in t.user_attrs), key=lambda t: t.value)
    print(json.dumps({"best": best.value, "tuned": whole.value(best.user_attrs["settings"]), "own": whole.value({})}))


if __name__ == "__main__":
    import warnings

    warnings.filterwarnings("ignore")
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
