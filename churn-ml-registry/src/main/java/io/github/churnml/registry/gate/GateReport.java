package io.github.churnml.registry.gate;

import io.github.churnml.error.Wording;
import io.github.churnml.registry.GateResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What gates measured of a version.
 *
 * @param version the version
 * @param champion the version that served when it was judged; null if none did
 * @param comparisonSkipped whether gates that compare with the champion were left out although there is one
 * @param rows how many customers it was judged by
 * @param leavers how many of them left
 * @param results one for each limit
 * @param notices what else is to be known, such as rows without an outcome
 */
public record GateReport(
        String version,
        @Nullable String champion,
        boolean comparisonSkipped,
        long rows,
        long leavers,
        List<GateResult> results,
        List<String> notices) {

    /** Copies the lists. */
    public GateReport {
        results = List.copyOf(results);
        notices = List.copyOf(notices);
    }

    /** The same report with something else that is worth knowing. */
    GateReport with(String notice) {
        List<String> all = new ArrayList<>(notices);
        all.add(notice);
        return new GateReport(version, champion, comparisonSkipped, rows, leavers, results, all);
    }

    /** {@return whether every gate passed} */
    public boolean passed() {
        return failures().isEmpty();
    }

    /** {@return the gates that did not pass} */
    public List<GateResult> failures() {
        return results.stream().filter(result -> !result.passed()).toList();
    }

    /** {@return in a sentence: how many gates passed, or which failed} */
    public String verdict() {
        List<String> failed = failures().stream().map(GateResult::gate).toList();
        String all = Wording.count(results.size(), "gate", "gates");
        // A segment that was too small, or no champion to compare with, is no proof of anything.
        long unjudged = results.stream()
                .filter(result -> result.passed() && result.value() == null)
                .count();
        return failed.isEmpty()
                ? "all " + all + " passed" + (unjudged == 0 ? "" : ", of which " + unjudged + " had nothing to judge")
                : failed.size() + " of " + all + " failed: " + String.join(", ", failed);
    }

    /** {@return as a table for people, with what else is to be known below} */
    public String toText() {
        StringBuilder text = new StringBuilder("Version " + version
                + (champion == null ? ", without a champion," : " beside champion " + champion) + " on "
                + Wording.count(rows, "row", "rows") + " with a known outcome, " + Wording.count(leavers)
                + " of which left\n");
        text.append(GateTable.of(results));
        notices.forEach(notice -> text.append("note: ").append(notice).append('\n'));
        return text.toString();
    }

    /** {@return as a mapping, for JSON} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("version", version);
        map.put("champion", champion);
        map.put("passed", passed());
        map.put("comparison_skipped", comparisonSkipped);
        map.put("rows", rows);
        map.put("leavers", leavers);
        map.put("gates", results.stream().map(GateResult::toMap).toList());
        map.put("notices", notices);
        return map;
    }
}
