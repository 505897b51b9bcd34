package io.github.churnml.select.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.ConfigurationException;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DimensionTest {

    static Stream<Dimension> dimensions() {
        return Stream.of(
                Dimension.whole("a", 3, 8),
                Dimension.steps("a", -10, 11, 5),
                Dimension.wholeLog("a", 1, 1000),
                Dimension.uniform("a", -2, 0.5),
                Dimension.logUniform("a", 1e-4, 3),
                Dimension.choice("a", "x", 2, true),
                Dimension.flag("a"),
                Dimension.fixed("a", 7));
    }

    @ParameterizedTest
    @MethodSource("dimensions")
    void placeOf_valueAtAPlace_leadsToTheSameValue(Dimension dimension) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 2000; i++) {
            Object value = dimension.at(i == 0 ? 0 : i == 1 ? 1 : random.nextDouble());
            double place = dimension.placeOf(value);
            assertThat(place).isBetween(0.0, 1.0);
            assertThat(dimension.at(place)).isEqualTo(value);
        }
        assertThat(dimension.at(0)).isEqualTo(dimension.ends().get(0));
        assertThat(dimension.at(1))
                .isEqualTo(dimension.ends().get(dimension.ends().size() - 1));
    }

    @Test
    void at_wholeNumbers_areAllAsLikely() {
        Map<Object, Integer> counts = counts(Dimension.whole("a", 3, 8));

        assertThat(counts.keySet()).containsExactly(3, 4, 5, 6, 7, 8);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(9500, 10500));
    }

    @Test
    void at_steps_meetNoValueBetween() {
        assertThat(counts(Dimension.steps("a", -10, 11, 5)).keySet()).containsExactly(-10, -5, 0, 5, 10);
        assertThat(Dimension.steps("a", -10, 11, 5).count()).isEqualTo(5);
    }

    @Test
    void at_wholeLog_hasAsManyBelowTheGeometricMiddle() {
        Map<Object, Integer> counts = counts(Dimension.wholeLog("a", 1, 100));
        int below = counts.entrySet().stream()
                .filter(entry -> (Integer) entry.getKey() <= 7)
                .mapToInt(Map.Entry::getValue)
                .sum();

        // ln(7.5 / 0.5) of ln(100.5 / 0.5)
        assertThat(below / 60000.0).isCloseTo(Math.log(15) / Math.log(201), within(0.01));
    }

    @Test
    void at_logUniform_hasTheLogarithmUniformAndFourDigits() {
        Dimension dimension = Dimension.logUniform("a", 0.001, 10);

        assertThat((double) dimension.at(0.5)).isEqualTo(0.1);
        assertThat((double) dimension.at(0.25)).isEqualTo(0.01);
        assertThat(dimension.at(0.3)).isEqualTo(0.01585);
    }

    @Test
    void placeOf_valueOutside_isAnEndOrNone() {
        assertThat(Dimension.whole("a", 3, 8).placeOf(100)).isBetween(0.9, 1.0);
        assertThat(Dimension.uniform("a", 3, 8).placeOf(1)).isZero();
        assertThat(Dimension.choice("a", "x", "y").placeOf("z")).isNaN();
        assertThat(Dimension.whole("a", 3, 8).placeOf("x")).isNaN();
        assertThat(Dimension.uniform("a", 3, 8).placeOf("x")).isNaN();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(
                        run(() -> Dimension.whole("depth", 8, 3)),
                        "'depth' has a low end of (8) and a high end of (3)"),
                Arguments.of(run(() -> Dimension.uniform("rate", 1, 1)), "Maybe give one value instead"),
                Arguments.of(run(() -> Dimension.uniform("rate", Double.NaN, 1)), "(NaN)"),
                Arguments.of(run(() -> Dimension.logUniform("rate", 0, 1)), "where a number above 0 is required"),
                Arguments.of(run(() -> Dimension.wholeLog("rows", 0, 10)), "where at least 1 is required"),
                Arguments.of(
                        run(() -> Dimension.steps("rows", 0, 10, 11)),
                        "has steps of (11) where a whole number from 1 to 10"),
                Arguments.of(run(() -> Dimension.choice("growth")), "has no value to choose"),
                Arguments.of(run(() -> Dimension.choice("growth", "x", "x")), "holds (x) twice"),
                Arguments.of(run(() -> Dimension.choice("growth", List.of())), "holds ([])"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void range_thatIsNone_isRefused(Runnable make, String expected) {
        assertThatThrownBy(make::run).isInstanceOf(ConfigurationException.class).hasMessageContaining(expected);
    }

    private static Runnable run(Runnable make) {
        return make;
    }

    private static Map<Object, Integer> counts(Dimension dimension) {
        SplittableRandom random = new SplittableRandom(3);
        Map<Object, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 60_000; i++) {
            counts.merge(dimension.at(random.nextDouble()), 1, Integer::sum);
        }
        return counts;
    }
}
