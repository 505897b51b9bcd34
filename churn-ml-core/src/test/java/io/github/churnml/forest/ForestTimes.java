package io.github.churnml.forest;

import io.github.churnml.forest.GrownForests.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * How long a row takes by plain traversal and by the compiled scorer, one row at a time and in a batch, on one thread; a
 * program, not a test. Prints the least, median and largest nanoseconds per row over repetitions that take turns.
 */
public final class ForestTimes {

    private static final int ROWS = 10_000;
    private static final int WARM = 15;
    private static final int TIMED = 15;

    private static final List<Shape> SHAPES = List.of(
            boosted("200 x 64 leaves, 250 bins", 200, 64, 99, 250, Precision.FLOAT),
            boosted("200 x 64 leaves, 250 bins, double", 200, 64, 99, 250, Precision.DOUBLE),
            boosted("200 x 64 leaves, any threshold", 200, 64, 99, 0, Precision.DOUBLE),
            boosted("500 x 8 leaves, any threshold", 500, 8, 99, 0, Precision.DOUBLE),
            boosted("100 x depth 6, 250 bins", 100, 64, 6, 250, Precision.FLOAT),
            new Shape(
                    "forest 100 x 1000 leaves", 100, 1000, 99, 0, Precision.DOUBLE, Aggregation.MEAN_OF_PROBABILITIES));

    private ForestTimes() {}

    private static Shape boosted(String name, int trees, int leaves, int depth, int bins, Precision precision) {
        return new Shape(name, trees, leaves, depth, bins, precision, Aggregation.SUM_OF_LOG_ODDS);
    }

    /** Times all shapes, or those whose name contains the first argument. */
    public static void main(String[] args) {
        for (Shape shape : SHAPES) {
            if (args.length == 0 || shape.name().contains(args[0])) {
                time(shape);
            }
        }
    }

    private static void time(Shape shape) {
        Forest forest = GrownForests.of(shape, 1);
        long start = System.nanoTime();
        ForestScorer scorer = ForestScorer.of(forest);
        long first = System.nanoTime() - start;
        long[] compiling = new long[9];
        for (int i = 0; i < compiling.length; i++) {
            start = System.nanoTime();
            scorer = ForestScorer.of(forest);
            compiling[i] = System.nanoTime() - start;
        }
        Arrays.sort(compiling);
        print("%n%s%n  %s%n", shape.name(), scorer.describe());
        print(
                "  compiled in %.1f ms at first, %.1f ms warm (median); %,d bytes of tables%n",
                first / 1e6, compiling[compiling.length / 2] / 1e6, scorer.bytes());
        rows(forest, scorer);
    }

    private static void rows(Forest forest, ForestScorer scorer) {
        double[] flat = GrownForests.rows(ROWS, 2);
        double[][] rows = new double[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            rows[i] = Arrays.copyOfRange(flat, i * forest.features(), (i + 1) * forest.features());
        }
        double[] plain = new double[ROWS];
        double[] single = new double[ROWS];
        double[] batch = new double[ROWS];
        ForestScorer.Scratch scratch = scorer.newScratch();
        List<String> names = List.of("plain traversal", "compiled, single row", "compiled, batch");
        List<Runnable> ways = List.of(
                () -> each(i -> plain[i] = forest.score(rows[i])),
                () -> each(i -> single[i] = scorer.score(rows[i], scratch)),
                () -> scorer.score(flat, ROWS, batch, scratch));
        long[][] times = new long[ways.size()][TIMED];
        for (int repetition = -WARM; repetition < TIMED; repetition++) {
            for (int way = 0; way < ways.size(); way++) {
                long start = System.nanoTime();
                ways.get(way).run();
                times[way][Math.max(0, repetition)] = System.nanoTime() - start;
            }
        }
        if (!Arrays.equals(plain, single) || !Arrays.equals(plain, batch)) {
            throw new IllegalStateException("the ways do not agree");
        }
        for (int way = 0; way < ways.size(); way++) {
            print(names.get(way), times[way], times[0]);
        }
    }

    private static void each(IntConsumer row) {
        for (int i = 0; i < ROWS; i++) {
            row.accept(i);
        }
    }

    private static void print(String name, long[] times, long[] plain) {
        Arrays.sort(times);
        print(
                "  %-22s %,7d  %,7d  %,7d ns/row  %5.1f x%n",
                name,
                times[0] / ROWS,
                times[TIMED / 2] / ROWS,
                times[TIMED - 1] / ROWS,
                (double) plain[TIMED / 2] / times[TIMED / 2]);
    }

    private static void print(String format, Object... arguments) {
        System.out.print(String.format(Locale.ROOT, format, arguments));
    }
}
