package io.github.churnml.select.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplerTest {

    @ParameterizedTest
    @ValueSource(doubles = {-8, -3, -1.5, -0.2, 0, 0.7, 2, 5})
    void below_normal_isTheIntegralOfItsDensity(double x) {
        double sum = 0;
        int steps = 200_000;
        double width = (x + 12) / steps;
        for (int i = 0; i < steps; i++) {
            sum += width * Normal.density(-12 + (i + 0.5) * width);
        }
        assertThat(Normal.below(x)).isCloseTo(sum, within(2e-7));
    }

    @Test
    void density_numbers_addsUpToOneAndDrawsFollowIt() {
        Parzen parzen = Parzen.of(0, new double[] {0.02, 0.5, 0.55, 0.9});
        SplittableRandom random = new SplittableRandom(7);
        int bins = 20;
        int draws = 200_000;
        int[] counts = new int[bins];
        for (int i = 0; i < draws; i++) {
            counts[(int) Math.min(bins - 1, Math.floor(parzen.draw(random) * bins))]++;
        }
        double all = 0;
        for (int bin = 0; bin < bins; bin++) {
            double share = 0;
            for (int i = 0; i < 500; i++) {
                share += parzen.density((bin + (i + 0.5) / 500) / bins) / bins / 500;
            }
            all += share;
            assertThat((double) counts[bin] / draws).isCloseTo(share, within(4 * Math.sqrt(share / draws)));
        }
        assertThat(all).isCloseTo(1, within(1e-4));
    }

    @Test
    void density_choices_isThePriorPlusCounts() {
        Dimension three = Dimension.choice("a", "x", "y", "z");
        Parzen parzen = Parzen.of(3, new double[] {three.placeOf("y"), three.placeOf("y"), three.placeOf("z")});

        // N p + C = 1, 3, 2 of 6; relative to a third each.
        assertThat(parzen.density(three.placeOf("x"))).isCloseTo(0.5, within(1e-12));
        assertThat(parzen.density(three.placeOf("y"))).isCloseTo(1.5, within(1e-12));
        assertThat(parzen.density(three.placeOf("z"))).isCloseTo(1.0, within(1e-12));
        SplittableRandom random = new SplittableRandom(7);
        int ys = 0;
        for (int i = 0; i < 60_000; i++) {
            ys += three.at(parzen.draw(random)).equals("y") ? 1 : 0;
        }
        assertThat(ys / 60_000.0).isCloseTo(0.5, within(0.01));
    }

    @Test
    void density_nothingSeen_isUniform() {
        assertThat(Parzen.of(0, new double[0]).density(0.3)).isEqualTo(1);
        assertThat(Parzen.of(4, new double[0]).density(0.3)).isEqualTo(1);
    }

    @Test
    void draw_smoothFunction_findsBetterThanUniformOverSeeds() {
        // Largest, 0, where every number is 0.3 and the choice is the third.
        ToDoubleFunction<double[]> bowl = places -> {
            double sum = places[4] >= 0.5 && places[4] < 0.75 ? 0 : -0.3;
            for (int d = 0; d < 4; d++) {
                sum -= (places[d] - 0.3) * (places[d] - 0.3);
            }
            return sum;
        };
        int[] choices = {0, 0, 0, 0, 4};
        int wins = 0;
        double informed = 0;
        double uniform = 0;
        for (int seed = 0; seed < 40; seed++) {
            double one = best(bowl, choices, seed, true);
            double other = best(bowl, choices, seed, false);
            informed += one / 40;
            uniform += other / 40;
            wins += one > other ? 1 : 0;
        }
        assertThat(wins).isGreaterThan(28);
        assertThat(informed).isGreaterThan(uniform / 2);
    }

    /** 41 points in batches as a search has them: the first nine anywhere. */
    private static double best(ToDoubleFunction<double[]> function, int[] choices, int seed, boolean informed) {
        List<Sampler.Seen> seen = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        double best = Double.NEGATIVE_INFINITY;
        while (seen.size() < 41) {
            Sampler sampler = informed && seen.size() >= 9 ? Sampler.of(choices, List.copyOf(seen)) : null;
            for (int i = 0; i < (seen.isEmpty() ? 9 : Search.BATCH); i++) {
                double[] places =
                        sampler == null ? Sampler.uniform(choices.length, random) : sampler.draw(random.split());
                double gain = function.applyAsDouble(places);
                best = Math.max(best, gain);
                seen.add(new Sampler.Seen(places, gain));
            }
        }
        return best;
    }
}
