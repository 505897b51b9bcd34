package io.github.churnml.select.blend;

import io.github.churnml.learn.Bounds;
import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every setting of {@link Auto}; its builder documents them. */
record AutoSettings(int folds, double maxMicros, double maxSeconds) {

    static final Bounds FOLDS = Bounds.whole("folds", 2, 20);
    static final Bounds MAX_MICROS = Bounds.number("maxMicros", 0.1, 1e6);
    static final Bounds MAX_SECONDS = Bounds.number("maxSeconds", 0, 1e6);

    static Auto read(Settings settings) {
        AutoBuilder builder = Auto.builder();
        FOLDS.read(settings, value -> builder.folds(value.intValue()));
        MAX_MICROS.read(settings, value -> builder.maxMicros(value.doubleValue()));
        MAX_SECONDS.read(settings, value -> builder.maxSeconds(value.doubleValue()));
        return builder.build();
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(FOLDS.key(), folds);
        map.put(MAX_MICROS.key(), maxMicros);
        map.put(MAX_SECONDS.key(), maxSeconds);
        return map;
    }
}
