"""Trains in turn and prints the figures; started by benchmarks/training/run, which says what they are."""
import os
import pathlib
import statistics
import subprocess
import sys
import time

import lightgbm
import numpy as np
import xgboost

import cold
import rivals
import tables
import turns

START = time.monotonic()
BUDGET = float(os.environ.get("BUDGET", 780))
THREADS = int(os.environ.get("OMP_NUM_THREADS", 2))
TREES = int(os.environ.get("TREES", 200))
LEAVES = [int(leaves) for leaves in os.environ.get("LEAVES", "31 16").split()]
REPEATS = int(os.environ.get("REPEATS", 3))
PARTS = os.environ.get("PARTS", "warm cold bags").split()
TABLES = os.environ.get("TABLES", "zubale telco generated").split()
BAGS = os.environ.get("BAGS", "telco bigml bank").split()
GENERATED = int(os.environ.get("GENERATED", 2_000_000))
#: How often the training rows stand one after the other until there are so many.
ROWS = {"zubale": 192_000, "telco": 211_290}


def late():
    return time.monotonic() - START > BUDGET


def table(name, rows):
    if name == "generated":
        return tables.generated(GENERATED)
    return tables.real(name, rows)


def cold_process(arguments, stdin):
    """Seconds on the clock and of processor time of a whole process."""
    clock = time.perf_counter()
    process = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    process.stdin.write(stdin.encode())
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(arguments)}: exit status {process.returncode}")
    return time.perf_counter() - clock, usage.ru_utime + usage.ru_stime


def show(title, figures, answers, y, unit=1.0, what="s"):
    """Figures: contender -> [(seconds, processor seconds)]."""
    print(f"\n{title}")
    print(f"  {'':20}{'clock ' + what:>24}{'times ours':>20}{'processor ' + what:>24}{'times ours':>20}"
          f"{'ROC-AUC':>9}{'log loss':>9}")
    for name, times in figures.items():
        p = answers[name]
        line = f"  {name:20}"
        for column in (0, 1):
            ratios = [theirs[column] / ours[column] for ours, theirs in zip(figures["churn-ml"], times)]
            line += f"{turns.spread([t[column] / unit for t in times], '{:.3f}'):>24}{turns.spread(ratios):>20}"
        print(f"{line}{turns.roc_auc(y, p):>9.4f}{turns.log_loss(y, p):>9.4f}")
    sys.stdout.flush()


def in_turn(contenders, repeats, warm_up):
    """Every contender once to warm up, then in turn; the order is turned around each time. Contender: what -> result."""
    figures = {name: [] for name in contenders}
    answers = {}
    for work in contenders.values():
        warm_up(work)
    for repeat in range(repeats):
        if repeat and late():
            print(f"  (after {BUDGET:.0f} s: {repeat} of {repeats} repeats)")
            break
        for name in list(contenders)[:: 1 if repeat % 2 == 0 else -1]:
            seconds, processor, answers[name] = contenders[name](TREES)
            figures[name].append((seconds, processor))
    return figures, answers


def main():
    folder = pathlib.Path(sys.argv[1])
    java = sys.argv[2:]
    ours = turns.Java(java)
    answers_file = folder / "answers"
    turns.machine([f"xgboost {xgboost.__version__}", f"lightgbm {lightgbm.__version__}",
                   f"{TREES} trees, learning rate 0.1, threads: {THREADS} each"])

    def turn(what, name, leaves):
        def work(trees):
            seconds, processor = map(float, ours.ask(what, name, f"{name}-test", trees, leaves, answers_file).split())
            return seconds, processor, np.fromfile(answers_file, "<f8")

        return work

    for name in TABLES if {"warm", "cold"} & set(PARTS) else []:
        x, y, test, z = table(name, ROWS.get(name))
        tables.write(folder, name, x, y)
        tables.write(folder, f"{name}-test", test, z)
        shape = f"{name}, {len(y):,} x {x.shape[1]}"
        repeats = REPEATS if len(y) < 1_000_000 else max(1, REPEATS - 1)
        for leaves in LEAVES if "warm" in PARTS else []:
            contenders = {"churn-ml": turn("fit", name, leaves)}
            for wheel in rivals.WHEELS:
                contenders[wheel] = lambda trees, wheel=wheel: rivals.once(wheel, x, y, test, trees, leaves, THREADS)
            figures, answers = in_turn(contenders, repeats, lambda work: work(max(1, TREES // 10)))
            show(f"{shape}, {leaves} leaves", figures, answers, z)
        if "cold" in PARTS and not late():
            request = f"{name} {name}-test {TREES} {LEAVES[0]} {answers_file}"
            figures, answers = {}, {}
            for contender in ("churn-ml", *rivals.WHEELS):
                command = java if contender == "churn-ml" else [
                    sys.executable, cold.__file__, str(folder), contender, *request.split()]
                figures[contender] = [cold_process(command, f"fit {request}\n" if contender == "churn-ml" else "")]
                answers[contender] = np.fromfile(answers_file, "<f8")
            show(f"{shape}, {LEAVES[0]} leaves, a process from its start: reading, fitting, {len(z):,} rows scored",
                 figures, answers, z)
    for name in BAGS if "bags" in PARTS else []:
        x, y, test, z = table(name, None)
        tables.write(folder, f"{name}-bags", x, y)
        tables.write(folder, f"{name}-bags-test", test, z)
        contenders = {"churn-ml": turn("bag", f"{name}-bags", LEAVES[0])}
        for wheel in rivals.WHEELS:
            for at_once in (False, True)[:THREADS]:
                contenders[wheel + (", 2 at once" if at_once else "")] = lambda trees, wheel=wheel, at_once=at_once: (
                    rivals.bag(wheel, x, y, test, trees, LEAVES[0], THREADS, at_once))
        figures, answers = in_turn(contenders, REPEATS, lambda work: work(max(1, TREES // 4)))
        show(f"{name}, {rivals.FOLDS} bags of {len(y):,} x {x.shape[1]}, {LEAVES[0]} leaves, time of one fit",
             figures, answers, z, rivals.FOLDS)
        for contender, times in figures.items():
            print(f"  {contender:20}{rivals.FOLDS / statistics.median(t[0] for t in times):8.2f} fits a second")
    ours.close()
    print(f"\n{time.monotonic() - START:.0f} s in all")


main()
