package io.github.churnml.report;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dates;
import io.github.churnml.drift.ColumnBins;
import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.error.Wording;
import io.github.churnml.report.html.HtmlWriter;
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
    private static final int NUMBER = 48;
    private static final int MOST_LEVELS = 12;
    private static final int LONGEST = 20;

    /** A pair of bars. */
    private record Pair(String label, double reference, double current) {}

    private final ColumnDrift column;

    DriftChart(ColumnDrift column) {
        this.column = column;
    }

    void draw(HtmlWriter page) {
        List<Pair> pairs = pairs();
        double greatest = pairs.stream()
                .mapToDouble(pair -> Math.max(pair.reference, pair.current))
                .max()
                .orElse(0);
        double scale = greatest > 0 ? (WIDTH - LABEL - NUMBER) / greatest : 0;
        page.open(
                        "svg",
                        "viewBox",
                        "0 0 " + WIDTH + " " + (pairs.size() * STEP + 2),
                        "role",
                        "img",
                        "aria-label",
                        "Shares by bin of " + column.name())
                .line();
        for (int i = 0; i < pairs.size(); i++) {
            pair(page, pairs.get(i), i * STEP, scale);
        }
        page.close("svg").line();
    }

    private static void pair(HtmlWriter page, Pair pair, int top, double scale) {
        page.element("text", pair.label, "text-anchor", "end", "x", at(LABEL - 6), "y", at(top + BAR + 5));
        bar(page, "r", top + 1, pair.reference, scale);
        bar(page, "n", top + 2 + BAR, pair.current, scale);
        page.line();
    }

    private static void bar(HtmlWriter page, String kind, int top, double share, double scale) {
        double length = share * scale;
        page.empty("rect", "class", kind, "x", at(LABEL), "y", at(top), "width", at(length), "height", at(BAR));
        page.element("text", Wording.percent(share), "x", at(LABEL + length + 4), "y", at(top + BAR));
    }

    private static String at(int place) {
        return Integer.toString(place);
    }

    private static String at(double place) {
        return String.format(Locale.ROOT, "%.1f", place);
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
