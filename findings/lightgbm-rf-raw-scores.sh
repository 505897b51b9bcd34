#!/usr/bin/env bash
# LightGBM 4.7.0 with boosting=rf: predict averages the trees, predict(raw_score=True) and predict(pred_contrib=True) give their
# sum. sigmoid(raw score) is then no probability of the model, and contributions do not add up to what is predicted.
#
# Seen on 2026-11-29 (lightgbm 4.7.0, Python 3.11), 20 trees:
#   predicted 0.5495, sigmoid of the raw score 0.9815, sigmoid of a twentieth of it 0.5495
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install lightgbm==4.7.0 numpy==2.3.5 scipy==1.16.3
cat >"$folder/run.py" <<'PY'
import sys

import lightgbm as lgb
import numpy as np

rng = np.random.default_rng(1)
x = rng.normal(size=(500, 3))
y = (x[:, 0] + rng.normal(size=500) > 0).astype(int)
parameters = {"objective": "binary", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.7, "verbose": -1}
model = lgb.train(parameters, lgb.Dataset(x, y), 20)


def sigmoid(v):
    return 1 / (1 + np.exp(-v))


predicted, raw = model.predict(x), model.predict(x, raw_score=True)
contributions = model.predict(x, pred_contrib=True).sum(axis=1)
print(f"predicted {predicted[0]:.4f}, sigmoid of the raw score {sigmoid(raw[0]):.4f},"
      f" sigmoid of a twentieth of it {sigmoid(raw[0] / 20):.4f}")
same = np.allclose(raw, contributions) and np.allclose(predicted, sigmoid(raw / 20))
sys.exit(not same or np.allclose(predicted, sigmoid(raw)))
PY
"$folder/venv/bin/python" "$folder/run.py"
