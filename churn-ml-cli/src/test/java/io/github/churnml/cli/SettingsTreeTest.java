package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTreeTest {

    @Test
    void set_valuesAreYaml() {
        SettingsTree tree = new SettingsTree(Map.of());
        tree.set("seed=7");
        tree.set("holdOut=0.25");
        tree.set("refit=false");
        tree.set("name=mine");
        tree.set("exclude=[a, 'b, c']");
        tree.set("clean.missing=[unknown]");
        assertThat(tree.tree())
                .containsEntry("seed", 7)
                .containsEntry("holdOut", 0.25)
                .containsEntry("refit", false)
                .containsEntry("name", "mine")
                .containsEntry("exclude", List.of("a", "b, c"))
                .containsEntry("clean", Map.of("missing", List.of("unknown")));
    }

    @Test
    void set_valueMayHoldAnEqualsSign() {
        SettingsTree tree = new SettingsTree(Map.of());
        tree.set("target.positive=a=b");
        assertThat(tree.tree()).containsEntry("target", Map.of("positive", "a=b"));
    }

    @Test
    void set_belowAShortForm_writesItOut() {
        SettingsTree tree = new SettingsTree(
                Map.of("learner", "smile-logistic-regression", "target", "churned", "clean", "standard"));
        tree.set("learner.lambda=2");
        tree.set("target.positive=Yes");
        tree.set("clean.trim=false");
        assertThat(tree.tree())
                .containsEntry("learner", Map.of("name", "smile-logistic-regression", "lambda", 2))
                .containsEntry("target", Map.of("column", "churned", "positive", "Yes"))
                .containsEntry("clean", Map.of("trim", false));
    }

    @Test
    void set_ofALearnerThatIsNotNamed_namesTheDefaultOne() {
        SettingsTree tree = new SettingsTree(Map.of());
        tree.set("learner.trees=5");
        assertThat(tree.tree()).containsEntry("learner", Map.of("trees", 5, "name", "boosting"));
    }

    @Test
    void set_leavesTheGivenSettingsAsTheyAre() {
        Map<String, Object> learner = new LinkedHashMap<>(Map.of("name", "x", "trees", 1));
        Map<String, Object> given = new LinkedHashMap<>(Map.of("learner", learner));
        new SettingsTree(given).set("learner.trees=2");
        assertThat(learner).containsEntry("trees", 1);
    }

    @Test
    void set_belowAValue_isRefused() {
        SettingsTree tree = new SettingsTree(Map.of("seed", 1, "derive", List.of()));
        assertThatThrownBy(() -> tree.set("seed.deeper=2"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Key 'seed' holds (1) and has no key in it to set, as 'seed.deeper' asks.");
        assertThatThrownBy(() -> tree.set("derive.name=2")).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void set_withoutKeyOrValue_isRefused() {
        SettingsTree tree = new SettingsTree(Map.of());
        for (String wrong : List.of("", "=1", "key", ".a=1", "a.=1", "a..b=1")) {
            assertThatThrownBy(() -> tree.set(wrong))
                    .as(wrong)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("KEY=VALUE is required");
        }
    }

    @Test
    void set_valueThatIsNoYaml_orSeveralLines_isRefused() {
        SettingsTree tree = new SettingsTree(Map.of());
        for (String wrong : List.of("a=[1, 2", "a=b: c: d", "a=1\nseed: 2", "a=\"open")) {
            assertThatThrownBy(() -> tree.set(wrong))
                    .as(wrong)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("is not a YAML value");
        }
    }
}
