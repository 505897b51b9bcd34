#!/usr/bin/env bash
# MLflow with SQLAlchemy 2.1, which both of its lines allow (sqlalchemy<3), and psycopg2, which its pages name for PostgreSQL:
# MLflow 3.17.2 does not open a store at postgresql://, since SQLAlchemy 2.1 takes that for the driver psycopg (3) where 2.0 took psycopg2;
# postgresql+psycopg2:// is tried. MLflow 2.22.5 opens no store at all, sqlite:// neither: it imports a class of pools that 2.1 has no more.
# A new installation gets 2.1; an environment of last year that is rebuilt stops working.
#
# Seen on 2026-11-30 (SQLAlchemy 2.1.9, psycopg2-binary 2.9.13, Python 3.11), nothing listens at the address:
#   mlflow 3.17.2  postgresql://           ModuleNotFoundError: No module named 'psycopg'
#   mlflow 3.17.2  postgresql+psycopg2://  OperationalError (a connection is tried)
#   mlflow 2.22.5  sqlite://               ImportError: cannot import name 'FallbackAsyncAdaptedQueuePool' from 'sqlalchemy.pool'
#
# Here churn mlflow setup prints a command with postgresql+psycopg2:// (docs/mlflow.md); tests hold 2.22.5 below SQLAlchemy 2.1.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >open.py <<'PY'
import sys

try:
    import sqlalchemy
    from mlflow.store.db.utils import create_sqlalchemy_engine

    create_sqlalchemy_engine(sys.argv[1]).connect().close()
    print("opened")
except Exception as error:
    said = str(error).splitlines()[0].split(" (")[0]
    print(type(error).__name__, "" if type(error).__name__ == "OperationalError" else said)
PY
install() { # NAME VERSION
    python3 -m venv "$1"
    "$1/bin/pip" -q install --disable-pip-version-check "mlflow==$2" sqlalchemy==2.1.9 psycopg2-binary==2.9.13
}
install three 3.17.2
install two 2.22.5
{
    three/bin/python open.py postgresql://nobody@127.0.0.1:9/none
    three/bin/python open.py postgresql+psycopg2://nobody@127.0.0.1:9/none
    two/bin/python open.py sqlite:///none.db
} 2>errors | sed 's/ *$//' | tee seen
diff seen - <<'TXT'
ModuleNotFoundError No module named 'psycopg'
OperationalError
ImportError cannot import name 'FallbackAsyncAdaptedQueuePool' from 'sqlalchemy.pool'
TXT
