"""Trains a model in every way that the installed XGBoost and LightGBM offer, imports it, and compares the scores.

    python combinations.py LIB FOLDER       trains, imports, scores; writes FOLDER/results.json (LIB: churn's jars)
    python combinations.py --table FILE...  prints the results of several environments as one table

A combination is fine if no row is off by more than 1e-6, or if the import is refused. run.sh beside this file makes the
environments. Everything is seeded.
"""

import base64
import json
import pathlib
import pickle
import subprocess
import sys
import warnings

LIMIT = 1e-6
ROWS = 1200


def table():
    """A table with gaps, levels of every type and integers that look like codes."""
    rng = np.random.default_rng(20261129)
    frame = pd.DataFrame(
        {
            "tenure": rng.integers(0, 60, ROWS).astype(float),
            "charge": np.round(rng.gamma(3, 20, ROWS), 2),
            "calls": rng.poisson(1.2, ROWS).astype(float),
            "balance": np.where(rng.random(ROWS) < 0.3, 0, rng.normal(0, 50, ROWS)),
            "plan": rng.choice(["Basic", "Pro", "Gold", "Trial"], ROWS, p=[0.5, 0.25, 0.2, 0.05]),
            "region": rng.choice(["North", "East", "South", "West", "Far"], ROWS),
            "tricky": rng.choice(["", " a", "a", "NA", "None", "1.0", "01", "true"], ROWS),
            "umlaut": rng.choice(["Köln", "Zürich", "日本", "Bern"], ROWS),
            "seats": rng.choice([10, 20, 30, 40, 50, 60], ROWS),
            "account": rng.choice([2**53, 2**53 + 1, 7, -3], ROWS),
            "rate": rng.choice([0.1, 1.5, 2.0, 1e20], ROWS),
            "tier": rng.choice(["lo", "mid", "hi"], ROWS),
            "grade": rng.choice([1, 2, 3, 4], ROWS),
            "group": rng.integers(0, 4, ROWS),
            "yes": rng.random(ROWS) < 0.5,
            "flag": rng.integers(0, 2, ROWS),
        }
    )
    logit = (
        (frame.tenure < 15) * 1.5
        - frame.charge / 60
        + frame.calls * 0.4
        + (frame.balance == 0)
        + frame.plan.map({"Basic": 1.0, "Pro": -1.5, "Gold": 0.2, "Trial": 2.0})
        + frame.region.map({"North": 0.5, "East": -1, "South": 0.8, "West": -0.6, "Far": 0})
        + frame.tricky.map({"": 1.3, " a": -1.2, "a": 0.9, "NA": -0.8, "None": 1.1, "1.0": -1.4, "01": 0.7, "true": -1})
        + frame.umlaut.map({"Köln": 0.9, "Zürich": -0.9, "日本": 1.2, "Bern": -0.4})
        + frame.seats.map({10: 1, 20: -1, 30: 1, 40: -1, 50: 1, 60: -1})
        + frame.account.map({2**53: 1, 2**53 + 1: -1, 7: 0.5, -3: -0.5})
        + frame.rate.map({0.1: 1, 1.5: -1, 2.0: 0.7, 1e20: -0.7})
        + frame.tier.map({"lo": 1.2, "mid": -1.2, "hi": 0.6})
        + frame.grade.map({1: -1, 2: 1, 3: -1, 4: 1})
        + frame.group.map({0: 0.6, 1: -0.6, 2: 1, 3: -1})
        + frame.yes * 0.8
        - frame.flag * 0.5
    )
    for column in ("tenure", "charge", "calls"):
        gaps = rng.random(ROWS) < 0.08
        frame.loc[gaps, column] = np.nan
        logit += gaps * 1.1
    label = (rng.random(ROWS) < 1 / (1 + np.exp(-(logit - logit.mean())))).astype(int)
    return frame, label


NUMBERS = ["tenure", "charge", "calls", "balance"]


class Case:
    """A saved model, the table to score as it was before any coding, and what the origin predicts for it."""

    def __init__(self, path, raw, native, schema=None, flags=()):
        self.path, self.raw, self.native, self.schema, self.flags = path, raw, native, schema, flags


