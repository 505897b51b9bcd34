#!/usr/bin/env python3
"""What `churn train` does of a table, with pandas and LightGBM: read, fit with early stopping, judge on a hold-out, fit again on
all rows, predict. Prints seconds since the start, and the ROC-AUC of the hold-out.

    churn generate --rows 1000000 --seed 5 --out customers.csv
    /usr/bin/time -v python3 million.py customers.csv
"""
import sys
import time

import lightgbm as lgb
import pandas as pd
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

start = time.time()
table = pd.read_csv(sys.argv[1]).dropna(subset=["churned"])
left = (table.pop("churned").astype(str) == "Yes").astype(int)
table = table.drop(columns=["customer_id", "signup_date"])
for name in table.columns:
    column = table[name]
    if pd.api.types.is_numeric_dtype(column):
        continue
    if column.nunique() <= 50:
        table[name] = column.astype("category")
    else:  # numbers written as text
        table[name] = pd.to_numeric(column.astype(str).str.replace(r"[^0-9.\-]", "", regex=True), errors="coerce")
print(f"read {time.time() - start:.1f}", flush=True)

settings = dict(learning_rate=0.05, num_leaves=16, n_jobs=2, subsample=0.8, subsample_freq=1, colsample_bytree=0.8, verbosity=-1)
learnt, judged, learnt_left, judged_left = train_test_split(table, left, test_size=0.2, random_state=1, stratify=left)
first, stop, first_left, stop_left = train_test_split(learnt, learnt_left, test_size=0.2, random_state=1, stratify=learnt_left)
model = lgb.LGBMClassifier(n_estimators=500, **settings)
model.fit(first, first_left, eval_set=[(stop, stop_left)], callbacks=[lgb.early_stopping(50, verbose=False)])
area = roc_auc_score(judged_left, model.predict_proba(judged)[:, 1])
print(f"judged {time.time() - start:.1f}, {model.best_iteration_} trees, ROC-AUC {area:.4f}", flush=True)
model = lgb.LGBMClassifier(n_estimators=model.best_iteration_, **settings).fit(table, left)
model.predict_proba(table)
print(f"fitted again and predicted {time.time() - start:.1f}")
