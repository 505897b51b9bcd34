package io.github.churnml.prepare;

import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration of how raw values are cleaned. A value with "withers": each returns a changed copy.
 *
 * @param trim whether blanks around levels are dropped; on by default
 * @param missing texts that stand for a missing value besides the reader's own; none by default
 * @param hiddenNumbers whether a text column whose values nearly all (95 %) hide numbers, as in {@code $1,234.50} or
 *     {@code 12 %}, becomes a number; on by default
 * @param dropDuplicates whether training rows equal in every column, the identifier included, are reduced to the first; on
 *     by default
 * @param foldCase whether spellings of a level that differ only in case are one level; off by default. The level is shown
 *     in that spelling which comes first by character code
 * @param synonyms the level meant, by spelling, by column; none by default. Applied alike in training and when scoring,
 *     once each, after missing markers; spellings are compared as levels are
 */
public record Cleaning(
        boolean trim,
        List<String> missing,
        boolean hiddenNumbers,
        boolean dropDuplicates,
        boolean foldCase,
        Map<String, Map<String, String>> synonyms) {

    /** Copies the collections. */
    public Cleaning {
        missing = List.copyOf(missing);
        Map<String, Map<String, String>> copy = new TreeMap<>();
        synonyms.forEach((column, meant) -> copy.put(column, Collections.unmodifiableMap(new TreeMap<>(meant))));
        synonyms = Collections.unmodifiableMap(copy);
    }

    /** {@return everything on but folding case, no further missing markers, no synonyms} */
    public static Cleaning standard() {
        return new Cleaning(true, List.of(), true, true, false, Map.of());
    }

    /** {@return everything off: values are taken as the reader gives them} */
    public static Cleaning none() {
        return new Cleaning(false, List.of(), false, false, false, Map.of());
    }

    /**
     * With further missing markers.
     *
     * @param markers texts that stand for a missing value, compared without blanks around them and without case
     * @return a changed copy
     */
    public Cleaning withMissing(String... markers) {
        List<String> more = new ArrayList<>(missing);
        more.addAll(List.of(markers));
        return new Cleaning(trim, more, hiddenNumbers, dropDuplicates, foldCase, synonyms);
    }

    /**
     * With or without numbers read from text.
     *
     * @param on whether a text column that hides numbers becomes a number
     * @return a changed copy
     */
    public Cleaning withHiddenNumbers(boolean on) {
        return new Cleaning(trim, missing, on, dropDuplicates, foldCase, synonyms);
    }

    /**
     * With or without dropping exact duplicates.
     *
     * @param on whether training rows equal in every column are reduced to the first
     * @return a changed copy
     */
    public Cleaning withDropDuplicates(boolean on) {
        return new Cleaning(trim, missing, hiddenNumbers, on, foldCase, synonyms);
    }

    /**
     * With or without telling levels apart by case.
     *
     * @param on whether spellings that differ only in case are one level
     * @return a changed copy
     */
    public Cleaning withFoldCase(boolean on) {
        return new Cleaning(trim, missing, hiddenNumbers, dropDuplicates, on, synonyms);
    }

    /**
     * With synonyms for one column of levels, in place of those given for it before.
     *
     * @param column the column's name
     * @param meant the level meant, by spelling; a level that is a missing marker, such as the empty text, means missing
     * @return a changed copy
     */
    public Cleaning withSynonyms(String column, Map<String, String> meant) {
        Map<String, Map<String, String>> more = new TreeMap<>(synonyms);
        more.put(column, meant);
        return new Cleaning(trim, missing, hiddenNumbers, dropDuplicates, foldCase, more);
    }

    /** {@return the settings by key, as {@link #of} reads them} */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("trim", trim);
        settings.put("missing", missing);
        settings.put("hiddenNumbers", hiddenNumbers);
        settings.put("dropDuplicates", dropDuplicates);
        settings.put("foldCase", foldCase);
        if (!synonyms.isEmpty()) {
            Map<String, Object> byColumn = new LinkedHashMap<>();
            synonyms.forEach((column, meant) -> byColumn.put(column, new LinkedHashMap<>(meant)));
            settings.put("synonyms", byColumn);
        }
        return settings;
    }

    /**
     * Reads the settings; an absent key takes its default.
     *
     * @param settings the keys {@code trim}, {@code missing}, {@code hiddenNumbers}, {@code dropDuplicates}, {@code
     *     foldCase}, {@code synonyms}
     * @return the cleaning
     */
    public static Cleaning of(Settings settings) {
        Cleaning cleaning = new Cleaning(
                !settings.has("trim") || settings.flag("trim"),
                settings.texts("missing"),
                !settings.has("hiddenNumbers") || settings.flag("hiddenNumbers"),
                !settings.has("dropDuplicates") || settings.flag("dropDuplicates"),
                settings.has("foldCase") && settings.flag("foldCase"),
                settings.has("synonyms") ? synonymsByColumn(settings.section("synonyms")) : Map.of());
        settings.finish();
        return cleaning;
    }

    private static Map<String, Map<String, String>> synonymsByColumn(Settings settings) {
        Map<String, Map<String, String>> byColumn = new TreeMap<>();
        for (String column : settings.keys()) {
            byColumn.put(column, synonyms(settings.section(column)));
        }
        return byColumn;
    }

    /** The level meant, by spelling. */
    static Map<String, String> synonyms(Settings settings) {
        Map<String, String> meant = new TreeMap<>();
        for (String spelling : settings.keys()) {
            meant.put(spelling, settings.text(spelling));
        }
        return meant;
    }
}
