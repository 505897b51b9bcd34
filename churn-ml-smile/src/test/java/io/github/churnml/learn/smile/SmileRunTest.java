package io.github.churnml.learn.smile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.TrainingException;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Learners;
import io.github.churnml.prepare.FeatureMatrix;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import smile.math.MathEx;

class SmileRunTest {

    @Test
    void generator_inThePool_isSeededEveryTime() {
        double first = SmileRun.<Double>inPool("x", 5, () -> MathEx.random());
        double again = SmileRun.<Double>inPool("x", 5, () -> MathEx.random());
        double other = SmileRun.<Double>inPool("x", 6, () -> MathEx.random());
        assertThat(again).isEqualTo(first).isNotEqualTo(other);
    }

    /** A sum of this kind rounds differently wherever it is cut, so it shows the cutting. */
    @Test
    void parallelSum_inThePool_isCutTheSameFromAnywhere() {
        double expected = SmileRun.inPool("x", 5, SmileRunTest::sum);
        List<Double> sums = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> SmileRun.inPool("x", 5, SmileRunTest::sum))
                .toList();
        assertThat(sums).containsOnly(expected);
    }

    private static double sum() {
        return IntStream.range(1, 100_000).parallel().mapToDouble(i -> 1.0 / i).reduce(0, Double::sum);
    }

    @Test
    void failure_ofALibrary_isATrainingExceptionWithItsCause() {
        assertThatThrownBy(() -> SmileRun.inPool("some-learner", 1, () -> {
                    throw new ArithmeticException("singular");
                }))
                .isInstanceOf(TrainingException.class)
                .hasMessage("Learner 'some-learner' failed: java.lang.ArithmeticException: singular.")
                .hasRootCauseInstanceOf(ArithmeticException.class);
    }

    @Test
    void failure_ofOurOwn_comesOutAsItIs() {
        ConfigurationException own = new ConfigurationException("own", "", io.github.churnml.error.Where.nowhere());
        assertThatThrownBy(() -> SmileRun.inPool("x", 1, () -> {
                    throw own;
                }))
                .isSameAs(own);
    }

    @Test
    void failure_ofTheMachine_isNotDisguised() {
        assertThatThrownBy(() -> SmileRun.inPool("x", 1, () -> {
                    throw new OutOfMemoryError("made up");
                }))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void interrupt_whileWaiting_isKeptAndReported() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> SmileRun.inPool("x", 1, () -> 1))
                    .isInstanceOf(TrainingException.class)
                    .hasMessage("Learner 'x' was interrupted.");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    /** The class path without Smile's jars: learners can be named and made, since a loaded model does, but not fitted. */
    @Test
    void learners_withoutSmile_canBeMadeAndSayWhatIsMissing() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!new File(entry).getName().startsWith("smile-")) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        try (URLClassLoader bare = new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
            Class<?> self = bare.loadClass(WithoutSmile.class.getName());
            @SuppressWarnings("unchecked")
            List<String> messages = (List<String>) self.getMethod("messages").invoke(null);
            assertThat(messages)
                    .as("of all learners but the perceptron")
                    .hasSize(3)
                    .allSatisfy(message -> assertThat(message)
                            .contains(" needs Smile 2.6.0, which is not on the class path.\nMaybe add com.github."));
        } catch (InvocationTargetException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    /** Runs inside the bare class loader. */
    public static final class WithoutSmile {

        private WithoutSmile() {}

        public static List<String> messages() {
            List<String> messages = new ArrayList<>();
            FeatureMatrix features = new FeatureMatrix(
                    List.of(new io.github.churnml.prepare.Feature("a", "a", 0)), new double[][] {{1, 2}}, 2);
            for (String name : Learners.names()) {
                Learner learner = Learners.byName(name, Settings.of(Map.of(), Blame.configuration(null)));
                try {
                    learner.fit(features, new int[] {0, 1}, 1, Progress.none());
                } catch (ConfigurationException missing) {
                    messages.add(String.valueOf(missing.getMessage()));
                }
            }
            return messages;
        }
    }
}
