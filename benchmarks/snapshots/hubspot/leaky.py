"""The table that a plain join makes: all usage of each account summed up, whenever it was. Its label is who is a customer.

    python3 leaky.py FOLDER OUT.csv
"""

import collections
import csv
import sys

folder, out = sys.argv[1], sys.argv[2]
ATTRIBUTES = ["ALEXA_RANK", "EMPLOYEE_RANGE", "INDUSTRY"]
usage = collections.defaultdict(collections.Counter)
with open(folder + "/usage_actions.csv", newline="") as file:
    reader = csv.DictReader(file)
    values = [name for name in reader.fieldnames if name not in ("id", "WHEN_TIMESTAMP")]
    for row in reader:
        usage[row["id"]]["rows"] += 1
        for name in values:
            usage[row["id"]][name] += float(row[name])
seen = set()
with open(out, "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["id"] + ATTRIBUTES + ["rows"] + values + ["converted"])
    for name, label in (("customers", "yes"), ("noncustomers", "no")):
        with open(folder + "/" + name + ".csv", newline="") as table:
            for row in csv.DictReader(table):
                if row["id"] not in seen:
                    seen.add(row["id"])
                    summed = [usage[row["id"]][value] for value in ["rows"] + values]
                    writer.writerow([row["id"]] + [row[column] for column in ATTRIBUTES] + summed + [label])
