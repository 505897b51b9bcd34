package io.github.churnml.settings;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of keys to values that is read strictly, one key at a time. Not safe for several threads: it remembers which
 * keys were asked for, so that {@link #finish} can reject the others.
 */
public final class Settings {

    private final Map<String, ?> values;
    private final String path;
    private final Blame blame;
    private final Map<String, Integer> lines;
    private final Set<String> asked = new LinkedHashSet<>();

    private Settings(Map<String, ?> values, String path, Blame blame, Map<String, Integer> lines) {
        this.values = values;
        this.path = path;
        this.blame = blame;
        this.lines = lines;
    }

    /**
     * A view over a parsed mapping.
     *
     * @param values keys to null, text, numbers, booleans, lists and further mappings with text keys
     * @param blame makes the exceptions
     * @return the view
     */
    public static Settings of(Map<String, ?> values, Blame blame) {
        return of(values, blame, Map.of());
    }

    /** A view that knows on which line each key stands, by its full name. */
    static Settings of(Map<String, ?> values, Blame blame, Map<String, Integer> lines) {
        return new Settings(values, "", blame, lines);
    }

    /**
     * Whether a key is there with a value other than null; asking counts as knowing the key.
     *
     * @param key the key
     * @return whether it is there
     */
    public boolean has(String key) {
        return value(key) != null;
    }

    /**
     * The value itself, whatever it is.
     *
     * @param key the key
     * @return the value, or null if absent
     */
    public @Nullable Object value(String key) {
        asked.add(key);
        return values.get(key);
    }

    /**
     * A text; a number or boolean is taken as it is written.
     *
     * @param key the key
     * @return the text
     */
    public String text(String key) {
        Object value = required(key, "a text");
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value);
        }
        throw wrong(key, value, "a text");
    }

    /**
     * One of several texts.
     *
     * @param key the key
     * @param allowed what is allowed
     * @return the text
     */
    public String choice(String key, Collection<String> allowed) {
        String text = text(key);
        if (!allowed.contains(text)) {
            throw problem(
                    "Key " + quoted(key) + " holds " + Wording.value(text) + " where one of " + Wording.names(allowed)
                            + " is required.",
                    Wording.maybeNearest(text, allowed));
        }
        return text;
    }

    /**
     * Hands one of several values to a setter if the key is there.
     *
     * @param key the key
     * @param values what is allowed
     * @param label the text of each
     * @param setter is given the value
     * @param <T> the type of the values
     */
    public <T> void choice(String key, T[] values, Function<T, String> label, Consumer<T> setter) {
        if (has(key)) {
            List<String> labels = Arrays.stream(values).map(label).toList();
            setter.accept(values[labels.indexOf(choice(key, labels))]);
        }
    }

    /**
     * A whole number within bounds.
     *
     * @param key the key
     * @param min the least allowed
     * @param max the most allowed
     * @return the number
     */
    public long integer(String key, long min, long max) {
        String allowed = "a whole number from " + min + " to " + max;
        Object value = required(key, allowed);
        boolean whole = value instanceof Integer || value instanceof Long;
        long number = whole ? ((Number) value).longValue() : 0;
        if (!whole || number < min || number > max) {
            throw wrong(key, value, allowed);
        }
        return number;
    }

    /**
     * A finite number within bounds.
     *
     * @param key the key
     * @param min the least allowed
     * @param max the most allowed
     * @return the number
     */
    public double number(String key, double min, double max) {
        String allowed = min == -Double.MAX_VALUE && max == Double.MAX_VALUE
                ? "a number"
                : "a number from " + min + " to " + max;
        Object value = required(key, allowed);
        double number = value instanceof Number given ? given.doubleValue() : Double.NaN;
        if (!(number >= min && number <= max)) {
            throw wrong(key, value, allowed);
        }
        return number;
    }

    /**
     * Any finite number.
     *
     * @param key the key
     * @return the number
     */
    public double number(String key) {
        return number(key, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    /**
     * True or false.
     *
     * @param key the key
     * @return which
     */
    public boolean flag(String key) {
        Object value = required(key, "true or false");
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrong(key, value, "true or false");
    }

    /**
     * A list of texts; a single text counts as a list of one, and an absent key as an empty list.
     *
     * @param key the key
     * @return the texts
     */
    public List<String> texts(String key) {
        return texts(key, value(key));
    }

    /**
     * A list of lists of texts; an absent key is an empty list.
     *
     * @param key the key
     * @return the lists
     */
    public List<List<String>> textLists(String key) {
        Object value = value(key);
        if (value != null && !(value instanceof List<?>)) {
            throw wrong(key, value, "a list of lists");
        }
        List<List<String>> lists = new ArrayList<>();
        for (Object item : value instanceof List<?> list ? list : List.of()) {
            lists.add(texts(key, item));
        }
        return lists;
    }

    private List<String> texts(String key, @Nullable Object value) {
        if (value == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Object item : value instanceof List<?> list ? list : List.of(value)) {
            if (!(item instanceof String || item instanceof Number || item instanceof Boolean)) {
                throw wrong(key, item, "a list of texts");
            }
            texts.add(String.valueOf(item));
        }
        return List.copyOf(texts);
    }

    /**
     * A list of finite numbers; an absent key is an empty list.
     *
     * @param key the key
     * @return the numbers
     */
    public double[] numbers(String key) {
        Object value = value(key);
        if (value == null) {
            return new double[0];
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(key, value, "a list of numbers");
        }
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            Object item = list.get(i);
            numbers[i] = item instanceof Number number ? number.doubleValue() : Double.NaN;
            if (!Double.isFinite(numbers[i])) {
                throw wrong(key, item, "a list of numbers");
            }
        }
        return numbers;
    }

    /**
     * A list of finite numbers with gaps; an absent key is an empty list.
     *
     * @param key the key
     * @return the numbers, {@code NaN} where the list holds null
     */
    public double[] numbersWithGaps(String key) {
        if (!(value(key) instanceof List<?> list)) {
            return numbers(key);
        }
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            Object item = list.get(i);
            numbers[i] = item instanceof Number number ? number.doubleValue() : Double.NaN;
            if (item != null && !Double.isFinite(numbers[i])) {
                throw wrong(key, item, "a list of numbers");
            }
        }
        return numbers;
    }

    /**
     * A list of whole numbers; an absent key is an empty list.
     *
     * @param key the key
     * @return the numbers
     */
    public int[] integers(String key) {
        return Arrays.stream(numbers(key))
                .mapToInt(number -> {
                    if (number != (int) number) {
                        throw wrong(key, number, "a list of whole numbers");
                    }
                    return (int) number;
                })
                .toArray();
    }

    /**
     * A mapping inside this one.
     *
     * @param key the key
     * @return a view whose keys are named after this one
     */
    public Settings section(String key) {
        Object value = required(key, "a mapping of keys to values");
        return view(value, key, key + ".");
    }

    /**
     * A mapping inside this one as it is, for whoever else knows its keys.
     *
     * @param key the key
     * @return the mapping
     */
    @SuppressWarnings("unchecked") // a section has been checked
    public Map<String, Object> plain(String key) {
        section(key);
        return (Map<String, Object>) Objects.requireNonNull(value(key));
    }

    /**
     * A list of mappings; an absent key is an empty list.
     *
     * @param key the key
     * @return a view of each
     */
    public List<Settings> sections(String key) {
        Object value = value(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(key, value, "a list of mappings");
        }
        List<Settings> sections = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Object item = list.get(i);
            if (item == null) {
                throw wrong(key, item, "a list of mappings");
            }
            sections.add(view(item, key, key + "[" + i + "]."));
        }
        return sections;
    }

    /** {@return the keys there are, in order; asking does not count as knowing them} */
    public Set<String> keys() {
        return new LinkedHashSet<>(values.keySet());
    }

    /** Rejects unknown keys, suggesting the nearest one that is known here. */
    public void finish() {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                throw problem("Key " + quoted(key) + " is not known.", Wording.maybeNearest(key, asked));
            }
        }
    }

    /**
     * An exception about these settings, for a check that only the caller can make.
     *
     * @param problem what is wrong
     * @param maybe the way out, or empty
     * @return the exception to throw
     */
    public ChurnException problem(String problem, String maybe) {
        return blame.of(problem, maybe);
    }

    /**
     * The full name of a key, for messages.
     *
     * @param key the key
     * @return such as {@code learner.trees}
     */
    public String nameOf(String key) {
        return path + key;
    }

    /**
     * A key as messages quote it: its full name in quotes, with its line where that is known.
     *
     * @param key the key; one that is missing is at the line of the mapping that lacks it
     * @return such as {@code 'rules[0].severity' (line 7)}
     */
    public String quoted(String key) {
        String inside = path.endsWith(".") ? path.substring(0, path.length() - 1) : path;
        Integer line = lines.getOrDefault(path + key, lines.get(inside));
        return Wording.name(path + key) + (line == null ? "" : " (line " + line + ")");
    }

    @SuppressWarnings("unchecked") // keys are checked to be texts one by one
    private Settings view(Object value, String key, String below) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(key, value, "a mapping of keys to values");
        }
        for (Object name : map.keySet()) {
            if (!(name instanceof String)) {
                throw wrong(key, name, "a mapping whose keys are texts");
            }
        }
        return new Settings((Map<String, ?>) map, path + below, blame, lines);
    }

    private Object required(String key, String allowed) {
        Object value = value(key);
        if (value == null) {
            throw problem("Key " + quoted(key) + " is missing.", "Maybe add it with " + allowed + ".");
        }
        return value;
    }

    private ChurnException wrong(String key, @Nullable Object value, String allowed) {
        return problem(
                "Key " + quoted(key) + " holds " + Wording.value(value) + " where " + allowed + " is required.", "");
    }
}
