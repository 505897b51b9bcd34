package io.github.churnml.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.Progress;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.Growth;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/**
 * What boosting takes of time and memory where rows are many: 20 generated columns, 14 of numbers and 6 of levels, leaf-wise trees
 * of 31 leaves. Prints nanoseconds a row and tree, and the most that lived in the heap after a full collection while it was
 * trained, less what lived before. {@code benchmarks/training/rows} runs it.
 */
public final class MillionsOfRows {

    private static final int NUMBERS = 14;
    private static final int[] LEVELS = {2, 3, 5, 12, 40, 200};
    private static final double MEBIBYTE = 1 << 20;

    /** Largest use of the heap after a full collection. */
    private static final AtomicLong MOST = new AtomicLong();

    private MillionsOfRows() {}

    /**
     * Trains, and prints a line for each size.
     *
     * @param args {@code learner} or {@code pipeline}, the number of trees, and numbers of rows
     */
    @SuppressWarnings("SystemOut") // its output is what it is for
    public static void main(String[] args) {
        watchCollections();
        boolean pipeline = args[0].equals("pipeline");
        int trees = Integer.parseInt(args[1]);
        PrintStream out = System.out;
        for (int i = 2; i < args.length; i++) {
            int rows = Integer.parseInt(args[i]);
            out.println(pipeline ? ofPipeline(rows, trees) : ofLearner(rows, trees));
        }
    }

    private static String ofLearner(int rows, int trees) {
        double[][] columns = columns(rows);
        List<Feature> features = IntStream.range(0, columns.length)
                .mapToObj(j -> new Feature("c" + j, "c" + j, j < NUMBERS ? 0 : LEVELS[j - NUMBERS]))
                .toList();
        TrainingData data = TrainingData.of(new FeatureMatrix(features, columns, rows), labels(columns));
        Learner learner = learner(trees);
        learner.fit(data.select(IntStream.range(0, Math.min(rows, 100_000)).toArray()), 1, Progress.none());
        return measure("learner", rows, trees, () -> learner.fit(data, 1, Progress.none()));
    }

    private static String ofPipeline(int rows, int trees) {
        double[][] columns = columns(rows);
        List<Column> table = new ArrayList<>();
        table.add(CodedColumn.of("churned", ColumnType.CATEGORICAL, labels(columns), List.of("No", "Yes")));
        for (int j = 0; j < columns.length; j++) {
            double[] column = columns[j];
            table.add(
                    j < NUMBERS
                            ? NumericColumn.of("c" + j, ColumnType.NUMERIC, column)
                            : CodedColumn.of(
                                    "c" + j,
                                    ColumnType.CATEGORICAL,
                                    IntStream.range(0, rows)
                                            .map(i -> (int) column[i])
                                            .toArray(),
                                    IntStream.range(0, LEVELS[j - NUMBERS])
                                            .mapToObj(level -> "l" + level)
                                            .toList()));
            columns[j] = new double[0];
        }
        Dataset data = Dataset.of(table);
        ChurnPipeline pipeline = ChurnPipeline.builder()
                .target("churned", "Yes")
                .calibrate("none")
                .learner(learner(trees))
                .build();
        return measure("pipeline, judged and fitted again", rows, trees, () -> pipeline.fit(data));
    }

    private static Learner learner(int trees) {
        return HistogramGradientBoosting.builder()
                .growth(Growth.LEAF_WISE)
                .trees(trees)
                .maxLeaves(31)
                .maxDepth(64)
                .subsample(1)
                .columnsPerTree(1)
                .earlyStopping(false)
                .build();
    }

    private static double[][] columns(int rows) {
        double[][] columns = new double[NUMBERS + LEVELS.length][rows];
        IntStream.range(0, columns.length).parallel().forEach(j -> {
            SplittableRandom random = new SplittableRandom(j);
            for (int i = 0; i < rows; i++) {
                double u = random.nextDouble();
                columns[j][i] = j >= NUMBERS
                        ? (int) (u * LEVELS[j - NUMBERS])
                        : j % 2 == 0 ? Math.rint(1000 * u * u) / 10 : StrictMath.log(u / (1 - u));
            }
        });
        return columns;
    }

    /** Leavers by a law with an interaction; about a fourth of the rows. */
    private static int[] labels(double[][] columns) {
        int[] labels = new int[columns[0].length];
        SplittableRandom random = new SplittableRandom(99);
        for (int i = 0; i < labels.length; i++) {
            double logOdds = 0.4 * columns[1][i]
                    - 0.02 * columns[0][i]
                    + (columns[3][i] > 0 ? 0.4 * columns[5][i] : 0)
                    + 0.5 * (columns[NUMBERS + 1][i] - 2)
                    + 0.3 * StrictMath.sin(columns[NUMBERS + 4][i]);
            labels[i] = random.nextDouble() < 1 / (1 + StrictMath.exp(-logOdds)) ? 1 : 0;
        }
        return labels;
    }

    private static String measure(String what, int rows, int trees, Runnable work) {
        System.gc();
        long before = used();
        MOST.set(0);
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long clock = System.nanoTime();
        long processor = system.getProcessCpuTime();
        work.run();
        double seconds = (System.nanoTime() - clock) / 1e9;
        double busy = (system.getProcessCpuTime() - processor) / 1e9;
        return String.format(
                Locale.ROOT,
                "%s, %,d rows x %d, %d trees: %.2f s clock, %.2f s processor, %.1f ns of processor a row and tree;"
                        + " %.0f MiB before, at most %.0f more after a full collection, heap of %.0f",
                what,
                rows,
                NUMBERS + LEVELS.length,
                trees,
                seconds,
                busy,
                busy * 1e9 / rows / trees,
                before / MEBIBYTE,
                Math.max(0, MOST.get() - before) / MEBIBYTE,
                Runtime.getRuntime().totalMemory() / MEBIBYTE);
    }

    private static long used() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void watchCollections() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) -> {
                                GarbageCollectionNotificationInfo info = GarbageCollectionNotificationInfo.from(
                                        (CompositeData) notification.getUserData());
                                if (info.getGcAction().contains("major")) {
                                    long used = info.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                                            .filter(pool -> pool.getKey().matches(".*(Eden|Survivor|Tenured).*"))
                                            .mapToLong(pool -> pool.getValue().getUsed())
                                            .sum();
                                    MOST.accumulateAndGet(used, Math::max);
                                }
                            },
                            null,
                            null);
        }
    }
}
