package io.github.churnml.profile;

import io.github.churnml.data.IdentifierNames;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells from a column's name whether it may be known only once a customer has left: {@code churn_date}, {@code
 * CLOSEDATE}, {@code Exit Reason}. Words that also have an innocent use need company, and names that count past orders or
 * calls are let through.
 */
final class AfterEventNames {

    /** Beginnings of words that speak of leaving wherever they stand. */
    private static final List<String> STEMS = List.of(
            "churn", "cancel", "terminat", "attrit", "deactivat", "unsubscri", "offboard", "winback", "departure");

    /** Words that do so beside one of {@link #COMPANY}, or alone. */
    private static final Set<String> WORDS = Set.of(
            "close",
            "closed",
            "closure",
            "closing",
            "exit",
            "exited",
            "left",
            "leave",
            "leaving",
            "lost",
            "quit",
            "ended",
            "disconnect",
            "disconnected",
            "disconnection",
            "ceased",
            "lapsed");

    private static final Set<String> COMPANY = Set.of(
            "date",
            "day",
            "month",
            "year",
            "time",
            "timestamp",
            "at",
            "on",
            "ts",
            "dt",
            "reason",
            "reasons",
            "code",
            "flag",
            "type",
            "category",
            "comment",
            "comments",
            "note",
            "notes",
            "status",
            "survey",
            "interview",
            "customer",
            "account",
            "contract",
            "subscription",
            "why",
            "for",
            "is",
            "has");

    /** What customers cancel, or are counted by, while they stay. */
    private static final Set<String> INNOCENT = Set.of(
            "order",
            "orders",
            "booking",
            "bookings",
            "flight",
            "flights",
            "ride",
            "rides",
            "trip",
            "trips",
            "appointment",
            "appointments",
            "meeting",
            "meetings",
            "call",
            "calls",
            "ticket",
            "tickets",
            "reservation",
            "reservations",
            "payment",
            "payments",
            "transaction",
            "transactions",
            "fee",
            "fees",
            "policy",
            "count",
            "num",
            "number",
            "rate",
            "ratio",
            "previous",
            "prior",
            "past",
            "prev",
            "cancellations");

    private AfterEventNames() {}

    static boolean isSuspicious(String name) {
        List<String> words = IdentifierNames.words(name);
        if (words.stream().anyMatch(AfterEventNames::isInnocent)) {
            return false;
        }
        Set<String> parts = new HashSet<>();
        words.forEach(word -> split(word, parts));
        if (parts.stream().anyMatch(AfterEventNames::isStem)) {
            return true;
        }
        boolean alone = parts.size() == 1;
        boolean leaving = parts.stream().anyMatch(WORDS::contains);
        return leaving && (alone || parts.stream().anyMatch(COMPANY::contains))
                || alone && (parts.contains("reason") || parts.contains("reasons"));
    }

    /** Whether a name is what a target is called: one that speaks of leaving and of nothing beside it. */
    static boolean isOutcome(String name) {
        return IdentifierNames.words(name).stream()
                .anyMatch(word -> isStem(word) || WORDS.contains(word) || word.equals("inactive"));
    }

    private static boolean isStem(String word) {
        return STEMS.stream().anyMatch(word::startsWith);
    }

    private static boolean isInnocent(String word) {
        return INNOCENT.contains(word) || word.matches("\\d+d?|last\\d*|\\d+m");
    }

    /** Takes {@code closedate} apart, which has no capital to split at. */
    private static void split(String word, Set<String> parts) {
        for (String end : List.of("date", "reason", "time", "flag", "status")) {
            String start = word.substring(0, Math.max(0, word.length() - end.length()));
            if (word.endsWith(end) && (WORDS.contains(start) || isStem(start))) {
                parts.add(start);
                parts.add(end);
                return;
            }
        }
        parts.add(word);
    }
}
