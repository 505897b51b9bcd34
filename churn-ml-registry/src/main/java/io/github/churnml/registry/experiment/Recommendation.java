package io.github.churnml.registry.experiment;

/** What an experiment says is to be done. */
public enum Recommendation {
    /** The challenger is better. */
    PROMOTE_CHALLENGER("promote challenger"),
    /** The challenger is worse. */
    STOP_FOR_HARM("stop for harm"),
    /** Whatever the difference is, it is less than the experiment was planned for. */
    KEEP_CHAMPION("keep champion"),
    /** It cannot be told yet. */
    GO_ON("go on"),
    /** Customers were not divided as stated, so nothing can be told. */
    REPAIR("repair the assignment");

    private final String label;

    Recommendation(String label) {
        this.label = label;
    }

    /** {@return in words, such as {@code promote challenger}} */
    public String label() {
        return label;
    }
}