def categories(raw, columns, ordered=(), more=(), index=None):
    coded = raw.copy()
    for column in columns:
        levels = sorted(set(raw[column])) if index is None else index[column]
        coded[column] = pd.Categorical(raw[column], categories=[*levels, *more], ordered=column in ordered)
    return coded


def sigmoid(margin):
    return 1 / (1 + np.exp(-margin))


# ---- LightGBM ----------------------------------------------------------------------------------------------------------


def lightgbm_cases(raw, y, folder):
    base = {"objective": "binary", "verbose": -1, "num_leaves": 15, "min_data_in_leaf": 8, "min_data_per_group": 8,
            "cat_smooth": 2, "num_threads": 1, "seed": 3}

    def case(name, columns=NUMBERS, params=None, coded=None, rounds=30, predict=None, scored=None, form=None,
             schema=None, numbered=False, native=None, valid=False, **dataset):
        given = raw[columns]
        data = coded(given) if coded else given
        train = (form or (lambda frame: frame))(data)
        told = lgb.Dataset(train, y, **dataset)
        more = {}
        if valid:
            more = {"valid_sets": [lgb.Dataset(train[:300], 1 - y[:300], reference=told)],
                    "callbacks": [lgb.early_stopping(3, verbose=False)]}
        model = lgb.train({**base, **(params or {})}, told, rounds, **more)
        path = folder / (name + ".txt")
        model.save_model(path)
        shown = scored(given) if scored else given
        again = predict(shown) if predict else coded(shown) if coded else shown
        p = native(model, again) if native else model.predict((form or (lambda frame: frame))(again))
        if numbered:
            shown = shown.set_axis([f"f{i}" for i in range(len(columns))], axis=1)
        return Case(path, shown, p, schema)

    def sparse(frame):
        return scipy.sparse.csr_matrix(frame.fillna(0).to_numpy(dtype=float))

    def filled(frame):
        return frame.fillna(0)

    wide = NUMBERS + ["plan", "region"]

    def on(*columns, **more):
        return lambda frame: categories(frame, columns, **more)

    def other_order(frame):
        return categories(frame, ["plan", "region"], index={c: sorted(set(raw[c]), reverse=True) for c in ("plan", "region")})

    def unseen(frame):
        changed = frame.copy()
        changed.loc[changed.index[::7], "plan"] = "Never"
        return changed

    def trees(booster):
        return lambda: case(booster, params={"boosting": booster, "bagging_freq": 1, "bagging_fraction": 0.7})

    def classifier(early=False, labels=False):
        coded = categories(raw[wide], ["plan", "region"])
        model = lgb.LGBMClassifier(n_estimators=60, verbose=-1, n_jobs=1, random_state=1)
        outcome = np.where(y == 1, "yes", "no") if labels else y
        more = {}
        if early:
            more = {"eval_set": [(coded[:400], 1 - y[:400])], "callbacks": [lgb.early_stopping(3, verbose=False)]}
        model.fit(coded, outcome, **more)
        path = folder / f"classifier{early}{labels}.txt"
        model.booster_.save_model(path)
        return Case(path, raw[wide], model.predict_proba(coded)[:, 1])

    def written(name, write):
        coded = categories(raw[wide], ["plan", "region"])
        model = lgb.LGBMClassifier(n_estimators=10, verbose=-1, n_jobs=1).fit(coded, y)
        write(model, folder / name)
        return Case(folder / name, raw[wide], model.predict_proba(coded)[:, 1])

    def starts():
        given = raw[NUMBERS]
        model = lgb.train(base, lgb.Dataset(given, y, init_score=np.linspace(-1, 1, ROWS)), 20)
        model.save_model(folder / "init.txt")
        return Case(folder / "init.txt", given, model.predict(given))

    def own(margin, told):
        p = sigmoid(margin)
        return p - told.get_label(), p * (1 - p)

    def custom():
        params = {**base, "objective": own} if int(lgb.__version__[0]) >= 4 else {**base, "objective": "none"}
        more = {} if int(lgb.__version__[0]) >= 4 else {"fobj": own}
        model = lgb.train(params, lgb.Dataset(raw[NUMBERS], y), 10, **more)
        model.save_model(folder / "own.txt")
        return Case(folder / "own.txt", raw[NUMBERS], sigmoid(model.predict(raw[NUMBERS], raw_score=True)))

    def arrow(frame):
        return pa.Table.from_pandas(frame, preserve_index=False)

    ordered_tier = {"tier": ["lo", "mid", "hi"]}
    yield "numpy array", lambda: case("numpy", form=lambda f: f.to_numpy(), numbered=True)
    yield "pandas, gaps", lambda: case("pandas")
    yield "pandas, true and false", lambda: case("bool", NUMBERS + ["yes", "flag"])
    yield "sparse matrix", lambda: case("sparse", form=sparse, numbered=True, scored=filled)
    yield "Arrow table", lambda: case("arrow", form=arrow)
    yield "polars", lambda: case("polars", form=lambda f: pl.from_pandas(f).to_arrow())
    yield "numpy, categorical_feature=[0]", lambda: case(
        "codes", ["group", "charge"], form=lambda f: f.to_numpy(), numbered=True, categorical_feature=[0])
    yield "categories of text", lambda: case("text", wide, coded=on("plan", "region"))
    yield "categories, whole table with flags", lambda: case(
        "flags", NUMBERS + ["flag", "plan", "group", "region"], coded=on("plan", "region"))
    yield "categories that look like gaps and numbers", lambda: case(
        "tricky", ["tricky", "balance"], coded=on("tricky"))
    yield "categories beyond ASCII", lambda: case("umlaut", ["umlaut", "charge"], coded=on("umlaut"))
    yield "categories of whole numbers", lambda: case("whole", ["seats", "charge"], coded=on("seats"))
    yield "categories of whole numbers beside flags", lambda: case(
        "wholeflag", ["flag", "seats", "charge"], coded=on("seats"))
    yield "the same with a schema", lambda: case(
        "wholeschema", ["flag", "seats", "charge"], coded=on("seats"),
        schema="columns: [{name: seats, levels: [10, 20, 30, 40, 50, 60]}]")
    yield "categories of 16 digits", lambda: case("digits", ["account", "charge"], coded=on("account"))
    yield "categories of decimals", lambda: case("decimal", ["rate", "charge"], coded=on("rate"))
    yield "categories of true and false", lambda: case("boolcat", ["yes", "charge"], coded=on("yes"))
    yield "ordered category of text", lambda: case(
        "ordered", ["tier", "charge"], coded=on("tier", ordered=["tier"], index=ordered_tier))
    yield "ordered category of numbers", lambda: case("grade", ["grade", "charge"], coded=on("grade", ordered=["grade"]))
    yield "ordered beside unordered", lambda: case(
        "mixed", ["grade", "charge", "plan", "flag"], coded=on("grade", "plan", ordered=["grade"]))
    yield "ordered, and codes as categorical_feature", lambda: case(
        "another", ["grade", "charge", "group"], coded=on("grade", ordered=["grade"]), categorical_feature=["group"])
    yield "category not in categorical_feature", lambda: case(
        "replaced", ["group", "seats", "charge"], coded=on("seats"), categorical_feature=["group"])
    yield "some categories in categorical_feature", lambda: case(
        "some", ["plan", "region", "charge"], coded=on("plan", "region"), categorical_feature=["region"])
    yield "unused levels", lambda: case("unused", wide, coded=on("plan", "region", more=["Never", "Ever"]))
    yield "levels in another order at prediction", lambda: case(
        "order", wide, coded=on("plan", "region"), predict=other_order)
    yield "level not seen in training", lambda: case(
        "unseen", wide, coded=on("plan", "region"), scored=unseen,
        predict=lambda f: categories(f, ["plan", "region"]))
    yield "rare levels", lambda: case("rare", wide, coded=on("plan", "region"), params={"min_data_per_group": 200})
    yield "zero_as_missing", lambda: case("zero", params={"zero_as_missing": True})
    yield "use_missing=false", lambda: case("nomissing", params={"use_missing": False})
    yield "max_bin=7", lambda: case("bins", params={"max_bin": 7})
    yield "gbdt with bagging", trees("gbdt")
    yield "dart", trees("dart")
    yield "goss", lambda: case("goss", params={"boosting": "goss"})
    yield "rf", trees("rf")
    yield "linear_tree", lambda: case("linear", params={"linear_tree": True})
    yield "extra_trees, monotone constraint", lambda: case(
        "extra", params={"extra_trees": True, "monotone_constraints": [0, -1, 1, 0]})
    yield "is_unbalance", lambda: case("unbalance", params={"is_unbalance": True})
    yield "scale_pos_weight, boost_from_average=false", lambda: case(
        "weight", params={"scale_pos_weight": 3, "boost_from_average": False})
    yield "sigmoid=0.7", lambda: case("sigmoid", params={"sigmoid": 0.7})
    yield "cross_entropy", lambda: case("entropy", params={"objective": "cross_entropy"})
    yield "cross_entropy_lambda", lambda: case("lambda", params={"objective": "cross_entropy_lambda"})
    yield "regression", lambda: case("regression", params={"objective": "regression"})
    yield "multiclass", lambda: case(
        "classes", params={"objective": "multiclass", "num_class": 2}, native=lambda m, f: m.predict(f)[:, 1])
    yield "lambdarank", lambda: case("rank", params={"objective": "lambdarank"}, group=[100] * 12)
    yield "objective of one's own", custom
    yield "init_score in training", starts
    yield "early stopping", lambda: case("early", rounds=200, valid=True)
    yield "LGBMClassifier", classifier
    yield "LGBMClassifier, early stopping", lambda: classifier(early=True)
    yield "LGBMClassifier, labels of text", lambda: classifier(labels=True)
    yield "JSON dump", lambda: written("dump.json", lambda m, p: p.write_text(json.dumps(m.booster_.dump_model())))
    yield "pickle", lambda: written("model.pkl", lambda m, p: p.write_bytes(pickle.dumps(m)))
    yield "joblib, compressed", lambda: written("model.joblib", lambda m, p: joblib.dump(m, p, compress=3))


