package io.github.churnml.data.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.data.synthetic.Draws.Purpose;
import java.util.HashSet;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class DrawsTest {

    private static final int MANY = 200_000;

    @Test
    void streams_ofOtherSeedNumberOrPurpose_differ() {
        Set<Double> firsts = new HashSet<>();
        for (long seed = -50; seed < 50; seed++) {
            for (long number = 1; number <= 100; number++) {
                for (Purpose purpose : Purpose.values()) {
                    firsts.add(Draws.of(seed, number, purpose).uniform());
                }
            }
        }
        assertThat(firsts).hasSize(100 * 100 * Purpose.values().length);
    }

    @Test
    void uniform_overCustomers_hasTheRightMoments() {
        assertMoments(Draws::uniform, 0.5, 1.0 / 12);
    }

    @Test
    void gaussian_overCustomers_hasTheRightMoments() {
        assertMoments(Draws::gaussian, 0.0, 1.0);
    }

    @Test
    void exponential_overCustomers_hasTheRightMoments() {
        assertMoments(draws -> draws.exponential(3.0), 3.0, 9.0);
    }

    @Test
    void poisson_overCustomers_hasTheRightMoments() {
        assertMoments(draws -> draws.poisson(0.7), 0.7, 0.7);
        assertMoments(draws -> draws.poisson(6.0), 6.0, 6.0);
    }

    @Test
    void pick_overCustomers_followsTheShares() {
        for (Region region : Region.values()) {
            assertMoments(
                    draws -> draws.pick(Region.values(), r -> r.share) == region ? 1 : 0,
                    region.share,
                    region.share * (1 - region.share));
        }
    }

    @Test
    void shares_ofEveryChoice_addUpToOne() {
        assertThat(sum(Plan.values(), p -> p.share)).isCloseTo(1.0, within(1e-12));
        assertThat(sum(Contract.values(), c -> c.share)).isCloseTo(1.0, within(1e-12));
        assertThat(sum(PaymentMethod.values(), m -> m.share)).isCloseTo(1.0, within(1e-12));
        assertThat(sum(Region.values(), r -> r.share)).isCloseTo(1.0, within(1e-12));
    }

    /** Mean and variance of one draw of each of many customers, within five standard errors or so. */
    private static void assertMoments(ToDoubleFunction<Draws> draw, double mean, double variance) {
        double sum = 0;
        double squares = 0;
        for (int number = 1; number <= MANY; number++) {
            double value = draw.applyAsDouble(Draws.of(42, number, Purpose.CUSTOMER));
            sum += value - mean;
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(variance);
        assertThat(sum / MANY).isCloseTo(0.0, within(5 * deviation / Math.sqrt(MANY)));
        assertThat(squares / MANY).isCloseTo(variance, within(0.04 * variance));
    }

    private static <T> double sum(T[] choices, ToDoubleFunction<T> share) {
        double sum = 0;
        for (T choice : choices) {
            sum += share.applyAsDouble(choice);
        }
        return sum;
    }
}
