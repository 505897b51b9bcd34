# The common tasks by name, for GNU make. `make serve ARGS="--port 9000"` passes arguments on.
.PHONY: train serve test bench-http docker

train: ; ./churn train $(ARGS)

serve: artifacts/model.churn ; ./churn serve $(ARGS)

test: ; mvn -B verify $(ARGS)

bench-http: ; benchmarks/http/run

docker: ; docker build -t churn-ml $(ARGS) .

artifacts/model.churn: ; ./churn train
