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
    """Seconds by the clock, seconds of processor time, and what was printed."""
    began, before = time.perf_counter(), os.times()
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, used, done.stdout


def spread(numbers, places=1):
    return "{:.{p}f} ({:.{p}f}-{:.{p}f})".format(statistics.median(numbers), min(numbers), max(numbers), p=places)


if __name__ == "__main__":
    churn, rival, table, target = sys.argv[1:]
    repeats, trials, folds = (int(os.environ.get(*pair)) for pair in (("REPEATS", "3"), ("TRIALS", "40"), ("FOLDS", "5")))
    space = pathlib.Path(__file__).parent / "space.yaml"
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}; {trials} trials x {folds} folds of {pathlib.Path(table).name}")
    for way in os.environ.get("WAYS", "all pruned").split():
        ours, theirs, answers = [], [], []
        for _ in range(repeats):
            with tempfile.TemporaryDirectory() as out:
                *seconds, text = timed([
                    churn, "tune", "--data", table, "--target", target, "--trials", str(trials), "--folds", str(folds),
                    "--space", str(space), "--out", out, "--json", *(["--no-prune"] if way == "all" else [])])
            ours.append(seconds)
            told = json.loads(text)
            *seconds, text = timed([sys.executable, rival, table, target, str(trials), str(folds), way])
            theirs.append(seconds)
            answers.append((told, json.loads(text)))
        told, other = answers[-1]
        for at, what in enumerate(("s", "s of processor time")):
            a, b = [one[at] for one in ours], [one[at] for one in theirs]
            print(f"{way}: churn tune {spread(a)} {what}, Optuna with LightGBM {spread(b)}: "
                  f"{spread([its / own for own, its in zip(a, b)], 2)} times ours")
        print(f"  best over folds {told['best']['chosen_by']['value']:.4f} and {other['best']:.4f}; "
              f"held out {told['told']['tuned']['value']:.4f} (own settings {told['told']['own']['value']:.4f}) "
              f"and {other['tuned']:.4f} (default settings {other['own']:.4f})", flush=True)
