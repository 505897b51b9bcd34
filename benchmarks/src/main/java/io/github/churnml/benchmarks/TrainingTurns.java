package io.github.churnml.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.churnml.data.Progress;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.Growth;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.predictor.Kernel;
import io.github.churnml.predictor.LogOdds;
import io.github.churnml.predictor.Predictor;
import io.github.churnml.prepare.FeatureMatrix;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Our turns in {@code benchmarks/training/run}: reads a request a line, {@code fit|bag TABLE TEST TREES LEAVES ANSWERS}, and
 * answers each with a line: seconds on the clock and seconds of processor time, of training alone, binning included. The
 * probabilities of the rows of TEST are written into ANSWERS afterwards, untimed. {@code bag} fits eight times, each time
 * without every eighth row, and averages the probabilities.
 */
final class TrainingTurns {

    private static final int FOLDS = 8;

    private final Path folder;
    private String name = "";
    private TrainingData table = TrainingData.of(new FeatureMatrix(List.of(), new double[0][], 0), new int[0]);

    private TrainingTurns(Path folder) {
        this.folder = folder;
    }

    /** Takes the folder of the tables. */
    public static void main(String[] arguments) throws IOException {
        TrainingTurns turns = new TrainingTurns(Path.of(arguments[0]));
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            System.out.println(turns.answer(request.split(" ")));
        }
    }

    private String answer(String[] request) throws IOException {
        if (!request[1].equals(name)) {
            table = WheelTable.read(folder, request[1]);
            name = request[1];
        }
        Learner learner = learner(Integer.parseInt(request[3]), Integer.parseInt(request[4]));
        TrainingData[] parts = request[0].equals("bag") ? folds() : new TrainingData[] {table};
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long clock = System.nanoTime();
        long processor = system.getProcessCpuTime();
        List<Predictor> predictors = IntStream.range(0, parts.length)
                .parallel()
                .mapToObj(i -> learner.fit(parts[i], 1, Progress.none()).predictor())
                .toList();
        double seconds = (System.nanoTime() - clock) / 1e9;
        double busy = (system.getProcessCpuTime() - processor) / 1e9;
        WheelTable.write(Path.of(request[5]), probabilities(predictors, WheelTable.read(folder, request[2])));
        return String.format(Locale.ROOT, "%.4f %.4f", seconds, busy);
    }

    /** The settings that {@code run.py} gives the wheels. */
    private static Learner learner(int trees, int leaves) {
        return HistogramGradientBoosting.builder()
                .growth(Growth.LEAF_WISE)
                .trees(trees)
                .maxLeaves(leaves)
                .maxDepth(64)
                .learningRate(0.1)
                .minLeafRows(20)
                .minChildWeight(1e-3)
                .l2(1)
                .subsample(1)
                .columnsPerTree(1)
                .earlyStopping(false)
                .build();
    }

    private TrainingData[] folds() {
        return IntStream.range(0, FOLDS)
                .mapToObj(fold -> table.select(IntStream.range(0, table.rows())
                        .filter(i -> i % FOLDS != fold)
                        .toArray()))
                .toArray(TrainingData[]::new);
    }

    private static double[] probabilities(List<Predictor> predictors, TrainingData test) {
        double[] means = new double[test.rows()];
        double[] row = new double[test.features().columns().length];
        for (Predictor predictor : predictors) {
            Kernel kernel = predictor.kernel();
            for (int i = 0; i < means.length; i++) {
                test.features().row(i, row);
                means[i] += LogOdds.toProbability(kernel.logOdds(row)) / predictors.size();
            }
        }
        return means;
    }
}
