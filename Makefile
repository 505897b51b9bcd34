# The common tasks by name, for GNU make. `make serve ARGS="--port 9000"` passes arguments on.
.PHONY: train serve drift monitor test test1 bench bench-http docker

train: ; ./churn train $(ARGS)

# Keeps a metrics history beside the model, for `make monitor`.
KEEP = $(if $(findstring --history,$(ARGS)),,--history artifacts/metrics_history.jsonl)
serve: artifacts/model.churn ; ./churn serve $(KEEP) $(ARGS)

# `make drift ARGS="--ref a.csv --new b.csv"` compares other tables.
COMPARED = --model artifacts/model.churn --new data/customers.csv
drift: $(if $(ARGS),,artifacts/model.churn) ; ./churn drift $(or $(ARGS),$(COMPARED))

# Judges what `make serve` has written, with the live drift report where there is one.
WATCHED = --metrics artifacts/metrics_history.jsonl $(addprefix --drift ,$(wildcard artifacts/drift_latest.json))
monitor: ; ./churn monitor $(or $(ARGS),$(WATCHED))

test: ; mvn -B verify $(ARGS)

# `make test1 T=RocAuc` runs one test class of any module in seconds, `make test1 T='RocAuc#ties*'` some methods of it.
test1: ; @tools/test1 '$(T)' $(ARGS)

# `make bench B=ScoreBatch` runs the benchmarks whose names hold it; without B all of them, an hour or so.
bench: ; benchmarks/run $(if $(B),'$(B)') $(ARGS)

bench-http: ; benchmarks/http/run

docker: ; docker build -t churn-ml -f docker/Dockerfile $(ARGS) .

artifacts/model.churn: ; ./churn train
