#!/usr/bin/env bash
# xgboost4j-spark 3.1.1 without a GPU, features given as columns by name (setFeaturesCol of an array) and not as one vector: it trains, and then
# transform answers with its results shifted by one. rawPrediction holds the first feature, probability the log-odds (beyond 0 and 1), and
# prediction follows the sign of these; nothing fails. With the same columns assembled to a vector all is well. The model itself is right.
#
# Seen on 2026-12-01 (xgboost4j-spark 3.1.1; pyspark 4.2.0 with Scala 2.13 and pyspark 3.5.3 with 2.12, Java 17), three rows, 20 rounds:
#   vector   x0 0.6364  rawPrediction -5.1214  5.1214  probability  0.0059 0.9941
#            x0 0.5994  rawPrediction  5.0914 -5.0914  probability  0.9939 0.0061
#   columns  x0 0.6364  rawPrediction -0.6364  0.6364  probability -4.1214 5.1214
#            x0 0.5994  rawPrediction -0.5994  0.5994  probability  6.0914 -5.0914
#
# churn-ml reads the model's own file (docs/import.md) and scores columns by their names (docs/spark.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check pyspark==4.2.0 numpy==2.4.6
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy -Dartifact=ml.dmlc:xgboost4j-spark_2.13:3.1.1 -DoutputDirectory="$folder"
cat >"$folder/run.py" <<'PY'
import sys

from pyspark.ml.feature import VectorAssembler
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

spark = (
    SparkSession.builder.master("local[2]").config("spark.jars", sys.argv[1]).config("spark.ui.enabled", "false").getOrCreate()
)
NAMES = ["x0", "x1", "x2"]
customers = spark.range(0, 2000, 1, 2).select("id", *[F.rand(i + 1).cast("float").alias(name) for i, name in enumerate(NAMES)])
customers = customers.withColumn("label", ((F.col("x0") + F.col("x1")) > 1).cast("float"))
columns = spark.sparkContext._gateway.new_array(spark._jvm.java.lang.String, len(NAMES))
for i, name in enumerate(NAMES):
    columns[i] = name


def scored(table, features):
    learner = spark._jvm.ml.dmlc.xgboost4j.scala.spark.XGBoostClassifier("finding")
    learner.setNumRound(20)
    learner.setNumWorkers(1)
    learner.setLabelCol("label")
    learner.setFeaturesCol(features)
    rows = DataFrame(learner.fit(table._jdf).transform(table._jdf), spark).orderBy("id").limit(3).collect()
    for row in rows:
        print(f"x0 {row.x0:.4f} rawPrediction {row.rawPrediction} probability {row.probability}")
    return rows


vector = scored(VectorAssembler(inputCols=NAMES, outputCol="features").transform(customers), "features")
named = scored(customers, columns)
as_seen = all(0 <= row.probability[1] <= 1 for row in vector)
for right, row in zip(vector, named):
    as_seen = as_seen and abs(row.rawPrediction[1] - row.x0) < 1e-6 and abs(row.probability[1] - right.rawPrediction[1]) < 1e-5
sys.exit(0 if as_seen else 1)
PY
"$folder/venv/bin/python" "$folder/run.py" "$folder/xgboost4j-spark_2.13-3.1.1.jar" 2>"$folder/log" || { tail -n 5 "$folder/log"; exit 1; }
