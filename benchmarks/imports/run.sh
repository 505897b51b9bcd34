#!/usr/bin/env bash
# Trains a model in every way that XGBoost and LightGBM offer, in three environments of pinned versions, imports each with churn
# and compares the scores: prints the table of docs/import.md. Exit 1 if a row of a combination is off.
#
#   benchmarks/imports/run.sh
#
# Needs python3 (3.11), PyPI and some minutes. Environments are kept below benchmarks/target/imports.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
here=$root/benchmarks/imports
folder=$root/benchmarks/target/imports
mkdir -p "$folder"
"$root/churn" --version >/dev/null # builds it, where there is something to build
lib=$root/target/churn/$(cat "$root/target/churn/current")/lib

# environment NAME PACKAGE...
environment() {
    local name=$1
    shift
    [[ -x $folder/$name/bin/is-ready ]] && return
    python3 -m venv "$folder/$name"
    "$folder/$name/bin/pip" -q install "$@"
    ln -sf python "$folder/$name/bin/is-ready"
}

environment oldest lightgbm==3.3.5 xgboost==1.7.6 pandas==2.1.4 numpy==1.26.4 scipy==1.12.0 scikit-learn==1.2.2
environment older lightgbm==4.3.0 pandas==2.2.3 numpy==2.0.2 scipy==1.13.1 scikit-learn==1.4.2 pyarrow==26.0.1
"$folder/older/bin/pip" -q install --no-deps xgboost==2.1.4
environment newest lightgbm==4.7.0 pandas==3.1.1 numpy==2.4.6 scipy==1.17.1 scikit-learn==1.9.1 pyarrow==26.0.1 polars==2.1.0
# It asks for Python 3.12 and runs in 3.11.
"$folder/newest/bin/pip" -q install --no-deps --ignore-requires-python xgboost-cpu==3.4.1

failed=0
for name in oldest older newest; do
    "$folder/$name/bin/python" "$here/combinations.py" "$lib" "$folder/of-$name" >"$folder/$name.log" 2>&1 || failed=1
done
python3 "$here/combinations.py" --table "$folder"/of-{oldest,older,newest}/results.json
exit "$failed"
