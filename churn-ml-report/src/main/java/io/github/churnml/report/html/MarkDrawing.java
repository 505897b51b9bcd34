package io.github.churnml.report.html;

import static io.github.churnml.report.html.FigureDrawing.at;

import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Mark;
import java.util.List;
import java.util.stream.Collectors;

/** Draws the marks of a figure. A tone is a colour with a pattern, a dash or a shape, which the style sheet has by its number. */
final class MarkDrawing {

    private final HtmlWriter page;
    private final Scale x;
    private final Scale y;
    private final boolean lying;

    MarkDrawing(HtmlWriter page, Scale x, Scale y, boolean lying) {
        this.page = page;
        this.x = x;
        this.y = y;
        this.lying = lying;
    }

    void draw(Mark mark) {
        if (mark instanceof Mark.Line line) {
            page.empty("polyline", "class", "l" + tone(mark), "points", places(line.points()));
            line.points().stream()
                    .filter(point -> !point.said().isEmpty())
                    .forEach(point -> dot(page, "dot", mark, point));
        } else if (mark instanceof Mark.Threads threads) {
            threads(threads);
        } else if (mark instanceof Mark.Area area) {
            area(area);
        } else if (mark instanceof Mark.Points points) {
            points.points().forEach(point -> dot(page, "", mark, point));
        } else if (mark instanceof Mark.Swarm swarm) {
            swarm(swarm);
        } else if (mark instanceof Mark.Band band) {
            band(band);
        } else if (mark instanceof Mark.Bars bars) {
            bars.bars().forEach(bar -> bar(bars, bar));
        } else if (mark instanceof Mark.Boxes boxes) {
            boxes.boxes().forEach(box -> box(boxes, box));
        } else if (mark instanceof Mark.Intervals intervals) {
            intervals.spans().forEach(span -> interval(intervals, span));
        } else if (mark instanceof Mark.Rule rule) {
            page.empty(
                    "line",
                    "class",
                    "l" + tone(mark),
                    "x1",
                    at(x.at(rule.from().x())),
                    "y1",
                    at(y.at(rule.from().y())),
                    "x2",
                    at(x.at(rule.to().x())),
                    "y2",
                    at(y.at(rule.to().y())));
        } else if (mark instanceof Mark.Cells cells) {
            cells(cells);
        }
        page.line();
    }

    private String places(List<Mark.Point> points) {
        return points.stream()
                .map(point -> at(x.at(point.x())) + "," + at(y.at(point.y())))
                .collect(Collectors.joining(" "));
    }

    private void threads(Mark.Threads threads) {
        StringBuilder path = new StringBuilder();
        for (List<Mark.Point> line : threads.lines()) {
            if (!line.isEmpty()) {
                path.append('M').append(places(line));
            }
        }
        page.empty("path", "class", "t" + tone(threads), "d", path.toString());
    }

    private void area(Mark.Area area) {
        if (area.points().isEmpty()) {
            return;
        }
        List<Mark.Point> points = area.points();
        String ground = at(y.at(0));
        page.empty(
                "path",
                "class",
                "f" + tone(area),
                "d",
                "M" + at(x.at(points.get(0).x())) + "," + ground + " L" + places(points) + " L"
                        + at(x.at(points.get(points.size() - 1).x())) + "," + ground + "Z");
    }

    private void band(Mark.Band band) {
        if (band.spans().isEmpty()) {
            return;
        }
        StringBuilder path = new StringBuilder();
        for (Mark.Span span : band.spans()) {
            path.append(path.isEmpty() ? "M" : " L")
                    .append(at(x.at(span.x())))
                    .append(',')
                    .append(at(y.at(span.high())));
        }
        for (int i = band.spans().size() - 1; i >= 0; i--) {
            Mark.Span span = band.spans().get(i);
            path.append(" L").append(at(x.at(span.x()))).append(',').append(at(y.at(span.low())));
        }
        page.empty("path", "class", "b" + tone(band), "d", path.append('Z').toString());
    }

    private void dot(HtmlWriter to, String kind, Mark mark, Mark.Point point) {
        shape(to, (kind + " p" + tone(mark)).strip(), tone(mark), x.at(point.x()), y.at(point.y()), point.said());
    }

    private void swarm(Mark.Swarm swarm) {
        StringBuilder path = new StringBuilder();
        for (Mark.Point point : swarm.points()) {
            double right = x.at(point.x());
            double down = y.at(point.y());
            switch (swarm.tone()) {
                case FIRST ->
                    path.append('M')
                            .append(at(right - 2.4))
                            .append(',')
                            .append(at(down))
                            .append("a2.4,2.4 0 1,0 4.8,0a2.4,2.4 0 1,0 -4.8,0");
                case SECOND ->
                    path.append('M')
                            .append(at(right - 2))
                            .append(',')
                            .append(at(down - 2))
                            .append("h4v4h-4Z");
                default ->
                    path.append('M')
                            .append(at(right))
                            .append(',')
                            .append(at(down - 2.6))
                            .append("l2.6,4.6h-5.2Z");
            }
        }
        page.empty("path", "class", "p" + tone(swarm), "d", path.toString());
    }

    private static void shape(HtmlWriter page, String kind, int tone, double right, double down, String said) {
        String element = tone == 0 ? "circle" : "path";
        if (tone == 0) {
            page.open(element, "class", kind, "cx", at(right), "cy", at(down), "r", "4");
        } else if (tone == 1) {
            page.open(element, "class", kind, "d", "M" + at(right - 4) + "," + at(down - 4) + "h8v8h-8Z");
        } else {
            page.open(element, "class", kind, "d", "M" + at(right) + "," + at(down - 5) + "l5,9h-10Z");
        }
        said(page, said).close(element);
    }

