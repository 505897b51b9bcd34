package io.github.churnml.serving.http;

import io.undertow.util.StatusCodes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is no answer, as {@code application/problem+json} has it (RFC 9457).
 *
 * @param status the HTTP status
 * @param kind the last part of the problem's {@code type}, such as {@code invalid-rows}
 * @param title what is wrong in general: the same for every problem of this kind
 * @param detail what is wrong here, and what to do
 * @param errors every single thing that is wrong with the rows, in their order
 * @param more how many further ones were found and are not listed
 */
public record Problem(int status, String kind, String title, String detail, List<RowError> errors, long more) {

    /** Seconds that a caller is asked to wait. */
    static final int RETRY_AFTER = 1;

    /**
     * One thing that is wrong with one value.
     *
     * @param pointer where, as a JSON pointer (RFC 6901)
     * @param column the column, or null where it is the row itself
     * @param found what stands there, in JSON's words and cut short; or null where nothing does
     * @param allowed what may stand there
     * @param nearest what was perhaps meant, or null
     * @param problem what is wrong
     */
    public record RowError(
            String pointer,
            @Nullable String column,
            @Nullable String found,
            String allowed,
            @Nullable String nearest,
            String problem) {}

    public static Problem of(int status, String kind, String detail, String wayOut) {
        return new Problem(status, kind, StatusCodes.getReason(status), detail + " " + wayOut, List.of(), 0);
    }

    public static Problem busy(String why) {
        return of(
                StatusCodes.SERVICE_UNAVAILABLE,
                "busy",
                "The server is busy: " + why + ".",
                "Try again in " + RETRY_AFTER + " s.");
    }

    public static Problem notAllowed(String allowed) {
        return of(
                StatusCodes.METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "This path does not answer that method.",
                "It answers " + allowed + ".");
    }

    public static Problem badJson(String detail) {
        return of(
                StatusCodes.BAD_REQUEST,
                "bad-json",
                detail,
                "Send a JSON object with one value per column, or a list of such objects.");
    }

    public static Problem invalidRows(List<RowError> errors, long more) {
        long all = errors.size() + more;
        return new Problem(
                StatusCodes.BAD_REQUEST,
                "invalid-rows",
                "The rows do not fit the model",
                all + (all == 1 ? " value" : " values") + " cannot be scored. GET /schema says what the model needs.",
                errors,
                more);
    }
}
