package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.error.Wording.percent;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Outcome;
import io.github.churnml.judge.KnownOutcomes;
import io.github.churnml.metrics.ExpectedCalibrationError;
import io.github.churnml.prepare.Target;
import io.github.churnml.report.ScoreBin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether probabilities mean what they say, by bins of a tenth: the expected calibration error, and the parts of the Brier
 * score after A. H. Murphy, A new vector partition of the probability score, 1973. Reliability is how far probabilities are
 * from observed rates (lower is better), resolution how far rates of bins are from that of all (higher is better), uncertainty
 * what a constant prediction would score. Reliability − resolution + uncertainty is the Brier score, but for how probabilities
 * differ within a bin.
 *
 * @param bins those with rows
 */
record Reliability(List<ScoreBin> bins) {

    /** Judges the probabilities that a model gives to rows with a known outcome. */
    static Reliability of(ChurnModel model, Dataset table, Target outcomes) {
        KnownOutcomes known = KnownOutcomes.of(table, outcomes);
        return read(ExpectedCalibrationError.reliability(
                known.labels(), model.scorer().score(known.data()).probabilities()));
    }

    /** Reads what a model file holds; no bins where it holds none. */
    static Reliability read(@Nullable Object stored) {
        return new Reliability(ScoreBin.read(stored));
    }

    boolean isKnown() {
        return !bins.isEmpty();
    }

    private double rows() {
        return bins.stream().mapToDouble(ScoreBin::customers).sum();
    }

    private double rate() {
        return bins.stream().mapToDouble(ScoreBin::churners).sum() / rows();
    }

    double error() {
        return bins.stream()
                        .mapToDouble(bin -> Math.abs(bin.customers() * bin.meanProbability() - bin.churners()))
                        .sum()
                / rows();
    }

    double reliability() {
        return bins.stream()
                        .mapToDouble(bin -> bin.customers() * square(bin.meanProbability() - bin.rate()))
                        .sum()
                / rows();
    }

    double resolution() {
        double all = rate();
        return bins.stream()
                        .mapToDouble(bin -> bin.customers() * square(bin.rate() - all))
                        .sum()
                / rows();
    }

    double uncertainty() {
        return rate() * (1 - rate());
    }

    Map<String, Object> json() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("ece", error());
        Map<String, Object> brier = new LinkedHashMap<>();
        brier.put("reliability", reliability());
        brier.put("resolution", resolution());
        brier.put("uncertainty", uncertainty());
        document.put("brier", brier);
        List<Object> rows = new ArrayList<>();
        for (ScoreBin bin : bins) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("from", bin.from());
            row.put("customers", bin.customers());
            row.put("churners", bin.churners());
            row.put("mean_probability", bin.meanProbability());
            row.put("rate", bin.rate());
            rows.add(row);
        }
        document.put("bins", rows);
        return document;
    }

    String text(Outcome outcome, Bars.Style style) {
        TextTable table = TextTable.ofNumbers("probability", "customers", "predicted", outcome.did())
                .besideNumbers();
        Bars bars = new Bars(1, style);
        for (ScoreBin bin : bins) {
            table.row(
                    String.format(Locale.ROOT, "from %.1f", bin.from()),
                    count(bin.customers()),
                    percent(bin.meanProbability()),
                    percent(bin.rate()),
                    bars.against(bin.rate(), bin.meanProbability()));
        }
        return String.format(
                        Locale.ROOT,
                        "Brier score in parts: reliability %.4f (lower is better) - resolution %.4f (higher is better) +"
                                + " uncertainty %.4f.%n",
                        reliability(),
                        resolution(),
                        uncertainty())
                + table
                + (style == Bars.Style.BLOCKS
                        ? "  A bar is who " + outcome.did() + ", the mark what was predicted.\n"
                        : "");
    }

    private static double square(double value) {
        return value * value;
    }
}
