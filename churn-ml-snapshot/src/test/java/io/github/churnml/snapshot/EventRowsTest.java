package io.github.churnml.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.DataException;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRowsTest {

    private static final EventRows ROWS = EventRows.of(SnapshotPlan.parseYaml("""
            customers: {id: id, from: start, to: end, attributes: [region, seats]}
            events: [{name: usage, id: id, at: time, knownAt: loaded, kind: type, values: [n]}]
            zone: Europe/Berlin
            at: {every: month}
            label: {cancelled: {within: 30d}}
            features: [{count: usage, windows: [28d]}, {sum: usage.n, windows: [28d]}, {count: usage, kind: login, windows: [28d]}, {tenure: true}]
            """));

    private static Map<String, Object> json(String text) {
        return PlainJson.read(text.getBytes(StandardCharsets.UTF_8), Blame.configuration(null), "row");
    }

    @Test
    void row_customerWithEvents_isTheRowOfATable() {
        Map<String, Object> row = ROWS.row(json("""
                {"id": 7, "start": "2026-03-28", "region": "North", "snapshot": "2026-05-01",
                 "events": {"usage": [
                   {"time": "2026-04-30T23:59:59", "type": "login", "n": 2},
                   {"time": "2026-04-30T22:30:00Z", "type": "login", "n": 4},
                   {"time": "2026-04-20", "loaded": "2026-05-02", "type": "login", "n": 8},
                   {"time": "2026-04-20", "loaded": "2026-04-22", "n": 16, "type": " NA "},
                   {"time": "2026-04-21", "type": "export", "n": null}]}}
                """));
        assertThat(row)
                .containsExactly(
                        Map.entry("region", "North"),
                        Map.entry("number_of_usage_in_last_28_days", 3.0),
                        Map.entry("sum_of_n_of_usage_in_last_28_days", 18.0),
                        Map.entry("number_of_usage_login_in_last_28_days", 1.0),
                        Map.entry("tenure_in_days", 34 - 1 / 24.0));
    }

    @Test
    void row_withoutMoment_isOfNow() {
        Clock clock = Clock.fixed(Instant.parse("2026-05-10T00:00:00Z"), ZoneOffset.UTC);
        Map<String, Object> row = ROWS.at(clock)
                .row(json("{\"start\": \"2026-03-28\", \"events\": {\"usage\": [{\"time\": \"2026-05-09\"}]}}"));
        assertThat(row).containsEntry("number_of_usage_in_last_28_days", 1.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"start\": \"2026-05-01\", \"snapshot\": \"2026-05-01\"}|the customer has not begun.",
                "{\"start\": \"2026-01-01\", \"end\": \"2026-04-30\", \"snapshot\": \"2026-05-01\"}|the customer has ended.",
                "{}|Key 'start' is missing: since when one is a customer.",
                "{\"start\": \"soon\"}|Key 'start' holds (soon) where a date",
                "{\"start\": \"2026-01-01\", \"regoin\": 1}|Maybe 'region' was meant",
                "{\"start\": \"2026-01-01\", \"events\": []}|Key 'events' holds ([]) where a mapping",
                "{\"start\": \"2026-01-01\", \"events\": {\"usge\": []}}|Key 'events.usge' is not known",
                "{\"start\": \"2026-01-01\", \"events\": {\"usage\": [1]}}|Key 'events.usage[0]' holds (1)",
                "{\"start\": \"2026-01-01\", \"events\": {\"usage\": [{\"n\": 1}]}}|Key 'events.usage[0].time' holds nothing",
                "{\"start\": \"2026-01-01\", \"events\": {\"usage\": [{\"time\": \"2026-01-01\", \"n\": \"x\"}]}}|Key 'events.usage[0].n' holds (x) where a number",
                "{\"start\": \"2026-01-01\", \"events\": {\"usage\": [{\"time\": \"2026-01-01\", \"m\": 1}]}}|Key 'events.usage[0].m' is not known",
            })
    void row_wrong_namesKeyAndValue(String given, String message) {
        Map<String, Object> customer = json(given);
        assertThatThrownBy(() -> ROWS.row(customer))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }
}
