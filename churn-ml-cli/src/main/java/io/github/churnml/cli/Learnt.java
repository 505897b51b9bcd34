package io.github.churnml.cli;

import io.github.churnml.model.Manifest;
import io.github.churnml.model.Origin;
import java.util.LinkedHashMap;
import java.util.Map;

/** What learnt a model, and what it found on the way, in a few words. */
final class Learnt {

    private Learnt() {}

    /** Such as {@code smile-gradient-boosting, 137 rounds}: of what was found, the counts. */
    static String of(Manifest manifest) {
        StringBuilder text = new StringBuilder(learner(manifest));
        ChoiceReport.of(manifest).ifPresent(choice -> text.append(", ").append(choice.kept()));
        manifest.found().forEach((key, value) -> {
            if (value instanceof Integer || value instanceof Long) {
                text.append(", ").append(value).append(' ').append(key);
            }
        });
        return text.toString();
    }

    /** Where a model was imported from. */
    static Map<String, Object> origin(Origin origin) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("system", origin.system());
        document.put("objective", origin.objective());
        document.put("sha256", origin.sha256());
        return document;
    }

    /** The learner's name, or the system that trained an imported model. */
    static String learner(Manifest manifest) {
        if (manifest.origin().isPresent()) {
            return manifest.origin().get().system();
        }
        Object learner = manifest.pipeline().get("learner");
        return String.valueOf(learner instanceof Map<?, ?> settings ? settings.get("name") : learner);
    }
}
