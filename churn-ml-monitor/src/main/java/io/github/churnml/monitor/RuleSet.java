package io.github.churnml.monitor;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rules that a {@link MonitoringAgent} judges by, as data: read from YAML, or put together here.
 *
 * <p>The standard rules are a YAML file too ({@link #standardYaml}), which may be copied and changed.
 *
 * @param rules the rules, 1 to 100, of different names
 */
public record RuleSet(List<Rule> rules) {

    private static final int MOST_RULES = 100;

    /**
     * Copies the list.
     *
     * @throws ConfigurationException if there is no rule, more than 100, or two of one name
     */
    public RuleSet {
        rules = List.copyOf(rules);
        if (rules.isEmpty() || rules.size() > MOST_RULES) {
            throw new ConfigurationException(
                    "There are " + rules.size() + " rules where 1 to 100 are possible.",
                    "Maybe begin with the standard rules.",
                    Where.nowhere());
        }
        Set<String> names = new HashSet<>();
        for (Rule rule : rules) {
            if (!names.add(rule.name())) {
                throw new ConfigurationException(
                        "Two rules have the name " + Wording.name(rule.name()) + ".",
                        "Maybe name them after their severities.",
                        Where.nowhere());
            }
        }
    }

    /**
     * The rules that hold unless others are given: warn if ROC-AUC is 3 % or more below the median of the last 7 days, or
     * the 95th percentile of latency is above 400 ms at 2 consecutive points; critical if ROC-AUC is 6 % or more below, or
     * if there is overall drift and PR-AUC is 5 % or more below.
     *
     * @return the rules
     */
    public static RuleSet standard() {
        return parse(standardYaml());
    }

    /** {@return the text of the standard rules, with comments} */
    public static String standardYaml() {
        try (InputStream in = RuleSet.class.getResourceAsStream("standard-rules.yaml")) {
            if (in == null) {
                throw new IllegalStateException("the standard rules are not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads rules.
     *
     * @param path a YAML file
     * @return the rules
     * @throws ConfigurationException if the file is not there or does not describe rules; names the file, the line and the
     *     key, and the nearest key that is known
     */
    public static RuleSet read(Path path) {
        return RuleYaml.read(path);
    }

    /**
     * Reads rules from text.
     *
     * @param yaml the text
     * @return the rules
     * @throws ConfigurationException as {@link #read} does
     */
    public static RuleSet parse(String yaml) {
        return RuleYaml.parse(yaml);
    }

    /** The keys of the metrics history that any rule looks at, in their order. */
    List<String> metrics() {
        Set<String> metrics = new TreeSet<>();
        rules.forEach(rule -> rule.conditions().stream()
                .filter(condition -> !condition.isDrift())
                .forEach(condition -> metrics.add(condition.metric())));
        return List.copyOf(metrics);
    }

    /** The longest window of any condition. */
    Duration longestWindow() {
        Duration longest = Condition.WEEK;
        for (Rule rule : rules) {
            for (Condition condition : rule.conditions()) {
                longest = condition.window().compareTo(longest) > 0 ? condition.window() : longest;
            }
        }
        return longest;
    }

    /** The longest cool-down of any rule. */
    Duration longestCoolDown() {
        return rules.stream().map(Rule::coolDown).max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
