package io.github.churnml.serving.contacts;

import java.util.regex.Pattern;

/** Texts of tables that spreadsheets open. */
public final class SpreadsheetText {

    /** What spreadsheets take for the beginning of a formula, a full-width form of it included. */
    private static final String FORMULA = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?[0-9][0-9.,' \u00A0\u202F]*(?:[eE][-+]?[0-9]+)? ?%?|[-+]");

    private SpreadsheetText() {}

    /** A text that a spreadsheet shows and does not run: with an apostrophe before it where it needs one. */
    public static String safe(String text) {
        boolean formula = !text.isEmpty()
                && FORMULA.indexOf(text.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
        return formula ? "'" + text : text;
    }
}
