# Loads a model that churn-ml logged, as MLflow's flavour python_function asks for it.
#
# Copyright the churn-ml authors. Licensed under the Apache License, Version 2.0. You may also use, copy, change and
# pass on this one file under the terms of the MIT No Attribution licence (MIT-0), without naming anyone.
"""Scores raw columns: probability and predicted for each row of a table."""

import os

import pandas

from churn_onnx import ChurnOnnx


class ChurnPyfunc:
    """What ``mlflow.pyfunc.load_model`` gives back underneath."""

    def __init__(self, folder):
        self.model = ChurnOnnx(os.path.join(folder, "model.onnx"))

    def predict(self, model_input, params=None):
        """A table with the probability, and whether it reaches the model's threshold, for each row."""
        table = model_input if isinstance(model_input, pandas.DataFrame) else pandas.DataFrame(model_input)
        probabilities = self.model.predict(table)
        predicted = (probabilities >= self.model.description["threshold"]).astype("int64")
        return pandas.DataFrame({"probability": probabilities, "predicted": predicted}, index=table.index)


def _load_pyfunc(path):
    return ChurnPyfunc(path)
