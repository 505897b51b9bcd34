package io.github.churnml.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void has_presentAbsentAndNull_onlyPresentIsThere() {
        Map<String, Object> values = new HashMap<>();
        values.put("there", 1);
        values.put("nothing", null);
        Settings settings = settings(values);

        assertThat(settings.has("there")).isTrue();
        assertThat(settings.has("nothing")).isFalse();
        assertThat(settings.has("absent")).isFalse();
    }

    @Test
    void value_anything_isReturnedAsItIs() {
        assertThat(settings(Map.of("a", List.of(1))).value("a")).isEqualTo(List.of(1));
        assertThat(settings(Map.of()).value("a")).isNull();
    }

    @Test
    void text_textNumberOrBoolean_isTakenAsWritten() {
        Settings settings = settings(Map.of("a", "Yes", "b", 1, "c", 0.5, "d", true));

        assertThat(settings.text("a")).isEqualTo("Yes");
        assertThat(settings.text("b")).isEqualTo("1");
        assertThat(settings.text("c")).isEqualTo("0.5");
        assertThat(settings.text("d")).isEqualTo("true");
    }

    @Test
    void text_absentOrOfAnotherKind_isRefused() {
        assertRefused(() -> settings(Map.of()).text("name"), "Key 'name' is missing.\nMaybe add it with a text.");
        assertRefused(
                () -> settings(Map.of("name", List.of("a"))).text("name"),
                "Key 'name' holds ([a]) where a text is required.");
    }

    @Test
    void choice_allowed_isReturned() {
        assertThat(settings(Map.of("a", "x")).choice("a", List.of("x", "y"))).isEqualTo("x");
    }

    @Test
    void choice_notAllowed_suggestsTheNearest() {
        assertRefused(
                () -> settings(Map.of("kind", "bost")).choice("kind", List.of("boost", "linear")),
                "Key 'kind' holds (bost) where one of 'boost', 'linear' is required.\nMaybe 'boost' was meant.");
    }

    @Test
    void integer_atItsBounds_isReturned() {
        Settings settings = settings(Map.of("a", 1, "b", 10L, "c", Long.MAX_VALUE));

        assertThat(settings.integer("a", 1, 10)).isEqualTo(1);
        assertThat(settings.integer("b", 1, 10)).isEqualTo(10);
        assertThat(settings.integer("c", 1, Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void integer_outOfBoundsOrNotWhole_isRefused() {
        String required = " where a whole number from 1 to 10 is required.";
        for (Object value : List.of(0, 11, 1.5, 2.0, "3", true, Long.MIN_VALUE)) {
            assertRefused(
                    () -> settings(Map.of("trees", value)).integer("trees", 1, 10),
                    "Key 'trees' holds (" + value + ")" + required);
        }
        assertRefused(
                () -> settings(Map.of()).integer("trees", 1, 10),
                "Key 'trees' is missing.\nMaybe add it with a whole number from 1 to 10.");
    }

    @Test
    void number_wholeOrNotWithinBounds_isReturned() {
        Settings settings = settings(Map.of("a", 1, "b", 0.25, "c", 3L));

        assertThat(settings.number("a", 0, 1)).isEqualTo(1.0);
        assertThat(settings.number("b", 0, 1)).isEqualTo(0.25);
        assertThat(settings.number("c")).isEqualTo(3.0);
    }

    @Test
    void number_outOfBoundsNotFiniteOrText_isRefused() {
        for (Object value : List.of(-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY, "0.5", false)) {
            assertRefused(
                    () -> settings(Map.of("rate", value)).number("rate", 0, 1),
                    "Key 'rate' holds (" + value + ") where a number from 0.0 to 1.0 is required.");
        }
        assertRefused(
                () -> settings(Map.of("rate", Double.NEGATIVE_INFINITY)).number("rate"),
                "Key 'rate' holds (-Infinity) where a number is required.");
        assertRefused(() -> settings(Map.of()).number("rate"), "Key 'rate' is missing.\nMaybe add it with a number.");
    }

    @Test
    void flag_booleanOnly_isReturned() {
        assertThat(settings(Map.of("a", true)).flag("a")).isTrue();
        assertThat(settings(Map.of("a", false)).flag("a")).isFalse();
        assertRefused(
                () -> settings(Map.of("a", "yes")).flag("a"), "Key 'a' holds (yes) where true or false is required.");
        assertRefused(() -> settings(Map.of()).flag("a"), "Key 'a' is missing.\nMaybe add it with true or false.");
    }

    @Test
    void texts_listSingleOrAbsent_isAList() {
        Settings settings = settings(Map.of("list", List.of("a", 1, true), "single", "x"));

        assertThat(settings.texts("list")).containsExactly("a", "1", "true");
        assertThat(settings.texts("single")).containsExactly("x");
        assertThat(settings.texts("absent")).isEmpty();
    }

    @Test
    void texts_itemOfAnotherKind_isRefused() {
        assertRefused(
                () -> settings(Map.of("a", Arrays.asList("x", null))).texts("a"),
                "Key 'a' holds (null) where a list of texts is required.");
        assertRefused(
                () -> settings(Map.of("a", Map.of("b", 1))).texts("a"),
                "Key 'a' holds ({b=1}) where a list of texts is required.");
    }

    @Test
    void numbers_listOrAbsent_isAnArray() {
        Settings settings = settings(Map.of("a", List.of(1, 2.5, 3L)));

        assertThat(settings.numbers("a")).containsExactly(1, 2.5, 3);
        assertThat(settings.numbers("absent")).isEmpty();
    }

    @Test
    void numbers_noListOrItemNotFinite_isRefused() {
        assertRefused(
                () -> settings(Map.of("a", 1)).numbers("a"), "Key 'a' holds (1) where a list of numbers is required.");
        assertRefused(
                () -> settings(Map.of("a", List.of(1, "b"))).numbers("a"),
                "Key 'a' holds (b) where a list of numbers is required.");
        assertRefused(
                () -> settings(Map.of("a", List.of(Double.NaN))).numbers("a"),
                "Key 'a' holds (NaN) where a list of numbers is required.");
    }

    @Test
    void integers_wholeNumbersOnly_isAnArray() {
        assertThat(settings(Map.of("a", List.of(1, -2))).integers("a")).containsExactly(1, -2);
        assertThat(settings(Map.of()).integers("a")).isEmpty();
        assertRefused(
                () -> settings(Map.of("a", List.of(1.5))).integers("a"),
                "Key 'a' holds (1.5) where a list of whole numbers is required.");
        assertRefused(
                () -> settings(Map.of("a", List.of(3_000_000_000L))).integers("a"),
                "Key 'a' holds (3.0E9) where a list of whole numbers is required.");
    }

    @Test
    void section_nestedTwice_namesTheWholePath() {
        Settings inner = settings(Map.of("learner", Map.of("stop", Map.of("rounds", "x"))))
                .section("learner")
                .section("stop");

        assertThat(inner.nameOf("rounds")).isEqualTo("learner.stop.rounds");
        assertRefused(
                () -> inner.integer("rounds", 1, 9),
                "Key 'learner.stop.rounds' holds (x) where a whole number from 1 to 9 is required.");
    }

    @Test
    void section_absentOrNoMapping_isRefused() {
        assertRefused(
                () -> settings(Map.of()).section("learner"),
                "Key 'learner' is missing.\nMaybe add it with a mapping of keys to values.");
        assertRefused(
                () -> settings(Map.of("learner", 3)).section("learner"),
                "Key 'learner' holds (3) where a mapping of keys to values is required.");
        assertRefused(
                () -> settings(Map.of("learner", Map.of(7, 3))).section("learner"),
                "Key 'learner' holds (7) where a mapping whose keys are texts is required.");
    }

    @Test
    void sections_listOfMappings_namesEachByPosition() {
        List<Settings> sections = settings(Map.of("derive", List.of(Map.of("a", 1), Map.of("a", "x"))))
                .sections("derive");

        assertThat(sections).hasSize(2);
        assertThat(sections.get(0).integer("a", 0, 9)).isEqualTo(1);
        assertRefused(
                () -> sections.get(1).integer("a", 0, 9),
                "Key 'derive[1].a' holds (x) where a whole number from 0 to 9 is required.");
        assertThat(settings(Map.of()).sections("derive")).isEmpty();
    }

    @Test
    void sections_noListOrOtherItems_isRefused() {
        assertRefused(
                () -> settings(Map.of("derive", Map.of())).sections("derive"),
                "Key 'derive' holds ({}) where a list of mappings is required.");
        assertRefused(
                () -> settings(Map.of("derive", Collections.singletonList(null)))
                        .sections("derive"),
                "Key 'derive' holds (null) where a list of mappings is required.");
        assertRefused(
                () -> settings(Map.of("derive", List.of("x"))).sections("derive"),
                "Key 'derive' holds (x) where a mapping of keys to values is required.");
    }

    @Test
    void keys_inOrder_areNotCountedAsKnown() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("b", 1);
        values.put("a", 2);
        Settings settings = settings(values);

        assertThat(settings.keys()).containsExactly("b", "a");
        assertThatThrownBy(settings::finish).hasMessageStartingWith("Key 'b' is not known.");
    }

    @Test
    void finish_everyKeyAskedFor_passes() {
        Settings settings = settings(Map.of("a", 1, "b", 2));
        settings.has("a");
        settings.value("b");
        settings.has("c");

        settings.finish();
    }

    @Test
    void finish_unknownKey_suggestsTheNearestKnownOne() {
        Settings settings = settings(Map.of("learner", Map.of("tress", 3))).section("learner");
        settings.has("trees");
        settings.has("learningRate");

        assertRefused(settings::finish, "Key 'learner.tress' is not known.\nMaybe 'trees' was meant.");
    }

    @Test
    void finish_unknownKeyLikeNoOther_listsTheKnownOnes() {
        Settings settings = settings(Map.of("zzzzzz", 3));
        settings.has("trees");
        settings.has("maxNodes");

        assertRefused(
                settings::finish, "Key 'zzzzzz' is not known.\nMaybe one of these was meant: 'trees', 'maxNodes'.");
    }

    @Test
    void finish_unknownKeyWhereNoneIsKnown_suggestsNothing() {
        assertRefused(settings(Map.of("a", 3))::finish, "Key 'a' is not known.");
    }

    @Test
    void problem_ofTheCaller_isMadeByTheBlame() {
        assertThat(settings(Map.of()).problem("Wrong.", "Maybe right."))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Wrong.\nMaybe right.");
    }

    @Test
    void message_longValueAndControlCharacters_areCutAndCleaned() {
        assertRefused(
                () -> settings(Map.of("a", "x\n" + "y".repeat(60))).flag("a"),
                "Key 'a' holds (x " + "y".repeat(38) + "…) where true or false is required.");
    }

    private static Settings settings(Map<String, ?> values) {
        return Settings.of(values, Blame.configuration(null));
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessage(message);
    }
}
