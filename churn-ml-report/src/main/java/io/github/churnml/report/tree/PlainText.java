package io.github.churnml.report.tree;

/** Texts from outside as one line, without what would move a cursor, colour a terminal or turn the direction of what follows. */
final class PlainText {

    private PlainText() {}

    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean turns = c >= '\u202A' && c <= '\u202E';
            boolean breaks = c == '\u2028' || c == '\u2029';
            clean.append(Character.isISOControl(c) || turns || breaks ? ' ' : c);
        }
        return clean.toString();
    }
}