    private static HtmlWriter said(HtmlWriter page, String said) {
        return said.isEmpty() ? page : page.element("title", said);
    }

    private void bar(Mark.Bars bars, Mark.Bar bar) {
        box(bars, new Mark.Box(bar.from(), bar.to(), 0, bar.value(), bar.said()));
        double ground = lying ? x.at(0) : y.at(0);
        double end = lying ? x.at(bar.value()) : y.at(bar.value());
        double middle = lying ? (y.at(bar.from()) + y.at(bar.to())) / 2 : (x.at(bar.from()) + x.at(bar.to())) / 2;
        if (bar.hasInterval()) {
            whisker("whisker", middle, bar.low(), bar.high());
        }
        if (lying) {
            double far = bar.hasInterval() ? Math.max(x.at(bar.high()), Math.max(ground, end)) : Math.max(ground, end);
            page.element("text", FigureDrawing.cut(bar.said(), 9), "x", at(far + 5), "y", at(middle + 4));
        }
        page.line();
    }

    private void box(Mark mark, Mark.Box box) {
        double a = lying ? y.at(box.from()) : x.at(box.from());
        double b = lying ? y.at(box.to()) : x.at(box.to());
        double low = lying ? x.at(box.low()) : y.at(box.low());
        double high = lying ? x.at(box.high()) : y.at(box.high());
        double side = Math.min(a, b);
        double near = Math.min(low, high);
        page.open(
                "rect",
                "class",
                "f" + tone(mark),
                "x",
                at(lying ? near : side),
                "y",
                at(lying ? side : near),
                "width",
                at(lying ? Math.abs(high - low) : Math.abs(b - a)),
                "height",
                at(lying ? Math.abs(b - a) : Math.abs(high - low)));
        said(page, box.said()).close("rect");
    }

    private void interval(Mark.Intervals intervals, Mark.Span span) {
        whisker("w" + tone(intervals), lying ? y.at(span.x()) : x.at(span.x()), span.low(), span.high());
    }

    /** A line between two numbers with an end at either side, across the middle of a bar or a name. */
    private void whisker(String kind, double middle, double from, double to) {
        double low = lying ? x.at(from) : y.at(from);
        double high = lying ? x.at(to) : y.at(to);
        String path = lying
                ? "M" + at(low) + "," + at(middle - 3) + "v6M" + at(low) + "," + at(middle) + "H" + at(high) + "M"
                        + at(high) + "," + at(middle - 3) + "v6"
                : "M" + at(middle - 3) + "," + at(low) + "h6M" + at(middle) + "," + at(low) + "V" + at(high) + "M"
                        + at(middle - 3) + "," + at(high) + "h6";
        page.empty("path", "class", kind, "d", path);
    }

    private void cells(Mark.Cells cells) {
        double width = (x.to() - x.from()) / ((Axis.Names) x.axis()).names().size();
        boolean narrow = cells.cells().stream().anyMatch(cell -> FigureDrawing.letters(cell.text()) > width - 4);
        cells.cells().forEach(cell -> cell(cells, cell, narrow ? "incell narrow" : "incell"));
    }

    private void cell(Mark.Cells cells, Mark.Cell cell, String kind) {
        int columns = ((Axis.Names) x.axis()).names().size();
        double width = (x.to() - x.from()) / columns;
        double height = (y.to() - y.from()) / ((Axis.Names) y.axis()).names().size();
        double left = x.from() + cell.column() * width;
        double top = y.from() + cell.row() * height;
        int strength = (int) Math.min(4, Math.max(0, Math.floor(cell.share() * 5)));
        page.empty(
                "rect",
                "class",
                "c" + tone(cells) + " s" + strength,
                "x",
                at(left + 1),
                "y",
                at(top + 1),
                "width",
                at(width - 2),
                "height",
                at(height - 2));
        page.element(
                "text",
                cell.text(),
                "class",
                kind,
                "text-anchor",
                "middle",
                "x",
                at(left + width / 2),
                "y",
                at(top + height / 2 + 4));
    }

    /** What stands before a name in the legend. */
    static void key(HtmlWriter page, Mark mark, double right, double down) {
        int tone = tone(mark);
        if (mark instanceof Mark.Line || mark instanceof Mark.Rule || mark instanceof Mark.Threads) {
            page.empty(
                    "line",
                    "class",
                    (mark instanceof Mark.Threads ? "t" : "l") + tone,
                    "x1",
                    at(right),
                    "y1",
                    at(down),
                    "x2",
                    at(right + 26),
                    "y2",
                    at(down));
        } else if (mark instanceof Mark.Points || mark instanceof Mark.Swarm) {
            shape(page, "p" + tone, tone, right + 13, down, "");
        } else if (mark instanceof Mark.Intervals) {
            String path = "M" + at(right) + "," + at(down - 3) + "v6m0,-3h26m0,-3v6";
            page.empty("path", "class", "w" + tone, "d", path);
        } else {
            String kind = mark instanceof Mark.Band
                    ? "b" + tone
                    : mark instanceof Mark.Cells ? "c" + tone + " s4" : "f" + tone;
            page.empty("rect", "class", kind, "x", at(right), "y", at(down - 6), "width", "26", "height", "12");
        }
    }

    private static int tone(Mark mark) {
        return mark.tone().ordinal();
    }
}
