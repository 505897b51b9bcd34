package io.github.churnml.report.html;

import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A figure as an SVG picture within a page: 400 units wide, so that its letters can be read where the page is as narrow as a phone.
 * Lying bars take as much height as they need.
 */
final class FigureDrawing {

    static final int WIDTH = 400;

    private static final int RIGHT = 24;
    private static final int LEGEND = 18;
    private static final int PLOT = 230;
    private static final int ROW = 26;

    /** Of bars beside each other, each with its number at its end. */
    private static final int WIDE_ROW = 38;

    private static final int NAMES = 150;
    private static final double LETTER = 7.6;
    private static final double NARROW = 6.2;
    private static final int MOST_TICKS = 6;
    private static final int MOST_NAMES = 12;
    private static final int MOST_LINES = 3;
    private static final int LINE = 14;

    private final HtmlWriter page;
    private final Figure figure;
    private final String id;
    private final List<Mark> named;
    private final boolean lying;
    private final Scale x;
    private final Scale y;

    FigureDrawing(HtmlWriter page, Figure figure, String id) {
        this.page = page;
        this.figure = figure;
        this.id = id;
        this.named =
                figure.marks().stream().filter(mark -> !mark.name().isEmpty()).toList();
        this.lying = figure.y() instanceof Axis.Names;
        int top = named.size() * LEGEND + 10;
        long beside =
                figure.marks().stream().filter(Mark.Bars.class::isInstance).count();
        boolean swarming = figure.marks().stream().anyMatch(Mark.Swarm.class::isInstance);
        int row = lying && (beside > 1 || swarming) ? WIDE_ROW : ROW;
        int height = figure.y() instanceof Axis.Names names ? names.names().size() * row + 4 : PLOT;
        this.x = new Scale(figure.x(), lying ? NAMES : left(), WIDTH - RIGHT - (hasValues() ? 46 : 0));
        this.y = lying ? new Scale(figure.y(), top, top + height) : new Scale(figure.y(), top + height, top);
    }

    /** Bars that lie have their numbers at their ends, which need room. */
    private boolean hasValues() {
        return lying && figure.marks().stream().anyMatch(Mark.Bars.class::isInstance);
    }

    /** Room for the longest number up the page. */
    private double left() {
        double widest = ((Axis.Numbers) figure.y())
                .ticks(MOST_TICKS).stream()
                        .mapToDouble(tick ->
                                letters(((Axis.Numbers) figure.y()).unit().text(tick)))
                        .max()
                        .orElse(0);
        return Math.max(50, widest + 10);
    }

    /** About how wide a text is. */
    static double letters(String text) {
        return text.codePointCount(0, text.length()) * LETTER;
    }

    void draw() {
        double bottom = Math.max(y.from(), y.to());
        boolean labelled = !figure.x().label().isEmpty();
        double below = (linesBelow() - 1) * LINE;
        page.open(
                        "svg",
                        "viewBox",
                        "0 0 " + WIDTH + " " + (int) Math.ceil(bottom + below + (labelled ? 40 : 24)),
                        "role",
                        "img",
                        "aria-labelledby",
                        id + "t " + id + "d")
                .element("title", figure.title(), "id", id + "t")
                .element("desc", figure.finding(), "id", id + "d")
                .line();
        legend();
        along(bottom);
        up();
        MarkDrawing marks = new MarkDrawing(page, x, y, lying);
        figure.marks().forEach(marks::draw);
        page.close("svg").line();
    }

    private void legend() {
        for (int i = 0; i < named.size(); i++) {
            double middle = i * LEGEND + 9;
            MarkDrawing.key(page, named.get(i), 8, middle);
            page.element("text", cut(named.get(i).name(), 52), "x", "40", "y", at(middle + 4))
                    .line();
        }
    }

    private void along(double bottom) {
        double top = Math.min(y.from(), y.to());
        if (figure.x() instanceof Axis.Numbers numbers) {
            for (double tick : ticks(numbers)) {
                double place = x.at(tick);
                line("grid", place, top, place, bottom);
                String said = numbers.tick(tick);
                text(said, Math.min(place, WIDTH - letters(said) / 2), bottom + 15, "middle");
            }
        } else {
            names(((Axis.Names) figure.x()).names(), bottom);
        }
        line("axis", x.from(), bottom, x.to(), bottom);
        if (!figure.x().label().isEmpty()) {
            page.element(
                    "text",
                    cut(figure.x().label(), 54),
                    "class",
                    "what",
                    "text-anchor",
                    "end",
                    "x",
                    at(WIDTH - RIGHT),
                    "y",
                    at(bottom + 33 + (linesBelow() - 1) * LINE));
        }
        page.line();
    }

