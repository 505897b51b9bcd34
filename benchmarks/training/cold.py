"""One fit of a wheel as a process of its own, as TrainingTurns does ours: cold.py FOLDER WHEEL TABLE TEST TREES LEAVES ANSWERS"""
import os
import pathlib
import sys

import numpy as np
import pandas as pd


def read(folder, name):
    rows, levels = (folder / f"{name}.meta").read_text().splitlines()
    levels = list(map(int, levels.split()))
    numbers = np.fromfile(folder / f"{name}.x", "<f8").reshape(len(levels), int(rows))
    return pd.DataFrame({
        f"f{j}": pd.Categorical.from_codes(numbers[j].astype(int), range(count)) if count else numbers[j]
        for j, count in enumerate(levels)
    }), np.fromfile(folder / f"{name}.y", "<f8")


if __name__ == "__main__":
    import rivals

    folder, wheel, table, test, trees, leaves, answers = sys.argv[1:]
    folder = pathlib.Path(folder)
    x, y = read(folder, table)
    threads = int(os.environ.get("OMP_NUM_THREADS", 2))
    _, _, p = rivals.once(wheel, x, y, read(folder, test)[0], int(trees), int(leaves), threads)
    p.astype("<f8").tofile(answers)
