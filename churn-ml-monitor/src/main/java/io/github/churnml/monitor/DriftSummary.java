package io.github.churnml.monitor;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import io.github.churnml.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a drift report says in short: how far each column is from what it was, and whether that is too far as a whole.
 *
 * @param overall whether there is overall drift; false where there were too few rows to tell
 * @param threshold from which drift on a column counts as drifted
 * @param features drift by column, such as its population stability index; NaN if it was not to be told
 */
public record DriftSummary(boolean overall, double threshold, Map<String, Double> features) {

    private static final double USUAL_THRESHOLD = 0.2;

    /** What a report's {@code status} is where a side had too few rows; its figures are chance then. */
    private static final String TOO_FEW = "not enough data";

    private static final long LARGEST = 64 << 20;

    /** Copies the map; half of a character in a name, which no file can hold, becomes the replacement character. */
    public DriftSummary {
        Map<String, Double> whole = new LinkedHashMap<>();
        features.forEach((column, drift) -> whole.put(whole(column), drift));
        features = Collections.unmodifiableMap(whole);
    }

    /**
     * Reads a report.
     *
     * @param path a JSON file as {@code churn drift} writes it: {@code {"threshold": 0.2, "overall_drift": true,
     *     "features": {"avg_latency_ms": 0.31, …}}}; where its {@code status} is {@code "not enough data"}, nothing is known
     *     of any column; other keys are passed over
     * @return what it says
     * @throws DataException if the file is not there, or is not such a report
     */
    public static DriftSummary read(Path path) {
        String what = "Drift report " + Wording.path(path);
        byte[] bytes;
        try {
            if (Files.size(path) > LARGEST) {
                throw new DataException(
                        what + " is larger than 64 MB.", "Maybe another file was meant.", Where.in(path));
            }
            bytes = Files.readAllBytes(path);
        } catch (IOException e) {
            String why = Files.exists(path) ? " cannot be read" : " is not there";
            throw new DataException(what + why + ".", "Maybe `churn drift` has to run first.", Where.in(path), e);
        }
        Blame blame = (problem, maybe) -> new DataException(problem, maybe, Where.in(path));
        return of(PlainJson.read(bytes, blame, what), blame, what);
    }

    /**
     * Takes a parsed report.
     *
     * @param report the mapping, as in {@link #read}
     * @return what it says
     * @throws DataException if it is not such a report
     */
    public static DriftSummary of(Map<String, ?> report) {
        return of(report, (problem, maybe) -> new DataException(problem, maybe, Where.nowhere()), "The drift report");
    }

    static DriftSummary of(Map<String, ?> report, Blame blame, String what) {
        Blame named = (problem, maybe) -> blame.of(what + " is not usable. " + problem, maybe);
        Settings settings = Settings.of(report, named);
        double threshold =
                settings.has("threshold") ? settings.number("threshold", 0, Double.MAX_VALUE) : USUAL_THRESHOLD;
        Map<String, Double> features = new LinkedHashMap<>();
        if (settings.has("features")) {
            Settings given = settings.section("features");
            for (String column : given.keys()) {
                features.put(column, given.has(column) ? given.number(column) : Double.NaN);
            }
        }
        if (TOO_FEW.equals(report.get("status"))) {
            features.replaceAll((column, drift) -> Double.NaN);
            return new DriftSummary(false, threshold, features);
        }
        if (!settings.has("overall_drift") && features.isEmpty()) {
            throw named.of(
                    "It has neither the key 'overall_drift' nor 'features'.",
                    Wording.nearest("overall_drift", report.keySet())
                            .map(near -> "Maybe " + Wording.name(near) + " is to be 'overall_drift'.")
                            .orElse("Maybe another file was meant."));
        }
        boolean overall = settings.has("overall_drift")
                ? settings.flag("overall_drift")
                : features.values().stream().anyMatch(drift -> drift >= threshold);
        return new DriftSummary(overall, threshold, features);
    }

    /** {@return whether it says anything: there is drift, or at least one column of which it is known how far it moved} */
    public boolean isKnown() {
        return overall || features.isEmpty() || features.values().stream().anyMatch(drift -> !Double.isNaN(drift));
    }

    /** {@return the columns at the threshold or above, the most drifted first, then by name} */
    public List<String> drifted() {
        return features.entrySet().stream()
                .filter(entry -> entry.getValue() >= threshold)
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** {@return the column that drifted most, the first by name of several; empty if none could be judged} */
    public Optional<String> most() {
        return features.entrySet().stream()
                .filter(entry -> !Double.isNaN(entry.getValue()))
                .min(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    /** {@return the greatest drift of a column; NaN if none could be judged} */
    public double greatest() {
        return most().map(features::get).orElse(Double.NaN);
    }

    private static String whole(String name) {
        int[] points = name.codePoints()
                .map(point -> point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point)
                .toArray();
        return new String(points, 0, points.length);
    }
}
