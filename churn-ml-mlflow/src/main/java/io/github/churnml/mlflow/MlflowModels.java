package io.github.churnml.mlflow;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Registered models of a server, their versions and aliases; and, from MLflow 3 on, the models that runs logged. */
public final class MlflowModels {

    private static final String API = MlflowClient.API;
    private static final int LONGEST_NAME = 255;
    private static final int MOST_LOOKS = 60;
    private static final int MOST_PAGES = 200;

    private final MlflowClient client;
    private final Wire wire;

    MlflowModels(MlflowClient client) {
        this.client = client;
        this.wire = client.wire();
    }

    /**
     * Makes a registered model where it is not there.
     *
     * @param name its name, without {@code /}, {@code :} and {@code @}
     */
    public void register(String name) {
        requireName(name);
        String what = "make the registered model " + Wording.value(name);
        Answer made = wire.send(what, "POST", API + "registered-models/create", Map.of("name", name));
        if (!made.isThereAlready()) {
            made.json(what);
        }
    }

    /**
     * Makes a version of a registered model and waits until it is ready.
     *
     * @param name the registered model, which is there
     * @param source where its files are, as an address of MLflow
     * @param run the run that made it, or empty
     * @param modelId the logged model that it is, from MLflow 3 on, or null
     * @param description words for people
     * @param tags its tags
     * @return the version
     */
    public MlflowVersion create(
            String name,
            String source,
            String run,
            @Nullable String modelId,
            String description,
            Map<String, String> tags) {
        String request = UUID.randomUUID().toString();
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.put(MlflowRuns.REQUEST, request);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("source", source);
        if (!run.isEmpty()) {
            body.put("run_id", run);
        }
        if (modelId != null) {
            body.put("model_id", modelId);
        }
        body.put("description", description);
        body.put("tags", JsonTree.ofPairs(all));
        Map<String, Object> made = wire.make(
                "make a version of " + Wording.value(name),
                API + "model-versions/create",
                body,
                () -> search(name).stream()
                        .filter(version -> request.equals(version.pairs("tags").get(MlflowRuns.REQUEST)))
                        .findFirst()
                        .map(version -> Map.of("model_version", version.values())));
        return ready(MlflowVersion.of(JsonTree.of(made).at("model_version")));
    }

    /** A server may copy files before a version is ready. */
    private MlflowVersion ready(MlflowVersion made) {
        MlflowVersion version = made;
        for (int look = 0; version.status().equals("PENDING_REGISTRATION") && look < MOST_LOOKS; look++) {
            wire.pause("make " + made.address() + " ready", 2, Duration.ofSeconds(1));
            version = version(made.name(), made.number());
        }
        if (!version.status().equals("READY") && !version.status().isEmpty()) {
            throw new RegistryException(
                    "The version " + Wording.value(made.address()) + " did not become ready: it is "
                            + Wording.value(version.status()) + ".",
                    "Maybe its files are where the server cannot read them; its log says more.",
                    Where.nowhere());
        }
        return version;
    }

    /**
     * A version by its number.
     *
     * @param name the registered model
     * @param number the version
     * @return the version
     * @throws ConfigurationException if there is none
     */
    public MlflowVersion version(String name, int number) {
        String what = "find version " + number + " of " + Wording.value(name);
        Answer answer =
                wire.get(what, API + "model-versions/get", Wire.query("name", name, "version", String.valueOf(number)));
        if (answer.isAbsent()) {
            throw absent("version " + number, name);
        }
        return MlflowVersion.of(JsonTree.of(answer.json(what)).at("model_version"));
    }

    /**
     * The version that an alias leads to.
     *
     * @param name the registered model
     * @param alias such as {@code champion}
     * @return the version
     * @throws ConfigurationException if there is none
     */
    public MlflowVersion version(String name, String alias) {
        String what = "find " + Wording.value(name + "@" + alias);
        Answer answer = wire.get(what, API + "registered-models/alias", Wire.query("name", name, "alias", alias));
        if (answer.isAbsent()) {
            throw absent("alias " + Wording.value(alias), name);
        }
        return MlflowVersion.of(JsonTree.of(answer.json(what)).at("model_version"));
    }

