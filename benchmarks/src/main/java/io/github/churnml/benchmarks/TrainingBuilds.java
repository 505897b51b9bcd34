package io.github.churnml.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.churnml.data.Progress;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.Growth;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Two builds of core that train on the same rows in turn, in one process, so that both meet the same moods of the machine: for
 * {@code benchmarks/training/builds}. Each has a class loader of its own.
 */
public final class TrainingBuilds {

    private static final int WARM_UPS = 3;

    private TrainingBuilds() {}

    /** Folder of tables, table, trees, leaves (0: all but the trees as by default), subsample, turns, and a class path for each build. */
    @SuppressWarnings("SystemOut") // its output is what it is for
    public static void main(String[] args) throws Exception {
        int turns = Integer.parseInt(args[5]);
        List<Runnable> builds = new ArrayList<>();
        for (String classPath : List.of(args).subList(6, args.length)) {
            builds.add(build(classPath, args));
        }
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double[][][] seconds = new double[2][builds.size()][turns];
        for (int turn = -WARM_UPS; turn < turns; turn++) {
            for (int i = 0; i < builds.size(); i++) {
                int build = turn % 2 == 0 ? i : builds.size() - 1 - i;
                long clock = System.nanoTime();
                long processor = system.getProcessCpuTime();
                builds.get(build).run();
                if (turn >= 0) {
                    seconds[0][build][turn] = (System.nanoTime() - clock) / 1e9;
                    seconds[1][build][turn] = (system.getProcessCpuTime() - processor) / 1e9;
                }
            }
        }
        System.out.printf(
                "%s, %s trees, leaves %s, subsample %s, %d turns%n", args[1], args[2], args[3], args[4], turns);
        for (int build = 0; build < builds.size(); build++) {
            System.out.printf(
                    "  %-8s clock s %s, processor s %s; of the first: clock %s, processor %s%n",
                    build == 0 ? "before" : "after",
                    spread(seconds[0][build]),
                    spread(seconds[1][build]),
                    spread(ratios(seconds[0][build], seconds[0][0])),
                    spread(ratios(seconds[1][build], seconds[1][0])));
        }
    }

    private static Runnable build(String classPath, String[] args) throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : classPath.split(":")) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        @SuppressWarnings("resource") // as long as the process
        URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        return (Runnable) loader.loadClass(Fit.class.getName())
                .getConstructor(Path.class, String.class, int.class, int.class, double.class)
                .newInstance(
                        Path.of(args[0]),
                        args[1],
                        Integer.parseInt(args[2]),
                        Integer.parseInt(args[3]),
                        Double.parseDouble(args[4]));
    }

    private static double[] ratios(double[] of, double[] first) {
        double[] ratios = new double[of.length];
        Arrays.setAll(ratios, turn -> of[turn] / first[turn]);
        return ratios;
    }

    /** Median (quarter to three quarters). */
    private static String spread(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return String.format(
                Locale.ROOT, "%.3f (%.3f-%.3f)", sorted[(last + 1) / 2], sorted[last / 4], sorted[last - last / 4]);
    }

    /** Trains once; made by the class loader of its build. */
    public static final class Fit implements Runnable {

        private final TrainingData table;
        private final Learner learner;

        /** Reads the table. */
        public Fit(Path folder, String table, int trees, int leaves, double subsample) throws IOException {
            this.table = WheelTable.read(folder, table);
            this.learner = leaves == 0
                    ? HistogramGradientBoosting.builder().trees(trees).build()
                    : HistogramGradientBoosting.builder()
                            .growth(Growth.LEAF_WISE)
                            .trees(trees)
                            .maxLeaves(leaves)
                            .maxDepth(64)
                            .learningRate(0.1)
                            .minChildWeight(1e-3)
                            .subsample(subsample)
                            .columnsPerTree(1)
                            .earlyStopping(false)
                            .build();
        }

        @Override
        public void run() {
            learner.fit(table, 1, Progress.none());
        }
    }
}
