package io.github.churnml.fuzz;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.ModelParts;
import io.github.churnml.data.ColumnType;
import io.github.churnml.forest.Aggregation;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.learn.PlainBoosting;
import io.github.churnml.learn.PlainForest;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.learn.PlainNetwork;
import io.github.churnml.predictor.Activation;
import io.github.churnml.predictor.AdditivePredictor;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.predictor.NetworkPredictor;
import io.github.churnml.predictor.PairTable;
import io.github.churnml.predictor.Predictor;
import io.github.churnml.predictor.ShapeFunction;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.prepare.DatePart;
import io.github.churnml.prepare.Derive;
import io.github.churnml.prepare.Encoding;
import io.github.churnml.prepare.Imputing;
import io.github.churnml.prepare.Winsorising;
import io.github.churnml.resample.SmoteNc;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The model file: from outside, where checksums refuse nearly everything, and from inside, where one entry is changed and
 * the checksums are made to hold again.
 */
final class ModelTargets {

    private static final List<String> WORDS = List.of(
            "\"kind\": ",
            "\"number\"",
            "\"level\"",
            "null",
            "true",
            "[]",
            "{}",
            "[{}]",
            "1e308",
            "-1",
            "0",
            "1e999",
            "\"\\ud800\"",
            "\"\\u0000\"",
            "[[[[",
            "\"parts\": [",
            "\"levels\": [",
            "\"slots\": [",
            "\"name\": \"",
            "\"scores\": {",
            ",",
            ":");

    private static final String MANIFEST = "manifest.json";
    private static final String PIPELINE = "pipeline.json";

    private final byte[] boosting = ModelParts.bytes(ModelParts.train(new PlainBoosting(3)));
    private final byte[] linear = ModelParts.bytes(ModelParts.train(everyStep()));
    private final byte[] balanced = ModelParts.bytes(ModelParts.train(ChurnPipeline.builder()
            .target("churned", "Yes")
            .balance(SmoteNc.standard())
            .learner(new PlainForest(3))
            .build()));
    private final byte[] network = ModelParts.bytes(ModelParts.train(new PlainNetwork(3)));

    private final byte[] additive = ModelParts.saved("format-5");

    private final byte[] interval = ModelParts.saved("format-8");

    /** A pipeline with every kind of step and encoding. */
    static ChurnPipeline everyStep() {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .exclude("customer_id")
                .type("late_payments_12m", ColumnType.CATEGORICAL)
                .clean(Cleaning.standard().withFoldCase(true).withSynonyms("plan", Map.of("Std", "Standard")))
                .derive(
                        Derive.ratio("per_month", "total_charges", "tenure_months"),
                        Derive.difference("gap", "total_charges", "monthly_charge"),
                        Derive.bucket("years", "tenure_months", 12, 24),
                        Derive.countOf("yes", "Yes", "autopay", "promo"),
                        Derive.sum("troubles", "downtime_hours_30d", "support_tickets_90d"),
                        Derive.product("squared", "tenure_months", "tenure_months"),
                        Derive.log("log_usage", "usage_gb_30d"),
                        Derive.daysSince("age", "signup_date", LocalDate.of(2026, 1, 1)),
                        Derive.daysBetween("none", "signup_date", "signup_date"),
                        Derive.datePart("month", "signup_date", DatePart.MONTH),
                        Derive.interaction("where", "plan", "region"),
                        Derive.quantileBucket("use", "usage_gb_30d", 4))
                .impute(Imputing.standard()
                        .with("usage_gb_30d", Imputing.Fill.MEDIAN.by("plan"))
                        .with("region", Imputing.Fill.constant("nowhere")))
                .encode(Encoding.standard()
                        .withRareBelow(2)
                        .with("plan", Encoding.Levels.TARGET)
                        .with("region", Encoding.Levels.FREQUENCY)
                        .with("years", Encoding.Levels.ORDINAL)
                        .withScale(Encoding.Scale.ROBUST)
                        .withWinsorising(new Winsorising(0.01, 0.99)))
                .learner(new PlainLogistic())
                .build();
    }

