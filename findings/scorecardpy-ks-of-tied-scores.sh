#!/usr/bin/env bash
# scorecardpy 0.1.9.7: perf_eva's KS goes through customers one by one, also through those of the same score. So it depends on the order of
# the rows, and lies above the distance of the two distributions: a score that is the same for everybody has a KS above 0. Its AUC treats
# ties as it should.
#
# Seen on 2026-11-30 (scorecardpy 0.1.9.7, pandas 3.1.1, Python 3.11), 1,000 customers:
#   scores 0.1, 0.3, 0.5, 0.9 of 250 each: KS 0.4919 with leavers first, 0.4925 with stayers first, 0.4869 shuffled; by scipy 0.4847
#   the same score for all: KS 0.0562 with leavers first, 0.0396 with stayers first; AUC 0.5
# Scores of trees and of scorecards are tied as a rule.
#
# churn-ml takes KS between distinct scores alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check scorecardpy==0.1.9.7 pandas==3.1.1 numpy==2.4.6 scipy
cat >"$folder/run.py" <<'PY'
import sys
import warnings

warnings.filterwarnings("ignore")
import numpy as np
import scorecardpy
from scipy.stats import ks_2samp

rng = np.random.default_rng(1)
tied = np.repeat([0.1, 0.3, 0.5, 0.9], 250)
left = (rng.random(1000) < tied).astype(int)
orders = {"leavers first": np.argsort(-left, kind="stable"), "stayers first": np.argsort(left, kind="stable")}
true = ks_2samp(tied[left == 1], tied[left == 0]).statistic
print("scipy", round(true, 4))
as_seen = True
for what, score in (("four scores", tied), ("one score", np.full(1000, 0.5))):
    found = []
    for name, order in orders.items():
        told = scorecardpy.perf_eva(left[order], score[order], show_plot=False)
        found.append(float(told["KS"]))
        print(what, name, "KS", found[-1], "AUC", float(told["AUC"]))
    limit = true if what == "four scores" else 0.0
    as_seen = as_seen and found[0] != found[1] and min(found) > limit + 0.001
sys.exit(0 if as_seen else "scorecardpy behaves differently now")
PY
"$folder/venv/bin/python" "$folder/run.py"
