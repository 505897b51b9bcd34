#!/usr/bin/env bash
# temporian 0.9.0 beside numpy 2 (2.0.2 to 2.4.6 were tried), which pip installs with it: every row of a moving window (moving_sum,
# moving_count, moving_max, simple_moving_average) has the value of the last row. Each event knows the future, and nothing is said.
# Beside numpy 1.26 the windows are right, as (t - w, t]: a moment sees what happens at it.
#
# Seen on 2026-11-30 (temporian 0.9.0, Python 3.11), three events of 1, 2 and 4 on days 1, 2 and 3, windows of seven days:
#   numpy 2.4.6   moving_sum [7.0, 7.0, 7.0]  moving_count [3.0, 3.0, 3.0]
#   numpy 1.26.4  moving_sum [1.0, 3.0, 7.0]  moving_count [1.0, 2.0, 3.0]
#
# Here windows are [t - w, t), and churn snapshot --audit changes the future to see whether a feature does (docs/snapshots.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install temporian==0.9.0 protobuf==7.36.2 pandas==2.2.3 numpy==1.26.4
cat >"$folder/run.py" <<'PY'
import sys
import warnings

warnings.filterwarnings("ignore")
import numpy as np
import temporian as tp

DAY = 86_400
events = tp.event_set(timestamps=[DAY, 2 * DAY, 3 * DAY], features={"n": [1.0, 2.0, 4.0]})
told = {}
for name in ("moving_sum", "moving_count"):
    moved = getattr(events, name)(tp.duration.days(7))
    told[name] = [float(value) for value in next(iter(moved.data.values())).features[0]]
print("numpy %s" % np.__version__, " ".join("%s %s" % item for item in told.items()))
expected = {
    "wrong": {"moving_sum": [7.0] * 3, "moving_count": [3.0] * 3},
    "right": {"moving_sum": [1.0, 3.0, 7.0], "moving_count": [1.0, 2.0, 3.0]},
}
sys.exit(told != expected[sys.argv[1]])
PY
"$folder/venv/bin/python" "$folder/run.py" right
"$folder/venv/bin/pip" -q install numpy==2.4.6
"$folder/venv/bin/python" "$folder/run.py" wrong
