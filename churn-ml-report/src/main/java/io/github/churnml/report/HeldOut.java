package io.github.churnml.report;

import io.github.churnml.ChurnModel;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.metrics.DecileRow;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.heldout.HeldOutFacts;
import io.github.churnml.report.heldout.RankedRows;
import io.github.churnml.report.heldout.Thinning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the customers that were held out: never a row. A model file has exact counts at some thirty places of the order
 * from the likeliest to the least likely: the tenths of the customers, the tenths of the probability and the model's own threshold.
 * Right after training there are those at every probability. Curves are drawn through places; nothing in between is guessed.
 *
 * @param evaluation the metrics and counts
 * @param bins the tenths of the probability with customers; none in files of older formats
 * @param value what every customer is worth alike; empty where that is not known or differs from customer to customer
 * @param ranked all customers held out in their order; null where only the model file is at hand
 */
record HeldOut(
        Evaluation evaluation,
        List<ScoreBin> bins,
        Optional<CustomerValue> value,
        @Nullable RankedRows ranked) {

    private static final int TENTHS = 10;
    private static final int MOST_POINTS = 90;

    /** What a curve shows of a cut. */
    interface Coordinate {
        double of(Cut cut);
    }

    /**
     * The places that a curve goes through.
     *
     * @param cuts the places, from contacting no one on
     * @param all whether no place is left out
     * @param farthest how far one that is left out lies from the curve at most, as a share of the picture
     */
    record Curve(List<Cut> cuts, boolean all, double farthest) {}

    /** Of a model that was judged, from its file alone. */
    static HeldOut of(ChurnModel model) {
        return of(model, null);
    }

    /** Of a model that was judged. */
    static HeldOut of(ChurnModel model, @Nullable HeldOutFacts facts) {
        Evaluation evaluation = model.evaluation();
        List<ScoreBin> bins = ScoreBin.read(model.manifest().found().get("reliability"));
        long rows = bins.stream().mapToLong(ScoreBin::customers).sum();
        long left = bins.stream().mapToLong(ScoreBin::churners).sum();
        boolean same = rows == evaluation.rows() && left == evaluation.positives();
        return new HeldOut(
                evaluation,
                same ? bins : List.of(),
                model.customerValue().filter(value -> value.column().isEmpty()),
                facts == null ? null : facts.ranked());
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
        if (ranked != null && ranked.hasMoney()) {
            return ranked.money(cut.contacted()) / rows();
        }
        return value.map(known -> {
                    double worth = known.amount() * known.months();
                    double leavers = cut.found() * known.campaign().gain(1, worth);
                    double stayers =
                            (cut.contacted() - cut.found()) * known.campaign().gain(0, worth);
                    return (leavers + stayers) / rows();
                })
                .orElse(Double.NaN);
    }

    /** Whether it is known what contacting brings at any place. */
    boolean hasMoney() {
        return ranked != null ? ranked.hasMoney() : value.isPresent();
    }

    /** The places of a curve: those that have a name, and where all rows are at hand, those that keep its shape. */
    Curve curve(Coordinate x, Coordinate y) {
        List<Cut> named = all();
        if (ranked == null) {
            return new Curve(named, false, Double.NaN);
        }
        int[] known = IntStream.range(0, ranked.places())
                .filter(place -> {
                    Cut cut = unnamed(place);
                    return Double.isFinite(x.of(cut)) && Double.isFinite(y.of(cut));
                })
                .toArray();
        Thinning thinning = Thinning.of(inPicture(known, x), inPicture(known, y), MOST_POINTS);
        List<Cut> cuts = new ArrayList<>(named);
        for (int point : thinning.points()) {
            cuts.add(cut(ranked.place(known[point])));
        }
        return new Curve(ascending(cuts), thinning.points().length == known.length, thinning.farthest());
    }

    /** A name for each of a million places would take longer than all else. */
    private Cut unnamed(int at) {
        RankedRows.Place place = Objects.requireNonNull(ranked).place(at);
        return new Cut("", place.threshold(), place.contacted(), place.found());
    }

    /** From 0 to 1 between the least and the greatest. */
    private double[] inPicture(int[] known, Coordinate coordinate) {
        double[] places = IntStream.of(known)
                .mapToDouble(place -> coordinate.of(unnamed(place)))
                .toArray();
        double least = DoubleStream.of(places).min().orElse(0);
        double range = DoubleStream.of(places).max().orElse(0) - least;
        return DoubleStream.of(places)
                .map(place -> range == 0 ? 0 : (place - least) / range)
                .toArray();
    }

    private static Cut cut(RankedRows.Place place) {
        String name = place.contacted() == 0 ? "no one" : "probability from " + Unit.PLAIN.text(place.threshold());
        return new Cut(name, place.threshold(), place.contacted(), place.found());
    }

    /** The first cut of a curve that brings most. */
    Cut best(List<Cut> cuts) {
        Cut best = cuts.get(0);
        for (Cut cut : cuts) {
            best = money(cut) > money(best) ? cut : best;
        }
        return best;
    }

    /** A curve with the place that brings most of all, which thinning may have left out. */
    List<Cut> withBest(List<Cut> cuts) {
        if (ranked == null || !ranked.hasMoney()) {
            return cuts;
        }
        RankedRows.Place best = ranked.place(0);
        for (int place = 1; place < ranked.places(); place++) {
            best = ranked.place(place).money() > best.money() ? ranked.place(place) : best;
        }
        List<Cut> more = new ArrayList<>(cuts);
        more.add(cut(best));
        return ascending(more);
    }

    /** The cuts of a slider, the highest threshold first; none where only the model file is at hand. */
    List<Cut> thresholds() {
        return ranked == null
                ? List.of()
                : ranked.thresholds(evaluation.threshold()).stream()
                        .map(HeldOut::cut)
                        .toList();
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
        return ascending(sorted);
    }

    private static List<Cut> ascending(List<Cut> sorted) {
        sorted.sort(Comparator.comparingDouble(Cut::contacted));
        List<Cut> cuts = new ArrayList<>();
        for (Cut cut : sorted) {
            if (cuts.isEmpty() || cut.contacted() > cuts.get(cuts.size() - 1).contacted()) {
                cuts.add(cut);
            }
        }
        return List.copyOf(cuts);
    }
}
