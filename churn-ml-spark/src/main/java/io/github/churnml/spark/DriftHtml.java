package io.github.churnml.spark;

import io.github.churnml.drift.DriftReport;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.watch.DriftComparison;
import io.github.churnml.report.watch.DriftComparison.Uncompared;
import io.github.churnml.report.watch.DriftPage;
import java.util.List;

/** The page of a drift report. */
final class DriftHtml {

    private DriftHtml() {}

    static String of(DriftReport report, String model, String customers) {
        Uncompared none = new Uncompared(List.of(), List.of(), List.of(), List.of());
        return HtmlReport.of(DriftPage.of(new DriftComparison(report, "", model, customers, none, null)));
    }
}
