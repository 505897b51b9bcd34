package io.github.churnml.report;

import io.github.churnml.data.Outcome;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.ConfusionMatrix;
import io.github.churnml.metrics.DecileRow;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.report.html.HtmlWriter;
import io.github.churnml.report.html.Style;
import java.util.List;
import java.util.Locale;

/**
 * An evaluation as one HTML page that needs nothing else: the metrics with their intervals, what decisions earn where it is known what
 * customers are worth, decisions against outcomes, and tenths of the customers.
 */
public final class EvaluationPage {

    private final String model;
    private final Target target;
    private final Evaluation evaluation;
    private final Outcome outcome;
    private final HtmlWriter page;

    private EvaluationPage(String model, Target target, Evaluation evaluation, Outcome outcome) {
        this.model = model;
        this.target = target;
        this.evaluation = evaluation;
        this.outcome = outcome;
        this.page = new HtmlWriter("Evaluation of " + model, Style.EVALUATION);
    }

    /**
     * Draws an evaluation.
     *
     * @param model which model was judged, such as its name and version
     * @param target what it predicts
     * @param evaluation how well it does
     * @return the whole page, the same for the same evaluation
     * @throws IllegalArgumentException if there were no rows to judge by
     */
    public static String html(String model, Target target, Evaluation evaluation) {
        return html(model, target, evaluation, Outcome.churn());
    }

    /**
     * Draws an evaluation in the words of an outcome.
     *
     * @param model which model was judged, such as its name and version
     * @param target what it predicts
     * @param evaluation how well it does
     * @param outcome what the positive class is, such as the model's own
     * @return the whole page, the same for the same evaluation
     * @throws IllegalArgumentException if there were no rows to judge by
     */
    public static String html(String model, Target target, Evaluation evaluation, Outcome outcome) {
        if (!evaluation.isKnown()) {
            throw new IllegalArgumentException("an evaluation of no rows");
        }
        return new EvaluationPage(model, target, evaluation, outcome).html();
    }

    /**
     * What decisions earn, against contacting everyone and no one, as a sentence.
     *
     * @param evaluation how well a model does
     * @return the sentence; empty where it is not known what customers are worth
     */
    public static String money(Evaluation evaluation) {
        return money(evaluation, Outcome.churn());
    }

    /**
     * What decisions earn, against contacting everyone and no one, as a sentence in the words of an outcome.
     *
     * @param evaluation how well a model does
     * @param outcome what the positive class is, such as the model's own
     * @return the sentence; empty where it is not known what customers are worth
     */
    public static String money(Evaluation evaluation, Outcome outcome) {
        if (!evaluation.metrics().containsKey(Metric.PROFIT)) {
            return "";
        }
        Estimate gain = evaluation.metric(Metric.PROFIT_GAIN);
        boolean everyone = evaluation.metric(Metric.PROFIT_EVERYONE).value() > 0;
        String brings = "Contacting whom the model predicts to " + outcome.does() + " brings "
                + amount(evaluation.metric(Metric.PROFIT).value()) + " per customer, " + signed(gain.value())
                + " against contacting " + (everyone ? "everyone" : "no one");
        if (!gain.hasInterval()) {
            return brings + "; there are too few customers to tell how sure that is.";
        }
        String sure = gain.low() > 0
                ? ": more than luck"
                : gain.high() < 0 ? ": a loss, so choose another threshold" : ", which may be luck";
        return brings + " (95 % interval " + signed(gain.low()) + " to " + signed(gain.high()) + ")" + sure + ".";
    }

    private String html() {
        page.open("main").line();
        page.element("h1", "Evaluation of " + model).line();
        page.element(
                        "p",
                        "Column '" + target.column() + "': " + Wording.count(evaluation.positives()) + " of "
                                + Wording.count(evaluation.rows()) + " customers " + outcome.did() + " ('"
                                + target.positive()
                                + "'). Measured on " + evaluation.describes() + ".",
                        "class",
                        "soft")
                .line();
        page.element("p", answer(), "class", "answer").line();
        money();
        metrics();
        decisions();
        deciles();
        return page.close("main").end();
    }

    private String answer() {
        Estimate area = evaluation.rocAuc();
        return "ROC-AUC " + measure(area.value())
                + (area.hasInterval() ? " (" + measure(area.low()) + " to " + measure(area.high()) + ")" : "");
    }

    private void money() {
        if (!evaluation.metrics().containsKey(Metric.PROFIT)) {
            return;
        }
        page.element("h2", "Money per customer").line();
        page.element("p", money(evaluation, outcome)).line();
        new MoneyChart(evaluation).draw(page);
        header("contacting", "brings", "95 % interval");
        amounts("whom the model predicts to " + outcome.does(), Metric.PROFIT);
        amounts("everyone", Metric.PROFIT_EVERYONE);
        row("no one", amount(0), "");
        amounts("the model, beyond the better of the two", Metric.PROFIT_GAIN);
        amounts("best threshold in hindsight", Metric.MAXIMUM_PROFIT);
        footer();
    }

    private void amounts(String name, Metric metric) {
        Estimate estimate = evaluation.metric(metric);
        row(
                name,
                amount(estimate.value()),
                estimate.hasInterval() ? amount(estimate.low()) + " to " + amount(estimate.high()) : "");
    }

    private void metrics() {
        page.element("h2", "Metrics").line();
        header("metric", "value", "95 % interval");
        evaluation.metrics().forEach((metric, estimate) -> {
            if (!metric.isMoney()) {
                row(
                        metric.label(),
                        measure(estimate.value()),
                        estimate.hasInterval() ? measure(estimate.low()) + " to " + measure(estimate.high()) : "");
            }
        });
        footer();
    }

    private void decisions() {
        ConfusionMatrix counts = evaluation.confusion();
        page.element("h2", "Decisions from probability " + evaluation.threshold() + " on")
                .line();
        header("outcome", "predicted " + target.positive(), "predicted " + target.negative());
        row("was " + target.positive(), count(counts.truePositives()), count(counts.falseNegatives()));
        row("was " + target.negative(), count(counts.falsePositives()), count(counts.trueNegatives()));
        footer();
    }

    private void deciles() {
        page.element("h2", "Tenths of the customers, most likely to " + outcome.does() + " first")
                .line();
        header("tenth", "customers", outcome.did(), "rate", "lift", "of all who " + outcome.did() + ", so far");
        for (DecileRow decile : evaluation.deciles()) {
            row(
                    String.valueOf(decile.decile()),
                    count(decile.customers()),
                    decimals(decile.churners(), 1),
                    Wording.percent(decile.rate()),
                    decimals(decile.lift(), 2),
                    Wording.percent(decile.cumulativeGain()));
        }
        footer();
    }

    private void header(String... names) {
        page.open("div", "class", "wide", "tabindex", "0", "role", "group", "aria-label", "Table: " + names[0])
                .open("table")
                .open("thead")
                .open("tr");
        List.of(names).forEach(name -> page.element("th", name));
        page.close("tr").close("thead").open("tbody").line();
    }

    private void row(String... cells) {
        page.open("tr");
        List.of(cells).forEach(cell -> page.element("td", cell));
        page.close("tr").line();
    }

    private void footer() {
        page.close("tbody").close("table").close("div").line();
    }

    private static String count(long count) {
        return Wording.count(count);
    }

    private static String measure(double value) {
        return decimals(value, 4);
    }

    static String amount(double value) {
        return decimals(value, 2);
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.2f", value);
    }

    private static String decimals(double value, int places) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + places + "f", value) : "-";
    }
}
