package io.github.churnml.cli;

import io.github.churnml.registry.Registry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which registry, and in whose name. */
final class RegistryFlags {

    private static final String USUAL = "models";
    private static final String ACTOR = "CHURN_ACTOR";

    @Option(
            names = "--registry",
            paramLabel = "PLACE",
            defaultValue = USUAL,
            description =
                    "The registry's folder, or its address such as s3://bucket/models. Default: ${DEFAULT-VALUE}.")
    RegistryPlace place = RegistryPlace.parse(USUAL);

    @Option(
            names = "--actor",
            paramLabel = "NAME",
            description = "Who does it, for the log. Default: $CHURN_ACTOR, else this process's user.")
    @Nullable
    String actor;

    Registry registry(Surroundings surroundings) {
        return registry(surroundings, place);
    }

    /** The registry in another place, in the same name. */
    Registry registry(Surroundings surroundings, RegistryPlace at) {
        Map<String, String> environment = surroundings.environment();
        Registry registry = at.registry(surroundings);
        if (environment.containsKey("SOURCE_DATE_EPOCH")) {
            Instant fixed = CreationTime.of(environment);
            registry = registry.with(Clock.fixed(fixed, ZoneOffset.UTC));
        }
        String who = actor == null ? environment.getOrDefault(ACTOR, "").strip() : actor;
        return who.isEmpty() ? registry : registry.as(who);
    }

    /** What a command that is proposed has to name besides; empty of the usual place. */
    String option() {
        String name = place.toString();
        return name.equals(USUAL) ? "" : " --registry " + (name.contains(" ") ? '"' + name + '"' : name);
    }
}