    static FuzzTarget json() {
        List<byte[]> seeds = Seeds.texts(
                "{\"a\": 1, \"b\": [true, null, -0.5e-3, \"\\u00e9\\n\"], \"c\": {\"d\": {}}}",
                "{\"big\": 9223372036854775807, \"tiny\": 4.9e-324, \"a b\": \"\uD83D\uDE00\"}",
                "{\"half\": \"\\ud83d\"}",
                "{}",
                // refused
                "",
                "[1]",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 1e999}",
                "{\"a\": 9223372036854775808}",
                "{\"a\": NaN}",
                "{\"a\": 01}",
                "{\"a\": 1} 2",
                "{\"a\":" + "[".repeat(100),
                "{\"a\": " + "1".repeat(200) + "}",
                "{\"a\": \"\u0001\"}",
                "\uFEFF{}");
        return FuzzTarget.of("json", seeds, WORDS, bytes -> ModelParts.readJson(bytes, null), tree -> {
            if (!ModelParts.readJson(ModelParts.writeJson(tree), null).equals(tree)) {
                throw new AssertionError("another tree is read back");
            }
        });
    }

    List<FuzzTarget> all() {
        return List.of(
                file(),
                entry("model-manifest", balanced, MANIFEST),
                entry("model-pipeline", boosting, PIPELINE),
                entry("model-steps", linear, PIPELINE),
                entry("model-interval", interval, PIPELINE),
                entry("model-reference", boosting, "reference.json"),
                entry("model-forest", boosting, "model.0.forest"),
                entry("model-random-forest", balanced, "model.0.forest"),
                entry("model-linear", linear, "model.0.linear"),
                entry("model-network", network, "model.0.network"),
                entry("model-additive", additive, "model.0.additive"),
                edits("model-manifest-edits", balanced, MANIFEST),
                edits("model-pipeline-edits", balanced, PIPELINE),
                edits("model-interval-edits", interval, PIPELINE),
                edits("model-steps-edits", linear, PIPELINE),
                edits("model-reference-edits", boosting, "reference.json"));
    }

    private FuzzTarget file() {
        return FuzzTarget.of(
                "model",
                List.of(
                        boosting,
                        linear,
                        balanced,
                        network,
                        additive,
                        interval,
                        Seeds.bytes('P', 'K', 3, 4),
                        new byte[0]),
                WORDS,
                loader("any.churn", bytes -> bytes),
                ModelUse::use);
    }

    /** One entry of the file is what the bytes say. */
    private static FuzzTarget entry(String target, byte[] file, String entry) {
        Map<String, byte[]> entries = ModelParts.unzip(file);
        return FuzzTarget.of(
                target,
                List.of(entries.get(entry), new byte[0], Seeds.bytes('{', '}')),
                WORDS,
                loader(target + ".churn", bytes -> {
                    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
                    changed.put(entry, bytes);
                    return ModelParts.zip(changed);
                }),
                ModelUse::use);
    }

    /** One JSON entry of the file is edited as the bytes say. */
    private static FuzzTarget edits(String target, byte[] file, String entry) {
        Map<String, byte[]> entries = ModelParts.unzip(file);
        Map<String, Object> tree = ModelParts.readJson(entries.get(entry), null);
        return FuzzTarget.of(
                target,
                scripts(),
                List.of(),
                loader(target + ".churn", bytes -> {
                    Map<String, byte[]> changed = new LinkedHashMap<>(entries);
                    changed.put(entry, ModelParts.writeJson(EditScript.apply(tree, bytes)));
                    return ModelParts.zip(changed);
                }),
                ModelUse::use);
    }

    static FuzzTarget forestBytes() {
        ForestBuilder builder = new ForestBuilder(3, 0.25);
        builder.startTree();
        int root = builder.splitAt(0, 1.5, true, 10, 2);
        int left = builder.leaf(-0.5, 6);
        int right = builder.splitOn(1, new int[] {0, 70}, false, 4, 1);
        builder.children(root, left, right);
        builder.children(right, builder.leaf(1, 1), builder.leaf(2, 3));
        builder.startTree();
        builder.leaf(0.125, 10);
        byte[] two = new ForestPredictor(builder.build()).toBytes();
        byte[] none = new ForestPredictor(new ForestBuilder(0, 0).build()).toBytes();
        ForestBuilder mean = new ForestBuilder(2, 0, Aggregation.MEAN_OF_PROBABILITIES);
        mean.startTree();
        mean.leaf(0.25, 4);
        return predictor("forest", two, none, new ForestPredictor(mean.build()).toBytes());
    }

    static FuzzTarget linearBytes() {
        byte[] three = new LinearPredictor(-1, new double[] {0.5, -2, 0}).toBytes();
        return predictor("linear", three, new LinearPredictor(0, new double[0]).toBytes());
    }

    static FuzzTarget additiveBytes() {
        ShapeFunction number =
                ShapeFunction.ofNumbers(new double[] {1}, new double[] {-1, 1, 0}, new double[] {2, 2, 0});
        ShapeFunction level = ShapeFunction.ofLevels(new double[] {0.5, -0.5, 0, 0}, new double[] {3, 1, 0, 0});
        PairTable pair = new PairTable(
                0,
                1,
                new int[] {0, 1, -1},
                new int[] {0, 1, -1, -1},
                2,
                2,
                new double[] {0.25, -0.25, -0.25, 0.25},
                new double[] {1, 1, 1, 1});
        byte[] small = new AdditivePredictor(-1, List.of(number, level), List.of(pair)).toBytes();
        return predictor("additive", small, new AdditivePredictor(0, List.of(), List.of()).toBytes());
    }

    static FuzzTarget networkBytes() {
        byte[] small = new NetworkPredictor(
                        Activation.TANH,
                        new int[] {2, 2, 1},
                        new double[] {1, -1, 0.5, 2, 0, 0.25, 1, -2, 0.5},
                        new double[] {0.7, 0.3})
                .toBytes();
        return predictor("network", small);
    }

    /** Scripts of edits: none, and some of each kind. */
    static List<byte[]> scripts() {
        List<byte[]> scripts = new ArrayList<>(List.of(new byte[0]));
        for (int i = 0; i < 64; i++) {
            scripts.add(Seeds.bytes(0, 5 * i, i, 37 * i, 1, 11 * i, i / 8, 101 * i));
        }
        return scripts;
    }

    private static FuzzTarget predictor(String kind, byte[]... sound) {
        List<byte[]> seeds = new ArrayList<>(List.of(sound));
        seeds.add(new byte[0]);
        for (int length : new int[] {3, 4, 8, 20, 40}) {
            seeds.add(Arrays.copyOf(sound[0], length));
        }
        return FuzzTarget.of(
                kind,
                seeds,
                List.of("CMLF", "CMLL", "CMLN", "CMLA"),
                bytes -> Predictor.fromBytes(kind, bytes),
                ModelUse::use);
    }

    private static FuzzTarget.Reading<ChurnModel> loader(String file, FuzzTarget.Reading<byte[]> wrap) {
        Scratch scratch = new Scratch(file);
        return bytes -> ChurnModel.load(scratch.holding(wrap.read(bytes)));
    }
}
