package io.github.churnml.report;

import io.github.churnml.ChurnModel;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.metrics.DecileRow;
import io.github.churnml.report.figure.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a model file knows of the customers that were held out: never a row, but exact counts at some thirty places of the order
 * from the likeliest to the least likely. Those are the tenths of the customers, the tenths of the probability and the model's own
 * threshold. Curves are drawn through these places; nothing in between is guessed.
 *
 * @param evaluation the metrics and counts
 * @param bins the tenths of the probability with customers; none in files of older formats
 * @param value what every customer is worth alike; empty where that is not known or differs from customer to customer
 */
record HeldOut(Evaluation evaluation, List<ScoreBin> bins, Optional<CustomerValue> value) {

    private static final int TENTHS = 10;

    /** Of a model that was judged. */
    static HeldOut of(ChurnModel model) {
        Evaluation evaluation = model.evaluation();
        List<ScoreBin> bins = ScoreBin.read(model.manifest().found().get("reliability"));
        long rows = bins.stream().mapToLong(ScoreBin::customers).sum();
        long left = bins.stream().mapToLong(ScoreBin::churners).sum();
        boolean same = rows == evaluation.rows() && left == evaluation.positives();
        return new HeldOut(
                evaluation, same ? bins : List.of(), model.customerValue().filter(value -> value.column()
                        .isEmpty()));
    }

    double rows() {
        return evaluation.rows();
    }

    double positives() {
        return evaluation.positives();
    }

    double recall(Cut cut) {
        return cut.found() / positives();
    }

    double falseAlarms(Cut cut) {
        return (cut.contacted() - cut.found()) / (rows() - positives());
    }

    /** What a campaign to the customers of a cut brings for each customer held out; NaN where it is not known. */
    double money(Cut cut) {
        return value.map(known -> {
                    double worth = known.amount() * known.months();
                    double leavers = cut.found() * known.campaign().gain(1, worth);
                    double stayers =
                            (cut.contacted() - cut.found()) * known.campaign().gain(0, worth);
                    return (leavers + stayers) / rows();
                })
                .orElse(Double.NaN);
    }

    /** The cuts at tenths of the probability and at the model's threshold, the highest threshold first. */
    List<Cut> byThreshold() {
        List<Cut> cuts = new ArrayList<>();
        if (!bins.isEmpty()) {
            for (int tenth = 1; tenth < TENTHS; tenth++) {
                double edge = tenth / (double) TENTHS;
                List<ScoreBin> above =
                        bins.stream().filter(bin -> bin.from() >= edge - 1e-9).toList();
                if (edge != evaluation.threshold()) {
                    cuts.add(new Cut(
                            "probability from " + Unit.PLAIN.text(edge),
                            edge,
                            above.stream().mapToLong(ScoreBin::customers).sum(),
                            above.stream().mapToLong(ScoreBin::churners).sum()));
                }
            }
        }
        cuts.add(chosen());
        cuts.sort(Comparator.comparingDouble(Cut::threshold).reversed());
        return List.copyOf(cuts);
    }

    /** The cut at the model's threshold. */
    Cut chosen() {
        ConfusionMatrix counts = evaluation.confusion();
        return new Cut(
                "the model's threshold " + Unit.PLAIN.text(evaluation.threshold()),
                evaluation.threshold(),
                counts.truePositives() + counts.falsePositives(),
                counts.truePositives());
    }

    /** The cuts at tenths of the customers, the likeliest first. */
    List<Cut> byShare() {
        List<Cut> cuts = new ArrayList<>();
        double contacted = 0;
        for (DecileRow decile : evaluation.deciles()) {
            contacted += decile.customers();
            cuts.add(new Cut(
                    "the likeliest " + Wording.count(decile.decile() * 10L) + " %",
                    Double.NaN,
                    contacted,
                    decile.cumulativeGain() * positives()));
        }
        return List.copyOf(cuts);
    }

    /** All cuts from contacting no one to contacting everyone; those with the same customers once. */
    List<Cut> all() {
        List<Cut> sorted = new ArrayList<>();
        sorted.add(new Cut("no one", Double.NaN, 0, 0));
        sorted.addAll(byThreshold());
        sorted.addAll(byShare());
        sorted.sort(Comparator.comparingDouble(Cut::contacted).thenComparingDouble(Cut::found));
        List<Cut> cuts = new ArrayList<>();
        for (Cut cut : sorted) {
            if (cuts.isEmpty() || cut.contacted() > cuts.get(cuts.size() - 1).contacted()) {
                cuts.add(cut);
            }
        }
        return List.copyOf(cuts);
    }
}
