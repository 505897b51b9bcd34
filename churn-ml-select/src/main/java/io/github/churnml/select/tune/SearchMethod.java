package io.github.churnml.select.tune;

/** How the settings of trials are drawn, and which trials see all folds. */
public enum SearchMethod {
    /**
     * Uniformly over the space (Bergstra and Bengio, Random Search for Hyper-Parameter Optimization, JMLR 13, 2012). A trial that
     * falls behind on the folds so far is stopped.
     */
    RANDOM("random"),
    /**
     * Successive halving (Jamieson and Talwalkar, Non-stochastic Best Arm Identification and Hyperparameter Optimization, AISTATS
     * 2016): all trials, drawn as by {@link #RANDOM}, meet one fold, the better half a second one, and so on. What is doubled is
     * folds, never rows, so that figures of all rounds are of models as large as the last.
     */
    HALVING("halving"),
    /**
     * The tree-structured Parzen estimator (Bergstra, Bardenet, Bengio and Kégl, Algorithms for Hyper-Parameter Optimization, NIPS
     * 2011, section 4): values are drawn where good trials are dense and others are not. A trial that falls behind on the folds so
     * far is stopped.
     */
    TPE("tpe");

    private final String label;

    SearchMethod(String label) {
        this.label = label;
    }

    /** {@return the name on the command line and in files} */
    public String label() {
        return label;
    }
}
