"""Scores each case of a folder with ONNX Runtime, and says how far its answers are from those in the case's file.

A case is NAME.onnx, NAME.onnx.json, NAME.csv (rows as text) and NAME.expected (doubles: probability and log-odds of each row).
"""
import pathlib
import sys

import numpy
import onnxruntime
import pandas

folder = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(folder))
from churn_onnx import ChurnOnnx  # noqa: E402


def session(path, threads):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def far(found, expected):
    if numpy.isnan(found).any() or len(found) != len(expected):
        return numpy.inf
    # Log-odds far above 1 have no more digits than others.
    return float((numpy.abs(found - expected) / numpy.maximum(1, numpy.abs(expected))).max())


for graph in sorted(folder.glob("*.onnx")):
    expected = numpy.fromfile(graph.with_suffix(".expected"), dtype="<f8").reshape(-1, 2)
    texts = pandas.read_csv(graph.with_suffix(".csv"), dtype=str, keep_default_na=False)
    typed = pandas.read_csv(graph.with_suffix(".csv"), keep_default_na=False, na_values=[""])
    model = ChurnOnnx(graph)
    worst = [
        far(model.predict(texts), expected[:, 0]),
        far(model.predict_log_odds(texts), expected[:, 1]),
        far(model.predict(typed[list(reversed(typed.columns))].convert_dtypes()), expected[:, 0]),
        far(model.predict(typed), expected[:, 0]),
    ]
    inputs = model.encode(texts)
    for threads in (1, 2):
        runtime = session(graph, threads)
        for rows in (1, 50, 51, 10000):
            places = numpy.arange(rows) % len(texts)
            part = {name: values[places] for name, values in inputs.items()}
            log_odds, probability = runtime.run(["log_odds", "probability"], part)
            worst.append(far(probability[:, 0], expected[places, 0]))
            worst.append(far(log_odds[:, 0], expected[places, 1]))
    print(graph.stem, len(texts), " ".join("%.3g" % one for one in worst))
