package io.github.churnml.select.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.PlainBoosting;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpaceTest {

    private static final Learner BOOSTING = HistogramGradientBoosting.builder().build();

    @TempDir
    Path folder;

    @Test
    void parse_eachKind_isTypedAsTheLearnersSettingAndReadsBack() {
        SearchSpace space = SearchSpace.parse("""
                learningRate: {low: 0.05, high: 0.2, log: true}
                maxDepth: {low: 2, high: 8, step: 2}
                l2: {low: 1, high: 10}
                subsample: [1, 0.5]
                growth: [oblivious, leaf-wise]
                extraTrees: [true, false]
                patience: 30
                """, BOOSTING);

        assertThat(space.dimensions())
                .containsExactly(
                        Dimension.logUniform("learningRate", 0.05, 0.2),
                        Dimension.steps("maxDepth", 2, 8, 2),
                        Dimension.uniform("l2", 1, 10),
                        Dimension.choice("subsample", 1.0, 0.5),
                        Dimension.choice("growth", "oblivious", "leaf-wise"),
                        Dimension.choice("extraTrees", true, false),
                        Dimension.fixed("patience", 30));
        assertThat(SearchSpace.parse(space.toYaml(), BOOSTING).dimensions()).isEqualTo(space.dimensions());
        assertThat(space.size()).isEqualTo(Long.MAX_VALUE);
        assertThat(SearchSpace.of(Dimension.whole("maxDepth", 2, 6), Dimension.flag("extraTrees"))
                        .size())
                .isEqualTo(10);
        space.require(BOOSTING);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            maxDept: {low: 1, high: 2}|Key 'maxDept' (line 1) is not a setting of learner 'boosting'.|Maybe 'maxDepth' was meant.
            maxDepth: {low: 1, hihg: 2}|Key 'maxDepth.high' (line 1) is missing.|Maybe
            maxDepth: {low: 1, high: 2, lgo: true}|Key 'maxDepth.lgo' (line 1) is not known.|Maybe 'log' was meant.
            maxDepth: {low: 1.5, high: 2}|Key 'maxDepth.low' (line 1) holds (1.5) where a whole number|
            maxDepth: {low: 5, high: 2}|The space of 'maxDepth' has a low end of (5) and a high end of (2) where low must be below high.|swapped
            growth: {low: 1, high: 2}|Key 'growth' (line 1) holds a range where the setting is no number|[oblivious, …]
            growth: []|The space of 'growth' has no value to choose.|Maybe
            growth: ~|Key 'growth' (line 1) holds no value.|Maybe
            trees: 20|The space fixes every setting that it names (trees), so that there is one trial only.|Maybe
            "# nothing"|The space names no setting that could vary.|Maybe write one such as""")
    void read_wrongSpace_isRefusedWithTheFile(String yaml, String expected, String maybe) throws IOException {
        Path file = Files.writeString(folder.resolve("space.yaml"), yaml + "\n");

        assertThatThrownBy(() -> SearchSpace.read(file, BOOSTING))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Space file (" + file + ") is refused. ")
                .hasMessageContaining(expected)
                .hasMessageContaining(maybe == null ? "" : maybe);
    }

    @Test
    void read_noFile_namesItAndTheWayOut() {
        assertThatThrownBy(() -> SearchSpace.read(folder.resolve("none.yaml"), BOOSTING))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is not there")
                .hasMessageContaining("--show-space");
    }

    @Test
    void require_endsThatTheLearnerRefuses_nameBothSettings() {
        SearchSpace deep = SearchSpace.of(
                Dimension.whole("maxDepth", 4, 12), Dimension.choice("growth", "oblivious", "leaf-wise"));

        assertThatThrownBy(() -> deep.require(BOOSTING))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("The space allows what learner 'boosting' refuses. Key 'maxDepth' holds (12)")
                .hasMessageContaining("at most 10 is allowed");
        assertThatThrownBy(() ->
                        SearchSpace.of(Dimension.uniform("subsample", 0.5, 2)).require(BOOSTING))
                .hasMessageContaining("(2.0)");
        assertThatThrownBy(() ->
                        SearchSpace.of(Dimension.uniform("maxDepth", 2, 5)).require(BOOSTING))
                .hasMessageContaining("whole number");
        assertThatThrownBy(() -> SearchSpace.of(Dimension.whole("depth", 2, 5)).require(BOOSTING))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Setting 'depth' of the space is none of learner 'boosting'.");
    }

    @Test
    void standard_boosting_isTakenByTheLearnerAndTunesNoRounds() {
        SearchSpace space = SearchSpace.standard(BOOSTING);

        space.require(BOOSTING);
        assertThat(space.toSettings()).doesNotContainKeys("trees", "patience");
        assertThat(SearchSpace.learner(
                                BOOSTING, space.at(new double[space.dimensions().size()]))
                        .settings())
                .containsEntry("learningRate", 0.03)
                .containsEntry("trees", 500);
    }

    @Test
    void standard_unknownLearner_asksForASpace() {
        assertThatThrownBy(() -> SearchSpace.standard(new PlainBoosting(3)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("There is no standard space for learner")
                .hasMessageContaining("Maybe give one");
    }

    @Test
    void of_aSettingTwice_isRefused() {
        assertThatThrownBy(() -> SearchSpace.of(Dimension.flag("extraTrees"), Dimension.flag("extraTrees")))
                .hasMessageContaining("'extraTrees' is given twice");
        assertThat(SearchSpace.of(Dimension.flag("extraTrees")).of(BOOSTING)).isEqualTo(Map.of("extraTrees", false));
        assertThat(List.of(SearchSpace.of(Dimension.flag("extraTrees")).toString()))
                .containsExactly("{extraTrees=[false, true]}");
    }
}
