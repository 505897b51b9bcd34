#!/usr/bin/env bash
# ONNX Runtime 1.30.0: in a TreeEnsemble (ai.onnx.ml opset 5) a node of mode MEMBER (6) compares values exactly as long as all of its
# members are from 0 to 30. With one member of 31 or more, values are cut to whole numbers before they are compared, those between the
# smaller members too: 2.5 is then "in" the set {2, 31}, and not in {2, 30}. Input, splits and members are doubles throughout.
#
# Seen on 2026-11-30 (onnxruntime 1.30.0, onnx 1.23.1, numpy 2.4.6, Python 3.11), rows 2, 2.5, 3, 30.5, 31, 31.5, 40.9:
#   {2, 30}  1 0 0 0 0 0 0
#   {2, 31}  1 1 0 0 1 1 0
#   {2, 40}  1 1 0 0 0 0 1
#
# Here churn export --onnx feeds level codes, which are whole numbers, and its tests have columns of more than 31 levels (docs/onnx.md).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check onnxruntime==1.30.0 onnx==1.23.1 numpy==2.4.6
cat >"$folder/run.py" <<'PY'
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper


def session(members):
    """One node: 1 for rows whose value is a member, else 0."""
    one = lambda name, kind, value: helper.make_tensor(name, kind, [len(value)], value)
    node = helper.make_node(
        "TreeEnsemble", ["x"], ["y"], domain="ai.onnx.ml",
        n_targets=1, aggregate_function=1, post_transform=0, tree_roots=[0],
        nodes_featureids=[0], nodes_modes=one("modes", TensorProto.UINT8, [6]),
        nodes_splits=one("splits", TensorProto.DOUBLE, [0.0]),
        nodes_truenodeids=[0], nodes_trueleafs=[1], nodes_falsenodeids=[1], nodes_falseleafs=[1],
        leaf_targetids=[0, 0], leaf_weights=one("weights", TensorProto.DOUBLE, [1.0, 0.0]),
        membership_values=one("members", TensorProto.DOUBLE, members))
    value = lambda name: helper.make_tensor_value_info(name, TensorProto.DOUBLE, [None, 1])
    model = helper.make_model(
        helper.make_graph([node], "member", [value("x")], [value("y")]),
        opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid("ai.onnx.ml", 5)], ir_version=10)
    onnx.checker.check_model(model)
    return onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])


rows = np.array([[2.0], [2.5], [3.0], [30.5], [31.0], [31.5], [40.9]])
expected = {(2.0, 30.0): [1, 0, 0, 0, 0, 0, 0], (2.0, 31.0): [1, 1, 0, 0, 1, 1, 0], (2.0, 40.0): [1, 1, 0, 0, 0, 0, 1]}
found = {members: session(list(members)).run(None, {"x": rows})[0].ravel().astype(int).tolist() for members in expected}
for members, told in found.items():
    print(members, *told)
sys.exit(found != expected)
PY
"$folder/venv/bin/python" "$folder/run.py"
