package io.github.churnml.cli;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.drift.ColumnBins;
import io.github.churnml.drift.ColumnDrift;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Two bars per bin, reference and new, as an SVG picture that stands in a page. */
final class DriftChart {

    private static final int WIDTH = 360;
    private static final int LABEL = 118;
    private static final int BAR = 9;
    private static final int STEP = 27;
    private static final int NUMBER = 42;
    private static final int MOST_LEVELS = 12;
    private static final int LONGEST = 20;

    /** A pair of bars. */
    private record Pair(String label, double reference, double current) {}

    private final ColumnDrift column;

    DriftChart(ColumnDrift column) {
        this.column = column;
    }

    void append(StringBuilder page) {
        List<Pair> pairs = pairs();
        double greatest = pairs.stream()
                .mapToDouble(pair -> Math.max(pair.reference, pair.current))
                .max()
                .orElse(0);
        page.append("<svg viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(pairs.size() * STEP + 2)
                .append("\" role=\"img\" aria-label=\"Shares by bin of ")
                .append(DriftPage.escape(column.name()))
                .append("\">\n");
        for (int i = 0; i < pairs.size(); i++) {
            pair(page, pairs.get(i), i * STEP, greatest > 0 ? (WIDTH - LABEL - NUMBER) / greatest : 0);
        }
        page.append("</svg>\n");
    }

    private static void pair(StringBuilder page, Pair pair, int top, double scale) {
        page.append("<text text-anchor=\"end\" x=\"")
                .append(LABEL - 6)
                .append("\" y=\"")
                .append(top + BAR + 5)
                .append("\">")
                .append(DriftPage.escape(pair.label))
                .append("</text>");
        bar(page, "r", top + 1, pair.reference, scale);
        bar(page, "n", top + 2 + BAR, pair.current, scale);
        page.append('\n');
    }

    private static void bar(StringBuilder page, String kind, int top, double share, double scale) {
        page.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/><text x=\"%.1f\" y=\"%d\">%.1f%%</text>",
                kind,
                LABEL,
                top,
                share * scale,
                BAR,
                LABEL + share * scale + 4,
                top + BAR,
                100 * share));
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
            if (reference[i] + current[i] > 0) {
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
                String level = bins.levels().get(i);
                String shown = level.length() > LONGEST ? level.substring(0, LONGEST - 1) + "…" : level;
                pairs.add(new Pair(shown, reference[i], current[i]));
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
