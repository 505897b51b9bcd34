package io.github.churnml.mlflow;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a server answers, and as whom it is asked. What is secret in it stands in no message and not in {@link #toString}.
 *
 * @param base the server's address, without a slash at its end and without user and password
 * @param authorization the header that says who asks, or null
 * @param workspace the workspace that is asked for, or null
 * @param timeout how long an answer may take
 * @param attempts how often a call is tried that may be repeated
 */
record MlflowConnection(
        URI base, @Nullable String authorization, @Nullable String workspace, Duration timeout, int attempts) {

    static final String URI_VARIABLE = "MLFLOW_TRACKING_URI";
    private static final String USER = "MLFLOW_TRACKING_USERNAME";
    private static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD"; // the name of a variable, no secret
    private static final String TOKEN = "MLFLOW_TRACKING_TOKEN";
    private static final String WORKSPACE = "MLFLOW_WORKSPACE";
    private static final String TIMEOUT = "MLFLOW_HTTP_REQUEST_TIMEOUT";
    private static final String RETRIES = "MLFLOW_HTTP_REQUEST_MAX_RETRIES";
    private static final String INSECURE = "MLFLOW_TRACKING_INSECURE_TLS";
    private static final int USUAL_SECONDS = 60;
    private static final int USUAL_RETRIES = 4;

    /** What the environment says: the variables of MLflow's own client. */
    static MlflowConnection of(Map<String, String> environment) {
        String uri = text(environment, URI_VARIABLE)
                .orElseThrow(() -> new ConfigurationException(
                        "It is not said where the MLflow server answers.",
                        "Maybe set " + URI_VARIABLE + ", such as http://localhost:5000.",
                        Where.nowhere()));
        return of(uri, environment);
    }

    static MlflowConnection of(String uri, Map<String, String> environment) {
        URI parsed = parsed(uri.strip());
        if (text(environment, INSECURE)
                .filter(flag -> flag.equalsIgnoreCase("true"))
                .isPresent()) {
            throw new ConfigurationException(
                    INSECURE + " (true) is not followed: a certificate that nobody checks protects no password.",
                    "Maybe add the server's certificate to a trust store of Java: -Djavax.net.ssl.trustStore=FILE.",
                    Where.nowhere());
        }
        return new MlflowConnection(
                base(parsed),
                authorization(parsed, environment),
                text(environment, WORKSPACE).orElse(null),
                Duration.ofSeconds(whole(environment, TIMEOUT, USUAL_SECONDS, 1, 86_400)),
                1 + whole(environment, RETRIES, USUAL_RETRIES, 0, 20));
    }

    /** How the server is called in messages. */
    String name() {
        return base.toString();
    }

    private static URI parsed(String uri) {
        URI parsed;
        try {
            parsed = URI.create(uri);
        } catch (IllegalArgumentException e) {
            // The text may hold a password, so it is not shown.
            throw new ConfigurationException(
                    "The address of the MLflow server is no address.",
                    "Maybe it is like http://localhost:5000, or has a blank or another character that needs %.",
                    Where.nowhere());
        }
        String scheme = parsed.getScheme() == null ? "" : parsed.getScheme().toLowerCase(Locale.ROOT);
        if (scheme.equals("http") || scheme.equals("https")) {
            if (parsed.getHost() == null) {
                throw new ConfigurationException(
                        "The address of the MLflow server names no host.",
                        "Maybe it is like http://localhost:5000.",
                        Where.nowhere());
            }
            return parsed;
        }
        throw notHttp(scheme);
    }

    /** An address that only MLflow's own Python opens, as a database or a folder. */
    private static ConfigurationException notHttp(String scheme) {
        String problem = scheme.isEmpty()
                ? "The address of the MLflow server does not begin with http:// or https://."
                : "The address of the MLflow server begins with " + Wording.value(scheme + ":")
                        + ": that is a store which MLflow's Python opens by itself, and no server.";
        boolean database = scheme.matches("(postgresql|mysql|mssql|sqlite)(\\+\\w+)?");
        String maybe = database
                ? "Maybe start a server over it, `mlflow server --backend-store-uri " + scheme
                        + ":... --artifacts-destination s3://BUCKET --host 127.0.0.1 --port 5000`, and set "
                        + URI_VARIABLE
                        + " to http://127.0.0.1:5000; `churn mlflow setup` prints the whole command."
                : scheme.startsWith("databricks")
                        ? "Maybe use a server of your own: Databricks' registry is another service."
                        : "Maybe start a server over that folder, `mlflow server --backend-store-uri FOLDER --host"
                                + " 127.0.0.1 --port 5000`, and set " + URI_VARIABLE + " to http://127.0.0.1:5000.";
        return new ConfigurationException(problem, maybe, Where.nowhere());
    }

    private static URI base(URI parsed) {
        String port = parsed.getPort() < 0 ? "" : ":" + parsed.getPort();
        String path = parsed.getRawPath() == null ? "" : parsed.getRawPath().replaceAll("/+$", "");
        // A host of IPv6 has its brackets already.
        return URI.create(parsed.getScheme().toLowerCase(Locale.ROOT) + "://" + parsed.getHost() + port + path);
    }

    private static @Nullable String authorization(URI parsed, Map<String, String> environment) {
        String token = text(environment, TOKEN).orElse(null);
        String user = text(environment, USER).orElse(null);
        if (user != null) {
            return basic(user + ":" + environment.getOrDefault(PASSWORD, ""));
        }
        if (token != null) {
            return "Bearer " + token;
        }
        return parsed.getUserInfo() == null ? null : basic(parsed.getUserInfo());
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static int whole(Map<String, String> environment, String name, int usual, int least, int most) {
        String given = text(environment, name).orElse(null);
        if (given == null) {
            return usual;
        }
        int value = given.matches("\\d{1,6}") ? Integer.parseInt(given) : -1;
        if (value < least || value > most) {
            throw new ConfigurationException(
                    name + " is " + Wording.value(given) + " where a whole number from " + least + " to " + most
                            + " is needed.",
                    "Maybe leave it unset: " + usual + " is usual.",
                    Where.nowhere());
        }
        return value;
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The address alone. */
    @Override
    public String toString() {
        return "MlflowConnection[" + name() + "]";
    }
}
