package io.github.churnml.report.profile;

import io.github.churnml.error.Wording;
import io.github.churnml.profile.ColumnSummary;
import io.github.churnml.profile.MissingPattern;
import io.github.churnml.profile.MissingRate;
import io.github.churnml.profile.TableExploration;
import io.github.churnml.profile.TableProfile;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Where values are missing, in which columns together, and whether that goes with leaving. */
final class MissingSection {

    private static final int MOST = 12;
    private static final int MOST_NAMED = 4;

    private MissingSection() {}

    static Section of(TableExploration exploration) {
        TableProfile profile = exploration.profile();
        List<ColumnSummary> lacking = profile.columns().stream()
                .filter(column -> column.missing() > 0)
                .sorted(Comparator.comparingLong(ColumnSummary::missing).reversed())
                .toList();
        List<Block> blocks = new ArrayList<>();
        if (lacking.isEmpty()) {
            blocks.add(new Paragraph("No value is missing."));
            return new Section("Missing values", blocks);
        }
        List<Picture> pictures = new ArrayList<>();
        pictures.add(shares(lacking, profile.columns().size()));
        if (!exploration.missing().isEmpty()) {
            pictures.add(rates(exploration.missing()));
        }
        if (exploration.patterns().size() > 1 || !exploration.patterns().isEmpty() && lacking.size() > 1) {
            pictures.add(patterns(exploration.patterns(), profile.rows()));
        }
        blocks.add(new Grid(2, pictures));
        return new Section("Missing values", blocks);
    }

    private static Picture shares(List<ColumnSummary> lacking, int columns) {
        List<Mark.Bar> bars = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Table.Builder numbers = Table.of("Missing values", "column", "missing", "share");
        for (ColumnSummary column : lacking.subList(0, Math.min(MOST, lacking.size()))) {
            names.add(Words.name(column.name()));
            bars.add(Mark.Bar.at(bars.size(), column.missingShare(), Wording.percent(column.missingShare())));
            numbers.row(
                    Cell.of(Words.name(column.name())),
                    Cell.exact(column.missing()),
                    Cell.exact(column.missingShare()));
        }
        Figure figure = new Figure(
                "Where values are missing",
                Wording.count(lacking.size()) + " of " + Wording.count(columns, "column lacks", "columns lack")
                        + " values; the most are missing in "
                        + Words.name(lacking.get(0).name()) + ": "
                        + Wording.percent(lacking.get(0).missingShare()) + " of the rows."
                        + (lacking.size() > MOST ? " Drawn are the " + MOST + " with the most gaps." : ""),
                Axis.Numbers.around(
                        "share of the rows", Unit.SHARE, 0, lacking.get(0).missingShare()),
                new Axis.Names("", names),
                List.of(new Mark.Bars("", Tone.SECOND, bars)));
        return new Picture(figure, numbers.build());
    }

