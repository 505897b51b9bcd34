package io.github.churnml.drift;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A drift report by key, as {@code drift_report.json} has it. */
final class DriftReportMap {

    private DriftReportMap() {}

    static Map<String, Object> of(DriftReport report) {
        Map<String, Object> features = new LinkedHashMap<>();
        Map<String, Object> others = new LinkedHashMap<>();
        Map<String, Object> columns = new LinkedHashMap<>();
        for (ColumnDrift column : report.columns()) {
            (column.counted() ? features : others).put(column.name(), column.psi());
            columns.put(column.name(), column(column));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("threshold", report.settings().threshold());
        document.put("overall_drift", report.overallDrift());
        document.put("features", features);
        document.put("status", report.status().label());
        document.put("rule", report.rule());
        document.put("decided_by", report.settings().rule().label());
        document.put("statistical_drift", report.statisticalDrift());
        document.put("verdict", report.verdict().label());
        document.put("verdict_rule", report.verdictRule());
        document.put("not_counted", others);
        document.put("reference", rows(report.referenceRows()));
        document.put("new", rows(report.currentRows()));
        document.put("least_effect", report.settings().leastEffect());
        document.put("false_alarms", report.settings().falseAlarms());
        report.score().ifPresent(score -> document.put("score", column(score)));
        document.put("columns", columns);
        return document;
    }

    private static Map<String, Object> rows(long rows) {
        Map<String, Object> side = new LinkedHashMap<>();
        side.put("rows", rows);
        return side;
    }

    static Map<String, Object> column(ColumnDrift column) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("type", column.type().label());
        one.put("counted", column.counted());
        one.put("verdict", column.verdict().label());
        one.put("reason", column.reason());
        one.put("psi", column.psi());
        one.put("psi_critical", column.criticalPsi());
        one.put("p_value_adjusted", column.pValue());
        column.ks().ifPresent(ks -> one.put("ks", ks(ks)));
        one.put("jensen_shannon", column.jensenShannon());
        one.put("hellinger", column.hellinger());
        Map<String, Object> chiSquare = new LinkedHashMap<>();
        chiSquare.put("statistic", column.chiSquare().statistic());
        chiSquare.put("degrees", column.chiSquare().degrees());
        chiSquare.put("p_value", column.chiSquare().pValue());
        one.put("chi_square", chiSquare);
        if (column.ks().isPresent()) {
            one.put("wasserstein_sd", column.wasserstein());
            one.put("mean_reference", column.referenceMean());
            one.put("mean_new", column.currentMean());
        }
        one.put("missing", share(column.missing()));
        one.put("unseen", share(column.unseen()));
        one.put("bins", bins(column.bins()));
        return one;
    }

    private static Map<String, Object> ks(KsDistance ks) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("statistic", ks.statistic());
        one.put("p_value", ks.pValue());
        one.put("from", ks.source().name().toLowerCase(Locale.ROOT));
        one.put("error_at_most", ks.error());
        return one;
    }

    private static Map<String, Object> share(ShareChange change) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("reference", change.reference());
        one.put("new", change.current());
        one.put("p_value", change.pValue());
        return one;
    }

    private static Map<String, Object> bins(ColumnBins bins) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put(bins.levels().isEmpty() ? "edges" : "levels", bins.levels().isEmpty() ? bins.edges() : bins.levels());
        one.put("reference", bins.reference());
        one.put("new", bins.current());
        return one;
    }
}
