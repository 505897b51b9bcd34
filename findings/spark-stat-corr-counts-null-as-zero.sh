#!/usr/bin/env bash
# Spark 4.2.0: DataFrame.stat.corr and stat.cov take a null for the number 0. The functions corr and covar_samp of SQL leave pairs with
# a null out, as one would expect, so that the same two columns have two correlations.
#
# Seen on 2026-11-30 (pyspark 4.2.0, Java 17), six customers, one without charges and one without a tenure:
#   stat.corr 0.0550, corr 0.9998
#   stat.cov  0.4900, covar_samp 6.7667
#
# churn profile leaves pairs with a missing value out, and says how many are left (docs/data.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check pyspark==4.2.0
cat >"$folder/run.py" <<'PY'
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
rows = [(1.0, 2.0), (2.0, 4.1), (3.0, None), (4.0, 8.0), (5.0, 10.2), (None, 12.0)]
customers = spark.createDataFrame(rows, "tenure double, charges double")
sql = customers.selectExpr("corr(tenure, charges) AS corr", "covar_samp(tenure, charges) AS cov").first()
found = {
    "stat.corr": customers.stat.corr("tenure", "charges"),
    "corr": sql.corr,
    "stat.cov": customers.stat.cov("tenure", "charges"),
    "covar_samp": sql.cov,
}
seen = {"stat.corr": 0.0550, "corr": 0.9998, "stat.cov": 0.4900, "covar_samp": 6.7667}
for name, value in found.items():
    print(name, round(value, 4))
sys.exit(0 if all(round(found[name], 4) == value for name, value in seen.items()) else 1)
PY
"$folder/venv/bin/python" "$folder/run.py" 2>"$folder/log" || { tail -n 5 "$folder/log"; exit 1; }
