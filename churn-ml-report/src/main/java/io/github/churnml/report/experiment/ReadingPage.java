package io.github.churnml.report.experiment;

import io.github.churnml.data.Notice;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.experiment.ExperimentCounts;
import io.github.churnml.registry.experiment.ExperimentReading;
import io.github.churnml.registry.experiment.OutcomeReading;
import io.github.churnml.registry.experiment.ReadingOptions;
import io.github.churnml.registry.experiment.SampleRatio;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Bullets;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Commands;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an experiment has shown, as a report: the verdict and what to do first, then the difference over time and the groups. */
public final class ReadingPage {

    private static final int MOST_VERSIONS = 20;
    private static final int MOST_NOTES = 20;

    private final ExperimentReading reading;
    private final ReadingOptions options;
    private final List<ExperimentReading> looks;

    private ReadingPage(ExperimentReading reading, ReadingOptions options, List<ExperimentReading> looks) {
        this.reading = reading;
        this.options = options;
        this.looks = looks;
    }

    /**
     * Says what there is to say of a reading.
     *
     * @param reading the reading
     * @param options how it was read
     * @param looks the same experiment read as of earlier days, the earliest first; may be empty
     * @return the report, the same for the same readings
     */
    public static Report of(ExperimentReading reading, ReadingOptions options, List<ExperimentReading> looks) {
        List<ExperimentReading> all = new ArrayList<>(looks);
        all.add(reading);
        return new ReadingPage(reading, options, all).report();
    }

    private Report report() {
        List<Section> sections = new ArrayList<>();
        sections.add(next());
        sections.add(difference());
        sections.add(groups());
        sections.add(customers());
        sections.add(noticed());
        return new Report(
                "Experiment " + Words.name(reading.experiment()),
                "As of " + Unit.TIME.text(reading.asOf().getEpochSecond()) + " UTC, begun "
                        + Unit.TIME.text(reading.from().getEpochSecond()) + ", each customer read "
                        + Wording.count(options.horizon().toDays(), "day", "days") + " after the first exposure.",
                opening(),
                sections);
    }

