package io.github.churnml.mlflow;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client of an MLflow server, 2.22 or 3.x, over its REST interface. Who asks, and how long and how often, is said by the
 * variables of MLflow's own client: {@code MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD}, or {@code
 * MLFLOW_TRACKING_TOKEN}; {@code MLFLOW_WORKSPACE}; {@code MLFLOW_HTTP_REQUEST_TIMEOUT} in seconds (60) and {@code
 * MLFLOW_HTTP_REQUEST_MAX_RETRIES} (4).
 *
 * <p>A call that may be repeated is tried again after a connection that fails and after the answers 429, 500, 502, 503 and
 * 504. Creating a run, a logged model or a version may not: each bears a tag with an identifier of its own, and where it is not
 * known whether a call arrived, the server is asked for that tag before it is tried again. Safe for any thread.
 */
public final class MlflowClient {

    static final String API = "/api/2.0/mlflow/";

    private final Wire wire;
    private final Object lock = new Object();
    private @Nullable String version;

    MlflowClient(Wire wire) {
        this.wire = wire;
    }

    /**
     * The server that the environment names.
     *
     * @param environment {@code MLFLOW_TRACKING_URI} and the variables above
     * @return the client; nothing was asked yet
     * @throws ConfigurationException if the address is missing or no HTTP address, which says how to start a server
     */
    public static MlflowClient of(Map<String, String> environment) {
        return new MlflowClient(new Wire(MlflowConnection.of(environment), Waits.usual()));
    }

    /**
     * A server by its address.
     *
     * @param uri the address, such as {@code http://localhost:5000}
     * @param environment the variables above
     * @return the client; nothing was asked yet
     * @throws ConfigurationException if the address is no HTTP address, which says how to start a server
     */
    public static MlflowClient of(String uri, Map<String, String> environment) {
        return new MlflowClient(new Wire(MlflowConnection.of(uri, environment), Waits.usual()));
    }

    /** {@return the server's address, without user and password} */
    public String server() {
        return wire.connection().name();
    }

    /**
     * The server's version; asked for once.
     *
     * @return such as {@code 3.17.2}
     * @throws io.github.churnml.error.ChurnException if it cannot be reached or is no MLflow server
     */
    public String version() {
        synchronized (lock) {
            if (version == null) {
                version = asked();
                enterWorkspace();
            }
            return version;
        }
    }

    /** {@return whether models have a place and a life of their own there, as from MLflow 3 on} */
    public boolean hasLoggedModels() {
        return !version().startsWith("2.");
    }

    /** {@return experiments and runs} */
    public MlflowRuns runs() {
        version();
        return new MlflowRuns(this);
    }

    /** {@return registered models, their versions and aliases} */
    public MlflowModels models() {
        version();
        return new MlflowModels(this);
    }

    /** {@return files of runs and models} */
    MlflowArtifacts artifacts(Map<String, String> environment) {
        version();
        return new MlflowArtifacts(wire, environment);
    }

    Wire wire() {
        return wire;
    }

    private String asked() {
        String what = "tell its version";
        Answer answer = wire.get(what, "/version", Map.of());
        String text = new String(answer.body(), StandardCharsets.UTF_8).strip();
        if (answer.isGood() && text.matches("\\d{1,4}\\.\\d{1,4}[\\w.+-]{0,40}")) {
            if (text.startsWith("0.") || text.startsWith("1.")) {
                throw new ConfigurationException(
                        "The MLflow server (" + server() + ") is of version " + Wording.value(text)
                                + ", which has no aliases.",
                        "Maybe update it: 2.22 and 3.x are known here.",
                        Where.nowhere());
            }
            return text;
        }
        throw answer.isGood() ? answer.notMlflow(what, "what is no version") : answer.failure(what);
    }

    /** A server without workspaces refuses every call that names one, and one of 2.x passes over it: so it is asked first. */
    private void enterWorkspace() {
        String asked = wire.connection().workspace();
        if (asked == null) {
            return;
        }
        Answer info = wire.get("tell whether it has workspaces", "/api/3.0/mlflow/server-info", Map.of());
        boolean has = info.isGood()
                ? Boolean.TRUE.equals(info.json("tell of itself").get("workspaces_enabled"))
                : wire.get("list its workspaces", "/api/3.0/mlflow/workspaces", Map.of())
                        .isGood();
        if (!has) {
            throw new ConfigurationException(
                    "MLFLOW_WORKSPACE is " + Wording.value(asked) + ", but the MLflow server (" + server()
                            + ") has no workspaces.",
                    "Maybe unset it, or start the server (3.10 or later) with --enable-workspaces.",
                    Where.nowhere());
        }
        wire.enter(asked);
    }

    /** A name that the server takes as a part of what it searches by. */
    static String quoted(String name) {
        if (name.indexOf('\'') >= 0 && name.indexOf('"') >= 0) {
            throw new RegistryException(
                    "The name " + Wording.value(name) + " has both kinds of quotes and cannot be searched for.",
                    "Maybe choose another name.",
                    Where.nowhere());
        }
        return name.indexOf('\'') >= 0 ? '"' + name + '"' : "'" + name + "'";
    }

    /** The address; no user, no password. */
    @Override
    public String toString() {
        return "MlflowClient[" + server() + "]";
    }
}
