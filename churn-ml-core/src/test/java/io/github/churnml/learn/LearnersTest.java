package io.github.churnml.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnersTest {

    private static final Settings NONE = Settings.of(Map.of(), Blame.configuration(null));

    @Test
    void names_ofAll_areSorted() {
        assertThat(Learners.names())
                .contains("perceptron", "smile-gradient-boosting", "smile-logistic-regression", "smile-random-forest")
                .isSorted();
    }

    @Test
    void byName_misspelt_suggestsTheNearest() {
        assertThatThrownBy(() -> Learners.byName("smile-gradient-bosting", NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "There is no learner 'smile-gradient-bosting'.\nMaybe 'smile-gradient-boosting' was meant.");
    }

    @Test
    void byName_nothingNear_listsThoseThereAre() {
        assertThatThrownBy(() -> Learners.byName("xgb", NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "There is no learner 'xgb'.\nMaybe one of these was meant: 'perceptron', 'smile-");
    }

    @Test
    void byName_wrongValue_namesTheKeyInFull() {
        Settings pipeline = Settings.of(Map.of("learner", Map.of("trees", 0)), Blame.configuration(null));
        assertThatThrownBy(() -> Learners.byName("smile-gradient-boosting", pipeline.section("learner")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "Key 'learner.trees' holds (0) where a whole number from 1 to 10000 is required.");
    }

    @Test
    void byName_unknownKey_isLeftToTheCallersLastCheck() {
        Settings settings = Settings.of(Map.of("tres", 5), Blame.configuration(null));
        Learners.byName("smile-gradient-boosting", settings);
        assertThatThrownBy(settings::finish)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Key 'tres' is not known.\nMaybe 'trees' was meant.");
    }

    @Test
    void requireWeights_ofOneThatTakesNone_namesThoseThatDo() {
        assertThatThrownBy(() -> Learners.requireWeights(new NoWeights()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Learner 'no-weights' takes no weights, but the rows weigh differently."
                        + "\nMaybe take one that does: 'perceptron', 'smile-gradient-boosting',"
                        + " 'smile-logistic-regression', 'smile-random-forest'; or resample instead of weighing.");
        for (String name : Learners.names()) {
            Learners.requireWeights(Learners.byName(name, NONE));
        }
    }

    private static final class NoWeights implements Learner {

        @Override
        public String name() {
            return "no-weights";
        }

        @Override
        public Takes takes() {
            return new Takes(true, false, false, false);
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of();
        }

        @Override
        public FittedLearner fit(TrainingData data, long seed, Progress progress) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void providers_oneThatCannotBeLoaded_leavesTheOthers(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(LearnerProvider.class.getName()), "absent.Provider\n" + Broken.class.getName() + "\n");
        URL[] first = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(first, Learners.class.getClassLoader())) {
            assertThat(Learners.loadable(loader))
                    .extracting(LearnerProvider::name)
                    .containsExactlyInAnyOrder(
                            "perceptron",
                            "smile-gradient-boosting",
                            "smile-logistic-regression",
                            "smile-random-forest");
        }
    }

    /** As a provider whose jar lacks another one behaves. */
    public static final class Broken implements LearnerProvider {

        public Broken() {
            throw new NoClassDefFoundError("some/other/Library");
        }

        @Override
        public String name() {
            return "broken";
        }

        @Override
        public Learner create(Settings settings) {
            throw new AssertionError();
        }
    }
}
