package io.github.churnml.settings;

import io.github.churnml.error.Wording;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * YAML as plain trees of null, text, booleans, numbers, lists and mappings; no object is ever bound to it.
 *
 * <p>Plain scalars are typed by the core schema of YAML 1.2 (section 10.3.2): {@code true} and {@code false} in three
 * spellings, whole and decimal numbers, {@code null} and {@code ~}; all else is text, among it {@code Yes}, {@code No},
 * {@code on} and {@code off}, so that {@code positive: Yes} means what it says. Quoted scalars and keys are text. Refused,
 * with the line: anchors, aliases and merge keys (so nothing can multiply), tags other than the core ones, a key that
 * stands twice, half of a character, a second document, more than 32 levels, more than 1 MB.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class PlainYaml {

    static final int DEEPEST = 32;

    private PlainYaml() {}

    /**
     * Reads a tree.
     *
     * @param text the whole text
     * @param blame makes the exception if it is not usable
     * @return the mapping in its own order, with {@code Integer}, {@code Long} or {@code Double} numbers; empty if the text
     *     holds nothing; may be changed
     * @throws io.github.churnml.error.ChurnException made by {@code blame}, naming the line
     */
    public static Map<String, Object> read(String text, Blame blame) {
        return read(text, blame, null);
    }

    /**
     * Reads a tree into a view whose messages name the line of each key.
     *
     * @param text the whole text
     * @param blame makes the exception if it is not usable
     * @return the view
     * @throws io.github.churnml.error.ChurnException made by {@code blame}, naming the line
     */
    public static Settings settings(String text, Blame blame) {
        Map<String, Integer> lines = new HashMap<>();
        Map<String, Object> tree = read(text, blame, lines);
        return Settings.of(tree, blame, lines);
    }

    /**
     * Writes a tree in block style, with quotes only where a text would read as something else.
     *
     * @param tree null, {@code String}, {@code Boolean}, {@code Integer}, {@code Long}, {@code Double}, {@code List} and
     *     {@code Map} with text keys, at most 32 deep
     * @return text that {@link #read} turns into an equal tree
     * @throws IllegalArgumentException if a value is of another type, nested too deep, or a text with half of a character
     *     (a surrogate without its other half)
     */
    public static String write(Map<String, ?> tree) {
        return YamlWriter.write(tree);
    }

    @SuppressWarnings("unchecked") // the tree of a mapping is a mapping
    private static Map<String, Object> read(String text, Blame blame, @Nullable Map<String, Integer> lines) {
        YamlEvents events = new YamlEvents(text, blame);
        TreeEvents.Kind root = events.root();
        if (root == null) {
            return new LinkedHashMap<>();
        }
        int line = events.line();
        Object tree = new PlainTree(events, DEEPEST, lines).of(root);
        events.end();
        if (tree == null) {
            return new LinkedHashMap<>();
        }
        if (root != TreeEvents.Kind.MAPPING) {
            throw events.problem(
                    line,
                    "holds " + (tree instanceof List ? "a list" : Wording.value(tree))
                            + " where a mapping of keys to values is required",
                    "Maybe a colon and a blank are missing after the key.");
        }
        return (Map<String, Object>) tree;
    }
}
