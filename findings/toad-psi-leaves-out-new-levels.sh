#!/usr/bin/env bash
# toad 0.1.7: metrics.PSI adds up only the levels that both samples have. A level that half of the new customers have and none had before
# adds nothing; where every customer has a level that was not there before, PSI is 0.0, "no change". So is it for numbers that are not
# binned first, since hardly two are the same.
#
# Seen on 2026-11-30 (toad 0.1.7, pandas 3.1.1, numpy 2.4.6, Python 3.11):
#   600 a, 400 b, then the same                              PSI 0.0
#   600 a, 400 b, then 300 a, 200 b, 500 c                   PSI 0.3466; with 0.0001 for the empty share 4.6043
#   600 a, 400 b, then 1,000 c                               PSI 0.0
#   10,000 normal numbers, then 10,000 of a mean of 3        PSI 0.0
#
# churn-ml counts levels that training did not see in a bin of their own; a bin that one side never hit counts as half a row there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check toad==0.1.7 pandas==3.1.1 numpy==2.4.6 scikit-learn==1.9.1 scipy
cat >"$folder/run.py" <<'PY'
import sys
import warnings

warnings.filterwarnings("ignore")
import numpy as np
import pandas as pd
import toad

before = pd.Series(["a"] * 600 + ["b"] * 400)
rng = np.random.default_rng(1)
cases = {
    "the same": (before, before, 0.0),
    "half new": (pd.Series(["a"] * 300 + ["b"] * 200 + ["c"] * 500), before, 0.3466),
    "all new": (pd.Series(["c"] * 1000), before, 0.0),
    "numbers": (pd.Series(rng.normal(3, 1, 10_000)), pd.Series(rng.normal(0, 1, 10_000)), 0.0),
}
as_seen = True
for name, (now, then, wanted) in cases.items():
    psi = float(toad.metrics.PSI(now, then))
    print(name, "PSI", round(psi, 4))
    as_seen = as_seen and abs(psi - wanted) < 1e-3
floor = sum((n - o) * np.log(n / o) for n, o in ((0.3, 0.6), (0.2, 0.4), (0.5, 0.0001)))
print("half new, with a floor", round(float(floor), 4))
sys.exit(0 if as_seen else "toad behaves differently now")
PY
"$folder/venv/bin/python" "$folder/run.py"
