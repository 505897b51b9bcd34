package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Outcome;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.prepare.Derive;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.Imputing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChurnPipelineTest {

    @TempDir
    Path folder;

    @Test
    void target_withLabelsOfBothSides_isReadBackFromYaml() {
        ChurnPipeline pipeline =
                builder().target("status", "gone", List.of("here", "there")).build();
        assertThat(pipeline.negative()).containsExactly("here", "there");
        assertThat(ChurnPipeline.parseYaml(pipeline.toYaml())).isEqualTo(pipeline);
        assertThat(pipeline.toBuilder().build()).isEqualTo(pipeline);
        assertThat(parse("target: {column: status, positive: gone, negative: here}")
                        .negative())
                .containsExactly("here");
        assertThat(builder().target("status", "gone").build().toYaml()).doesNotContain("negative");
    }

    @Test
    void pipeline_withEverySetting_survivesYaml() {
        ChurnPipeline pipeline = ChurnPipeline.builder()
                .name("telco")
                .version("2.1.0")
                .target("Churn", "Yes")
                .exclude("customerID", "a column, with: signs")
                .type("zip", ColumnType.CATEGORICAL)
                .clean(Cleaning.standard().withMissing("unbekannt", "-1").withDropDuplicates(false))
                .derive(
                        Derive.ratio("r", "TotalCharges", "tenure"),
                        Derive.countOf("services", "Yes", "OnlineSecurity", "TechSupport"),
                        Derive.difference("d", "a", "b"),
                        Derive.bucket("g", "tenure", 12, 24.5))
                .impute(Imputing.standard().mostFrequentLevel().with("x", Imputing.Fill.MOST_FREQUENT))
                .encode(Encoding.standard().oneHot().withRareBelow(3))
                .learner(HistogramGradientBoosting.builder()
                        .maxLeaves(31)
                        .trees(7)
                        .learningRate(0.05)
                        .build())
                .holdOut(0.25)
                .refit(false)
                .threshold(0.4)
                .seed(-7)
                .serving(ServingDefaults.imputing().withOptional("zip", "x", "zip"))
                .build();
        String yaml = pipeline.toYaml();
        ChurnPipeline read = ChurnPipeline.parseYaml(yaml);
        assertThat(read).isEqualTo(pipeline).hasSameHashCodeAs(pipeline);
        assertThat(read.toYaml()).isEqualTo(yaml);
        assertThat(read.toBuilder().build()).isEqualTo(pipeline);
        assertThat(read.toBuilder().seed(8).build()).isNotEqualTo(pipeline);
    }

    @Test
    void yaml_targetAndLearnerAlone_isThePipelineOfDefaults() {
        ChurnPipeline expected = builder().target("churned").build();
        assertThat(parse("target: churned")).isEqualTo(expected);
        assertThat(parse("target: {column: churned}\nclean: standard")).isEqualTo(expected);
        assertThat(ChurnPipeline.parseYaml("target: churned\nlearner: {name: boosting}"))
                .isEqualTo(expected);
    }

    @Test
    void learner_noneGiven_isBoosting() {
        assertThat(ChurnPipeline.builder().target("churned").build().learner().name())
                .isEqualTo("boosting");
        assertThat(ChurnPipeline.parseYaml("target: churned").learner().name()).isEqualTo("boosting");
    }

    @Test
    void learner_ofAnAbsentModule_namesTheArtifactToAdd() {
        assertRefused(
                "target: t\nlearner: smile-gradient-boosting",
                "Learner 'smile-gradient-boosting' is not on the class path.",
                "Maybe add io.github.churnml:churn-ml-smile to the dependencies");
        assertRefused(
                "target: t\nlearner: {name: smile-random-forest, trees: 10}",
                "Learner 'smile-random-forest' is not on the class path.",
                "io.github.churnml:churn-ml-smile");
        assertRefused(
                "target: t\nlearner: {name: perceptron, epochs: 10}",
                "Learner 'perceptron' is not on the class path.",
                "Maybe add io.github.churnml:churn-ml-learners to the dependencies");
    }

    @Test
    void yaml_setsTheSameKeysAsTheBuilder() {
        ChurnPipeline pipeline = ChurnPipeline.parseYaml("""
                target: {column: Churn, positive: Yes}
                exclude: [customerID]
                clean: none
                derive:
                  - {kind: countOf, name: services, value: Yes, columns: [OnlineSecurity, TechSupport]}
                learner: {name: boosting, trees: 5}
                holdOut: 0.3
                seed: 7
                """);
        assertThat(pipeline)
                .isEqualTo(ChurnPipeline.builder()
                        .target("Churn", "Yes")
                        .exclude("customerID")
                        .clean(Cleaning.none())
                        .derive(Derive.countOf("services", "Yes", "OnlineSecurity", "TechSupport"))
                        .learner(HistogramGradientBoosting.builder().trees(5).build())
                        .holdOut(0.3)
                        .seed(7)
                        .build());
    }

    @Test
    void yaml_withAMistake_isRefusedWithAWayOut() {
        assertRefused("target: t\nholdout: 0.2", "Key 'holdout' (line 2) is not known.", "Maybe 'holdOut' was meant.");
        assertRefused("target: t\nlearner: {name: boosting, tress: 5}", "Key 'learner.tress' (line 2)", "'learner");
        assertRefused("target: t\nlearner: {name: bosting}", "bosting", "was meant");
        assertRefused("target: t\nholdOut: lots", "Key 'holdOut' (line 2) holds (lots)", "from 0.01 to 0.9");
        assertRefused("target: t\nholdOut: 2", "Key 'holdOut' (line 2) holds (2)", "from 0.01 to 0.9");
        assertRefused(
                "target: t\nderive: [{kind: ratoi, name: r}]",
                "Key 'derive[0].kind' (line 2) holds (ratoi)",
                "'ratio'");
        assertRefused(
                "target: t\nderive: [{kind: ratio, name: r}]",
                "Key 'derive[0].numerator' (line 2) is missing.",
                "Maybe");
        assertRefused(
                "target: t\ntypes: {zip: categorial}", "Key 'types.zip' (line 2) holds (categorial)", "'categorical'");
        assertRefused("target: t\nexclude: {a: b}", "Key 'exclude' (line 2) holds", "a list of texts");
        assertRefused(
                "target: t\nserving: {missing: imptue}", "Key 'serving.missing' (line 2) holds (imptue)", "'impute'");
        assertRefused(
                "target: t\nserving: {mising: impute}", "Key 'serving.mising' (line 2) is not known", "'missing'");
        assertRefused("seed: 1", "The pipeline has no target.", "Maybe");
        assertRefused("- a\n- b", "", "");
        assertRefused("target: t\na: &x [1]\nb: [*x, *x]", "", "");
    }

    @Test
    void yaml_saysWhatAnEndpointMayImpute() {
        ServingDefaults read = parse("target: t\nserving: {missing: impute, optional: [a, b, a]}")
                .serving();
        assertThat(read).isEqualTo(new ServingDefaults(true, java.util.List.of("a", "b")));
        assertThat(parse("target: t").serving()).isEqualTo(ServingDefaults.standard());
    }

    @Test
    void yaml_saysWhatThePositiveClassIs() {
        ChurnPipeline read = parse("target: t\noutcome: {name: conversion, good: true}");
        assertThat(read.outcome()).isEqualTo(new Outcome("conversion", true, "convert"));
        assertThat(read.toYaml()).contains("outcome:\n  name: conversion\n  good: true\n  verb: convert\n");
        assertThat(ChurnPipeline.parseYaml(read.toYaml())).isEqualTo(read);
        assertThat(read.toBuilder().build()).isEqualTo(read);
        assertThat(ChurnPipeline.builder()
                        .target("t")
                        .outcome(new Outcome("conversion", true))
                        .build())
                .isEqualTo(read);
        assertThat(parse("target: t\noutcome: {name: account, good: true, verb: open_an_account}")
                        .outcome()
                        .does())
                .isEqualTo("open an account");
        ChurnPipeline plain = parse("target: t\noutcome: {name: churn, good: false}");
        assertThat(plain.outcome()).isEqualTo(Outcome.churn());
        assertThat(plain).isEqualTo(parse("target: t"));
        assertThat(plain.toYaml()).doesNotContain("outcome");
    }

    @Test
    void yaml_wrongOutcome_isRefusedByKeyAndLine() {
        assertRefused("target: t\noutcome: conversion", "Key 'outcome' (line 2) holds (conversion)", "mapping");
        assertRefused("target: t\noutcome: {name: conversion}", "Key 'outcome.good' (line 2) is missing.", "");
        assertRefused(
                "target: t\noutcome: {name: conversion, good: true, vreb: x}",
                "Key 'outcome.vreb' (line 2) is not known",
                "'verb'");
        assertRefused(
                "target: t\noutcome: {name: up sell, good: true}",
                "Key 'outcome' (line 2) holds the name (up sell) where a word of letters, digits and underscores is",
                "Maybe write it as outcome: {name: conversion, good: true, verb: convert}.");
        assertRefused(
                "target: t\noutcome: {name: conversion, good: true, verb: 1st}",
                "Key 'outcome' (line 2) holds the verb (1st)",
                "");
        assertRefused(
                "target: t\noutcome: {name: churn, good: true}",
                "Key 'outcome' (line 2) holds a good outcome of the name 'churn'.",
                "Maybe name what is wished for");
    }

    @Test
    void yaml_saysHowAnEndpointAnswers() {
        ChurnPipeline read = parse("target: t\nserving: {outcome: conversion, optional: [a]}");
        assertThat(read.serving())
                .isEqualTo(ServingDefaults.standard().withConversion().withOptional("a"));
        assertThat(ChurnPipeline.parseYaml(read.toYaml())).isEqualTo(read);
        ChurnPipeline plain = parse("target: t\nserving: {outcome: churn}");
        assertThat(plain.serving()).isEqualTo(ServingDefaults.standard());
        assertThat(plain.toYaml()).doesNotContain("outcome");
        assertThatThrownBy(() -> ChurnPipeline.parseYaml("target: t\nserving: {outcome: sale}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Key 'serving.outcome' (line 2) holds (sale)");
    }

    @Test
    void builder_checksItsArguments() {
        ChurnPipelineBuilder builder = ChurnPipeline.builder();
        assertThatThrownBy(builder::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The pipeline has no target.");
        assertThatThrownBy(() -> builder.holdOut(1)).hasMessageContaining("Key 'holdOut' holds (1.0)");
        assertThatThrownBy(() -> builder.threshold(0)).hasMessageContaining("Key 'threshold' holds (0.0)");
        assertThatThrownBy(() -> builder.version("one")).hasMessageContaining("a semantic version such as 1.0.0");
        assertThatThrownBy(() -> builder.name("a/b")).hasMessageContaining("Key 'name' holds (a/b)");
    }

    @Test
    void yamlFile_thatCannotBeRead_isRefused() throws IOException {
        assertThatThrownBy(() -> ChurnPipeline.readYaml(folder.resolve("none.yaml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is not there")
                .hasMessageContaining("Maybe the path is wrong");
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'t', ':', ' ', (byte) 0xE9});
        assertThatThrownBy(() -> ChurnPipeline.readYaml(latin)).hasMessageContaining("is not UTF-8 text");
        Path large = Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);
        assertThatThrownBy(() -> ChurnPipeline.readYaml(large)).hasMessageContaining("is larger than 1 MB");
        Path good = Files.writeString(folder.resolve("good.yaml"), "target: t\nlearner: boosting");
        assertThat(ChurnPipeline.readYaml(good).target()).isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lerner: x | Key 'lerner' (line 4) is not known.;Maybe 'learner' was meant.",
                "holdOut: many | Key 'holdOut' (line 4) holds (many) where a number from 0.01 to 0.9 is required.",
                "holdOut: 2 | Key 'holdOut' (line 4) holds (2) where a number from 0.01 to 0.9 is required.",
                "threshold: 1.5 | Key 'threshold' (line 4) holds (1.5) where",
                "name: a/b | Key 'name' (line 4) holds (a/b) where",
                "learner: {name: boosting, tress: 3} | Key 'learner.tress' (line 4) is not known.",
                "learner: {name: boosting, seed: } | Key 'learner.seed' (line 4) is not known.",
                "learner: {name: nobody} | 'nobody'",
                "holdOut: [ | The YAML, line 5, is not valid: ",
            })
    void yamlFile_withAMistake_isRefusedNamingFileAndLine(String line, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), "# a shop\n\ntarget: t\n" + line + "\n");
        String expected = message.replace(';', '\n');

        assertThatThrownBy(() -> ChurnPipeline.readYaml(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Pipeline file (" + file + ") is refused. ")
                .hasMessageContaining(expected)
                .satisfies(e -> assertThat(((ConfigurationException) e).path()).contains(file));
        assertThatThrownBy(() -> ChurnPipeline.readSettings(file)).hasMessageContaining(expected);
    }

    @Test
    void yamlFile_withoutATarget_isATreeButNoPipeline() throws IOException {
        Path file = Files.writeString(folder.resolve("shop.yaml"), "seed: 1");

        assertThat(ChurnPipeline.readSettings(file)).isEqualTo(Map.of("seed", 1));
        assertThatThrownBy(() -> ChurnPipeline.readYaml(file))
                .hasMessageStartingWith("Pipeline file (" + file + ") is refused. The pipeline has no target.");
    }

    /** A builder with a learner, since core alone has none by default. */
    private static ChurnPipelineBuilder builder() {
        return ChurnPipeline.builder()
                .learner(HistogramGradientBoosting.builder().build());
    }

    private static ChurnPipeline parse(String yaml) {
        return ChurnPipeline.parseYaml(yaml + "\nlearner: boosting");
    }

    private static void assertRefused(String yaml, String problem, String maybe) {
        assertThatThrownBy(() -> ChurnPipeline.parseYaml(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(maybe);
    }
}
