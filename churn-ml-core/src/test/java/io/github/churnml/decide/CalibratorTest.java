package io.github.churnml.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.predictor.LogOdds;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CalibratorTest {

    private static final Calibrator PLATT = Calibrator.of("platt", -0.4, 1.3);
    private static final Calibrator BETA = Calibrator.of("beta", 0.2, 0.7, 1.4);
    private static final Calibrator UP = Calibrator.of("quadratic", 0.1, 0.9, 0.1, -4, 3);
    private static final Calibrator DOWN = Calibrator.of("quadratic", 0.1, 0.9, -0.1, -4, 3);
    private static final Calibrator ISOTONIC = Calibrator.of("isotonic", -3, -1, 0.5, 2, -2.5, -2, 0.1, 3);

    static List<Calibrator> all() {
        return List.of(Calibrator.none(), PLATT, BETA, UP, DOWN, ISOTONIC);
    }

    @Test
    void logOdds_ofEachKind_areThoseOfItsFormula() {
        for (double x : new double[] {-4, -2.2, 0, 1e-9, 2.9}) {
            double s = LogOdds.toProbability(x);
            assertThat(PLATT.logOdds(x)).isEqualTo(-0.4 + 1.3 * x);
            assertThat(BETA.logOdds(x))
                    .isCloseTo(0.2 - 0.7 * StrictMath.log(1 - s) + 1.4 * StrictMath.log(s), within(1e-12));
            assertThat(UP.logOdds(x)).isCloseTo(0.1 + 0.9 * x + 0.1 * x * x, within(1e-12));
            assertThat(DOWN.logOdds(x)).isCloseTo(0.1 + 0.9 * x - 0.1 * x * x, within(1e-12));
        }
        assertThat(ISOTONIC.logOdds(-1)).isEqualTo(-2);
        assertThat(ISOTONIC.logOdds(-0.25)).isCloseTo(-0.95, within(1e-12));
        assertThat(ISOTONIC.logOdds(2)).isEqualTo(3);
    }

    @Test
    void logOdds_beyondTheRange_goOnAsALine() {
        assertThat(UP.logOdds(5)).isCloseTo(0.1 + 0.9 * 3 + 0.1 * 9 + 2 * (0.9 + 0.6), within(1e-12));
        assertThat(UP.logOdds(-6)).isCloseTo(0.1 - 0.9 * 4 + 0.1 * 16 - 2 * (0.9 - 0.8), within(1e-12));
        assertThat(DOWN.logOdds(5)).isCloseTo(0.1 + 0.9 * 3 - 0.1 * 9 + 2 * (0.9 - 0.6), within(1e-12));
        assertThat(DOWN.logOdds(-6)).isCloseTo(0.1 - 0.9 * 4 - 0.1 * 16 - 2 * (0.9 + 0.8), within(1e-12));
        assertThat(ISOTONIC.logOdds(-4)).isEqualTo(-3.5);
        assertThat(ISOTONIC.logOdds(4)).isEqualTo(5);
        assertThat(BETA.logOdds(650)).isCloseTo(0.2 + 0.7 * 650, within(1e-9));
        assertThat(BETA.logOdds(-650)).isCloseTo(0.2 - 1.4 * 650, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("all")
    void probability_extremes_areCertainAndNaNStays(Calibrator calibrator) {
        assertThat(calibrator.probability(Double.NEGATIVE_INFINITY)).isBetween(0.0, 1e-200);
        assertThat(calibrator.probability(Double.POSITIVE_INFINITY)).isEqualTo(1);
        assertThat(calibrator.probability(Double.NaN)).isNaN();
    }

    @Property
    void probability_higherLogOdds_neverFalls(@ForAll @DoubleRange(min = -800, max = 60) double x) {
        for (Calibrator calibrator : all()) {
            double lower = x;
            for (int i = 0; i < 20; i++) {
                double higher = Math.nextUp(lower);
                assertThat(calibrator.logOdds(higher)).isGreaterThanOrEqualTo(calibrator.logOdds(lower));
                lower = higher;
            }
            assertThat(calibrator.probability(x + 0.1)).isGreaterThanOrEqualTo(calibrator.probability(x));
        }
    }

    /** Beside every knot and end, and where a curve is all but flat, roundings show first. */
    @Test
    void logOdds_besideEdges_neverFall() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 300; trial++) {
            double c = random.nextDouble() - 0.5;
            double from = -5 * random.nextDouble();
            double to = from + 5 * random.nextDouble();
            double steepest = 2 * Math.max(-c * from, -c * to);
            double[] curve = {random.nextDouble(), steepest + 1e-9 + random.nextDouble() * 1e-6, c, from, to};
            double[] knots = random.doubles(6).sorted().toArray();
            double[] values =
                    random.doubles(6).map(v -> Math.round(v * 4) / 4.0).sorted().toArray();
            double[] steps = DoubleStream.concat(Arrays.stream(knots), Arrays.stream(values))
                    .toArray();
            for (Calibrator calibrator : List.of(Calibrator.of("quadratic", curve), Calibrator.of("isotonic", steps))) {
                double[] numbers = calibrator.numbers();
                for (double edge : numbers) {
                    double x = edge - 40 * Math.ulp(edge);
                    double last = calibrator.logOdds(x);
                    for (int i = 0; i < 80; i++) {
                        x = Math.nextUp(x);
                        assertThat(calibrator.logOdds(x)).isGreaterThanOrEqualTo(last);
                        last = calibrator.logOdds(x);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void numbers_givenBack_makeTheSameBits(Calibrator calibrator) {
        Calibrator again = Calibrator.of(calibrator.kind(), calibrator.numbers());
        for (double x = -8; x < 8; x += 0.37) {
            assertThat(again.probability(x)).isEqualTo(calibrator.probability(x));
        }
        double[] numbers = again.numbers();
        Arrays.fill(numbers, Double.NaN);
        assertThat(again.numbers()).doesNotContain(Double.NaN);
    }

    @ParameterizedTest
    @CsvSource({
        "platt, '1'",
        "platt, '1 0'",
        "platt, '1 -2'",
        "platt, '1 NaN'",
        "platt, 'NaN 1'",
        "platt, '1 Infinity'",
        "platt, '-Infinity 1'",
        "beta, '0 1'",
        "beta, '0 -1 2'",
        "beta, '0 2 -1'",
        "beta, '0 0 0'",
        "beta, '0 NaN 1'",
        "quadratic, '0 1 1 -3 3'",
        "quadratic, '0 1 -1 -3 3'",
        "quadratic, '0 1 0.1 3 -3'",
        "quadratic, '0 1 0.1'",
        "quadratic, '0 1 0.1 -Infinity 3'",
        "isotonic, '0 1'",
        "isotonic, '0 1 2 3 4'",
        "isotonic, '0 0 1 2'",
        "isotonic, '0 1 2 1'",
        "isotonic, '0 1 NaN 2'",
        "isotonic, '-Infinity 1 1 2'",
        "isotonic, '0 1 1 Infinity'",
        "none, '1'",
        "magic, '1 1'"
    })
    void calibrator_ofNumbersThatDoNotFit_isRefused(String kind, String numbers) {
        double[] given = Arrays.stream(numbers.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThatThrownBy(() -> Calibrator.of(kind, given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A calibrator of kind '" + kind + "' cannot be made of these " + given.length
                        + " numbers: it needs a kind of [none, platt, beta, quadratic, isotonic], as many numbers as the kind"
                        + " has, and has to rise everywhere.");
    }

    @ParameterizedTest
    @MethodSource("all")
    void probability_manyRows_allocatesNothing(Calibrator calibrator) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] used = new long[2];
        double sum = 0;
        for (int round = 0; round < 2; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20_000; i++) {
                sum += calibrator.probability(i % 17 - 8);
            }
            used[round] = threads.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(sum).isPositive();
        assertThat(used[1]).isLessThan(20_000);
    }
}
