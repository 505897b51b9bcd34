package io.github.churnml.registry.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExperimentArmsTest {

    private static final int MANY = 100_000;

    /** Worked out by Python 3.11: {@code (int.from_bytes(sha256(name + b"\0" + id).digest()[:8], "big") >> 11) / 2**53}. */
    @ParameterizedTest
    @CsvSource({
        "retrained-2026-12, C1, 0.06126257915796196",
        "retrained-2026-12, C2, 0.47814690480921285",
        "retrained-2026-12, Zoë-17, 0.4480473426817324",
        "b, C1, 0.37377993192495484",
        "umsatz€, ' 007', 0.898583142731718"
    })
    void position_ofKnownBytes_isThatOfPython(String experiment, String customer, double position) {
        assertThat(ExperimentArms.of(experiment, 0.5).position(customer)).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.3, 0.5})
    void share_ofManyCustomers_isAsStated(double share) {
        ExperimentArms arms = ExperimentArms.of("share", share);
        long challengers =
                IntStream.range(0, MANY).filter(i -> arms.isChallenger("C" + i)).count();
        double deviations = (challengers - MANY * share) / Math.sqrt(MANY * share * (1 - share));
        assertThat(deviations).isBetween(-4.0, 4.0);
    }

    /** 99 degrees of freedom: beyond 180 once in a million. */
    @Test
    void positions_ofManyCustomers_areEvenlySpread() {
        ExperimentArms arms = ExperimentArms.of("spread", 0.5);
        int[] counts = new int[100];
        IntStream.range(0, MANY).forEach(i -> counts[(int) (100 * arms.position("customer-" + i))]++);
        double expected = MANY / 100.0;
        double chiSquared = IntStream.of(counts)
                .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();
        assertThat(chiSquared).isBetween(40.0, 180.0);
    }

    @Test
    void positions_ofTwoExperiments_areUncorrelated() {
        ExperimentArms one = ExperimentArms.of("first", 0.5);
        ExperimentArms other = ExperimentArms.of("second", 0.5);
        double sum = IntStream.range(0, MANY)
                .mapToDouble(i -> (one.position("C" + i) - 0.5) * (other.position("C" + i) - 0.5) * 12)
                .sum();
        assertThat(sum / MANY).isCloseTo(0, within(4 / Math.sqrt(MANY)));
    }

    @Property(tries = 200)
    void challenger_underGreaterShare_staysChallenger(
            @ForAll @IntRange(max = 1_000_000) int id,
            @ForAll @DoubleRange(max = 1) double share,
            @ForAll @DoubleRange(max = 1) double other) {
        boolean before = ExperimentArms.of("sticky", Math.min(share, other)).isChallenger("C" + id);
        boolean after = ExperimentArms.of("sticky", Math.max(share, other)).isChallenger("C" + id);
        assertThat(after || !before).isTrue();
    }

    @Test
    void shares_atTheEnds_giveNobodyAndEverybody() {
        ExperimentArms nobody = ExperimentArms.of("ends", 0);
        ExperimentArms everybody = ExperimentArms.of("ends", 1);
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> "C" + i))
                .noneMatch(nobody::isChallenger)
                .allMatch(everybody::isChallenger);
        assertThat(nobody.arm("C1")).isEqualTo(Arm.CHAMPION);
        assertThat(everybody.arm("C1")).isEqualTo(Arm.CHALLENGER);
    }

    @Test
    void positions_askedByManyThreads_areThoseOfOne() {
        ExperimentArms arms = ExperimentArms.of("threads", 0.5);
        double[] alone = IntStream.range(0, 20_000)
                .mapToDouble(i -> arms.position("C" + i))
                .toArray();
        double[] together = IntStream.range(0, 20_000)
                .parallel()
                .mapToDouble(i -> arms.position("C" + i))
                .toArray();
        assertThat(together).containsExactly(alone);
    }

    @Test
    void share_beyondOne_isRefused() {
        assertThatThrownBy(() -> ExperimentArms.of("a", 50))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The challenger's share is (50.0) where a number from 0 to 1 is required.\n"
                        + "Maybe write it as a share: 0.1 for a tenth of the customers.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b", "a\nb"})
    void name_blankOrWithControlCharacter_isRefused(String name) {
        assertThatThrownBy(() -> ExperimentArms.of(name, 0.5))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("where 1 to 200 characters are required, none of them a control character.")
                .hasMessageContaining("Maybe name it after what is tried");
    }

    @Test
    void customer_withoutId_isRefused() {
        assertThatThrownBy(() -> ExperimentArms.of("a", 0.5).isChallenger(" "))
                .isInstanceOf(DataException.class)
                .hasMessage("A customer without an id cannot take part in experiment 'a'.\n"
                        + "Maybe send the customer's id with the row, or leave such customers to the champion.");
    }
}
