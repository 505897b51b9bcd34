package io.github.churnml.jdbc;

import io.github.churnml.error.Wording;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a database says is wrong, as far as it may be passed on. A driver's message may hold a customer's value ("invalid input: ...",
 * "key (...) already exists"), so it is passed on only for states whose messages speak of connections, rights and names; of
 * any other the state and its meaning are all that is said.
 *
 * @param state the SQL state, five characters; {@code no state} if the driver gives none
 * @param message the driver's own words, one line
 */
record SqlFailure(String state, String message) {

    private static final int LONGEST = 300;
    private static final int CLASS = 2;

    /** What each class of states means, where the driver's own words are left out. */
    private static final Map<String, String> MEANING = Map.of(
            "21", "a subquery gave more than one row",
            "22", "a value cannot be converted or computed",
            "23", "a row breaks a constraint of the table",
            "40", "the transaction was rolled back by the database",
            "53", "the database is short of resources",
            "54", "a limit of the database is reached",
            "55", "something is locked or not ready",
            "57", "the database stopped the statement",
            "58", "the database's system failed");

    /** Classes whose messages speak of connections, rights, names and syntax. */
    private static final Set<String> SPEAKING = Set.of("08", "0A", "25", "28", "34", "3D", "3F", "42", "53", "57");

    /** States of H2, which has most of its own in one class, of the same sort. */
    private static final Set<String> SPEAKING_STATES =
            Set.of("90002", "90020", "90067", "90098", "90121", "90146", "90149");

    static SqlFailure of(SQLException e) {
        SQLException first = e;
        // A failed batch says little; what follows says which statement failed and why.
        if (e.getNextException() != null) {
            first = e.getNextException();
        }
        String message = String.valueOf(first.getMessage()).strip();
        String state = first.getSQLState();
        return new SqlFailure(
                state == null ? "no state" : state,
                message.lines()
                        .findFirst()
                        .orElse("")
                        .replace("; SQL statement:", "")
                        .strip());
    }

    String kind() {
        return state.length() < CLASS ? "" : state.substring(0, CLASS);
    }

    /** Whether it is the connection that failed, and not the statement. */
    boolean isOfConnection() {
        return kind().equals("08") || kind().equals("57") || state.equals("90067") || state.equals("90121");
    }

    /** Whether it is the user or the password that was refused. */
    boolean isOfLogin() {
        return kind().equals("28");
    }

    private boolean speaks() {
        return SPEAKING.contains(kind()) || SPEAKING_STATES.contains(state);
    }

    /** Whether what was asked for is at fault: names, rights, syntax, unsupported features. */
    boolean isOfStatement() {
        return speaks() && !isOfConnection();
    }

    /** The words that may be passed on, without the full stop. */
    String told(UnaryOperator<String> scrub) {
        String words;
        if (speaks()) {
            String clean = scrub.apply(message).replaceAll("\\p{Cntrl}", " ");
            words = clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
            words = words.endsWith(".") ? words.substring(0, words.length() - 1) : words;
        } else {
            words = MEANING.getOrDefault(kind(), "the statement failed");
        }
        return words + " (SQL state " + Wording.plain(state) + ")";
    }
}
