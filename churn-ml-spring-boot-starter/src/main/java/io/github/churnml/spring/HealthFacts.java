package io.github.churnml.spring;

import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.Verdict;
import io.github.churnml.model.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What there is to say of a scorer, as plain values in a fixed order: for health, for the endpoint. */
final class HealthFacts {

    private HealthFacts() {}

    /** Which model answers, how old it is, and what was refused since. */
    static Map<String, Object> of(FollowingScorer scorer) {
        Answering answering = scorer.answering();
        Manifest manifest = answering.model.manifest();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("name", manifest.name());
        facts.put("version", manifest.version());
        facts.put("created", manifest.created().toString());
        facts.put(
                "ageDays",
                Math.max(0, Duration.between(manifest.created(), Instant.now()).toDays()));
        facts.put("answersSince", answering.since.toString());
        RecentDrift drift = answering.drift;
        if (drift != null) {
            facts.put("drift", drift(drift.report()));
        }
        scorer.refusal().ifPresent(refusal -> {
            facts.put("refused", refusal.at().toString());
            facts.put("why", refusal.why());
        });
        return facts;
    }

    /** Drift makes a model worth a look, not an application that is down: so it is told, and the status stays. */
    private static Map<String, Object> drift(DriftReport report) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("verdict", report.verdict().label());
        told.put("customers", report.currentRows());
        if (report.verdict() != Verdict.NOT_ENOUGH_DATA) {
            told.put(
                    "columns",
                    report.columns().stream()
                            .filter(column -> column.verdict().isAlarm())
                            .map(ColumnDrift::name)
                            .toList());
        }
        return told;
    }
}
