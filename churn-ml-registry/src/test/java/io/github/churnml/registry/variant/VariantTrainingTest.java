package io.github.churnml.registry.variant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.RegistryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantTrainingTest {

    private static final VariantSettings BY =
            VariantSettings.by("geography").withLeast(60, 200).withFolds(3);
    private static Dataset table;
    private static VariantSet set;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        table = Customers.of(1, Customers.counts("US", 500, "EU", 900, "DE", 60, "", 30));
        set = VariantTraining.fit(Customers.pipeline(BY), table, Customers.options());
    }

    private static Segment segment(VariantSet of, String geography) {
        return of.find(Variant.of(geography, null)).orElseThrow();
    }

    @Test
    void segment_whoseLawIsItsOwn_getsAModelOfItsOwn() {
        Segment us = segment(set, "US");
        assertThat(us.answers()).isEqualTo(Segment.Answers.OWN);
        assertThat(us.model()).isEqualTo("churn-prediction-model-us");
        assertThat(us.why()).startsWith("Its own model is really better: log loss ");
        SegmentFigures figures = us.figures().orElseThrow();
        assertThat(figures.rows()).isEqualTo(500);
        assertThat(figures.gain().low()).isPositive();
        // Two candidates share the error.
        assertThat(figures.gain().level()).isCloseTo(0.975, within(1e-12));
        assertThat(figures.otherRocAuc()).isGreaterThan(0.8);
        assertThat(figures.pooledRocAuc()).isLessThan(0.5);
    }

    @Test
    void segment_tooSmall_getsThePooledModelAndIsTold() {
        Segment de = segment(set, "DE");
        assertThat(de.answers()).isEqualTo(Segment.Answers.POOLED);
        assertThat(de.model()).isEqualTo("churn-prediction-model");
        assertThat(de.why())
                .matches("Only \\d+ of its customers (left|stayed) where 60 are asked for \\(minLeavers\\)\\.");
        assertThat(de.figures()).isEmpty();
    }

    @Test
    void segment_whoseLawIsThatOfAll_getsThePooledModel() {
        Dataset alike = Customers.of(3, Customers.counts("EU", 500, "APAC", 500));
        VariantSet found = VariantTraining.fit(Customers.pipeline(BY), alike, Customers.options());
        assertThat(found.models()).containsOnlyKeys("churn-prediction-model");
        assertThat(found.segments()).allSatisfy(segment -> {
            assertThat(segment.answers()).isEqualTo(Segment.Answers.POOLED);
            assertThat(segment.figures()).isPresent();
            assertThat(segment.why()).containsAnyOf("is not better", "may be better by chance");
        });
    }

    @Test
    void models_ofSegments_areThoseThatTheirRowsAloneGive() {
        OneVariant one = OneVariant.of(
                Customers.pipeline(BY), VariantSettings.only(Variant.of("US", null)), table, Customers.CREATED);
        assertThat(one.data().rows()).isEqualTo(500);
        ChurnModel alone = one.pipeline().fit(one.data(), Customers.options());
        assertThat(set.model("churn-prediction-model-us").toBytes()).isEqualTo(alone.toBytes());
        assertThat(alone.manifest().pipeline().get("variants"))
                .isEqualTo(Map.of(
                        "only", Map.of("geography", "US"),
                        "experiment", "churn_prediction-geography-us",
                        "tags", Map.of("geography", "US", "training_date", "2026-03-04")));
    }

    @Test
    void training_withOtherThreads_givesTheSameBytes() {
        VariantSet again = VariantTraining.fit(
                Customers.pipeline(BY), table, Customers.options().withThreads(1));
        assertThat(again.toJson()).isEqualTo(set.toJson());
        set.models().forEach((name, model) -> assertThat(again.model(name).toBytes())
                .isEqualTo(model.toBytes()));
    }

    @Test
    void training_onlyOneSegment_isPooledAndTold() {
        Dataset one = Customers.of(4, Customers.counts("US", 400));
        VariantSet found = VariantTraining.fit(Customers.pipeline(BY), one, Customers.options());
        assertThat(found.models()).hasSize(1);
        assertThat(segment(found, "US").why()).startsWith("All customers are of this segment");
    }

    @Test
    void training_allSegmentsTooSmall_isPooledAndTold() {
        Dataset small = Customers.of(5, Customers.counts("US", 80, "EU", 80, "DE", 80));
        VariantSet found = VariantTraining.fit(Customers.pipeline(BY), small, Customers.options());
        assertThat(found.models()).hasSize(1);
        assertThat(found.segments()).hasSize(3).allSatisfy(segment -> assertThat(segment.why())
                .contains("are asked for"));
    }

    @Test
    void training_withoutVariants_isRefused() {
        ChurnPipeline plain = ChurnPipeline.builder().target("churned").build();
        assertThatThrownBy(() -> VariantTraining.fit(plain, table, Customers.options()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Maybe add variants: {by: [geography]}.");
    }

    @Test
    void training_columnAbsent_isRefusedBeforeLearning() {
        ChurnPipeline pipeline = Customers.pipeline(VariantSettings.by("plan"));
        assertThatThrownBy(() -> VariantTraining.fit(pipeline, table, Customers.options()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("divided by 'plan', but the table has no column of that name");
    }

    @Test
    void training_byTwoColumns_namesBoth() {
        VariantSet found = VariantTraining.fit(
                Customers.pipeline(VariantSettings.by("geography", "company")
                        .withLeast(40, 80)
                        .withFolds(3)),
                table,
                Customers.options());
        Segment one = found.find(Variant.of("US", "ClientA")).orElseThrow();
        assertThat(one.variant().path()).isEqualTo("geography-us/company-clienta/");
        assertThat(found.segments()).hasSize(9);
        assertThat(found.by()).containsExactly("Geography", "company_id");
    }

    @Test
    void shrinkage_whereSmallSegmentsDiffer_movesThem() {
        Dataset hot = Customers.of(6, Customers.counts("EU", 900, "HOT", 150, "HOTTER", 150, "COLD", 150));
        VariantSettings settings = BY.withLeast(200, 800).withFallback(VariantSettings.Fallback.SHRINKAGE);
        VariantSet found = VariantTraining.fit(Customers.pipeline(settings), hot, Customers.options());
        Segment moved = segment(found, "HOT");
        assertThat(moved.answers()).as(moved.why()).isEqualTo(Segment.Answers.SHIFTED);
        assertThat(moved.why()).contains("The log-odds of the model of all customers are moved by +");
        Map<String, Object> row = Customers.row(hot, 950);
        VariantPrediction said = found.scorer().score(row);
        assertThat(said.model()).isEqualTo("churn-prediction-model-hot");
        double before = found.pooled().scorer().probability(row);
        double shift = logOdds(said.prediction().probability()) - logOdds(before);
        assertThat(shift).isBetween(0.3, 2.5);
        assertThat(moved.why()).contains(String.format(java.util.Locale.ROOT, "%+.3f", shift));
        VariantSet loaded = VariantSet.load(found.save(folder));
        assertThat(loaded.scorer().score(row)).isEqualTo(said);
        assertThat(loaded.model("churn-prediction-model-hot").referenceProfile().rows())
                .isEqualTo(150);
    }

    @Test
    void shrinkage_whereSegmentsAreAlike_movesNone() {
        Dataset alike = Customers.of(7, Customers.counts("EU", 600, "A", 100, "B", 100, "C", 100));
        VariantSettings settings = BY.withLeast(200, 800).withFallback(VariantSettings.Fallback.SHRINKAGE);
        VariantSet found = VariantTraining.fit(Customers.pipeline(settings), alike, Customers.options());
        assertThat(found.models()).hasSize(1);
        assertThat(segment(found, "A").why()).contains("Nor are the log-odds of the model of all customers moved");
    }

    @Test
    void shrinkage_withAnInterval_isRefused() {
        ChurnPipeline pipeline = Customers.pipeline(BY.withFallback(VariantSettings.Fallback.SHRINKAGE)).toBuilder()
                .interval("venn-abers")
                .build();
        assertThatThrownBy(() -> VariantTraining.fit(pipeline, table, Customers.options()))
                .hasMessageContaining("fallback: shrinkage");
    }

    private static double logOdds(double p) {
        return Math.log(p / (1 - p));
    }

    @Test
    void scoring_rowByRowTableAndText_givesTheBitsOfTheSingleModel() {
        VariantScorer scorer = set.scorer();
        VariantPredictions all = scorer.score(table);
        List<String> header = table.schema().names();
        VariantScorer.Rows rows = scorer.forColumns(header);
        for (int row = 0; row < table.rows(); row += 7) {
            Map<String, Object> values = Customers.row(table, row);
            String geography = String.valueOf(values.get("Geography"));
            String model = geography.equals("US")
                    ? "churn-prediction-model-us"
                    : geography.equals("EU") ? segment(set, "EU").model() : "churn-prediction-model";
            double alone = set.model(model).scorer().probability(values);
            VariantPrediction one = scorer.score(values);
            assertThat(one.model()).isEqualTo(model).isEqualTo(all.model(row));
            assertThat(one.prediction().probability()).isEqualTo(alone);
            assertThat(scorer.probability(values)).isEqualTo(alone);
            assertThat(all.probability(row)).isEqualTo(alone);
            List<Object> texts = header.stream().map(values::get).toList();
            assertThat(rows.score(texts, row + 1L)).isEqualTo(one);
        }
        assertThat(all.counts().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(table.rows());
    }

    @Test
    void scoring_missingOrUnknownValue_isAnsweredByThePooledModelAndSaid() {
        Map<String, Object> row = Customers.row(table, 0);
        row.put("Geography", "Mars");
        VariantPrediction unknown = set.scorer().score(row);
        assertThat(unknown.chosen()).isEqualTo(VariantPrediction.Chosen.UNKNOWN_VALUE);
        assertThat(unknown.model()).isEqualTo("churn-prediction-model");
        assertThat(unknown.prediction().probability())
                .isEqualTo(set.pooled().scorer().probability(row));
        row.put("Geography", null);
        assertThat(set.scorer().score(row).chosen()).isEqualTo(VariantPrediction.Chosen.MISSING_VALUE);
        row.put("Geography", " US ");
        assertThat(set.scorer().score(row).model()).isEqualTo("churn-prediction-model-us");
    }

    @Test
    void scoring_columnAbsent_isRefused() {
        Map<String, Object> row = Customers.row(table, 0);
        Object value = row.remove("Geography");
        assertThatThrownBy(() -> set.scorer().score(row))
                .isInstanceOf(DataException.class)
                .hasMessage("Column 'Geography' is missing; it says which model answers for a customer.\n"
                        + "Maybe give an empty value where it is not known; the model of all customers then answers.");
        row.put("geography", value);
        assertThatThrownBy(() -> set.scorer().score(row))
                .hasMessageContaining("Maybe 'geography' should be named 'Geography'.");
        assertThatThrownBy(() -> set.scorer().forColumns(List.of("usage", "tenure")))
                .isInstanceOf(DataException.class);
    }

    @Test
    void set_savedAndLoaded_isTheSame() {
        VariantSet loaded = VariantSet.load(set.save(folder.resolve("a/b")));
        assertThat(loaded.toJson()).isEqualTo(set.toJson());
        assertThat(loaded.segments()).isEqualTo(set.segments());
        assertThat(loaded.scorer().score(table).probabilities())
                .isEqualTo(set.scorer().score(table).probabilities());
        assertThat(VariantSet.load(folder.resolve("a/b")).models()).hasSameSizeAs(set.models());
        assertThat(VariantSet.isSet(folder.resolve("a/b/variants.json"))).isTrue();
        assertThat(VariantSet.isSet(folder.resolve("a/b/model.churn"))).isFalse();
        assertThat(ChurnModel.load(folder.resolve("a/b/geography-us/model.churn"))
                        .manifest()
                        .name())
                .isEqualTo("churn-prediction-model-us");
    }

    @Test
    void save_thatCannotWriteOneModel_writesNothing() throws IOException {
        Files.createFile(folder.resolve("geography-us"));
        assertThatThrownBy(() -> set.save(folder)).hasMessageContaining("geography-us");
        try (var files = Files.list(folder)) {
            assertThat(files.map(Path::getFileName).map(String::valueOf)).containsExactly("geography-us");
        }
    }

    @Test
    void load_modelFileMissingOrAltered_isRefused() throws IOException {
        Path json = set.save(folder);
        Path us = folder.resolve("geography-us/model.churn");
        Files.copy(folder.resolve("model.churn"), us, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> VariantSet.load(json))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining(
                        "of its model 'churn-prediction-model-us' is another than the one written with it");
        Files.delete(us);
        assertThatThrownBy(() -> VariantSet.load(json))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("of its model 'churn-prediction-model-us' is missing");
    }

    @Test
    void load_placeOutsideTheFolder_isRefused() throws IOException {
        Path json = set.save(folder);
        Files.writeString(
                json, Files.readString(json).replace("\"geography-us/model.churn\"", "\"../../other/model.churn\""));
        assertThatThrownBy(() -> VariantSet.load(json))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("(../../other/model.churn) where (geography-us/model.churn) is expected");
    }

    @Test
    void load_otherFiles_areRefused() throws IOException {
        Path other = folder.resolve("variants.json");
        assertThatThrownBy(() -> VariantSet.load(other)).hasMessageContaining("is not there");
        Files.writeString(other, "{\"roc_auc\": 0.8}");
        assertThatThrownBy(() -> VariantSet.load(other)).hasMessageContaining("not what a training of variants writes");
        Files.writeString(other, "[");
        assertThatThrownBy(() -> VariantSet.load(other)).isInstanceOf(RegistryException.class);
    }

    @Test
    void drift_ofOneSegment_isFoundInItAlone() {
        Dataset later = Customers.of(9, Customers.counts("US", 300, "EU", 300, "DE", 20));
        VariantDrift still = set.drift(later, DriftSettings.standard());
        assertThat(still.hasDrift()).isFalse();
        // Of US those alone that use much: a shift that all customers together hardly show.
        int[] rows = IntStream.range(0, later.rows())
                .filter(row -> !"US".equals(later.column("Geography").text(row))
                        || Double.parseDouble(later.column("usage").text(row)) > 0)
                .toArray();
        VariantDrift moved = set.drift(later.select(rows), DriftSettings.standard());
        assertThat(moved.hasDrift()).isTrue();
        assertThat(moved.segments())
                .filteredOn(
                        one -> one.report().map(report -> report.overallDrift()).orElse(false))
                .extracting(one -> one.segment().model())
                .containsExactly("churn-prediction-model-us");
        int[] few = Arrays.copyOf(rows, 5);
        assertThat(set.drift(later.select(few), DriftSettings.standard()).segments())
                .filteredOn(one -> one.segment().model().endsWith("-us"))
                .singleElement()
                .satisfies(one -> assertThat(one.verdict()).isEqualTo("not enough data"));
    }

    @Test
    void evaluation_ofASet_tellsTogetherAndBySegment() {
        Dataset later = Customers.of(10, Customers.counts("US", 300, "EU", 300, "", 40));
        VariantEvaluation found = set.evaluate(later, set.pooled().target());
        assertThat(found.together().gain().isReal()).isTrue();
        assertThat(found.evaluation().rows()).isEqualTo(640);
        assertThat(found.segments()).hasSize(3);
        VariantEvaluation.OfSegment us = found.segments().stream()
                .filter(one -> one.model().endsWith("-us"))
                .findFirst()
                .orElseThrow();
        int[] rows = IntStream.range(0, 300).toArray();
        assertThat(us.evaluation().orElseThrow().rocAuc())
                .isEqualTo(set.model(us.model()).evaluate(later.select(rows)).rocAuc());
        assertThat(found.segments().get(2).segment()).isEmpty();
        assertThat(found.segments().get(2).figures().gain().value()).isZero();
    }
}
