package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.read.Tables;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.explain.Explanation;
import io.github.churnml.explain.Reason;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.PlainForest;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.learn.PlainNetwork;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.model.ModelContents;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.predictor.LogOdds;
import io.github.churnml.predictor.Sampling;
import io.github.churnml.prepare.Derive;
import io.github.churnml.prepare.Imputing;
import io.github.churnml.prepare.Input;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Member;
import io.github.churnml.resample.RandomOver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExplanationTest {

    private static Dataset data;
    private static Map<String, ChurnModel> models;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        data = SmallModel.customers(600, 17);
        models = new LinkedHashMap<>();
        models.put("boosting", SmallModel.of(SmallModel.boosting(), data));
        models.put("forest", SmallModel.of(new PlainForest(15), data));
        models.put("linear", SmallModel.of(new PlainLogistic(), data));
        models.put("network", SmallModel.of(new PlainNetwork(8), data));
        models.put("additive", ChurnModel.load(ModelParts.saved("format-5")));
        models.put("balanced", balanced());
        models.put("blend", blend(models.get("boosting"), models.get("linear")));
    }

    static Stream<String> names() {
        return Stream.of("boosting", "forest", "linear", "network", "additive", "balanced", "blend");
    }

    @ParameterizedTest
    @MethodSource("names")
    void contributions_andBaseValue_addUpToTheLogOdds(String name) {
        ChurnModel model = models.get(name);
        for (int i = 0; i < 40; i++) {
            Map<String, Object> row = row(i);
            row.put("plan", i % 3 == 0 ? "Platinum" : row.get("plan"));
            row.put("tenure_months", i % 4 == 0 ? null : row.get("tenure_months"));
            row.put("contract", i % 5 == 0 ? null : row.get("contract"));
            Prediction prediction = model.scorer().score(row);
            Explanation explanation = prediction.explanation();
            double sum = explanation.baseValue()
                    + explanation.contributions().values().stream()
                            .mapToDouble(Double::doubleValue)
                            .sum();
            assertThat(model.decisionRule().calibrator().logOdds(sum))
                    .isCloseTo(LogOdds.fromProbability(prediction.probability()), within(1e-9));
            assertThat(explanation.logOdds()).isCloseTo(sum, within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void columns_areInputsAndFeaturesOfSeveral(String name) {
        ChurnModel model = models.get(name);
        List<String> expected =
                new ArrayList<>(model.inputs().stream().map(Input::name).toList());
        expected.add("charge_per_month");
        assertThat(model.scorer().explainedColumns()).containsExactlyElementsOf(expected);
        assertThat(model.scorer().score(row(1)).explanation().contributions().keySet())
                .containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("names")
    void reasons_areTheLargestContributionsFirst_withoutZeros(String name) {
        Prediction prediction = models.get(name).scorer().score(row(7));
        Map<String, Double> contributions = prediction.explanation().contributions();
        List<Reason> all = prediction.reasons(1000);
        assertThat(all).hasSize((int)
                contributions.values().stream().filter(value -> value != 0).count());
        for (int i = 0; i < all.size(); i++) {
            Reason reason = all.get(i);
            assertThat(reason.contribution()).isEqualTo(contributions.get(reason.column()));
            assertThat(reason.sentence()).startsWith(reason.column()).endsWith(".");
            if (i > 0) {
                assertThat(Math.abs(all.get(i - 1).contribution()))
                        .isGreaterThanOrEqualTo(Math.abs(reason.contribution()));
            }
        }
        assertThat(prediction.reasons(2)).isEqualTo(all.subList(0, 2));
    }

    @ParameterizedTest
    @MethodSource("names")
    void standardErrors_areZero_exceptForNetworks(String name) {
        Prediction prediction = models.get(name).scorer().score(row(7));
        Map<String, Double> errors = prediction.explanation().standardErrors();
        if (name.equals("network")) {
            assertThat(errors.values()).anyMatch(error -> error > 0);
            double usual =
                    errors.values().stream().mapToDouble(Double::doubleValue).sum();
            double many = prediction.explanation(new Sampling(2048, 1)).standardErrors().values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertThat(many).isBetween(usual / 6, usual / 2.7);
        } else {
            assertThat(errors.values()).containsOnly(0.0);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void savedAndLoaded_explainsTheSameBits(String name) {
        ChurnModel model = models.get(name);
        Path file = folder.resolve("m.churn");
        model.save(file);
        ChurnModel loaded = ChurnModel.load(file);
        for (int i = 0; i < 10; i++) {
            Explanation expected = model.scorer().score(row(i)).explanation();
            Explanation found = loaded.scorer().score(row(i)).explanation();
            assertThat(found.baseValue()).isEqualTo(expected.baseValue());
            assertThat(found.contributions()).isEqualTo(expected.contributions());
            assertThat(found.reasons(4)).isEqualTo(expected.reasons(4));
        }
    }

    @Test
    void linear_oneHotPartsIndicatorAndDerivedFeatures_areAddedUpInTheirColumn() {
        Dataset table = table();
        ChurnModel model = ChurnPipeline.builder()
                .target("left", "Yes")
                .derive(Derive.bucket("old", "age", 30), Derive.ratio("rate", "spend", "age"))
                .learner(new Weights())
                .holdOut(0.3)
                .seed(1)
                .build()
                .fit(table);
        Member member = model.fitted().members().get(0);
        List<String> names = member.encoding().features().stream()
                .map(feature -> feature.name())
                .toList();
        assertThat(names)
                .containsExactly(
                        "plan=A",
                        "plan=B",
                        "plan=C",
                        "age",
                        "spend",
                        "old=< 30",
                        "old=>= 30",
                        "old=(other)",
                        "rate",
                        "age_missing",
                        "rate_missing");
        Map<String, Object> row = new HashMap<>();
        row.put("plan", "B");
        row.put("age", null);
        row.put("spend", 6);
        Explanation explanation = model.scorer().score(row).explanation();
        double[] prepared = new double[model.fitted().preparation().variables().size()];
        prepared[0] = model.inputs().get(0).read("B", 0);
        prepared[1] = Double.NaN;
        prepared[2] = 6;
        model.fitted().preparation().apply(prepared);
        double[] encoded = new double[names.size()];
        member.encoding().encode(prepared, encoded);
        Map<String, Double> byHand = new LinkedHashMap<>();
        for (int j = 0; j < encoded.length; j++) {
            String column = names.get(j).startsWith("plan")
                    ? "plan"
                    : names.get(j).startsWith("old") || names.get(j).startsWith("age")
                            ? "age"
                            : names.get(j).startsWith("rate") ? "rate" : "spend";
            byHand.merge(column, (j + 1) * (encoded[j] - member.background().get(j)), Double::sum);
        }
        assertThat(explanation.contributions().keySet()).containsExactly("plan", "age", "spend", "rate");
        explanation
                .contributions()
                .forEach((column, value) -> assertThat(value).as(column).isCloseTo(byHand.get(column), within(1e-12)));
        // What the background is: the share of a level, the mean of what is scaled to have none.
        assertThat(member.background().get(0)).isCloseTo(1 / 3.0, within(0.01));
        assertThat(member.background().get(3)).isCloseTo(0, within(1e-9));
    }

    @Test
    void blend_isTheMeanOfItsMembers() {
        Map<String, Object> row = row(3);
        Explanation blend = models.get("blend").scorer().score(row).explanation();
        Explanation trees = models.get("boosting").scorer().score(row).explanation();
        Explanation linear = models.get("linear").scorer().score(row).explanation();
        assertThat(blend.baseValue()).isCloseTo((trees.baseValue() + linear.baseValue()) / 2, within(1e-12));
        blend.contributions().forEach((column, value) -> assertThat(value)
                .isCloseTo(
                        (trees.contributions().get(column)
                                        + linear.contributions().get(column))
                                / 2,
                        within(1e-12)));
    }

    @Test
    void balancedModel_baseValue_holdsTheOffset() {
        ChurnModel model = models.get("balanced");
        ChurnModel without = new ChurnModel(
                new ModelContents(
                        model.manifest(), model.fitted().withOffset(0), model.decisionRule(), model.referenceProfile()),
                List.of());
        double offset = model.fitted().members().get(0).offset();
        assertThat(offset).isNegative();
        assertThat(model.scorer().score(row(0)).explanation().baseValue())
                .isCloseTo(without.scorer().score(row(0)).explanation().baseValue() + offset, within(1e-12));
    }

    @Test
    void values_areWhatTheRowHolds_inWords() {
        ChurnModel model = models.get("boosting");
        Map<String, Object> row = row(4);
        row.put("plan", "Platinum");
        row.put("monthly_charge", "39.90");
        row.put("tenure_months", null);
        row.put("total_charges", null);
        row.put("contract", " Two year ");
        row.put("region", null);
        Map<String, Reason> reasons = new HashMap<>();
        model.scorer().score(row).reasons(100).forEach(reason -> reasons.put(reason.column(), reason));
        assertThat(reasons.get("monthly_charge").value()).isEqualTo("39.9");
        assertThat(reasons.get("monthly_charge").sentence())
                .matches("monthly_charge is 39\\.9 \\(typically [\\d.]+ to [\\d.]+\\), which .*");
        assertThat(reasons.get("contract").value()).isEqualTo("Two year");
        assertThat(reasons.get("contract").sentence())
                .matches(
                        "contract is Two year \\(as for \\d+ % of customers\\), which lowers the risk of leaving: odds .*");
        assertThat(reasons.get("tenure_months").value()).matches("not known, taken as [\\d.]+");
        assertThat(reasons.get("tenure_months").sentence())
                .matches("tenure_months is not known, taken as [\\d.]+ \\(typically \\d+ to \\d+\\), which .*");
        assertThat(reasons.get("charge_per_month").sentence())
                .matches("charge_per_month \\(total_charges divided by tenure_months\\) is not known, taken as [\\d.]+,"
                        + " which .*");
        Explanation linear = models.get("linear").scorer().score(row).explanation();
        linear.reasons(100).forEach(reason -> reasons.put(reason.column(), reason));
        assertThat(reasons.get("plan").value()).isEqualTo("not seen in training");
        assertThat(reasons.get("plan").sentence())
                .startsWith("plan holds a level that was not seen in training, which ");
        assertThat(reasons.get("region").value()).isEqualTo("not known");
    }

    @Test
    void missingLevel_filledByAnother_saysSo() {
        ChurnModel model = SmallModel.pipeline(new PlainLogistic()).toBuilder()
                .impute(Imputing.standard().withLevels(Imputing.Fill.MOST_FREQUENT))
                .build()
                .fit(data);
        Map<String, Object> row = row(4);
        row.put("contract", null);
        assertThat(model.scorer().score(row).reasons(100))
                .filteredOn(reason -> reason.column().equals("contract"))
                .singleElement()
                .satisfies(reason -> assertThat(reason.value()).isEqualTo("not known, taken as Month-to-month"));
    }

    @Test
    void withoutReferenceProfile_sentencesHaveNoRemarks() {
        ChurnModel model = models.get("boosting");
        ChurnModel bare = new ChurnModel(
                new ModelContents(
                        model.manifest(),
                        model.fitted(),
                        model.decisionRule(),
                        new io.github.churnml.drift.ReferenceProfile(0, List.of())),
                List.of());
        assertThat(bare.scorer().score(row(2)).reasons(20))
                .isNotEmpty()
                .noneMatch(reason -> reason.sentence().contains("typically")
                        || reason.sentence().contains("of customers"));
    }

    @Test
    void fewerThanOneReason_isRefused() {
        Prediction prediction = models.get("boosting").scorer().score(row(0));
        for (int wrong : new int[] {0, -3}) {
            String message = "The number of reasons is (" + wrong + ") where 1 or more is needed.\nMaybe ask for 5.";
            assertThatThrownBy(() -> prediction.reasons(wrong))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessage(message);
            assertThatThrownBy(() -> prediction.explanation().reasons(wrong)).hasMessage(message);
        }
    }

    @Test
    void prediction_keepsItsAnswers_andTellsNothingOfTheRow() {
        Map<String, Object> row = row(4);
        row.put("plan", "Platinum");
        Prediction prediction = models.get("boosting").scorer().score(row);
        assertThat(prediction).isEqualTo(models.get("boosting").scorer().score(row));
        assertThat(prediction).hasSameHashCodeAs(models.get("boosting").scorer().score(row));
        assertThat(prediction).isNotEqualTo(models.get("boosting").scorer().score(row(9)));
        assertThat(prediction.toString())
                .isEqualTo("Prediction[probability=" + prediction.probability() + ", positive="
                        + prediction.positive() + ", label=" + prediction.label() + ", tier=" + prediction.tier()
                        + ", unknownLevels=[plan]]");
    }

    @ParameterizedTest
    @MethodSource("names")
    void meanAbsoluteContributions_areThoseOfTheRows_whateverTheThreads(String name) throws Exception {
        ChurnModel model = models.get(name);
        Dataset part = data.select(java.util.stream.IntStream.range(0, 530).toArray());
        Map<String, Double> sums = new HashMap<>();
        for (int i = 0; i < part.rows(); i++) {
            model.scorer()
                    .score(row(i))
                    .explanation()
                    .contributions()
                    .forEach((column, value) -> sums.merge(column, Math.abs(value) / part.rows(), Double::sum));
        }
        Map<String, Double> found = model.meanAbsoluteContributions(part);
        assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(sums.keySet());
        found.forEach((column, mean) -> assertThat(mean).isCloseTo(sums.get(column), within(1e-9)));
        assertThat(List.copyOf(found.values())).isSortedAccordingTo(java.util.Comparator.reverseOrder());
        ForkJoinPool one = new ForkJoinPool(1);
        assertThat(one.submit(() -> model.meanAbsoluteContributions(part)).get())
                .isEqualTo(found);
        one.shutdown();
    }

    @Test
    void meanAbsoluteContributions_ofNoRows_areZero() {
        assertThat(models.get("linear")
                        .meanAbsoluteContributions(data.select(new int[0]))
                        .values())
                .isNotEmpty()
                .containsOnly(0.0);
    }

    @Test
    void fileWithoutBackground_isExplainedFromZeros() throws Exception {
        ChurnModel loaded = ChurnModel.load(edited("linear", member -> member.remove("background")));
        Explanation explanation = loaded.scorer().score(row(2)).explanation();
        LinearPredictor linear =
                (LinearPredictor) loaded.fitted().members().get(0).predictor();
        assertThat(explanation.baseValue()).isEqualTo(linear.intercept());
        assertThat(explanation.logOdds())
                .isCloseTo(
                        models.get("linear")
                                .scorer()
                                .score(row(2))
                                .explanation()
                                .logOdds(),
                        within(1e-9));
    }

    @Test
    void fileOfTrees_holdsNoBackground_andTheOthersHoldMeans() throws Exception {
        assertThat(new String(pipeline("boosting"))).doesNotContain("background");
        assertThat(new String(pipeline("network"))).contains("background");
    }

    @Test
    void backgroundThatDoesNotFit_isRefused() throws Exception {
        Path file = edited("linear", member -> member.put("background", List.of(1.5, 2)));
        assertThatThrownBy(() -> ChurnModel.load(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("a background of 2 features for a predictor of ");
        Path text = edited("linear", member -> member.put("background", "none"));
        assertThatThrownBy(() -> ChurnModel.load(text))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("'members[0].background'");
    }

    private interface Edit {
        void of(Map<String, Object> member);
    }

    private byte[] pipeline(String name) {
        return ModelParts.unzip(models.get(name).toBytes()).get("pipeline.json");
    }

    @SuppressWarnings("unchecked") // a tree of plain JSON
    private Path edited(String name, Edit edit) throws Exception {
        LinkedHashMap<String, byte[]> entries =
                ModelParts.unzip(models.get(name).toBytes());
        Map<String, Object> tree = ModelParts.readJson(entries.get("pipeline.json"), folder);
        edit.of(((List<Map<String, Object>>) tree.get("members")).get(0));
        entries.put("pipeline.json", ModelParts.writeJson(tree));
        return Files.write(folder.resolve("edited.churn"), ModelParts.zip(entries));
    }

    private static Map<String, Object> row(int i) {
        Map<String, Object> row = new HashMap<>();
        for (Column column : data.columns()) {
            row.put(column.name(), column.text(i));
        }
        return row;
    }

    private static ChurnModel balanced() {
        return SmallModel.pipeline(new PlainLogistic()).toBuilder()
                .balance(RandomOver.standard())
                .build()
                .fit(data, FitOptions.standard().withCreated(SmallModel.THEN));
    }

    private static ChurnModel blend(ChurnModel one, ChurnModel other) {
        FittedRecipe both = new FittedRecipe(
                one.fitted().preparation(),
                List.of(one.fitted().members().get(0), other.fitted().members().get(0)));
        return new ChurnModel(
                new ModelContents(one.manifest(), both, one.decisionRule(), one.referenceProfile()), List.of());
    }

    /** Sixty customers of three plans; some ages are not known. */
    private static Dataset table() {
        StringBuilder text = new StringBuilder("plan,age,spend,left\n");
        for (int i = 0; i < 60; i++) {
            text.append("ABC".charAt(i % 3)).append(',');
            text.append(i % 7 == 0 ? "" : String.valueOf(20 + i % 23)).append(',');
            text.append(i % 11 + 0.5).append(',');
            text.append(i % 4 == 0 ? "Yes" : "No").append('\n');
        }
        try {
            Path file = Files.createTempFile("table", ".csv");
            Files.writeString(file, text);
            Dataset read = Tables.readCsv(file);
            Files.delete(file);
            return read;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Learns nothing: the coefficients are 1, 2, 3 … in the order of the features. */
    private static final class Weights implements Learner {

        @Override
        public String name() {
            return "weights";
        }

        @Override
        public Takes takes() {
            return new Takes(false, true, true, false);
        }

        @Override
        public Map<String, Object> settings() {
            return Map.of();
        }

        @Override
        public FittedLearner fit(TrainingData training, long seed, Progress progress) {
            double[] coefficients = new double[training.features().features().size()];
            for (int j = 0; j < coefficients.length; j++) {
                coefficients[j] = j + 1;
            }
            return new FittedLearner(new LinearPredictor(0.5, coefficients), this, Map.of());
        }
    }
}
