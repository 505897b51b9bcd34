"""Fills the table, trains the model, times both sides in turn and compares what they wrote; see run."""
import io
import os
import pathlib
import statistics
import subprocess
import sys
import time

import numpy as np
import pandas as pd
import psycopg2
import xgboost

ROWS, ROUNDS = int(os.environ["ROWS"]), int(os.environ["ROUNDS"])
WORK, PORT, CHURN = pathlib.Path(os.environ["WORK"]), os.environ["PORT"], os.environ["CHURN"]
CORES, BUDGET = os.environ["CORES"], 100_000
HERE = pathlib.Path(__file__).resolve().parent
JDBC = f"jdbc:postgresql://127.0.0.1:{PORT}/postgres?user=postgres"
COLUMNS = [f"x{i}" for i in range(20)]


def connect():
    return psycopg2.connect(host="127.0.0.1", port=PORT, user="postgres", dbname="postgres")


def alone(statement):
    """Runs what must not be in a transaction."""
    connection = connect()
    connection.autocommit = True
    connection.cursor().execute(statement)
    connection.close()


def customers():
    chance = np.random.default_rng(7)
    table = pd.DataFrame({name: np.round(chance.gamma(2.0, 20.0, ROWS), 2) for name in COLUMNS})
    for name in COLUMNS[:5]:
        table.loc[chance.random(ROWS) < 0.05, name] = np.nan
    log_odds = 0.03 * (table["x5"] - table["x6"]) - 0.02 * table["x7"] + np.where(table["x0"].isna(), 0.7, 0.0)
    churned = (chance.random(ROWS) < 1 / (1 + np.exp(-log_odds))).astype(int)
    return table, churned


def fill(table):
    with connect() as connection, connection.cursor() as cursor:
        columns = ", ".join(f"{name} double precision" for name in COLUMNS)
        cursor.execute(f"CREATE TABLE customers (customer_id bigint PRIMARY KEY, {columns})")
        for start in range(0, ROWS, BUDGET):
            part = table.iloc[start:start + BUDGET].copy()
            part.insert(0, "customer_id", np.arange(start, start + len(part)) + 1)
            cursor.copy_expert("COPY customers FROM STDIN WITH (FORMAT csv)",
                               io.StringIO(part.to_csv(index=False, header=False)))
    alone("VACUUM ANALYZE customers")


def train(table, churned):
    part = min(ROWS, 200_000)
    data = xgboost.DMatrix(table.iloc[:part], label=churned[:part])
    settings = {"objective": "binary:logistic", "max_depth": 6, "eta": 0.1, "nthread": 2, "seed": 7}
    xgboost.train(settings, data, num_boost_round=200).save_model(WORK / "xgboost.json")
    subprocess.run([CHURN, "import", "--from", WORK / "xgboost.json", "--out", WORK / "model.churn", "-q"], check=True)


def server():
    """Processor seconds of the server's processes that have ended, as each connection's does."""
    pid = (WORK / "data" / "postmaster.pid").read_text().split()[0]
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def timed(command):
    """Seconds, megabytes and processor seconds of a command and of what it starts; the last with those of the server."""
    time.sleep(1)
    before = server()
    began = time.perf_counter()
    child = subprocess.Popen(["taskset", "-c", CORES, *map(str, command)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    took = time.perf_counter() - began
    if status:
        sys.exit(f"{command[0]} failed")
    time.sleep(1)
    return took, usage.ru_maxrss / 1024, usage.ru_utime + usage.ru_stime + server() - before


def ours():
    return timed([CHURN, "predict", "--model", WORK / "model.churn", "--jdbc", JDBC, "--table", "customers", "--to-jdbc", JDBC,
                  "--to-table", "ours", "--id", "customer_id", "--run", "bench", "--reasons", "0", "-q"])


def rival():
    return timed([sys.executable, HERE / "rival.py", WORK / "xgboost.json", PORT])


def compare():
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(o.customer_id), count(r.customer_id), max(abs(o.probability - r.probability))"
                       " FROM ours o FULL JOIN rival r ON o.customer_id = r.customer_id::text")
        rows, left, right, apart = cursor.fetchone()
    if not rows == left == right == ROWS or apart > 1e-5:
        sys.exit(f"the two differ: {rows} rows, {left} ours, {right} the rival's, at most {apart} apart")
    return apart


def empty():
    with connect() as connection, connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS ours, ours_history, rival")
    alone("CHECKPOINT")


def main():
    table, churned = customers()
    fill(table)
    train(table, churned)
    seconds = {"churn": [], "pandas": []}
    memory = {"churn": 0.0, "pandas": 0.0}
    work = {"churn": [], "pandas": []}
    apart = 0.0
    for turn in range(ROUNDS):
        empty()
        sides = [("churn", ours), ("pandas", rival)]
        for name, side in sides if turn % 2 == 0 else reversed(sides):
            took, megabytes, processor = side()
            seconds[name].append(took)
            work[name].append(processor)
            memory[name] = max(memory[name], megabytes)
        apart = max(apart, compare())
    print(f"{ROWS:,} customers, {ROUNDS} rounds, cores {CORES}, load {os.getloadavg()[0]:.1f};"
          f" probabilities at most {apart:.1e} apart")
    for name, took in seconds.items():
        print(f"{name:8} {min(took):7.1f} / {statistics.median(took):7.1f} / {max(took):7.1f} s, {memory[name]:6.0f} MB;"
              f" processor, with the server's {min(work[name]):.1f} / {statistics.median(work[name]):.1f} /"
              f" {max(work[name]):.1f} s")
    ratios = [other / own for own, other in zip(seconds["churn"], seconds["pandas"])]
    print(f"pandas takes {min(ratios):.2f} / {statistics.median(ratios):.2f} / {max(ratios):.2f} times as long")


if __name__ == "__main__":
    main()
