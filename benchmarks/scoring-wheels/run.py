"""Scores and explains in turn and prints the figures; started by benchmarks/scoring-wheels/run, which says what they are."""
import ctypes
import os
import pathlib
import statistics
import subprocess
import sys
import time

import lightgbm
import numpy as np
import xgboost

import tables
import turns

SECONDS = float(os.environ.get("SECONDS_EACH", 1))
REPEATS = int(os.environ.get("REPEATS", 5))
FAMILIES = os.environ.get("FAMILIES", "xgboost lightgbm ydf").split()
TREES, LEAVES = 200, 64
#: How many rows are explained at a time.
EXPLAINED = 200


class Wheel:
    """A rival in this process: batch() scores all rows, one(row) a single one, explain() the first EXPLAINED rows."""

    def __init__(self, version, batch, one, explain=None):
        self.version, self.batch, self.one, self.explain = version, batch, one, explain

    def time(self, what, rows):
        """Nanoseconds a row, over as many passes as fit into SECONDS."""
        start = time.perf_counter()
        done, row, end = 0, 0, start
        while end - start < SECONDS:
            if what == "batch":
                self.batch()
                done += rows
            elif what == "explain":
                self.explain()
                done += EXPLAINED
            else:
                one = self.one
                for _ in range(100):
                    one(row)
                    row = (row + 1) % rows
                done += 100
            end = time.perf_counter()
        return (end - start) / done * 1e9

    def check(self, rows):
        answers = np.asarray(self.batch(), dtype=float).ravel()
        for row in range(0, rows, 97):
            alone = float(np.ravel(self.one(row))[0])
            if not abs(alone - answers[row]) <= 1e-6:
                raise SystemExit(f"row {row}: {alone} alone, {answers[row]} in a batch")
        return answers


class Ours:
    """A scorer in the Java process."""

    def __init__(self, java, name, kind, model, folder):
        self.java, self.name, self.file = java, name, folder / f"{name}.answers"
        java.ask("open", name, kind, model)

    def time(self, what, rows):
        return float(self.java.ask(what, self.name, SECONDS))

    def check(self, rows):
        self.java.ask("check", self.name, self.file)
        return np.fromfile(self.file, "<f8")

    def reasons(self):
        self.java.ask("reasons", self.name, self.file, EXPLAINED)
        return np.fromfile(self.file, "<f8").reshape(EXPLAINED, -1)


def sigmoid(log_odds):
    return 1 / (1 + np.exp(-log_odds))


def xgboost_wheel(x, y, scored, file):
    model = xgboost.train(
        {"objective": "binary:logistic", "tree_method": "hist", "grow_policy": "lossguide", "max_leaves": LEAVES,
         "max_depth": 0, "eta": 0.1, "nthread": 1, "verbosity": 0}, xgboost.DMatrix(x, y, nthread=1), TREES)
    model.save_model(file)
    model.set_param({"nthread": 1})
    one = [scored[i: i + 1] for i in range(len(scored))]
    matrix = xgboost.DMatrix(scored[:EXPLAINED], nthread=1)
    return Wheel(
        f"xgboost {xgboost.__version__}, inplace_predict and pred_contribs",
        lambda: model.inplace_predict(scored), lambda row: model.inplace_predict(one[row]),
        lambda: model.predict(matrix, pred_contribs=True))


def tl2cgen_wheel(scored, file, folder):
    """C source of the XGBoost model, compiled by gcc; its function is called without the library's own matrices."""
    import tl2cgen
    import treelite

    model = treelite.frontend.load_xgboost_model(str(file))
    library = folder / "tl2cgen.so"
    tl2cgen.export_lib(model, toolchain="gcc", libpath=str(library), params={"parallel_comp": 16})
    predictor = tl2cgen.Predictor(str(library), nthread=1)
    matrix = tl2cgen.DMatrix(scored, dtype="float32")
    code = ctypes.CDLL(str(library))
    # predict(data, pred_margin, result); an entry of data is a union of an int, -1 where missing, and a float.
    answer = (ctypes.c_float * 1)()
    rows = np.ascontiguousarray(scored)
    address, width = rows.ctypes.data, rows.strides[0]
    predict = code.predict
    predict.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p]
    predict.restype = None

    def one(row):
        answer[0] = 0  # it is added to
        predict(address + row * width, 0, answer)
        return answer[0]

    return Wheel(f"tl2cgen {tl2cgen.__version__} of treelite {treelite.__version__}, gcc -O3",
                 lambda: predictor.predict(matrix), one)


def lightgbm_wheel(x, y, scored, file):
    settings = {"objective": "binary", "num_leaves": LEAVES, "learning_rate": 0.1, "num_threads": 1, "verbose": -1}
    model = lightgbm.train(settings, lightgbm.Dataset(x, y, params=settings), TREES)
    model.save_model(file)
    model = lightgbm.Booster(model_file=file)
    # The fastest call for one row is that of its C interface.
    code = ctypes.CDLL(lightgbm.basic._LIB._name)
    fast, length, answer = ctypes.c_void_p(), ctypes.c_int64(), (ctypes.c_double * 1)()
    doubles = np.ascontiguousarray(scored, dtype=np.float64)

    def must(status):
        if status:
            raise SystemExit("LightGBM's C interface failed")

    must(code.LGBM_BoosterPredictForMatSingleRowFastInit(
        model._handle, 0, 0, -1, 1, doubles.shape[1], b"num_threads=1", ctypes.byref(fast)))
    predict, address, width, out = (
        code.LGBM_BoosterPredictForMatSingleRowFast, doubles.ctypes.data, doubles.strides[0], ctypes.byref(length))
    predict.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]

    def one(row):
        must(predict(fast, address + row * width, out, answer))
        return answer[0]

    wheel = Wheel(
        f"lightgbm {lightgbm.__version__}, predict; one row by LGBM_BoosterPredictForMatSingleRowFast",
        lambda: model.predict(doubles, num_threads=1), one,
        lambda: model.predict(doubles[:EXPLAINED], pred_contrib=True, num_threads=1))
    wheel.kept = (model, code, length)
    return wheel


