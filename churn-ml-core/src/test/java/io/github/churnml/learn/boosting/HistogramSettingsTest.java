package io.github.churnml.learn.boosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistogramSettingsTest {

    /** Each other than its default, where they go together. */
    private static Map<String, Object> all() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("trees", 77);
        all.put("learningRate", 0.07);
        all.put("growth", "depth-wise");
        all.put("maxLeaves", 23);
        all.put("maxDepth", 11);
        all.put("minLeafRows", 13);
        all.put("minChildWeight", 0.5);
        all.put("minGain", 0.25);
        all.put("l1", 0.75);
        all.put("l2", 3.5);
        all.put("levelL2", 4.5);
        all.put("levelSmoothing", 5.5);
        all.put("oneHotLevels", 9);
        all.put("minLevelRows", 17);
        all.put("maxBins", 99);
        all.put("sampling", "goss");
        all.put("subsample", 0.65);
        all.put("topShare", 0.31);
        all.put("otherShare", 0.21);
        all.put("columnsPerTree", 0.85);
        all.put("columnsPerNode", 0.55);
        all.put("extraTrees", true);
        all.put("randomStrength", 1.5);
        all.put("monotone", Map.of("tenure", "decreasing"));
        all.put("interactions", List.of(List.of("a", "b")));
        all.put("earlyStopping", false);
        all.put("validationFraction", 0.15);
        all.put("patience", 19);
        all.put("stopping", "one-standard-error");
        all.put("classWeights", "none");
        all.put("positiveClassWeight", 2.5);
        all.put("scoreScale", 1.25);
        return all;
    }

    private static Map<String, Object> read(Map<String, Object> given) {
        Settings settings = Settings.of(given, Blame.configuration(null));
        Map<String, Object> read = HistogramSettings.read(settings).build().settings();
        settings.finish();
        return read;
    }

    @Test
    void read_everySetting_isTheSettingOfTheLearner() {
        assertThat(read(all())).isEqualTo(all());
        assertThat(read(Map.of("classWeights", "balanced", "growth", "oblivious", "maxDepth", 10)))
                .containsEntry("classWeights", "balanced")
                .containsEntry("growth", "oblivious")
                .containsEntry("maxDepth", 10);
    }

    @Test
    void read_oneSettingAlone_leavesTheOthersAtTheirDefaults() {
        assertThat(read(Map.of()))
                .isEqualTo(HistogramGradientBoosting.builder().build().settings());
        // Whole levels do not know every setting.
        Map<String, Object> defaults = read(Map.of("growth", "leaf-wise"));
        all().forEach((key, value) -> {
            Map<String, Object> expected = new LinkedHashMap<>(defaults);
            expected.put(key, value);
            Map<String, Object> given = new LinkedHashMap<>(Map.of("growth", "leaf-wise"));
            given.put(key, value);
            assertThat(read(given)).as(key).isEqualTo(expected);
        });
    }

    @Test
    void withFound_ofAFit_changesTreesScaleAndStoppingAlone() {
        HistogramSettings settings = HistogramSettings.read(Settings.of(all(), Blame.configuration(null)))
                .earlyStopping(true)
                .settings();
        Map<String, Object> expected = all();
        expected.put("trees", 5);
        expected.put("scoreScale", 0.8);
        assertThat(settings.withFound(5, 0.8).toMap()).isEqualTo(expected);
        assertThat(new HistogramGradientBoosting(settings).validationFraction()).isEqualTo(0.15);
        assertThat(new HistogramGradientBoosting(settings.withFound(5, 0.8)).validationFraction())
                .isZero();
    }

    @Test
    void build_settingsThatDoNotGoTogether_areRefused() {
        assertThat(read(Map.of("sampling", "goss", "topShare", 0.5, "otherShare", 0.5)))
                .containsEntry("otherShare", 0.5);
        assertThat(read(Map.of("topShare", 0.9, "otherShare", 0.5))).containsEntry("topShare", 0.9);
        refused(
                Map.of("sampling", "goss", "topShare", 0.5, "otherShare", 0.6),
                "Keys 'topShare' (0.5) and 'otherShare' (0.6) are more than all rows together.");
        refused(Map.of("growth", "oblivious", "maxDepth", 11), "Key 'maxDepth' holds (11) where at most 10 is allowed");
        refused(
                Map.of("growth", "oblivious", "maxDepth", 5, "minLevelRows", 1),
                "Key 'minLevelRows' holds 1, which 'growth: oblivious' does not know.");
    }

    private static void refused(Map<String, Object> settings, String message) {
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void learner_ofEqualSettings_isEqual() {
        HistogramGradientBoosting one =
                HistogramGradientBoosting.builder().trees(7).build();
        assertThat(one)
                .isEqualTo(HistogramGradientBoosting.builder().trees(7).build())
                .hasSameHashCodeAs(HistogramGradientBoosting.builder().trees(7).build())
                .isNotEqualTo(HistogramGradientBoosting.builder().trees(8).build())
                .isNotEqualTo("boosting");
        assertThat(one.toString()).startsWith("boosting{trees=7, ");
        assertThat(one.name()).isEqualTo("boosting");
    }
}
