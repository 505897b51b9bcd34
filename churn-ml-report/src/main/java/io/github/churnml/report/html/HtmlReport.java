package io.github.churnml.report.html;

import io.github.churnml.data.Numbers;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Bullets;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Chooser;
import io.github.churnml.report.tree.Commands;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.List;
import java.util.Locale;

/**
 * Writes a report as one HTML page. It is read whole with scripts off; with them, what a mark says is shown where it is pointed at
 * or touched, and tables are sorted by their heads.
 */
public final class HtmlReport {

    /** How many rows a table must have for sorting to be of use. */
    private static final int FEWEST_SORTED = 4;

    private final Report report;
    private final HtmlWriter page;
    private int figures;

    private HtmlReport(Report report, Style style) {
        this.report = report;
        this.page = new HtmlWriter(report.title(), report.subtitle(), style);
    }

    /**
     * Writes a report.
     *
     * @param report what the page says
     * @return the whole page, the same for the same report
     */
    public static String of(Report report) {
        return new HtmlReport(report, Style.REPORT).html();
    }

    /**
     * Writes a report as slides, one for each section after the one of the title: each as high as the window, and a sheet of its own
     * where it is printed. They need no script.
     *
     * @param report what they say
     * @return the whole page, the same for the same report
     */
    public static String slides(Report report) {
        return new HtmlReport(report, Style.SLIDES).deck();
    }

    private String deck() {
        patterns();
        page.open("main").line().open("section", "class", "slide").line();
        page.element("h1", report.title()).line();
        page.element("p", report.subtitle(), "class", "soft").line();
        blocks(report.opening());
        page.close("section").line();
        for (int i = 0; i < report.sections().size(); i++) {
            Section section = report.sections().get(i);
            page.open("section", "class", "slide").line();
            page.element("h2", section.title()).line();
            blocks(section.blocks());
            page.element("p", (i + 2) + " of " + (report.sections().size() + 1), "class", "page");
            page.close("section").line();
        }
        return page.close("main").end();
    }

    private String html() {
        patterns();
        page.open("main").line().element("h1", report.title()).line();
        page.element("p", report.subtitle(), "class", "soft").line();
        blocks(report.opening());
        contents();
        for (int i = 0; i < report.sections().size(); i++) {
            Section section = report.sections().get(i);
            page.open("section", "id", "s" + (i + 1)).line();
            page.element("h2", section.title()).line();
            blocks(section.blocks());
            page.close("section").line();
        }
        return page.close("main").end();
    }

    /** What fills of the second and third tone are drawn with. */
    private void patterns() {
        page.open("svg", "class", "defs", "width", "0", "height", "0", "role", "presentation")
                .open("defs");
        page.open("pattern", "id", "hatch", "width", "6", "height", "6", "patternUnits", "userSpaceOnUse")
                .empty("rect", "class", "ground1", "width", "6", "height", "6")
                .empty("path", "class", "stroke1", "d", "M-1,1l2,-2M0,6l6,-6M5,7l2,-2")
                .close("pattern");
        page.open("pattern", "id", "dots", "width", "6", "height", "6", "patternUnits", "userSpaceOnUse")
                .empty("rect", "class", "ground2", "width", "6", "height", "6")
                .empty("circle", "class", "stroke2", "cx", "3", "cy", "3", "r", "1.5")
                .close("pattern");
        page.close("defs").close("svg").line();
    }

    private void contents() {
        page.open("nav", "aria-label", "Contents").open("ul");
        for (int i = 0; i < report.sections().size(); i++) {
            page.open("li")
                    .link("s" + (i + 1), report.sections().get(i).title())
                    .close("li");
        }
        page.close("ul").close("nav").line();
    }

