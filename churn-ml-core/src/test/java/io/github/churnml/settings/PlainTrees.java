package io.github.churnml.settings;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Random plain trees: what JSON and YAML must carry without loss. */
final class PlainTrees {

    /** Texts that a careless writer would let turn into something else. */
    private static final List<String> TRICKY = List.of(
            "Yes",
            "no",
            "on",
            "1",
            "1.5e3",
            "-1",
            "+.5",
            "0x1F",
            "0o17",
            "1_000",
            "1e999",
            "99999999999999999999",
            "",
            " a",
            "a ",
            " ",
            "null",
            "Null",
            "~",
            "true",
            "FALSE",
            ".nan",
            "-.inf",
            "<<",
            "=",
            "-",
            "- a",
            "? a",
            ": a",
            "a: b",
            "a:",
            "a #b",
            "#a",
            "'",
            "\"",
            "'a'",
            "\"a\"",
            "\\",
            "\\n",
            "&a",
            "*a",
            "!a",
            "!!str",
            "%a",
            "@a",
            "`a",
            "|",
            ">",
            "{",
            "}",
            "[a]",
            "a,b",
            ",",
            "---",
            "...",
            "--- a",
            "\n",
            "a\nb",
            "a\n",
            "\n\na",
            " \n ",
            "a\r\nb",
            "\t",
            "a\tb",
            "\u0000",
            "\u0007",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\ufeff",
            "\ufffe",
            "äöü",
            "日本語",
            "😀",
            "\ud83d",
            "2026-11-21",
            "12:30:45",
            "0b101",
            "x".repeat(200),
            "x ".repeat(200),
            "x: ".repeat(700));

    private PlainTrees() {}

    static Arbitrary<Map<String, Object>> mappings() {
        return mappings(3);
    }

    private static Arbitrary<Map<String, Object>> mappings(int depth) {
        return Arbitraries.maps(texts().filter(YamlScalar::isWhole), values(depth))
                .ofMaxSize(5);
    }

    private static Arbitrary<Object> values(int depth) {
        Arbitrary<Object> scalars = scalars();
        if (depth == 0) {
            return scalars;
        }
        return Arbitraries.frequencyOf(
                Tuple.of(4, scalars),
                Tuple.of(1, values(depth - 1).list().ofMaxSize(4).map(list -> (Object) list)),
                Tuple.of(1, mappings(depth - 1).map(map -> (Object) map)));
    }

    private static Arbitrary<Object> scalars() {
        return Arbitraries.oneOf(
                        texts().asGeneric(),
                        Arbitraries.integers().asGeneric(),
                        // A long that fits an int is read as one.
                        Arbitraries.longs()
                                .filter(number -> number != (int) (long) number)
                                .asGeneric(),
                        Arbitraries.longs()
                                .map(Double::longBitsToDouble)
                                .filter(Double::isFinite)
                                .asGeneric(),
                        Arbitraries.of(true, false).asGeneric())
                .injectNull(0.05);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of(TRICKY),
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.strings()
                        .withChars(" :#-'\"\n\\,[]{}&*!|>%@`ayn01.")
                        .ofMaxLength(8));
    }
}
