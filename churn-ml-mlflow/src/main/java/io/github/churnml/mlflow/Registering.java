package io.github.churnml.mlflow;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How what was logged becomes a version of a registered model. */
final class Registering {

    /** Tags that say how something came to the server, and not what it is. */
    private static final List<String> NOT_OF_THE_MODEL = List.of(MlflowRuns.REQUEST, "mlflow.");

    private final Mlflow mlflow;
    private final MlflowClient client;
    private final MlflowModels models;

    Registering(Mlflow mlflow) {
        this.mlflow = mlflow;
        this.client = mlflow.client;
        this.models = client.models();
    }

    MlflowVersion version(String address) {
        ModelAddress parsed = ModelAddress.of(address);
        if (parsed instanceof ModelAddress.ByAlias by) {
            return told(models.version(by.name(), by.alias()));
        }
        if (parsed instanceof ModelAddress.ByNumber by) {
            return told(models.version(by.name(), by.number()));
        }
        if (parsed instanceof ModelAddress.ById by) {
            return of(models.logged(by.id()), address);
        }
        ModelAddress.InRun in = (ModelAddress.InRun) parsed;
        MlflowRun run = client.runs().get(in.run());
        Optional<MlflowModels.Logged> logged =
                client.hasLoggedModels() ? models.loggedBy(run, in.path()) : Optional.empty();
        if (logged.isPresent()) {
            return of(logged.get(), address);
        }
        requireModel(address);
        String source = run.artifacts().replaceAll("/+$", "") + "/" + in.path();
        return make(source, run.id(), null, run.tags(), address);
    }

    private MlflowVersion of(MlflowModels.Logged logged, String address) {
        requireModel(address);
        return make("models:/" + logged.id(), logged.run(), logged.id(), logged.tags(), address);
    }

    /** What holds no model of ours would be a version that nothing here can load; a server takes anything. */
    private void requireModel(String address) {
        Path aside = TemporaryFolder.make();
        try {
            MlflowFiles.fetch(client, address, aside, mlflow.environment);
        } finally {
            TemporaryFolder.delete(aside);
        }
    }

    private MlflowVersion make(
            String source, String run, @Nullable String modelId, Map<String, String> said, String address) {
        Map<String, String> tags = new LinkedHashMap<>();
        said.forEach((key, value) -> {
            if (NOT_OF_THE_MODEL.stream().noneMatch(key::startsWith)) {
                tags.put(key, value);
            }
        });
        tags.putAll(asked());
        String name = mlflow.asked.name == null ? tags.getOrDefault(Tags.NAME, "") : mlflow.asked.name;
        if (name.isEmpty()) {
            throw new ConfigurationException(
                    "Nothing says under which name " + Wording.value(address) + " is to be registered.",
                    "Maybe give it with --name.",
                    Where.nowhere());
        }
        models.register(name);
        MlflowVersion made = models.create(name, source, run, modelId, "", tags);
        return aliased(made);
    }

    /** The tags that were asked for, those of the variant among them; its day is that of the training. */
    private Map<String, String> asked() {
        Map<String, String> tags = new LinkedHashMap<>();
        mlflow.asked.variant.parts().forEach(part -> tags.put(part.tag(), part.value()));
        tags.putAll(mlflow.asked.tags);
        return tags;
    }

    private MlflowVersion told(MlflowVersion version) {
        asked().forEach((key, value) -> models.setTag(version, key, value));
        return aliased(version);
    }

    private MlflowVersion aliased(MlflowVersion version) {
        mlflow.asked.aliases.forEach(alias -> models.setAlias(version.name(), alias, version.number()));
        return models.version(version.name(), version.number());
    }
}
