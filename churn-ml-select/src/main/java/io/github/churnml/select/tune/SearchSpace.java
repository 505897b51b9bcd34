package io.github.churnml.select.tune;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Learners;
import io.github.churnml.recipe.RecipeLearner;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainYaml;
import io.github.churnml.settings.Settings;
import io.github.churnml.settings.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which settings of a learner vary while it is tuned, and between which values; the others stay as the pipeline has them.
 * Immutable. As YAML, a range has {@code low} and {@code high} (and {@code step} or {@code log: true}), a list holds values to
 * choose from, and a single value is fixed:
 *
 * <pre>{@code
 * learningRate: {low: 0.03, high: 0.2, log: true}
 * maxDepth: {low: 3, high: 8}
 * growth: [oblivious, leaf-wise]
 * patience: 30
 * }</pre>
 *
 * <p>Whether a range is of whole numbers is known from the learner's own setting.
 */
public final class SearchSpace {

    private final List<Dimension> dimensions;

    private SearchSpace(List<Dimension> dimensions) {
        this.dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty()) {
            throw new ConfigurationException(
                    "The space names no setting that could vary.",
                    "Maybe write one such as `learningRate: {low: 0.03, high: 0.2, log: true}`, or leave the space out.",
                    Where.nowhere());
        }
        List<String> keys = new ArrayList<>();
        for (Dimension dimension : dimensions) {
            if (keys.contains(dimension.key())) {
                throw Dimension.wrong(dimension.key(), "is given twice", "Maybe leave one of them out.");
            }
            keys.add(dimension.key());
        }
        if (size() < 2) {
            throw new ConfigurationException(
                    "The space fixes every setting that it names (" + String.join(", ", keys)
                            + "), so that there is one trial only.",
                    "Maybe give one of them a range, such as `{low: 1, high: 10}`.",
                    Where.nowhere());
        }
    }

    /**
     * A space of given dimensions.
     *
     * @param dimensions at least one that varies, each setting once
     * @return the space
     * @throws ConfigurationException if nothing varies, or a setting stands twice
     */
    public static SearchSpace of(Dimension... dimensions) {
        return new SearchSpace(List.of(dimensions));
    }

    /**
     * The space that a learner is tuned in where none is given.
     *
     * @param learner the learner
     * @return the space
     * @throws ConfigurationException if there is none for this learner, or it fits other learners
     */
    public static SearchSpace standard(Learner learner) {
        requireSingle(learner);
        String yaml = StandardSpaces.YAML.get(learner.name());
        if (yaml == null) {
            throw new ConfigurationException(
                    "There is no standard space for learner " + Wording.name(learner.name()) + ".",
                    "Maybe give one; its settings are "
                            + Wording.names(learner.settings().keySet()) + ".",
                    Where.nowhere());
        }
        return parse(yaml, learner);
    }

    /**
     * Reads a space from YAML.
     *
     * @param yaml the text
     * @param learner whose settings these are; says which are whole numbers
     * @return the space
     * @throws ConfigurationException if it is not YAML, names a setting that the learner does not have (naming the nearest), or a
     *     range is none; it names the key
     */
    public static SearchSpace parse(String yaml, Learner learner) {
        return read(PlainYaml.settings(yaml, Blame.configuration(null)), learner);
    }

    /**
     * Reads a space from a YAML file.
     *
     * @param path the file, UTF-8
     * @param learner whose settings these are; says which are whole numbers
     * @return the space
     * @throws ConfigurationException as {@link #parse} does, naming the file and the line of the key
     */
    public static SearchSpace read(Path path, Learner learner) {
        String text = YamlFile.text(
                path, "Space file", "Maybe the path is wrong; `churn tune --show-space` prints a space to begin with.");
        String refused = "Space file " + Wording.path(path) + " is refused. ";
        Blame blame = (problem, maybe) -> new ConfigurationException(refused + problem, maybe, Where.in(path));
        try {
            return read(PlainYaml.settings(text, blame), learner);
        } catch (ConfigurationException e) {
            if (e.path().isPresent()) {
                throw e;
            }
            throw new ConfigurationException(refused + e.getMessage(), "", Where.in(path), e);
        }
    }

    /** What fits several learners has their settings, not some of its own that suit a table. */
    private static void requireSingle(Learner learner) {
        if (learner instanceof RecipeLearner) {
            throw new ConfigurationException(
                    "Learner " + Wording.name(learner.name()) + " fits other learners, and is not tuned itself.",
                    "Maybe name one of these, such as 'boosting', to tune its settings.",
                    Where.nowhere());
        }
    }

    private static SearchSpace read(Settings settings, Learner learner) {
        requireSingle(learner);
        Map<String, Object> known = learner.settings();
        List<Dimension> dimensions = new ArrayList<>();
        for (String key : settings.keys()) {
            Object own = known.get(key);
            if (own == null) {
                throw settings.problem(
                        "Key " + settings.quoted(key) + " is not a setting of learner " + Wording.name(learner.name())
                                + ".",
                        Wording.maybeNearest(key, known.keySet()));
            }
            dimensions.add(dimension(settings, key, own));
        }
        return new SearchSpace(dimensions);
    }

    private static Dimension dimension(Settings settings, String key, Object own) {
        Object value = settings.value(key);
        if (value instanceof Map) {
            return range(settings, key, own);
        }
        List<Object> values = new ArrayList<>();
        for (Object item : value instanceof List<?> list ? list : Collections.singletonList(value)) {
            if (item == null) {
                throw settings.problem(
                        "Key " + settings.quoted(key) + " holds no value.",
                        "Maybe give a range {low: …, high: …}, a list of values or one value.");
            }
            boolean whole = item instanceof Integer || item instanceof Long;
            values.add(own instanceof Double && whole ? (Object) ((Number) item).doubleValue() : item);
        }
        return new Choice(key, values);
    }

    private static Dimension range(Settings settings, String key, Object own) {
        if (!(own instanceof Number)) {
            throw settings.problem(
                    "Key " + settings.quoted(key) + " holds a range where the setting is no number: it is "
                            + Wording.value(own) + " by itself.",
                    "Maybe list its values, such as [" + own + ", …].");
        }
        Settings range = settings.section(key);
        boolean log = range.has("log") && range.flag("log");
        Dimension dimension;
        if (own instanceof Double) {
            dimension = new RealNumber(key, range.number("low"), range.number("high"), log);
        } else {
            long most = 1L << 52;
            dimension = new WholeNumber(
                    key,
                    range.integer("low", -most, most),
                    range.integer("high", -most, most),
                    range.has("step") ? range.integer("step", 1, most) : 1,
                    log);
        }
        range.finish();
        return dimension;
    }

    /** {@return what varies or is fixed, in the order given} */
    public List<Dimension> dimensions() {
        return dimensions;
    }

    /** {@return how many combinations there are; {@code Long.MAX_VALUE} if too many to count} */
    public long size() {
        long size = 1;
        for (Dimension dimension : dimensions) {
            long count = dimension.count();
            if (count > Long.MAX_VALUE / size) {
                return Long.MAX_VALUE;
            }
            size *= count;
        }
        return size;
    }

    /** {@return the space as a file has it} */
    public Map<String, Object> toSettings() {
        Map<String, Object> map = new LinkedHashMap<>();
        dimensions.forEach(dimension -> map.put(dimension.key(), dimension.toSetting()));
        return map;
    }

    /** {@return the space as YAML} */
    public String toYaml() {
        return PlainYaml.write(toSettings());
    }

    /** The settings at places, one per dimension. */
    Map<String, Object> at(double[] places) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (int d = 0; d < places.length; d++) {
            Dimension dimension = dimensions.get(d);
            settings.put(dimension.key(), dimension.at(places[d]));
        }
        return settings;
    }

    /** What a learner has for the settings that vary here. */
    Map<String, Object> of(Learner learner) {
        Map<String, Object> settings = new LinkedHashMap<>();
        Map<String, Object> own = learner.settings();
        for (Dimension dimension : dimensions) {
            Object value = own.get(dimension.key());
            if (value == null) {
                throw new ConfigurationException(
                        "Setting " + Wording.name(dimension.key()) + " of the space is none of learner "
                                + Wording.name(learner.name()) + ".",
                        Wording.maybeNearest(dimension.key(), own.keySet()),
                        Where.nowhere());
            }
            settings.put(dimension.key(), value);
        }
        return settings;
    }

    /** The learner with some of its settings changed. */
    static Learner learner(Learner base, Map<String, Object> changed) {
        Map<String, Object> all = new LinkedHashMap<>(base.settings());
        all.putAll(changed);
        Settings settings = Settings.of(all, Blame.configuration(null));
        Learner learner = Learners.byName(base.name(), settings);
        settings.finish();
        return learner;
    }

    /**
     * Checks, before anything is tried, that the learner takes the ends of every two dimensions together, the others being at
     * their first ends, then at their last: what one setting allows may depend on another.
     */
    void require(Learner base) {
        requireSingle(base);
        of(base);
        for (boolean last : new boolean[] {false, true}) {
            Map<String, Object> others = new LinkedHashMap<>();
            for (Dimension dimension : dimensions) {
                List<Object> ends = dimension.ends();
                others.put(dimension.key(), ends.get(last ? ends.size() - 1 : 0));
            }
            for (Dimension one : dimensions) {
                for (Dimension other : dimensions) {
                    requireEnds(base, others, one, other);
                }
            }
        }
    }

    private static void requireEnds(Learner base, Map<String, Object> others, Dimension one, Dimension other) {
        for (Object end : one.ends()) {
            for (Object otherEnd : other.ends()) {
                Map<String, Object> settings = new LinkedHashMap<>(others);
                settings.put(one.key(), end);
                settings.put(other.key(), otherEnd);
                try {
                    learner(base, settings);
                } catch (ConfigurationException e) {
                    throw new ConfigurationException(
                            "The space allows what learner " + Wording.name(base.name()) + " refuses. "
                                    + e.getMessage(),
                            "",
                            Where.nowhere(),
                            e);
                }
            }
        }
    }

    @Override
    public String toString() {
        return toSettings().toString();
    }
}
