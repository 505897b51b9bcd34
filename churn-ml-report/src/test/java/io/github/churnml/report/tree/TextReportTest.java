package io.github.churnml.report.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextReportTest {

    @Test
    void text_everyBlock_isWrittenInLines() {
        assertThat(TextReport.of(MarkdownReportTest.everything("what it is")))
                .startsWith("what it is\n==========\nwhat it is\n")
                .contains("\nwhat it is\n----------\n", "\nWARNING: what it is\n", "\n  - what it is\n")
                .contains("\n    churn predict\n")
                .contains("\n  what it is  number\n  what it is    25 %\n")
                .contains("\nThe figure: what it is\n", "\nIn a grid: what it is\n");
    }

    @Test
    void sentences_long_areBrokenBetweenWords() {
        String text =
                TextReport.of(MarkdownReportTest.everything("word ".repeat(60).strip()));
        assertThat(text.lines().filter(line -> line.startsWith("word word")))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(302));
        assertThat(text.lines().filter(line -> line.startsWith("  - word")))
                .hasSize(1)
                .first()
                .satisfies(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(text).contains("\n    word word");
    }

    @Test
    void texts_withControlCharacters_moveNoCursor() {
        assertThat(TextReport.of(MarkdownReportTest.everything("a\u001b[2Jb\r\nc\u202Ed")))
                .doesNotContain("\u001b", "\r", "\u202E")
                .contains("a [2Jb  c d");
    }

    @Test
    void cells_long_areCut() {
        assertThat(TextReport.of(MarkdownReportTest.everything("x".repeat(300))))
                .contains("  " + "x".repeat(39) + "…  ");
    }
}
