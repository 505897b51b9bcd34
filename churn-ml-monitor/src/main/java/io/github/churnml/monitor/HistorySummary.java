package io.github.churnml.monitor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was odd about a metrics history. It does not change what the plan says: the same points in another order, or given
 * twice, lead to the same plan.
 *
 * @param lines lines, or items, that are not blank
 * @param malformed how many could not be read
 * @param duplicates how many repeat what was known of their time
 * @param outOfOrder how many are older than the one before
 * @param future how many lie ahead of the clock, and were left out
 * @param later how many are newer than the time that was to be judged, and were left out
 * @param empty how many have a time but no metric that a rule looks at
 * @param conflicts at how many times a metric has different values, whose mean was taken
 * @param unusable how many values were left out since the metric cannot have them, such as a ROC-AUC of 1.7 or a text
 * @param backwards whether every point is older than the one before
 * @param firstMalformed which the first malformed one is, and why; empty if there is none
 * @param firstFuture which the first one ahead of the clock is; empty if there is none
 * @param firstUnusable which the first five values are that were left out, and why, each with its line
 */
public record HistorySummary(
        long lines,
        long malformed,
        long duplicates,
        long outOfOrder,
        long future,
        long later,
        long empty,
        long conflicts,
        long unusable,
        boolean backwards,
        String firstMalformed,
        String firstFuture,
        List<String> firstUnusable) {

    /** Copies the list. */
    public HistorySummary {
        firstUnusable = List.copyOf(firstUnusable);
    }

    /** {@return the counts by name, for YAML and JSON} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("lines", lines);
        map.put("malformed", malformed);
        map.put("duplicates", duplicates);
        map.put("out_of_order", outOfOrder);
        map.put("future", future);
        map.put("later", later);
        map.put("empty", empty);
        map.put("conflicts", conflicts);
        map.put("unusable", unusable);
        List<String> notes = notes();
        if (!notes.isEmpty()) {
            map.put("notes", notes);
        }
        return map;
    }

    /** {@return what was odd, in sentences; empty if nothing was} */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (malformed > 0) {
            notes.add(
                    lines(malformed) + " cannot be read and " + were(malformed) + " left out; " + firstMalformed + ".");
        }
        if (unusable > 0) {
            String more = unusable > firstUnusable.size() ? "; and more" : "";
            notes.add(unusable + (unusable == 1 ? " value is" : " values are") + " not possible and " + were(unusable)
                    + " left out; " + String.join("; ", firstUnusable) + more + ".");
        }
        if (backwards && outOfOrder > 1) {
            notes.add("Time runs backwards from line to line; the points were sorted by their time.");
        } else if (outOfOrder > 0) {
            notes.add(lines(outOfOrder) + " " + (outOfOrder == 1 ? "is" : "are")
                    + " older than the one before; the points were sorted by their time.");
        }
        if (future > 0) {
            notes.add(lines(future) + " " + (future == 1 ? "lies" : "lie") + " in the future and " + were(future)
                    + " left out; " + firstFuture
                    + ". Maybe a clock is wrong, or times without a zone are not in UTC.");
        }
        if (conflicts > 0) {
            notes.add("At " + conflicts + (conflicts == 1 ? " time" : " times")
                    + " a metric has different values; their mean was taken.");
        }
        return notes;
    }

    private static String lines(long count) {
        return count + (count == 1 ? " line" : " lines");
    }

    private static String were(long count) {
        return count == 1 ? "was" : "were";
    }
}