def lleaves_wheel(scored, file):
    import lleaves

    model = lleaves.Model(model_file=str(file))
    model.compile()
    doubles = np.ascontiguousarray(scored, dtype=np.float64)
    one = [doubles[i: i + 1] for i in range(len(doubles))]
    return Wheel("lleaves 1.3.0, compiled by LLVM", lambda: model.predict(doubles, n_jobs=1),
                 lambda row: model.predict(one[row], n_jobs=1))


def show(title, figures, ours):
    print(f"\n{title}")
    for name, times in figures.items():
        ratios = "" if name == ours else turns.spread([t / o for t, o in zip(times, figures[ours])], "{:.1f}") + " x"
        print(f"  {name:12}{turns.spread(times, '{:,.0f}'):>34} ns a row   {ratios}", flush=True)


def in_turn(contenders, what, rows):
    figures = {name: [] for name in contenders}
    for repeat in range(REPEATS + 1):
        for name in list(contenders)[:: 1 if repeat % 2 == 0 else -1]:
            nanos = contenders[name].time(what, rows)
            if repeat:  # the first is for warming up
                figures[name].append(nanos)
    return figures


def optional(made, name, make):
    """Leaves out what is not installed, or cannot be built here, and says so."""
    try:
        made[name] = make()
    except Exception as problem:  # pylint: disable=broad-except
        print(f"  {name} is left out: {type(problem).__name__}: {str(problem)[:300]}", flush=True)


def compare(family, made, rows, folder):
    ours = next(iter(made))
    expected = made.get(family, made[ours]).check(rows)
    for name, contender in made.items():
        off = np.abs(contender.check(rows) - expected).max()
        if not off <= 1e-6:
            raise SystemExit(f"{name} is {off} off on the trees of {family}: these are not the same models")
        print(f"  {name}: {getattr(contender, 'version', 'in Java')}; at most {off:.1e} off", flush=True)
    show(f"trees of {family}, a batch of {rows:,} rows", in_turn(made, "batch", rows), ours)
    show(f"trees of {family}, one row", in_turn(made, "one", rows), ours)
    wheel = made.get(family)
    if wheel is not None and getattr(wheel, "explain", None):
        reasons = np.asarray(wheel.explain())
        off = np.abs(reasons - made[ours].reasons()).max()
        if not off <= 2e-5:
            raise SystemExit(f"reasons of {family}'s trees are {off} apart")
        print(f"  reasons are at most {off:.1e} apart")
        show(f"trees of {family}, SHAP values, {EXPLAINED} rows at once (ours one at a time)",
             in_turn({ours: made[ours], family: wheel}, "explain", rows), ours)


def main():
    folder = pathlib.Path(sys.argv[1])
    classes, java = sys.argv[2], sys.argv[3:]
    train, y, test, z = tables.real("zubale", None)
    # Levels by their code, all of it in single precision: every library then sees the same rows.
    codes = lambda table: np.column_stack([
        table[c].cat.codes if table[c].dtype == "category" else table[c] for c in table.columns]).astype(np.float32)
    x, scored = codes(train), np.ascontiguousarray(np.vstack([codes(test), codes(train)[:5_200]])[:10_000])
    for matrix in (x, scored):
        matrix[np.isnan(matrix)] = -1
    rows = len(scored)
    import pandas as pd
    frame = pd.DataFrame(scored.astype(float), columns=[f"f{j}" for j in range(scored.shape[1])])
    tables.write(folder, "scored", frame, np.zeros(rows))
    turns.machine([f"{TREES} trees of {LEAVES} leaves, {x.shape[1]} columns, one thread each, {SECONDS:g} s a turn"])
    server = turns.Java([*java, str(folder), "scored"])
    if "xgboost" in FAMILIES:
        file = folder / "xgboost.json"
        wheel = xgboost_wheel(x, y, scored, file)
        made = {"churn-ml": Ours(server, "churn-ml-of-xgboost", "churn-ml", file, folder), "xgboost": wheel}
        optional(made, "onnx", lambda: Ours(server, "onnx-of-xgboost", "onnx", file, folder))
        optional(made, "tl2cgen", lambda: tl2cgen_wheel(scored, file, folder))
        compare("xgboost", made, rows, folder)
    if "lightgbm" in FAMILIES:
        file = folder / "lightgbm.txt"
        wheel = lightgbm_wheel(x, y, scored, file)
        made = {"churn-ml": Ours(server, "churn-ml-of-lightgbm", "churn-ml", file, folder), "lightgbm": wheel}
        optional(made, "onnx", lambda: Ours(server, "onnx-of-lightgbm", "onnx", file, folder))
        optional(made, "lleaves", lambda: lleaves_wheel(scored, file))
        compare("lightgbm", made, rows, folder)
    if "ydf" in FAMILIES:
        import ydf_trees

        file = folder / "ydf.txt"
        made = {}
        kind, data, wheel = ydf_trees.make(x, y, scored, TREES, LEAVES, file, classes, folder, Wheel)
        made["churn-ml"] = Ours(server, "churn-ml-of-ydf", "churn-ml", file, folder)
        made["ydf"] = wheel
        optional(made, "ydf-java", lambda: Ours(server, "ydf-java", kind, data, folder))
        compare("ydf", made, rows, folder)
    server.close()


main()
