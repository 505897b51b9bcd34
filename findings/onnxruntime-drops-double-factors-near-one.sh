#!/usr/bin/env bash
# ONNX Runtime 1.30.0: the optimiser of graphs, which is on by default, takes a Mul or Div by a double constant out of the graph if the
# constant is 1 only once it is rounded to a float; likewise an Add or Sub of a double that is 0 as a float. A standard deviation of
# 1.00000001 or a shift of 1e-46 is then not applied, and a split of a tree that stands at such a value goes the other way. With
# optimisations off the answers are right. The graph is double throughout; a constant of one element suffices.
#
# Seen on 2026-11-30 (onnxruntime 1.30.0, onnx 1.23.1, numpy 2.4.6, Python 3.11), -(|x| op c):
#   x = 1e9  Div by 1.00000001   all off -999999990.0000001   basic -1000000000.0
#   x = 1e9  Mul by 1.00000001   all off -1000000009.9999999  basic -1000000000.0
#   x = 0    Add 1e-46           all off -1e-46               basic -0.0
#   x = 0    Sub 1e-46           all off 1e-46                basic -0.0
#
# Here churn export --onnx gives such constants as columns, which the optimiser leaves alone; there is a test with a scale of nearly one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check onnxruntime==1.30.0 onnx==1.23.1 numpy==2.4.6
cat >"$folder/run.py" <<'PY'
import sys

import numpy as np
import onnxruntime
from onnx import TensorProto, helper

LEVELS = onnxruntime.GraphOptimizationLevel


def answer(operator, constant, x, level):
    value = lambda name: helper.make_tensor_value_info(name, TensorProto.DOUBLE, [None])
    graph = helper.make_graph(
        [helper.make_node("Abs", ["x"], ["a"]), helper.make_node(operator, ["a", "c"], ["b"]), helper.make_node("Neg", ["b"], ["y"])],
        "near", [value("x")], [value("y")], [helper.make_tensor("c", TensorProto.DOUBLE, [1], [constant])])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 21)], ir_version=10)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = level
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return float(session.run(None, {"x": np.array([x])})[0][0])


expected = {
    ("Div", 1.00000001, 1e9): ("-999999990.0000001", "-1000000000.0"),
    ("Mul", 1.00000001, 1e9): ("-1000000009.9999999", "-1000000000.0"),
    ("Add", 1e-46, 0.0): ("-1e-46", "-0.0"),
    ("Sub", 1e-46, 0.0): ("1e-46", "-0.0"),
}
found = {
    case: tuple(repr(answer(*case, level)) for level in (LEVELS.ORT_DISABLE_ALL, LEVELS.ORT_ENABLE_BASIC)) for case in expected}
for case, told in found.items():
    print(*case, "all off", told[0], "basic", told[1])
sys.exit(found != expected)
PY
"$folder/venv/bin/python" "$folder/run.py"