# ---- XGBoost -----------------------------------------------------------------------------------------------------------


def xgboost_cases(raw, y, folder):
    base = {"objective": "binary:logistic", "max_depth": 4, "eta": 0.3, "nthread": 1, "seed": 3, "tree_method": "hist"}

    def case(name, columns=NUMBERS, params=None, coded=None, rounds=25, predict=None, form=None, scored=None, schema=None,
             numbered=False, ending=".json", matrix=None, told=None, native=None, train=None, flags=(), **more):
        given = raw[columns]
        make = matrix or xgb.DMatrix
        form = form or (lambda frame: frame)
        data = form(coded(given) if coded else given)
        if coded:
            more["enable_categorical"] = True
        model = xgb.train({**base, **(params or {})}, make(data, label=y, **more, **(told or {})), rounds, **(train or {}))
        path = folder / (name + ending)
        model.save_model(path)
        shown = scored(given) if scored else given
        again = form(predict(shown) if predict else coded(shown) if coded else shown)
        asked = xgb.DMatrix(again, **more)
        p = native(model, asked) if native else model.predict(asked)
        if numbered:
            shown = shown.set_axis([f"f{i}" for i in range(len(columns))], axis=1)
        return Case(path, shown, p, schema, flags)

    def wrapper(name, columns=NUMBERS, coded=None, early=False, schema=None, scored=None, kind=None, **params):
        given = scored(raw[columns]) if scored else raw[columns]
        data = coded(given) if coded else given
        more = {"enable_categorical": True} if coded else {}
        kind = kind or xgb.XGBClassifier
        options = {"n_estimators": 25, "max_depth": 4, "n_jobs": 1, "tree_method": "hist", **more, **params}
        if early:
            options.update(n_estimators=150, early_stopping_rounds=3)
        model = kind(**options)
        model.fit(data, y, **({"eval_set": [(data[:400], 1 - y[:400])], "verbose": False} if early else {}))
        path = folder / (name + ".json")
        model.save_model(path)
        p = model.predict_proba(data)[:, 1]
        return Case(path, given, p, schema)

    def on(*columns, **more):
        return lambda frame: categories(frame, columns, **more)

    def zeros(frame):
        return frame.where(frame.notna(), 0)

    def sparse(frame):
        return scipy.sparse.csr_matrix(frame.fillna(0).to_numpy(dtype=float))

    def other_order(frame):
        return categories(frame, ["plan", "region"], index={c: sorted(set(raw[c]), reverse=True) for c in ("plan", "region")})

    def dictionary(frame):
        table = pa.Table.from_pandas(frame, preserve_index=False)
        return table

    def missing(columns, value):
        return "columns: [" + ", ".join(f"{{name: {c}, missing: [{value}]}}" for c in columns) + "]"

    def written(name, write):
        model = xgb.XGBClassifier(n_estimators=5, n_jobs=1).fit(raw[NUMBERS], y)
        write(model, folder / name)
        return Case(folder / name, raw[NUMBERS], model.predict_proba(raw[NUMBERS])[:, 1])

    def early(best):
        told = xgb.DMatrix(raw[NUMBERS], label=y)
        model = xgb.train(base, told, 150, evals=[(xgb.DMatrix(raw[NUMBERS][:400], label=1 - y[:400]), "v")],
                          early_stopping_rounds=3, verbose_eval=False)
        model.save_model(folder / f"early{best}.json")
        rounds = (0, model.best_iteration + 1) if best else (0, 0)
        p = model.predict(told, iteration_range=rounds)
        return Case(folder / f"early{best}.json", raw[NUMBERS], p, flags=("--best-iteration",) if best else ())

    def two_targets():
        model = xgb.XGBClassifier(n_estimators=5, tree_method="hist", multi_strategy="multi_output_tree")
        model.fit(raw[NUMBERS], np.stack([y, 1 - y], axis=1))
        model.save_model(folder / "targets.json")
        return Case(folder / "targets.json", raw[NUMBERS], model.predict_proba(raw[NUMBERS])[:, 0])

    wide = NUMBERS + ["plan", "region"]
    named = "columns: [{name: plan, levels: [Basic, Gold, Pro, Trial]}, {name: region, levels: [East, Far, North, South, West]}]"
    before = tuple(map(int, xgb.__version__.split(".")[:2])) < (3, 1)
    yield "numpy array", lambda: case("xnumpy", form=lambda f: f.to_numpy(), numbered=True)
    yield "pandas, gaps", lambda: case("xpandas")
    yield "pandas, true and false", lambda: case("xbool", NUMBERS + ["yes", "flag"])
    yield "UBJSON", lambda: case("xubj", ending=".ubj")
    yield "QuantileDMatrix", lambda: case("xquantile", matrix=xgb.QuantileDMatrix)
    yield "sparse matrix", lambda: case("xsparse", form=sparse, numbered=True, scored=zeros, schema=(
        "columns: [" + ", ".join(f"{{name: f{i}, missing: [0]}}" for i in range(4)) + "]"))
    yield "Arrow table", lambda: case("xarrow", form=lambda f: pa.Table.from_pandas(f, preserve_index=False))
    yield "polars", lambda: case("xpolars", form=pl.from_pandas)
    yield "DMatrix(missing=0), with a schema", lambda: case("xmissing", missing=0, schema=missing(NUMBERS, 0))
    yield "XGBClassifier", lambda: wrapper("xwrapper")
    yield "XGBClassifier(missing=0)", lambda: wrapper(
        "xzero", missing=0, schema=None if xgb.__version__[0] == "1" else missing(NUMBERS, 0))
    yield "XGBClassifier(missing=-999)", lambda: wrapper(
        "x999", missing=-999, scored=lambda f: f.fillna(-999),
        schema=None if xgb.__version__[0] == "1" else missing(NUMBERS, -999))
    yield "XGBClassifier, early stopping", lambda: wrapper("xstop", early=True)
    yield "Booster, early stopping", lambda: early(False)
    yield "Booster, early stopping, --best-iteration", lambda: early(True)
    yield "categories of text", lambda: case("xtext", wide, coded=on("plan", "region"), schema=named if before else None)
    yield "categories of text, UBJSON", lambda: case(
        "xtextubj", wide, coded=on("plan", "region"), schema=named if before else None, ending=".ubj")
    yield "categories of text, one-hot splits", lambda: case(
        "xonehot", wide, coded=on("plan", "region"), schema=named if before else None, params={"max_cat_to_onehot": 9})
    yield "categories without names in the file", lambda: case("xunnamed", wide, coded=on("plan", "region"))
    yield "categories that look like gaps and numbers", lambda: case(
        "xtricky", ["tricky", "balance"], coded=on("tricky"),
        schema="columns: [{name: tricky, levels: ['', ' a', '01', '1.0', 'NA', 'None', 'a', 'true']}]" if before else None)
    yield "categories beyond ASCII", lambda: case(
        "xumlaut", ["umlaut", "charge"], coded=on("umlaut"),
        schema="columns: [{name: umlaut, levels: [Bern, Köln, Zürich, 日本]}]" if before else None)
    yield "categories of whole numbers", lambda: case(
        "xwhole", ["seats", "charge", "flag"], coded=on("seats"),
        schema="columns: [{name: seats, levels: [10, 20, 30, 40, 50, 60]}]" if before else None)
    yield "categories of 16 digits", lambda: case(
        "xdigits", ["account", "charge"], coded=on("account"),
        schema="columns: [{name: account, levels: [-3, 7, 9007199254740992, 9007199254740993]}]" if before else None)
    yield "ordered category", lambda: case(
        "xordered", ["tier", "charge"], coded=on("tier", ordered=["tier"], index={"tier": ["lo", "mid", "hi"]}),
        schema="columns: [{name: tier, levels: [lo, mid, hi]}]" if before else None)
    yield "unused levels", lambda: case(
        "xunused", wide, coded=on("plan", "region", more=["Never"]), schema=named if before else None)
    yield "levels in another order at prediction", lambda: case(
        "xorder", wide, coded=on("plan", "region"), predict=None if before else other_order,
        schema=named if before else None)
    yield "Arrow dictionary", lambda: case("xdictionary", wide, coded=on("plan", "region"), form=dictionary,
                                           schema=named if before else None)
    yield "polars categories", lambda: case(
        "xpolarscat", wide, coded=on("plan", "region"), form=pl.from_pandas, schema=named if before else None)
    yield "XGBClassifier with categories", lambda: wrapper(
        "xwrappercat", wide, coded=on("plan", "region"), schema=named if before else None)
    yield "gbtree, exact", lambda: case("xexact", params={"tree_method": "exact"})
    yield "gbtree, approx, lossguide", lambda: case(
        "xapprox", params={"tree_method": "approx", "grow_policy": "lossguide", "max_leaves": 12})
    yield "dart", lambda: case("xdart", params={"booster": "dart", "rate_drop": 0.3})
    yield "gblinear", lambda: case("xlinear", params={"booster": "gblinear", "tree_method": "auto"})
    yield "num_parallel_tree=4", lambda: case("xparallel", params={"num_parallel_tree": 4, "subsample": 0.7}, rounds=6)
    yield "XGBRFClassifier", lambda: wrapper("xrf", kind=xgb.XGBRFClassifier)
    yield "monotone constraint, scale_pos_weight", lambda: case(
        "xmonotone", params={"monotone_constraints": "(0,-1,1,0)", "scale_pos_weight": 3})
    yield "base_score=0.2", lambda: case("xbase", params={"base_score": 0.2})
    yield "base_margin in training", lambda: case("xmargin", told={"base_margin": np.linspace(-1, 1, ROWS)})
    yield "binary:logitraw", lambda: case(
        "xraw", params={"objective": "binary:logitraw"}, native=lambda m, d: sigmoid(m.predict(d).astype(float)))
    yield "reg:logistic", lambda: case("xreg", params={"objective": "reg:logistic"})
    yield "binary:hinge", lambda: case("xhinge", params={"objective": "binary:hinge"})
    yield "rank:pairwise", lambda: case("xrank", params={"objective": "rank:pairwise"}, told={"group": [100] * 12},
                                        native=lambda m, d: m.predict(d))
    yield "reg:squarederror", lambda: case("xsquared", params={"objective": "reg:squarederror"})
    yield "multi:softprob", lambda: case(
        "xmulti", params={"objective": "multi:softprob", "num_class": 2}, native=lambda m, d: m.predict(d)[:, 1])
    yield "two targets", two_targets
    yield "JSON dump", lambda: written("xdump.json", lambda m, p: m.get_booster().dump_model(p, dump_format="json"))
    yield "pickle", lambda: written("xmodel.pkl", lambda m, p: p.write_bytes(pickle.dumps(m)))
    yield "joblib", lambda: written("xmodel.joblib", lambda m, p: joblib.dump(m, p))
    yield "old binary form", lambda: written("xmodel.model", lambda m, p: m.get_booster().save_model(p.with_suffix(".deprecated")) or
                                             p.write_bytes(p.with_suffix(".deprecated").read_bytes()))


