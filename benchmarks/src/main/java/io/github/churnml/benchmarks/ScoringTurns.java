package io.github.churnml.benchmarks;

import io.github.churnml.forest.Forest;
import io.github.churnml.forest.TreeShap;
import io.github.churnml.forest.foreign.ForeignForest;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.predictor.Kernel;
import io.github.churnml.predictor.LogOdds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The turns of what runs in Java in {@code benchmarks/scoring-wheels/run}: reads a request a line and answers it with one.
 * {@code open NAME KIND MODEL} makes a scorer (kinds: {@code churn-ml}, {@code onnx}, or the class of a {@link RowScorer});
 * {@code check NAME FILE} and {@code reasons NAME FILE} write what it says of every row; {@code batch NAME SECONDS}, {@code one
 * NAME SECONDS} and {@code explain NAME SECONDS} answer with the nanoseconds a row took.
 */
public final class ScoringTurns {

    /** Scores the rows that it was made with; for one thread. Rivals in Java are made of it by the run. */
    public interface RowScorer {

        /** The probability of one row. */
        double one(int row);

        /** The probabilities of all rows. */
        void batch(double[] into);
    }

    private final double[][] rows;
    private final double[] answers;
    private final Map<String, RowScorer> scorers = new TreeMap<>();
    private final Map<String, TreeShap> explainers = new TreeMap<>();
    /** Whatever is worked out is added up here, so that no work can be left out. */
    private double sum;

    private ScoringTurns(double[][] rows) {
        this.rows = rows;
        answers = new double[rows.length];
    }

    /** Takes the folder of the tables and the name of the one that is scored. */
    public static void main(String[] arguments) throws Exception {
        double[][] columns =
                WheelTable.read(Path.of(arguments[0]), arguments[1]).features().columns();
        double[][] rows = new double[columns[0].length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                rows[i][j] = columns[j][i];
            }
        }
        ScoringTurns turns = new ScoringTurns(rows);
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            try {
                System.out.println(turns.answer(request.split(" ")));
            } catch (Exception | LinkageError e) {
                System.out.println("failed: " + e);
            }
        }
    }

    private String answer(String[] request) throws Exception {
        String name = request[1];
        switch (request[0]) {
            case "open" -> open(name, request[2], Path.of(request[3]));
            case "check" -> check(opened(scorers, name), Path.of(request[2]));
            case "reasons" -> reasons(opened(explainers, name), Path.of(request[2]), Integer.parseInt(request[3]));
            default -> {
                return String.format(
                        Locale.ROOT, "%.2f", time(request[0], name, (long) (Double.parseDouble(request[2]) * 1e9)));
            }
        }
        return "done";
    }

    private void open(String name, String kind, Path model) throws Exception {
        switch (kind) {
            case "churn-ml" -> {
                Forest forest = ForeignForest.read(model).forest();
                scorers.put(name, new Ours(forest, rows));
                explainers.put(name, TreeShap.of(forest));
            }
            case "onnx" ->
                scorers.put(name, new OnnxRows(ForeignForest.read(model).forest(), rows));
            default ->
                scorers.put(name, (RowScorer) Class.forName(kind)
                        .getDeclaredConstructor(double[][].class, String.class)
                        .newInstance(rows, model.toString()));
        }
    }

    private void check(RowScorer scorer, Path file) throws IOException {
        scorer.batch(answers);
        for (int i = 0; i < rows.length; i++) {
            if (!(Math.abs(scorer.one(i) - answers[i]) <= 1e-6)) {
                throw new IllegalStateException(
                        "row " + i + ": " + scorer.one(i) + " alone, " + answers[i] + " in a batch");
            }
        }
        WheelTable.write(file, answers);
    }

    private void reasons(TreeShap shap, Path file, int count) throws IOException {
        int features = rows[0].length;
        double[] all = new double[count * (features + 1)];
        for (int i = 0; i < count; i++) {
            System.arraycopy(shap.contributions(rows[i]), 0, all, i * (features + 1), features);
            all[i * (features + 1) + features] = shap.baseValue();
        }
        WheelTable.write(file, all);
    }

    /** Nanoseconds a row, over as many passes as fit into a time. */
    private static <T> T opened(Map<String, T> all, String name) {
        T there = all.get(name);
        if (there == null) {
            throw new IllegalStateException(name + " was not opened");
        }
        return there;
    }

    private double time(String what, String name, long nanos) {
        long start = System.nanoTime();
        long done = 0;
        long end = start;
        for (int row = 0; end - start < nanos; end = System.nanoTime()) {
            switch (what) {
                case "batch" -> {
                    opened(scorers, name).batch(answers);
                    sum += answers[row];
                    done += rows.length;
                }
                case "one" -> {
                    RowScorer scorer = opened(scorers, name);
                    for (int i = 0; i < 500; i++, row = (row + 1) % rows.length) {
                        sum += scorer.one(row);
                    }
                    done += 500;
                }
                case "explain" -> {
                    TreeShap shap = opened(explainers, name);
                    TreeShap.Work work = shap.newWork();
                    double[] into = new double[rows[0].length];
                    for (int i = 0; i < 50; i++, row = (row + 1) % rows.length) {
                        shap.contributions(rows[row], into, work);
                        sum += into[0];
                    }
                    done += 50;
                }
                default -> throw new IllegalArgumentException(what);
            }
        }
        if (Double.isNaN(sum)) {
            throw new IllegalStateException("a score is not a number");
        }
        return (end - start) / (double) done;
    }

    private static final class Ours implements RowScorer {

        private final Kernel kernel;
        private final double[][] rows;
        private final double[] flat;

        Ours(Forest forest, double[][] rows) {
            ForestPredictor predictor = new ForestPredictor(forest);
            predictor.scorer();
            kernel = predictor.kernel();
            this.rows = rows;
            flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        }

        @Override
        public double one(int row) {
            return LogOdds.toProbability(kernel.logOdds(rows[row]));
        }

        @Override
        public void batch(double[] into) {
            kernel.logOdds(flat, rows.length, into);
            for (int i = 0; i < into.length; i++) {
                into[i] = LogOdds.toProbability(into[i]);
            }
        }
    }
}
