package io.github.churnml.cli;

import io.github.churnml.registry.Registry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which registry, and in whose name. */
final class RegistryFlags {

    private static final String ACTOR = "CHURN_ACTOR";

    @Option(
            names = "--registry",
            paramLabel = "DIR",
            defaultValue = "models",
            description = "The registry's folder. Default: ${DEFAULT-VALUE}.")
    Path folder = Path.of("models");

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Who does it, for the log. Default: $CHURN_ACTOR, else this process's user.")
    @Nullable
    String actor;

    Registry registry(Surroundings surroundings) {
        return registry(surroundings, folder);
    }

    /** The registry in another folder, in the same name. */
    Registry registry(Surroundings surroundings, Path folder) {
        Map<String, String> environment = surroundings.environment();
        Registry registry = Registry.folder(folder);
        if (environment.containsKey("SOURCE_DATE_EPOCH")) {
            Instant fixed = CreationTime.of(environment);
            registry = registry.with(Clock.fixed(fixed, ZoneOffset.UTC));
        }
        String who = actor == null ? environment.getOrDefault(ACTOR, "").strip() : actor;
        return who.isEmpty() ? registry : registry.as(who);
    }
}