# ---- comparing ---------------------------------------------------------------------------------------------------------


class Churn:
    """The command, in one process of Java for all combinations."""

    def __init__(self, lib):
        here = pathlib.Path(__file__).resolve().parent
        self.process = subprocess.Popen(["java", "-cp", f"{lib}/*", str(here / "Commands.java")],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, *arguments):
        self.process.stdin.write("\t".join(map(str, arguments)) + "\n")
        self.process.stdin.flush()
        exit_code, said = self.process.stdout.readline().rstrip("\n").split(" ", 1)
        return int(exit_code), base64.b64decode(said).decode("utf-8").strip()


def judge(churn, case, folder):
    model, scored = folder / "imported.churn", folder / "scored.csv"
    flags = list(case.flags)
    if case.schema:
        (folder / "schema.yaml").write_text(case.schema, encoding="utf-8")
        flags += ["--schema", folder / "schema.yaml"]
    case.raw.to_csv(folder / "table.csv", index=False)
    exit_code, said = churn.run("import", "--from", case.path, "--out", model, *flags)
    if exit_code:
        return {"refused": said}
    exit_code, said = churn.run("predict", "--model", model, "--data", folder / "table.csv", "--out", scored, "--quiet")
    if exit_code:
        return {"refused": "at prediction: " + said}
    ours = pd.read_csv(scored)["probability"].to_numpy()
    off = np.abs(ours - np.asarray(case.native, dtype=float))
    return {"largest": float(off.max()), "off": int((off > LIMIT).sum())}


