"""Writes customers and events in the order of time, of any number, for the rivals of snapshots.

    python events.py FOLDER CUSTOMERS EVENTS
"""

import sys

import numpy as np
import polars as pl

folder, customers, events = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random = np.random.default_rng(1)
day = np.datetime64("2024-07-01", "D")
began = random.integers(0, 500, customers)
left = began + random.integers(200, 1500, customers)
pl.DataFrame(
    {
        "id": np.arange(1, customers + 1),
        "from": pl.Series(day + began).dt.to_string("%Y-%m-%d"),
        "to": pl.Series(np.where(left < 730, left, -1)).map_elements(
            lambda d: None if d < 0 else str(day + int(d)), return_dtype=pl.String
        ),
    }
).write_csv(folder + "/customers.csv")
who = np.minimum((random.gamma(0.7, 1.0, events) * customers / 3).astype(np.int64), customers - 1)
who = random.permutation(customers)[who]
second = np.sort(random.integers(0, 730 * 86_400, events))
kinds = np.array(["login", "export", "ticket", "payment"])[random.choice(4, events, p=[0.7, 0.15, 0.1, 0.05])]
pl.DataFrame(
    {
        "id": who + 1,
        "at": pl.Series((np.datetime64("2024-07-01T00:00:00", "s") + second).astype("datetime64[ms]")).dt.to_string("%Y-%m-%dT%H:%M:%S"),
        "kind": kinds,
        "amount": np.round(random.gamma(2.0, 10.0, events), 2),
    }
).write_csv(folder + "/usage.csv")
