#!/usr/bin/env bash
# optbinning 1.0.0: ScorecardMonitoring's PSI of a column counts only customers whose level is in a bin. Where half of the new customers have a
# level that training did not see, they are in no line of the table, the shares are those of the others, and the PSI says that nothing
# has changed.
#
# Seen on 2026-12-01 (optbinning 1.0.0, pandas 3.1.1, scikit-learn 1.9.1, Python 3.11), 5,000 customers, half of them on a new plan:
#   psi_variable_table: plan 0.0008, of 2,500 customers
#   psi_table, of the scores: 0.322
# With 9 of 10 on a new plan: 0.0044, of 500 customers. The scores move, since a new level's weight of evidence is 0.
#
# churn-ml counts them in a bin of their own: PSI of the plan, new share, and the unknown levels by name.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check optbinning==1.0.0 pandas==3.1.1 numpy==2.4.6 scikit-learn==1.9.1
cat >"$folder/run.py" <<'PY'
import sys
import warnings

warnings.filterwarnings("ignore")
import numpy as np
import pandas as pd
from optbinning import BinningProcess, Scorecard
from optbinning.scorecard import ScorecardMonitoring
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(0)
rows = 5000
plan = rng.choice(["a", "b", "c"], rows, p=[0.5, 0.3, 0.2]).astype(object)
tenure = rng.normal(size=rows)
left = (rng.random(rows) < 1 / (1 + np.exp(-(tenure + (plan == "a"))))).astype(int)
before = pd.DataFrame({"plan": pd.Series(plan, dtype=object), "tenure": tenure})
card = Scorecard(
    BinningProcess(["plan", "tenure"], categorical_variables=["plan"]),
    LogisticRegression(),
    scaling_method="min_max",
    scaling_method_params={"min": 300, "max": 850},
).fit(before, left)


def watch(share):
    now = before.copy()
    now.loc[np.arange(rows) % 10 < share * 10, "plan"] = "new"
    monitoring = ScorecardMonitoring(scorecard=card, psi_method="cart", psi_n_bins=10)
    monitoring.fit(now, left, before, left)
    psi = monitoring.psi_variable_table(style="summary").set_index("Variable")["PSI"]
    counted = int(monitoring.psi_variable_table(name="plan", style="detailed")["Count A"].sum())
    scores = float(monitoring.psi_table()["PSI"].sum())
    print(f"new plan {share:.0%}: PSI of plan {psi['plan']:.5f} of {counted} customers, of the scores {scores:.3f}")
    return psi["plan"], counted


half, counted = watch(0.5)
most, of = watch(0.9)
sys.exit(0 if half < 0.001 and most < 0.01 and counted == 2500 and of == 500 else "optbinning behaves differently now")
PY
"$folder/venv/bin/python" "$folder/run.py"
