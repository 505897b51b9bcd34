package io.github.churnml.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnersTest {

    private static final Settings NONE = Settings.of(Map.of(), Blame.configuration(null));

    @Test
    void byName_learnerOfLearners_namesTheArtifactToAdd() {
        for (String name : List.of("auto", "blend")) {
            assertThatThrownBy(() -> Learners.byName(name, NONE))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("Learner '" + name + "' is not on the class path.")
                    .hasMessageContaining("churn-ml-select");
        }
    }

    @Test
    void names_ofAll_areSorted() {
        assertThat(Learners.names()).contains("boosting").isSorted();
    }

    @Test
    void byName_misspelt_suggestsTheNearest() {
        assertThatThrownBy(() -> Learners.byName("perzeptron", NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There is no learner 'perzeptron'.\nMaybe 'perceptron' was meant. Learners 'additive',"
                        + " 'logistic-regression', 'perceptron' are in io.github.churnml:churn-ml-learners. Learners"
                        + " whose names begin with 'smile-' are in"
                        + " io.github.churnml:churn-ml-smile.");
        assertThatThrownBy(() -> Learners.byName("bosting", NONE))
                .hasMessageStartingWith("There is no learner 'bosting'.\nMaybe 'boosting' was meant.");
    }

    @Test
    void byName_nothingNear_listsThoseThereAre() {
        assertThatThrownBy(() -> Learners.byName("gradient_boosting", NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "There is no learner 'gradient_boosting'.\nMaybe one of these was meant: 'additive', 'boost")
                .hasMessageEndingWith("begin with 'smile-' are in io.github.churnml:churn-ml-smile.");
    }

    @Test
    void byName_moduleAbsent_namesTheArtifact() {
        assertThatThrownBy(() -> Learners.byName("smile-gradient-boosting", NONE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Learner 'smile-gradient-boosting' is not on the class path.\nMaybe add"
                        + " io.github.churnml:churn-ml-smile to the dependencies; scoring with a saved model needs no"
                        + " learner.");
        for (String name : List.of("additive", "logistic-regression", "perceptron")) {
            assertThatThrownBy(() -> Learners.byName(name, NONE))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage("Learner '" + name + "' is not on the class path.\nMaybe add"
                            + " io.github.churnml:churn-ml-learners to the dependencies; scoring with a saved model needs"
                            + " no learner.");
        }
    }

    @Test
    void byName_wrongValue_namesTheKeyInFull() {
        Settings pipeline = Settings.of(Map.of("learner", Map.of("patience", 0)), Blame.configuration(null));
        assertThatThrownBy(() -> Learners.byName("boosting", pipeline.section("learner")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'learner.patience' holds (0) where a whole number from 1 to ");
    }

    @Test
    void byName_unknownKey_isLeftToTheCallersLastCheck() {
        Settings settings = Settings.of(Map.of("patienc", 5), Blame.configuration(null));
        Learners.byName("boosting", settings);
        assertThatThrownBy(settings::finish)
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Key 'patienc' is not known.\nMaybe 'patience' was meant.");
    }

    @Test
    void standard_coreAlone_isBoostingWithItsDefaults() {
        assertThat(Learners.standard())
                .isEqualTo(HistogramGradientBoosting.builder().build());
    }

    @Test
    void standard_ofSeveral_isTheFirstOfTheHighestRank() {
        LearnerProvider byNameOnly = new Ranked("a", 0);
        LearnerProvider low = new Ranked("b", 100);
        LearnerProvider high = new Ranked("c", 200);
        LearnerProvider alsoHigh = new Ranked("d", 200);
        assertThat(Learners.standard(List.of(byNameOnly, low, high, alsoHigh))).contains(high);
        assertThat(Learners.standard(List.of(byNameOnly, low))).contains(low);
        assertThat(Learners.standard(List.of(byNameOnly, new Ranked("e", -1)))).isEmpty();
    }

    private record Ranked(String name, int defaultRank) implements LearnerProvider {

        @Override
        public Learner create(Settings settings) {
            throw new AssertionError();
        }
    }

    @Test
    void requireWeights_ofOneThatTakesNone_namesThoseThatDo() {
        assertThatThrownBy(() -> Learners.requireWeights(new NoWeights()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Learner 'no-weights' takes no weights, but the rows weigh differently."
                        + "\nMaybe take one that does: 'boosting'; or resample"
                        + " instead of weighing.");
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
                    .contains("boosting")
                    .doesNotContain("broken");
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
