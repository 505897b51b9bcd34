package io.github.churnml.registry.gate;

import io.github.churnml.drift.DriftDetector;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.drift.HistogramBins;
import io.github.churnml.drift.NumberProfile;
import io.github.churnml.drift.PopulationStabilityIndex;
import io.github.churnml.drift.ScoreTally;
import io.github.churnml.registry.GateResult;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Judges how a version's scores lie: beside the rate of leavers, beside those of training, beside the champion's. */
final class ScoreJudge {

    private static final int BINS = 10;

    /** Of the normal distribution, for a two-sided interval at 95 %. */
    private static final double QUANTILE = 1.959964;

    private final Evidence evidence;

    ScoreJudge(Evidence evidence) {
        this.evidence = evidence;
    }

    /** The mean probability less the rate of leavers. */
    GateResult calibrationInTheLarge(double limit) {
        double[] probabilities = evidence.candidate().probabilities();
        int[] labels = evidence.labels();
        double predicted = Arrays.stream(probabilities).sum() / labels.length;
        double observed = (double) IntStream.of(labels).sum() / labels.length;
        double difference = predicted - observed;
        double squares = 0;
        for (int row = 0; row < labels.length; row++) {
            double off = probabilities[row] - labels[row] - difference;
            squares += off * off;
        }
        double half = QUANTILE * Math.sqrt(squares / (labels.length - 1)) / Math.sqrt(labels.length);
        return new GateResult(
                "calibration in the large",
                difference,
                limit,
                Math.abs(difference) <= limit,
                "mean probability " + MetricJudge.number(predicted) + ", rate of leavers "
                        + MetricJudge.number(observed) + "; 95 % interval of the difference "
                        + MetricJudge.number(difference - half) + " to " + MetricJudge.number(difference + half));
    }

    GateResult driftFromTraining(double limit) {
        String gate = "score drift from training";
        NumberProfile reference =
                evidence.candidate().model().referenceProfile().scores().orElse(null);
        if (reference == null) {
            return new GateResult(
                    gate,
                    null,
                    limit,
                    false,
                    "the model does not say how its scores lay in training; leave this gate out for it");
        }
        ScoreTally scores = new ScoreTally(reference);
        Arrays.stream(evidence.candidate().probabilities()).forEach(scores::add);
        double index =
                new DriftDetector(DriftSettings.standard()).compare(scores).psi();
        return new GateResult(
                gate,
                index,
                limit,
                index <= limit,
                "mean " + MetricJudge.number(scores.mean()) + ", in training " + MetricJudge.number(reference.mean()));
    }

    GateResult driftFromChampion(double limit) {
        String gate = "score drift from champion";
        Contender champion = evidence.champion();
        if (champion == null) {
            return new GateResult(gate, null, limit, true, evidence.notCompared());
        }
        HistogramBins bins = HistogramBins.quantiles(champion.probabilities(), BINS);
        double index = PopulationStabilityIndex.of(
                bins.counts(champion.probabilities()),
                bins.counts(evidence.candidate().probabilities()));
        return new GateResult(gate, index, limit, index <= limit, "over tenths of the champion's scores");
    }
}
