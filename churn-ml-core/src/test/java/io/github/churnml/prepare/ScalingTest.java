package io.github.churnml.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.prepare.Encoding.Levels;
import io.github.churnml.prepare.Encoding.Scale;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScalingTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final double[] PERCENT =
            IntStream.rangeClosed(0, 100).asDoubleStream().toArray();

    @Test
    void robustScaling_isByMedianAndInterquartileRange() {
        Scaling scaling = Scaling.fit(new double[] {100, 1, 2, 3, 4}, Winsorising.off(), Scale.ROBUST);
        assertThat(scaling).isEqualTo(new Scaling(-INFINITE, INFINITE, 3, 2));
        assertThat(scaling.of(100)).isEqualTo(48.5);
        assertThat(scaling.of(2)).isEqualTo(-0.5);
    }

    @Test
    void robustScaling_ofMostlyEqualNumbers_isByTheDeviationFromTheMedian() {
        Scaling scaling = Scaling.fit(new double[] {0, 0, 0, 0, 0, 12}, Winsorising.off(), Scale.ROBUST);
        assertThat(scaling.center()).isZero();
        assertThat(scaling.scale()).isEqualTo(Math.sqrt(24));
        assertThat(Scaling.fit(new double[] {5, 5}, Winsorising.off(), Scale.ROBUST)
                        .scale())
                .isEqualTo(1);
    }

    @Test
    void standardScaling_isByMeanAndDeviation() {
        Scaling scaling = Scaling.fit(new double[] {2, 4, 4, 4, 5, 5, 7, 9}, Winsorising.off(), Scale.STANDARD);
        assertThat(scaling.center()).isCloseTo(5, within(1e-15));
        assertThat(scaling.scale()).isCloseTo(2, within(1e-15));
        assertThat(Scaling.fit(PERCENT, Winsorising.off(), Scale.NONE)).isEqualTo(Scaling.NONE);
    }

    @Test
    void winsorising_clipsAtTheQuantilesOfTraining_beforeScaling() {
        Scaling clip = Scaling.fit(PERCENT, new Winsorising(0.01, 0.99), Scale.NONE);
        assertThat(clip.lower()).isEqualTo(1);
        assertThat(clip.upper()).isEqualTo(99);
        assertThat(clip.of(-1e9)).isEqualTo(1);
        assertThat(clip.of(100)).isEqualTo(99);
        assertThat(clip.of(50)).isEqualTo(50);
        Scaling upperOnly = Scaling.fit(PERCENT, new Winsorising(0, 0.9), Scale.NONE);
        assertThat(upperOnly.of(-1e9)).isEqualTo(-1e9);
        assertThat(upperOnly.of(1e9)).isEqualTo(90);
        double[] extreme = PERCENT.clone();
        extreme[100] = 1e9;
        Scaling scaled = Scaling.fit(extreme, new Winsorising(0.01, 0.99), Scale.STANDARD);
        assertThat(scaled.center()).isCloseTo(50, within(1e-9));
        assertThat(scaled.of(1e9)).isEqualTo(scaled.of(99));
    }

    @Test
    void winsorising_leavesTwoValuesAndMostlyEqualOnesAlone() {
        double[] indicator = new double[100];
        indicator[3] = 1;
        Winsorising wish = new Winsorising(0.01, 0.99);
        assertThat(Scaling.fit(indicator, wish, Scale.NONE)).isEqualTo(Scaling.NONE);
        double[] rare = new double[1000];
        rare[1] = 5;
        rare[2] = 7;
        assertThat(Scaling.fit(rare, wish, Scale.NONE)).isEqualTo(Scaling.NONE);
        assertThat(Scaling.fit(new double[0], wish, Scale.NONE)).isEqualTo(Scaling.NONE);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void clipped_valuesStayWithinTheTrainingRange_andTrainingIsNotMadeConstant(
            @ForAll @Size(min = 1, max = 50) List<@IntRange(min = -30, max = 30) Integer> values,
            @ForAll @IntRange(max = 49) int lower,
            @ForAll @IntRange(min = 50, max = 100) int upper,
            @ForAll Scale scale) {
        double[] training = values.stream().mapToDouble(Integer::doubleValue).toArray();
        Scaling scaling = Scaling.fit(training, new Winsorising(lower / 100.0, upper / 100.0), scale);
        double least = scaling.of(Arrays.stream(training).min().orElseThrow());
        double most = scaling.of(Arrays.stream(training).max().orElseThrow());
        for (double value : training) {
            assertThat(scaling.of(value)).isFinite().isBetween(least, most);
        }
        assertThat(most > least).isEqualTo(Arrays.stream(training).distinct().count() > 1);
    }

    @Test
    void encoding_clipsAndScalesAsWished_andSurvivesItsState() {
        double[] x = PERCENT.clone();
        x[100] = 5000;
        TypedTable table = new TypedTable(
                List.of(
                        Variable.number("x", List.of("x"), true),
                        Variable.nominal("l", List.of("a", "b"), List.of("l"), true)),
                new double[][] {x, new double[101]},
                101);
        Encoding wish = Encoding.standard()
                .withWinsorising(new Winsorising(0.01, 0.95))
                .withScale(Scale.ROBUST)
                .ordinal();
        FittedEncoding fitted = wish.fit(table, false, false);
        double[] encoded = fitted.encode(table).columns()[0];
        // Clipped to 1 … 95; median 50, quartiles 25 and 75.
        assertThat(encoded[0]).isEqualTo((1 - 50) / 50.0);
        assertThat(encoded[50]).isZero();
        assertThat(encoded[100]).isEqualTo((95 - 50) / 50.0);
        FittedEncoding reloaded =
                FittedEncoding.of(Settings.of(fitted.state(), Blame.modelFile(null)), table.variables());
        assertThat(reloaded.encode(table).columns())
                .isDeepEqualTo(fitted.encode(table).columns());
        assertThat(reloaded.state()).isEqualTo(fitted.state());
        assertThat(reloaded.features()).isEqualTo(fitted.features());
        assertThat(fitted.features().get(1).isNominal()).isFalse();
        assertThat(table.columns()[0]).isSameAs(x);
        assertThat(x[100]).isEqualTo(5000);
    }

    @Test
    void state_ofAnEncodingThatDoesNotClip_isAsItWas() {
        TypedTable table =
                new TypedTable(List.of(Variable.number("x", List.of("x"), true)), new double[][] {{1, 2, 6}}, 3);
        Map<String, Object> old = new LinkedHashMap<>();
        old.put("column", 0);
        old.put("center", 0.0);
        old.put("scale", 1.0);
        assertThat(Encoding.standard().fit(table, true, false).state()).isEqualTo(Map.of("parts", List.of(old)));
    }

    @Test
    void scale_auto_asksTheLearner() {
        TypedTable table =
                new TypedTable(List.of(Variable.number("x", List.of("x"), true)), new double[][] {{1, 2, 6}}, 3);
        assertThat(Encoding.standard().fit(table, true, false).encode(table).columns()[0])
                .containsExactly(1, 2, 6);
        assertThat(Encoding.standard().fit(table, true, true).encode(table).columns()[0])
                .isEqualTo(Encoding.standard()
                        .withScale(Scale.STANDARD)
                        .fit(table, true, false)
                        .encode(table)
                        .columns()[0]);
        assertThat(Encoding.standard()
                        .withScale(Scale.NONE)
                        .fit(table, true, true)
                        .encode(table)
                        .columns()[0])
                .containsExactly(1, 2, 6);
    }

    @Test
    void settings_areReadBack() {
        Encoding wish = Encoding.standard()
                .withLevels(Levels.FREQUENCY)
                .with("state", Levels.TARGET)
                .with("plan", Levels.ONE_HOT)
                .withRareBelow(3)
                .withTarget(12.5, 7)
                .withScale(Scale.ROBUST)
                .withWinsorising(new Winsorising(0.02, 0.98));
        assertThat(of(wish.settings())).isEqualTo(wish);
        assertThat(of(Encoding.standard().settings())).isEqualTo(Encoding.standard());
        assertThat(of(Map.of())).isEqualTo(Encoding.standard());
        assertThat(of(Map.of("columns", Map.of("state", "target"))))
                .isEqualTo(Encoding.standard().with("state", Levels.TARGET));
    }

    @Test
    void settings_thatCannotBe_areRefused() {
        assertRefused(Map.of("levels", "targt"), "Key 'levels' holds (targt)", "Maybe 'target' was meant.");
        assertRefused(Map.of("columns", Map.of("s", "hash")), "Key 'columns.s' holds (hash)", "Maybe");
        assertRefused(Map.of("scale", "minmax"), "Key 'scale' holds (minmax)", "'robust'");
        assertRefused(Map.of("targetFolds", 1), "Key 'targetFolds' holds (1)", "from 2 to 100");
        assertRefused(Map.of("targetSmoothing", -1), "Key 'targetSmoothing' holds (-1)", "from 0");
        for (List<Double> shares : List.of(List.of(0.01), List.of(0.9, 0.1), List.of(-0.1, 1.0), List.of(0.5, 0.5))) {
            assertRefused(
                    Map.of("winsorise", shares),
                    "Key 'winsorise' holds (" + shares + ") where two ascending shares from 0 to 1 are required.",
                    "Maybe [0.01, 0.99] was meant.");
        }
        assertThatThrownBy(() -> new Winsorising(0.9, 0.1))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Numbers cannot be clipped at the quantiles (0.9) and (0.1).\n"
                        + "Maybe 0.01 and 0.99 were meant.");
        assertThatThrownBy(() -> new Winsorising(Double.NaN, 1)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> Encoding.standard().withTarget(Double.NaN, 5))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Encoding.standard().withTarget(1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Encoding of(Map<String, Object> settings) {
        return Encoding.of(Settings.of(settings, Blame.configuration(null)));
    }

    private static void assertRefused(Map<String, Object> settings, String problem, String maybe) {
        assertThatThrownBy(() -> of(settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(problem)
                .hasMessageContaining(maybe);
    }
}
