package io.github.churnml.benchmarks.defaults;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Learners;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainYaml;
import io.github.churnml.settings.Settings;
import io.github.churnml.settings.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Settings of the learner {@code boosting} that may become its defaults.
 *
 * @param name what figures are listed under
 * @param settings the keys that are given, as in YAML; all others stay at their present defaults
 * @param drawn whether its values were drawn and not written down
 */
record Candidate(String name, Map<String, Object> settings, boolean drawn) {

    private static final int MOST_DRAWN = 1_000;

    /** Checks that the learner takes the settings. */
    Candidate {
        settings = Map.copyOf(settings);
        learner(settings);
    }

    /** {@return the learner of these settings} */
    Learner learner() {
        return learner(settings);
    }

    private static Learner learner(Map<String, Object> values) {
        Settings settings = Settings.of(values, Blame.configuration(null));
        Learner learner = Learners.byName(HistogramGradientBoosting.NAME, settings);
        settings.finish();
        return learner;
    }

    /**
     * Reads candidates: {@code candidates}, a mapping from names to settings, and {@code drawn}, which has a {@code count}, a
     * {@code seed}, and {@code values} to draw each key's from, all equally likely.
     *
     * @param file the YAML
     * @return those written down, in their order, then those drawn
     * @throws ConfigurationException if a key or value is not allowed, or there is no candidate
     */
    static List<Candidate> read(Path file) {
        Settings root =
                PlainYaml.settings(YamlFile.text(file, "Candidates", "the path is wrong"), Blame.configuration(file));
        List<Candidate> all = new ArrayList<>();
        if (root.has("candidates")) {
            Settings named = root.section("candidates");
            for (String name : named.keys()) {
                Settings one = named.section(name);
                Map<String, Object> settings = new LinkedHashMap<>();
                one.keys().forEach(key -> settings.put(key, given(one, key)));
                all.add(new Candidate(name, settings, false));
            }
        }
        if (root.has("drawn")) {
            all.addAll(draw(root.section("drawn")));
        }
        root.finish();
        if (all.isEmpty()) {
            throw new ConfigurationException(
                    "Candidates (" + file + ") has none.", "Maybe add: candidates: {standard: {}}", Where.nowhere());
        }
        return all;
    }

    private static List<Candidate> draw(Settings drawn) {
        int count = (int) drawn.integer("count", 0, MOST_DRAWN);
        SplittableRandom random = new SplittableRandom(drawn.integer("seed", Long.MIN_VALUE, Long.MAX_VALUE));
        Settings values = drawn.section("values");
        List<Candidate> all = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Map<String, Object> settings = new LinkedHashMap<>();
            for (String key : values.keys()) {
                if (!(given(values, key) instanceof List<?> list) || list.isEmpty()) {
                    throw values.problem(
                            "Key " + values.quoted(key) + " is no list of values.", "Maybe write: " + key + ": [1, 2]");
                }
                settings.put(key, list.get(random.nextInt(list.size())));
            }
            all.add(new Candidate("drawn-" + i, settings, true));
        }
        return all;
    }

    private static Object given(Settings settings, String key) {
        Object value = settings.value(key);
        if (value == null) {
            throw settings.problem("Key " + settings.quoted(key) + " has no value.", "Maybe leave it out.");
        }
        return value;
    }
}