    /** What there is instead, since a name or an alias is soon misspelt. */
    private ConfigurationException absent(String asked, String name) {
        String what = "find the registered model " + Wording.value(name);
        Answer answer = wire.get(what, API + "registered-models/get", Map.of("name", name));
        if (answer.isAbsent()) {
            List<String> names = names();
            return new ConfigurationException(
                    "The MLflow server (" + client.server() + ") has no registered model " + Wording.value(name) + ".",
                    names.isEmpty()
                            ? "Maybe register one: `churn mlflow log --model model.churn --register`."
                            : Wording.maybeNearest(name, names),
                    Where.nowhere());
        }
        List<MlflowVersion> versions = versions(name);
        List<String> aliases = JsonTree.of(answer.json(what)).at("registered_model").list("aliases").stream()
                .map(alias -> alias.text("alias").orElse(""))
                .toList();
        return new ConfigurationException(
                "The registered model " + Wording.value(name) + " on the MLflow server (" + client.server()
                        + ") has no "
                        + asked + ": it has "
                        + Wording.count(versions.size(), "version", "versions") + " and "
                        + (aliases.isEmpty() ? "no alias" : "the aliases " + Wording.names(aliases)) + ".",
                "Maybe set one: `churn mlflow register --model models:/" + Wording.plain(name)
                        + "/1 --alias champion`.",
                Where.nowhere());
    }

    private List<String> names() {
        String what = "list its registered models";
        Answer answer = wire.get(what, API + "registered-models/search", Map.of("max_results", "100"));
        return JsonTree.of(answer.json(what)).list("registered_models").stream()
                .map(model -> model.text("name").orElse(""))
                .toList();
    }

    /**
     * The versions of a registered model, newest first.
     *
     * @param name the registered model
     * @return all of them; none if there is no such model
     */
    public List<MlflowVersion> versions(String name) {
        return search(name).stream().map(MlflowVersion::of).toList();
    }

