package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.Dataset;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.decide.VennAbers;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.OutputException;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.model.ModelContents;
import io.github.churnml.predictor.AdditivePredictor;
import io.github.churnml.prepare.Target;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Member;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    private static Dataset data;
    private static ChurnModel model;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        data = SmallModel.customers(700, 3);
        model = SmallModel.of(SmallModel.boosting(), data);
    }

    @Test
    void reloadedModel_isTheSame_bitForBit() {
        for (ChurnModel saved : List.of(model, SmallModel.of(new PlainLogistic(), data))) {
            Path file = folder.resolve("deep/er/m.churn");
            saved.save(file);
            ChurnModel loaded = ChurnModel.load(file);
            assertThat(loaded.scorer().score(data).probabilities())
                    .containsExactly(saved.scorer().score(data).probabilities());
            assertThat(loaded.toBytes()).isEqualTo(saved.toBytes());
            assertThat(loaded.evaluation()).isEqualTo(saved.evaluation());
            assertThat(loaded.importances()).isEqualTo(saved.importances());
            assertThat(loaded.manifest().pipeline())
                    .hasToString(saved.manifest().pipeline().toString());
            assertThat(loaded.manifest().created()).isEqualTo(SmallModel.THEN);
        }
    }

    @Test
    void sameSeed_givesTheSameBytes_andAnotherSeedDoesNot() {
        assertThat(SmallModel.of(SmallModel.boosting(), data).toBytes()).isEqualTo(model.toBytes());
        ChurnPipeline other =
                SmallModel.pipeline(SmallModel.boosting()).toBuilder().seed(6).build();
        assertThat(other.fit(data, FitOptions.standard().withCreated(SmallModel.THEN))
                        .toBytes())
                .isNotEqualTo(model.toBytes());
    }

    @Test
    void twoRuns_differInNothingButTheTimeOfCreation() {
        ChurnModel later = SmallModel.pipeline(SmallModel.boosting())
                .fit(data, FitOptions.standard().withCreated(SmallModel.THEN.plusSeconds(60)));
        Map<String, byte[]> first = ModelParts.unzip(model.toBytes());
        Map<String, byte[]> second = ModelParts.unzip(later.toBytes());
        assertThat(first.keySet())
                .containsExactly("manifest.json", "pipeline.json", "model.0.forest", "reference.json");
        first.forEach((name, content) -> {
            if (!name.equals("manifest.json")) {
                assertThat(second.get(name)).as(name).isEqualTo(content);
            }
        });
        assertThat(new String(second.get("manifest.json"), StandardCharsets.UTF_8)
                        .replace("2026-01-02T03:05:05Z", "2026-01-02T03:04:05Z"))
                .isEqualTo(new String(first.get("manifest.json"), StandardCharsets.UTF_8));
    }

    @Test
    void file_ofTheFirstReleasedFormat_stillLoadsAndScoresItsOldBits() throws IOException {
        ChurnModel loaded = requireOldBits("format-1");
        assertThat(loaded.referenceProfile().scores()).isEmpty();
    }

    @Test
    void file_withAProfileOfScores_stillLoadsAndScoresItsOldBits() throws IOException {
        ChurnModel loaded = requireOldBits("format-3");
        assertThat(loaded.referenceProfile().scores().orElseThrow().rows()).isEqualTo(80);
    }

    @Test
    void file_ofAnAdditiveModel_stillLoadsAndScoresItsOldBits() throws IOException {
        ChurnModel loaded = requireOldBits("format-5");
        assertThat(ModelParts.unzip(loaded.toBytes())).containsKey("model.0.additive");
        assertThat(loaded.fitted().members().get(0).predictor())
                .isInstanceOfSatisfying(AdditivePredictor.class, predictor -> assertThat(predictor.pairs())
                        .isNotEmpty());
    }

    @Test
    void file_ofACalibratedModel_stillLoadsAndScoresItsOldBits() throws IOException {
        ChurnModel loaded = requireOldBits("format-6");
        assertThat(new String(ModelParts.unzip(loaded.toBytes()).get("manifest.json"), StandardCharsets.UTF_8))
                .contains("\"format\": 6,");
        assertThat(loaded.decisionRule().calibrator().kind()).isEqualTo("isotonic");
        assertThat(loaded.uncalibrated()
                        .scorer()
                        .score(SmallModel.customers(50, 77))
                        .probabilities())
                .isNotEqualTo(
                        loaded.scorer().score(SmallModel.customers(50, 77)).probabilities());
    }

    @Test
    void file_ofAModelWithAnInterval_stillLoadsAndTellsItsOldBits() throws IOException {
        ChurnModel loaded = requireOldBits("format-8");
        assertThat(new String(ModelParts.unzip(loaded.toBytes()).get("manifest.json"), StandardCharsets.UTF_8))
                .contains("\"format\": 8,");
        Predictions predictions = loaded.scorer().score(SmallModel.customers(50, 77));
        List<String> intervals = IntStream.range(0, 50)
                .mapToObj(row -> predictions.interval(row).orElseThrow())
                .map(interval -> interval.low() + " " + interval.high())
                .toList();
        try (var in = ModelFileTest.class.getResourceAsStream("/models/format-8.intervals.txt")) {
            assertThat(intervals)
                    .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        }
    }

    @Test
    void file_ofAnIntervalThatIsNone_isRefused() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>(ModelParts.unzip(new ChurnModel(
                        new ModelContents(
                                model.manifest(),
                                model.fitted(),
                                model.decisionRule()
                                        .with(VennAbers.of(
                                                new double[][] {{-1, 1}, {0.125, 0.25}, {-1, 1}, {0.5, 0.75}})),
                                model.referenceProfile()),
                        List.of())
                .toBytes()));
        String pipeline = new String(entries.get("pipeline.json"), StandardCharsets.UTF_8);
        assertThat(pipeline).contains("\"low\": [ 0.125, 0.25 ]");
        for (String wrong : List.of("[ 0.625, 0.75 ]", "[ 0.25, 0.125 ]", "[ 0.125 ]", "[ 0.125, 1.25 ]")) {
            entries.put(
                    "pipeline.json",
                    pipeline.replace("\"low\": [ 0.125, 0.25 ]", "\"low\": " + wrong)
                            .getBytes(StandardCharsets.UTF_8));
            assertRefused(
                    ModelParts.zip(entries), "An interval of kind 'venn-abers' cannot be made of these numbers: ");
        }
        entries.put("pipeline.json", pipeline.replace("venn-abers", "magic").getBytes(StandardCharsets.UTF_8));
        assertRefused(ModelParts.zip(entries), "Key 'interval.kind' holds (magic) where ");
    }

    private ChurnModel requireOldBits(String format) throws IOException {
        Path old = folder.resolve(format + ".churn");
        Path expected;
        try (var in = ModelFileTest.class.getResourceAsStream("/models/" + format + ".churn");
                var scores = ModelFileTest.class.getResourceAsStream("/models/" + format + ".scores.txt")) {
            Files.write(old, in.readAllBytes());
            expected = Files.write(folder.resolve("scores.txt"), scores.readAllBytes());
        }
        ChurnModel loaded = ChurnModel.load(old);
        Predictions predictions = loaded.scorer().score(SmallModel.customers(50, 77));
        List<String> bits = Arrays.stream(predictions.probabilities())
                .mapToObj(p -> HexFormat.of().toHexDigits(Double.doubleToLongBits(p)))
                .toList();
        assertThat(bits).isEqualTo(Files.readAllLines(expected));
        assertThat(loaded.manifest().name()).isEqualTo("churn");
        assertThat(loaded.toBytes()).isEqualTo(Files.readAllBytes(old));
        return loaded;
    }

    @Test
    void file_ofSeveralLabelsForStaying_keepsThem_inANewerFormat() {
        Path path = folder.resolve("several.churn");
        ChurnModel several = new ChurnModel(
                new ModelContents(
                        model.manifest(),
                        model.fitted(),
                        DecisionRule.of(
                                new Target("churned", "Yes", "not Yes", List.of("No", "Paused")),
                                Calibrator.none(),
                                model.threshold()),
                        model.referenceProfile()),
                List.of());
        several.save(path);
        ChurnModel loaded = ChurnModel.load(path);
        assertThat(loaded.target()).isEqualTo(several.target());
        assertThat(loaded.manifest().name()).isEqualTo(model.manifest().name());
        Map<String, byte[]> entries = ModelParts.unzip(several.toBytes());
        assertThat(new String(entries.get("manifest.json"), StandardCharsets.UTF_8))
                .contains("\"format\": 4,");
        assertThat(new String(entries.get("pipeline.json"), StandardCharsets.UTF_8))
                .contains("\"negatives\": [ \"No\", \"Paused\" ]");
        assertThat(loaded.toBytes()).isEqualTo(several.toBytes());
    }

    private static ChurnModel calibrated(Calibrator calibrator) {
        return new ChurnModel(
                new ModelContents(
                        model.manifest(),
                        model.fitted(),
                        DecisionRule.of(model.target(), calibrator, model.threshold()),
                        model.referenceProfile()),
                List.of());
    }

    @Test
    void file_ofACalibratedModel_scoresTheSameBits_inANewerFormat() {
        Dataset customers = SmallModel.customers(50, 77);
        double[] logOdds = model.fitted().logOdds(customers);
        for (Calibrator calibrator : List.of(
                Calibrator.of("platt", -0.25, 1.5),
                Calibrator.of("beta", 0.1, 0.9, 1.2),
                Calibrator.of("quadratic", 0, 1.1, 0.1, -5, 5),
                Calibrator.of("isotonic", -2, -0.5, 1, -3, -1, 2))) {
            ChurnModel calibrated = calibrated(calibrator);
            ChurnModel loaded = ChurnModel.load(calibrated.toBytes());
            assertThat(loaded.toBytes()).isEqualTo(calibrated.toBytes());
            assertThat(loaded.scorer().score(customers).probabilities())
                    .containsExactly(
                            Arrays.stream(logOdds).map(calibrator::probability).toArray());
            Map<String, byte[]> entries = ModelParts.unzip(loaded.toBytes());
            assertThat(new String(entries.get("manifest.json"), StandardCharsets.UTF_8))
                    .contains("\"format\": 6,");
        }
        assertThat(new String(
                        ModelParts.unzip(calibrated(Calibrator.of("platt", -0.25, 1.5))
                                        .toBytes())
                                .get("pipeline.json"),
                        StandardCharsets.UTF_8))
                .containsPattern("\"calibrator\": \\{\\s+\"kind\": \"platt\",\\s+\"numbers\": \\[ -0.25, 1.5 ]");
    }

    private static ChurnModel weighted() {
        Member member = model.fitted().members().get(0);
        FittedRecipe both = new FittedRecipe(
                model.fitted().preparation(),
                List.of(member.withWeight(0.75), member.withOffset(1).withWeight(0.25)));
        return new ChurnModel(
                new ModelContents(
                        model.manifest(),
                        both,
                        DecisionRule.of(model.target(), Calibrator.none(), model.threshold()),
                        model.referenceProfile()),
                List.of());
    }

    @Test
    void file_ofWeightedMembers_scoresTheSameBits_inANewerFormat() {
        Dataset customers = SmallModel.customers(300, 77);
        double[] one = model.fitted().logOdds(customers);
        ChurnModel saved = weighted();
        ChurnModel loaded = ChurnModel.load(saved.toBytes());
        double[] logOdds = loaded.fitted().logOdds(customers);
        assertThat(loaded.toBytes()).isEqualTo(saved.toBytes());
        assertThat(logOdds).containsExactly(saved.fitted().logOdds(customers));
        for (int i = 0; i < one.length; i++) {
            assertThat(logOdds[i]).isCloseTo(one[i] + 0.25, within(1e-12));
        }
        Map<String, byte[]> entries = ModelParts.unzip(saved.toBytes());
        assertThat(new String(entries.get("manifest.json"), StandardCharsets.UTF_8))
                .contains("\"format\": 7,");
        assertThat(new String(entries.get("pipeline.json"), StandardCharsets.UTF_8))
                .contains("\"combiner\": \"weightedLogOdds\"")
                .contains("\"weight\": 0.75");
    }

    @Test
    void file_ofAWeightOutOfRange_isRefused() throws IOException {
        Map<String, byte[]> entries =
                new LinkedHashMap<>(ModelParts.unzip(weighted().toBytes()));
        String pipeline = new String(entries.get("pipeline.json"), StandardCharsets.UTF_8);
        for (String wrong : List.of("0", "-0.75", "1e300")) {
            entries.put(
                    "pipeline.json",
                    pipeline.replace("\"weight\": 0.75", "\"weight\": " + wrong).getBytes(StandardCharsets.UTF_8));
            assertRefused(ModelParts.zip(entries), "Key 'members[0].weight' holds (");
        }
        entries.put(
                "pipeline.json",
                pipeline.replace("weightedLogOdds", "meanLogOdds").getBytes(StandardCharsets.UTF_8));
        assertRefused(ModelParts.zip(entries), "'members[0].weight'");
    }

    @Test
    void file_ofACalibratorThatFalls_isRefused() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>(
                ModelParts.unzip(calibrated(Calibrator.of("platt", -0.25, 1.5)).toBytes()));
        String pipeline = new String(entries.get("pipeline.json"), StandardCharsets.UTF_8);
        entries.put(
                "pipeline.json", pipeline.replace("-0.25, 1.5", "-0.25, -1.5").getBytes(StandardCharsets.UTF_8));
        assertRefused(ModelParts.zip(entries), "A calibrator of kind 'platt' cannot be made of these 2 numbers: ");
        entries.put("pipeline.json", pipeline.replace("platt", "magic").getBytes(StandardCharsets.UTF_8));
        assertRefused(ModelParts.zip(entries), "Key 'calibrator.kind' holds (magic) where one of ");
    }

    @Test
    void file_keepsHowTheScoresLie() {
        NumberProfile scores = model.referenceProfile().scores().orElseThrow();
        assertThat(scores.rows()).isEqualTo(696);
        assertThat(scores.mean()).isBetween(0.1, 0.5);
        Map<String, byte[]> entries = ModelParts.unzip(model.toBytes());
        assertThat(new String(entries.get("manifest.json"), StandardCharsets.UTF_8))
                .contains("\"format\": 3,");
        assertThat(entries.get("reference.json").length).isLessThan(10_000);
    }

    @Test
    @SuppressWarnings("unchecked") // what the model file's own writer nests is known
    void file_whoseScoresLie_isRefused() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>(ModelParts.unzip(model.toBytes()));
        Map<String, Object> reference = ModelParts.readJson(entries.get("reference.json"), null);
        Map<String, Object> scores = (Map<String, Object>) reference.get("scores");
        Object edges = scores.put("edges", java.util.Collections.nCopies(9, 2.0));
        entries.put("reference.json", ModelParts.writeJson(reference));
        assertRefused(ModelParts.zip(entries), "of column 'score' contradicts itself: edge 2.0 is out of order");
        scores.put("edges", edges);
        scores.put("rows", 140);
        entries.put("reference.json", ModelParts.writeJson(reference));
        assertRefused(ModelParts.zip(entries), "its counts do not add up to 140 rows.");
    }

    @Test
    void file_ofAnImportedModel_stillLoadsAndScoresItsOldBits() throws IOException {
        Path old = folder.resolve("format-2.churn");
        List<String> expected;
        try (var in = ModelFileTest.class.getResourceAsStream("/models/format-2.churn");
                var scores = ModelFileTest.class.getResourceAsStream("/models/format-2.scores.txt")) {
            Files.write(old, in.readAllBytes());
            expected = new String(scores.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        ChurnModel loaded = ChurnModel.load(old);
        assertThat(ImportedFixture.bits(loaded)).isEqualTo(expected);
        assertThat(loaded.manifest().origin().orElseThrow().system()).startsWith("XGBoost");
        assertThat(loaded.toBytes()).isEqualTo(Files.readAllBytes(old));
    }

    @Test
    @SuppressWarnings("unchecked") // what the model file's own writer nests is known
    void file_thatLeavesMissingValuesToALinearModel_isRefused() throws IOException {
        ChurnModel linear = SmallModel.of(new PlainLogistic(), data);
        Map<String, byte[]> entries = new LinkedHashMap<>(ModelParts.unzip(linear.toBytes()));
        Map<String, Object> pipeline = ModelParts.readJson(entries.get("pipeline.json"), null);
        Map<String, Object> preparation = (Map<String, Object>) pipeline.get("preparation");
        List<Object> fills = ((Map<String, List<Object>>) preparation.get("impute")).get("fills");
        List<Map<String, Object>> inputs = (List<Map<String, Object>>) preparation.get("inputs");
        fills.set(
                IntStream.range(0, fills.size())
                        .filter(i -> "number".equals(inputs.get(i).get("kind")))
                        .findFirst()
                        .orElseThrow(),
                null);
        entries.put("pipeline.json", ModelParts.writeJson(pipeline));
        assertRefused(
                ModelParts.zip(entries),
                "Missing values stay missing, which a predictor of kind 'linear' cannot take.");
    }

    @Test
    void file_alteredByOneByte_isRefused() throws IOException {
        byte[] good = model.toBytes();
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 400; i++) {
            byte[] bad = good.clone();
            int at = i < 100 ? i : i < 200 ? bad.length - 1 - (i - 100) : random.nextInt(bad.length);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            assertRefused(bad, "");
        }
    }

    @Test
    void file_truncatedAnywhere_isRefused() throws IOException {
        byte[] good = model.toBytes();
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 200; i++) {
            assertRefused(Arrays.copyOf(good, i < 100 ? i : random.nextInt(good.length)), "");
        }
    }

    @Test
    void file_thatIsNotOurs_isRefused() throws IOException {
        assertRefused("just text".getBytes(StandardCharsets.UTF_8), "is not a churn-ml model file");
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(new byte[10_000_000]);
            zip.closeEntry();
        }
        assertRefused(bomb.toByteArray(), "compressed");
        LinkedHashMap<String, byte[]> other = new LinkedHashMap<>();
        other.put("readme.txt", new byte[] {1});
        assertRefused(ModelParts.zipAsIs(other), "It has no entry 'manifest.json'.");
    }

    @Test
    void file_keepsWhatAnEndpointMayImpute() throws IOException {
        ServingDefaults asked = ServingDefaults.imputing().withOptional("region");
        ChurnModel made = SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                .serving(asked)
                .build()
                .fit(data, FitOptions.standard().withCreated(SmallModel.THEN));
        Path file = folder.resolve("imputing.churn");
        made.save(file);
        assertThat(ChurnModel.load(file).serving()).isEqualTo(asked);
        assertRefused(
                changed("manifest.json", "\"missing\": \"reject\"", "\"missing\": \"guess\""),
                "Key 'serving.missing' holds (guess)");
    }

    @Test
    void optionalColumn_thatTheTableDoesNotHave_isRefusedAtTraining() {
        ChurnPipeline pipeline = SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                .serving(ServingDefaults.standard().withOptional("regoin"))
                .build();
        assertThatThrownBy(() -> pipeline.fit(data))
                .isInstanceOf(io.github.churnml.error.DataException.class)
                .hasMessageContaining("'regoin'")
                .hasMessageContaining("'region'");
    }

    @Test
    void file_ofAFutureFormat_namesTheWayOut() throws IOException {
        assertRefused(
                changed("manifest.json", "\"format\": 3,", "\"format\": 9,"),
                "It is of format 9; this version of churn-ml reads formats up to 8.");
    }

    @Test
    void file_whoseEntryDoesNotMatchItsChecksum_isRefused() throws IOException {
        assertRefused(
                changed("pipeline.json", "\"threshold\": 0.5", "\"threshold\": 0.4"),
                "Its entry 'pipeline.json' does not match its checksum.");
    }

    @Test
    void file_thatImputesMoreColumnsThanThereAre_isRefused() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>(ModelParts.unzip(model.toBytes()));
        String pipeline = new String(entries.get("pipeline.json"), StandardCharsets.UTF_8);
        assertThat(pipeline).contains("\"fills\": [").contains("\"indicated\": [");
        String changed = pipeline.replace("\"fills\": [", "\"fills\": [" + " 0,".repeat(50))
                .replaceAll("\"indicated\": \\[[^]]*]", "\"indicated\": [40]");
        entries.put("pipeline.json", changed.getBytes(StandardCharsets.UTF_8));
        assertRefused(ModelParts.zip(entries), "The imputed values do not fit the ");
    }

    @Test
    @SuppressWarnings("unchecked") // what the model file's own writer nests is known
    void file_thatEncodesAColumnTwice_isRefused() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>(ModelParts.unzip(model.toBytes()));
        Map<String, Object> pipeline = ModelParts.readJson(entries.get("pipeline.json"), null);
        Map<String, Object> member = ((List<Map<String, Object>>) pipeline.get("members")).get(0);
        List<Object> parts = ((Map<String, List<Object>>) member.get("encoding")).get("parts");
        parts.add(parts.get(0));
        entries.put("pipeline.json", ModelParts.writeJson(pipeline));
        assertRefused(ModelParts.zip(entries), "Key 'members[0].encoding.parts' encodes a column twice.");
    }

    @Test
    void file_thatIsNotThere_orAFolder_isRefused() {
        assertThatThrownBy(() -> ChurnModel.load(folder.resolve("none.churn")))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("is not there")
                .hasMessageContaining("Maybe the path is wrong.");
        assertThatThrownBy(() -> ChurnModel.load(folder))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void save_whereNothingCanBeWritten_leavesNothingBehind() throws IOException {
        Path blocker = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> model.save(blocker.resolve("m.churn"))).isInstanceOf(OutputException.class);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(blocker);
        }
    }

    private byte[] changed(String entry, String from, String to) {
        Map<String, byte[]> entries = ModelParts.unzip(model.toBytes());
        LinkedHashMap<String, byte[]> changed = new LinkedHashMap<>(entries);
        String text = new String(entries.get(entry), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        changed.put(entry, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return ModelParts.zipAsIs(changed);
    }

    private void assertRefused(byte[] bytes, String because) throws IOException {
        Path file = Files.write(folder.resolve("bad.churn"), bytes);
        assertThatThrownBy(() -> ChurnModel.load(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("bad.churn")
                .hasMessageContaining(because);
    }
}
