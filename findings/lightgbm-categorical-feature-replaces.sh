#!/usr/bin/env bash
# LightGBM 4.7.0: categorical_feature=['group'] does not add to the pandas categories that it finds by itself, it replaces them.
# A column of pandas' category type that is not listed is trained as the number of its level, in alphabetical order, and nothing
# is said. Without the argument the same column is split by level.
#
# Seen on 2026-11-29 (lightgbm 4.7.0, pandas 2.3.3, Python 3.11), the ranges that the model file gives for plan and group:
#   by itself:                     plan -1:…  group [0:3]
#   categorical_feature=['group']: plan [0:3] group -1:…
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install lightgbm==4.7.0 pandas==2.3.3 numpy==2.3.5 scipy==1.16.3
cat >"$folder/run.py" <<'PY'
import sys

import lightgbm as lgb
import numpy as np
import pandas as pd

rng = np.random.default_rng(1)
table = pd.DataFrame({"plan": pd.Categorical(rng.choice(["Basic", "Gold", "Pro", "Trial"], 800)),
                      "group": rng.integers(0, 4, 800)})
label = ((table.plan == "Gold") ^ (table.group == 2)).astype(int)
found = []
for more in ({}, {"categorical_feature": ["group"]}):
    model = lgb.train({"objective": "binary", "verbose": -1}, lgb.Dataset(table, label, **more), 5)
    infos = [line for line in model.model_to_string().splitlines() if line.startswith("feature_infos=")][0]
    print(more or "by itself", infos)
    found.append([info.startswith("[") for info in infos[len("feature_infos="):].split(" ")])
sys.exit(found != [[False, True], [True, False]])
PY
"$folder/venv/bin/python" "$folder/run.py"
