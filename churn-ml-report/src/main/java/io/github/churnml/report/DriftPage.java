package io.github.churnml.report;

import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.ShareChange;
import io.github.churnml.error.Wording;
import io.github.churnml.report.html.HtmlWriter;
import io.github.churnml.report.html.Style;
import java.util.List;
import java.util.Locale;

/** The drift report as one HTML page that needs nothing else: a table, and both distributions of every column as charts. */
public final class DriftPage {

    private static final List<String> HEADER = List.of(
            "column", "PSI", "by chance, up to", "KS", "KS p", "Jensen-Shannon", "missing", "rare, unseen", "verdict");

    private final DriftComparison comparison;
    private final HtmlWriter page = new HtmlWriter("Drift report", Style.DRIFT);

    private DriftPage(DriftComparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Draws a comparison.
     *
     * @param comparison what was found
     * @return the whole page, the same for the same comparison
     */
    public static String html(DriftComparison comparison) {
        return new DriftPage(comparison).html();
    }

    private String html() {
        page.open("main").line();
        page.element("h1", "Drift report").line();
        about();
        table();
        legend();
        page.open("div", "class", "cards").line();
        comparison.rows().forEach(this::card);
        return page.close("div").line().close("main").end();
    }

    /** What was compared, and what came of it. */
    private void about() {
        DriftReport report = comparison.report();
        page.element(
                        "p",
                        "Reference " + comparison.reference() + " (" + Wording.count(report.referenceRows())
                                + " rows), new " + comparison.current() + " (" + Wording.count(report.currentRows())
                                + " rows), PSI threshold "
                                + report.settings().threshold(),
                        "class",
                        "soft")
                .line();
        page.element("p", comparison.headline(), "class", "answer").line();
        paragraph(report.rule());
        paragraph(comparison.byTests());
        paragraph(comparison.scoreNote());
        comparison.notCompared().forEach(this::paragraph);
        paragraph(comparison.multivariate());
    }

    private void paragraph(String text) {
        if (!text.isEmpty()) {
            page.element("p", text).line();
        }
    }

    private void table() {
        page.open("div", "class", "wide", "tabindex", "0", "role", "group", "aria-label", "Drift by column")
                .open("table")
                .open("thead")
                .open("tr");
        HEADER.forEach(name -> page.element("th", name));
        page.close("tr").close("thead").open("tbody").line();
        comparison.rows().forEach(this::row);
        page.close("tbody").close("table").close("div").line();
    }

    private void row(ColumnDrift column) {
        page.open("tr")
                .element("td", comparison.label(column))
                .element("td", DriftComparison.measure(column.psi()))
                .element("td", DriftComparison.measure(column.criticalPsi()))
                .element("td", DriftComparison.distance(column))
                .element("td", DriftComparison.probability(column))
                .element("td", DriftComparison.measure(column.jensenShannon()))
                .element("td", shares(column.missing()))
                .element("td", shares(column.unseen()))
                .element(
                        "td",
                        column.verdict().label() + (column.counted() ? "" : " (not counted)"),
                        "class",
                        kind(column))
                .close("tr")
                .line();
    }

    private void legend() {
        page.open("p", "class", "soft")
                .text("Share of rows by bin:")
                .element("span", "", "class", "key r")
                .text("reference")
                .element("span", "", "class", "key n")
                .text("new")
                .close("p")
                .line();
    }

    private void card(ColumnDrift column) {
        page.open("section", "class", "card")
                .element("h2", comparison.label(column))
                .open("p", "class", "soft")
                .element("b", column.verdict().label(), "class", kind(column))
                .text(": " + column.reason())
                .close("p")
                .line();
        new DriftChart(column).draw(page);
        page.close("section").line();
    }

    private static String kind(ColumnDrift column) {
        return column.verdict().name().toLowerCase(Locale.ROOT);
    }

    /** Empty where both are 0. */
    private static String shares(ShareChange change) {
        return change.reference() + change.current() == 0
                ? ""
                : Wording.percent(change.reference()) + " → " + Wording.percent(change.current());
    }
}