    /** Figures that follow each other stand side by side where the page is wide enough. */
    private void blocks(List<Block> blocks) {
        boolean inRow = false;
        for (int i = 0; i < blocks.size(); i++) {
            boolean picture = blocks.get(i) instanceof Picture;
            boolean another = i + 1 < blocks.size() && blocks.get(i + 1) instanceof Picture;
            if (picture && !inRow) {
                page.open("div", "class", another ? "row" : "row one").line();
                inRow = true;
            }
            block(blocks.get(i));
            if (inRow && !another) {
                page.close("div").line();
                inRow = false;
            }
        }
    }

    private void block(Block block) {
        if (block instanceof Paragraph paragraph) {
            page.element("p", paragraph.text()).line();
        } else if (block instanceof Finding finding) {
            page.element(
                            "p",
                            finding.text(),
                            "class",
                            "finding " + finding.weight().name().toLowerCase(Locale.ROOT))
                    .line();
        } else if (block instanceof Commands commands) {
            page.open("pre", "tabindex", "0", "role", "group", "aria-label", "Commands")
                    .open("code");
            commands.lines().forEach(this::command);
            page.close("code").close("pre").line();
        } else if (block instanceof Bullets bullets) {
            page.open("ul", "class", "plain").line();
            bullets.items().forEach(item -> page.element("li", item).line());
            page.close("ul").line();
        } else if (block instanceof Table table) {
            table(table);
        } else if (block instanceof Grid grid) {
            page.open("div", "class", grid.across() == 2 ? "small two" : "small")
                    .line();
            grid.pictures().forEach(this::picture);
            page.close("div").line();
        } else if (block instanceof Chooser chooser) {
            chooser(chooser);
        } else if (block instanceof Picture picture) {
            picture(picture);
        }
    }

    /** A browser would break a line within an option, after its hyphens. */
    private void command(String line) {
        String[] words = line.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            page.text(i == 0 ? "" : " ");
            if (words[i].matches("--[a-z-]+")) {
                page.element("span", words[i], "class", "flag");
            } else {
                page.text(words[i]);
            }
        }
        page.line();
    }

    /** The table, folded; the script puts its slider in front of it. */
    private void chooser(Chooser chooser) {
        page.open("div", "class", "chooser", "aria-label", chooser.label(), "role", "group")
                .line();
        page.open("details", "data-v", String.valueOf(chooser.chosen()))
                .element("summary", chooser.table().caption());
        table(chooser.table());
        page.close("details").close("div").line();
    }

    private void picture(Picture picture) {
        String id = "f" + ++figures;
        page.open("figure").line().open("figcaption");
        page.element("h3", picture.figure().title());
        page.element("p", picture.figure().finding()).close("figcaption").line();
        new FigureDrawing(page, picture.figure(), id).draw();
        page.open("details").element("summary", "The numbers").line();
        table(picture.numbers());
        page.close("details").close("figure").line();
    }

    private void table(Table table) {
        boolean sorted = table.rows().size() >= FEWEST_SORTED;
        page.open("div", "class", "wide", "tabindex", "0", "role", "group", "aria-label", table.caption());
        page.open("table", "class", sorted ? "sorts" : "plain").element("caption", table.caption());
        page.open("thead").open("tr");
        table.columns().forEach(column -> {
            page.element("th", column.name(), "scope", "col", "class", column.numbers() ? "n" : "t");
        });
        page.close("tr").close("thead").open("tbody").line();
        for (List<Cell> row : table.rows()) {
            page.open("tr");
            for (int i = 0; i < row.size(); i++) {
                cell(row.get(i), table.columns().get(i).numbers() ? "n" : "t");
            }
            page.close("tr").line();
        }
        page.close("tbody").close("table").close("div").line();
    }

    private void cell(Cell cell, String kind) {
        if (!cell.link().isEmpty()) {
            page.open("td", "class", kind).file(cell.link(), cell.text()).close("td");
            return;
        }
        if (Double.isFinite(cell.value())) {
            page.element("td", cell.text(), "class", kind, "data-v", Numbers.text(cell.value()));
        } else {
            page.element("td", cell.text(), "class", kind);
        }
    }
}
