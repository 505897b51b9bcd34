package io.github.churnml.jdbc;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.Set;

/**
 * Looks a query over before a database sees it: one statement, which begins as a query does. A second statement behind a
 * semicolon could end the transaction that only reads, and then change what it likes.
 *
 * <p>The scan knows texts ({@code '...'}, PostgreSQL's {@code E'...'} and {@code $tag$...$tag$}), quoted names and comments. Where
 * databases differ in what ends a text it may refuse a query; whether a statement changes anything is the database's to say.
 */
final class SelectStatement {

    private static final Set<String> BEGINNINGS = Set.of("select", "with", "values", "table");

    private final String sql;
    private int at;

    private SelectStatement(String sql) {
        this.sql = sql;
    }

    /** The query without what ends it. */
    static String check(String sql) {
        return new SelectStatement(sql).checked();
    }

    private String checked() {
        skipBlanks();
        while (at < sql.length() && sql.charAt(at) == '(') {
            at++;
            skipBlanks();
        }
        int start = at;
        while (at < sql.length() && Character.isLetter(sql.charAt(at))) {
            at++;
        }
        String word = sql.substring(start, at);
        if (!BEGINNINGS.contains(word.toLowerCase(java.util.Locale.ROOT))) {
            throw new ConfigurationException(
                    word.isEmpty()
                            ? "The query " + Wording.value(sql) + " does not begin as a query does."
                            : "The query begins with " + Wording.name(word) + ", and only queries are run.",
                    "Maybe begin it with SELECT or WITH.",
                    Where.nowhere());
        }
        int end = findEnd();
        if (end < sql.length()) {
            at = end + 1;
            skipBlanks();
            while (at < sql.length() && sql.charAt(at) == ';') {
                at++;
                skipBlanks();
            }
            if (at < sql.length()) {
                throw new ConfigurationException(
                        "There is more than one statement: after the first semicolon comes "
                                + Wording.value(sql.substring(at).strip()) + ".",
                        "Maybe keep the one query whose rows are wanted.",
                        Where.nowhere());
            }
        }
        return sql.substring(0, end).strip();
    }

    /** Where the first statement ends: at its semicolon, or where the text does. */
    private int findEnd() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == ';') {
                return at;
            } else if (c == '\'') {
                boolean escapes = at > 0
                        && (sql.charAt(at - 1) == 'e' || sql.charAt(at - 1) == 'E')
                        && (at == 1 || !Character.isLetterOrDigit(sql.charAt(at - 2)));
                skipQuoted('\'', escapes);
            } else if (c == '"' || c == '`') {
                skipQuoted(c, false);
            } else if (isComment()) {
                skipBlanks();
            } else if (c == '$' && (at == 0 || !Character.isJavaIdentifierPart(sql.charAt(at - 1)))) {
                skipDollars();
            } else {
                at++;
            }
        }
        return sql.length();
    }

    private boolean isComment() {
        return sql.startsWith("--", at) || sql.startsWith("/*", at);
    }

    private void skipBlanks() {
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == '\uFEFF') {
                at++;
            } else if (sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                skipNestedComment();
            } else {
                return;
            }
        }
    }

    private void skipNestedComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        at = Math.min(at, sql.length());
    }

    private void skipQuoted(char quote, boolean escapes) {
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at++);
            if (escapes && c == '\\') {
                at++;
            } else if (c == quote) {
                return;
            }
        }
        at = Math.min(at, sql.length());
    }

    private void skipDollars() {
        int tagEnd = at + 1;
        while (tagEnd < sql.length() && Character.isLetterOrDigit(sql.charAt(tagEnd))
                || tagEnd < sql.length() && sql.charAt(tagEnd) == '_') {
            tagEnd++;
        }
        if (tagEnd >= sql.length() || sql.charAt(tagEnd) != '$') {
            at++;
            return;
        }
        String tag = sql.substring(at, tagEnd + 1);
        int end = sql.indexOf(tag, tagEnd + 1);
        at = end < 0 ? sql.length() : end + tag.length();
    }
}
