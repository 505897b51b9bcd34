#!/usr/bin/env bash
# LightGBM 4.7.0 writes the threshold of a split "missing or not" as inf in its text and as 1e+300 in its JSON dump. Who scores
# from the dump sends a number above 1e300 the other way than LightGBM does.
#
# Seen on 2026-11-29 (lightgbm 4.7.0, Python 3.11):
#   inf in the text: True, 1e+300 in the dump: True
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install lightgbm==4.7.0 numpy==2.3.5 scipy==1.16.3
cat >"$folder/run.py" <<'PY'
import json
import re
import sys

import lightgbm as lgb
import numpy as np

rng = np.random.default_rng(1)
x = rng.normal(size=(500, 3))
x[rng.random(x.shape) < 0.3] = np.nan
y = (np.isnan(x[:, 1]) ^ (rng.random(500) < 0.1)).astype(int)
model = lgb.train({"objective": "binary", "verbose": -1}, lgb.Dataset(x, y), 3)
text = bool(re.search(r"^threshold=.*\binf\b", model.model_to_string(), re.M))
dump = "1e+300" in json.dumps(model.dump_model())
print(f"inf in the text: {text}, 1e+300 in the dump: {dump}")
sys.exit(not (text and dump))
PY
"$folder/venv/bin/python" "$folder/run.py"
