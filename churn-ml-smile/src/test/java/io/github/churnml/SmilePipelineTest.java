package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Dataset;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.smile.SmileGradientBoosting;
import io.github.churnml.learn.smile.SmileLogisticRegression;
import io.github.churnml.learn.smile.SmileRandomForest;
import io.github.churnml.resample.ClassWeighting;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Smile's learners in a pipeline of core, which finds them by name. */
class SmilePipelineTest {

    @TempDir
    Path folder;

    @Test
    void pipeline_withoutALearner_takesBoostingBesideSmile() {
        ChurnPipeline expected = ChurnPipeline.builder()
                .target("churned")
                .learner(SmileGradientBoosting.builder().build())
                .build();
        assertThat(ChurnPipeline.builder().target("churned").build().learner().name())
                .isEqualTo("boosting");
        assertThat(ChurnPipeline.parseYaml("target: {column: churned}\nlearner: smile-gradient-boosting"))
                .isEqualTo(expected);
    }

    @Test
    void pipeline_withEachLearnerHere_survivesYaml() {
        for (Learner learner : List.of(
                SmileGradientBoosting.builder()
                        .trees(300)
                        .maxNodes(31)
                        .learningRate(0.05)
                        .build(),
                SmileLogisticRegression.builder().lambda(0.5).build(),
                SmileRandomForest.builder().trees(7).build())) {
            ChurnPipeline pipeline = RichModel.pipeline(learner);
            assertThat(ChurnPipeline.parseYaml(pipeline.toYaml())).isEqualTo(pipeline);
        }
    }

    @Test
    void yaml_withAMistakeInTheLearner_isRefusedWithAWayOut() {
        assertThatThrownBy(
                        () -> ChurnPipeline.parseYaml("target: t\nlearner: {name: smile-gradient-boosting, tree: 5}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Key 'learner.tree' (line 2) is not known.\nMaybe 'trees' was meant.");
        assertThatThrownBy(() -> ChurnPipeline.parseYaml("target: t\nlearner: {name: smile-gradient-bosting}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(
                        "There is no learner 'smile-gradient-bosting'.\nMaybe 'smile-gradient-boosting' was meant.");
    }

    @Test
    void classWeights_ofEachLearnerHere_areTakenAndShiftedBack() {
        Dataset data = SmallModel.customers(900, 21);
        for (Learner learner : List.of(
                SmileGradientBoosting.builder().trees(25).build(),
                SmileLogisticRegression.builder().build(),
                SmileRandomForest.builder().trees(20).build())) {
            ChurnModel weighted = weighted(learner, true, data);
            double rate = (double) weighted.manifest().positives()
                    / weighted.manifest().rows();
            assertThat(mean(weighted, data)).as(learner.name()).isCloseTo(rate, within(0.05));
            assertThat(mean(weighted(learner, false, data), data))
                    .as(learner.name())
                    .isGreaterThan(rate + 0.08);
        }
    }

    private static ChurnModel weighted(Learner learner, boolean correct, Dataset data) {
        return SmallModel.pipeline(learner).toBuilder()
                .balance(ClassWeighting.standard())
                .correctPrior(correct)
                .build()
                .fit(data);
    }

    private static double mean(ChurnModel model, Dataset data) {
        return Arrays.stream(model.scorer().score(data).probabilities())
                .average()
                .orElseThrow();
    }

    @Test
    void savedModel_inAProcessWithoutSmile_scoresTheSameBits() throws Exception {
        Dataset data = SmallModel.customers(700, 3);
        ChurnModel model =
                SmallModel.of(SmileGradientBoosting.builder().trees(25).build(), data);
        Path file = folder.resolve("m.churn");
        model.save(file);
        StringBuilder expected = new StringBuilder();
        for (double probability :
                model.scorer().score(data.select(ScoreWithoutSmile.ROWS)).probabilities()) {
            expected.append(HexFormat.of().toHexDigits(Double.doubleToLongBits(probability)))
                    .append('\n');
        }
        Path learners = Path.of(SmileGradientBoosting.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        String withoutSmile = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !entry.equals(learners)
                        && !entry.getFileName().toString().startsWith("smile-"))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        withoutSmile,
                        "io.github.churnml.ScoreWithoutSmile",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(output).isEqualTo("no Smile\n" + expected);
    }
}
