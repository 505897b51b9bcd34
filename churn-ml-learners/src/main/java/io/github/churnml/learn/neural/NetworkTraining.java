package io.github.churnml.learn.neural;

import io.github.churnml.data.Progress;
import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.predictor.LogOdds;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network: epochs of mini-batches in random order, until a slice of rows that it does not learn from has not
 * become better for some epochs. One thread, one order: the seed decides every bit.
 */
final class NetworkTraining {

    private static final String STAGE = "training";

    private final PerceptronSettings settings;
    private final SplittableRandom random;
    private final double[][] rows;
    private final int[] labels;
    private final double[] weights;
    private final Network network;
    private final Pass pass;
    private final Adam adam;
    private final double[] gradient;

    private NetworkTraining(TrainingData data, PerceptronSettings settings, long seed) {
        this.settings = settings;
        random = new SplittableRandom(seed);
        rows = rows(data);
        labels = data.labels();
        weights = data.relativeWeights();
        network = new Network(
                settings.activation(), settings.sizes(data.features().columns().length));
        network.draw(random, logOddsOfAll());
        pass = new Pass(network);
        gradient = new double[network.parameters.length];
        adam = new Adam(gradient.length, settings.learningRate(), settings.weightDecay());
    }

    /**
     * What came of it.
     *
     * @param network the network after the epochs
     * @param epochs how many were good
     */
    record Outcome(Network network, int epochs) {}

    /** Trains on some rows; with a slice to judge by, up to the epoch that was best on it. */
    static Outcome train(
            TrainingData data,
            @Nullable TrainingData slice,
            PerceptronSettings settings,
            long seed,
            Progress progress) {
        NetworkTraining training = new NetworkTraining(data, settings, seed);
        int epochs = slice == null ? training.all(progress) : training.untilBest(slice, progress);
        progress.at(STAGE, settings.epochs(), settings.epochs());
        return new Outcome(training.network, epochs);
    }

    /** The rows one by one, as the passes go over them. */
    static double[][] rows(TrainingData data) {
        double[][] rows = new double[data.rows()][data.features().columns().length];
        for (int i = 0; i < rows.length; i++) {
            data.features().row(i, rows[i]);
        }
        return rows;
    }

    /** Where the output begins: what is right for all rows together need not be learnt. */
    private double logOddsOfAll() {
        double[] sums = new double[2];
        for (int i = 0; i < labels.length; i++) {
            sums[labels[i]] += weights[i];
        }
        // A class whose rows all weigh nothing here would begin at infinity.
        return sums[0] > 0 && sums[1] > 0 ? StrictMath.log(sums[1] / sums[0]) : 0;
    }

    private int all(Progress progress) {
        for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
            progress.at(STAGE, epoch - 1L, settings.epochs());
            epoch();
        }
        return settings.epochs();
    }

    private int untilBest(TrainingData slice, Progress progress) {
        double[][] judged = rows(slice);
        double[] judgedWeights = slice.relativeWeights();
        double least = Double.POSITIVE_INFINITY;
        int best = 0;
        double[] kept = network.parameters.clone();
        for (int epoch = 1; epoch <= settings.epochs() && epoch - best <= settings.patience(); epoch++) {
            progress.at(STAGE, epoch - 1L, settings.epochs());
            epoch();
            double loss = loss(judged, slice.labels(), judgedWeights);
            if (!Double.isFinite(loss)) {
                throw unsettled("its loss is (" + loss + ")");
            }
            if (loss < least) {
                least = loss;
                best = epoch;
                System.arraycopy(network.parameters, 0, kept, 0, kept.length);
            }
        }
        System.arraycopy(kept, 0, network.parameters, 0, kept.length);
        return best;
    }

    private void epoch() {
        int[] order = shuffled();
        for (int from = 0; from < order.length; from += settings.batchRows()) {
            int to = Math.min(from + settings.batchRows(), order.length);
            Arrays.fill(gradient, 0);
            for (int i = from; i < to; i++) {
                addRow(order[i], to - from);
            }
            adam.step(network, gradient);
        }
    }

    private void addRow(int row, int of) {
        if (settings.dropout() > 0) {
            pass.dropOut(settings.dropout(), random);
        }
        double probability = LogOdds.toProbability(network.forward(rows[row], pass));
        network.backward(weights[row] * (probability - labels[row]) / of, pass, gradient);
    }

    private int[] shuffled() {
        int[] order = new int[rows.length];
        for (int i = 0; i < order.length; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The weighted mean of the log loss, no unit being left out. */
    private double loss(double[][] judged, int[] truth, double[] judgedWeights) {
        Pass whole = new Pass(network);
        double sum = 0;
        for (int i = 0; i < judged.length; i++) {
            double logOdds = network.forward(judged[i], whole);
            double margin = truth[i] == 1 ? logOdds : -logOdds;
            // ln(1 + e^−margin), split so that no power overflows.
            sum += judgedWeights[i] * (StrictMath.log1p(StrictMath.exp(-Math.abs(margin))) + Math.max(-margin, 0));
        }
        return sum / judged.length;
    }

    static TrainingException unsettled(String how) {
        return new TrainingException(
                "Learner " + Wording.name(MultilayerPerceptron.NAME) + " did not settle: " + how + ".",
                "Maybe lower 'learningRate' or 'weightDecay', or scale the features.",
                Where.nowhere());
    }
}
