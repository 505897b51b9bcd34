#!/usr/bin/env bash
# ONNX Runtime 1.30.0: a regressor that asks for its score as a probability answers with the raw score and says nothing. LOGISTIC and
# SOFTMAX are ignored by TreeEnsemble (ai.onnx.ml opset 5), TreeEnsembleRegressor and LinearRegressor. LinearClassifier with one row of
# coefficients applies LOGISTIC, but ignores SOFTMAX: it answers [1 - s, s] of the raw score s, outside of 0 to 1, where the reference
# evaluator of the onnx package gives the softmax of [-s, s].
#
# Seen on 2026-11-30 (onnxruntime 1.30.0, onnx 1.23.1, numpy 2.4.6, Python 3.11), raw scores -1 and 2:
#   TreeEnsemble LOGISTIC            -1 2                                (sigmoid: 0.269 0.881)
#   TreeEnsembleRegressor LOGISTIC   -1 2
#   LinearRegressor LOGISTIC         -1 2
#   LinearClassifier SOFTMAX         [2 -1] [-1 2]                       (reference: [0.881 0.119] [0.018 0.982])
#   LinearClassifier LOGISTIC        [0.731 0.269] [0.119 0.881]
#
# Here churn export --onnx writes no post_transform: the way from log-odds to probability is nodes of its own (docs/onnx.md).
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
from onnx.reference import ReferenceEvaluator

ROWS = np.array([[0.0], [1.0]], np.float32)


def scores(kind, opset, columns=1, reference=False, **settings):
    outputs = [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [None, columns])]
    if columns == 2:
        outputs.insert(0, helper.make_tensor_value_info("label", TensorProto.INT64, [None]))
    node = helper.make_node(kind, ["x"], [o.name for o in outputs], domain="ai.onnx.ml", **settings)
    graph = helper.make_graph([node], "scores", [helper.make_tensor_value_info("x", TensorProto.FLOAT, [None, 1])], outputs)
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 21), helper.make_opsetid("ai.onnx.ml", opset)], ir_version=10)
    onnx.checker.check_model(model)
    if reference:
        answer = ReferenceEvaluator(model).run(None, {"x": ROWS})
    else:
        session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
        answer = session.run(None, {"x": ROWS})
    return np.asarray(answer[-1]).astype(float).round(3).ravel().tolist()


def tensor(kind, *values):
    return helper.make_tensor("t", kind, [len(values)], values)


linear = dict(coefficients=[3.0], intercepts=[-1.0])
found = {
    "TreeEnsemble LOGISTIC": scores(
        "TreeEnsemble", 5, n_targets=1, aggregate_function=1, post_transform=2, tree_roots=[0], nodes_featureids=[0],
        nodes_modes=tensor(TensorProto.UINT8, 0), nodes_splits=tensor(TensorProto.FLOAT, 0.5), nodes_truenodeids=[0],
        nodes_trueleafs=[1], nodes_falsenodeids=[1], nodes_falseleafs=[1], leaf_targetids=[0, 0],
        leaf_weights=tensor(TensorProto.FLOAT, -1.0, 2.0)),
    "TreeEnsembleRegressor LOGISTIC": scores(
        "TreeEnsembleRegressor", 3, n_targets=1, post_transform="LOGISTIC", nodes_treeids=[0, 0, 0], nodes_nodeids=[0, 1, 2],
        nodes_featureids=[0, 0, 0], nodes_modes=["BRANCH_LEQ", "LEAF", "LEAF"], nodes_values=[0.5, 0.0, 0.0],
        nodes_truenodeids=[1, 0, 0], nodes_falsenodeids=[2, 0, 0], target_treeids=[0, 0], target_nodeids=[1, 2],
        target_ids=[0, 0], target_weights=[-1.0, 2.0]),
    "LinearRegressor LOGISTIC": scores("LinearRegressor", 3, targets=1, post_transform="LOGISTIC", **linear),
    "LinearClassifier SOFTMAX": scores(
        "LinearClassifier", 3, 2, classlabels_ints=[0, 1], post_transform="SOFTMAX", **linear),
    "LinearClassifier SOFTMAX, reference": scores(
        "LinearClassifier", 3, 2, True, classlabels_ints=[0, 1], post_transform="SOFTMAX", **linear),
    "LinearClassifier LOGISTIC": scores(
        "LinearClassifier", 3, 2, classlabels_ints=[0, 1], post_transform="LOGISTIC", **linear),
}
expected = {
    "TreeEnsemble LOGISTIC": [-1.0, 2.0],
    "TreeEnsembleRegressor LOGISTIC": [-1.0, 2.0],
    "LinearRegressor LOGISTIC": [-1.0, 2.0],
    "LinearClassifier SOFTMAX": [2.0, -1.0, -1.0, 2.0],
    "LinearClassifier SOFTMAX, reference": [0.881, 0.119, 0.018, 0.982],
    "LinearClassifier LOGISTIC": [0.731, 0.269, 0.119, 0.881],
}
for what, told in found.items():
    print(what, *told)
sys.exit(found != expected)
PY
"$folder/venv/bin/python" "$folder/run.py"
