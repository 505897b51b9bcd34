package io.github.churnml.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.ValueSource;

class PlainYamlTest {

    private static final Blame BLAME = Blame.configuration(null);

    @Test
    void read_aPipeline_isAPlainTree() {
        Map<String, Object> tree = read("""
                # how churn is learnt
                target: Churn
                positive: Yes
                exclude: [customerID, 'other, one']
                learner:
                  name: boosting
                  trees: 300
                  learningRate: 5.0e-2   # small
                refit: true
                derive:
                - ratio: charge_per_month
                  of: [TotalCharges, tenure]
                -   countOf: services
                note: >
                  two
                  lines
                nothing:
                """);

        assertThat(tree)
                .containsEntry("target", "Churn")
                .containsEntry("positive", "Yes")
                .containsEntry("exclude", List.of("customerID", "other, one"))
                .containsEntry("learner", Map.of("name", "boosting", "trees", 300, "learningRate", 0.05))
                .containsEntry("refit", true)
                .containsEntry(
                        "derive",
                        List.of(
                                Map.of("ratio", "charge_per_month", "of", List.of("TotalCharges", "tenure")),
                                Map.of("countOf", "services")))
                .containsEntry("note", "two lines\n")
                .containsEntry("nothing", null);
        assertThat(tree.keySet())
                .containsExactly("target", "positive", "exclude", "learner", "refit", "derive", "note", "nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Yes", "yes", "YES", "No", "no", "on", "Off", "y", "N", "tRUE", "nULL", "1_000", "0b11", "12:30:45",
                "2026-11-21", "1.2.3", ".", "-", "+", "e5", "0x", "0o8", "1e", "inf", "nan", "-.nan", "=", "<<"
            })
    void read_plainScalarOutsideTheCoreSchema_isText(String text) {
        if (!text.equals("-")) {
            assertThat(read("a: " + text)).containsEntry("a", text);
        }
        assertThat(YamlScalar.plain(text)).isEqualTo(text);
    }

    @Test
    void read_plainScalarOfTheCoreSchema_isTyped() {
        for (String text : List.of("", "~", "null", "Null", "NULL")) {
            assertThat(read("a: " + text)).containsEntry("a", null);
        }
        for (String text : List.of("true", "True", "TRUE")) {
            assertThat(read("a: " + text)).containsEntry("a", true);
        }
        for (String text : List.of("false", "False", "FALSE")) {
            assertThat(read("a: " + text)).containsEntry("a", false);
        }
        assertThat(read("{a: 12, b: -3, c: +4, d: 007, e: 0o17, f: 0xFf, g: 2147483648, h: -9223372036854775808}"))
                .isEqualTo(Map.of(
                        "a", 12, "b", -3, "c", 4, "d", 7, "e", 15, "f", 255, "g", 2147483648L, "h", Long.MIN_VALUE));
        assertThat(read("{a: 1.5, b: -.5, c: 1., d: 1e3, e: +1.5E-2, f: .inf, g: -.INF, h: .NaN}"))
                .isEqualTo(Map.of(
                        "a",
                        1.5,
                        "b",
                        -0.5,
                        "c",
                        1.0,
                        "d",
                        1000.0,
                        "e",
                        0.015,
                        "f",
                        Double.POSITIVE_INFINITY,
                        "g",
                        Double.NEGATIVE_INFINITY,
                        "h",
                        Double.NaN));
    }

    @Test
    void read_quotedOrTaggedScalar_isWhatItSays() {
        assertThat(read("{a: '1', b: \"true\", c: !!str 1, d: ! 2, e: '', f: \"\\u00e4\\n\"}"))
                .isEqualTo(Map.of("a", "1", "b", "true", "c", "1", "d", "2", "e", "", "f", "ä\n"));
        assertThat(read("{a: !!int '1', b: !!float 1, c: !!bool 'true', d: !!map {}, e: !!seq []}"))
                .isEqualTo(Map.of("a", 1, "b", 1.0, "c", true, "d", Map.of(), "e", List.of()));
        assertThat(read("a: !!null ''")).containsEntry("a", null);
    }

