"""Reads, scores and compares; see run."""

import json
import logging
import os
import pathlib
import statistics
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import pyspark
import xgboost
from pyspark.ml.feature import VectorAssembler
from pyspark.ml.functions import vector_to_array
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.types import DoubleType
from xgboost.spark import SparkXGBClassifier

WORK = pathlib.Path(os.environ["WORK"])
ROWS = int(os.environ["ROWS"])
ROUNDS = int(os.environ["ROUNDS"])
RIVAL = os.environ["RIVAL"] != "0"
SAMPLE = 50_000
FEATURES = [f"x{i}" for i in range(12)]
MODEL = str(WORK / "model.churn")
TABLE = str(WORK / "customers")


def session():
    return (
        SparkSession.builder.master("local[2]")
        .config("spark.jars", os.environ["JARS"])
        .config("spark.driver.memory", "2g")
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "10000")
        .getOrCreate()
    )


def write_table(spark):
    """Twelve numbers, six of them whole, some missing; and four columns that no model needs."""
    columns = [F.col("id")]
    for i, name in enumerate(FEATURES):
        value = F.rand(i) * 100
        value = value.cast("int") if i % 2 else value
        columns.append(F.when(F.rand(100 + i) >= 0.03, value).alias(name))
    columns += [F.concat(F.lit("text "), F.col("id") % (1000 + i)).alias(f"other{i}") for i in range(4)]
    score = sum(F.coalesce(F.col(name), F.lit(50)) / 100 for name in FEATURES[:6]) - 3 + F.randn(77) * 0.5
    spark.range(0, ROWS, 1, 16).select(*columns).withColumn("churned", (score > 0.5).cast("int")).write.parquet(TABLE)


def train(spark):
    """XGBoost's own package for PySpark trains; all the others score by its trees."""
    sample = spark.read.parquet(TABLE).limit(SAMPLE).select(*FEATURES, "churned")
    trained = SparkXGBClassifier(
        features_col=FEATURES, label_col="churned", num_workers=1, max_depth=6, learning_rate=0.1, n_estimators=200, verbose=False
    ).fit(sample)
    booster = trained.get_booster()
    booster.save_model(WORK / "model.json")
    jvm = spark._jvm
    # py4j knows no methods of variable length.
    def path(name):
        return jvm.java.io.File(name).toPath()

    imported = getattr(jvm.io.github.churnml.imported.ModelImport, "from")(path(str(WORK / "model.json")))
    imported.toModel().save(path(MODEL))
    return trained, bytes(booster.save_raw("ubj"))


def java_package(spark):
    """XGBoost's own package for the JVM, with the same trees; it wants the columns as one vector, and NaN for what is missing."""
    jvm = spark._jvm
    booster = jvm.ml.dmlc.xgboost4j.scala.XGBoost.loadModel(str(WORK / "model.json"))
    model = jvm.ml.dmlc.xgboost4j.scala.spark.XGBoostClassificationModel("rival", 2, booster, jvm.scala.Option.apply(None))
    model.setFeaturesCol("features")
    vectors = VectorAssembler(inputCols=FEATURES, outputCol="features", handleInvalid="keep")

    def score(table):
        return DataFrame(model.transform(vectors.transform(table.select("id", *FEATURES))._jdf), spark)

    return score


# Spark tells the kind of a pandas UDF by its annotations.
def rival(raw):
    from typing import Iterator, Tuple

    function = rival_function(raw)
    function.__annotations__ = {"batches": Iterator[Tuple[pd.Series, ...]], "return": Iterator[pd.Series]}
    return F.pandas_udf(function, DoubleType())


def rival_function(raw):
    def predict(batches):
        booster = xgboost.Booster(model_file=bytearray(raw))
        booster.set_param({"nthread": 1})
        for columns in batches:
            rows = pd.concat(columns, axis=1).astype("float64")
            rows.columns = FEATURES
            yield pd.Series(booster.predict(xgboost.DMatrix(rows)).astype("float64"))

    return predict


def probability():
    return vector_to_array("probability")[1].alias("p")


