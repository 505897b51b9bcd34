"""The same work with pandas, SQLAlchemy and XGBoost: rival.py MODEL PORT; see run."""
import datetime
import hashlib
import sys

import pandas as pd
import xgboost
from sqlalchemy import DateTime, Float, Text, create_engine

CHUNK = 50_000

if __name__ == "__main__":
    model, port = sys.argv[1:]
    booster = xgboost.Booster(model_file=model)
    sha256 = hashlib.sha256(open(model, "rb").read()).hexdigest()
    at = datetime.datetime.now(datetime.timezone.utc)
    url = f"postgresql+psycopg2://postgres@127.0.0.1:{port}/postgres"
    engine = create_engine(url, executemany_mode="values_plus_batch")
    types = {"customer_id": Text, "probability": Float(53), "predicted": Text, "tier": Text, "reasons": Text, "run_id": Text,
             "model_name": Text, "model_version": Text, "model_sha256": Text, "scored_at": DateTime(timezone=True)}
    with engine.connect().execution_options(stream_results=True, max_row_buffer=CHUNK) as reading, \
            engine.connect() as writing:
        for part in pd.read_sql("SELECT * FROM customers", reading, chunksize=CHUNK):
            data = xgboost.DMatrix(part.drop(columns="customer_id"), nthread=2)
            probability = booster.predict(data)
            out = pd.DataFrame({
                "run_id": "bench", "customer_id": part["customer_id"].astype(str), "probability": probability.astype(float),
                "predicted": pd.Series(probability >= 0.5).map({True: "1", False: "0"}),
                "tier": pd.cut(probability, [-1, 0.3, 0.6, 2], labels=["low", "medium", "high"], right=False).astype(str),
                "reasons": "[]", "model_name": "churn", "model_version": "1", "model_sha256": sha256, "scored_at": at})
            out.to_sql("rival", writing, if_exists="append", index=False, dtype=types)
            writing.commit()
        writing.exec_driver_sql("ALTER TABLE rival ADD PRIMARY KEY (run_id, customer_id)")
        writing.commit()
