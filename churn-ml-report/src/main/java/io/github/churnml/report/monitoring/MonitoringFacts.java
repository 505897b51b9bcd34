package io.github.churnml.report.monitoring;

import io.github.churnml.monitor.Decision;
import io.github.churnml.monitor.DriftSummary;
import io.github.churnml.monitor.MonitoringPast;
import java.util.List;
import java.util.Optional;

/**
 * What a page says of a run of the monitoring agent.
 *
 * @param history the metrics history's file, for people
 * @param decision the plan, and what became of it
 * @param past how the metrics went, and when each rule held
 * @param drift the drift report, if there was one
 * @param audit the audit log, the decision in it
 * @param incidents names of the files of incidents that are kept, in their order
 */
public record MonitoringFacts(
        String history,
        Decision decision,
        MonitoringPast past,
        Optional<DriftSummary> drift,
        AuditTrail audit,
        List<String> incidents) {

    /** Copies the list. */
    public MonitoringFacts {
        incidents = List.copyOf(incidents);
    }
}
