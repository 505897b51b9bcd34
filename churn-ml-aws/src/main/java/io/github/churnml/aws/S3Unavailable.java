package io.github.churnml.aws;

/**
 * S3 could not be asked, or did not answer: nobody's mistake that a message could name, so a local copy may stand in. Caught
 * within this package.
 */
final class S3Unavailable extends RuntimeException {

    private final String maybe;
    private final boolean keysMissing;

    S3Unavailable(String why, String maybe, boolean keysMissing) {
        super(why, null, false, false);
        this.maybe = maybe;
        this.keysMissing = keysMissing;
    }

    S3Unavailable(String why) {
        this(
                why,
                "Maybe try again later; the endpoint is that of AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, if set.",
                false);
    }

    /** Why, as part of a sentence. */
    String why() {
        return String.valueOf(getMessage());
    }

    /** The way out. */
    String maybe() {
        return maybe;
    }

    boolean keysMissing() {
        return keysMissing;
    }
}
