package io.github.churnml.aws;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A service could not be asked, or did not answer: nobody's mistake that a message could name, so a local copy may stand in. Caught
 * within this package.
 */
final class Unavailable extends RuntimeException {

    private final String maybe;
    private final boolean keysMissing;

    Unavailable(String why, String maybe, boolean keysMissing) {
        super(why, null, false, false);
        this.maybe = maybe;
        this.keysMissing = keysMissing;
    }

    Unavailable(String why) {
        this(why, "Maybe try again later; where it is asked is what AWS_ENDPOINT_URL and its like say, if set.", false);
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

    /** Why there was no answer, if that is what happened. */
    static Optional<String> reason(Throwable cause) {
        if (cause instanceof UnknownHostException) {
            return Optional.of("has a host name that is not known here");
        }
        if (cause instanceof SocketTimeoutException) {
            return Optional.of("did not answer in time");
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return Optional.of("takes no connections");
        }
        if (cause instanceof SocketException || cause instanceof EOFException) {
            return Optional.of("broke the connection off");
        }
        return Optional.empty();
    }

    /** How often was asked, if more than once. */
    static String attempts(SdkException failure) {
        int attempts = failure.numAttempts() == null ? 1 : failure.numAttempts();
        return attempts > 1 ? " (asked " + attempts + " times)" : "";
    }
}
