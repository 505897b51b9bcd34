package io.github.churnml.predictor;

/** A network whose features are moved one at a time: the first layer keeps its sums, and only what follows is done anew. */
interface NetworkWalk {

    /**
     * Begins anew.
     *
     * @param features the row to begin with
     */
    void start(double[] features);

    /**
     * Moves one feature.
     *
     * @param feature which, from 0
     * @param by by how much
     * @return the log-odds then
     */
    double change(int feature, double by);
}