    private static Picture rates(List<MissingRate> all) {
        List<MissingRate> shown = all.subList(0, Math.min(MOST, all.size()));
        List<Mark.Point> without = new ArrayList<>();
        List<Mark.Point> with = new ArrayList<>();
        List<Mark.Span> spansWithout = new ArrayList<>();
        List<Mark.Span> spansWith = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Table.Builder numbers = Table.of(
                "Churn without and with a value",
                "column",
                "without",
                "left",
                "rate",
                "rate from",
                "to",
                "with",
                "left",
                "rate",
                "rate from",
                "to");
        double most = 0;
        for (MissingRate rate : shown) {
            int place = names.size();
            names.add(Words.name(rate.column()));
            if (rate.missing().rows() > 0) {
                without.add(point(
                        rate.missing().rate().value(),
                        place - 0.15,
                        rate.missing().rows()));
                spansWithout.add(new Mark.Span(
                        place - 0.15,
                        rate.missing().rate().low(),
                        rate.missing().rate().high()));
                most = Math.max(most, rate.missing().rate().high());
            }
            if (rate.present().rows() > 0) {
                with.add(point(
                        rate.present().rate().value(),
                        place + 0.15,
                        rate.present().rows()));
                spansWith.add(new Mark.Span(
                        place + 0.15,
                        rate.present().rate().low(),
                        rate.present().rate().high()));
                most = Math.max(most, rate.present().rate().high());
            }
            numbers.row(
                    Cell.of(Words.name(rate.column())),
                    Cell.exact(rate.missing().rows()),
                    Cell.exact(rate.missing().left()),
                    Cell.exact(rate.missing().rate().value()),
                    Cell.exact(rate.missing().rate().low()),
                    Cell.exact(rate.missing().rate().high()),
                    Cell.exact(rate.present().rows()),
                    Cell.exact(rate.present().left()),
                    Cell.exact(rate.present().rate().value()),
                    Cell.exact(rate.present().rate().low()),
                    Cell.exact(rate.present().rate().high()));
        }
        List<MissingRate> differ = all.stream().filter(MissingRate::differs).toList();
        Figure figure = new Figure(
                "Churn without a value",
                differ.isEmpty()
                        ? "Customers without a value leave about as often as those with one: the intervals overlap in every"
                                + " column."
                        : "A gap says something in "
                                + Wording.count(differ.size(), "column", "columns") + ", such as "
                                + Words.name(differ.get(0).column()) + ": "
                                + Wording.percent(differ.get(0).missing().rate().value())
                                + " of those without a value left, "
                                + Wording.percent(differ.get(0).present().rate().value())
                                + " of those with one. Give such gaps a value of their own.",
                Axis.Numbers.around("churn rate", Unit.SHARE, 0, Math.min(1, most)),
                new Axis.Names("", names),
                List.of(
                        new Mark.Intervals("", Tone.FIRST, spansWithout),
                        new Mark.Points("without a value, 95 % interval", Tone.FIRST, without),
                        new Mark.Intervals("", Tone.SECOND, spansWith),
                        new Mark.Points("with one", Tone.SECOND, with)));
        return new Picture(figure, numbers.build());
    }

    private static Mark.Point point(double rate, double place, long customers) {
        return new Mark.Point(rate, place, Wording.percent(rate) + " of " + Shown.customers(customers) + " left");
    }

    private static Picture patterns(List<MissingPattern> patterns, long rows) {
        List<Mark.Bar> bars = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Table.Builder numbers = Table.of(
                "Rows by what they lack", "without", "rows", "outcome known", "left", "rate", "rate from", "to");
        double most = 0;
        long shown = 0;
        for (MissingPattern pattern : patterns) {
            double share = (double) pattern.rows() / rows;
            most = Math.max(most, share);
            shown += pattern.rows();
            names.add(pattern.columns().isEmpty() ? "nothing" : name(pattern));
            bars.add(Mark.Bar.at(bars.size(), share, Wording.percent(share)));
            numbers.row(
                    Cell.of(pattern.columns().isEmpty() ? "nothing" : name(pattern)),
                    Cell.exact(pattern.rows()),
                    Cell.exact(pattern.known()),
                    Cell.exact(pattern.left()),
                    Cell.exact(pattern.rate().value()),
                    Cell.exact(pattern.rate().low()),
                    Cell.exact(pattern.rate().high()));
        }
        MissingPattern several = patterns.stream()
                .filter(pattern -> pattern.columns().size() > 1)
                .findFirst()
                .orElse(null);
        Figure figure = new Figure(
                "What rows lack",
                (several == null
                                ? "Gaps hardly stand in the same rows."
                                : Wording.percent((double) several.rows() / rows) + " of the rows lack " + name(several)
                                        + " together.")
                        + (shown < rows
                                ? " Rows that lack something else: " + Wording.percent((double) (rows - shown) / rows)
                                        + "."
                                : ""),
                Axis.Numbers.around("share of the rows", Unit.SHARE, 0, most),
                new Axis.Names("", names),
                List.of(new Mark.Bars("", Tone.SECOND, bars)));
        return new Picture(figure, numbers.build());
    }

    private static String name(MissingPattern pattern) {
        String names =
                pattern.columns().stream().limit(MOST_NAMED).map(Words::name).collect(Collectors.joining(", "));
        int more = pattern.columns().size() - MOST_NAMED;
        return more > 0 ? names + " and " + more + " more" : names;
    }
}
