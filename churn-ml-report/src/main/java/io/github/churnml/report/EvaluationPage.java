package io.github.churnml.report;

import io.github.churnml.data.Outcome;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.Evaluation;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.ExpectedCalibrationError;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.heldout.RankedRows;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation as a page, in the sections of a model's own: how well it ranks, whether probabilities mean what they say, what comes of
 * decisions, and what they earn where it is known what customers are worth.
 */
public final class EvaluationPage {

    private EvaluationPage() {}

    /**
     * What there is to say of an evaluation.
     *
     * @param model which model was judged, such as its name and version
     * @param target what it predicts, as the judged table has it
     * @param evaluation how well it does
     * @param outcome what the positive class is, such as the model's own
     * @param calibrator what turned log-odds into probabilities, in a word
     * @param labels 1 for each customer who left, 0 for each who did not: those that were judged
     * @param probabilities what the model gave each
     * @param value what every customer is worth alike; null where that is not known, or differs from customer to customer
     * @return the page; the same for the same evaluation
     * @throws IllegalArgumentException if there were no rows to judge by, or they are others than those of the evaluation
     */
    public static Report of(
            String model,
            Target target,
            Evaluation evaluation,
            Outcome outcome,
            String calibrator,
            int[] labels,
            double[] probabilities,
            @Nullable CustomerValue value) {
        if (!evaluation.isKnown() || evaluation.rows() != labels.length || labels.length != probabilities.length) {
            throw new IllegalArgumentException("an evaluation of (" + evaluation.rows() + ") rows, with ("
                    + labels.length + ") labels and (" + probabilities.length + ") probabilities");
        }
        List<ScoreBin> bins = ScoreBin.read(ExpectedCalibrationError.reliability(labels, probabilities));
        HeldOut held = new HeldOut(evaluation, bins, Optional.ofNullable(value), ranked(labels, probabilities, value));
        boolean both = evaluation.positives() > 0 && evaluation.positives() < evaluation.rows();
        List<Block> opening = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        if (both) {
            opening.add(Finding.main(RankingSection.ranks(held, outcome)));
            String money = money(evaluation, outcome);
            if (!money.isEmpty()) {
                opening.add(Finding.note(money));
            }
            opening.add(new Paragraph("Held out, on this page, are the customers of this table."));
            sections.add(DecisionSection.of(held, target, outcome));
            sections.add(RankingSection.of(held, outcome));
            sections.add(ProbabilitySection.of(held, calibrator, outcome));
            sections.add(amounts(evaluation));
        } else {
            opening.add(Finding.main("All " + Wording.count(evaluation.rows())
                    + " customers count as the same, so nothing tells" + " how well the model does."));
            sections.add(new Section("Metrics", List.of(RankingSection.metrics(held))));
        }
        sections.removeIf(section -> section.blocks().isEmpty());
        return new Report(
                "Evaluation of " + model,
                "Column '" + Words.name(target.column()) + "': " + Wording.count(evaluation.positives()) + " of "
                        + Wording.count(evaluation.rows()) + " customers " + outcome.did() + " ('"
                        + Words.name(target.positive()) + "'). Measured on " + evaluation.describes() + ".",
                opening,
                sections);
    }

    private static RankedRows ranked(int[] labels, double[] probabilities, @Nullable CustomerValue value) {
        if (value == null) {
            return RankedRows.of(labels, probabilities, null, new Campaign(0, 0, 1));
        }
        double[] values = new double[labels.length];
        Arrays.fill(values, value.amount() * value.months());
        return RankedRows.of(labels, probabilities, values, value.campaign());
    }

    /** What contacting different customers brings, one way below the other; no blocks where that is not known. */
    private static Section amounts(Evaluation evaluation) {
        if (!evaluation.metrics().containsKey(Metric.PROFIT)) {
            return new Section("Money per customer", List.of());
        }
        Table.Builder table = Table.of("Money per customer", "contacting", "brings", "from", "to");
        amount(table, "whom the model predicts to", evaluation.metric(Metric.PROFIT));
        amount(table, "everyone", evaluation.metric(Metric.PROFIT_EVERYONE));
        amount(table, "no one", new Estimate(0, Double.NaN, Double.NaN, 0.95));
        amount(table, "the model, beyond the better of the two", evaluation.metric(Metric.PROFIT_GAIN));
        amount(table, "best threshold in hindsight", evaluation.metric(Metric.MAXIMUM_PROFIT));
        return new Section("Money per customer", List.of(table.build()));
    }

    private static void amount(Table.Builder table, String name, Estimate estimate) {
        table.row(
                Cell.of(name),
                Cell.of(Unit.MONEY, estimate.value()),
                Cell.of(Unit.MONEY, estimate.low()),
                Cell.of(Unit.MONEY, estimate.high()));
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

    private static String amount(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.2f", value) : "-";
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.2f", value);
    }
}
