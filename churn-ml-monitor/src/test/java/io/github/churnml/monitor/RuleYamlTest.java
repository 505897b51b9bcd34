package io.github.churnml.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules as YAML: what is read, and how each mistake is told. */
class RuleYamlTest {

    private static final String START = "rules:\n- name: it\n  severity: warn\n  when:\n    metric: roc_auc\n";

    @TempDir
    Path folder;

    @Test
    void standardRules_shipped_areThese() {
        List<Rule> rules = RuleSet.standard().rules();
        assertThat(rules)
                .extracting(Rule::severity)
                .containsExactly(Status.WARN, Status.WARN, Status.CRITICAL, Status.CRITICAL);
        assertThat(rules.get(0).conditions()).containsExactly(Condition.drop("roc_auc", 3));
        Condition latency = rules.get(1).conditions().get(0);
        assertThat(latency.metric()).isEqualTo("latency_p95_ms");
        assertThat(latency.comparison()).isEqualTo(Comparison.ABOVE);
        assertThat(latency.limit()).isEqualTo(400);
        assertThat(latency.consecutive()).isEqualTo(2);
        assertThat(rules.get(2).conditions()).containsExactly(Condition.drop("roc_auc", 6));
        assertThat(rules.get(3).conditions())
                .containsExactly(
                        Condition.value(Condition.DRIFT_OVERALL, Comparison.AT_LEAST, 1), Condition.drop("pr_auc", 5));
        assertThat(rules).allSatisfy(rule -> assertThat(rule.coolDown()).isEqualTo(Duration.ZERO));
    }

