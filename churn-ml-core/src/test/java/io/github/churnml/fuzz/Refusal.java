package io.github.churnml.fuzz;

import io.github.churnml.error.ChurnException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a refusal must look like: one or two lines that a user can read, without the inside of the program. */
final class Refusal {

    private static final int LONGEST = 1500;

    /** Names of classes and exceptions, arrays and objects as Java prints them, lines of a stack trace. */
    private static final Pattern INSIDE = Pattern.compile(
            "\\b(?:java|javax|jdk|sun|com|org|io|net|de)\\.(?:[a-z]\\w*\\.)+[A-Z]\\w*|\\w+(?:Exception|Error)\\b"
                    + "|\\[+[BCDIJLSZ]@|@[0-9a-f]{5,}|\\bat \\w+\\.\\w+\\(");

    private static final Pattern QUOTED = Pattern.compile("\\([^()]*\\)|'[^']*'");

    private Refusal() {}

    static void check(ChurnException e, byte[] input) {
        String message = e.getMessage();
        require(message != null && !message.isBlank(), "it says nothing", e);
        String said =
                e.path().map(path -> message.replace(path.toString(), "PATH")).orElse(message);
        require(said.length() <= LONGEST, "it goes on for " + said.length() + " characters", e);
        String[] lines = said.split("\n", -1);
        require(lines.length <= 2, "it has " + lines.length + " lines", e);
        require(!lines[0].isBlank(), "it begins with an empty line", e);
        require(lines.length == 1 || lines[1].startsWith("Maybe "), "its second line offers no way out", e);
        require(said.chars().noneMatch(c -> c != '\n' && Character.isISOControl(c)), "it has control characters", e);
        boolean ofNull = QUOTED.matcher(lines[0]).replaceAll("").matches(".*\\bnull\\b.*");
        require(!ofNull || isFrom(input, "null"), "it speaks of null", e);
        Matcher inside = INSIDE.matcher(said);
        while (inside.find()) {
            String found = inside.group();
            require(isFrom(input, found), "it shows the inside (" + found + ")", e);
        }
    }

    /** Whether the words are not ours but quoted from the input. */
    private static boolean isFrom(byte[] input, String words) {
        return new String(input, StandardCharsets.UTF_8).contains(words)
                || new String(input, StandardCharsets.UTF_16LE).contains(words)
                || new String(input, StandardCharsets.UTF_16BE).contains(words);
    }

    private static void require(boolean holds, String problem, ChurnException e) {
        if (!holds) {
            throw new AssertionError("a refusal is not fit for a user: " + problem + ": " + e.getMessage(), e);
        }
    }
}
