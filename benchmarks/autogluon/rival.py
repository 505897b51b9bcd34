"""AutoGluon on one split: rival.py TRAIN TEST TARGET SECONDS PROBABILITIES; see run. Prints what it did as JSON."""
import json
import sys
import tempfile
import time

import pandas as pd
from autogluon.tabular import TabularPredictor, __version__

if __name__ == "__main__":
    train, test, target, seconds, out = sys.argv[1:]
    learnt, judged = pd.read_csv(train), pd.read_csv(test)
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        predictor = TabularPredictor(label=target, eval_metric="roc_auc", path=folder, verbosity=0).fit(
            learnt, presets="best_quality", time_limit=int(seconds), num_gpus=0)
        fitted = time.perf_counter()
        probabilities = predictor.predict_proba(judged.drop(columns=target))[1]
        ended = time.perf_counter()
        probabilities.to_csv(out, index=False)
        print(json.dumps({
            "version": __version__, "fit": fitted - began, "predict": ended - fitted,
            "models": len(predictor.model_names()), "best": predictor.model_best}))
