package io.github.churnml.registry.variant;

import io.github.churnml.ChurnModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.DriftRule;
import io.github.churnml.drift.DriftSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Drift of the customers of each segment from those that its model was trained on.
 *
 * @param segments one per segment of the set, in its order
 * @param missing how many rows lack a value that says to which segment they belong
 * @param unknown how many rows are of no segment that the training knew
 */
public record VariantDrift(List<OfSegment> segments, long missing, long unknown) {

    /** Copies the list. */
    public VariantDrift {
        segments = List.copyOf(segments);
    }

    /**
     * Drift of one segment.
     *
     * @param segment which
     * @param rows how many rows of the table are of it
     * @param reportOrNull how they differ from what its model was trained on; null where no row is of it, or where the model of all
     *     customers answers, which was trained on all of them
     */
    public record OfSegment(
            Segment segment, long rows, @Nullable DriftReport reportOrNull) {

        /** {@return how its customers differ from those that its model was trained on; empty where that is not looked at} */
        public Optional<DriftReport> report() {
            return Optional.ofNullable(reportOrNull);
        }

        /** {@return one word: a verdict, {@code no rows}, or {@code pooled} where the model of all customers answers} */
        public String verdict() {
            return reportOrNull != null
                    ? reportOrNull.status().label()
                    : segment.answers() == Segment.Answers.POOLED ? "pooled" : "no rows";
        }

        /** {@return the columns that drifted, by the rule of the settings, in the order of the model} */
        public List<String> columns() {
            DriftReport report = reportOrNull;
            if (report == null || !report.overallDrift()) {
                return List.of();
            }
            boolean tests = report.settings().rule() == DriftRule.TESTS;
            double threshold = report.settings().threshold();
            return report.columns().stream()
                    .filter(column ->
                            column.counted() && (tests ? column.verdict().isAlarm() : column.psi() >= threshold))
                    .map(ColumnDrift::name)
                    .toList();
        }

        Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            Map<String, Object> values = new LinkedHashMap<>();
            segment.variant().parts().forEach(part -> values.put(part.dimension(), part.value()));
            json.put("values", values);
            json.put("model", segment.model());
            json.put("rows", rows);
            json.put("verdict", verdict());
            json.put("columns_with_drift", columns());
            report().ifPresent(report -> json.put("report", report.toMap()));
            return json;
        }
    }

    static VariantDrift of(VariantSet set, Dataset data, DriftSettings settings) {
        VariantPredictions scored = set.scorer().score(data);
        int[] places = scored.segments();
        long missing = 0;
        long unknown = 0;
        int[] counts = new int[set.segments().size()];
        for (int place : places) {
            missing += place == Chooser.MISSING ? 1 : 0;
            unknown += place == Chooser.UNKNOWN ? 1 : 0;
            if (place >= 0) {
                counts[place]++;
            }
        }
        List<OfSegment> segments = new ArrayList<>();
        for (int s = 0; s < counts.length; s++) {
            Segment segment = set.segments().get(s);
            boolean own = segment.answers() != Segment.Answers.POOLED && counts[s] > 0;
            ChurnModel model = set.model(segment.model());
            segments.add(new OfSegment(
                    segment, counts[s], own ? model.drift(rows(data, places, s, counts[s]), settings) : null));
        }
        return new VariantDrift(segments, missing, unknown);
    }

    static Dataset rows(Dataset data, int[] places, int segment, int count) {
        int[] rows = new int[count];
        int next = 0;
        for (int row = 0; row < places.length; row++) {
            if (places[row] == segment) {
                rows[next++] = row;
            }
        }
        return data.select(rows);
    }

    /** {@return whether a segment's customers drifted} */
    public boolean hasDrift() {
        return segments.stream()
                .anyMatch(segment ->
                        segment.report().map(DriftReport::overallDrift).orElse(false));
    }

    /** {@return what was found, for JSON} */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rows_without_value", missing);
        json.put("rows_of_unknown_segments", unknown);
        json.put("segments", segments.stream().map(OfSegment::json).toList());
        return json;
    }
}
