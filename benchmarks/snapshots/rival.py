"""The 60 features of snapshots.yaml with polars: one group-by a snapshot, joined to the customers who are there.

    python rival.py FOLDER      rows, leavers and each feature's sum and count, as SnapshotSums prints them
"""

import os
import sys
import time
from datetime import datetime, timedelta

os.environ.setdefault("POLARS_MAX_THREADS", "2")
import polars as pl  # noqa: E402

folder = sys.argv[1]
start = time.perf_counter()
customers = pl.read_csv(folder + "/customers.csv", try_parse_dates=True).with_columns(
    pl.col("from").cast(pl.Datetime("us")), pl.col("to").cast(pl.Datetime("us"))
)
usage = pl.read_csv(folder + "/usage.csv", try_parse_dates=True).with_columns(pl.col("kind").cast(pl.Categorical))
read = time.perf_counter()
DAY = 86_400_000_000
WINDOWS = [7, 28, 90, 365]
KINDS = ["login", "export", "ticket"]
amount, at, kind = pl.col("amount"), pl.col("at"), pl.col("kind")


def features(t):
    """Expressions over the events of a customer before t, by the names that churn-ml gives the features."""
    made, zero = [], []
    inside = {days: at >= t - timedelta(days=days) for days in WINDOWS}
    week = ((pl.lit(t) - at).dt.total_microseconds() - 1) // (7 * DAY)

    def add(name, expression, empty_is_zero=False):
        made.append(expression.alias(name))
        if empty_is_zero:
            zero.append(name)

    for of in [None] + KINDS:
        chosen = pl.lit(True) if of is None else kind == of
        suffix = "usage" if of is None else "usage_" + of
        for days in WINDOWS:
            last = "_in_last_%d_days" % days
            add("number_of_" + suffix + last, (chosen & inside[days]).sum(), True)
            add("sum_of_amount_of_" + suffix + last, amount.filter(chosen & inside[days]).sum(), True)
        add("days_since_last_" + suffix, (pl.lit(t) - at.filter(chosen).max()).dt.total_microseconds() / DAY)
    for days in WINDOWS:
        last = "_of_usage_in_last_%d_days" % days
        add("mean_amount" + last, amount.filter(inside[days]).mean())
        add("least_amount" + last, amount.filter(inside[days]).min())
        add("largest_amount" + last, amount.filter(inside[days]).max())
        add("number_of_kinds" + last, kind.filter(inside[days]).n_unique(), True)
        if days >= 28:
            whole = inside[days] & (week < days // 7)
            add(
                "share_of_weeks_with_usage_in_last_%d_days" % days,
                week.filter(whole).n_unique() / (days // 7),
                True,
            )
        if days <= 90:
            before = (at >= t - timedelta(days=2 * days)) & (at < t - timedelta(days=days))
            add(
                "number_of_usage_in_last_%d_days_to_%d_days_before" % (days, days),
                pl.when(before.sum() > 0).then(inside[days].sum() / before.sum()),
            )
    events = at.filter(inside[365])
    add(
        "mean_days_between_usage_in_last_365_days",
        pl.when(events.len() >= 2).then(
            (events.max() - events.min()).dt.total_microseconds() / DAY / (events.len() - 1)
        ),
    )
    return made, zero


sums, rows, leavers = {}, 0, 0
for month in range(12):
    t = datetime(2025 + (6 + month) // 12, (6 + month) % 12 + 1, 1)
    there = customers.filter((pl.col("from") < t) & (pl.col("to").is_null() | (pl.col("to") > t)))
    made, zero = features(t)
    table = (
        usage.lazy()
        .filter(at < t)
        .group_by("id")
        .agg(made)
        .join(there.lazy(), on="id", how="right")
        .with_columns([pl.col(name).fill_null(0) for name in zero])
        .with_columns(
            ((pl.lit(t) - pl.col("from")).dt.total_microseconds() / DAY).alias("tenure_in_days"),
            (pl.col("to") <= t + timedelta(days=30)).fill_null(False).alias("churned"),
        )
        .collect()
    )
    rows += table.height
    leavers += table["churned"].sum()
    for name in table.columns:
        if name not in ("id", "from", "to", "churned"):
            total, count = sums.get(name, (0.0, 0))
            sums[name] = (total + float(table[name].sum() or 0), count + table.height - table[name].null_count())
made = time.perf_counter()
print("rows %d %d" % (rows, leavers))
for name, (total, count) in sums.items():
    print("%s %.6e %d" % (name, total, count))
print("reading %.1f s, snapshots %.1f s" % (read - start, made - read), file=sys.stderr)
