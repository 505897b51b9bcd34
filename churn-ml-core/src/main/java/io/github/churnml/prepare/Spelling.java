package io.github.churnml.prepare;

import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Numbers;
import io.github.churnml.data.read.MissingMarkers;
import io.github.churnml.data.read.NumberCells;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the text of one column becomes a level: missing markers, then blanks, then synonyms. A synonym is replaced once, not
 * again by another; what it is replaced by may itself stand for a missing value.
 */
final class Spelling {

    private final ColumnType type;
    private final boolean trim;
    private final boolean foldCase;
    private final MissingMarkers missing;
    private final Map<String, String> synonyms;
    private final Map<String, String> levelByKey = new HashMap<>();
    private final Map<String, String> levelByNumber = new HashMap<>();

    /** @param synonyms the level meant, by spelling */
    Spelling(
            String column,
            ColumnType type,
            boolean trim,
            boolean foldCase,
            MissingMarkers missing,
            Map<String, String> synonyms) {
        this.type = type;
        this.trim = trim;
        this.foldCase = foldCase;
        this.missing = missing;
        this.synonyms = java.util.Collections.unmodifiableMap(new TreeMap<>(synonyms));
        this.synonyms.forEach((spelling, level) -> add(column, spelling, level));
    }

    ColumnType type() {
        return type;
    }

    boolean trim() {
        return trim;
    }

    boolean foldCase() {
        return foldCase;
    }

    MissingMarkers missing() {
        return missing;
    }

    Map<String, String> synonyms() {
        return synonyms;
    }

    /** The level that a text stands for, not yet compared with others; null if it is missing. */
    @Nullable
    String level(String given) {
        String text = NumberCells.bare(given);
        if (missing.isMissing(text)) {
            return null;
        }
        String replaced = replaced(text);
        if (replaced == null) {
            return trim ? text.strip() : text;
        }
        return missing.isMissing(replaced) ? null : trim ? replaced.strip() : replaced;
    }

    /** The form in which two spellings of a level are the same. */
    String key(String level) {
        String bare = trim ? level.strip() : level;
        if (type == ColumnType.BOOLEAN) {
            return bare.strip().toLowerCase(Locale.ROOT);
        }
        // Up, then down: some letters share their upper case only.
        return foldCase ? bare.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) : bare;
    }

    private @Nullable String replaced(String text) {
        if (synonyms.isEmpty()) {
            return null;
        }
        String level = levelByKey.get(key(text));
        if (level == null && !levelByNumber.isEmpty()) {
            double number = Numbers.parse(text);
            level = Double.isNaN(number) ? null : levelByNumber.get(Numbers.text(number));
        }
        return level;
    }

    private void add(String column, String spelling, String level) {
        String before = levelByKey.putIfAbsent(key(spelling), level);
        if (before != null && !before.equals(level)) {
            throw new ConfigurationException(
                    "Synonym " + Wording.value(spelling) + " of column " + Wording.name(column) + " means both "
                            + Wording.value(before) + " and " + Wording.value(level) + ".",
                    "Maybe list it once: blanks around it" + (foldCase ? " and case" : "") + " do not count.",
                    Where.column(column));
        }
        if (missing.isMissing(spelling)) {
            throw new ConfigurationException(
                    "Synonym " + Wording.value(spelling) + " of column " + Wording.name(column)
                            + " stands for a missing value.",
                    "Maybe impute the column by a constant instead.",
                    Where.column(column));
        }
        double number = Numbers.parse(spelling);
        if (!Double.isNaN(number)) {
            levelByNumber.putIfAbsent(Numbers.text(number), level);
        }
    }
}
