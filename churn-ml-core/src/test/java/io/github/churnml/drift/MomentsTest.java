package io.github.churnml.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class MomentsTest {

    @Test
    void of_knownValues_dividesByOneLess() {
        Moments moments = Moments.of(new double[] {2, 4, 4, 4, 5, 5, 7, 9});

        assertThat(moments.mean()).isEqualTo(5);
        assertThat(moments.standardDeviation()).isCloseTo(Math.sqrt(32 / 7.0), within(1e-15));
    }

    @Test
    void of_noneOrOne_isDefined() {
        assertThat(Moments.of(new double[0])).isEqualTo(new Moments(Double.NaN, Double.NaN));
        assertThat(Moments.of(new double[] {3})).isEqualTo(new Moments(3, 0));
    }

    @Test
    void of_oneValueRepeated_hasNoSpread() {
        double[] values = new double[1001];
        Arrays.fill(values, 0.1);

        assertThat(Moments.of(values)).isEqualTo(new Moments(0.1, 0));
    }

    @Test
    void of_farFromZero_keepsItsSpread() {
        Moments moments = Moments.of(new double[] {1e9 + 1, 1e9 + 2, 1e9 + 3});

        assertThat(moments.mean()).isEqualTo(1e9 + 2);
        assertThat(moments.standardDeviation()).isEqualTo(1);
    }

    @Test
    void of_hugeValues_doesNotOverflow() {
        Moments moments = Moments.of(new double[] {1e308, 1.5e308, 0.5e308});

        assertThat(moments.mean()).isCloseTo(1e308, within(1e295));
        assertThat(moments.standardDeviation()).isCloseTo(0.5e308, within(1e295));
        assertThat(Moments.of(new double[] {-Double.MAX_VALUE, Double.MAX_VALUE}))
                .isEqualTo(new Moments(0, Double.MAX_VALUE));
    }

    @Property(tries = 300)
    void of_anyValues_isFiniteAndTheMeanWithinTheRange(@ForAll @NotEmpty double[] values) {
        Moments moments = Moments.of(values);

        assertThat(moments.mean())
                .isBetween(
                        Arrays.stream(values).min().orElseThrow(),
                        Arrays.stream(values).max().orElseThrow());
        assertThat(moments.standardDeviation()).isNotNegative().isFinite();
    }
}
