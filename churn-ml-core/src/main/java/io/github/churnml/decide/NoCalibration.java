package io.github.churnml.decide;

import io.github.churnml.predictor.LogOdds;

/** Log-odds as they are. */
enum NoCalibration implements Calibrator {
    INSTANCE;

    static final String KIND = "none";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public double probability(double logOdds) {
        return LogOdds.toProbability(logOdds);
    }
}
