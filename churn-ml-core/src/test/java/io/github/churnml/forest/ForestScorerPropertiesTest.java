package io.github.churnml.forest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.forest.AnyForests.Wish;
import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class ForestScorerPropertiesTest {

    @Property(tries = 300)
    void score_anyForestAndRow_hasTheBitsOfThePlainTraversal(
            @ForAll long seed,
            @ForAll @IntRange(max = 40) int trees,
            @ForAll @IntRange(min = 1, max = 150) int mostLeaves,
            @ForAll @DoubleRange(min = 0, max = 1) double skew,
            @ForAll boolean levels,
            @ForAll @IntRange(max = 2) int kind) {
        int[] leaves = new SplittableRandom(seed).ints(trees, 1, mostLeaves + 1).toArray();
        Wish wish = new Wish(
                leaves,
                skew,
                levels,
                kind == 0 ? Precision.FLOAT : Precision.DOUBLE,
                kind == 2 ? Aggregation.MEAN_OF_PROBABILITIES : Aggregation.SUM_OF_LOG_ODDS);
        Forest forest = AnyForests.of(wish, seed);
        ForestScorer scorer = ForestScorer.of(forest);
        ForestScorer.Scratch scratch = scorer.newScratch();
        double[] rows = AnyForests.rows(wish, seed, 50);
        double[] batch = new double[50];
        scorer.score(rows, 50, batch, scratch);
        for (int i = 0; i < 50; i++) {
            double[] row = Arrays.copyOfRange(rows, i * AnyForests.FEATURES, (i + 1) * AnyForests.FEATURES);
            long plain = Double.doubleToRawLongBits(forest.score(row));
            assertThat(Double.doubleToRawLongBits(scorer.score(row, scratch))).isEqualTo(plain);
            assertThat(Double.doubleToRawLongBits(batch[i])).isEqualTo(plain);
        }
    }

    @Property
    void below_anyCutsAndNumber_countsTheSmallerCuts(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int count) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] cuts = random.doubles(count)
                .map(u -> spread(u, seed))
                .map(x -> x + 0.0)
                .sorted()
                .distinct()
                .toArray();
        CutSearch search = new CutSearch(cuts);
        for (int i = 0; i < 100; i++) {
            double cut = cuts[random.nextInt(cuts.length)];
            for (double x : new double[] {
                cut,
                Math.nextUp(cut),
                Math.nextDown(cut),
                spread(random.nextDouble(), seed),
                -0.0,
                1e308,
                -1e308,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY
            }) {
                assertThat(search.below(x))
                        .isEqualTo((int) Arrays.stream(cuts).filter(c -> c < x).count());
            }
        }
    }

    /** Numbers that lie even, in heaps, over all magnitudes, next to each other, or as far apart as there are. */
    private static double spread(double u, long seed) {
        return switch ((int) Math.floorMod(seed, 6L)) {
            case 0 -> u * 100;
            case 1 -> Math.rint(u * 20);
            case 2 -> StrictMath.exp(1400 * u - 700);
            case 3 -> Double.longBitsToDouble(Double.doubleToLongBits(1e10) + (long) (u * 1000));
            case 4 -> (u - 0.5) * Double.MAX_VALUE * 2;
            default -> (u - 0.5) * Double.MIN_VALUE * 1000;
        };
    }
}
