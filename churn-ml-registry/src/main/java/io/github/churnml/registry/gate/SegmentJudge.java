package io.github.churnml.registry.gate;

import io.github.churnml.data.Column;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.GateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Judges a metric in every segment that has rows enough, and tells of those that have not. */
final class SegmentJudge {

    /** More values are no segments but a measurement or a key. */
    private static final int MOST = 100;

    private final Evidence evidence;

    SegmentJudge(Evidence evidence) {
        this.evidence = evidence;
    }

    List<GateResult> judge(SegmentGate gate) {
        List<GateResult> results = new ArrayList<>();
        for (String name : gate.by()) {
            Column column = evidence.data().column(name);
            segments(column)
                    .values()
                    .forEach(segment ->
                            results.addAll(judge(gate, column.name() + "=" + segment.level(), segment.rows())));
        }
        return results;
    }

    /**
     * The rows of a level.
     *
     * @param level as it is spelt first
     */
    record Segment(String level, List<Integer> rows) {}

    /** By level, whose case and outer blanks do not count, as they do not for models. */
    static Map<String, Segment> segments(Column column) {
        Map<String, Segment> segments = new TreeMap<>();
        for (int row = 0; row < column.rows(); row++) {
            String text = column.text(row);
            String level = text == null ? "(missing)" : Wording.plain(text.strip());
            segments.computeIfAbsent(level.toLowerCase(Locale.ROOT), key -> new Segment(level, new ArrayList<>()))
                    .rows()
                    .add(row);
            if (segments.size() > MOST) {
                throw new ConfigurationException(
                        "Segments are asked for by column " + Wording.name(column.name()) + ", which has more than "
                                + MOST + " values.",
                        "Maybe choose a column of few values, such as a plan or a country.",
                        Where.column(column.name()));
            }
        }
        return segments;
    }

    private List<GateResult> judge(SegmentGate gate, String segment, List<Integer> of) {
        int[] rows = of.stream().mapToInt(Integer::intValue).toArray();
        int left = IntStream.of(rows).map(row -> evidence.labels()[row]).sum();
        String what = " (" + segment + ")";
        String size = Wording.count(rows.length, "row", "rows") + ", "
                + Wording.count(left, "customer who left", "customers who left");
        if (rows.length < gate.minRows() || Math.min(left, rows.length - left) < gate.minLeavers()) {
            return List.of(new GateResult(
                    gate.gate().metric().label() + what, null, null, true, "not judged: too few with " + size));
        }
        PairedBootstrap.Paired pair =
                Objects.requireNonNull(evidence.measure(List.of(gate.gate().metric()), rows)
                        .get(gate.gate().metric()));
        return new MetricJudge(evidence)
                .judge(gate.gate(), pair, what).stream()
                        .map(result -> new GateResult(
                                result.gate(),
                                result.value(),
                                result.limit(),
                                result.passed(),
                                result.note() + (result.note().isEmpty() ? "" : "; ") + size))
                        .toList();
    }
}
