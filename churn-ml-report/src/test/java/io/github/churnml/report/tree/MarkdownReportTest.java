package io.github.churnml.report.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    private static final String HOSTILE =
            "<b>`x`</b> | *y* [z](http://e.x) www.e.x a@e.x ~~ & _u_ churn_rate\n# h\u001b[31m\u202Ek";
    private static final String SHOWN =
            "&lt;b&gt;\\`x\\`&lt;/b&gt; \\| \\*y\\* \\[z\\](http:\\//e.x) www\\.e.x a\\@e.x \\~\\~ &amp;"
                    + " \\_u\\_ churn_rate # h \\[31m k";

    static Report everything(String text) {
        Table table = Table.of(text, text, "number")
                .row(Cell.of(text), Cell.of(Unit.SHARE, 0.25))
                .build();
        Figure figure = new Figure("The figure", text, Axis.Numbers.share(text), Axis.Numbers.share(text), List.of());
        Figure second = new Figure("In a grid", text, Axis.Numbers.share(text), Axis.Numbers.share(text), List.of());
        return new Report(
                text,
                text,
                List.of(Finding.main(text), Finding.note(text), Finding.warning(text)),
                List.of(new Section(
                        text,
                        List.of(
                                new Paragraph(text),
                                new Bullets(List.of(text)),
                                new Commands(List.of("churn predict", "echo ```")),
                                table,
                                new Picture(figure, table),
                                new Grid(2, List.of(new Picture(second, table)))))));
    }

    @Test
    void texts_thatAreMarkup_areShownAsTheyAre() {
        String document = MarkdownReport.of(everything(HOSTILE));
        assertThat(document)
                .startsWith("# " + SHOWN + "\n\n" + SHOWN + "\n")
                .contains("\n**" + SHOWN + "**\n", "\n> **Warning.** " + SHOWN + "\n", "\n- " + SHOWN + "\n")
                .contains("| " + SHOWN + " | number |\n| --- | ---: |\n| " + SHOWN + " | 25 % |\n")
                .contains("\n### The figure\n\n" + SHOWN + "\n", "\n### In a grid\n\n" + SHOWN + "\n\n| " + SHOWN)
                .contains("\n````sh\nchurn predict\necho ```\n````\n")
                .doesNotContain("<b>", "\u001b", "\u202E");
    }

    @Test
    void sentences_thatWouldBeginAListOrAHeading_areEscaped() {
        assertThat(MarkdownReport.of(everything("1. a"))).contains("\n1\\. a\n", "\n- 1\\. a\n");
        assertThat(MarkdownReport.of(everything("# a"))).contains("\n\\# a\n");
        assertThat(MarkdownReport.of(everything("- a"))).contains("\n\\- a\n");
    }

    @Test
    void document_ofTheSameReport_isTheSame() {
        assertThat(MarkdownReport.of(everything("a"))).isEqualTo(MarkdownReport.of(everything("a")));
    }
}
