"""Reads values of columns one at a time, as churn_onnx.py reads them, and writes what they become: a number, or "refused"."""
import datetime
import json
import pathlib
import sys

import pandas

folder = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(folder))
import churn_onnx  # noqa: E402

MAKE = {
    "text": str,
    "whole": int,
    "number": float.fromhex,
    "flag": lambda text: text == "true",
    "moment": pandas.Timestamp,
    "day": datetime.date.fromisoformat,
}


def read(description, values):
    column = churn_onnx._READERS[description["kind"]](description)
    try:
        return [repr(float(one)) for one in column.read(pandas.Series(values, dtype=object), lambda mark: False)]
    except ValueError as refused:
        return ["refused" if "\nMaybe " in str(refused) else str(refused)]


answers = []
for case in json.loads((folder / "values.json").read_text(encoding="utf-8")):
    values = [MAKE[kind](text) for kind, text in case["values"]]
    answers.append(
        read(case["column"], values)
        if case["together"]
        else [read(case["column"], [value])[0] for value in values]
    )
(folder / "answers.json").write_text(json.dumps(answers))
