"""Both commands in turn, timed from outside: run.py CHURN RIVAL TABLE TARGET; see run."""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time


def timed(command):
    began = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return time.perf_counter() - began, done.stdout


def spread(numbers):
    return f"{statistics.median(numbers):.1f} ({min(numbers):.1f}-{max(numbers):.1f})"


if __name__ == "__main__":
    churn, rival, table, target = sys.argv[1:]
    repeats, trials, folds = (int(os.environ.get(*pair)) for pair in (("REPEATS", "3"), ("TRIALS", "40"), ("FOLDS", "5")))
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {trials} trials x {folds} folds of {pathlib.Path(table).name}")
    for way in os.environ.get("WAYS", "all pruned").split():
        ours, theirs, answers = [], [], []
        for _ in range(repeats):
            with tempfile.TemporaryDirectory() as out:
                seconds, text = timed([
                    churn, "tune", "--data", table, "--target", target, "--trials", str(trials), "--folds", str(folds),
                    "--out", out, "--json", *(["--no-prune"] if way == "all" else [])])
            ours.append(seconds)
            told = json.loads(text)
            seconds, text = timed([sys.executable, rival, table, target, str(trials), str(folds), way])
            theirs.append(seconds)
            answers.append((told, json.loads(text)))
        told, other = answers[-1]
        print(f"{way}: churn tune {spread(ours)} s, Optuna with LightGBM {spread(theirs)} s: "
              f"{spread([b / a for a, b in zip(ours, theirs)])} times ours")
        print(f"  best over folds {told['best']['chosen_by']['value']:.4f} and {other['best']:.4f}; "
              f"held out {told['told']['tuned']['value']:.4f} (own settings {told['told']['own']['value']:.4f}) "
              f"and {other['tuned']:.4f} (default settings {other['own']:.4f})", flush=True)