    /** In lines of words; of many names every second, third and so on, so that those that are there can be read. */
    private void names(List<String> names, double bottom) {
        double place = (x.to() - x.from()) / names.size();
        double widest = names.stream().mapToDouble(FigureDrawing::letters).max().orElse(0);
        int step = names.size() <= MOST_NAMES ? 1 : (int) Math.ceil((widest + LETTER) / place);
        boolean narrow = step == 1 && isTight(names);
        for (int i = 0; i < names.size(); i += step) {
            List<String> lines = lines(names.get(i), (int) (step * place / (narrow ? NARROW : LETTER)));
            for (int line = 0; line < lines.size(); line++) {
                double down = bottom + 15 + line * LINE;
                if (narrow) {
                    page.element(
                            "text",
                            lines.get(line),
                            "class",
                            "narrow",
                            "text-anchor",
                            "middle",
                            "x",
                            at(x.at(i)),
                            "y",
                            at(down));
                } else {
                    text(lines.get(line), Math.min(x.at(i), WIDTH - letters(lines.get(line)) / 2), down, "middle");
                }
            }
        }
    }

    /** Whether names along the page are wider than their places. */
    private boolean isTight(List<String> names) {
        int room = (int) ((x.to() - x.from()) / names.size() / LETTER);
        return names.stream().anyMatch(name -> lines(name, room).stream().anyMatch(line -> line.endsWith("…")));
    }

    /** How many lines stand below the picture. */
    private int linesBelow() {
        if (!(figure.x() instanceof Axis.Names names) || names.names().size() > MOST_NAMES) {
            return 1;
        }
        double letter = isTight(names.names()) ? NARROW : LETTER;
        int room = (int) ((x.to() - x.from()) / names.names().size() / letter);
        return names.names().stream()
                .mapToInt(name -> lines(name, room).size())
                .max()
                .orElse(1);
    }

    /** Words in at most three lines of so many letters. */
    private static List<String> lines(String text, int room) {
        List<String> lines = new ArrayList<>();
        for (String word : text.strip().split(" +")) {
            int last = lines.size() - 1;
            String joined = last < 0 ? word : lines.get(last) + " " + word;
            if (last >= 0 && (joined.length() <= room || lines.size() == MOST_LINES)) {
                lines.set(last, joined);
            } else {
                lines.add(word);
            }
        }
        return lines.stream().map(line -> cut(line, room)).toList();
    }

    /** As many as have room beside each other. */
    private List<Double> ticks(Axis.Numbers numbers) {
        int most = lying ? MOST_TICKS - 1 : MOST_TICKS;
        List<Double> ticks = numbers.ticks(most);
        while (most > 2 && !canBeRead(numbers, ticks)) {
            ticks = numbers.ticks(--most);
        }
        return ticks;
    }

    /** Whether numbers have room beside each other, and can be told apart. */
    private boolean canBeRead(Axis.Numbers numbers, List<Double> ticks) {
        for (int i = 1; i < ticks.size(); i++) {
            String before = numbers.tick(ticks.get(i - 1));
            String text = numbers.tick(ticks.get(i));
            double room = x.at(ticks.get(i)) - x.at(ticks.get(i - 1));
            if (text.equals(before) || (letters(before) + letters(text)) / 2 + 5 > room) {
                return false;
            }
        }
        return true;
    }

    private void up() {
        if (figure.y() instanceof Axis.Numbers numbers) {
            for (double tick : numbers.ticks(MOST_TICKS)) {
                double place = y.at(tick);
                line("grid", x.from(), place, x.to(), place);
                text(numbers.unit().text(tick), x.from() - 6, place + 4, "end");
            }
        } else {
            List<String> names = ((Axis.Names) figure.y()).names();
            for (int i = 0; i < names.size(); i++) {
                text(toldApart(names, i, (int) ((NAMES - 8) / LETTER)), NAMES - 8, y.at(i) + 4, "end");
            }
        }
        page.line();
    }

    /** A name at most so many letters wide: cut at its end, or in its middle where another name would look the same. */
    private static String toldApart(List<String> names, int place, int most) {
        String name = names.get(place);
        String shown = cut(name, most);
        boolean alone = names.stream()
                .noneMatch(other -> !other.equals(name) && cut(other, most).equals(shown));
        if (alone) {
            return shown;
        }
        int end = most / 3;
        int letters = name.codePointCount(0, name.length());
        return cut(name, most - end) + name.substring(name.offsetByCodePoints(0, Math.max(0, letters - end)));
    }

    private void line(String kind, double x1, double y1, double x2, double y2) {
        page.empty("line", "class", kind, "x1", at(x1), "y1", at(y1), "x2", at(x2), "y2", at(y2));
    }

    private void text(String text, double right, double down, String anchor) {
        page.element("text", text, "text-anchor", anchor, "x", at(right), "y", at(down));
    }

    static String at(double place) {
        String text = String.format(Locale.ROOT, "%.1f", place);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** At most so many letters wide; letters of East Asia count twice. */
    static String cut(String text, int most) {
        int wide = 0;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            wide += text.codePointAt(i) >= 0x1100 ? 2 : 1;
            if (wide > most) {
                return text.substring(0, text.offsetByCodePoints(0, Math.max(0, text.codePointCount(0, i) - 1)))
                                .stripTrailing()
                        + "…";
            }
        }
        return text;
    }
}
