package io.github.churnml.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.ChurnPipelineBuilder;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Notice;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.data.split.Split;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.learn.boosting.Monotone;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Derive;
import io.github.churnml.prepare.DerivedFeature;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.Imputing;
import io.github.churnml.prepare.Input;
import io.github.churnml.recipe.ColumnSelection;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.recipe.RecipeLearner;
import io.github.churnml.resample.SmoteNc;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the ways to select columns keep and drop of tables of which it is known what matters. */
class ImportanceSelectionTest {

    private static final int ROWS = 800;

    static Stream<ImportanceSelection> methods() {
        return SelectionMethods.NAMES.stream().map(SelectionMethods::named);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void select_plantedColumns_stayAndMostNoiseGoes(ImportanceSelection method) {
        SelectedColumns selected = select(method, builder());

        assertThat(selected.kept()).contains("strong", "plan").hasSizeLessThanOrEqualTo(4);
        assertThat(selected.columns().get(0).column()).isEqualTo("strong");
        assertThat(selected.columns()).hasSize(10);
        ColumnVerdict strong = selected.columns().get(0);
        assertThat(strong.importance().low()).isPositive();
        assertThat(strong.importance().hasInterval()).isTrue();
        assertThat(selected.verdict())
                .startsWith(
                        "Of 10 columns, " + selected.dropped().size() + " are left out by (" + method.method() + "): ")
                .contains("'noise");
        assertThat(selected.recipe().preparation().exclude()).containsAll(selected.dropped());
        assertThat(selected.toMap())
                .containsEntry("kept", selected.kept())
                .containsEntry("dropped", selected.dropped());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void select_oneThreadOrFour_tellsTheSame(ImportanceSelection method) throws Exception {
        assertThat(inPool(1, method)).isEqualTo(inPool(4, method));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void yaml_method_isReadAndWritten(ImportanceSelection method) {
        ChurnPipeline pipeline = ChurnPipeline.parseYaml("target: churned\nselect: " + method.method() + "\n");

        assertThat(pipeline.select()).contains(method);
        assertThat(ChurnPipeline.parseYaml(pipeline.toYaml())).isEqualTo(pipeline);
    }

    /** Else every set of columns would be judged by all that it fits. */
    @Test
    void choose_forALearnerOfLearners_judgesByTheStandardOne() {
        Recipe recipe = folds(builder().learner(new Costly()), table()).recipe();
        CrossValidation folds = folds(builder(), table());
        ColumnSelection.Chosen chosen = SelectionMethods.named("permutation")
                .choose(recipe, folds.rows(), folds.labels(), folds.groups(), 1, Progress.none());

        assertThat(chosen.recipe().learner()).isInstanceOf(Costly.class);
        assertThat(chosen.recipe().preparation().exclude())
                .hasSizeGreaterThan(recipe.preparation().exclude().size());
    }

    private record Costly() implements RecipeLearner {

        @Override
        public String name() {
            return "costly";
        }

        @Override
        public Takes takes() {
            return new Takes(true, false, true, true);
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of();
        }

        @Override
        public Recipe.Fit fit(
                Recipe recipe, Dataset rows, int[] labels, RowGroups groups, long seed, Progress progress) {
            throw new AssertionError("fitted to select columns");
        }
    }

    @Test
    void recursive_twins_keepsOneOfThem() {
        List<Column> columns = new ArrayList<>(columns());
        columns.add(NumericColumn.of("twin", ColumnType.NUMERIC, strong()));
        Dataset table = Dataset.of(columns);
        SelectedColumns selected = select(RecursiveElimination.standard(), builder(), table);

        assertThat(selected.kept()).containsAnyOf("strong", "twin");
        assertThat(selected.dropped()).containsAnyOf("strong", "twin");
    }

    @Test
    void select_derivedFromWhatGoes_goesToo() {
        ChurnPipelineBuilder builder = builder()
                .derive(
                        Derive.ratio("of_noise", "noise1", "noise2"),
                        Derive.log("of_that", "of_noise"),
                        Derive.bucket("height", "strong", 0.3, 0.6))
                .impute(Imputing.standard().with("noise1", Imputing.Fill.MEAN))
                .encode(Encoding.standard()
                        .with("noise7", Encoding.Levels.ONE_HOT)
                        .with("plan", Encoding.Levels.ONE_HOT));
        Recipe recipe = Narrowing.without(folds(builder, table()).recipe(), Set.of("noise1", "noise7"));

        assertThat(recipe.preparation().derive())
                .extracting(DerivedFeature::name)
                .containsExactly("height");
        assertThat(recipe.preparation().imputing().columns()).isEmpty();
        assertThat(recipe.encoding().columns()).containsOnlyKeys("plan");
        assertThat(recipe.preparation().fit(table()).inputs())
                .extracting(Input::name)
                .contains("strong", "noise2")
                .doesNotContain("noise1", "noise7");
    }

    @Test
    void fit_selectedColumns_areAllThatTheModelNeeds() {
        ChurnPipeline pipeline = builder()
                .derive(Derive.ratio("of_noise", "noise1", "noise2"))
                .select(RecursiveElimination.standard())
                .build();
        ChurnModel model = pipeline.fit(table());

        Map<?, ?> told = (Map<?, ?>) model.manifest().found().get("selection");
        assertThat(model.inputs())
                .extracting(Input::name)
                .containsExactlyInAnyOrderElementsOf(((List<?>) told.get("kept"))
                        .stream().map(String::valueOf).toList());
        assertThat(model.inputs()).hasSizeLessThan(6);
        assertThat(model.notices()).extracting(Notice::message).contains(String.valueOf(told.get("verdict")));
    }

    @Test
    void result_foldsAndPipeline_areThoseOfTheSelection() {
        ChurnPipeline pipeline = builder()
                .derive(Derive.ratio("of_noise", "noise1", "noise2"))
                .exclude("noise0")
                .select(PermutationSelection.standard())
                .build();
        CrossValidation folds = pipeline.crossValidation(table(), 3, 2);
        SelectionResult result = SelectionResult.of(folds, RecursiveElimination.standard(), 7, Progress.none());

        assertThat(result.foldCount()).isEqualTo(6);
        assertThat(result.keptIn("strong")).isEqualTo(6);
        double[] plain = folds.run(folds.recipe().selecting(null)).get(1).byFold(Metric.ROC_AUC, 0.5);
        assertThat(((Map<?, ?>) ((Map<?, ?>) result.toMap().get("metrics")).get("roc_auc")).get("folds_all"))
                .asInstanceOf(LIST)
                .hasSize(6)
                .endsWith(plain[0], plain[1], plain[2]);
        double[] selected = folds.run(folds.recipe().selecting(RecursiveElimination.standard()))
                .get(0)
                .byFold(Metric.ROC_AUC, 0.5);
        assertThat(((Map<?, ?>) ((Map<?, ?>) result.toMap().get("metrics")).get("roc_auc")).get("folds_selected"))
                .asInstanceOf(LIST)
                .startsWith(selected[0], selected[1], selected[2]);
        assertThat(result.change(Metric.LOG_LOSS).p()).isBetween(0.0, 1.0);
        assertThat(result.verdict(Metric.ROC_AUC))
                .startsWith(result.selected().dropped().size() + " of 9 columns are left out: ")
                .contains("Selected anew in every fold, columns changed roc_auc by ");

        ChurnPipeline left = ChurnPipeline.ofSettings(result.selected().in(pipeline.toSettings()));
        assertThat(left.select()).isEmpty();
        assertThat(left.exclude())
                .startsWith("noise0")
                .containsAll(result.selected().dropped());
        assertThat(left.learner()).isEqualTo(pipeline.learner());
        assertThat(left.fit(table()).inputs())
                .extracting(Input::name)
                .containsExactlyInAnyOrderElementsOf(result.selected().kept());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void select_columnsThatSettingsName_stay(ImportanceSelection method) {
        ChurnPipelineBuilder builder = builder()
                .derive(Derive.ratio("of_noise", "noise3", "noise4"))
                .impute(Imputing.standard().with("noise1", Imputing.Fill.MEDIAN.by("noise7")))
                .learner(HistogramGradientBoosting.builder()
                        .trees(20)
                        .monotone("of_noise", Monotone.INCREASING)
                        .build());
        SelectedColumns selected = select(method, builder);

        assertThat(selected.kept()).contains("noise3", "noise4", "noise7");
        assertThat(selected.columns())
                .filteredOn(one -> one.column().equals("noise7"))
                .first()
                .extracting(ColumnVerdict::why)
                .isIn("settings name it", "matters by more than luck");
    }

    @Test
    void select_balancedAndTargetEncoded_stillFindsWhatMatters() {
        SelectedColumns balanced =
                select(PermutationSelection.standard(), builder().balance(SmoteNc.standard()));
        SelectedColumns encoded = select(
                RecursiveElimination.standard(),
                builder().encode(Encoding.standard().withLevels(Encoding.Levels.TARGET)));

        assertThat(balanced.kept()).contains("strong", "plan");
        assertThat(encoded.kept()).contains("strong", "plan");
        assertThat(encoded.dropped()).isNotEmpty();
    }

    @Test
    void select_rowsOfCustomers_stayTogetherInInnerFolds() {
        List<Column> columns = new ArrayList<>(columns());
        columns.add(NumericColumn.of(
                "customer_id",
                ColumnType.NUMERIC,
                IntStream.range(0, ROWS).mapToDouble(row -> 1000 + row / 4).toArray()));
        SelectedColumns selected = select(
                RecursiveElimination.standard(), builder().split(Split.grouped("customer_id")), Dataset.of(columns));

        assertThat(selected.kept()).contains("strong", "plan").doesNotContain("customer_id");
        assertThat(selected.columns()).hasSize(10);
        assertThat(selected.recipe().preparation().exclude()).contains("customer_id");
    }

    @Test
    void select_noiseAlone_keepsTheMostImportantOne() {
        List<Column> columns = new ArrayList<>(columns());
        columns.removeIf(column -> List.of("strong", "plan").contains(column.name()));
        SelectedColumns selected = select(PermutationSelection.standard(), builder(), Dataset.of(columns));

        assertThat(selected.kept()).isNotEmpty().hasSizeLessThan(4);
    }

    @Test
    void select_tooFewOfAClass_isRefused() {
        CrossValidation folds = folds(builder(), table());
        int[] labels = new int[ROWS];
        labels[3] = 1;
        labels[9] = 1;

        assertThatThrownBy(() -> PermutationSelection.standard()
                        .select(folds.recipe(), folds.rows(), labels, folds.groups(), 1, Progress.none()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Columns cannot be selected by 3 inner folds. Only 2 of 800 customers left")
                .hasMessageContaining("Maybe");
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            permutatoin;'permutation'
            {method: permutation, folds: 1};'folds'
            {method: permutation, share: 0.2};'share'
            {method: recursive, share: 0.6};'share'
            {method: null-importance, nulls: 5};'nulls'
            {method: null-importance, shuffles: 1};'shuffles'""")
    void yaml_wrongSettings_areRefusedByName(String select, String named) {
        assertThatThrownBy(() -> ChurnPipeline.parseYaml("target: churned\nselect: " + select + "\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(named.isEmpty() ? select : named.replace("'", ""));
    }

    @Test
    void bounds_ofRecords_areChecked() {
        assertThatThrownBy(() -> new PermutationSelection(1, 10))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'folds' is (1")
                .hasMessageContaining("Maybe leave it out");
        assertThatThrownBy(() -> new NullImportance(19, 3, 5)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> new RecursiveElimination(Double.NaN, 3, 5)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> SelectionMethods.named("boruta"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'recursive'");
    }

    private static SelectedColumns select(ImportanceSelection method, ChurnPipelineBuilder builder) {
        return select(method, builder, table());
    }

    private static SelectedColumns select(ImportanceSelection method, ChurnPipelineBuilder builder, Dataset table) {
        CrossValidation folds = folds(builder, table);
        return method.select(folds.recipe(), folds.rows(), folds.labels(), folds.groups(), 7, Progress.none());
    }

    private static CrossValidation folds(ChurnPipelineBuilder builder, Dataset table) {
        return builder.build().crossValidation(table, 3, 1);
    }

    private static String inPool(int threads, ImportanceSelection method) throws Exception {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> select(method, builder()).toMap().toString())
                    .get();
        } finally {
            pool.shutdown();
        }
    }

    private static ChurnPipelineBuilder builder() {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .calibrate("none")
                .learner(HistogramGradientBoosting.builder()
                        .trees(20)
                        .maxLeaves(6)
                        .build());
    }

    private static Dataset table() {
        return Dataset.of(columns());
    }

    private static double[] strong() {
        return new SplittableRandom(11).doubles(ROWS).toArray();
    }

    /** Who leaves depends on two columns; eight others, of which one has levels, say nothing. */
    private static List<Column> columns() {
        SplittableRandom random = new SplittableRandom(5);
        double[] strong = strong();
        int[] plan = random.ints(ROWS, 0, 3).toArray();
        int[] left = IntStream.range(0, ROWS)
                .map(row -> random.nextDouble() < 0.05 + 0.7 * strong[row] + 0.12 * plan[row] ? 1 : 0)
                .toArray();
        List<Column> columns = new ArrayList<>();
        columns.add(NumericColumn.of("strong", ColumnType.NUMERIC, strong));
        columns.add(CodedColumn.of("plan", ColumnType.CATEGORICAL, plan, List.of("S", "M", "L")));
        for (int i = 0; i < 7; i++) {
            columns.add(NumericColumn.of(
                    "noise" + i, ColumnType.NUMERIC, random.doubles(ROWS).toArray()));
        }
        columns.add(CodedColumn.of(
                "noise7", ColumnType.CATEGORICAL, random.ints(ROWS, 0, 5).toArray(), List.of("a", "b", "c", "d", "e")));
        columns.add(CodedColumn.of("churned", ColumnType.CATEGORICAL, left, List.of("No", "Yes")));
        return columns;
    }
}