    private List<Block> opening() {
        List<Block> blocks = new ArrayList<>();
        String verdict = capital(reading.recommendation().label()) + ". " + Words.text(reading.sentence(), 600);
        blocks.add(reading.isAlarm() ? Finding.warning(verdict) : Finding.main(verdict));
        reading.deciding()
                .ifPresent(outcome -> blocks.add(Finding.note(Words.name(outcome.name()) + ": champion "
                        + level(outcome, outcome.championMean()) + ", challenger "
                        + level(outcome, outcome.challengerMean())
                        + ", difference " + change(outcome, outcome.difference())
                        + (outcome.enough()
                                ? " (" + Wording.percent(1 - options.alpha()) + " interval "
                                        + change(outcome, outcome.low()) + " to " + change(outcome, outcome.high())
                                        + ", however often one looks)"
                                : "; too few customers for an interval")
                        + ".")));
        return blocks;
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private Section next() {
        List<Block> blocks = new ArrayList<>();
        List<String> commands =
                switch (reading.recommendation()) {
                    case PROMOTE_CHALLENGER ->
                        List.of(
                                "churn promote --version CHALLENGER --data holdout.csv --why \"the experiment\"",
                                "churn registry release challenger --why \"the experiment is over\"");
                    case STOP_FOR_HARM, KEEP_CHAMPION ->
                        List.of("churn registry release challenger --why \"the experiment is over\"");
                    case GO_ON, REPAIR -> List.<String>of();
                };
        blocks.add(new Paragraph(
                switch (reading.recommendation()) {
                    case PROMOTE_CHALLENGER ->
                        "The challenger is better. Hold it to the gates and let it serve all customers.";
                    case STOP_FOR_HARM ->
                        "The challenger is worse. End the experiment; the champion answers everyone again.";
                    case KEEP_CHAMPION ->
                        "Whatever the difference is, it is less than was planned for. End the experiment and keep the champion.";
                    case GO_ON -> "It cannot be told yet. Let the experiment go on and read it again on any later day.";
                    case REPAIR ->
                        "Nothing is told of the models, since the two groups are not as stated. Find out which customers are"
                                + " missing in one of them, repair that, and begin anew.";
                }));
        if (!commands.isEmpty()) {
            blocks.add(new Commands(commands));
        }
        return new Section("What to do", blocks);
    }

    private Section difference() {
        List<Block> blocks = new ArrayList<>();
        if (reading.outcomes().isEmpty()) {
            blocks.add(new Paragraph("No difference is told."));
        }
        for (OutcomeReading outcome : reading.outcomes()) {
            overTime(outcome).ifPresent(blocks::add);
        }
        if (looks.size() > 1 && !reading.outcomes().isEmpty()) {
            blocks.add(new Paragraph(
                    "Earlier days are read as they would have been then, of the same log and outcomes. The"
                            + " intervals hold at all looks together, so they may be looked at every day."));
        }
        return new Section("The difference over time", blocks);
    }

    private Optional<Block> overTime(OutcomeReading now) {
        List<Mark.Point> points = new ArrayList<>();
        List<Mark.Span> spans = new ArrayList<>();
        Table.Builder numbers = Table.of(
                "Difference of " + Words.name(now.name()) + " by day",
                "as of",
                "customers",
                "difference",
                "low",
                "high",
                "p");
        double low = Math.min(0, -now.effect());
        double high = Math.max(0, now.effect());
        double first = Double.NaN;
        double last = Double.NaN;
        for (ExperimentReading look : looks) {
            Optional<OutcomeReading> then = look.outcomes().stream()
                    .filter(outcome -> outcome.name().equals(now.name()))
                    .findFirst();
            if (then.isEmpty() || !Double.isFinite(then.get().difference())) {
                continue;
            }
            OutcomeReading outcome = then.get();
            double at = look.asOf().getEpochSecond();
            first = Double.isNaN(first) ? at : first;
            last = at;
            points.add(new Mark.Point(
                    at, outcome.difference(), Unit.TIME.text(at) + ": " + change(outcome, outcome.difference())));
            if (outcome.low() <= outcome.high()) {
                spans.add(new Mark.Span(at, outcome.low(), outcome.high()));
                low = Math.min(low, outcome.low());
                high = Math.max(high, outcome.high());
            }
            low = Math.min(low, outcome.difference());
            high = Math.max(high, outcome.difference());
            numbers.row(
                    Cell.of(look.asOf().toString()),
                    Cell.of(Unit.COUNT, outcome.champions() + outcome.challengers()),
                    Cell.exact(outcome.difference()),
                    Cell.exact(outcome.low()),
                    Cell.exact(outcome.high()),
                    Cell.exact(outcome.pValue()));
        }
        if (points.isEmpty()) {
            return Optional.empty();
        }
        boolean less = now.isRate() && !options.higherIsBetter();
        double planned = less ? -now.effect() : now.effect();
        Axis.Numbers x = Axis.Numbers.times("as of", first, last);
        List<Mark> marks = new ArrayList<>();
        if (spans.size() > 1) {
            marks.add(new Mark.Band("always-valid interval", Tone.FIRST, spans));
        } else if (!spans.isEmpty()) {
            marks.add(new Mark.Intervals("always-valid interval", Tone.FIRST, spans));
        }
        marks.add(
                points.size() > 1
                        ? new Mark.Line("challenger less champion", Tone.FIRST, points)
                        : new Mark.Points("challenger less champion", Tone.FIRST, points));
        marks.add(new Mark.Rule("no difference", Tone.QUIET, new Mark.Point(x.from(), 0), new Mark.Point(x.to(), 0)));
        marks.add(new Mark.Rule(
                "planned gain", Tone.SECOND, new Mark.Point(x.from(), planned), new Mark.Point(x.to(), planned)));
        String side = now.low() > 0 ? " and lies above 0" : now.high() < 0 ? " and lies below 0" : " and holds 0";
        String finding = "The difference is " + change(now, now.difference()) + " by now"
                + (now.enough()
                        ? "; its interval goes from " + change(now, now.low()) + " to " + change(now, now.high()) + side
                        : "; there are too few customers for an interval")
                + ". " + (less ? "Below 0 the challenger is better." : "Above 0 the challenger is better.");
        return Optional.of(new Picture(
                new Figure(
                        "Difference of " + Words.name(now.name()),
                        finding,
                        x,
                        Axis.Numbers.around("", now.isRate() ? Unit.SHARE : Unit.PLAIN, low, high),
                        marks),
                numbers.build()));
    }

    private Section groups() {
        List<Block> blocks = new ArrayList<>();
        Table.Builder versions = Table.of("Versions that answered", "arm and version", "answers");
        int[] rows = new int[1];
        reading.versions()
                .forEach((arm, answers) -> answers.forEach((version, count) -> {
                    if (rows[0]++ < MOST_VERSIONS) {
                        versions.row(Cell.of(Words.name(arm) + ": " + Words.name(version)), Cell.of(Unit.COUNT, count));
                    }
                }));
        for (OutcomeReading outcome : reading.outcomes()) {
            blocks.add(arms(outcome));
        }
        Table.Builder table = Table.of(
                "Outcomes, with all digits",
                "outcome",
                "champions",
                "challengers",
                "champion",
                "challenger",
                "difference",
                "low",
                "high",
                "p");
        for (OutcomeReading outcome : reading.outcomes()) {
            table.row(
                    Cell.of(Words.name(outcome.name())),
                    Cell.of(Unit.COUNT, outcome.champions()),
                    Cell.of(Unit.COUNT, outcome.challengers()),
                    Cell.exact(outcome.championMean()),
                    Cell.exact(outcome.challengerMean()),
                    Cell.exact(outcome.difference()),
                    Cell.exact(outcome.low()),
                    Cell.exact(outcome.high()),
                    Cell.exact(outcome.pValue()));
            if (outcome.adjusted()) {
                blocks.add(new Paragraph(Words.name(outcome.name())
                        + ": the difference is adjusted by the champion's score (slope "
                        + Words.measure(outcome.theta()) + "), which takes "
                        + Wording.percent(Math.max(0, outcome.varianceReduction())) + " of the variance away."));
            }
        }
        if (!reading.outcomes().isEmpty()) {
            blocks.add(table.build());
        }
        blocks.add(versions.build());
        return new Section("The two groups", blocks);
    }

    private static Block arms(OutcomeReading outcome) {
        double champion = outcome.championMean();
        double challenger = outcome.challengerMean();
        Unit unit = outcome.isRate() ? Unit.SHARE : Unit.PLAIN;
        List<Mark.Bar> bars = List.of(
                Mark.Bar.at(0, finite(champion), level(outcome, champion)),
                Mark.Bar.at(1, finite(challenger), level(outcome, challenger)));
        return new Picture(
                new Figure(
                        Words.name(outcome.name()) + " in each group",
                        Wording.count(outcome.champions(), "customer", "customers") + " of the champion have "
                                + level(outcome, champion) + ", " + Wording.count(outcome.challengers())
                                + " of the challenger " + level(outcome, challenger)
                                + "; the difference and its interval are"
                                + " above.",
                        Axis.Numbers.around(
                                outcome.isRate() ? "rate" : "mean amount",
                                unit,
                                Math.min(0, Math.min(finite(champion), finite(challenger))),
                                Math.max(0, Math.max(finite(champion), finite(challenger)))),
                        new Axis.Names("", List.of("champion", "challenger")),
                        List.of(new Mark.Bars("", Tone.FIRST, bars))),
                Table.of("Means", "group", "customers", "mean")
                        .row(Cell.of("champion"), Cell.of(Unit.COUNT, outcome.champions()), Cell.exact(champion))
                        .row(Cell.of("challenger"), Cell.of(Unit.COUNT, outcome.challengers()), Cell.exact(challenger))
                        .build());
    }

    private static double finite(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    private Section customers() {
        ExperimentCounts counts = reading.counts();
        SampleRatio ratio = reading.ratio();
        long all = ratio.champions() + ratio.challengers();
        String division =
                Wording.count(ratio.challengers()) + " of " + Wording.count(all) + " customers got the challenger"
                        + (all == 0 ? "" : " (" + Wording.percent((double) ratio.challengers() / all) + ")") + " where "
                        + Wording.percent(ratio.share()) + " was stated"
                        + (ratio.alarm() ? ": that is no chance." : ", as chance has it.");
        Table table = Table.of("Customers", "what", "customers")
                .row(Cell.of("exposed"), Cell.of(Unit.COUNT, counts.customers()))
                .row(Cell.of("got both models: left out"), Cell.of(Unit.COUNT, counts.inBoth()))
                .row(Cell.of("horizon not passed yet"), Cell.of(Unit.COUNT, counts.tooRecent()))
                .row(Cell.of("had left before: left out"), Cell.of(Unit.COUNT, counts.before()))
                .row(Cell.of("without an outcome"), Cell.of(Unit.COUNT, counts.withoutOutcome()))
                .row(Cell.of("read"), Cell.of(Unit.COUNT, counts.read()))
                .row(Cell.of("outcomes of customers not exposed"), Cell.of(Unit.COUNT, counts.unknownOutcomes()))
                .row(Cell.of("outcomes said twice"), Cell.of(Unit.COUNT, counts.repeatedOutcomes()))
                .build();
        Table checks = Table.of("Checks of the division", "what", "p")
                .row(Cell.of("division as stated"), Cell.exact(ratio.pValue()))
                .row(Cell.of("its worst day, " + Words.name(ratio.worstDay())), Cell.exact(ratio.worstDayPValue()))
                .row(Cell.of("outcomes missing as often in both"), Cell.exact(reading.missingPValue()))
                .build();
        return new Section(
                "Who was read",
                List.of(ratio.alarm() ? Finding.warning(division) : Finding.note(division), table, checks));
    }

    private Section noticed() {
        List<Notice> notices = reading.notices();
        if (notices.isEmpty()) {
            return new Section("What was noticed", List.of(new Paragraph("Nothing else is to be known.")));
        }
        return new Section(
                "What was noticed",
                List.of(new Bullets(notices.stream()
                        .limit(MOST_NOTES)
                        .map(notice -> Words.text(notice.message(), 400))
                        .toList())));
    }

    private static String level(OutcomeReading outcome, double mean) {
        if (!Double.isFinite(mean)) {
            return "nothing known";
        }
        return outcome.isRate() ? String.format(Locale.ROOT, "%.2f %%", 100 * mean) : Unit.PLAIN.text(mean);
    }

    private static String change(OutcomeReading outcome, double value) {
        if (!Double.isFinite(value)) {
            return "not known";
        }
        return outcome.isRate()
                ? String.format(Locale.ROOT, "%+.2f points", 100 * value + 0.0)
                : String.format(Locale.ROOT, "%+.2f", value);
    }
}
