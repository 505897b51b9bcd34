package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.Bounds;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.LearnerProvider;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner of somebody else's: how it is offered, checked and trained like ours. */
class OwnLearnerTest {

    /**
     * Tells leavers from stayers by how far their means lie apart in each feature.
     *
     * @param strength how much a standard deviation counts
     */
    private record MeansApart(double strength) implements Learner {

        private static final Bounds STRENGTH = Bounds.number("strength", 0, 10);

        MeansApart {
            STRENGTH.check(strength);
        }

        @Override
        public String name() {
            return "means-apart";
        }

        @Override
        public Takes takes() {
            return new Takes(false, true, false, false);
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of(STRENGTH.key(), strength);
        }

        @Override
        public FittedLearner fit(TrainingData data, long seed, Progress progress) {
            data.check(this);
            double[][] columns = data.features().columns();
            double[] coefficients = new double[columns.length];
            for (int column = 0; column < columns.length; column++) {
                double[] sums = new double[2];
                int[] counts = new int[2];
                for (int row = 0; row < data.rows(); row++) {
                    sums[data.labels()[row]] += columns[column][row];
                    counts[data.labels()[row]]++;
                }
                coefficients[column] = strength * (sums[1] / counts[1] - sums[0] / counts[0]);
            }
            return new FittedLearner(new LinearPredictor(data.baseLogOdds(), coefficients), this, Map.of());
        }
    }

    /** Offers it by its name, with a strength of 1 where none is said. */
    public static final class Offer implements LearnerProvider {

        /** Made by the service loader. */
        public Offer() {}

        @Override
        public String name() {
            return "means-apart";
        }

        @Override
        public Learner create(Settings settings) {
            double[] strength = {1};
            MeansApart.STRENGTH.read(settings, value -> strength[0] = value.doubleValue());
            return new MeansApart(strength[0]);
        }
    }

    @TempDir
    Path folder;

    private LearnerProvider offered() throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(LearnerProvider.class.getName()), Offer.class.getName());
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            for (LearnerProvider provider : ServiceLoader.load(LearnerProvider.class, loader)) {
                if (provider.name().equals("means-apart")) {
                    return provider;
                }
            }
        }
        throw new AssertionError("It is not found as a service.");
    }

    private static Settings settings(Map<String, ?> keys) {
        return Settings.of(keys, Blame.configuration(null));
    }

    @Test
    void provider_ofOnesOwn_makesALearnerThatTrains() throws IOException {
        LearnerProvider provider = offered();
        assertThat(provider.defaultRank()).as("taken by its name alone").isZero();

        ChurnModel model = SmallModel.pipeline(provider.create(settings(Map.of("strength", 0.5))))
                .fit(SmallModel.customers(700, 3));

        assertThat(model.evaluation().rocAuc().value()).isGreaterThan(0.7);
        assertThat(model.manifest().pipeline().toString()).contains("means-apart", "strength=0.5");
        ChurnModel loaded = ChurnModel.load(model.toBytes());
        assertThat(loaded.scorer().score(SmallModel.customers(50, 17)).probabilities())
                .as("the learner is not needed to score")
                .containsExactly(
                        model.scorer().score(SmallModel.customers(50, 17)).probabilities());
    }

    @Test
    void bounds_ofASetting_holdInJavaAndInYaml() {
        assertThatThrownBy(() -> new MeansApart(11))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Key 'strength' holds (11.0) where a number from 0.0 to 10.0 is required.");
        assertThatThrownBy(() -> new Offer().create(settings(Map.of("strength", -1))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("strength");
        Bounds depth = Bounds.whole("depth", 1, 16);
        assertThat(depth.check(16)).isEqualTo(16);
        assertThat(List.of(depth.min(), depth.max())).containsExactly(1.0, 16.0);
        assertThatThrownBy(() -> depth.read(settings(Map.of("depth", 2.5)), value -> {}))
                .isInstanceOf(ConfigurationException.class);
        assertThat(ChurnPipeline.builder()
                        .target("x")
                        .learner(new MeansApart(2))
                        .build()
                        .learner())
                .isEqualTo(new MeansApart(2));
    }
}
