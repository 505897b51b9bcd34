package io.github.churnml.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.churnml.forest.AnyForests.Wish;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForestScorerTest {

    private static final int ROWS = 10_000;

    static Stream<Wish> wishes() {
        List<int[]> shapes = new ArrayList<>();
        for (int leaves : new int[] {1, 2, 3, 5, 8, 9, 16, 31, 32, 33, 63, 64, 65, 200}) {
            shapes.add(IntStream.range(0, 13).map(tree -> leaves).toArray());
        }
        shapes.add(new int[] {1000, 1000, 1000});
        shapes.add(new int[] {1, 2, 64, 1, 33, 7, 64, 2, 1});
        shapes.add(new int[] {1, 2, 64, 1, 1000, 7, 65, 2, 1, 300, 3, 1});
        shapes.add(new int[] {});
        shapes.add(IntStream.range(0, 150).map(tree -> 1 + tree % 6).toArray());
        return shapes.stream()
                .flatMap(leaves -> Stream.of(
                        new Wish(leaves, 0.2, true, Precision.DOUBLE, Aggregation.SUM_OF_LOG_ODDS),
                        new Wish(leaves, 0.2, true, Precision.FLOAT, Aggregation.SUM_OF_LOG_ODDS),
                        new Wish(leaves, 0.2, false, Precision.FLOAT, Aggregation.SUM_OF_LOG_ODDS),
                        new Wish(leaves, 1, false, Precision.DOUBLE, Aggregation.MEAN_OF_PROBABILITIES)));
    }

    @ParameterizedTest
    @MethodSource("wishes")
    void score_anyShapeAndRow_hasTheBitsOfThePlainTraversal(Wish wish) {
        long seed = Arrays.hashCode(wish.leaves());
        Forest forest = AnyForests.of(wish, seed);
        double[] rows = AnyForests.rows(wish, seed, ROWS);
        check(forest, rows, ROWS);
    }

    /** Leaves hold digits of a number that the sum spells, a few trees at a time: equal sums mean equal leaves. */
    @ParameterizedTest
    @MethodSource("wishes")
    void score_leavesThatSpellANumber_reachesTheLeafOfEveryTree(Wish wish) {
        if (wish.aggregation() == Aggregation.MEAN_OF_PROBABILITIES) {
            return;
        }
        long seed = Arrays.hashCode(wish.leaves());
        double[] rows = AnyForests.rows(wish, seed, 1000);
        double most = wish.precision() == Precision.FLOAT ? 1 << 22 : 1L << 50;
        for (int from = 0; from < wish.leaves().length; ) {
            double[] unit = new double[wish.leaves().length];
            double size = 1;
            int to = from;
            while (to < unit.length && (to == from || size * wish.leaves()[to] <= most)) {
                unit[to] = size;
                size *= wish.leaves()[to++];
            }
            check(AnyForests.of(wish, seed, new Digits(unit)), rows, 1000);
            from = to;
        }
    }

    private static final class Digits implements IntToDoubleFunction {
        private final double[] unit;
        private final int[] next;

        Digits(double[] unit) {
            this.unit = unit;
            next = new int[unit.length];
        }

        @Override
        public double applyAsDouble(int tree) {
            return unit[tree] * next[tree]++;
        }
    }

    private static ForestScorer check(Forest forest, double[] rows, int count) {
        ForestScorer scorer = ForestScorer.of(forest);
        ForestScorer.Scratch scratch = scorer.newScratch();
        long[] plain = new long[count];
        long[] single = new long[count];
        for (int i = 0; i < count; i++) {
            double[] row = Arrays.copyOfRange(rows, i * forest.features(), (i + 1) * forest.features());
            plain[i] = Double.doubleToRawLongBits(forest.score(row));
            single[i] = Double.doubleToRawLongBits(scorer.score(row, scratch));
        }
        assertThat(single).as(scorer.describe()).isEqualTo(plain);
        for (int size : new int[] {count, 1, 3, 7, 131}) {
            double[] into = new double[size + 1];
            into[size] = 77;
            scorer.score(rows, size, into, scratch);
            long[] batch = Arrays.stream(into, 0, size)
                    .mapToLong(Double::doubleToRawLongBits)
                    .toArray();
            assertThat(batch).as(scorer.describe()).isEqualTo(Arrays.copyOf(plain, size));
            assertThat(into[size]).isEqualTo(77);
        }
        return scorer;
    }

    @Test
    void of_smallTrees_areDecidedByMasksAlone() {
        Wish wish = wish(40, 64, false);
        ForestScorer scorer = ForestScorer.of(AnyForests.of(wish, 5));
        assertThat(scorer.describe()).startsWith("masks: 40 trees, 7 features").doesNotContain("walks");
        assertThat(scorer.features()).isEqualTo(7);
    }

    @Test
    void of_largeTrees_areWalkedBelowTheirMasks() {
        ForestScorer scorer = ForestScorer.of(AnyForests.of(wish(3, 1000, true), 5));
        assertThat(scorer.describe()).contains("rows of", "then walks of");
    }

    @Test
    void of_moreThresholdsThanTablesHold_takesTreesInRuns() {
        Forest forest = balanced(400, 12);
        ForestScorer scorer =
                check(forest, new SplittableRandom(1).doubles(200 * 12).toArray(), 200);
        assertThat(scorer.describe().split("look-ups")).hasSizeGreaterThan(3);
        assertThat(scorer.bytes()).isLessThan(ForestScorer.MOST_BYTES + 40L * forest.nodes());
    }

    @Test
    void of_moreThresholdsThanRunsHold_walksFromTheRoots() {
        Forest forest = balanced(2500, 40);
        ForestScorer scorer =
                check(forest, new SplittableRandom(1).doubles(140 * 40).toArray(), 140);
        assertThat(scorer.describe()).contains("1 look-ups in 1 rows", "then walks of");
        assertThat(scorer.bytes()).isLessThan(40L * forest.nodes());
    }

    @Test
    void of_manyRunsThatEachNeedEveryCell_keepsAllTablesBounded() {
        Forest forest = balanced(2500, 3);
        ForestScorer scorer =
                check(forest, new SplittableRandom(1).doubles(140 * 3).toArray(), 140);
        assertThat(scorer.bytes()).isLessThan(ForestScorer.MOST_BYTES + 40L * forest.nodes());
    }

    /** Trees of 64 leaves, no threshold twice. */
    private static Forest balanced(int trees, int features) {
        ForestBuilder builder = new ForestBuilder(features, 0);
        SplittableRandom random = new SplittableRandom(3);
        for (int tree = 0; tree < trees; tree++) {
            builder.startTree();
            grow(builder, random, features, 6);
        }
        return builder.build();
    }

    private static int grow(ForestBuilder builder, SplittableRandom random, int features, int depth) {
        if (depth == 0) {
            return builder.leaf(random.nextDouble() - 0.5, 1);
        }
        int node = builder.splitAt(random.nextInt(features), random.nextDouble(), random.nextBoolean(), 1, 1);
        int left = grow(builder, random, features, depth - 1);
        int right = grow(builder, random, features, depth - 1);
        builder.children(node, left, right);
        return node;
    }

    @Test
    void of_moreFeaturesThanARowMeets_walksPlainly() {
        ForestBuilder builder = new ForestBuilder(2000, 0);
        builder.startTree();
        int node = builder.splitAt(0, 0.5, false, 1, 1);
        for (int feature = 1; feature < 2000; feature++) {
            int leaf = builder.leaf(feature, 1);
            int next = builder.splitAt(feature, 0.5, false, 1, 1);
            builder.children(node, leaf, next);
            node = next;
        }
        builder.children(node, builder.leaf(2000, 1), builder.leaf(2001, 1));
        ForestScorer scorer = check(
                builder.build(), new SplittableRandom(1).doubles(2000 * 150).toArray(), 150);
        assertThat(scorer.describe()).isEqualTo("plain traversal");
        assertThat(scorer.bytes()).isZero();
    }

    @Test
    void of_aChainOfAHundredThousand_isScored() {
        ForestBuilder builder = new ForestBuilder(1, 0);
        builder.startTree();
        int node = builder.splitAt(0, 0, true, 1, 1);
        for (int depth = 1; depth < 100_000; depth++) {
            int next = builder.splitAt(0, depth, depth % 2 == 0, 1, 1);
            builder.children(node, builder.leaf(depth, 1), next);
            node = next;
        }
        builder.children(node, builder.leaf(-1, 1), builder.leaf(-2, 1));
        double[] rows = new SplittableRandom(2).doubles(200, -10, 100_010).toArray();
        rows[0] = Double.NaN;
        rows[1] = Double.POSITIVE_INFINITY;
        check(builder.build(), rows, 200);
    }

    @Test
    void of_levelSetsOfAMillionCodes_areNotSpreadOut() {
        ForestBuilder builder = new ForestBuilder(1, 0);
        int[] codes = IntStream.range(0, ForestBuilder.MOST_LEVELS)
                .filter(code -> code % 3 != 0)
                .toArray();
        for (int tree = 0; tree < 3; tree++) {
            builder.startTree();
            int node = builder.splitOn(0, codes, false, 1, 1);
            builder.children(node, builder.leaf(1 + tree, 1), builder.leaf(2, 1));
        }
        double[] rows = IntStream.range(0, 200).mapToDouble(i -> i - 3).toArray();
        ForestScorer scorer = check(builder.build(), rows, 200);
        assertThat(scorer.describe()).isEqualTo("plain traversal");
    }

    @Test
    void of_oneTreeOfManyLeavesAmongManyOfOne_keepsItsTablesBounded() {
        ForestBuilder builder = new ForestBuilder(1, 0);
        SplittableRandom random = new SplittableRandom(4);
        builder.startTree();
        int node = builder.splitAt(0, 0, true, 1, 1);
        for (int depth = 1; depth < 60; depth++) {
            int next = builder.splitAt(0, depth, false, 1, 1);
            builder.children(node, builder.leaf(depth, 1), next);
            node = next;
        }
        builder.children(node, builder.leaf(-1, 1), builder.leaf(-2, 1));
        for (int tree = 0; tree < 100_000; tree++) {
            builder.startTree();
            builder.leaf(random.nextDouble(), 1);
        }
        ForestScorer scorer = check(builder.build(), random.doubles(140, -1, 70).toArray(), 140);
        assertThat(scorer.bytes()).isLessThan(ForestScorer.MOST_BYTES);
    }

    @Test
    void score_anyNumberOfRows_allocatesNothing() {
        for (int leaves : new int[] {30, 64, 300}) {
            Wish wish = wish(20, leaves, true);
            ForestScorer scorer = ForestScorer.of(AnyForests.of(wish, 9));
            ForestScorer.Scratch scratch = scorer.newScratch();
            double[] rows = AnyForests.rows(wish, 9, 1000);
            double[] row = Arrays.copyOf(rows, AnyForests.FEATURES);
            double[] into = new double[1000];
            scorer.score(rows, 1000, into, scratch);
            scorer.score(row, scratch);
            var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            threads.getCurrentThreadAllocatedBytes();
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 20; i++) {
                scorer.score(rows, 1000, into, scratch);
                for (int k = 0; k < 100; k++) {
                    scorer.score(row, scratch);
                }
            }
            assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(2000);
        }
    }

    @Test
    void score_manyThreads_giveTheSameBits() {
        Wish wish = wish(30, 64, true);
        Forest forest = AnyForests.of(wish, 11);
        ForestScorer scorer = ForestScorer.of(forest);
        double[] rows = AnyForests.rows(wish, 11, 2000);
        double[] expected = new double[2000];
        scorer.score(rows, 2000, expected, scorer.newScratch());
        List<double[]> found = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> {
                    double[] into = new double[2000];
                    scorer.score(rows, 2000, into, scorer.newScratch());
                    return into;
                })
                .toList();
        assertThat(found).allSatisfy(into -> assertThat(into).isEqualTo(expected));
    }

    @Test
    void score_arraysOfOtherLengths_areRefused() {
        for (ForestScorer scorer : List.of(
                ForestScorer.of(AnyForests.of(wish(3, 8, true), 1)),
                ForestScorer.plain(AnyForests.of(wish(3, 8, true), 1)))) {
            ForestScorer.Scratch scratch = scorer.newScratch();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scorer.score(new double[6], scratch))
                    .withMessage("a row of 6 values for 7 features");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scorer.score(new double[13], 2, new double[2], scratch))
                    .withMessage("2 rows of 7 features in 13 numbers, into 2");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scorer.score(new double[14], 2, new double[1], scratch));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scorer.score(new double[14], -1, new double[1], scratch));
        }
    }

    private static Wish wish(int trees, int leaves, boolean levels) {
        int[] all = new int[trees];
        Arrays.fill(all, leaves);
        return new Wish(all, 0.1, levels, Precision.DOUBLE, Aggregation.SUM_OF_LOG_ODDS);
    }
}
