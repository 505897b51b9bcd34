package io.github.churnml.benchmarks;

/** How large the models are: trees, and the most leaves of each. */
record Size(int trees, int leaves) {

    @Override
    public String toString() {
        return trees + "x" + leaves;
    }
}