    @Test
    void every_key_is_read() {
        Rule rule = RuleSet.parse("""
                version: 1
                rules:
                - name: slow
                  severity: critical
                  when:
                  - metric: latency_p95_ms
                    measure: value
                    aggregate: p95
                    window: 12h
                    above: 300.5
                    clear: 250
                    consecutive: 3
                    minimum: 12
                  actions: [page_oncall, open_incident, open_incident]
                  cool_down: 90m
                  reason: It is slow
                """).rules().get(0);
        assertThat(rule)
                .isEqualTo(new Rule(
                        "slow",
                        List.of(new Condition(
                                "latency_p95_ms",
                                Measure.VALUE,
                                Aggregate.P95,
                                Duration.ofHours(12),
                                Comparison.ABOVE,
                                300.5,
                                250,
                                3,
                                12)),
                        Status.CRITICAL,
                        List.of(ActionKind.OPEN_INCIDENT, ActionKind.PAGE_ONCALL),
                        Duration.ofMinutes(90),
                        "It is slow"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "    at_last: 3 | Key 'rules[0].when.at_last' (line 6) is not known.;Maybe 'at_least' was meant.",
                "    at_least: high | Key 'rules[0].when.at_least' (line 6) holds (high) where a number is required.",
                "    above: .nan | holds (NaN) where a number is required.",
                "    window: 7 | Key 'rules[0].when.window' (line 6) holds (7) where a length of time is required.;Maybe write"
                        + " it as 7d, 12h, 30m or 90s.",
                "    above: 1;    window: 400d | At key 'rules[0].when.metric' (line 5): The condition on 'roc_auc' has the"
                        + " window (PT9600H) where 1 second to 366 days are possible.;Maybe take 7 days.",
                "    above: 1;    window: 0s | window (PT0S) where 1 second",
                "    above: 1;    below: 3 | The condition on (roc_auc) at 'rules[0].when.metric' (line 5) has 2 limits where"
                        + " one is required.",
                "    window: 7d | has no limit.;Maybe keep one of the keys at_least, above, at_most and below.",
                "    is: true | Key 'rules[0].when.is' (line 6) is for drift_overall alone.",
                "    above: 1;    measure: dropp | Key 'rules[0].when.measure' (line 7) holds (dropp) where one of 'value',"
                        + " 'drop_pct', 'rise_pct' is required.",
                "    above: 1;    aggregate: medain | Maybe 'median' was meant.",
                "    above: 1;    measure: drop_pct;    aggregate: last | asks for a drop_pct from the last point",
                "    above: 1;    clear: 2 | ends at (2.0), which is beyond its limit of (1.0).;Maybe the two are swapped.",
                "    below: 2;    clear: 1 | ends at (1.0), which is beyond its limit of (2.0).",
                "    above: 1;    consecutive: 0 | Key 'rules[0].when.consecutive' (line 7) holds (0) where a whole number"
                        + " from 1 to 100 is required.",
                "    above: 1;    minimum: 0 | Key 'rules[0].when.minimum' (line 7) holds (0)",
                "    above: 1;  actions: [open_incidnt] | Key 'rules[0].actions' (line 7) holds the action (open_incidnt),"
                        + " which is not known.;Maybe 'open_incident' was meant.",
                "    above: 1;  actions: [do_nothing] | holds the action (do_nothing), which is not known.",
                "    above: 1;  actions: [page_oncall];  page_oncall: false | Key 'rules[0].page_oncall' (line 8) is false,"
                        + " and page_oncall is among the actions.",
                "    above: 1;  page_oncall: maybe | holds (maybe) where true or false is required.",
                "    above: 1;  cool_down: 1y | Key 'rules[0].cool_down' (line 7) holds (1y)",
                "    above: 1;  cool_down: 400d | has the cool-down (PT9600H) where none to 366 days are possible.",
                "    above: 1;  raeson: x | Key 'rules[0].raeson' (line 7) is not known.;Maybe 'reason' was meant.",
                "    above: 1;vresion: 1 | Key 'vresion' (line 7) is not known.;Maybe 'version' was meant.",
                "    above: 1;version: 2 | Key 'version' (line 7) holds (2) where a whole number from 1 to 1 is required.",
                "    above: 1;- name: it;  severity: warn;  when: {metric: a, above: 1} | Key 'rules[1].name' (line 7) holds"
                        + " (it), as does 'rules[0].name' (line 2).",
                "    above: 1;- name: b;  severity: wran;  when: {metric: a, above: 1} | Key 'rules[1].severity' (line 8)"
                        + " holds (wran) where one of 'warn', 'critical' is required.;Maybe 'warn' was meant.",
                "    above: 1;- name: b;  severity: warn | Key 'rules[1].when' (line 7) is missing.",
                "    above: 1;- severity: warn | Key 'rules[1].name' (line 7) is missing.",
                "    above: 1;- name: b;  severity: warn;  when: [] | The rule 'b' has 0 conditions where 1 to 10 are"
                        + " possible.",
                "    above: 1;- name: ' ';  severity: warn;  when: {metric: a, above: 1} | A rule has no name.",
                "    above: 1;- name: b;  severity: warn;  when: {metric: drift_max, above: 1, consecutive: 2} | asks for the"
                        + " past of a drift report, which has none.",
                "    above: 1;- name: b;  severity: warn;  when: {metric: '', above: 1} | A condition names no metric.",
                "  above: 1: | The YAML, line 6, is not valid"
            })
    void mistake_is_told_with_line_and_way_out(String more, String message) {
        assertThatThrownBy(() -> RuleSet.parse(START + more.replace(";", "\n") + "\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message.strip().replace(';', '\n'));
    }

    @Test
    void rules_noneOrTooMany_areRefused() {
        assertThatThrownBy(() -> RuleSet.parse(""))
                .hasMessage("At key 'rules': There are 0 rules where 1 to 100 are possible.\n"
                        + "Maybe begin with the standard rules.");
        StringBuilder many = new StringBuilder("rules:\n");
        for (int i = 0; i <= 100; i++) {
            many.append("- {name: r").append(i).append(", severity: warn, when: {metric: a, above: 1}}\n");
        }
        assertThatThrownBy(() -> RuleSet.parse(many.toString()))
                .hasMessageContaining("(line 1): There are 101 rules where 1 to 100 are possible.");
    }

    @Test
    void mistake_inFile_namesTheLine() throws IOException {
        Path file = folder.resolve("rules.yaml");
        Files.writeString(file, START + "    abov: 1\n");
        assertThatThrownBy(() -> RuleSet.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Rules file (" + file + ") is refused. Key 'rules[0].when.abov' (line 6) is not known.\n"
                        + "Maybe 'above' was meant.");
        Path none = folder.resolve("none.yaml");
        assertThatThrownBy(() -> RuleSet.read(none))
                .hasMessage("Rules file (" + none + ") is not there.\nMaybe the path is wrong.");
    }

    @Test
    void rules_madeInJava_areCheckedToo() {
        assertThatThrownBy(() -> new RuleSet(List.of(
                        RuleSet.standard().rules().get(0),
                        RuleSet.standard().rules().get(0))))
                .hasMessage("Two rules have the name 'roc_auc_dropped'.\nMaybe name them after their severities.");
        assertThatThrownBy(() ->
                        new Rule("a", List.of(Condition.drop("x", 1)), Status.HEALTHY, List.of(), Duration.ZERO, ""))
                .hasMessage("The rule 'a' has the severity healthy.\nMaybe warn or critical was meant.");
        assertThatThrownBy(() -> new Rule(
                        "a",
                        List.of(Condition.drop("x", 1)),
                        Status.WARN,
                        List.of(ActionKind.DO_NOTHING),
                        Duration.ZERO,
                        ""))
                .hasMessageStartingWith("The rule 'a' asks to do nothing.");
        assertThatThrownBy(() -> Condition.value("x", Comparison.ABOVE, Double.NaN))
                .hasMessage("The condition on 'x' has the limit (NaN).\nMaybe give a number.");
    }

    @Test
    void durations_texts_areReadAndSaid() {
        assertThat(Durations.parse("2w")).contains(Duration.ofDays(14));
        assertThat(Durations.parse(" 90 s ")).contains(Duration.ofSeconds(90));
        assertThat(Durations.parse("1.5h")).isEmpty();
        assertThat(Durations.words(Duration.ofDays(7))).isEqualTo("7 days");
        assertThat(Durations.words(Duration.ofDays(1))).isEqualTo("1 day");
        assertThat(Durations.words(Duration.ofHours(51))).isEqualTo("51 hours");
        assertThat(Durations.words(Duration.ofMinutes(90))).isEqualTo("90 minutes");
        assertThat(Durations.words(Duration.ofSeconds(61))).isEqualTo("61 seconds");
    }
}
