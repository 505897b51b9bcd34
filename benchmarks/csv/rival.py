"""Reads a CSV file with polars, types inferred over the whole column: what `Tables.readCsv` is timed beside.

    python3 rival.py FILE CALLS     a line per call: seconds on the clock and of processor time
"""

import os
import sys
import time

os.environ.setdefault("POLARS_MAX_THREADS", "2")
import polars  # noqa: E402

for _ in range(int(sys.argv[2])):
    clock, cpu = time.perf_counter(), time.process_time()
    table = polars.read_csv(sys.argv[1], infer_schema_length=None)
    print("%.3f %.3f" % (time.perf_counter() - clock, time.process_time() - cpu))
    del table
