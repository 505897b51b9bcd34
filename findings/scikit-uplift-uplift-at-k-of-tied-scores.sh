#!/usr/bin/env bash
# scikit-uplift 0.5.1: uplift_at_k cuts the ranking inside customers of the same score, where the order of the rows decides who is taken. The
# same customers and scores give another uplift when the table is sorted differently, with either strategy; nothing is said.
#
# Seen on 2026-11-30 (scikit-uplift 0.5.1, scikit-learn 1.9.1, Python 3.11), 1,000 customers, k = 0.3, strategy "overall":
#   one score for all, sorted one way 0.677, the other way -0.676
#   five scores, shuffled three times: -0.016, 0.009, 0.003; with "by_group" -0.013, 0.007, 0.0
# qini_auc_score and uplift_auc_score group ties and do not move.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check scikit-uplift==0.5.1 scikit-learn==1.9.1 pandas==3.1.1 numpy==2.4.6
cat >"$folder/run.py" <<'PY'
import sys
import warnings

warnings.filterwarnings("ignore")
import numpy as np
from sklift.metrics import qini_auc_score, uplift_at_k

rng = np.random.default_rng(1)
treated = np.tile([0, 1], 500)
left = (rng.random(1000) < 0.3).astype(int)
five = rng.integers(0, 5, 1000) / 5
one = np.full(1000, 0.5)


def at_k(scores, order, strategy="overall"):
    return round(float(uplift_at_k(left[order], scores[order], treated[order], strategy=strategy, k=0.3)), 3)


up = np.argsort(left * (2 * treated - 1), kind="stable")
sorted_both = [at_k(one, up), at_k(one, up[::-1])]
print("one score, sorted both ways", sorted_both)
shuffles = [rng.permutation(1000) for _ in range(3)]
overall = [at_k(five, order) for order in shuffles]
by_group = [at_k(five, order, "by_group") for order in shuffles]
print("five scores, shuffled", overall, by_group)
qini = {round(float(qini_auc_score(left[order], five[order], treated[order])), 9) for order in shuffles}
print("qini", qini)
as_seen = sorted_both[0] - sorted_both[1] > 1 and len(set(overall)) == 3 and len(set(by_group)) > 1 and len(qini) == 1
sys.exit(0 if as_seen else "scikit-uplift behaves differently now")
PY
"$folder/venv/bin/python" "$folder/run.py"
