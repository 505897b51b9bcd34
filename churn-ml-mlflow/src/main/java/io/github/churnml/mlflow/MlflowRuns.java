package io.github.churnml.mlflow;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Experiments and runs of a server. What is longer than the server keeps is refused: it would cut a value of more than 6,000
 * characters and say so in its own log alone.
 */
public final class MlflowRuns {

    /** The tag that says which call made something; see {@link MlflowClient}. */
    static final String REQUEST = "churn.request";

    private static final Logger LOG = LoggerFactory.getLogger(MlflowRuns.class);
    private static final int MOST_PARAMS = 100;
    private static final int MOST_METRICS = 1000;
    static final int LONGEST_PARAM = 6000;
    private static final int LONGEST_TAG = 8000;
    /** What MLflow 2.22 keeps of a version's. */
    private static final int LONGEST_TAG_OF_VERSION = 5000;

    private static final int LONGEST_KEY = 250;
    private static final int LONGEST_EXPERIMENT = 500;
    private static final String API = MlflowClient.API;

    private final Wire wire;
    private final MlflowClient client;

    MlflowRuns(MlflowClient client) {
        this.client = client;
        this.wire = client.wire();
    }

    /**
     * The experiment of a name; made where it is not there, and restored where it was deleted.
     *
     * @param name the name, up to 500 characters
     * @return its identifier
     */
    public String experiment(String name) {
        if (name.isBlank() || name.length() > LONGEST_EXPERIMENT) {
            throw new ConfigurationException(
                    "The name of an experiment has " + name.length() + " characters where 1 to " + LONGEST_EXPERIMENT
                            + " are allowed.",
                    "Maybe give another with --experiment.",
                    Where.nowhere());
        }
        Optional<String> found = find(name);
        if (found.isPresent()) {
            return found.get();
        }
        Answer made = wire.send("make an experiment", "POST", API + "experiments/create", Map.of("name", name));
        if (made.isThereAlready()) {
            // Made by another meanwhile, or by a call of ours whose answer was lost.
            return find(name).orElseThrow(() -> made.failure("make the experiment " + Wording.value(name)));
        }
        return JsonTree.of(made.json("make the experiment " + Wording.value(name)))
                .require("experiment_id");
    }

    private Optional<String> find(String name) {
        String what = "look for the experiment " + Wording.value(name);
        Answer answer = wire.get(what, API + "experiments/get-by-name", Map.of("experiment_name", name));
        if (answer.isAbsent()) {
            return Optional.empty();
        }
        JsonTree experiment = JsonTree.of(answer.json(what)).at("experiment");
        String id = experiment.require("experiment_id");
        if (experiment.text("lifecycle_stage").orElse("").equals("deleted")) {
            LOG.info("the experiment {} was deleted and is restored", Wording.name(name));
            String restore = "restore the experiment " + Wording.value(name);
            wire.send(restore, "POST", API + "experiments/restore", Map.of("experiment_id", id))
                    .json(restore);
        }
        return Optional.of(id);
    }

    /**
     * Starts a run.
     *
     * @param experiment the identifier of its experiment
     * @param name its name
     * @param millis when it started, in milliseconds since 1970
     * @param tags its tags
     * @return the run, {@code RUNNING} until {@link #end}
     */
    public MlflowRun create(String experiment, String name, long millis, Map<String, String> tags) {
        String request = UUID.randomUUID().toString();
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.put(REQUEST, request);
        all.forEach((key, value) -> require("tag", key, value, LONGEST_TAG));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("experiment_id", experiment);
        body.put("run_name", name);
        body.put("start_time", millis);
        body.put("tags", JsonTree.ofPairs(all));
        Map<String, Object> made =
                wire.make("make a run", API + "runs/create", body, () -> byTag(experiment, REQUEST, request)
                        .map(run -> Map.of("run", run.values())));
        return MlflowRun.of(JsonTree.of(made).at("run"));
    }

