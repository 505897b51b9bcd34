#!/usr/bin/env bash
# XGBClassifier(missing=0) does not keep `missing` in its model file: saved and loaded, it predicts something else, and nothing
# is said. Up to 1.7 the file had it. Seen with 2.1.4 here; 3.2.0 and 3.4.1 are the same.
#
# Seen on 2026-11-29 (Python 3.11), the largest difference of a probability before saving and after loading:
#   1.7.6 missing 0 difference 0.0
#   2.1.4 missing nan difference 0.94
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat >"$folder/run.py" <<'PY'
import sys

import numpy as np
import xgboost as xgb

rng = np.random.default_rng(0)
x = rng.normal(size=(600, 4))
x[rng.random(x.shape) < 0.2] = 0
y = ((x[:, 0] > 0) ^ (x[:, 1] == 0)).astype(int)
model = xgb.XGBClassifier(n_estimators=10, missing=0).fit(x, y)
model.save_model(sys.argv[1])
again = xgb.XGBClassifier()
again.load_model(sys.argv[1])
off = float(abs(model.predict_proba(x) - again.predict_proba(x)).max())
print(xgb.__version__, "missing", again.missing, "difference", round(off, 2))
sys.exit((off > 0.5) != (sys.argv[2] == "forgets"))
PY
for version in 1.7.6:keeps 2.1.4:forgets; do
    python3 -m venv "$folder/${version%:*}"
    "$folder/${version%:*}/bin/pip" -q install --no-deps "xgboost==${version%:*}" numpy==1.26.4 scipy==1.12.0 \
        scikit-learn==1.2.2 joblib==1.4.2 threadpoolctl==3.5.0
    "$folder/${version%:*}/bin/python" "$folder/run.py" "$folder/model.json" "${version#*:}"
done
