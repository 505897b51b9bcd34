package io.github.churnml.benchmarks;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Learners;
import io.github.churnml.metrics.ExpectedCalibrationError;
import io.github.churnml.metrics.LogLoss;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.prepare.Target;
import io.github.churnml.resample.Resampler;
import io.github.churnml.resample.SmoteNc;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How far probabilities of the default pipeline are from observed rates, with and without its calibrator, with and without
 * SMOTE-NC: the whole pipeline is fitted without each of 5 folds, and the folds' probabilities are judged together.
 *
 * <p>{@code benchmarks/calibration/run FILE TARGET} runs it.
 */
public final class CalibrationFigures {

    private static final int FOLDS = 5;
    private static final int DRAWS = 200;

    private CalibrationFigures() {}

    /**
     * Prints a line for each learner, way to balance and seed.
     *
     * @param args the table's file and the target's column; then a learner's name, and seeds
     */
    @SuppressWarnings("SystemOut") // its output is what it is for
    public static void main(String[] args) {
        Dataset table = Tables.readCsv(Path.of(args[0]));
        Target target = Target.find(table, args[1], null, List.of());
        int[] all = target.labels(table);
        Dataset data = table.select(
                IntStream.range(0, all.length).filter(i -> all[i] >= 0).toArray());
        List<String> learners = args.length > 2 ? List.of(args[2]) : List.of("auto", "boosting");
        long[] seeds = args.length > 3
                ? Arrays.stream(args).skip(3).mapToLong(Long::parseLong).toArray()
                : new long[] {42};
        PrintStream out = System.out;
        for (String name : learners) {
            Learner learner = Learners.byName(name, Settings.of(Map.of(), Blame.configuration(null)));
            for (Resampler balance : List.of(Resampler.none(), SmoteNc.standard())) {
                for (long seed : seeds) {
                    ChurnPipeline pipeline = ChurnPipeline.builder()
                            .target(target.column(), target.positive(), target.negatives())
                            .learner(learner)
                            .balance(balance)
                            .seed(seed)
                            .build();
                    out.println(judge(pipeline, data, target.labels(data)));
                }
            }
        }
    }

    private static String judge(ChurnPipeline pipeline, Dataset data, int[] labels) {
        double[] before = new double[labels.length];
        double[] after = new double[labels.length];
        Map<String, Integer> kinds = new TreeMap<>();
        double ranked = 0;
        for (Division fold : RowGroups.none().folds(labels, FOLDS, pipeline.seed())) {
            ChurnModel model = pipeline.fit(data.select(fold.train()));
            kinds.merge(model.decisionRule().calibrator().kind(), 1, Integer::sum);
            Dataset unseen = data.select(fold.test());
            double[] plain = model.uncalibrated().scorer().score(unseen).probabilities();
            double[] calibrated = model.scorer().score(unseen).probabilities();
            int[] outcomes = IntStream.of(fold.test()).map(row -> labels[row]).toArray();
            ranked += RocAuc.of(outcomes, calibrated) / FOLDS;
            for (int i = 0; i < outcomes.length; i++) {
                before[fold.test()[i]] = plain[i];
                after[fold.test()[i]] = calibrated[i];
            }
        }
        return String.format(
                Locale.ROOT,
                "%-8s  %-8s  seed %d  ECE %.4f -> %.4f (if true %.4f)  log loss %.4f -> %.4f  ROC-AUC %.4f  %s",
                pipeline.learner().name(),
                pipeline.balance().name(),
                pipeline.seed(),
                ExpectedCalibrationError.of(labels, before),
                ExpectedCalibrationError.of(labels, after),
                ifTrue(after, pipeline.seed()),
                LogLoss.of(labels, before),
                LogLoss.of(labels, after),
                ranked,
                kinds);
    }

    /** The mean error that is measured where outcomes are drawn by the probabilities themselves. */
    private static double ifTrue(double[] probabilities, long seed) {
        Random random = new Random(seed);
        double sum = 0;
        for (int draw = 0; draw < DRAWS; draw++) {
            int[] drawn = Arrays.stream(probabilities)
                    .mapToInt(p -> random.nextDouble() < p ? 1 : 0)
                    .toArray();
            sum += ExpectedCalibrationError.of(drawn, probabilities);
        }
        return sum / DRAWS;
    }
}
