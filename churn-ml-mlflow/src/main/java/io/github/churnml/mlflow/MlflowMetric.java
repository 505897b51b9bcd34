package io.github.churnml.mlflow;

/**
 * A number of a run at a step of it.
 *
 * @param key the metric's name
 * @param value a finite number
 * @param step the round of a training, or 0
 */
public record MlflowMetric(String key, double value, long step) {

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public MlflowMetric {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("metric " + key + " is " + value);
        }
    }
}
