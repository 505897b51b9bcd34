#!/usr/bin/env bash
# LightGBM 4.7.0 with deterministic=true and force_row_wise=true, which its documentation recommends for results that are the same for
# any num_threads: with GOSS, and with quantised gradients as they are rounded by default, each number of threads makes another model of the
# same data, parameters and seed, and nothing is said. Linear trees differ in their last digits. Plain trees, bagging and quantised gradients
# without stochastic rounding are the same.
#
# num_threads is by default the number of cores, so a training that is repeated on another machine gives other customers to call.
#
# Seen on 2026-12-01 (lightgbm 4.7.0, Python 3.11), by 1, 2, 3 and 4 threads:
#   plain, bagging                         1 model
#   goss                                   4 models, ROC-AUC 0.7663 to 0.7707, a customer's probabilities up to 0.69 apart
#   quantised                              4 models, ROC-AUC 0.7691 to 0.7746, up to 0.35 apart
#   quantised without stochastic rounding  1 model
#   linear trees                           4 models, up to 4e-13 apart
#
# Here gradients are whole numbers and every draw depends on seed, round and row, so any number of threads makes the same bytes
# (docs/training.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check lightgbm==4.7.0 numpy==2.3.5 scipy==1.16.3 scikit-learn==1.8.0
cat >"$folder/run.py" <<'PY'
import sys
import warnings

import lightgbm as lgb
import numpy as np
from sklearn.metrics import roc_auc_score

warnings.simplefilter("ignore")
rng = np.random.default_rng(1)
x = rng.normal(size=(20_000, 8))
y = (rng.random(20_000) < 1 / (1 + np.exp(1 - x[:, 0] - x[:, 1] * x[:, 2]))).astype(int)
same = {"objective": "binary", "seed": 1, "deterministic": True, "force_row_wise": True, "verbosity": -1}
cases = {
    "plain": ({}, True),
    "bagging": ({"bagging_fraction": 0.5, "bagging_freq": 1}, True),
    "goss": ({"data_sample_strategy": "goss"}, False),
    "quantised": ({"use_quantized_grad": True}, False),
    "quantised without stochastic rounding": ({"use_quantized_grad": True, "stochastic_rounding": False}, True),
    "linear trees": ({"linear_tree": True}, False),
}
changed = False
for name, (options, alike) in cases.items():
    told = []
    for threads in (1, 2, 3, 4):
        booster = lgb.train(same | options | {"num_threads": threads}, lgb.Dataset(x[:15_000], y[:15_000]), 50)
        told.append(booster.predict(x[15_000:]))
    models = len({one.tobytes() for one in told})
    areas = [round(roc_auc_score(y[15_000:], one), 4) for one in told]
    apart = max(abs(one - told[0]).max() for one in told)
    print(f"{name}: {models} of 4 models, ROC-AUC {areas}, probabilities up to {apart:.2g} apart")
    changed |= alike != (models == 1)
sys.exit(changed)
PY
"$folder/venv/bin/python" "$folder/run.py"
