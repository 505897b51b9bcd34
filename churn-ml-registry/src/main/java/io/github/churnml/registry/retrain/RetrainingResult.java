package io.github.churnml.registry.retrain;

import io.github.churnml.data.Notice;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.gate.GateReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a training again led to. Immutable. */
public final class RetrainingResult {

    private final ModelVersion before;
    private final ModelVersion version;
    private final NewestRows rows;
    private final GateReport report;
    private final boolean promoted;
    private final List<Notice> notices;

    RetrainingResult(
            ModelVersion before,
            ModelVersion version,
            NewestRows rows,
            GateReport report,
            boolean promoted,
            List<Notice> notices) {
        this.before = before;
        this.version = version;
        this.rows = rows;
        this.report = report;
        this.promoted = promoted;
        this.notices = List.copyOf(notices);
    }

    /** {@return the version that served before} */
    public ModelVersion before() {
        return before;
    }

    /** {@return the new version, as it was registered} */
    public ModelVersion version() {
        return version;
    }

    /** {@return what the gates measured} */
    public GateReport report() {
        return report;
    }

    /** {@return whether the new version serves} */
    public boolean isPromoted() {
        return promoted;
    }

    /** {@return how many rows were learnt from} */
    public int learntFrom() {
        return rows.older().length;
    }

    /** {@return how many rows were compared on} */
    public int comparedOn() {
        return rows.newest().length;
    }

    /** {@return how the rows were divided, in words} */
    public String divided() {
        return rows.described();
    }

    /** {@return what was noticed while training, such as rows that repeat another, and of how rows were divided} */
    public List<Notice> notices() {
        return notices;
    }

    /** {@return what happened, in a sentence} */
    public String sentence() {
        return promoted
                ? "Version " + version.version() + " serves now, in place of " + before.version() + "."
                : "Version " + version.version() + " is registered and was refused; " + before.version()
                        + " goes on serving.";
    }

    /** {@return all of it as plain maps, lists, texts, numbers and flags} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("promoted", promoted);
        map.put("version", version.version().toString());
        map.put("champion_before", before.version().toString());
        map.put("rows_learnt_from", learntFrom());
        map.put("rows_compared_on", comparedOn());
        map.put("divided", divided());
        map.put("notices", notices.stream().map(Notice::message).toList());
        map.put("judgement", report.toMap());
        map.put("sentence", sentence());
        return map;
    }
}
