package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;

import io.github.churnml.error.Wording;
import io.github.churnml.registry.experiment.ExperimentCounts;
import io.github.churnml.registry.experiment.ExperimentReading;
import io.github.churnml.registry.experiment.OutcomeReading;
import io.github.churnml.registry.experiment.ReadingOptions;
import io.github.churnml.registry.experiment.SampleRatio;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A reading of an experiment, for people. */
final class ExperimentReport {

    private ExperimentReport() {}

    static String text(ExperimentReading reading, ReadingOptions options, @Nullable ResultFile out) {
        StringBuilder text = new StringBuilder("Experiment ")
                .append(Wording.name(reading.experiment()))
                .append(" as of ")
                .append(reading.asOf())
                .append(", begun ")
                .append(reading.from())
                .append(", read ")
                .append(options.horizon().toDays())
                .append(" days after each customer's first exposure\n");
        reading.versions().forEach((arm, versions) -> text.append("  ")
                .append(arm)
                .append(": version ")
                .append(versions.isEmpty() ? "-" : Wording.plain(String.join(", ", versions.keySet())))
                .append('\n'));
        text.append('\n').append(customers(reading.counts())).append('\n').append(ratio(reading.ratio()));
        reading.outcomes().forEach(outcome -> text.append('\n').append(outcome(outcome, options)));
        text.append("\nRecommendation: ")
                .append(reading.recommendation().label())
                .append("\n  ")
                .append(reading.sentence())
                .append('\n');
        if (!reading.notices().isEmpty()) {
            text.append("\nNoticed:\n").append(Subcommand.lines(reading.notices()));
        }
        if (out != null) {
            text.append("\nWritten: ").append(out).append('\n');
        }
        return text.toString();
    }

    private static TextTable customers(ExperimentCounts counts) {
        TextTable table = TextTable.ofNumbers("customers", "");
        table.row("exposed", count(counts.customers()));
        row(table, "got both models: left out", counts.inBoth());
        row(table, "horizon not passed yet", counts.tooRecent());
        row(table, "had left before: left out", counts.before());
        row(table, "without an outcome", counts.withoutOutcome());
        table.row("read", count(counts.read()));
        row(table, "outcomes of customers not exposed", counts.unknownOutcomes());
        row(table, "outcomes said twice", counts.repeatedOutcomes());
        return table;
    }

    private static void row(TextTable table, String what, long count) {
        if (count > 0) {
            table.row(what, count(count));
        }
    }

    private static String ratio(SampleRatio ratio) {
        long all = ratio.champions() + ratio.challengers();
        return String.format(
                Locale.ROOT,
                "Division: %s of %s with the challenger (%s) where %s was stated: p %s; worst day %s, p %s: %s\n",
                count(ratio.challengers()),
                count(all),
                Wording.percent((double) ratio.challengers() / all),
                Wording.percent(ratio.share()),
                probability(ratio.pValue()),
                ratio.worstDay(),
                probability(ratio.worstDayPValue()),
                ratio.alarm() ? "ALARM" : "as stated");
    }

    private static String outcome(OutcomeReading outcome, ReadingOptions options) {
        TextTable table =
                TextTable.ofNumbers(outcome.name(), "champion", "challenger", "difference", "low", "high", "p");
        table.row(
                outcome.isRate() ? "rate" : "mean amount",
                level(outcome, outcome.championMean()),
                level(outcome, outcome.challengerMean()),
                difference(outcome, outcome.difference()),
                difference(outcome, outcome.low()),
                difference(outcome, outcome.high()),
                probability(outcome.pValue()));
        table.row("customers", count(outcome.champions()), count(outcome.challengers()), "", "", "", "");
        return table + "  "
                + String.format(
                        Locale.ROOT,
                        "%s interval and p hold however often one looks; planned effect %s%s\n",
                        Wording.percent(1 - options.alpha()),
                        outcome.isRate()
                                ? String.format(Locale.ROOT, "%.2f points", 100 * outcome.effect())
                                : TextTable.decimals(outcome.effect()),
                        outcome.tau() == outcome.effect() ? "" : ", tau " + outcome.tau())
                + (outcome.adjusted()
                        ? String.format(
                                Locale.ROOT,
                                "  adjusted by the champion's score (slope %.3f), which takes %s of the variance away\n",
                                outcome.theta(),
                                Wording.percent(Math.max(0, outcome.varianceReduction())))
                        : "");
    }

    private static String level(OutcomeReading outcome, double mean) {
        return outcome.isRate() && !Double.isNaN(mean)
                ? String.format(Locale.ROOT, "%.2f %%", 100 * mean)
                : TextTable.decimals(mean, 2);
    }

    private static String difference(OutcomeReading outcome, double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return outcome.isRate()
                ? String.format(Locale.ROOT, "%+.2f pt", 100 * value)
                : String.format(Locale.ROOT, "%+.2f", value);
    }

    private static String probability(double p) {
        if (Double.isNaN(p)) {
            return "-";
        }
        return p < 0.0001 ? "< 0.0001" : String.format(Locale.ROOT, "%.4f", p);
    }
}
