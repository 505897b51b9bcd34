package io.github.churnml.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotYamlTest {

    private static final String PLAN = """
            customers: {file: customers.csv, id: id, from: CLOSEDATE, attributes: [INDUSTRY]}
            others: {file: noncustomers.csv, id: id, attributes: [INDUSTRY]}
            events:
              - {name: usage, file: usage_actions.csv, id: id, at: WHEN_TIMESTAMP, covers: week}
              - {name: mail, file: mail.csv, id: contact, at: sent, knownAt: loaded, kind: type, kinds: [opened], values: [size]}
            zone: Europe/Berlin
            at: {every: month, from: 2019-07-01, to: 2020-04-01}
            label: {converted: {within: 90d, gap: 1w}}
            until: 2020-08-03
            windows: [4w, 90d]
            features:
              - {standard: [usage]}
              - {tenure: true}
              - {count: mail, kind: opened, windows: [28d]}
              - {daysSince: mail}
              - {sum: mail.size}
              - {firstDays: mail, windows: [14d]}
            maxFeatures: 400
            """;

    @Test
    void yaml_writtenAndReadAgain_isTheSamePlan() {
        SnapshotPlan plan = SnapshotPlan.parseYaml(PLAN);
        assertThat(SnapshotPlan.parseYaml(plan.toYaml())).isEqualTo(plan).hasSameHashCodeAs(plan);
        assertThat(SnapshotPlan.of(plan.settings())).isEqualTo(plan);
        assertThat(plan.windows()).containsExactly(28, 90);
        assertThat(plan.features())
                .extracting(Feature::name)
                .containsExactly(
                        "tenure_in_days",
                        "number_of_mail_opened_in_last_28_days",
                        "days_since_last_mail",
                        "sum_of_size_of_mail_in_last_28_days",
                        "sum_of_size_of_mail_in_last_90_days",
                        "number_of_mail_in_first_14_days");
    }

    @Test
    void builder_sameSettings_isTheSamePlan() {
        SnapshotPlan plan = SnapshotPlan.builder()
                .customers(CustomerTable.by("id")
                        .file("customers.csv")
                        .from("CLOSEDATE")
                        .attributes("INDUSTRY"))
                .others(CustomerTable.by("id").file("noncustomers.csv").attributes("INDUSTRY"))
                .events(
                        EventTable.of("usage", "id", "WHEN_TIMESTAMP")
                                .file("usage_actions.csv")
                                .covers(EventTable.Covers.WEEK),
                        EventTable.of("mail", "contact", "sent")
                                .file("mail.csv")
                                .knownAt("loaded")
                                .kind("type", "opened")
                                .values("size"))
                .zone(ZoneId.of("Europe/Berlin"))
                .at(Schedule.every(Schedule.Step.MONTH, LocalDate.of(2019, 7, 1), LocalDate.of(2020, 4, 1)))
                .label(Label.converted(90).gap(7))
                .until(LocalDate.of(2020, 8, 3))
                .windows(28, 90)
                .standardFeatures("usage")
                .features(
                        Feature.tenure(),
                        Feature.count("mail", 28).ofKind("opened"),
                        Feature.of(Statistic.DAYS_SINCE, "mail", 0),
                        Feature.of(Statistic.SUM, "mail", "size", 28),
                        Feature.of(Statistic.SUM, "mail", "size", 90),
                        Feature.of(Statistic.FIRST_DAYS, "mail", 14))
                .maxFeatures(400)
                .build();
        assertThat(plan).isEqualTo(SnapshotPlan.parseYaml(PLAN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cancelled: {within: 60d}|Maybe add to: end_date to customers.",
                "converted: {within: 60}|Maybe 60d was meant.",
                "converted: {within: 0d}|1d to 3660d",
                "converted: {in: 60d}|Key 'label.converted.within'",
                "churned: {within: 60d}|Key 'label.churned' (line 1) is not known",
                "'inactiveMonths: {atLeast: 4, of: 3}'|no more of them inactive than there are",
                "'inactive: {for: 30d, events: [usge]}'|Maybe 'usage' was meant",
            })
    void label_wrong_saysWhatIsRight(String label, String message) {
        String yaml = "label: {" + label + "}\n" + """
                  customers: {file: c.csv, id: id, from: start}
                  events: [{name: usage, file: u.csv, id: id, at: time}]
                  at: 2026-01-01
                  """;
        assertThatThrownBy(() -> SnapshotPlan.parseYaml(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{count: usage, windows: [28]}'|Maybe 28d was meant.",
                "'{sum: usage}'|Maybe write it as {sum: usage.amount}.",
                "'{count: usage.n}'|Maybe leave the column out.",
                "'{count: mail}'|There is no table of events 'mail'",
                "'{count: usage, kind: login}'|Maybe add kind: type to the table.",
                "'{slope: usage, windows: [7d]}'|Maybe 14d was meant.",
                "'{daysSince: usage, windows: [7d]}'|has no window",
                "'{count: usage, sum: usage.n}'|names several statistics",
                "'{kind: login}'|names no statistic",
                "'{cuont: usage}'|Maybe 'count' was meant",
            })
    void feature_wrong_saysWhatIsRight(String feature, String message) {
        String yaml = "features: [" + feature + "]\n" + """
                  customers: {file: c.csv, id: id, from: start, to: end}
                  events: [{name: usage, file: u.csv, id: id, at: time}]
                  at: 2026-01-01
                  label: {cancelled: {within: 30d}}
                  """;
        assertThatThrownBy(() -> SnapshotPlan.parseYaml(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void features_moreThanTheBudget_areRefusedWithTheirNumber() {
        SnapshotPlan plan = SnapshotPlan.parseYaml("""
                customers: {id: id, from: start, to: end}
                events: [{name: usage, id: id, at: time}]
                at: 2026-01-01
                label: {cancelled: {within: 30d}}
                maxFeatures: 5
                """);
        assertThatThrownBy(() -> OnlineFeatures.of(plan))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("(usage 15) where at most 5")
                .hasMessageContaining("null-importance");
    }

    @Test
    void read_fileWithoutTheSection_isEmpty(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "target: churned\n");
        assertThat(SnapshotPlan.read(file)).isEmpty();
    }

    @Test
    void read_wrongKey_namesFileAndLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"), "target: churned\nsnapshot:\n  custmers: {id: id}\n");
        assertThatThrownBy(() -> SnapshotPlan.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("p.yaml")
                .hasMessageContaining("'snapshot.custmers' (line 3) is not known");
    }
}
