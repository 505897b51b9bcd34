#!/usr/bin/env bash
# Spark 4.2.0: a KLL sketch does not say of what type it was made. kll_sketch_get_quantile_bigint and _float read a sketch of doubles
# and answer with a number, and so do _double and _float of one of whole numbers; nothing fails and the count is right. (One of
# floats is refused by the others as too short.) Merging has the same two families of names.
#
# Seen on 2026-11-30 (pyspark 4.2.0, Java 17), the median of 0 to 99,999:
#   sketch of doubles, read as double 50029.0, as bigint 4677112182960291840, as float 5.418212890625
#   sketch of bigints, read as bigint 49987, as double 2.47285e-319, as float 1.350865732593767e-40
#   n = 100000 each time
# Medians of the right type vary a little from run to run.
#
# A column that keeps sketches has to keep their type beside them. churn-ml counts in bins of its own, as whole numbers.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check pyspark==4.2.0
cat >"$folder/run.py" <<'PY'
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
spark.range(100_000).selectExpr(
    "kll_sketch_agg_double(cast(id AS DOUBLE)) AS doubles", "kll_sketch_agg_bigint(id) AS bigints"
).createOrReplaceTempView("sketches")


def read(sketch, kind):
    row = spark.sql(
        f"SELECT kll_sketch_get_quantile_{kind}({sketch}, 0.5) AS median, kll_sketch_get_n_{kind}({sketch}) AS n FROM sketches"
    ).first()
    print("sketch of", sketch, "read as", kind, "median", row.median, "n", row.n)
    return row.median if row.n == 100_000 else None


right = [read("doubles", "double"), read("bigints", "bigint")]
wrong = [read("doubles", "bigint"), read("doubles", "float"), read("bigints", "double"), read("bigints", "float")]
as_seen = all(abs(median - 50_000) < 2_000 for median in right)
as_seen = as_seen and all(median is not None and abs(median - 50_000) > 40_000 for median in wrong)
sys.exit(0 if as_seen else 1)
PY
"$folder/venv/bin/python" "$folder/run.py" 2>"$folder/log" || { tail -n 5 "$folder/log"; exit 1; }
