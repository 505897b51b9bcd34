package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.mlflow.Mlflow;
import io.github.churnml.registry.variant.Variant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which server, and what a model is called there. */
final class MlflowFlags {

    @Option(
            names = "--tracking-uri",
            paramLabel = "URL",
            description = "Where the server answers, such as http://localhost:5000. Default: $$MLFLOW_TRACKING_URI.")
    @Nullable
    String uri;

    @Option(
            names = "--geography",
            paramLabel = "VALUE",
            description = "The customers that the model is for, in names and tags. Default: what its card says.")
    @Nullable
    String geography;

    @Option(
            names = "--company",
            paramLabel = "VALUE",
            description = "The company whose customers the model is for. Default: what its card says.")
    @Nullable
    String company;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The registered model. Default: the variant's name, such as churn-prediction-model-us.")
    @Nullable
    String name;

    @Option(
            names = "--alias",
            paramLabel = "ALIAS",
            description = "An alias that leads to the new version, such as champion. May be given several times.")
    List<String> aliases = List.of();

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "A tag of the run and the version. May be given several times.")
    List<String> tags = List.of();

    Mlflow mlflow(Surroundings surroundings) {
        Mlflow mlflow = Mlflow.of(environment(uri, surroundings)).withVariant(Variant.of(geography, company));
        mlflow = name == null ? mlflow : mlflow.withName(name);
        for (String alias : aliases) {
            mlflow = mlflow.withAlias(alias);
        }
        for (String tag : tags) {
            int end = tag.indexOf('=');
            if (end < 1) {
                throw new ConfigurationException(
                        "The tag " + Wording.value(tag) + " is not KEY=VALUE.",
                        "Maybe write --tag team=retention.",
                        Where.nowhere());
            }
            mlflow = mlflow.withTag(tag.substring(0, end), tag.substring(end + 1));
        }
        return mlflow;
    }

    /** The environment with another server than its own, where one was given. */
    static Map<String, String> environment(@Nullable String uri, Surroundings surroundings) {
        Map<String, String> environment = new LinkedHashMap<>(surroundings.environment());
        if (uri != null) {
            environment.put("MLFLOW_TRACKING_URI", uri);
        }
        return environment;
    }
}
