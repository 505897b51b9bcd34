#!/usr/bin/env bash
# XGBoost 3.2.0 scores a pandas table wrong, in silence, if names of levels have letters outside ASCII and the levels stand in
# another order than in training. It counts letters where it needs bytes (UTF-8), so the names that it keeps in the model are
# cut in the wrong places and it re-codes by wrong names. 3.3.0 cuts them too, but refuses such a table; 3.4.1 is right.
#
# Seen on 2026-11-29 (xgboost-cpu 3.2.0, pandas 2.3.3, Python 3.11), the share of customers scored right, who are told by
# their level alone:
#   ascii letters: same order 1.0, other order 1.0
#   other letters: same order 1.0, other order 0.341
#   names kept: ['Köl', 'nZüri', 'chBe']
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install xgboost-cpu==3.2.0 pandas==2.3.3 numpy==2.3.5 scipy==1.16.3 scikit-learn==1.7.2
cat >"$folder/run.py" <<'PY'
import json
import sys

import numpy as np
import pandas as pd
import xgboost as xgb

wrong = []
for what, names in (("ascii", ["Koeln", "Zuerich", "Bern"]), ("other", ["Köln", "Zürich", "Bern"])):
    level = np.random.default_rng(1).choice(names, 1000)
    label = (level == names[0]).astype(int)

    def table(order):
        return pd.DataFrame({"city": pd.Categorical(level, categories=order)})

    model = xgb.XGBClassifier(n_estimators=20, enable_categorical=True, tree_method="hist").fit(table(names), label)
    right = [float((model.predict(table(order)) == label).mean()) for order in (names, names[::-1])]
    print(f"{what} letters: same order {right[0]}, other order {right[1]}")
    wrong.append(right[1] < 0.9)
    model.save_model(sys.argv[1])
kept = json.load(open(sys.argv[1]))["learner"]["gradient_booster"]["model"]["cats"]["enc"][0]
text, ends = bytes(v % 256 for v in kept["values"]), kept["offsets"]
print("names kept:", [text[a:b].decode() for a, b in zip(ends, ends[1:])])
sys.exit(wrong != [False, True])
PY
"$folder/venv/bin/python" "$folder/run.py" "$folder/model.json"
