package io.github.churnml;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.prepare.Imputing;
import io.github.churnml.prepare.Preparation;
import io.github.churnml.prepare.Target;
import io.github.churnml.prepare.TypedTable;
import io.github.churnml.resample.SmoteNc;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * The figures of {@code docs/benchmarks.md} that no command shows; a program, not a test: {@code Measurements csv FILE} or
 * {@code Measurements smote FILE TARGET}. Prints the first call and the least, median and largest of the later ones.
 */
public final class Measurements {

    private static final int CALLS = 15;

    private Measurements() {}

    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[1]);
        if (args[0].equals("csv")) {
            double megabytes = Files.size(file) / 1e6;
            print(
                    "Tables.readCsv, MB per second of the reading thread's processor time",
                    seconds(() -> Tables.readCsv(file)),
                    megabytes);
        } else {
            smote(file, args[2]);
        }
    }

    private static void smote(Path file, String name) throws Exception {
        Dataset data = Tables.readCsv(file);
        Target target = Target.find(data, name, null);
        int[] labels = target.labels(data);
        TypedTable table = new Preparation(
                        Cleaning.standard(), List.of(), Imputing.standard(), Set.of(target.column()), Map.of())
                .fit(data)
                .table(data);
        double[] wall = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            int rows = SmoteNc.standard().resample(table, labels, i).labels().length;
            wall[i] = (System.nanoTime() - start) / 1e9;
            if (rows <= labels.length) {
                throw new IOException("nothing was made");
            }
        }
        print("SmoteNc.resample, wall seconds", wall, Double.NaN);
    }

    private static double[] seconds(Callable<Dataset> work) throws Exception {
        double[] seconds = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.call();
            seconds[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
        }
        return seconds;
    }

    private static void print(String what, double[] seconds, double amount) {
        double[] figures = Arrays.stream(seconds)
                .map(second -> Double.isNaN(amount) ? second : amount / second)
                .toArray();
        double[] later = Arrays.copyOfRange(figures, 5, figures.length);
        Arrays.sort(later);
        System.out.printf(
                Locale.ROOT,
                "%s: first %.3f, then %.3f / %.3f / %.3f%n",
                what,
                figures[0],
                later[0],
                later[later.length / 2],
                later[later.length - 1]);
    }
}
