package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.cli.TextTable.decimals;
import static io.github.churnml.cli.TextTable.percent;

import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.ShareChange;
import java.util.Locale;

/** The drift report as one HTML page that needs nothing else: a table, and both distributions of every column as charts. */
final class DriftPage {

    private static final String STYLE = """
            :root{--ink:#1c2430;--soft:#5b6675;--line:#dfe4ea;--ref:#8fa3b8;--new:#d9682b;--card:#fff;--page:#f5f7f9}
            @media (prefers-color-scheme:dark){:root{--ink:#e8ecf1;--soft:#9aa7b5;--line:#323b46;--ref:#6f8499;
            --new:#ee8a50;--card:#1d242c;--page:#14191f}}
            body{margin:0;background:var(--page);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
            main{max-width:1120px;margin:0 auto;padding:28px 20px 60px}
            h1{font-size:26px;margin:0 0 4px}h2{font-size:16px;margin:0}
            p{margin:6px 0}.soft{color:var(--soft)}
            .answer{font-size:19px;font-weight:600;margin:18px 0 4px}
            .wide{overflow-x:auto}
            table{border-collapse:collapse;width:100%;margin:18px 0;background:var(--card)}
            th,td{padding:7px 10px;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
            th:first-child,td:first-child,th:last-child,td:last-child{text-align:left}
            th{color:var(--soft);font-weight:600;font-size:13px}
            .drifted{color:#c0392b;font-weight:700}.shifted{color:#b9770e;font-weight:700}
            .cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(330px,1fr));gap:14px}
            .card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:14px}
            .card p{font-size:13px}svg{width:100%;height:auto;display:block;margin-top:8px}
            .r{fill:var(--ref)}.n{fill:var(--new)}svg text{fill:var(--soft);font-size:10px}
            .key{display:inline-block;width:11px;height:11px;border-radius:2px;margin:0 5px 0 14px}
            """;

    private final DriftAnswer answer;

    DriftPage(DriftAnswer answer) {
        this.answer = answer;
    }

    String html() {
        DriftReport report = answer.report();
        StringBuilder page = new StringBuilder(1 << 16);
        page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .append("<title>Drift report</title>\n<style>\n")
                .append(STYLE)
                .append("</style></head>\n<body><main>\n<h1>Drift report</h1>\n<p class=\"soft\">Reference ")
                .append(escape(answer.reference()))
                .append(" (")
                .append(count(report.referenceRows()))
                .append(" rows), new ")
                .append(escape(answer.current()))
                .append(" (")
                .append(count(report.currentRows()))
                .append(" rows), PSI threshold ")
                .append(report.settings().threshold())
                .append("</p>\n<p class=\"answer\">")
                .append(escape(answer.headline()))
                .append("</p>\n<p>")
                .append(escape(report.rule()))
                .append("</p>\n<p>")
                .append(escape(answer.tests()).strip())
                .append("</p>\n<p>")
                .append(escape(answer.scored().note()))
                .append("</p>\n<p>")
                .append(escape(answer.notCompared()).strip().replace("\n", "<br>"))
                .append("</p>\n<p>")
                .append(escape(answer.multivariate()))
                .append("</p>\n");
        table(page);
        page.append(
                        "<p class=\"soft\">Share of rows by bin:<span class=\"key\" style=\"background:var(--ref)\"></span>")
                .append("reference<span class=\"key\" style=\"background:var(--new)\"></span>new</p>\n")
                .append("<div class=\"cards\">\n");
        answer.rows().forEach(column -> card(page, column));
        return page.append("</div>\n</main></body></html>\n").toString();
    }

    private void table(StringBuilder page) {
        page.append(
                        "<div class=\"wide\"><table><thead><tr><th>column</th><th>PSI</th><th>by chance, up to</th><th>KS</th>")
                .append(
                        "<th>KS p</th><th>Jensen-Shannon</th><th>missing</th><th>rare, unseen</th><th>verdict</th></tr>")
                .append("</thead><tbody>\n");
        for (ColumnDrift column : answer.rows()) {
            page.append("<tr>");
            cell(page, answer.label(column));
            cell(page, decimals(column.psi(), 3));
            cell(page, decimals(column.criticalPsi(), 3));
            cell(page, column.ks().map(ks -> decimals(ks.statistic(), 3)).orElse(""));
            cell(
                    page,
                    column.ks().map(ks -> DriftAnswer.probability(ks.pValue())).orElse(""));
            cell(page, decimals(column.jensenShannon(), 3));
            cell(page, shares(column.missing()));
            cell(page, shares(column.unseen()));
            page.append("<td class=\"")
                    .append(column.verdict().name().toLowerCase(Locale.ROOT))
                    .append("\">")
                    .append(column.verdict().label())
                    .append(column.counted() ? "" : " (not counted)")
                    .append("</td></tr>\n");
        }
        page.append("</tbody></table></div>\n");
    }

    private void card(StringBuilder page, ColumnDrift column) {
        page.append("<section class=\"card\"><h2>")
                .append(escape(answer.label(column)))
                .append("</h2><p class=\"soft\"><b class=\"")
                .append(column.verdict().name().toLowerCase(Locale.ROOT))
                .append("\">")
                .append(column.verdict().label())
                .append("</b>: ")
                .append(escape(column.reason()))
                .append("</p>\n");
        new DriftChart(column).append(page);
        page.append("</section>\n");
    }

    /** Nothing where there is nothing to tell. */
    private static String shares(ShareChange change) {
        return change.reference() + change.current() == 0
                ? ""
                : percent(change.reference()) + " → " + percent(change.current());
    }

    private static void cell(StringBuilder page, String text) {
        page.append("<td>").append(escape(text)).append("</td>");
    }

    /** Text that a page shows as it is, whatever a column or a level is called. */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.append(Character.isISOControl(c) ? ' ' : c);
            }
        }
        return safe.toString();
    }
}