    @Test
    void read_keys_areTextAsWritten() {
        assertThat(read("{1: a, true: b, null: c, 1.50: d, 'x y': e, \"<<\": f}")
                        .keySet())
                .containsExactly("1", "true", "null", "1.50", "x y", "<<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a note\n", "---\n", "---\n...\n", "~", "{}", "\ufeff"})
    void read_nothing_isAnEmptyTree(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void read_byteOrderMarkAndWindowsLines_areNoMatter() {
        assertThat(read("\ufeffa: 1\r\nb:\r\n  c: 2\r\n")).isEqualTo(Map.of("a", 1, "b", Map.of("c", 2)));
    }

    @Test
    void read_aliasBomb_isRefusedAtItsFirstAnchor() {
        String bomb = """
                name: x
                a: &a ["lol","lol","lol","lol","lol","lol","lol","lol","lol"]
                b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
                c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
                """;
        assertRefused(
                bomb,
                "The YAML, line 2, has the anchor (&a), which is not allowed.\n"
                        + "Maybe write the value out, or put it in quotes if it is a text.");
    }

    @Test
    void read_whatCouldMultiplyOrConstruct_isRefused() {
        assertRefused(
                "a: 1\nb: *a",
                "The YAML, line 2, has the alias (*a), which is not allowed.\n"
                        + "Maybe write the value out, or put it in quotes if it is a text.");
        assertRefused("a: &x 1", "The YAML, line 1, has the anchor (&x), which is not allowed.");
        assertRefused("&x a: 1", "The YAML, line 1, has the anchor (&x), which is not allowed.");
        assertRefused("*x : 1", "The YAML, line 1, has the alias (*x), which is not allowed.");
        assertRefused(
                "a: 1\n<<: {b: 1}",
                "The YAML, line 2, has a merge key (<<), which is not allowed.\nMaybe write the keys out.");
        for (String value : List.of(
                "!!javax.script.ScriptEngineManager [x]",
                "!!java.net.URL {a: 1}",
                "!!java.io.File x",
                "!!binary aGk=",
                "!!set {a}",
                "!!timestamp 2026-01-01",
                "!own x",
                "!!merge x",
                "!!map []",
                "!!seq {}")) {
            assertThatThrownBy(() -> read("a:\n  " + value))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageMatching(
                            "(?s)The YAML, line 2, has the tag \\(.*\\), which is not allowed.\nMaybe remove it.");
        }
        assertRefused("!!int 1: a", "The YAML, line 1, has the tag (tag:yaml.org,2002:int), which is not allowed.");
        assertRefused("a: !!int x", "The YAML, line 1, holds (x), which is no int.");
    }

    @Test
    void read_keyTwice_isRefusedWithItsLine() {
        assertRefused(
                "a: 1\nb:\n  c: 1\n  'c': 2\n",
                "The YAML, line 4, has the key 'c' a second time.\nMaybe remove one of them.");
    }

    @Test
    void read_keyThatIsNoScalar_isRefused() {
        assertRefused("? [a, b]\n: 1", "The YAML, line 1, has a list or a mapping for a key.");
        assertRefused("{[a]: 1}", "The YAML, line 1, has a list or a mapping for a key.");
    }

    @Test
    void read_rootThatIsNoMapping_isRefused() {
        String required = " where a mapping of keys to values is required.\n"
                + "Maybe a colon and a blank are missing after the key.";
        assertRefused("# note\nChurn", "The YAML, line 2, holds (Churn)" + required);
        assertRefused("- a\n- b", "The YAML, line 1, holds a list" + required);
        assertRefused("12", "The YAML, line 1, holds (12)" + required);
    }

    @Test
    void read_secondDocument_isRefused() {
        assertRefused(
                "a: 1\n---\nb: 2",
                "The YAML, line 2, begins a second document.\nMaybe remove the line of three dashes.");
    }

    @Test
    void read_numberTooLarge_isRefused() {
        String maybe = ", which is too large.\nMaybe put it in quotes if it is a text.";
        assertRefused("\na: 1e999", "The YAML, line 2, holds the number (1e999)" + maybe);
        assertRefused("a: 9223372036854775808", "The YAML, line 1, holds the number (9223372036854775808)" + maybe);
    }

    @Test
    void read_nestedAsDeepAsAllowed_isATreeAndDeeperIsRefused() {
        assertThat(read("a: " + "[".repeat(31) + "]".repeat(31))).containsKey("a");
        assertRefused("a: " + "[".repeat(32) + "]".repeat(32), "The YAML, line 1, is nested more than 32 deep.");
        assertRefused("[".repeat(900_000), "The YAML, line 1, is nested more than 32 deep.");
        assertRefused("{a: ".repeat(200_000), "The YAML, line 1, is nested more than 32 deep.");
        assertRefused("- ".repeat(400_000), "The YAML, line 1, is nested more than 32 deep.");
        assertRefused("? ".repeat(400_000), "The YAML, line 1, ");
    }

    @Test
    void read_tooLong_isRefused() {
        assertThat(read("#" + "x".repeat(999_999))).isEmpty();
        assertRefused(
                "#" + "x".repeat(1_000_000),
                "The YAML is longer than 1000000 characters.\nMaybe another file was meant.");
    }

    @Test
    void read_controlCharacter_isRefusedWithItsLine() {
        assertRefused(
                "a: 1\nb: x\u0000y",
                "The YAML, line 2, holds the control character 0x0.\n"
                        + "Maybe this is not a text file; in double quotes, a control character is written as an escape.");
    }

    @Test
    void read_halfOfACharacter_isRefused() {
        String problem = " holds half of a character (a surrogate without its other half).\n"
                + "Maybe write the character itself instead of its escapes.";
        assertRefused("a: 1\nb: \"x\\ud800y\"", "The YAML, line 2," + problem);
        assertRefused("\"\\udc00\": 1", "The YAML, line 1," + problem);
        assertThat(read("a: \"\\U0001F600\"")).containsEntry("a", "\uD83D\uDE00");
    }

    @Test
    void read_numberTooLongForTheParserItself_isRefused() {
        String problem = "The YAML is not valid.\nMaybe indentation or quotes are off.";
        assertRefused("a: \"\\Ud9218868\"", problem);
        assertRefused("a: \"\\UFFFFFFFF\"", problem);
    }

    @Test
    void read_endWhereANameIsNeeded_isRefusedInPrintableWords() {
        assertRefused("&", "The YAML, line 1, is not valid: unexpected character found (0).\nMaybe ");
        assertRefused("a: \"\\Ux\u0085y\"", "The YAML, line 1, is not valid: expected escape sequence of 8");
        assertThatThrownBy(() -> read("a: \"\\Ux\u0085y\"")).message().doesNotContain("\u0085");
    }

    @Test
    void read_brokenSyntax_namesTheLine() {
        assertRefused(
                "a: 1\nb: c: 2",
                "The YAML, line 2, is not valid: mapping values are not allowed here.\n"
                        + "Maybe indentation or quotes are off.");
        assertRefused("a:\n\t- b", "The YAML, line 2, is not valid: found character '\\t(TAB)'");
        assertRefused("a: 'x\n\n", "The YAML, line 3, is not valid: found unexpected end of stream");
        assertRefused("a: [1, 2\nb: 3", "The YAML, line 2, is not valid: expected ',' or ']', but got");
        assertRefused("%YAML 3.0\n---\na: 1", "The YAML, line 1, is not valid: found incompatible YAML document");
        assertRefused("a: !x!y z", "The YAML, line 1, is not valid: found undefined tag handle !x!");
        assertRefused("a: \"\\q\"", "The YAML, line 1, is not valid: found unknown escape character q");
    }

    @Property
    void read_anyText_isReadOrRefused(@ForAll String text) {
        assertReadOrRefused(text);
        assertReadOrRefused("a: " + text);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void read_anyAlteredYaml_isReadOrRefused(
            @ForAll("trees") Map<String, Object> tree, @ForAll int at, @ForAll char to) {
        StringBuilder yaml = new StringBuilder(PlainYaml.write(tree));
        yaml.setCharAt(Math.floorMod(at, yaml.length()), to);
        assertReadOrRefused(yaml.toString());
    }

    @Test
    void write_aPipeline_readsLikeAPersonsOwn() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("target", "Churn");
        tree.put("positive", "Yes");
        tree.put("exclude", List.of("customerID", "a b"));
        Map<String, Object> learner = new LinkedHashMap<>();
        learner.put("trees", 300);
        learner.put("learningRate", 0.05);
        tree.put("learner", learner);
        tree.put("derive", List.of(Map.of("bucket", "age"), Map.of("countOf", "1")));
        tree.put("refit", true);
        tree.put("nothing", null);
        tree.put("none", List.of());
        tree.put("empty", Map.of());
        tree.put("text", "two\nlines: \"x\"");

        assertThat(PlainYaml.write(tree)).isEqualTo("""
                        target: Churn
                        positive: Yes
                        exclude: [customerID, a b]
                        learner:
                          trees: 300
                          learningRate: 0.05
                        derive:
                        - bucket: age
                        - countOf: "1"
                        refit: true
                        nothing: null
                        none: []
                        empty: {}
                        text: "two\\nlines: \\"x\\""
                        """);
    }

    @Test
    void write_emptyTree_readsBackEmpty() {
        assertThat(read(PlainYaml.write(Map.of()))).isEmpty();
    }

    @Test
    void write_whatHasNoPlainForm_isRefused() {
        assertThatThrownBy(() -> PlainYaml.write(Map.of("a", 'x')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a java.lang.Character has no plain form");
        assertThatThrownBy(() -> PlainYaml.write(Map.of("a", Map.of(1, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key (1) is not a text");
        assertThatThrownBy(() -> PlainYaml.write(Map.of("a", "\ud83d a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a text holds half of a character");
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < 31; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        Map<String, Object> tooDeep = Map.of("a", deep);
        assertThatThrownBy(() -> PlainYaml.write(tooDeep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("nested more than 32 deep");
        Map<String, Object> allowed = Map.of("a", deep.get(0));
        assertThat(read(PlainYaml.write(allowed))).isEqualTo(allowed);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void write_anyTree_readsBackEqual(@ForAll("trees") Map<String, Object> tree) {
        assertThat(read(PlainYaml.write(tree))).isEqualTo(tree);
    }

    @Test
    void write_doubles_areShortestAndReadBack() {
        assertThat(PlainYaml.write(Map.of("a", 0x1p-44))).isEqualTo("a: 5.684341886080802E-14\n");
        for (double number :
                new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 1e300}) {
            assertThat(read(PlainYaml.write(Map.of("a", number)))).isEqualTo(Map.of("a", number));
        }
    }

    @Provide
    Arbitrary<Map<String, Object>> trees() {
        return PlainTrees.mappings().filter(tree -> YamlScalar.isWhole(tree.toString()));
    }

    private static void assertReadOrRefused(String text) {
        try {
            read(text);
        } catch (ConfigurationException e) {
            assertThat(e.getMessage()).startsWith("The YAML").doesNotContain("org.yaml", "Exception");
        }
    }

    private static void assertRefused(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(message);
    }

    private static Map<String, Object> read(String yaml) {
        return PlainYaml.read(yaml, BLAME);
    }
}
