package io.github.churnml.report;

import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.report.html.HtmlWriter;
import java.util.Locale;

/** What the model's decisions bring per customer beside contacting everyone and no one: bars with their intervals. */
final class MoneyChart {

    private static final int WIDTH = 620;
    private static final int LABEL = 110;
    private static final int NUMBER = 70;
    private static final int BAR = 16;
    private static final int STEP = 30;

    private final Evaluation evaluation;

    MoneyChart(Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    void draw(HtmlWriter page) {
        Estimate model = evaluation.metric(Metric.PROFIT);
        Estimate everyone = evaluation.metric(Metric.PROFIT_EVERYONE);
        double least = Math.min(0, Math.min(low(model), low(everyone)));
        double most = Math.max(0, Math.max(high(model), high(everyone)));
        double scale = most > least ? (WIDTH - LABEL - 2 * NUMBER) / (most - least) : 0;
        double zero = LABEL + NUMBER - least * scale;
        page.open(
                        "svg",
                        "viewBox",
                        "0 0 " + WIDTH + " " + (3 * STEP + 4),
                        "role",
                        "img",
                        "aria-label",
                        "Money per customer by the model, contacting everyone, and no one")
                .line();
        page.empty("rect", "class", "axis", "x", at(zero - 0.5), "y", "0", "width", "1", "height", at(3 * STEP));
        bar(page, "by the model", "n", 0, model, zero, scale);
        bar(page, "everyone", "r", 1, everyone, zero, scale);
        bar(page, "no one", "r", 2, new Estimate(0, Double.NaN, Double.NaN, 0.95), zero, scale);
        page.close("svg").line();
    }

    private static void bar(
            HtmlWriter page, String name, String kind, int place, Estimate amount, double zero, double scale) {
        int top = place * STEP + 6;
        double end = zero + amount.value() * scale;
        page.element("text", name, "text-anchor", "end", "x", at(LABEL - 6), "y", at(top + BAR - 4));
        page.empty(
                "rect",
                "class",
                kind,
                "x",
                at(Math.min(zero, end)),
                "y",
                at(top),
                "width",
                at(Math.abs(end - zero)),
                "height",
                at(BAR));
        if (amount.hasInterval()) {
            page.empty(
                    "rect",
                    "class",
                    "whisker",
                    "x",
                    at(zero + amount.low() * scale),
                    "y",
                    at(top + BAR / 2.0 - 1),
                    "width",
                    at((amount.high() - amount.low()) * scale),
                    "height",
                    "2");
        }
        double right = Math.max(Math.max(zero, end), amount.hasInterval() ? zero + amount.high() * scale : zero);
        page.element("text", EvaluationPage.amount(amount.value()), "x", at(right + 6), "y", at(top + BAR - 4));
        page.line();
    }

    private static double low(Estimate estimate) {
        return estimate.hasInterval() ? Math.min(estimate.low(), estimate.value()) : estimate.value();
    }

    private static double high(Estimate estimate) {
        return estimate.hasInterval() ? Math.max(estimate.high(), estimate.value()) : estimate.value();
    }

    private static String at(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
    }
}
