"""Learners on splits of tables: run.py CHURN TABLES "1 2" [TABLE ...]; see run."""
import csv
import os
import pathlib
import subprocess
import sys
import tempfile
import warnings

import lightgbm
import numpy as np
import pandas as pd
import xgboost
from catboost import CatBoostClassifier
from sklearn.compose import make_column_transformer
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import log_loss, roc_auc_score
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

# The target, the label that is asked for, and what is known only afterwards or names rows.
TABLES = {
    "attrition": ("Attrition", "Yes", []),
    "credit_data": ("Status", "bad", []),
    "lending_club": ("Class", "bad", []),
    "stackoverflow": ("Remote", "Remote", []),
    "spam": ("type", "spam", []),
    "ticdata": ("CARAVAN", "insurance", []),
    "CPS1988": ("parttime", "yes", []),
    "CollegeDistance": ("fcollege", "yes", []),
    "CreditCard": ("card", "no", ["expenditure", "share"]),
    "HMDA": ("deny", "yes", []),
    "HealthInsurance": ("insurance", "no", []),
    "NMES1988": ("insurance", "no", ["medicaid"]),
    "SmokeBan": ("smoker", "yes", []),
    "flchain": ("death", "1", ["futime", "chapter"]),
    "nwtco": ("rel", "1", ["edrel", "seqno", "in.subcohort"]),
    "GermanCredit": ("Class", "Bad", []),
    "segmentationData": ("Class", "PS", ["Case", "Cell"]),
}
MOST_ROWS = 20_000


def split(labels, share, seed):
    return next(StratifiedShuffleSplit(1, test_size=share, random_state=seed).split(labels, labels))


def logistic(train, labels, test):
    numbers = [name for name in train if pd.api.types.is_numeric_dtype(train[name])]
    levels = [name for name in train if name not in numbers]
    ready = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), numbers),
        (OneHotEncoder(handle_unknown="ignore", min_frequency=5), levels))
    return make_pipeline(ready, LogisticRegression(max_iter=2000)).fit(train, labels).predict_proba(test)[:, 1]


def lightgbm_stopped(train, labels, test):
    """Rounds by early stopping on a fifth, then all rows once more."""
    settings = {"verbosity": -1, "learning_rate": 0.03, "num_leaves": 15}
    fit, held = split(labels, 0.2, 1)
    tried = lightgbm.LGBMClassifier(n_estimators=2000, **settings).fit(
        train.iloc[fit], labels[fit], eval_set=[(train.iloc[held], labels[held])],
        callbacks=[lightgbm.early_stopping(50, verbose=False)])
    best = lightgbm.LGBMClassifier(n_estimators=tried.best_iteration_, **settings)
    return best.fit(train, labels).predict_proba(test)[:, 1]


def catboost(train, labels, test):
    levels = [name for name in train if isinstance(train[name].dtype, pd.CategoricalDtype)]
    text = [part.assign(**{name: part[name].astype(object).fillna("missing") for name in levels}) for part in (train, test)]
    model = CatBoostClassifier(verbose=0, cat_features=levels, thread_count=2, allow_writing_files=False)
    return model.fit(text[0], labels).predict_proba(text[1])[:, 1]


RIVALS = {
    "logistic": logistic,
    "LightGBM": lambda train, labels, test: lightgbm.LGBMClassifier(verbosity=-1).fit(train, labels).predict_proba(test)[:, 1],
    "LightGBM, stopped early": lightgbm_stopped,
    "XGBoost": lambda train, labels, test: xgboost.XGBClassifier(
        n_estimators=100, max_depth=5, learning_rate=0.1, enable_categorical=True).fit(train, labels).predict_proba(test)[:, 1],
    "scikit-learn": lambda train, labels, test: HistGradientBoostingClassifier(
        categorical_features="from_dtype", random_state=0).fit(train, labels).predict_proba(test)[:, 1],
    "CatBoost": catboost,
}


def ours(churn, train, test, target, positive, options):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        train.to_csv(folder / "train.csv", index=False)
        test.to_csv(folder / "test.csv", index=False)
        for words in (["train", "--data", folder / "train.csv", "--target", target, "--positive", positive, "--out", folder / "a", *options],
                      ["predict", "--model", folder / "a" / "model.churn", "--data", folder / "test.csv", "--out", folder / "p.csv"]):
            subprocess.run([churn, *words], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(folder / "p.csv", newline="") as scored:
            return np.array([float(row["probability"]) for row in csv.DictReader(scored)])


def judged(churn, table, folder, seed):
    """ROC-AUC and log loss by library."""
    target, positive, left_out = TABLES[table]
    data = pd.read_csv(pathlib.Path(folder) / f"{table}.csv").drop(columns=left_out)
    data = data[data[target].notna()].reset_index(drop=True)
    if len(data) > MOST_ROWS:
        data = data.sample(MOST_ROWS, random_state=0).reset_index(drop=True)
    labels = (data[target].astype(str) == positive).astype(int).to_numpy()
    features = data.drop(columns=target)
    for name in features:
        if not pd.api.types.is_numeric_dtype(features[name]):
            features[name] = features[name].astype("str").where(features[name].notna()).astype("category")
    fit, rest = split(labels, 0.25, seed)
    found = {}
    for name, rival in RIVALS.items():
        found[name] = rival(features.iloc[fit], labels[fit], features.iloc[rest])
    found["boosting"] = ours(churn, data.iloc[fit], data.iloc[rest].drop(columns=target), target, positive, ["--learner", "boosting"])
    found["churn train"] = ours(churn, data.iloc[fit], data.iloc[rest].drop(columns=target), target, positive, [])
    return data.shape, {
        name: (roc_auc_score(labels[rest], p), log_loss(labels[rest], np.clip(p, 1e-15, 1 - 1e-15))) for name, p in found.items()}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    churn, folder, seeds = sys.argv[1:4]
    names = [*RIVALS, "boosting", "churn train"]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; mean ROC-AUC and log loss of the test parts of splits {seeds}")
    print("table | rows | columns | " + " | ".join(names), flush=True)
    means = []
    for table in sys.argv[4:] or TABLES:
        results = [judged(churn, table, folder, int(seed)) for seed in seeds.split()]
        mean = np.array([[np.mean([found[name][k] for _, found in results]) for k in (0, 1)] for name in names])
        means.append(mean)
        rows, columns = results[0][0]
        print(f"{table} | {rows} | {columns - 1} | " + " | ".join(f"{a:.4f} {b:.4f}" for a, b in mean), flush=True)
    means = np.array(means)
    print("\nover the tables: mean ROC-AUC and log loss, how much less than the best of each table at most, and on how many the best")
    for place, name in enumerate(names):
        behind = means[:, :, 0].max(axis=1) - means[:, place, 0]
        worse = means[:, place, 1] - means[:, :, 1].min(axis=1)
        print(f"{name}: {means[:, place, 0].mean():.4f} {means[:, place, 1].mean():.4f}, at most {behind.max():.4f} {worse.max():.4f} behind, "
              f"best on {(behind == 0).sum()} and {(worse == 0).sum()} of {len(means)}")
