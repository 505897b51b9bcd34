package io.github.churnml.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tables in JSON: lists of objects and JSON Lines. */
final class JsonTables {

    private static final List<String> WORDS = List.of(
            "{\"a\":",
            "\"a\": 1",
            "\"a.b\": 2",
            "null",
            "true",
            "-0.0",
            "1e999",
            "1E-400",
            "\"\\ud83d\"",
            "\"\\u0000\"",
            "[{",
            "}]",
            "},{",
            "}\n{",
            "{}",
            "[]",
            "\"2026-11-21\"",
            "\"NA\"",
            "\"\"",
            "\uFEFF",
            "{\"a\":{\"b\":",
            "\\",
            "//");

    private JsonTables() {}

    static FuzzTarget whole() {
        return TableTargets.table("json-table", seeds(), WORDS);
    }

    static FuzzTarget rows() {
        return TableTargets.rows("json-rows", seeds(), WORDS, 1);
    }

    private static List<byte[]> seeds() {
        List<byte[]> seeds = Seeds.texts(
                "[{\"id\": 1, \"plan\": \"Basic\", \"left\": true}, {\"id\": 2, \"plan\": null, \"left\": false}]",
                "{\"a\": 1}\n{\"b\": 2.5e3, \"a\": -0.0}\n\n{\"a\": 3}\n",
                "{\"since\": \"2026-11-21\", \"inner\": {\"x\": \"é\", \"y\": {\"z\": \"\\u00e9\"}}}",
                "{\"a\": \"1\"}{\"a\": 1}",
                "{\"half\": \"\\ud83d\", \"\\ud83d\": 1}",
                "{\"\": 1, \" \": 2}",
                "[{\"a\": 123456789012345678901234567890, \"b\": 4.9e-324}]",
                // refused
                "[]",
                "{}",
                "[1]",
                "[{\"a\": [1]}]",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 1e999}",
                "{\"a\": NaN}",
                "{\"a\": 1",
                "[{\"a\": 1}",
                "{\"a\": {\"x\": 1}, \"a.x\": 2}",
                "[{\"a\": 1}] {",
                "{\"a\":".repeat(50));
        seeds.add(Seeds.joined(Seeds.bytes(0xEF, 0xBB, 0xBF), Seeds.text("{\"a\": 1}", StandardCharsets.UTF_8)));
        seeds.add(Seeds.joined(Seeds.bytes(0xFF, 0xFE), Seeds.text("{\"a\": \"ü\"}", StandardCharsets.UTF_16LE)));
        seeds.add(Seeds.text("{\"a\": \"\u00FC\"}", StandardCharsets.ISO_8859_1));
        return seeds;
    }
}