    private Optional<JsonTree> byTag(String experiment, String tag, String value) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("experiment_ids", List.of(experiment));
        body.put("filter", "tags.`" + tag + "` = '" + value + "'");
        body.put("max_results", 1);
        String what = "look for a run";
        return JsonTree.of(wire.send(what, "POST", API + "runs/search", body).json(what)).list("runs").stream()
                .findFirst();
    }

    /**
     * A run by its identifier.
     *
     * @param id 32 hexadecimal digits
     * @return the run
     * @throws ConfigurationException if there is none
     */
    public MlflowRun get(String id) {
        String what = "find the run " + Wording.value(id);
        Answer answer = wire.get(what, API + "runs/get", Map.of("run_id", id));
        if (answer.isAbsent()) {
            throw new ConfigurationException(
                    "The MLflow server (" + client.server() + ") has no run " + Wording.value(id) + ".",
                    "Maybe it is of another server, or was deleted for good.",
                    Where.nowhere());
        }
        return MlflowRun.of(JsonTree.of(answer.json(what)).at("run"));
    }

    /**
     * Adds parameters, metrics and tags, in as many calls as the server's bounds ask for.
     *
     * @param run the run's identifier
     * @param params parameters, each up to 6,000 characters
     * @param metrics metrics
     * @param millis the time that metrics bear, in milliseconds since 1970
     * @param tags tags, each up to 8,000 characters
     */
    public void log(
            String run, Map<String, String> params, List<MlflowMetric> metrics, long millis, Map<String, String> tags) {
        params.forEach((key, value) -> require("parameter", key, value, LONGEST_PARAM));
        tags.forEach((key, value) -> require("tag", key, value, LONGEST_TAG));
        metrics.forEach(metric -> require("metric", metric.key(), "", 0));
        List<Map<String, Object>> numbers = new ArrayList<>();
        for (MlflowMetric metric : metrics) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("key", metric.key());
            one.put("value", metric.value());
            one.put("timestamp", millis);
            one.put("step", metric.step());
            numbers.add(one);
        }
        batches(run, "params", JsonTree.ofPairs(params), MOST_PARAMS);
        batches(run, "tags", JsonTree.ofPairs(tags), MOST_PARAMS);
        batches(run, "metrics", numbers, MOST_METRICS);
    }

    /** Telling the same twice changes nothing, so it may be repeated. */
    private void batches(String run, String key, List<Map<String, Object>> all, int most) {
        for (int from = 0; from < all.size(); from += most) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("run_id", run);
            body.put(key, all.subList(from, Math.min(all.size(), from + most)));
            String what = "take the run's " + key;
            wire.send(what, "POST", API + "runs/log-batch", body).json(what);
        }
    }

    /**
     * Names a table that a run used.
     *
     * @param run the run's identifier
     * @param dataset the table
     */
    public void logDataset(String run, MlflowDataset dataset) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("run_id", run);
        body.put("datasets", List.of(dataset.json()));
        String what = "take the run's table";
        wire.send(what, "POST", API + "runs/log-inputs", body).json(what);
    }

    /**
     * Ends a run.
     *
     * @param run the run's identifier
     * @param finished {@code true} for {@code FINISHED}, {@code false} for {@code FAILED}
     * @param millis when it ended, in milliseconds since 1970
     */
    public void end(String run, boolean finished, long millis) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("run_id", run);
        body.put("status", finished ? "FINISHED" : "FAILED");
        body.put("end_time", millis);
        String what = "end the run";
        wire.send(what, "POST", API + "runs/update", body).json(what);
    }

    /** Tells which model a run made, for the server's page: MLflow 3 by its identifier, 2 by its MLmodel. */
    void tellModel(String run, Map<String, ?> mlmodel, String modelId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("run_id", run);
        String what = "take the run's model";
        if (modelId.isEmpty()) {
            body.put("model_json", new String(PlainJson.writeLine(mlmodel), StandardCharsets.UTF_8).strip());
            wire.send(what, "POST", API + "runs/log-model", body).json(what);
        } else {
            body.put("models", List.of(Map.of("model_id", modelId, "step", 0)));
            wire.send(what, "POST", API + "runs/outputs", body).json(what);
        }
    }

    /** Refuses a tag that not every server takes, of runs, models and versions. */
    static void requireTag(String key, String value) {
        require("tag", key, value, LONGEST_TAG_OF_VERSION);
    }

    private static void require(String kind, String key, String value, int longest) {
        if (key.isEmpty() || key.length() > LONGEST_KEY || !key.matches("[\\w\\-./: ]+")) {
            throw new ConfigurationException(
                    "MLflow takes no " + kind + " named " + Wording.value(key) + ": a name has 1 to " + LONGEST_KEY
                            + " letters, digits, blanks and _ - . : /.",
                    "Maybe rename it.",
                    Where.nowhere());
        }
        if (value.length() > longest) {
            throw new ConfigurationException(
                    "The " + kind + " " + Wording.name(key) + " has " + Wording.count(value.length())
                            + " characters, where MLflow keeps " + Wording.count(longest) + ".",
                    "Maybe log it as a file: --artifact FILE.",
                    Where.nowhere());
        }
    }
}
