package io.github.churnml.report.tree;

import io.github.churnml.report.figure.Figure;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a report as plain text for a terminal. Pictures become their sentence; tables are set in columns. Control characters in
 * texts from outside become blanks.
 */
public final class TextReport {

    private static final int WIDTH = 100;
    private static final int WIDEST = 40;

    private final StringBuilder text = new StringBuilder();
    private String heading = "";

    private TextReport() {}

    /**
     * Writes a report.
     *
     * @param report what is said
     * @return the whole text, the same for the same report
     */
    public static String of(Report report) {
        TextReport document = new TextReport();
        document.heading(report.title(), '=');
        document.sentences("", report.subtitle());
        report.opening().forEach(document::block);
        for (Section section : report.sections()) {
            document.heading(section.title(), '-');
            section.blocks().forEach(document::block);
        }
        return document.text.toString();
    }

    private void heading(String title, char line) {
        heading = title;
        String clean = PlainText.clean(title);
        text.append(text.isEmpty() ? "" : "\n").append(clean).append('\n');
        text.append(String.valueOf(line).repeat(Math.min(WIDTH, clean.length())))
                .append('\n');
    }

    private void block(Block block) {
        if (block instanceof Paragraph paragraph) {
            sentences("", paragraph.text());
        } else if (block instanceof Finding finding) {
            sentences(finding.weight() == Finding.Weight.WARNING ? "WARNING: " : "", finding.text());
        } else if (block instanceof Bullets bullets) {
            bullets.items().forEach(item -> sentences("  - ", item));
        } else if (block instanceof Commands commands) {
            text.append('\n');
            commands.lines()
                    .forEach(line ->
                            text.append("    ").append(PlainText.clean(line)).append('\n'));
            text.append('\n');
        } else if (block instanceof Table table) {
            table(table);
        } else if (block instanceof Grid grid) {
            grid.pictures().forEach(this::block);
        } else if (block instanceof Chooser chooser) {
            table(chooser.table());
        } else if (block instanceof Picture picture) {
            Figure figure = picture.figure();
            sentences("", figure.title() + ": " + figure.finding());
        }
    }

    /** Words in lines of at most so many letters; those after the first begin below its first word. */
    private void sentences(String before, String given) {
        StringBuilder line = new StringBuilder(before);
        boolean empty = true;
        for (String word : PlainText.clean(given).strip().split(" +")) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(" ".repeat(before.length()));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        text.append(line).append('\n');
    }

    private void table(Table table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.columns().stream()
                .map(column -> cell(column.name(), WIDEST))
                .toList());
        for (List<Cell> row : table.rows()) {
            List<String> line = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                boolean last = i == row.size() - 1 && !table.columns().get(i).numbers();
                line.add(cell(row.get(i).text(), last ? 2 * WIDTH : WIDEST));
            }
            lines.add(line);
        }
        int[] widths = new int[table.columns().size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        if (!table.caption().equals(heading)) {
            text.append('\n').append(PlainText.clean(table.caption())).append(":\n");
        }
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder(" ");
            for (int i = 0; i < widths.length; i++) {
                String room = " ".repeat(widths[i] - line.get(i).length());
                boolean right = table.columns().get(i).numbers();
                row.append(' ')
                        .append(right ? room + line.get(i) : line.get(i) + room)
                        .append(' ');
            }
            text.append(row.toString().stripTrailing()).append('\n');
        }
    }

    private static String cell(String text, int most) {
        String clean = PlainText.clean(text);
        int letters = clean.codePointCount(0, clean.length());
        return letters > most ? clean.substring(0, clean.offsetByCodePoints(0, most - 1)) + "…" : clean;
    }
}
