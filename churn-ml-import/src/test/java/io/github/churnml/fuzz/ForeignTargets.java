package io.github.churnml.fuzz;

import io.github.churnml.ChurnModel;
import io.github.churnml.ModelParts;
import io.github.churnml.forest.foreign.ForeignForest;
import io.github.churnml.forest.foreign.ForeignModels;
import io.github.churnml.imported.ImportSchema;
import io.github.churnml.imported.ModelImport;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Other systems' models, imported and used, and the schema that may come with one. */
public final class ForeignTargets implements TargetSource {

    private static final List<String> JSON_WORDS = List.of(
            "\"left_children\": [",
            "\"categories\": [",
            "\"base_score\": ",
            "\"[5E-1]\"",
            "\"num_feature\": \"",
            "\"tree_param\": {",
            "NaN",
            "-Infinity",
            "1e999",
            "2147483647",
            "-1",
            "null",
            "true",
            "[]",
            "{}",
            "[[[[",
            ",");

    private static final List<String> UBJSON_WORDS = List.of(
            "[$d#",
            "[$l#L",
            "[#L",
            "[$T#l",
            "{L",
            "SL",
            "H",
            "N",
            "Z",
            "]",
            "}",
            "\u007F\u007F\u007F\u007F",
            "\0\0\0\0");

    private static final List<String> TEXT_WORDS = List.of(
            "Tree=",
            "end of trees",
            "num_leaves=",
            "num_cat=",
            "cat_boundaries=",
            "cat_threshold=",
            "decision_type=",
            "4294967295",
            "-2147483648",
            "nan",
            "inf",
            "1e308",
            "average_output",
            "pandas_categorical:[[",
            "\n",
            " ");

    private static final List<String> SCHEMA_WORDS = List.of(
            "columns:\n",
            "- name: ",
            "type: ",
            "boolean",
            "number",
            "categorical",
            "levels: [",
            "levels: {a: 1}",
            "feature: ",
            "missing: [",
            "target: {column: ",
            "threshold: ",
            ".nan",
            "1e999",
            "- {name: plan, levels: [a]}\n",
            ", ",
            "]");

    @Override
    public List<FuzzTarget> targets() {
        return List.of(xgboostJson(), xgboostEdits(), xgboostUbjson(), lightGbm(), schema());
    }

    private static FuzzTarget xgboostJson() {
        return model("xgboost-json", ForeignModels.xgboostJson(), JSON_WORDS);
    }

    private static FuzzTarget xgboostUbjson() {
        return model("xgboost-ubjson", ForeignModels.xgboostUbjson(), UBJSON_WORDS);
    }

    /** The structure is edited, so that what is behind the parser is reached more often. */
    private static FuzzTarget xgboostEdits() {
        byte[] plain = new String(ForeignModels.xgboostJson(), StandardCharsets.UTF_8)
                .replace("NaN", "0.5")
                .getBytes(StandardCharsets.UTF_8);
        Map<String, Object> tree = ModelParts.readJson(plain, null);
        return FuzzTarget.of(
                "xgboost-edits",
                ModelTargets.scripts(),
                List.of(),
                bytes -> imported(ModelImport.of(ForeignForest.of(written(EditScript.apply(tree, bytes))))),
                ModelUse::use);
    }

    /** A script may nest deeper than our writer goes, which is no matter of reading. */
    private static byte[] written(Map<String, Object> tree) {
        try {
            return ModelParts.writeJson(tree);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static FuzzTarget lightGbm() {
        return model("lightgbm", ForeignModels.lightGbm().getBytes(StandardCharsets.UTF_8), TEXT_WORDS);
    }

    private static FuzzTarget schema() {
        ForeignForest forest = ForeignForest.of(ForeignModels.xgboostJson());
        List<byte[]> seeds = Seeds.texts(
                "",
                "columns:\n- name: plan\n  levels: [Basic, Standard, Pro]\n- {name: promo, type: boolean}\n",
                "name: m\nversion: 2.0.0\nthreshold: 0.3\ntarget: {column: left, positive: Yes, negative: No}\n"
                        + "missing: [none]\ncolumns:\n- {name: tariff, feature: plan, levels: {a: 2, b: 0}, missing: [x]}\n",
                // refused
                "columns: 3\n",
                "columns:\n- {name: plann}\n",
                "columns:\n- {name: plan, levels: [a, a]}\n",
                "columns:\n- {name: plan, levels: {a: -1}}\n",
                "threshold: 2\n",
                "target: {colum: x}\n");
        return FuzzTarget.of(
                "import-schema",
                seeds,
                SCHEMA_WORDS,
                bytes -> imported(ModelImport.of(forest)
                        .withSchema(ImportSchema.parse(new String(bytes, StandardCharsets.UTF_8)))),
                ModelUse::use);
    }

    private static FuzzTarget model(String name, byte[] sound, List<String> words) {
        List<byte[]> seeds = new ArrayList<>(List.of(sound, new byte[0]));
        for (int part = 1; part < 8; part++) {
            seeds.add(Arrays.copyOf(sound, sound.length * part / 8));
        }
        return FuzzTarget.of(
                name, seeds, words, bytes -> imported(ModelImport.of(ForeignForest.of(bytes))), ModelUse::use);
    }

    private static ChurnModel imported(ModelImport wish) {
        return wish.withCreated(Instant.EPOCH).toModel();
    }
}
