package io.github.churnml.cli;

import io.github.churnml.error.Wording;
import io.github.churnml.model.Manifest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a model's card says of the variant that it is of.
 *
 * @param model the model's name
 * @param experiment the experiment that the training belongs to
 * @param tags what a tracker can be searched by
 */
record VariantCard(String model, String experiment, Map<String, String> tags) {

    /** Of a model of one variant; empty for any other. */
    static Optional<VariantCard> of(Manifest manifest) {
        if (!(manifest.pipeline().get("variants") instanceof Map<?, ?> section)
                || !(section.get("tags") instanceof Map<?, ?> given)) {
            return Optional.empty();
        }
        Map<String, String> tags = new LinkedHashMap<>();
        given.forEach((key, value) -> tags.put(String.valueOf(key), String.valueOf(value)));
        return Optional.of(new VariantCard(manifest.name(), String.valueOf(section.get("experiment")), tags));
    }

    void putInto(Map<String, Object> document) {
        document.put("model", model);
        document.put("experiment", experiment);
        document.put("tags", tags);
    }

    /** Two lines. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Variant: model ").append(model).append(", experiment ").append(experiment);
        text.append("\nTags: ");
        String between = "";
        for (Map.Entry<String, String> tag : tags.entrySet()) {
            text.append(between).append(tag.getKey()).append('=').append(Wording.plain(tag.getValue()));
            between = ", ";
        }
        return text.append('\n').toString();
    }
}
