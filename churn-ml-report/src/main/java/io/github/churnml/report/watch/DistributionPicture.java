package io.github.churnml.report.watch;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.drift.ColumnBins;
import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.error.Wording;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Two bars for each bin of a column, those of the reference and those of the new table. */
final class DistributionPicture {

    private static final int MOST_LEVELS = 12;

    /** A pair of bars. */
    private record Pair(String label, double reference, double current) {}

    private final ColumnDrift column;

    private DistributionPicture(ColumnDrift column) {
        this.column = column;
    }

    static Picture of(ColumnDrift column, String label) {
        List<Pair> pairs = new DistributionPicture(column).pairs();
        List<Mark.Box> reference = new ArrayList<>();
        List<Mark.Box> current = new ArrayList<>();
        Table.Builder numbers = Table.of("Share of rows by bin", "bin", "reference", "new");
        double most = 0;
        for (int i = 0; i < pairs.size(); i++) {
            Pair pair = pairs.get(i);
            most = Math.max(most, Math.max(pair.reference, pair.current));
            reference.add(new Mark.Box(
                    i - 0.38, i, 0, pair.reference, pair.label + ": " + Wording.percent(pair.reference) + " before"));
            current.add(new Mark.Box(
                    i, i + 0.38, 0, pair.current, pair.label + ": " + Wording.percent(pair.current) + " now"));
            numbers.row(Cell.of(pair.label), Cell.exact(pair.reference), Cell.exact(pair.current));
        }
        Figure figure = new Figure(
                Words.name(label),
                column.verdict().label() + ": " + column.reason(),
                Axis.Numbers.around("share of rows", Unit.SHARE, 0, most),
                new Axis.Names("", pairs.stream().map(Pair::label).toList()),
                List.of(
                        new Mark.Boxes("reference", Tone.SECOND, reference),
                        new Mark.Boxes("new", Tone.FIRST, current)));
        return new Picture(figure, numbers.build());
    }

    private List<Pair> pairs() {
        ColumnBins bins = column.bins();
        int named = bins.reference().size() - 2;
        double[] reference = shares(bins.reference());
        double[] current = shares(bins.current());
        List<Pair> pairs = new ArrayList<>();
        if (column.ks().isPresent()) {
            for (int i = 0; i < named; i++) {
                pairs.add(new Pair(range(bins.edges(), i), reference[i], current[i]));
            }
        } else {
            levels(bins, reference, current, pairs);
        }
        String unread = bins.edges().isEmpty() ? "other, unreadable" : "unreadable";
        String other = column.ks().isPresent() ? unread : "rare or unseen";
        for (int i = named; i < named + 2; i++) {
            if (reference[i] + current[i] > 0 || pairs.isEmpty()) {
                pairs.add(new Pair(i == named ? other : "missing", reference[i], current[i]));
            }
        }
        return pairs;
    }

    /** The most frequent levels; the others together. */
    private static void levels(ColumnBins bins, double[] reference, double[] current, List<Pair> pairs) {
        List<Integer> order = IntStream.range(0, bins.levels().size())
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -Math.max(reference[i], current[i])))
                .toList();
        double restReference = 0;
        double restCurrent = 0;
        for (int i : order) {
            if (pairs.size() < MOST_LEVELS) {
                pairs.add(new Pair(Words.name(bins.levels().get(i)), reference[i], current[i]));
            } else {
                restReference += reference[i];
                restCurrent += current[i];
            }
        }
        if (restReference + restCurrent > 0) {
            pairs.add(new Pair((order.size() - MOST_LEVELS) + " more", restReference, restCurrent));
        }
    }

    private String range(List<Double> edges, int bin) {
        if (edges.isEmpty()) {
            return "value";
        }
        return bin == 0
                ? "≤ " + number(edges.get(0))
                : bin == edges.size() ? "> " + number(edges.get(bin - 1)) : "≤ " + number(edges.get(bin));
    }

    private String number(double value) {
        if (column.type() == ColumnType.DATE) {
            return Dates.text(Math.floor(value));
        }
        double size = Math.abs(value);
        String text = size != 0 && (size >= 1e7 || size < 1e-3)
                ? String.format(Locale.ROOT, "%.3g", value)
                : String.format(Locale.ROOT, size >= 1000 ? "%.0f" : size >= 10 ? "%.1f" : "%.3f", value);
        return text.contains(".") && !text.contains("e") ? text.replaceAll("\\.?0+$", "") : text;
    }

    private static double[] shares(List<Long> counts) {
        double total = counts.stream().mapToLong(Long::longValue).sum();
        return counts.stream()
                .mapToDouble(value -> total == 0 ? 0 : value / total)
                .toArray();
    }
}
