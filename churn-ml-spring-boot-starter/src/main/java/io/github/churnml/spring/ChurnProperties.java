package io.github.churnml.spring;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.convert.DurationUnit;

/**
 * Which models answer, and where they come from: the properties below {@code churn}.
 *
 * @param model Where the model comes from: classpath:NAME, file:PATH or registry:NAME.
 * @param registry Where the registry of registry:NAME is: a folder, or an address such as s3://bucket/prefix.
 * @param reloadInterval How often to look whether there is another model; a number alone is seconds, 0 for never.
 * @param driftWindow How far back customers are compared with those of training; a number alone is seconds, 0 for not at all.
 * @param models Further models by name; each becomes a bean with its name as qualifier.
 */
@ConfigurationProperties("churn")
public record ChurnProperties(
        @Nullable String model,
        @Nullable String registry,

        @DefaultValue("10s") @DurationUnit(ChronoUnit.SECONDS)
        Duration reloadInterval,

        @DefaultValue("1h") @DurationUnit(ChronoUnit.SECONDS)
        Duration driftWindow,

        Map<String, Model> models) {

    /**
     * As they are bound.
     *
     * @param model where the model comes from
     * @param registry where the registry is
     * @param reloadInterval how often to look for another model
     * @param driftWindow how far back customers are compared with those of training
     * @param models further models; none where Spring gives null
     */
    public ChurnProperties {
        models = models == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(models));
    }

    /**
     * One of several models.
     *
     * @param model Where it comes from: classpath:NAME, file:PATH or registry:NAME.
     * @param registry Where its registry is; that of churn.registry where it is not set.
     * @param reloadInterval How often to look whether there is another one; as churn.reload-interval where it is not set.
     */
    public record Model(
            @Nullable String model,
            @Nullable String registry,
            @Nullable @DurationUnit(ChronoUnit.SECONDS) Duration reloadInterval) {}

    /** The setting of one model, with what it takes from the others; {@link ChurnScorers#DEFAULT} is that of {@code churn.model}. */
    ModelSetting setting(String name) {
        Model named = models.get(name);
        if (named == null) {
            return new ModelSetting(name, "churn", text(model), registry, reloadInterval, driftWindow);
        }
        return new ModelSetting(
                name,
                "churn.models." + name,
                text(named.model()),
                named.registry() == null ? registry : named.registry(),
                named.reloadInterval() == null ? reloadInterval : named.reloadInterval(),
                driftWindow);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
