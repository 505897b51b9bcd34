package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.prepare.Input;
import io.github.churnml.recipe.ColumnSelection;
import io.github.churnml.recipe.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where and with which rows a pipeline's selection of columns is asked, and what becomes of its answer. */
class ColumnSelectionTest {

    @TempDir
    Path folder;

    @Test
    void fit_selection_isAskedWithTrainingRowsAloneAndAnewForCalibration() {
        Remembered selection = new Remembered();
        ChurnModel model = pipeline(selection).fit(SmallModel.customers(700, 3));

        int training = (int) (model.manifest().rows() - model.evaluation().rows());
        assertThat(Collections.max(selection.rows)).isEqualTo(training);
        // Once for the model that is judged, once for each fold that it is calibrated by; not again for all rows.
        assertThat(selection.rows).hasSize(6);
        assertThat(selection.rows.stream().filter(rows -> rows == training)).hasSize(1);
    }

    @Test
    void model_columnsThatWereDropped_areNotNeededAndTold() {
        ChurnModel model = pipeline(new Remembered()).fit(SmallModel.customers(700, 3));

        assertThat(inputs(model)).doesNotContain("region", "plan").contains("contract", "tenure_months");
        assertThat(model.manifest().found().get("selection"))
                .isEqualTo(Map.of("dropped", List.of("plan", "region"), "verdict", "Two are left out."));
        assertThat(model.notices()).contains(new Notice("columns-selected", "", "Two are left out."));
        assertThat(model.manifest().pipeline().get("select")).isEqualTo(Map.of("method", "remembered"));

        model.save(folder.resolve("model.churn"));
        ChurnModel loaded = ChurnModel.load(folder.resolve("model.churn"));
        Map<String, Object> row = new HashMap<>(Map.of("contract", "Month-to-month", "tenure_months", 3));
        for (String input : inputs(model)) {
            row.putIfAbsent(input, null);
        }
        assertThat(loaded.scorer().score(row).probability())
                .isEqualTo(model.scorer().score(row).probability());
        assertThat(loaded.manifest().found()).isEqualTo(model.manifest().found());
    }

    @Test
    void crossValidation_selection_isAskedInEveryFold() {
        Remembered selection = new Remembered();
        CrossValidation folds = pipeline(selection).crossValidation(SmallModel.customers(600, 3), 3, 1);
        folds.run();

        assertThat(selection.rows).hasSize(3).allMatch(rows -> rows == 400 || rows < 400);
        assertThat(folds.recipe()
                        .with(SmallModel.boosting(), folds.recipe().balance())
                        .selection())
                .isEqualTo(selection);
        assertThat(folds.recipe().surveyed(folds.rows()).without("plan").selection())
                .isEqualTo(selection);
    }

    @Test
    void select_keptByThePipeline_isPartOfItsValue() {
        ChurnPipeline with = pipeline(new Remembered());

        assertThat(with.toBuilder().build()).isEqualTo(with);
        assertThat(with).isNotEqualTo(SmallModel.pipeline(SmallModel.boosting()));
        assertThat(with.toSettings()).containsEntry("select", Map.of("method", "remembered"));
        assertThat(SmallModel.pipeline(SmallModel.boosting()).toSettings()).doesNotContainKey("select");
        assertThat(ChurnPipeline.parseYaml("target: churned\nselect: none\n").select())
                .isEmpty();
    }

    @Test
    void select_withoutTheArtifact_namesIt() {
        assertThatThrownBy(() -> ChurnPipeline.parseYaml("target: churned\nselect: permutation\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("what selects them is not on the class path")
                .hasMessageContaining("Maybe add io.github.churnml:churn-ml-select to the dependencies");
    }

    private static ChurnPipeline pipeline(ColumnSelection selection) {
        return SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                .select(selection)
                .build();
    }

    private static List<String> inputs(ChurnModel model) {
        return model.inputs().stream().map(Input::name).toList();
    }

    /** Leaves two columns out, and remembers how many rows it was given. */
    private static final class Remembered implements ColumnSelection {

        private final List<Integer> rows = Collections.synchronizedList(new ArrayList<>());

        @Override
        public Map<String, Object> settings() {
            return Map.of("method", "remembered");
        }

        @Override
        public Chosen choose(
                Recipe recipe, Dataset data, int[] labels, RowGroups groups, long seed, Progress progress) {
            assertThat(recipe.selection()).isNull();
            assertThat(labels).hasSize(data.rows());
            rows.add(data.rows());
            return new Chosen(
                    recipe.without("plan").without("region"),
                    Map.of("dropped", List.of("plan", "region"), "verdict", "Two are left out."));
        }
    }
}
