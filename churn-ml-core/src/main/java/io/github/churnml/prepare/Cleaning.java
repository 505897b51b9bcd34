package io.github.churnml.prepare;

import io.github.churnml.settings.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The wish how raw values are cleaned. A value with "withers": each returns a changed copy.
 *
 * @param trim whether blanks around levels are dropped; on by default
 * @param missing texts that stand for a missing value besides the reader's own; none by default
 * @param hiddenNumbers whether a text column whose values nearly all (95 %) hide numbers, as in {@code $1,234.50} or
 *     {@code 12 %}, becomes a number; on by default
 * @param dropDuplicates whether training rows equal in every column, the identifier included, are reduced to the first; on
 *     by default
 */
public record Cleaning(boolean trim, List<String> missing, boolean hiddenNumbers, boolean dropDuplicates) {

    /** Copies the list. */
    public Cleaning {
        missing = List.copyOf(missing);
    }

    /** {@return everything on, no further missing markers} */
    public static Cleaning standard() {
        return new Cleaning(true, List.of(), true, true);
    }

    /** {@return everything off: values are taken as the reader gives them} */
    public static Cleaning none() {
        return new Cleaning(false, List.of(), false, false);
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
        return new Cleaning(trim, more, hiddenNumbers, dropDuplicates);
    }

    /**
     * With or without numbers read from text.
     *
     * @param on whether a text column that hides numbers becomes a number
     * @return a changed copy
     */
    public Cleaning withHiddenNumbers(boolean on) {
        return new Cleaning(trim, missing, on, dropDuplicates);
    }

    /**
     * With or without dropping exact duplicates.
     *
     * @param on whether training rows equal in every column are reduced to the first
     * @return a changed copy
     */
    public Cleaning withDropDuplicates(boolean on) {
        return new Cleaning(trim, missing, hiddenNumbers, on);
    }

    /** {@return the settings by key, as {@link #of} reads them} */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("trim", trim);
        settings.put("missing", missing);
        settings.put("hiddenNumbers", hiddenNumbers);
        settings.put("dropDuplicates", dropDuplicates);
        return settings;
    }

    /**
     * Reads the settings; an absent key takes its default.
     *
     * @param settings the keys {@code trim}, {@code missing}, {@code hiddenNumbers}, {@code dropDuplicates}
     * @return the cleaning
     */
    public static Cleaning of(Settings settings) {
        Cleaning cleaning = new Cleaning(
                !settings.has("trim") || settings.flag("trim"),
                settings.texts("missing"),
                !settings.has("hiddenNumbers") || settings.flag("hiddenNumbers"),
                !settings.has("dropDuplicates") || settings.flag("dropDuplicates"));
        settings.finish();
        return cleaning;
    }
}