def processor():
    """The seconds of processor that this program, its JVM and the workers of that have taken so far."""
    parents, took = {}, {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # ended meanwhile
        parents[int(stat.parent.name)] = int(fields[1])
        took[int(stat.parent.name)] = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    ours = {os.getpid()}
    for _ in range(8):
        ours |= {pid for pid, parent in parents.items() if parent in ours}
    return sum(took[pid] for pid in ours if pid in took)


def timed(query):
    start, before = time.perf_counter(), processor()
    query().collect()
    return time.perf_counter() - start, processor() - before


def spread(seconds):
    return f"{min(seconds):7.2f} / {statistics.median(seconds):7.2f} / {max(seconds):7.2f}"


def main():
    spark = session()
    logging.getLogger("XGBoost-PySpark").setLevel(logging.ERROR)
    write_table(spark)
    trained, raw = train(spark)
    customers = spark.read.parquet(TABLE)
    customers.createOrReplaceTempView("customers")
    functions = spark._jvm.io.github.churnml.spark.ChurnFunctions
    functions.register(spark._jsparkSession, "churn", "file://" + MODEL)
    rivals = {}
    if RIVAL:
        predict = rival(raw)
        java = java_package(spark)
        rivals = {
            "pandas UDF with XGBoost": lambda table: table.select("id", predict(*FEATURES).alias("p")),
            "xgboost.spark": lambda table: trained.transform(table).select("id", probability()),
            "xgboost4j-spark": lambda table: java(table).select("id", probability()),
        }
    some = customers.limit(20_000).cache()
    ours = some.select("id", F.expr(f"churn({', '.join(FEATURES)}).probability").alias("ours")).toPandas().set_index("id")
    for name, scored in rivals.items():
        both = ours.join(scored(some).toPandas().set_index("id"))
        worst = float(np.abs(both.ours - both.p).max(skipna=False))
        if not worst < 1e-6:
            sys.exit(f"{name} and the function differ by {worst}.")
        print(f"20,000 rows, 200 trees: the largest difference of probabilities from {name} is {worst:.1e}")
    some.unpersist()

    queries = {
        "read and count one column": lambda: customers.agg(F.count("x0")),
        "read the twelve columns": lambda: customers.agg(*[F.sum(name) for name in FEATURES]),
        "churn(struct(*))": lambda: spark.sql("SELECT sum(churn(struct(*)).probability) FROM customers"),
    }
    for name, scored in rivals.items():
        queries[name] = lambda scored=scored: scored(customers).agg(F.sum("p"))
    times = {name: [] for name in queries}
    for name, query in queries.items():
        query().collect()  # compiled, and the files in the page cache
    for _ in range(ROUNDS):
        for name, query in queries.items():
            times[name].append(timed(query))
    print(f"{ROWS:,} rows of Parquet, PySpark {pyspark.__version__}, local[2], {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print("seconds of wall, then of processor with the workers': least / median / most; ns of processor a row")
    for name, took in times.items():
        wall, busy = zip(*took)
        per_row = statistics.median(busy) / ROWS * 1e9
        print(f"  {name:26} {spread(wall)}   {spread(busy)}   {per_row:8,.0f}")
    for other in queries:
        if other != "churn(struct(*))":
            told = (spread([a[k] / b[k] for a, b in zip(times[other], times["churn(struct(*))"])]) for k in (0, 1))
            print(f"  {other} / churn(struct(*)), of the rounds: wall {next(told)}, processor {next(told)}")
    expected = spark.sql("SELECT churn(struct(*)).probability AS p FROM customers WHERE id < 100 ORDER BY id").toPandas().p
    spark.stop()
    connect(expected)


def connect(expected):
    """The function of a Connect server, which its client cannot register and does not have to."""
    program = f"""
import pandas as pd
from pyspark.sql import SparkSession
spark = (SparkSession.builder.remote("local[2]")
    .config("spark.jars", {os.environ["JARS"]!r})
    .config("spark.sql.extensions", "io.github.churnml.spark.ChurnExtensions")
    .config("spark.churn.model.churn", "file://{MODEL}")
    .getOrCreate())
spark.read.parquet({TABLE!r}).createOrReplaceTempView("customers")
p = spark.sql("SELECT churn(struct(*)).probability AS p FROM customers WHERE id < 100 ORDER BY id").toPandas().p
p.to_json({str(WORK / "connect.json")!r}, double_precision=15)
spark.stop()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300)
    if done.returncode or not (WORK / "connect.json").exists():
        print("Connect: not run here: " + (done.stderr.strip().splitlines() or ["?"])[-1])
        return
    found = pd.Series(json.loads((WORK / "connect.json").read_text()))
    print(f"Connect: 100 rows, the largest difference is {np.abs(found.to_numpy() - expected.to_numpy()).max():.1e}")


main()
