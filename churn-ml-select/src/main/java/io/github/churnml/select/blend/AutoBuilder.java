package io.github.churnml.select.blend;

/** Builds an {@link Auto}. Mutable, for one thread. */
public final class AutoBuilder {

    private int folds = 8;
    private double maxMicros = 3;
    private double maxSeconds;

    AutoBuilder() {}

    /**
     * Sets into how many folds rows are divided to judge learners.
     *
     * @param most 2 to 20; 8 by default. Large tables, and few customers of a class, have fewer
     * @return this
     * @throws io.github.churnml.error.ConfigurationException if it is out of range
     */
    public AutoBuilder folds(int most) {
        this.folds = AutoSettings.FOLDS.check(most);
        return this;
    }

    /**
     * Sets how long a row may take to be scored. It is estimated by what the model is made of, so that the same model is chosen on
     * every machine; a real row may take a little more or less.
     *
     * @param micros microseconds, 0.1 to 1,000,000; 3 by default. Where even the fastest learner takes longer, it is kept alone
     * @return this
     * @throws io.github.churnml.error.ConfigurationException if it is out of range
     */
    public AutoBuilder maxMicros(double micros) {
        this.maxMicros = AutoSettings.MAX_MICROS.check(micros);
        return this;
    }

    /**
     * Sets after how many seconds no further learner is tried. What is chosen then depends on the machine, and the run says that it
     * cannot be repeated.
     *
     * @param seconds 0 to 1,000,000; 0, the default, tries all
     * @return this
     * @throws io.github.churnml.error.ConfigurationException if it is out of range
     */
    public AutoBuilder maxSeconds(double seconds) {
        this.maxSeconds = AutoSettings.MAX_SECONDS.check(seconds);
        return this;
    }

    /** {@return the learner} */
    public Auto build() {
        return new Auto(new AutoSettings(folds, maxMicros, maxSeconds));
    }
}
