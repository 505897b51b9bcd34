package io.github.churnml.fuzz;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The YAML of a pipeline, as text and as settings that are edited before they are taken for a pipeline. */
final class YamlTargets {

    private static final List<String> WORDS = List.of(
            "target: ",
            "\n  column: x\n",
            "clean: none\n",
            "learner:\n  name: ",
            "derive:\n- kind: ",
            "bucket",
            "ratio",
            "countOf",
            "impute:\n",
            "encode:\n",
            "types:\n",
            "threshold: ",
            "holdOut: ",
            "seed: ",
            "exclude: [",
            "&a ",
            "*a",
            "<<: ",
            "!!str ",
            "!!int ",
            "!!float ",
            "!!java.net.URL ",
            "%YAML 1.1\n",
            "---\n",
            "...\n",
            "? ",
            ": ",
            "- ",
            "|\n",
            ">-\n",
            "{",
            "}",
            "[",
            "]",
            "\"\\ud800\"",
            "\"\\0\"",
            "\u0085",
            "\u2028",
            ".nan",
            ".inf",
            "0x",
            "~");

    private YamlTargets() {}

    static FuzzTarget yaml() {
        return FuzzTarget.of(
                "yaml",
                seeds(),
                WORDS,
                bytes -> ChurnPipeline.parseYaml(new String(bytes, StandardCharsets.UTF_8)),
                YamlTargets::use);
    }

    static FuzzTarget yamlEdits() {
        Map<String, Object> settings = ChurnPipeline.parseSettings(full());
        return FuzzTarget.of(
                "yaml-edits",
                ModelTargets.scripts(),
                List.of(),
                bytes -> ChurnPipeline.ofSettings(EditScript.apply(settings, bytes)),
                YamlTargets::use);
    }

    private static void use(ChurnPipeline pipeline) {
        String yaml = pipeline.toYaml();
        ChurnPipeline again = ChurnPipeline.parseYaml(yaml);
        if (!again.equals(pipeline) || !again.toYaml().equals(yaml) || again.hashCode() != pipeline.hashCode()) {
            throw new AssertionError("another pipeline is read back from\n" + yaml);
        }
        if (!pipeline.toBuilder().build().equals(pipeline)) {
            throw new AssertionError("another pipeline is built from " + yaml);
        }
    }

    private static String full() {
        return ModelTargets.everyStep().toBuilder()
                .learner(HistogramGradientBoosting.builder().build())
                .build()
                .toYaml();
    }

    private static List<byte[]> seeds() {
        List<byte[]> seeds = Seeds.texts(
                full(),
                "target: churned\n",
                "target: {column: churned, positive: Yes}\nlearner: boosting\nclean: none\n",
                "# all of it quoted\n\"target\": 'a ''b'''\nname: \"tab\\tand\\u0041\"\nversion: 1.10.0\nseed: -5\n",
                "target: \"lone \\ud800 half\"\n",
                "target: |\n  two\n  lines\nexclude: a\n",
                // refused
                "",
                "target: [\n",
                "a: &x [1]\ntarget: *x\n",
                "target: !!java.net.URL [\"http://localhost\"]\n",
                "target: x\ntarget: y\n",
                "--- {target: x}\n--- {target: y}\n",
                "target: 99999999999999999999\n",
                "targt: x\n",
                "[".repeat(200),
                "? {a: b}\n: c\n",
                "a: 1\n b: 2\n",
                "\u0007");
        seeds.add(Seeds.text("target: straße", StandardCharsets.ISO_8859_1));
        return seeds;
    }
}
