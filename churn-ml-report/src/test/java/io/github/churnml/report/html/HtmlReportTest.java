package io.github.churnml.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Mark.Point;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Bullets;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Commands;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final String HOSTILE = "<b>\"x'</title></svg><script>alert(1)</script>\u202Etxt";
    private static final String SHOWN =
            "&lt;b&gt;&quot;x&#39;&lt;/title&gt;&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt; txt";
    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9]+)((?: [a-zA-Z0-9-]+=\"[^\"<>]*\")*)(/?)>");

    /** One of everything, each with the text wherever a text can be. */
    private static Report everything(String text) {
        Table table = Table.of(text, text, "number")
                .row(Cell.of(text), Cell.exact(0.1))
                .row(Cell.of(text), Cell.exact(Double.NaN))
                .row(Cell.of(text), Cell.of(Unit.SHARE, 0.25))
                .row(Cell.of(text), Cell.of(Unit.COUNT, 3))
                .build();
        Figure lines = new Figure(
                text,
                text,
                Axis.Numbers.share(text),
                Axis.Numbers.share(text),
                List.of(
                        new Mark.Band(
                                text, Tone.FIRST, List.of(new Mark.Span(0, 0.1, 0.3), new Mark.Span(1, 0.6, 0.9))),
                        new Mark.Area(text, Tone.SECOND, List.of(new Point(0, 0.2), new Point(1, 0.7))),
                        new Mark.Line(text, Tone.THIRD, List.of(new Point(0, 0.2, text), new Point(1, 0.7, text))),
                        new Mark.Rule(text, Tone.QUIET, new Point(0, 0), new Point(1, 1))));
        Figure bars = new Figure(
                text,
                text,
                Axis.Numbers.around(text, Unit.MONEY, -5, 20),
                new Axis.Names(text, List.of(text, "b")),
                List.of(
                        new Mark.Bars(
                                text,
                                Tone.SECOND,
                                List.of(Mark.Bar.at(0, 12, text).between(8, 15))),
                        new Mark.Points(text, Tone.THIRD, List.of(new Point(-3, 1, text)))));
        Figure heat = new Figure(
                text,
                text,
                new Axis.Names("", List.of(text, text)),
                new Axis.Names("", List.of(text)),
                List.of(new Mark.Cells("", Tone.FIRST, List.of(new Mark.Cell(0, 0, 0.9, text)))));
        Figure groups = new Figure(
                text,
                text,
                Axis.Numbers.share(text),
                new Axis.Names(text, List.of(text, "b")),
                List.of(
                        new Mark.Boxes(text, Tone.FIRST, List.of(new Mark.Box(-0.3, 0.3, 0.25, 0.5, text))),
                        new Mark.Intervals(text, Tone.SECOND, List.of(new Mark.Span(1, 0.25, 0.75)))));
        return new Report(
                text,
                text,
                List.of(Finding.main(text), Finding.warning(text)),
                List.of(
                        new Section(text, List.of(new Picture(lines, table), new Picture(bars, table))),
                        new Section(
                                text,
                                List.of(
                                        new Paragraph(text),
                                        new Commands(List.of(text)),
                                        new Bullets(List.of(text)),
                                        table,
                                        new Picture(heat, table),
                                        new Grid(3, List.of(new Picture(groups, table), new Picture(lines, table)))))));
    }

    @Test
    void texts_thatAreMarkup_areShownAsTheyAre() {
        String html = HtmlReport.of(everything(HOSTILE));
        String body = html.substring(html.indexOf("<body>"), html.indexOf("<script>"));
        Matcher tags = TAG.matcher(body);
        int end = 0;
        while (tags.find()) {
            assertThat(body.substring(end, tags.start())).doesNotContain("<", ">", "\"");
            end = tags.end();
        }
        assertThat(end).isEqualTo(body.length());
        assertThat(html)
                .contains("<title>" + SHOWN + "</title>", "<h2>" + SHOWN + "</h2>", "<desc id=\"f1d\">" + SHOWN);
        assertThat(html.split("<script", -1)).hasSize(2);
        assertThat(html).doesNotContain("\u202E");
    }

    @Test
    void command_onANarrowPage_isNotBrokenWithinAnOption() {
        Report report = new Report(
                "A", "B", List.of(new Commands(List.of("churn train --contact-cost 1 '--x <b>'"))), List.of());
        assertThat(HtmlReport.of(report))
                .contains(
                        "<code>churn train <span class=\"flag\">--contact-cost</span> 1 &#39;--x &lt;b&gt;&#39;\n</code>")
                .contains(".flag{white-space:nowrap}");
    }

    @Test
    void page_loadsNothing_andNamesItsOwnScriptAlone() throws Exception {
        String html = HtmlReport.of(everything("plain"));
        String script = between(html, "<script>", "</script>");
        String css = between(html, "<style>", "</style>");
        assertThat(html)
                .contains("content=\"default-src 'none'; style-src 'sha256-" + digest(css) + "'; script-src 'sha256-"
                        + digest(script) + "'\">");
        assertThat(html).doesNotContain("http:", "https:", "src=", "@import", "innerHTML", " style=", " onclick");
        assertThat(script.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(10_000);
        assertThat(css).contains("prefers-color-scheme:dark", "@media print");
    }

    @Test
    void figure_withoutEyesOrScripts_saysItsFindingAndNumbers() {
        String html = HtmlReport.of(everything("what it shows"));
        assertThat(html)
                .contains("role=\"img\" aria-labelledby=\"f1t f1d\"><title id=\"f1t\">what it shows</title>")
                .contains("<details><summary>The numbers</summary>")
                .contains(
                        "<td class=\"n\" data-v=\"0.1\">0.1</td>",
                        "<td class=\"n\">-</td>",
                        "data-v=\"0.25\">25 %</td>")
                .contains("aria-labelledby=\"f3t f3d\"", "<nav aria-label=\"Contents\">", "<a href=\"#s2\">");
        assertThat(html).doesNotContain("NaN", "Infinity");
    }

    @Test
    void grid_pictures_standBesideEachOther_eachWithItsNumbers() {
        String html = HtmlReport.of(everything("plain"));
        String grid = html.substring(html.indexOf("<div class=\"small\">"));
        assertThat(grid.split("<figure>", -1)).hasSize(3);
        assertThat(grid.split("<details><summary>The numbers</summary>", -1)).hasSize(3);
        assertThat(HtmlReport.of(new Report("t", "s", List.of(new Grid(2, List.of())), List.of())))
                .contains("<div class=\"small two\">");
        assertThatThrownBy(() -> new Grid(4, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a grid of (4) pictures across, where 2 or 3 can be");
    }

    @Test
    void boxesAndIntervals_whereNamesGoDown_lie() {
        // The plot goes from 150, beside the names, to 376.
        assertThat(HtmlReport.of(everything("plain")))
                .contains(
                        "<rect class=\"f0\" x=\"206.5\" y=\"51.6\" width=\"56.5\" height=\"16.8\"><title>plain</title>")
                .contains("<path class=\"w1\" d=\"M206.5,85v6M206.5,88H319.5M319.5,85v6\"/>");
    }

    @Test
    void ticks_thatWouldTouchEachOther_areFewer() {
        assertThat(labels(new Axis.Numbers("x", 0, 1, Unit.PLAIN))).isEqualTo(6);
        assertThat(labels(new Axis.Numbers("x", 19_000, 19_010, Unit.DATE))).isLessThan(5);
    }

    private static long labels(Axis.Numbers along) {
        Figure figure = new Figure("t", "f", along, new Axis.Numbers("y", 0, 1, Unit.PLAIN), List.of());
        Table none = Table.of("none", "a").build();
        String html = HtmlReport.of(new Report("t", "s", List.of(new Picture(figure, none)), List.of()));
        return html.split("text-anchor=\"middle\"", -1).length - 1;
    }

    @Test
    void page_ofTheSameReport_isTheSame() {
        assertThat(HtmlReport.of(everything("a"))).isEqualTo(HtmlReport.of(everything("a")));
    }

    @Test
    void names_longOrWide_areCutInPicturesAndWholeInTables() {
        String name = "n".repeat(300);
        String html = HtmlReport.of(everything(name));
        assertThat(html).contains("<td class=\"t\">" + name + "</td>");
        assertThat(FigureDrawing.cut(name, 10)).isEqualTo("nnnnnnnnn…");
        assertThat(FigureDrawing.cut("顧客の名前と住所", 8)).isEqualTo("顧客の…");
        assertThat(FigureDrawing.cut("short", 10)).isEqualTo("short");
        assertThat(FigureDrawing.cut("\uD83D\uDE00".repeat(9), 6)).isEqualTo("\uD83D\uDE00\uD83D\uDE00…");
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String digest(String text) throws Exception {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void namesDownThePage_thatBeginAlike_areCutInTheirMiddle() {
        List<String> names = List.of("a-learner-of-many-words", "a-learner-of-many-words + smote", "short");
        Figure figure = new Figure(
                "t",
                "f",
                Axis.Numbers.share("x"),
                new Axis.Names("", names),
                List.of(new Mark.Points("", Tone.FIRST, List.of(new Point(0.5, 0, "")))));
        Table none = Table.of("t", "a").build();
        String html = HtmlReport.of(new Report("t", "s", List.of(new Picture(figure, none)), List.of()));
        assertThat(html).contains(">a-learner-o…-words<", ">a-learner-o… smote<", ">short<");
    }
}
