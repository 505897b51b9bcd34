package io.github.churnml.jdbc;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The passwords that a database was asked with, the last few of them, to keep them out of what is said. Safe for any thread. */
final class UsedPasswords {

    /** A token that is renewed every 15 minutes must not grow into a list of years. */
    private static final int KEPT = 16;

    private final Deque<String> passwords = new ArrayDeque<>();

    synchronized void add(@Nullable String password) {
        if (password == null || password.isEmpty()) {
            return;
        }
        passwords.remove(password);
        passwords.addLast(password);
        if (passwords.size() > KEPT) {
            passwords.removeFirst();
        }
    }

    /** A text without them: longest first, as one may begin with another. */
    synchronized String scrub(String text) {
        String clean = text;
        for (String password : passwords.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList()) {
            clean = clean.replace(password, "***");
        }
        return clean;
    }

    /** {@return no password} */
    @Override
    public String toString() {
        return "UsedPasswords[***]";
    }
}
