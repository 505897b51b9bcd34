package io.github.churnml.jdbc;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JDBC URL as it may be shown: without its parameters, which may hold secrets, and without a password before the host.
 *
 * @param text the URL as given
 */
record JdbcUrl(String text) {

    private static final String START = "jdbc:";
    private static final String HIDDEN = "***";
    private static final int SHORTEST_SECRET = 3;
    private static final Pattern PARAMETER = Pattern.compile("[?&;]([^=?&;]+)=(\\{[^}]*\\}|[^&;]*)");
    private static final Pattern SECRET_NAME =
            Pattern.compile("pass|pwd|secret|token|key|credential", Pattern.CASE_INSENSITIVE);

    /** The artifact with the driver of each kind of database that is often asked for. */
    private static final Map<String, String> DRIVERS = Map.of(
            "postgresql", "org.postgresql:postgresql",
            "h2", "com.h2database:h2",
            "mysql", "com.mysql:mysql-connector-j",
            "mariadb", "org.mariadb.jdbc:mariadb-java-client",
            "sqlserver", "com.microsoft.sqlserver:mssql-jdbc",
            "oracle", "com.oracle.database.jdbc:ojdbc11",
            "db2", "com.ibm.db2:jcc",
            "sqlite", "org.xerial:sqlite-jdbc",
            "snowflake", "net.snowflake:snowflake-jdbc",
            "duckdb", "org.duckdb:duckdb_jdbc");

    boolean isOne() {
        return text.regionMatches(true, 0, START, 0, START.length()) && !kind().isEmpty();
    }

    /** The kind of database, as {@code postgresql}; empty if the URL names none. */
    String kind() {
        int end = text.indexOf(':', START.length());
        return end < 0 ? "" : text.substring(START.length(), end).toLowerCase(Locale.ROOT);
    }

    /** The artifact to add for a driver, or what to look for. */
    String driver() {
        String known = DRIVERS.get(kind());
        return known == null ? "the driver of " + kind() : known;
    }

    /** The URL without its parameters, and with stars for a password before the host. */
    String shown() {
        int cut = firstOf('?', ';');
        String head = text.substring(0, cut);
        int at = head.lastIndexOf('@');
        if (at < 0) {
            // A mark behind the cut may end a password that holds a question mark: then nothing before it is sure.
            return text.indexOf('@', cut) < 0 || !head.contains("//") ? head : START + kind() + "://" + HIDDEN;
        }
        int user = head.lastIndexOf("//", at);
        int from = user >= 0 ? user + 2 : Math.max(0, head.lastIndexOf(':', at) + 1);
        return head.substring(0, from) + HIDDEN + head.substring(at);
    }

    /** A text without what is secret in this URL. */
    String scrub(String from) {
        String clean = from.replace(text, shown());
        Matcher parameters = PARAMETER.matcher(text);
        while (parameters.find()) {
            String value = parameters.group(2);
            if (value.length() >= SHORTEST_SECRET
                    && SECRET_NAME.matcher(parameters.group(1)).find()) {
                clean = clean.replace(value, HIDDEN);
            }
        }
        return clean;
    }

    private int firstOf(char one, char other) {
        int first = text.indexOf(one);
        int second = text.indexOf(other);
        return first < 0 ? second < 0 ? text.length() : second : second < 0 ? first : Math.min(first, second);
    }

    /** The URL as it may be shown. */
    @Override
    public String toString() {
        return shown();
    }
}
