"""Both on the same splits: run.py CHURN SPLITS SECONDS "1 2" [TABLE ...]; see run."""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import numpy as np
from sklearn.metrics import log_loss, roc_auc_score


def calibration_error(labels, probabilities):
    """Over ten equal bins, as docs/calibration.md has it."""
    bins = np.minimum((probabilities * 10 + 1e-9).astype(int), 9)
    gaps = [abs((labels[bins == b] - probabilities[bins == b]).sum()) for b in range(10)]
    return sum(gaps) / len(labels)


def quality(labels, probabilities):
    return (roc_auc_score(labels, probabilities), log_loss(labels, np.clip(probabilities, 1e-15, 1 - 1e-15)),
            calibration_error(labels, probabilities))


def ours(churn, train, test, target, folder):
    began = time.perf_counter()
    subprocess.run([churn, "train", "--data", train, "--target", target, "--out", folder / "a"], check=True,
                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    trained = time.perf_counter()
    subprocess.run([churn, "predict", "--model", folder / "a" / "model.churn", "--data", test, "--out", folder / "p.csv"],
                   check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    ended = time.perf_counter()
    with open(folder / "p.csv", newline="") as scored:
        probabilities = np.array([float(row["probability"]) for row in csv.DictReader(scored)])
    return probabilities, trained - began, ended - trained


def theirs(train, test, target, seconds, folder):
    rival = pathlib.Path(__file__).parent / "rival.py"
    done = subprocess.run([sys.executable, rival, train, test, target, seconds, folder / "q.csv"], check=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    told = json.loads(done.stdout.strip().splitlines()[-1])
    return np.loadtxt(folder / "q.csv", skiprows=1), told


if __name__ == "__main__":
    churn, splits, seconds, numbers = sys.argv[1:5]
    peers = json.loads((pathlib.Path(splits) / "peers.json").read_text())
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; ROC-AUC, log loss, ECE of the test part; seconds to train and predict")
    for table in sys.argv[5:] or peers:
        for number in numbers.split():
            folder = pathlib.Path(splits) / table / number
            train, test, target = str(folder / "train.csv"), str(folder / "test.csv"), peers[table]["target"]
            with open(test, newline="") as rows:
                labels = np.array([int(row[target]) for row in csv.DictReader(rows)])
            with tempfile.TemporaryDirectory() as name:
                own, fit, score = ours(churn, train, test, target, pathlib.Path(name))
                other, told = theirs(train, test, target, seconds, pathlib.Path(name))
            print(f"{table} {number}: churn {'{:.4f} {:.4f} {:.4f}'.format(*quality(labels, own))}  {fit:.1f} s, {score:.1f} s; "
                  f"AutoGluon {told['version']} {'{:.4f} {:.4f} {:.4f}'.format(*quality(labels, other))}  "
                  f"{told['fit']:.1f} s, {told['predict']:.1f} s ({told['models']} models, best {told['best']})", flush=True)
