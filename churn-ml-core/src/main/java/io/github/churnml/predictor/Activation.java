package io.github.churnml.predictor;

/** What a hidden unit of a network makes of its weighted sum. */
public enum Activation {
    /** The larger of the sum and 0. */
    RELU("relu") {
        @Override
        public double of(double sum) {
            return Math.max(sum, 0);
        }

        @Override
        public double slope(double value) {
            return value > 0 ? 1 : 0;
        }
    },
    /** The hyperbolic tangent. */
    TANH("tanh") {
        @Override
        public double of(double sum) {
            return StrictMath.tanh(sum);
        }

        @Override
        public double slope(double value) {
            return 1 - value * value;
        }
    };

    private final String label;

    Activation(String label) {
        this.label = label;
    }

    /** {@return the name in YAML and JSON} */
    public String label() {
        return label;
    }

    /**
     * The activation itself, the same bits on every machine.
     *
     * @param sum the weighted sum; NaN gives NaN
     * @return the unit's value
     */
    public abstract double of(double sum);

    /**
     * The derivative of the activation.
     *
     * @param value the unit's value (not its sum)
     * @return by how much the value rises with the sum; 0 for {@link #RELU} where the value is 0
     */
    public abstract double slope(double value);
}
