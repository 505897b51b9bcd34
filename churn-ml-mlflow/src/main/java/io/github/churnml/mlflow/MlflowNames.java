package io.github.churnml.mlflow;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.model.Manifest;
import io.github.churnml.registry.variant.Variant;
import io.github.churnml.registry.variant.VariantNames;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model is called on a server: the names of its {@link Variant}, such as {@code churn_prediction-geography-us} and {@code
 * churn-prediction-model-us}.
 *
 * @param experiment the experiment that its runs belong to
 * @param model the registered model that its versions belong to
 * @param tags what it can be searched by, such as {@code geography}, {@code company_id} and {@code training_date}
 */
public record MlflowNames(String experiment, String model, Map<String, String> tags) {

    /** Copies the tags. */
    public MlflowNames {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /**
     * Of a model that is trained, or will be.
     *
     * @param name the pipeline's or the model's name; {@code churn}, which is nobody's own, gives the usual names
     * @param variant the customers that it is for
     * @param trained the day of the training
     * @return the names
     */
    public static MlflowNames of(String name, Variant variant, LocalDate trained) {
        VariantNames base = VariantNames.of(name);
        String suffix = variant.model(base).substring(base.model().length());
        if (!suffix.isEmpty() && name.endsWith(suffix) && name.length() > suffix.length()) {
            base = VariantNames.of(name.substring(0, name.length() - suffix.length())); // it is the variant's already
        }
        return new MlflowNames(variant.experiment(base), variant.model(base), variant.tags(trained));
    }

    /**
     * Of a model: what its card says if it was trained as a variant, else what follows from its name.
     *
     * @param model the model
     * @param variant the customers that it is for; all, if its card says it or it is for all
     * @return the names
     * @throws ConfigurationException if its card says another variant
     */
    public static MlflowNames of(ChurnModel model, Variant variant) {
        Manifest manifest = model.manifest();
        LocalDate day = manifest.created().atZone(ZoneOffset.UTC).toLocalDate();
        if (manifest.pipeline().get("variants") instanceof Map<?, ?> section
                && section.get("tags") instanceof Map<?, ?> given) {
            Map<String, String> tags = new LinkedHashMap<>();
            given.forEach((key, value) -> tags.put(String.valueOf(key), String.valueOf(value)));
            Map<String, String> asked = variant.tags(day);
            asked.remove("training_date");
            if (!tags.entrySet().containsAll(asked.entrySet())) {
                throw new ConfigurationException(
                        "The model was trained for " + Wording.value(tags) + ", not for " + variant + ".",
                        "Maybe leave --geography and --company out: its card says what it is for.",
                        Where.nowhere());
            }
            return new MlflowNames(String.valueOf(section.get("experiment")), manifest.name(), tags);
        }
        return of(manifest.name(), variant, day);
    }

    MlflowNames withExperiment(String name) {
        return new MlflowNames(name, model, tags);
    }

    MlflowNames withModel(String name) {
        return new MlflowNames(experiment, name, tags);
    }
}
