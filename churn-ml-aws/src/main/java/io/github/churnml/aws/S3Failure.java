package io.github.churnml.aws;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.Optional;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** What S3's and the SDK's failures mean for a user: what was asked for where, and the way out. Keys are in no message. */
final class S3Failure {

    private static final int MOVED = 301;
    private static final int DENIED = 403;
    private static final int ABSENT = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER = 500;
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Connection connection;

    S3Failure(S3Connection connection) {
        this.connection = connection;
    }

    /**
     * What a failure means.
     *
     * @param what what could not be done, such as {@code read}
     * @param at the object
     * @return what to throw: an {@link Unavailable} if nobody answered, else what tells of the mistake
     */
    RuntimeException of(SdkException failure, String what, S3Address at) {
        if (failure instanceof AwsServiceException answer) {
            return told(answer, what, at);
        }
        return notAnswered(failure, what, at);
    }

    private RuntimeException told(AwsServiceException answer, String what, S3Address at) {
        String code = code(answer);
        int status = answer.statusCode();
        if (status >= SERVER && status != NOT_IMPLEMENTED || status == TOO_MANY) {
            return new Unavailable(connection.server() + " answered " + status + (code.isEmpty() ? "" : " " + code)
                    + Unavailable.attempts(answer));
        }
        String problem = at.shown() + " cannot be " + what + ": ";
        return switch (code) {
            case "NoSuchBucket" ->
                new DataException(
                        problem + "there is no bucket " + Wording.name(at.bucket()) + " at " + connection.server()
                                + ".",
                        "Maybe it is misspelt, or of another account or region.",
                        Where.nowhere());
            case "NoSuchKey" ->
                new DataException(problem + "there is no such object.", "Maybe its key is misspelt.", Where.nowhere());
            case "InvalidAccessKeyId" ->
                configuration(
                        problem + connection.server() + " does not know the access key.",
                        "Maybe AWS_ACCESS_KEY_ID or the profile's key is of another server or was deleted.");
            case "SignatureDoesNotMatch" ->
                configuration(
                        problem + "the signature does not match (SignatureDoesNotMatch).",
                        "Maybe AWS_SECRET_ACCESS_KEY is not the secret of AWS_ACCESS_KEY_ID, or a proxy changes requests.");
            case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired" ->
                configuration(
                        problem + "the session token has expired (" + code + ").",
                        "Maybe log in anew, or take keys that last.");
            case "InvalidToken", "InvalidClientTokenId" ->
                configuration(
                        problem + "the session token is not valid (" + code + ").",
                        "Maybe AWS_SESSION_TOKEN is left from other keys; unset it for keys that last.");
            case "RequestTimeTooSkewed", "RequestExpired" ->
                configuration(
                        problem + "this machine's clock differs too much from the server's (" + code + ").",
                        "Maybe set the clock.");
            case "PermanentRedirect",
                    "TemporaryRedirect",
                    "AuthorizationHeaderMalformed",
                    "IllegalLocationConstraintException" -> region(answer, problem, at);
            default -> byStatus(answer, status, problem, at);
        };
    }

    private RuntimeException byStatus(AwsServiceException answer, int status, String problem, S3Address at) {
        return switch (status) {
            case MOVED -> region(answer, problem, at);
            case DENIED ->
                configuration(
                        problem + "access is denied (" + named(answer, "403") + ").",
                        "Maybe the keys' policy does not allow it for this bucket: reading needs s3:GetObject and s3:ListBucket,"
                                + " writing s3:PutObject. Without s3:ListBucket an object that is not there is denied, too.");
            case ABSENT ->
                new DataException(problem + "there is no such object.", "Maybe its key is misspelt.", Where.nowhere());
            default ->
                configuration(
                        problem + connection.server() + " answered " + status + " (" + named(answer, "no code") + ": "
                                + clean(message(answer)) + ").",
                        "Maybe the server does not know this request; " + S3Connection.CHECKSUMS
                                + " and the endpoint are what servers differ in.");
        };
    }

    private ConfigurationException region(AwsServiceException answer, String problem, S3Address at) {
        Optional<String> right = Optional.ofNullable(answer.awsErrorDetails())
                .map(AwsErrorDetails::sdkHttpResponse)
                .flatMap(http -> http.firstMatchingHeader("x-amz-bucket-region"))
                .filter(region -> region.matches("[a-z0-9-]{1,40}"));
        return configuration(
                problem + "the bucket " + Wording.name(at.bucket()) + " is in "
                        + right.map(region -> "the region " + Wording.value(region))
                                .orElse("another region")
                        + ", and " + Wording.value(connection.region()) + " was asked.",
                right.map(region -> "Maybe set AWS_REGION=" + region + ".")
                        .orElse("Maybe set AWS_REGION to the region that the bucket is in."));
    }

    private RuntimeException notAnswered(SdkException failure, String what, S3Address at) {
        if (failure instanceof AbortedException || Thread.currentThread().isInterrupted()) {
            return new DataException(
                    at.shown() + " was not " + what + ": it was interrupted.", "Maybe try again.", Where.nowhere());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return configuration(
                        at.shown() + " cannot be " + what + ": no safe connection to " + connection.server() + " ("
                                + clean(String.valueOf(cause.getMessage())) + ").",
                        "Maybe its certificate is not one that this JVM trusts, or it speaks http:// only.");
            }
            Optional<String> why = Unavailable.reason(cause);
            if (why.isPresent()) {
                return new Unavailable(connection.server() + " " + why.get() + Unavailable.attempts(failure));
            }
        }
        return configuration(
                at.shown() + " cannot be " + what + ": " + clean(String.valueOf(failure.getMessage())) + ".",
                "Maybe a variable of AWS is wrong.");
    }

    private ConfigurationException configuration(String problem, String maybe) {
        return new ConfigurationException(problem, maybe, Where.nowhere());
    }

    private String clean(String text) {
        return Wording.plain(connection.environment().withoutSecrets(text));
    }

    private static String named(AwsServiceException answer, String otherwise) {
        String code = code(answer);
        return code.isEmpty() ? otherwise : code;
    }

    static String code(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        return code.matches("[A-Za-z0-9.]{1,60}") ? code : "";
    }

    private static String message(AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "no message" : details.errorMessage();
    }

    /** What is thrown in the end where nothing stands in for what was to be read. */
    static ChurnException unreadable(Unavailable why, S3Address at) {
        String problem = at.shown() + " cannot be read: " + why.why() + ".";
        return why.keysMissing()
                ? new ConfigurationException(problem, why.maybe(), Where.nowhere())
                : new DataException(problem, why.maybe(), Where.nowhere());
    }

    /** What is thrown where something was to be written. */
    static OutputException unwritable(Unavailable why, S3Address at) {
        return new OutputException(at.shown() + " cannot be written: " + why.why() + ".", why.maybe(), Where.nowhere());
    }
}
