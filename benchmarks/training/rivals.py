"""The wheels' turns: the same settings as TrainingTurns gives ours. A matrix of theirs is made anew for every fit."""
import resource
import time
from concurrent.futures import ThreadPoolExecutor

import lightgbm
import numpy as np
import xgboost

FOLDS = 8


def fit_xgboost(x, y, trees, leaves, threads):
    matrix = xgboost.QuantileDMatrix(x, y, enable_categorical=True, nthread=threads, max_bin=256)
    return xgboost.train(
        {
            "objective": "binary:logistic", "tree_method": "hist", "grow_policy": "lossguide", "max_leaves": leaves,
            "max_depth": 0, "eta": 0.1, "reg_lambda": 1, "max_bin": 256, "nthread": threads, "verbosity": 0,
        },
        matrix, trees)


def ask_xgboost(model, x):
    return model.predict(xgboost.DMatrix(x, enable_categorical=True))


def fit_lightgbm(x, y, trees, leaves, threads):
    settings = {
        "objective": "binary", "num_leaves": leaves, "learning_rate": 0.1, "lambda_l2": 1, "max_bin": 255,
        "min_data_in_leaf": 20, "num_threads": threads, "verbose": -1,
    }
    return lightgbm.train(settings, lightgbm.Dataset(x, y, params=settings), trees)


def ask_lightgbm(model, x):
    return model.predict(x)


WHEELS = {"xgboost": (fit_xgboost, ask_xgboost), "lightgbm": (fit_lightgbm, ask_lightgbm)}


def busy():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def timed(work):
    """Seconds on the clock, seconds of processor time, and the result."""
    clock, processor = time.perf_counter(), busy()
    result = work()
    return time.perf_counter() - clock, busy() - processor, result


def once(wheel, x, y, test, trees, leaves, threads=2):
    fit, ask = WHEELS[wheel]
    seconds, processor, model = timed(lambda: fit(x, y, trees, leaves, threads))
    return seconds, processor, ask(model, test)


def bag(wheel, x, y, test, trees, leaves, threads, at_once):
    """Eight fits, each without every eighth row: one after the other with some threads each, or two at once with one."""
    fit, ask = WHEELS[wheel]
    rows = np.arange(len(y))
    parts = [(x[rows % FOLDS != fold], y[rows % FOLDS != fold]) for fold in range(FOLDS)]

    def work():
        if not at_once:
            return [fit(*part, trees, leaves, threads) for part in parts]
        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(lambda part: fit(*part, trees, leaves, 1), parts))

    seconds, processor, models = timed(work)
    return seconds, processor, np.mean([ask(model, test) for model in models], axis=0)
