package io.github.churnml.spring;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where one model comes from.
 *
 * @param name its name among the application's models
 * @param prefix where its properties are, for messages
 * @param model {@code classpath:…}, {@code file:…} or {@code registry:…}; empty where it is not set
 * @param registry the registry's place, or null
 * @param reloadInterval how often to look for another one; zero for never
 * @param driftWindow how far back customers are compared with those of training; zero for not at all
 */
record ModelSetting(
        String name,
        String prefix,
        String model,
        @Nullable String registry,
        Duration reloadInterval,
        Duration driftWindow) {

    /** The property that names the model. */
    String property() {
        return prefix + ".model";
    }
}
