package io.github.churnml.decide;

/** Log-odds as they are. */
enum NoCalibration implements Calibrator {
    INSTANCE;

    static final String KIND = "none";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public double[] numbers() {
        return new double[0];
    }

    @Override
    public double logOdds(double logOdds) {
        return logOdds;
    }
}
