package io.github.churnml.fuzz;

import io.github.churnml.ChurnModel;
import io.github.churnml.ModelParts;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.learn.smile.SmileGradientBoosting;
import io.github.churnml.learn.smile.SmileLogisticRegression;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.predictor.LinearPredictor;
import io.github.churnml.predictor.Predictor;
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
            ",",
            ":");

    private static final String MANIFEST = "manifest.json";
    private static final String FOREST = "model.0.forest";
    private static final String LINEAR = "model.0.linear";

    private final byte[] forest;
    private final byte[] linear;

    ModelTargets() {
        SmileGradientBoosting boosting =
                SmileGradientBoosting.builder().trees(3).earlyStopping(false).build();
        forest = ModelParts.bytes(ModelParts.train(boosting));
        linear = ModelParts.bytes(
                ModelParts.train(SmileLogisticRegression.builder().build()));
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

    FuzzTarget file() {
        return FuzzTarget.of(
                "model",
                List.of(forest, linear, Seeds.bytes('P', 'K', 3, 4), new byte[0]),
                WORDS,
                loader("any.churn", bytes -> bytes),
                ModelUse::use);
    }

    /** One entry of the file is what the bytes say. */
    FuzzTarget entry(String target, String entry) {
        Map<String, byte[]> entries = entries(entry);
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
    FuzzTarget edits(String target, String predictor, String entry) {
        Map<String, byte[]> entries = entries(predictor);
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

    List<FuzzTarget> all() {
        return List.of(
                file(),
                entry("model-manifest", MANIFEST),
                entry("model-pipeline", "pipeline.json"),
                entry("model-reference", "reference.json"),
                entry("model-forest", FOREST),
                entry("model-linear", LINEAR),
                edits("model-manifest-edits", FOREST, MANIFEST),
                edits("model-pipeline-edits", FOREST, "pipeline.json"),
                edits("model-linear-edits", LINEAR, "pipeline.json"),
                edits("model-reference-edits", FOREST, "reference.json"));
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
        return predictor("forest", two, none);
    }

    static FuzzTarget linearBytes() {
        byte[] three = new LinearPredictor(-1, new double[] {0.5, -2, 0}).toBytes();
        return predictor("linear", three, new LinearPredictor(0, new double[0]).toBytes());
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
                kind, seeds, List.of("CMLF", "CMLL"), bytes -> Predictor.fromBytes(kind, bytes), ModelUse::use);
    }

    private Map<String, byte[]> entries(String predictor) {
        return ModelParts.unzip(predictor.equals(LINEAR) ? linear : forest);
    }

    private static FuzzTarget.Reading<ChurnModel> loader(String file, FuzzTarget.Reading<byte[]> wrap) {
        Scratch scratch = new Scratch(file);
        return bytes -> ChurnModel.load(scratch.holding(wrap.read(bytes)));
    }
}
