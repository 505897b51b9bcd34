#!/usr/bin/env bash
# tea-tasting 1.14.0: the number of customers of an experiment (Mean.solve_power for "n_obs") is found only where both groups have
# one size. Any other division ends in a ValueError: the search begins at three customers, of whom the smaller group then has
# one or none, which has no power to compute. The power of a given number and the smallest effect are found for any division.
#
# Seen on 2026-11-30 (tea-tasting 1.14.0, numpy 2.4.6, scipy 1.17.1, Python 3.11), an outcome of mean 0.5, effect 0.02, power 0.8:
#   ratio 1.0   n_obs 19644
#   ratio 0.25  ValueError: The function value at x=3.0 is NaN; solver cannot continue.
#   ratio 2.0   ValueError: The function value at x=3.0 is NaN; solver cannot continue.
#   ratio 0.25, 31000 customers: power 0.80
#
# Here churn experiment plan --share takes any share (docs/experiments.md); its numbers are those of statsmodels.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check tea-tasting==1.14.0 numpy==2.4.6 scipy==1.17.1 pyarrow==26.0.1
cat >"$folder/run.py" <<'PY'
import sys

import pyarrow
import tea_tasting

outcomes = pyarrow.table({"left": [0.0, 1.0] * 500})


def customers(ratio):
    try:
        told = tea_tasting.Mean("left", effect_size=0.02, ratio=ratio).solve_power(outcomes, "n_obs")
        return "n_obs %d" % told[0].n_obs
    except ValueError as error:
        return "ValueError: %s" % error


nan = "ValueError: The function value at x=3.0 is NaN; solver cannot continue."
expected = {1.0: "n_obs 19644", 0.25: nan, 2.0: nan}
found = {ratio: customers(ratio) for ratio in expected}
for ratio, told in found.items():
    print("ratio", ratio, told)
power = tea_tasting.Mean("left", effect_size=0.02, ratio=0.25, n_obs=31_000).solve_power(outcomes, "power")[0].power
print("ratio 0.25, 31000 customers: power %.2f" % power)
sys.exit(found != expected or not 0.75 < power < 0.85)
PY
"$folder/venv/bin/python" "$folder/run.py"
