"""The tables that are trained on, as pandas has them and as Java reads them (WheelTable): NAME.meta, NAME.x, NAME.y."""
import os
import pathlib

import numpy as np
import pandas as pd

TARGETS = {"zubale": "churned", "telco": "Churn", "bigml": "churn", "bank": "Exited"}


def shared():
    """Where the shared data sets are: CHURN_SHARED, or beside the project."""
    beside = pathlib.Path(__file__).resolve().parents[2].parent / "shared"
    return pathlib.Path(os.environ.get("CHURN_SHARED", beside))


def split(name, part):
    """A part of the first fixed split of a shared table: features, outcomes."""
    file = shared() / "splits" / name / "1" / f"{part}.csv"
    if not file.exists():
        raise SystemExit(f"{file} is not there.\nMaybe: CHURN_SHARED=/path/to/shared, or TABLES=generated without bags")
    table = pd.read_csv(file)
    table.columns = [column.strip() for column in table.columns]
    outcomes = table.pop(TARGETS[name]).astype(float).to_numpy()
    return table, outcomes


def real(name, rows):
    """Training rows of a shared table, repeated up to a number of rows where one is given, and its test rows."""
    train, y = split(name, "train")
    test, z = split(name, "test")
    both = pd.concat([train, test], ignore_index=True)
    for column in both.columns:
        if not pd.api.types.is_numeric_dtype(both[column]):
            numbers = pd.to_numeric(both[column], errors="coerce")
            if numbers.notna().mean() > 0.9:
                both[column] = numbers
            else:
                both[column] = both[column].astype("category")
        if not isinstance(both[column].dtype, pd.CategoricalDtype):
            both[column] = both[column].astype(float)
    chosen = np.arange(rows or len(train)) % len(train)
    return both.iloc[chosen].reset_index(drop=True), y[chosen], both.iloc[len(train):].reset_index(drop=True), z


def generated(rows, seed=1, held_out=100_000):
    """Ten numbers, half of them rounded, and five columns of 2 to 40 levels; what decides is known and has an interaction."""
    random = np.random.default_rng(seed)
    total = rows + held_out
    table = {}
    for j in range(10):
        table[f"n{j}"] = random.normal(size=total) if j % 2 else np.round(random.gamma(2, 10, size=total), 1)
    for j, levels in enumerate((2, 3, 5, 12, 40)):
        codes = random.integers(0, levels, total)
        table[f"c{j}"] = pd.Categorical.from_codes(codes, [f"l{i}" for i in range(levels)])
    table = pd.DataFrame(table)
    log_odds = (
        0.5 * table.n1 - 0.03 * table.n0 + 0.4 * table.n3 * (table.n5 > 0) - 1.5
        + np.array([0, 0.5, 1])[table.c1.cat.codes] + 0.3 * np.sin(table.c4.cat.codes)
    )
    y = (random.random(total) < 1 / (1 + np.exp(-log_odds.to_numpy()))).astype(float)
    test = table.iloc[rows:].reset_index(drop=True)
    return table.iloc[:rows], y[:rows], test, y[rows:]


def write(folder, name, table, outcomes):
    """Writes what WheelTable reads; levels as codes, -1 where missing."""
    levels = []
    with open(folder / f"{name}.x", "wb") as file:
        for column in table.columns:
            values = table[column]
            if isinstance(values.dtype, pd.CategoricalDtype):
                levels.append(len(values.cat.categories))
                values = values.cat.codes
            else:
                levels.append(0)
            values.to_numpy().astype("<f8").tofile(file)
    outcomes.astype("<f8").tofile(folder / f"{name}.y")
    (folder / f"{name}.meta").write_text(f"{len(outcomes)}\n{' '.join(map(str, levels))}\n")
