package io.github.churnml.report.tree;

/**
 * What was found, in a sentence that is computed from the numbers.
 *
 * @param weight how much it matters
 * @param text the sentence
 */
public record Finding(Weight weight, String text) implements Block {

    /** How much a finding matters to a reader who reads one sentence. */
    public enum Weight {
        /** What the page is about. */
        MAIN,
        /** Worth knowing. */
        NOTE,
        /** Read this before you believe the rest. */
        WARNING
    }

    /**
     * What the page is about.
     *
     * @param text the sentence
     * @return the finding
     */
    public static Finding main(String text) {
        return new Finding(Weight.MAIN, text);
    }

    /**
     * Something worth knowing.
     *
     * @param text the sentence
     * @return the finding
     */
    public static Finding note(String text) {
        return new Finding(Weight.NOTE, text);
    }

    /**
     * Something to read before the rest is believed.
     *
     * @param text the sentence
     * @return the finding
     */
    public static Finding warning(String text) {
        return new Finding(Weight.WARNING, text);
    }
}
