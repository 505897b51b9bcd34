package io.github.churnml.registry.experiment;

/** Which of the two models answers for a customer. */
public enum Arm {
    /** The model that served before the experiment. */
    CHAMPION("champion"),
    /** The model that is tried. */
    CHALLENGER("challenger");

    private final String label;

    Arm(String label) {
        this.label = label;
    }

    /** {@return the name in logs and answers: {@code champion} or {@code challenger}} */
    public String label() {
        return label;
    }
}
