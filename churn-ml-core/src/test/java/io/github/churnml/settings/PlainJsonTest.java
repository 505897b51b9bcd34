package io.github.churnml.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ModelFileException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonTest {

    private static final Blame BLAME = Blame.modelFile(null);

    @Test
    void write_everyKindOfValue_isPrettyAndInOrder() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("z", "ä \"q\"\n");
        tree.put("numbers", List.of(1, -2L, 0.1, 1e300));
        tree.put("nothing", null);
        tree.put("flag", true);
        tree.put("inner", Map.of("a", List.of(Map.of("b", 1))));
        tree.put("emptyMap", Map.of());
        tree.put("emptyList", List.of());

        assertThat(new String(PlainJson.write(tree), StandardCharsets.UTF_8)).isEqualTo("""
                        {
                          "z": "ä \\"q\\"\\n",
                          "numbers": [ 1, -2, 0.1, 1.0E300 ],
                          "nothing": null,
                          "flag": true,
                          "inner": {
                            "a": [ {
                              "b": 1
                            } ]
                          },
                          "emptyMap": {},
                          "emptyList": []
                        }
                        """);
    }

    @ParameterizedTest
    // The first three are longer in Double.toString of JDK 17: 5.684341886080802E-14 as 5.6843418860808015E-14.
    @ValueSource(strings = {"5.684341886080802E-14", "2.0E-322", "2.0E23", "4.9E-324", "0.002", "1.0E7", "-0.0"})
    void write_double_isShortestOnEveryJdk(String spelt) {
        assertThat(json(Map.of("a", Double.valueOf(spelt)))).isEqualTo("{\n  \"a\": " + spelt + "\n}\n");
    }

    @Property
    void write_anyDouble_readsBackToTheSameBits(@ForAll long bits) {
        double number = Double.longBitsToDouble(bits);
        if (Double.isFinite(number)) {
            double read = (double) read(json(Map.of("a", number))).get("a");
            assertThat(Double.doubleToLongBits(read)).isEqualTo(Double.doubleToLongBits(number));
        }
    }

    @Test
    void write_keyWithHalfACharacter_isRefused() {
        assertThatThrownBy(() -> PlainJson.write(Map.of("a\ud83d", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds half of a character");
        assertThat(read(json(Map.of("\ud83d\ude00", "\ud83d")))).isEqualTo(Map.of("\ud83d\ude00", "\ud83d"));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void write_anyTree_readsBackEqual(@ForAll("trees") Map<String, Object> tree) {
        assertThat(PlainJson.read(PlainJson.write(tree), BLAME, "it")).isEqualTo(tree);
    }

    @Provide
    Arbitrary<Map<String, Object>> trees() {
        return PlainTrees.mappings();
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void write_numberNotFinite_isRefused(double number) {
        assertThatThrownBy(() -> PlainJson.write(Map.of("a", number)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("number " + number + " is not finite");
    }

    @Test
    void write_whatCannotBeReadAgain_isRefused() {
        assertThatThrownBy(() -> PlainJson.write(Map.of("a", 1.5f)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a java.lang.Float has no plain form");
        assertThatThrownBy(() -> PlainJson.write(Map.of("a", Map.of(1, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key (1) is not a text");
        assertThatThrownBy(() -> PlainJson.write(Map.of("a", "x".repeat(1_000_001))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("text of 1000001 characters, longer than 1000000");
        assertThatThrownBy(() -> PlainJson.write(nested(65)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nested more than 64 deep");
    }

    @Test
    void write_atTheLimits_readsBack() {
        Map<String, Object> deep = nested(64);
        Map<String, Object> large = Map.of("k".repeat(10_000), "x".repeat(1_000_000));

        assertThat(read(json(deep))).isEqualTo(deep);
        assertThat(read(json(large))).isEqualTo(large);
    }

    @Test
    void read_numbers_haveTheSmallestType() {
        assertThat(read("{\"a\":1,\"b\":2147483648,\"c\":1.0,\"d\":1e2,\"e\":-9223372036854775808,\"f\":-0.0}"))
                .containsExactly(
                        Map.entry("a", 1),
                        Map.entry("b", 2147483648L),
                        Map.entry("c", 1.0),
                        Map.entry("d", 100.0),
                        Map.entry("e", Long.MIN_VALUE),
                        Map.entry("f", -0.0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|m.json is empty.",
                "[1]|m.json does not hold a mapping of keys to values (line 1, column 1).",
                "7|m.json does not hold a mapping of keys to values (line 1, column 1).",
                "{\"a\":1,\"a\":2}|m.json has the key 'a' twice (line 1, column 8).",
                "{\"a\":1} {}|m.json goes on after its end (line 1, column 9).",
                "{\"a\":1} x|m.json is not valid JSON (line 1, column 9).",
                "{\"a\":NaN}|m.json is not valid JSON (line 1, column 9).",
                "{\"a\":-Infinity}|m.json is not valid JSON (line 1, column 15).",
                "{'a':1}|m.json is not valid JSON (line 1, column 2).",
                "{\"a\":1,}|m.json is not valid JSON (line 1, column 8).",
                "{\"a\" 1}|m.json is not valid JSON (line 1, column 6).",
                "{\"a\":01}|m.json is not valid JSON (line 1, column 7).",
                "// note|m.json is not valid JSON (line 1, column 1).",
                "{\"a\":|m.json ends too early (line 1, column 6).",
                "{\"a\":\"x|m.json ends too early (line 1, column 8).",
                "{\"a\":[1|m.json ends too early (line 1, column 8).",
                "{\"a\":1e999}|m.json holds the number (1e999), which is too large (line 1, column 6).",
                "{\"a\":9223372036854775808}|m.json holds the whole number (9223372036854775808), which is too large"
                        + " (line 1, column 6).",
            })
    void read_notAcceptable_namesThePlace(String json, String message) {
        assertRefused(json, message);
    }

    @Test
    void read_brokenOnALaterLine_namesThatLine() {
        assertRefused("{\n  \"a\": 1,\n  \"b\": x\n}", "m.json is not valid JSON (line 3, column 8).");
    }

    @Test
    void read_beyondALimit_isRefused() {
        String tooLong = "m.json has a text, key or number that is too long, or is nested more than 64 deep";
        assertRefused("{\"a\":\"" + "x".repeat(1_000_001) + "\"}", tooLong);
        assertRefused("{\"" + "x".repeat(10_001) + "\":1}", tooLong);
        assertRefused("{\"a\":" + "1".repeat(101) + "}", tooLong);
        assertRefused("{\"a\":0." + "1".repeat(101) + "}", tooLong);
        assertRefused("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}", tooLong);
        assertRefused("{\"a\":".repeat(1_000_000), tooLong);
        assertRefused("{\"a\":[" + "0,".repeat(5_000_000) + "0]}", "m.json holds more than 5000000 values (line 1,");
    }

    @Test
    void read_tooLargeOrNotUtf8_isRefused() {
        assertThatThrownBy(() -> PlainJson.read(new byte[(64 << 20) + 1], BLAME, "m.json"))
                .isInstanceOf(ModelFileException.class)
                .hasMessage("m.json is larger than 64 MB.");
        for (byte[] bytes : List.of("{\"ä\":1}".getBytes(StandardCharsets.ISO_8859_1), new byte[] {-1, -2, '{', 0})) {
            assertThatThrownBy(() -> PlainJson.read(bytes, BLAME, "m.json"))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessage("m.json is not UTF-8 text.\nMaybe it is damaged, or saved in another character set.");
        }
        assertThatThrownBy(() -> PlainJson.read("{}".getBytes(StandardCharsets.UTF_16BE), BLAME, "m.json"))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith("m.json is not valid JSON (line 1, column");
    }

    @Property
    void read_anyText_isReadOrRefusedWithoutJacksonsName(@ForAll String text) {
        assertReadOrRefused(text);
        assertReadOrRefused("{\"a\":" + text + "}");
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void read_anyAlteredJson_isReadOrRefused(
            @ForAll("trees") Map<String, Object> tree, @ForAll int place, @ForAll char to) {
        StringBuilder json = new StringBuilder(json(tree));
        json.setCharAt(Math.floorMod(place, json.length()), to);
        assertReadOrRefused(json.toString());
    }

    private static void assertReadOrRefused(String text) {
        try {
            read(text);
        } catch (ModelFileException e) {
            assertThat(e.getMessage()).startsWith("m.json ").doesNotContain("Json", "Stream", "Source");
        }
    }

    private static void assertRefused(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(message);
    }

    private static Map<String, Object> nested(int depth) {
        Object tree = Map.of();
        for (int i = 2; i < depth; i++) {
            tree = Collections.singletonList(tree);
        }
        return Map.of("a", tree);
    }

    private static String json(Map<String, ?> tree) {
        return new String(PlainJson.write(tree), StandardCharsets.UTF_8);
    }

    private static Map<String, Object> read(String json) {
        return PlainJson.read(json.getBytes(StandardCharsets.UTF_8), BLAME, "m.json");
    }
}
