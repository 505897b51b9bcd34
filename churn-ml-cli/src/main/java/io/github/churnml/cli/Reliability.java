package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.error.Wording.percent;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.Outcome;
import io.github.churnml.judge.KnownOutcomes;
import io.github.churnml.metrics.ExpectedCalibrationError;
import io.github.churnml.prepare.Target;
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
 * @param bins those with rows: the lower edge, rows, how many of them left, their mean probability
 */
record Reliability(List<List<Double>> bins) {

    /** Judges the probabilities that a model gives to rows with a known outcome. */
    static Reliability of(ChurnModel model, Dataset table, Target outcomes) {
        KnownOutcomes known = KnownOutcomes.of(table, outcomes);
        return new Reliability(ExpectedCalibrationError.reliability(
                known.labels(), model.scorer().score(known.data()).probabilities()));
    }

    /** Reads what a model file holds; no bins where it holds none. */
    static Reliability read(@Nullable Object stored) {
        List<List<Double>> bins = new ArrayList<>();
        for (Object bin : stored instanceof List<?> list ? list : List.of()) {
            List<Double> numbers = new ArrayList<>();
            for (Object number : bin instanceof List<?> list ? list : List.of()) {
                numbers.add(number instanceof Number known ? known.doubleValue() : Double.NaN);
            }
            if (numbers.size() == 4) {
                bins.add(numbers);
            }
        }
        return new Reliability(bins);
    }

    boolean isKnown() {
        return !bins.isEmpty();
    }

    private double rows() {
        return bins.stream().mapToDouble(bin -> bin.get(1)).sum();
    }

    private double rate() {
        return bins.stream().mapToDouble(bin -> bin.get(2)).sum() / rows();
    }

    double error() {
        return bins.stream()
                        .mapToDouble(bin -> Math.abs(bin.get(1) * bin.get(3) - bin.get(2)))
                        .sum()
                / rows();
    }

    double reliability() {
        return bins.stream()
                        .mapToDouble(bin -> bin.get(1) * square(bin.get(3) - bin.get(2) / bin.get(1)))
                        .sum()
                / rows();
    }

    double resolution() {
        double all = rate();
        return bins.stream()
                        .mapToDouble(bin -> bin.get(1) * square(bin.get(2) / bin.get(1) - all))
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
        for (List<Double> bin : bins) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("from", bin.get(0));
            row.put("customers", bin.get(1).longValue());
            row.put("churners", bin.get(2).longValue());
            row.put("mean_probability", bin.get(3));
            row.put("rate", bin.get(2) / bin.get(1));
            rows.add(row);
        }
        document.put("bins", rows);
        return document;
    }

    String text(Outcome outcome) {
        TextTable table = TextTable.ofNumbers("probability", "customers", "predicted", outcome.did());
        for (List<Double> bin : bins) {
            table.row(
                    String.format(Locale.ROOT, "from %.1f", bin.get(0)),
                    count(bin.get(1).longValue()),
                    percent(bin.get(3)),
                    percent(bin.get(2) / bin.get(1)));
        }
        return String.format(
                        Locale.ROOT,
                        "Brier score in parts: reliability %.4f (lower is better) - resolution %.4f (higher is better) +"
                                + " uncertainty %.4f.%n",
                        reliability(),
                        resolution(),
                        uncertainty())
                + table;
    }

    private static double square(double value) {
        return value * value;
    }
}
