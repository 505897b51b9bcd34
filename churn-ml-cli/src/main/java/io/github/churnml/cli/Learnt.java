package io.github.churnml.cli;

import io.github.churnml.Manifest;
import java.util.Map;

/** What learnt a model, and what it found on the way, in a few words. */
final class Learnt {

    private Learnt() {}

    /** Such as {@code smile-gradient-boosting, 137 rounds}. */
    static String of(Manifest manifest) {
        StringBuilder text = new StringBuilder(learner(manifest));
        manifest.found()
                .forEach((key, value) ->
                        text.append(", ").append(value).append(' ').append(key));
        return text.toString();
    }

    /** The learner's name. */
    static String learner(Manifest manifest) {
        Object learner = manifest.pipeline().get("learner");
        return String.valueOf(learner instanceof Map<?, ?> settings ? settings.get("name") : learner);
    }
}