    private List<JsonTree> search(String name) {
        List<JsonTree> all = new ArrayList<>();
        String token = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, String> query = Wire.query("filter", "name=" + MlflowClient.quoted(name), "max_results", "200");
            if (!token.isEmpty()) {
                query.put("page_token", token);
            }
            String what = "list versions of " + Wording.value(name);
            JsonTree found = JsonTree.of(
                    wire.get(what, API + "model-versions/search", query).json(what));
            all.addAll(found.list("model_versions"));
            token = found.text("next_page_token").orElse("");
            if (token.isEmpty()) {
                break;
            }
        }
        all.sort((one, other) ->
                Integer.compare(Integer.parseInt(other.require("version")), Integer.parseInt(one.require("version"))));
        return all;
    }

    /**
     * Lets an alias lead to a version, in one step for who asks by it.
     *
     * @param name the registered model
     * @param alias such as {@code champion}: letters, digits, {@code _} and {@code -}
     * @param number the version
     */
    public void setAlias(String name, String alias, int number) {
        requireAlias(alias);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("alias", alias);
        body.put("version", String.valueOf(number));
        String what = "set the alias " + Wording.value(alias);
        wire.send(what, "POST", API + "registered-models/alias", body).json(what);
    }

    /**
     * Takes an alias away; nothing happens where there is none.
     *
     * @param name the registered model
     * @param alias the alias
     */
    public void deleteAlias(String name, String alias) {
        String what = "delete the alias " + Wording.value(alias);
        Answer answer =
                wire.send(what, "DELETE", API + "registered-models/alias", Map.of("name", name, "alias", alias));
        if (!answer.isAbsent()) {
            answer.json(what);
        }
    }

    /**
     * Sets a tag of a version.
     *
     * @param version the version
     * @param key the tag
     * @param value its value, up to 5,000 characters
     */
    public void setTag(MlflowVersion version, String key, String value) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", version.name());
        body.put("version", String.valueOf(version.number()));
        body.put("key", key);
        body.put("value", value);
        String what = "set the tag " + Wording.value(key);
        wire.send(what, "POST", API + "model-versions/set-tag", body).json(what);
    }

    /** Where the files of a version are. */
    String files(MlflowVersion version) {
        String what = "tell where the files of " + Wording.value(version.address()) + " are";
        Answer answer = wire.get(
                what,
                API + "model-versions/get-download-uri",
                Wire.query("name", version.name(), "version", String.valueOf(version.number())));
        return JsonTree.of(answer.json(what)).require("artifact_uri");
    }

    /** A model that a run logged, of MLflow 3: its identifier and where its files belong. */
    record Logged(String id, String run, String files, Map<String, String> tags) {

        static Logged of(JsonTree model) {
            JsonTree info = model.at("info");
            return new Logged(
                    info.require("model_id"),
                    info.text("source_run_id").orElse(""),
                    info.require("artifact_uri"),
                    info.pairs("tags"));
        }
    }

    Logged createLogged(
            String experiment, String name, String run, Map<String, String> params, Map<String, String> tags) {
        String request = UUID.randomUUID().toString();
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.put(MlflowRuns.REQUEST, request);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("experiment_id", experiment);
        body.put("name", name);
        body.put("model_type", "churn");
        body.put("source_run_id", run);
        body.put("params", JsonTree.ofPairs(params));
        body.put("tags", JsonTree.ofPairs(all));
        Map<String, Object> made =
                wire.make("make a logged model", API + "logged-models", body, () -> logged(experiment, name).stream()
                        .filter(model ->
                                request.equals(model.at("info").pairs("tags").get(MlflowRuns.REQUEST)))
                        .findFirst()
                        .map(model -> Map.of("model", model.values())));
        return Logged.of(JsonTree.of(made).at("model"));
    }

    /** Says whether all files of a logged model are there. */
    void finishLogged(String id, boolean whole) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model_id", id);
        body.put("status", whole ? "LOGGED_MODEL_READY" : "LOGGED_MODEL_UPLOAD_FAILED");
        String what = "finish the logged model " + Wording.value(id);
        wire.send(what, "PATCH", API + "logged-models/" + id, body).json(what);
    }

    Logged logged(String id) {
        String what = "find the logged model " + Wording.value(id);
        Answer answer = wire.get(what, API + "logged-models/" + Wire.segment(id), Map.of());
        if (answer.isAbsent()) {
            throw new ConfigurationException(
                    "The MLflow server (" + client.server() + ") has no logged model " + Wording.value(id) + ".",
                    "Maybe it is of another server.",
                    Where.nowhere());
        }
        return Logged.of(JsonTree.of(answer.json(what)).at("model"));
    }

    /** The model of a name that a run logged. */
    Optional<Logged> loggedBy(MlflowRun run, String name) {
        return logged(run.experiment(), name).stream()
                .map(Logged::of)
                .filter(model -> model.run().equals(run.id()))
                .findFirst();
    }

    private List<JsonTree> logged(String experiment, String name) {
        List<JsonTree> all = new ArrayList<>();
        String token = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("experiment_ids", List.of(experiment));
            body.put("filter", "name = " + MlflowClient.quoted(name));
            body.put("max_results", 50);
            if (!token.isEmpty()) {
                body.put("page_token", token);
            }
            String what = "look for logged models";
            JsonTree found = JsonTree.of(
                    wire.send(what, "POST", API + "logged-models/search", body).json(what));
            all.addAll(found.list("models"));
            token = found.text("next_page_token").orElse("");
            if (token.isEmpty()) {
                break;
            }
        }
        return all;
    }

    static void requireName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.matches("(?s).*[/:@%\\p{Cntrl}].*")) {
            throw new ConfigurationException(
                    "A registered model of MLflow cannot be named " + Wording.value(name) + ": a name has up to "
                            + LONGEST_NAME + " characters, and no / : @ or %.",
                    "Maybe give another with --name.",
                    Where.nowhere());
        }
    }

    static void requireAlias(String alias) {
        if (!alias.matches("[\\w-]{1,255}") || alias.matches("[vV]\\d+") || alias.equalsIgnoreCase("latest")) {
            throw new ConfigurationException(
                    "An alias of MLflow cannot be " + Wording.value(alias)
                            + ": it has letters, digits, _ and -, and is neither 'latest' nor like v3.",
                    "Maybe choose 'champion' or 'challenger'.",
                    Where.nowhere());
        }
    }
}
