package io.github.churnml.profile;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.error.Wording;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Levels that are probably one level spelt in several ways: {@code Mobile Phone} and {@code mobile phone}, or a rare
 * {@code Electronic chek} beside a frequent {@code Electronic check}. Levels with digits are never near each other: 415
 * and 408, or Plan 1 and Plan 2, are different things.
 */
final class SpellingVariants {

    /** Short words are near each other without being the same: Male and Mali. */
    private static final int SHORTEST = 6;

    /** From this length on two letters may differ. */
    private static final int LONG = 10;

    /** A slip is at least this much rarer than what was meant. */
    private static final int RARER = 10;

    /** The most frequent levels that others may be slips of, which bounds the cost. */
    private static final int MOST_MODELS = 300;

    private static final int MOST_LEVELS = 10_000;
    private static final int LONGEST = 60;
    private static final int SHOWN_VARIANTS = 2;
    private static final int SHOWN_LEVELS = 3;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}_\\-\\u2010-\\u2015]+");

    private record Level(String text, String key, long rows) {}

    private SpellingVariants() {}

    static void search(Facts facts, Findings findings) {
        if (!(facts.column() instanceof CodedColumn column)) {
            return;
        }
        List<Level> levels = new ArrayList<>();
        for (int code = 0; code < facts.counts().length; code++) {
            if (facts.counts()[code] > 0) {
                String text = column.levels().get(code);
                levels.add(new Level(text, key(text), facts.counts()[code]));
            }
        }
        levels.sort(Comparator.comparingLong(Level::rows).reversed().thenComparing(Level::text));
        List<String> phrases = new ArrayList<>();
        long rows = sameKey(levels, phrases) + slips(levels, phrases);
        if (!phrases.isEmpty()) {
            report(facts, phrases, rows, findings);
        }
    }

    private static void report(Facts facts, List<String> phrases, long rows, Findings findings) {
        boolean harmless = facts.type() == ColumnType.BOOLEAN;
        findings.add(
                FindingKind.SPELLING,
                harmless ? Severity.LOW : Severity.MEDIUM,
                rows,
                List.of(facts.name()),
                Say.columns(List.of(facts.name())) + " spells what is probably one level in several ways: "
                        + shown(phrases) + ".",
                harmless
                        ? "Yes and no are read without case and blanks, so this does no harm here."
                        : "Cleaning drops blanks around levels by itself; bring the rest to one spelling, or they are"
                                + " different levels to a model.");
    }

    private static String shown(List<String> phrases) {
        String shown = phrases.stream().limit(SHOWN_LEVELS).collect(Collectors.joining("; "));
        int more = phrases.size() - SHOWN_LEVELS;
        return more > 0 ? shown + "; and " + Say.count(more, "such level", "such levels") + " more" : shown;
    }

    /** Without case, with one blank for blanks, hyphens and underscores, in Unicode's compatibility form. */
    static String key(String level) {
        return BLANKS.matcher(Normalizer.normalize(level, Normalizer.Form.NFKC))
                .replaceAll(" ")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static long sameKey(List<Level> levels, List<String> phrases) {
        Map<String, List<Level>> byKey = new LinkedHashMap<>();
        levels.forEach(level ->
                byKey.computeIfAbsent(level.key(), key -> new ArrayList<>()).add(level));
        long rows = 0;
        for (List<Level> same : byKey.values()) {
            if (same.size() > 1 && !areNumbers(same)) {
                List<Level> variants = same.subList(1, same.size());
                phrases.add(phrase(same.get(0), variants));
                rows += variants.stream().mapToLong(Level::rows).sum();
            }
        }
        return rows;
    }

    private static String phrase(Level usual, List<Level> variants) {
        String shown = variants.stream()
                .limit(SHOWN_VARIANTS)
                .map(level -> Wording.value(level.text()) + " in " + Say.count(level.rows()))
                .collect(Collectors.joining(", "));
        int more = variants.size() - SHOWN_VARIANTS;
        return Wording.value(usual.text()) + " in " + Say.count(usual.rows(), "row", "rows") + " beside " + shown
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** Whether only a sign sets them apart: -5 and 5 have the same letters. */
    private static boolean areNumbers(List<Level> levels) {
        return levels.stream().noneMatch(level -> level.key().chars().anyMatch(Character::isLetter));
    }

    private static long slips(List<Level> levels, List<String> phrases) {
        List<Level> comparable = levels.stream()
                .filter(SpellingVariants::isComparable)
                .limit(MOST_LEVELS)
                .toList();
        List<Level> models = comparable.subList(0, Math.min(MOST_MODELS, comparable.size()));
        long rows = 0;
        for (Level level : comparable) {
            for (Level model : models) {
                if (model.rows() < RARER * level.rows()) {
                    break;
                }
                if (!model.key().equals(level.key()) && isNear(level.key(), model.key())) {
                    phrases.add(phrase(model, List.of(level)));
                    rows += level.rows();
                    break;
                }
            }
        }
        return rows;
    }

    private static boolean isComparable(Level level) {
        String key = level.key();
        return key.length() >= SHORTEST
                && key.length() <= LONGEST
                && key.chars().allMatch(c -> Character.isLetter(c) || c == ' ');
    }

    /** Whether few letters of one word differ, and not its first: what begins differently is meant differently. */
    static boolean isNear(String a, String b) {
        int allowed = Math.min(a.length(), b.length()) >= LONG ? 2 : 1;
        if (Math.abs(a.length() - b.length()) > allowed || a.charAt(0) != b.charAt(0)) {
            return false;
        }
        String[] ofA = a.split(" ");
        String[] ofB = b.split(" ");
        if (ofA.length == ofB.length) {
            for (int i = 0; i < ofA.length; i++) {
                boolean shortWords = Math.min(ofA[i].length(), ofB[i].length()) < SHORTEST - 2;
                if (!ofA[i].equals(ofB[i]) && (shortWords || ofA[i].charAt(0) != ofB[i].charAt(0))) {
                    return false;
                }
            }
        }
        return distance(a, b) <= allowed;
    }

    /** Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours. */
    static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(previous[j - 1] + cost, 1 + Math.min(previous[j], current[j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    current[j] = Math.min(current[j], before[j - 2] + 1);
                }
            }
            int[] oldest = before;
            before = previous;
            previous = current;
            current = oldest;
        }
        return previous[b.length()];
    }
}
