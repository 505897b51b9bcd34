package io.github.churnml.mlflow;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.LoginSource;
import io.github.churnml.jdbc.Database;
import io.github.churnml.jdbc.DatabaseCreation;
import io.github.churnml.registry.variant.Variant;
import io.github.churnml.registry.variant.VariantNames;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an MLflow server needs before it is first used: its database on PostgreSQL, and the experiments of the variants. What is
 * there already stays as it is, so it may be run as often as one likes: once before the server is started, for its database, and
 * once after, for the experiments.
 *
 * @param host the database's host
 * @param port its port
 * @param database its name
 * @param bucket the S3 bucket for files
 * @param server where the server answers, or will
 * @param environment the variables that it was read from
 */
public record MlflowSetup(
        String host, int port, String database, String bucket, String server, Map<String, String> environment) {

    private static final String USUAL_SERVER = "http://127.0.0.1:5000";

    /** Copies the variables. */
    public MlflowSetup {
        environment = Map.copyOf(environment);
    }

    /**
     * What the environment says.
     *
     * @param environment {@code MLFLOW_S3_BUCKET} (required), {@code MLFLOW_DB_NAME} (mlflow_db), {@code MLFLOW_DB_HOST}
     *     (localhost), {@code MLFLOW_DB_PORT} (5432), {@code MLFLOW_TRACKING_URI} (http://127.0.0.1:5000)
     * @return the setup; nothing was done yet
     * @throws ConfigurationException if the bucket is missing or something is none
     */
    public static MlflowSetup of(Map<String, String> environment) {
        String bucket = text(environment, "MLFLOW_S3_BUCKET", "");
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            throw new ConfigurationException(
                    bucket.isEmpty()
                            ? "MLFLOW_S3_BUCKET is not set: it names the bucket for the files of models."
                            : "MLFLOW_S3_BUCKET is " + Wording.value(bucket) + ", which is no name of a bucket.",
                    "Maybe set it to a name such as acme-mlflow, without s3:// and without a path.",
                    Where.nowhere());
        }
        String host = text(environment, "MLFLOW_DB_HOST", "localhost");
        if (!host.matches("[\\w.-]+|\\[[0-9a-fA-F:.]+\\]")) {
            throw new ConfigurationException(
                    "MLFLOW_DB_HOST is " + Wording.value(host) + ", which is no host.",
                    "Maybe set it to a name such as localhost; the port is in MLFLOW_DB_PORT.",
                    Where.nowhere());
        }
        return new MlflowSetup(
                host,
                port(text(environment, "MLFLOW_DB_PORT", "5432")),
                text(environment, "MLFLOW_DB_NAME", "mlflow_db"),
                bucket,
                text(environment, MlflowConnection.URI_VARIABLE, USUAL_SERVER),
                environment);
    }

    /**
     * What was found and done.
     *
     * @param databaseMade whether the database was made now
     * @param experiments the experiments that are there now, by name with their identifiers; empty while no server answers
     * @param command how to start the server, without secrets
     * @param notes what is left to do
     */
    public record Result(boolean databaseMade, Map<String, String> experiments, String command, List<String> notes) {

        /** Copies the collections. */
        public Result {
            experiments = Collections.unmodifiableMap(new LinkedHashMap<>(experiments));
            notes = List.copyOf(notes);
        }
    }

    /**
     * Makes what is absent.
     *
     * @param login the user of the database and the password; a user who may create databases, where it is absent
     * @param geographies whose experiments are made, beside that of all customers
     * @param companies whose experiments are made, and those of each company in each geography
     * @return what was found and done
     * @throws ChurnException if the database cannot be made, or a server answers but not as MLflow does
     */
    public Result run(LoginSource login, List<String> geographies, List<String> companies) {
        List<String> names = experiments(geographies, companies);
        Database postgres = Database.of("jdbc:postgresql://" + host + ":" + port + "/postgres", login);
        boolean made = DatabaseCreation.ifAbsent(postgres, database);
        List<String> notes = new ArrayList<>();
        Map<String, String> found = new LinkedHashMap<>();
        if (!server.startsWith("http")) {
            notes.add("MLFLOW_TRACKING_URI begins with "
                    + Wording.value(server.replaceFirst(":.*", ":"))
                    + ": that is a store which Python opens by itself. Start the server, set MLFLOW_TRACKING_URI to "
                    + USUAL_SERVER + ", and run this again for the experiments.");
        } else {
            experiments(names, found, notes);
        }
        return new Result(made, found, command(), notes);
    }

    private void experiments(List<String> names, Map<String, String> found, List<String> notes) {
        Map<String, String> once = new LinkedHashMap<>(environment);
        once.put("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0");
        MlflowClient client = MlflowClient.of(server, once);
        try {
            client.version();
        } catch (RegistryException e) {
            // It takes no connection, which is so before it is first started.
            notes.add("No server answers at " + client.server()
                    + " yet: start it, then run this again for the experiments.");
            return;
        }
        MlflowRuns runs = MlflowClient.of(server, environment).runs();
        names.forEach(name -> found.put(name, runs.experiment(name)));
    }

    private static List<String> experiments(List<String> geographies, List<String> companies) {
        VariantNames base = VariantNames.standard();
        List<Variant> variants = new ArrayList<>();
        variants.add(Variant.pooled());
        geographies.forEach(geography -> variants.add(Variant.of(geography, null)));
        companies.forEach(company -> variants.add(Variant.of(null, company)));
        geographies.forEach(geography -> companies.forEach(company -> variants.add(Variant.of(geography, company))));
        return variants.stream()
                .map(variant -> variant.experiment(base))
                .distinct()
                .toList();
    }

    /** How to start the server. User and password go to the database's library by its own variables, so they are in no list of processes. */
    String command() {
        URI uri = server.startsWith("http") ? URI.create(server) : URI.create(USUAL_SERVER);
        int at = uri.getPort() < 0 ? 5000 : uri.getPort();
        boolean here = String.valueOf(uri.getHost()).matches("localhost|127\\..*");
        return "PGUSER=\"$MLFLOW_DB_USER\" PGPASSWORD=\"$MLFLOW_DB_PASSWORD\" MLFLOW_SERVER_ENABLE_JOB_EXECUTION=false"
                + " mlflow server --backend-store-uri postgresql+psycopg2://" + host + ":" + port + "/" + database
                + " --artifacts-destination s3://" + bucket
                + (here ? " --host 127.0.0.1" : " --host 0.0.0.0 --allowed-hosts " + uri.getAuthority())
                + " --port " + at + " --workers 1";
    }

    private static String text(Map<String, String> environment, String name, String usual) {
        String given = environment.getOrDefault(name, "").strip();
        return given.isEmpty() ? usual : given;
    }

    private static int port(String text) {
        int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new ConfigurationException(
                    "MLFLOW_DB_PORT is " + Wording.value(text) + ", which is no port.",
                    "Maybe leave it unset: PostgreSQL answers at 5432.",
                    Where.nowhere());
        }
        return port;
    }

    /** The place; no user, no password, and nothing of the environment. */
    @Override
    public String toString() {
        return "MlflowSetup[" + host + ":" + port + "/" + database + ", s3://" + bucket + "]";
    }
}