def main(lib, folder):
    churn = Churn(lib)
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    raw, y = table()
    results = []
    for system, version, cases in (("LightGBM", lgb.__version__, lightgbm_cases), ("XGBoost", xgb.__version__, xgboost_cases)):
        for name, make in cases(raw, y, folder):
            try:
                case = make()
            except Exception as e:  # the origin itself does not do it
                found = {"cannot": (str(e) or type(e).__name__).splitlines()[0][:120]}
            else:
                found = judge(churn, case, folder)
            print(system, version, "|", name, "|", found, flush=True)
            results.append({"system": system, "version": version, "name": name, **found})
    (folder / "results.json").write_text(json.dumps(results, indent=1), encoding="utf-8")
    sys.exit(any(result.get("off") for result in results))


def show(found):
    if found is None:
        return ""
    if "cannot" in found:
        return "–"
    return "refused" if "refused" in found else f"{found['largest']:.1e}" if not found["off"] else f"**{found['off']} off**"


def print_table(files):
    results = [result for file in files for result in json.loads(pathlib.Path(file).read_text(encoding="utf-8"))]
    for system in ("LightGBM", "XGBoost"):
        of = [result for result in results if result["system"] == system]
        versions = list(dict.fromkeys(result["version"] for result in of))
        print(f"| {system} | " + " | ".join(versions) + " |\n|" + " --- |" * (len(versions) + 1))
        for name in dict.fromkeys(result["name"] for result in of):
            found = {result["version"]: result for result in of if result["name"] == name}
            print(f"| {name} | " + " | ".join(show(found.get(version)) for version in versions) + " |")
        print()
    print(sum("largest" in r for r in results), "compared,", sum("refused" in r for r in results), "refused,",
          sum(r.get("off", 0) > 0 for r in results), "with rows off")


if __name__ == "__main__":
    if sys.argv[1] == "--table":
        print_table(sys.argv[2:])
    else:
        import joblib
        import lightgbm as lgb
        import numpy as np
        import pandas as pd
        import scipy.sparse
        import xgboost as xgb

        try:
            import polars as pl
        except ImportError:
            pl = None
        try:
            import pyarrow as pa
        except ImportError:
            pa = None
        warnings.filterwarnings("ignore")
        main(sys.argv[1], sys.argv[2])
