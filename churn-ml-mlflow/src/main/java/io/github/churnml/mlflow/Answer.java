package io.github.churnml.mlflow;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.settings.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a server answered, and what it means where it is not what was asked for.
 *
 * @param server how the server is called in messages
 * @param status the HTTP status
 * @param type the content type, in lower case
 * @param retryAfter how long the server asks to wait, as its header says it
 * @param body the bytes
 */
record Answer(String server, int status, String type, String retryAfter, byte[] body) {

    private static final int LONGEST = 300;

    /** Codes of MLflow that stand for trouble which may pass. */
    private static final Set<String> PASSING =
            Set.of("", "INTERNAL_ERROR", "TEMPORARILY_UNAVAILABLE", "REQUEST_LIMIT_EXCEEDED");

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** Whether the same call may do better a moment later. */
    boolean mayPass() {
        return status == 429
                || status == 502
                || status == 503
                || status == 504
                || status == 500 && PASSING.contains(code());
    }

    /** MLflow's own word for a failure, such as {@code RESOURCE_DOES_NOT_EXIST}; empty if it says none. */
    String code() {
        return isGood() ? "" : text("error_code");
    }

    /** Whether what was asked for is not there. A missing alias is an invalid parameter, to MLflow. */
    boolean isAbsent() {
        return code().equals("RESOURCE_DOES_NOT_EXIST")
                || code().equals("INVALID_PARAMETER_VALUE") && text("message").matches("(?s).*alias .* not found.*");
    }

    boolean isThereAlready() {
        return code().equals("RESOURCE_ALREADY_EXISTS");
    }

    /** The tree of a good answer. */
    Map<String, Object> json(String what) {
        if (!isGood()) {
            throw failure(what);
        }
        if (type.startsWith("text/html")) {
            throw notMlflow(what, "a page of HTML");
        }
        return PlainJson.read(
                body,
                (problem, maybe) -> new RegistryException(
                        "The answer of the server (" + server + ") cannot be read: " + problem,
                        "Maybe it is no MLflow server, or something between cut the answer.",
                        Where.nowhere()),
                "the answer to " + what);
    }

    /** What a failed call is told as. */
    ChurnException failure(String what) {
        String tried = "The MLflow server (" + server + ") did not " + what;
        if (status == 403 && plain().contains("Invalid Host header")) {
            return new ConfigurationException(
                    tried + ": it does not answer under this host name (403, its protection against DNS rebinding).",
                    "Maybe start it with --allowed-hosts and this name, such as `mlflow server --allowed-hosts"
                            + " mlflow.example:5000 ...`; by default it takes localhost and private addresses only.",
                    Where.nowhere());
        }
        if (status == 401) {
            return new ConfigurationException(
                    tried + ": it wants to know who asks (401).",
                    "Maybe set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or MLFLOW_TRACKING_TOKEN; if they are"
                            + " set, one of them is wrong.",
                    Where.nowhere());
        }
        if (status == 403) {
            return new ConfigurationException(
                    tried + ": this user may not do that (403" + said() + ").",
                    "Maybe another user may: see MLFLOW_TRACKING_USERNAME.",
                    Where.nowhere());
        }
        if (status >= 300 && status < 400) {
            return new ConfigurationException(
                    tried + ": it redirects (" + status + "), and redirects are not followed.",
                    "Maybe a page for signing in stands before it, or the address needs https://.",
                    Where.nowhere());
        }
        if (status == 413) {
            return new ConfigurationException(
                    tried + ": what was sent is too large for it, or for what stands before it (413).",
                    "Maybe raise the limit there, such as client_max_body_size of nginx.",
                    Where.nowhere());
        }
        if (code().isEmpty() && (status == 404 || status == 405)) {
            return notMlflow(what, String.valueOf(status));
        }
        if (code().equals("FEATURE_DISABLED")) {
            return new ConfigurationException(
                    tried + ": " + message() + ".", "Maybe leave MLFLOW_WORKSPACE unset.", Where.nowhere());
        }
        boolean asked = status >= 400 && status < 500;
        String problem = tried + " (" + status + said() + ").";
        String maybe = asked ? "" : "Maybe its log says more, or its database or disk is full.";
        return asked
                ? new ConfigurationException(problem, maybe, Where.nowhere())
                : new RegistryException(problem, maybe, Where.nowhere());
    }

    ConfigurationException notMlflow(String what, String instead) {
        return new ConfigurationException(
                "The server (" + server + ") did not " + what + ": it answered with " + instead
                        + ", so this is no MLflow server, or not its address.",
                "Maybe a path is missing or too long in MLFLOW_TRACKING_URI, or a proxy stands before it.",
                Where.nowhere());
    }

    /** The answer in a few words, for the end of a sentence. */
    String told() {
        return "it answered " + status + said();
    }

    private String said() {
        String message = message();
        return message.isEmpty() ? "" : ": " + message;
    }

    /** The server's own words, one line, without the statements that its database was given. */
    private String message() {
        String message = text("message");
        String first =
                message.split("\\n|\\[SQL", 2)[0].replaceAll("\\p{Cntrl}", " ").strip();
        String cut = first.length() > LONGEST ? first.substring(0, LONGEST) + "…" : first;
        return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private String text(String key) {
        if (!type.contains("json")) {
            return "";
        }
        try {
            Object value = PlainJson.read(
                            body, (problem, maybe) -> new RegistryException(problem, maybe, Where.nowhere()), "")
                    .get(key);
            return value instanceof String text ? text : "";
        } catch (RegistryException e) {
            return "";
        }
    }

    private String plain() {
        return new String(body, 0, Math.min(body.length, LONGEST), StandardCharsets.UTF_8);
    }

    static String type(String header) {
        return header.toLowerCase(Locale.ROOT).strip();
    }
}
