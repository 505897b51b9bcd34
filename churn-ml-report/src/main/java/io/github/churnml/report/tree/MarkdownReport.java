package io.github.churnml.report.tree;

import io.github.churnml.report.figure.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a report as Markdown as GitHub and GitLab read it (CommonMark with tables). Pictures become their sentence and their
 * numbers. Texts are shown as they are: what Markdown or HTML would take for markup is escaped, and so is what would become a link.
 */
public final class MarkdownReport {

    private static final String MARKUP = "\\`*[]|~@";

    private final StringBuilder text = new StringBuilder();

    private MarkdownReport() {}

    /**
     * Writes a report.
     *
     * @param report what the document says
     * @return the whole document, the same for the same report
     */
    public static String of(Report report) {
        MarkdownReport document = new MarkdownReport();
        document.paragraph("# " + escaped(report.title()));
        document.paragraph(begin(report.subtitle()));
        report.opening().forEach(document::block);
        for (Section section : report.sections()) {
            document.paragraph("## " + escaped(section.title()));
            section.blocks().forEach(document::block);
        }
        return document.text.toString();
    }

    private void paragraph(String line) {
        if (!text.isEmpty()) {
            text.append('\n');
        }
        text.append(line).append('\n');
    }

    private void block(Block block) {
        if (block instanceof Paragraph paragraph) {
            paragraph(begin(paragraph.text()));
        } else if (block instanceof Finding finding) {
            boolean plain = finding.weight() == Finding.Weight.NOTE;
            String said = escaped(finding.text());
            paragraph(
                    plain
                            ? begin(finding.text())
                            : finding.weight() == Finding.Weight.WARNING
                                    ? "> **Warning.** " + said
                                    : "**" + said.strip() + "**");
        } else if (block instanceof Bullets bullets) {
            List<String> lines = new ArrayList<>();
            bullets.items().forEach(item -> lines.add("- " + begin(item)));
            paragraph(String.join("\n", lines));
        } else if (block instanceof Commands commands) {
            commands(commands);
        } else if (block instanceof Table table) {
            table(table);
        } else if (block instanceof Grid grid) {
            grid.pictures().forEach(this::block);
        } else if (block instanceof Chooser chooser) {
            table(chooser.table());
        } else if (block instanceof Picture picture) {
            Figure figure = picture.figure();
            paragraph("### " + escaped(figure.title()));
            paragraph(begin(figure.finding()));
            table(picture.numbers());
        }
    }

    /** A fence longer than any run of back ticks in the lines, which ends the block nowhere but at its end. */
    private void commands(Commands commands) {
        String lines = String.join(
                "\n", commands.lines().stream().map(PlainText::clean).toList());
        int longest = 2;
        int run = 0;
        for (int i = 0; i < lines.length(); i++) {
            run = lines.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        String fence = "`".repeat(longest + 1);
        paragraph(fence + "sh\n" + lines + "\n" + fence);
    }

    private void table(Table table) {
        StringBuilder lines = new StringBuilder("|");
        table.columns()
                .forEach(column ->
                        lines.append(' ').append(escaped(column.name())).append(" |"));
        lines.append("\n|");
        table.columns().forEach(column -> lines.append(column.numbers() ? " ---: |" : " --- |"));
        for (List<Cell> row : table.rows()) {
            lines.append("\n|");
            row.forEach(cell -> lines.append(' ').append(escaped(cell.text())).append(" |"));
        }
        paragraph(lines.toString());
    }

    /** A text that begins a line, where a number, a sign or a hash would begin a list or a heading. */
    private static String begin(String given) {
        String line = escaped(given).strip();
        int digits = 0;
        while (digits < line.length() && Character.isDigit(line.charAt(digits))) {
            digits++;
        }
        boolean list = digits > 0 && digits < line.length() && ".)".indexOf(line.charAt(digits)) >= 0;
        if (list) {
            return line.substring(0, digits) + "\\" + line.substring(digits);
        }
        return !line.isEmpty() && "#+-=>".indexOf(line.charAt(0)) >= 0 ? "\\" + line : line;
    }

    static String escaped(String given) {
        String clean = PlainText.clean(given);
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            boolean inWord = i > 0
                    && i + 1 < clean.length()
                    && Character.isLetterOrDigit(clean.charAt(i - 1))
                    && Character.isLetterOrDigit(clean.charAt(i + 1));
            if (c == '<') {
                escaped.append("&lt;");
            } else if (c == '>') {
                escaped.append("&gt;");
            } else if (c == '&') {
                escaped.append("&amp;");
            } else if (MARKUP.indexOf(c) >= 0
                    || c == '_' && !inWord
                    || c == '/' && i > 0 && clean.charAt(i - 1) == ':'
                    || c == '.' && i >= 3 && clean.regionMatches(true, i - 3, "www", 0, 3)) {
                escaped.append('\\').append(c);
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
