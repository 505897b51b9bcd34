package io.github.churnml.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Labels and scores for tests, with the changes that measures are expected to withstand. */
record Rows(int[] labels, double[] scores) {

    /** Up to 60 rows on a grid of 21 probabilities, so that ties and both ends occur. */
    static Arbitrary<Rows> any() {
        Arbitrary<int[]> row = Combinators.combine(
                        Arbitraries.integers().between(0, 1),
                        Arbitraries.integers().between(0, 20))
                .as((label, step) -> new int[] {label, step});
        return row.list()
                .ofMinSize(1)
                .ofMaxSize(60)
                .map(rows -> new Rows(
                        rows.stream().mapToInt(r -> r[0]).toArray(),
                        rows.stream().mapToDouble(r -> r[1] / 20.0).toArray()));
    }

    static Arbitrary<Rows> withBothClasses() {
        return any().filter(rows -> IntStream.of(rows.labels).distinct().count() == 2);
    }

    /** Churners a little above stayers, on a grid of hundredths. */
    static Rows simulated(int count, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] labels = new int[count];
        double[] scores = new double[count];
        for (int i = 0; i < count; i++) {
            double score = (random.nextInt(101) + random.nextInt(101)) / 2 / 100.0;
            labels[i] = random.nextDouble() < score ? 1 : 0;
            scores[i] = score;
        }
        return new Rows(labels, scores);
    }

    Rows mapScores(DoubleUnaryOperator change) {
        return new Rows(labels, DoubleStream.of(scores).map(change).toArray());
    }

    Rows shuffled(long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, labels.length).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        return pick(order.stream().mapToInt(i -> i).toArray());
    }

    /** Each row as often as its weight says. */
    Rows repeated(int[] times) {
        return pick(IntStream.range(0, labels.length)
                .flatMap(i -> IntStream.generate(() -> i).limit(times[i]))
                .toArray());
    }

    Rows pick(int[] rows) {
        return new Rows(
                IntStream.of(rows).map(i -> labels[i]).toArray(),
                IntStream.of(rows).mapToDouble(i -> scores[i]).toArray());
    }

    int count() {
        return labels.length;
    }

    int churners() {
        return IntStream.of(labels).sum();
    }
}
