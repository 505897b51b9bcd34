package io.github.churnml.report.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.data.Numbers;
import io.github.churnml.monitor.AuditLog;
import io.github.churnml.monitor.Decision;
import io.github.churnml.monitor.DriftSummary;
import io.github.churnml.monitor.MetricsHistory;
import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringPageTest {

    private static final Instant BEGIN = Instant.parse("2026-05-01T00:00:00Z");
    private static final String HOSTILE = "<b>\"plan'</b>\u202E" + "x".repeat(300);

    @TempDir
    Path folder;

    /** ROC-AUC of 0.9, lower at the end. */
    private MetricsHistory history(int lines, Duration apart, double last) throws Exception {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < lines; i++) {
            double area = i >= lines - 3 ? last : 0.9;
            all.add("{\"ts\":\"" + BEGIN.plus(apart.multipliedBy(i)) + "\",\"roc_auc\":" + area + ",\"pr_auc\":"
                    + (area - 0.25) + ",\"latency_p95_ms\":" + (100 + i % 7) + "}");
        }
        return new MetricsHistory(Files.write(folder.resolve("history.jsonl"), all));
    }

    private MonitoringFacts facts(MetricsHistory history, DriftSummary drift) {
        AuditLog log = new AuditLog(folder.resolve("audit.jsonl"));
        MonitoringAgent agent = MonitoringAgent.builder()
                .clock(Clock.fixed(BEGIN.plus(Duration.ofDays(100)), ZoneOffset.UTC))
                .auditLog(log.path())
                .build();
        Decision decision = agent.act(agent.plan(history, drift));
        return new MonitoringFacts(
                "history.jsonl",
                decision,
                agent.past(history, decision.plan()),
                Optional.ofNullable(drift),
                AuditTrail.of(log),
                List.of("incident-1.yaml"));
    }

    @Test
    void page_ruleHolds_saysWhichAndSinceWhenAndWhatIsToBeDone() throws Exception {
        Report report = MonitoringPage.of(facts(history(40, Duration.ofHours(6), 0.8), null));

        assertThat(report.opening().get(0))
                .isEqualTo(Finding.main("Critical: 2 of 4 rules hold; 1 could not be judged."));
        assertThat(((Finding) report.opening().get(1)).text())
                .startsWith("roc_auc_collapsed (critical), since 2026-05-10 06:00: roc_auc is 0.8");
        assertThat(((Finding) report.opening().get(3)).text())
                .isEqualTo(
                        "To be done: open incident; trigger retraining; roll back model. It was a dry run: nothing was"
                                + " carried out.");
    }

    @Test
    void page_healthy_saysSo() throws Exception {
        Report report = MonitoringPage.of(facts(history(40, Duration.ofHours(6), 0.9), null));

        assertThat(((Finding) report.opening().get(0)).text()).startsWith("Healthy: none of the 4 rules holds");
        assertThat(((Finding) report.opening().get(1)).text()).isEqualTo("Nothing is to be done.");
    }

    @Test
    void page_noRuleJudged_doesNotCallTheModelHealthy() throws Exception {
        Report report = MonitoringPage.of(facts(history(1, Duration.ofHours(6), 0.9), null));

        assertThat(((Finding) report.opening().get(0)).text())
                .isEqualTo(
                        "Nothing can be told of the model: none of the 4 rules could be judged, so the status is healthy"
                                + " for want of measurements.");
    }

    @Test
    void numbers_ofThePage_areThoseOfThePlanToTheDigit() throws Exception {
        Map<String, Double> columns = new LinkedHashMap<>();
        columns.put("tenure", 0.123456789012);
        MonitoringFacts facts =
                facts(history(40, Duration.ofHours(6), 0.8123456), new DriftSummary(true, 0.2, columns));
        String html = HtmlReport.of(MonitoringPage.of(facts));

        facts.decision().plan().details().values().forEach(value -> {
            if (value instanceof Double number) {
                assertThat(html).contains(">" + Numbers.text(number) + "</td>");
            }
        });
        assertThat(html).contains(">0.123456789012</td>").contains(">0.8123456</td>");
    }

    @Test
    void page_namesFromOutside_areShownAsText() throws Exception {
        Map<String, Double> columns = new LinkedHashMap<>();
        columns.put(HOSTILE, 0.5);
        String html = HtmlReport.of(
                MonitoringPage.of(facts(history(40, Duration.ofHours(6), 0.8), new DriftSummary(true, 0.2, columns))));

        assertThat(html)
                .doesNotContain("<b>\"plan")
                .contains("&lt;b&gt;&quot;plan")
                .doesNotContain("\u202E");
        assertThat(html).doesNotContain("x".repeat(200));
    }

    @Test
    void page_auditLogChanged_warnsFirst() throws Exception {
        MetricsHistory history = history(40, Duration.ofHours(6), 0.8);
        facts(history, null);
        Path log = folder.resolve("audit.jsonl");
        Files.writeString(log, Files.readString(log).replace("critical", "harmless"));
        Report report = MonitoringPage.of(facts(history, null));

        assertThat(report.opening())
                .contains(Finding.warning(
                        "The audit log " + shown(log) + " was changed: in line 1, it was changed: its hash is"
                                + " another. Do not believe what stands in it from there on."));
    }

    private static String shown(Path path) {
        return path.toString().length() > 60 ? path.toString().substring(0, 60) + "…" : path.toString();
    }

    @Test
    void page_hundredThousandLinesAndDecisions_isSmall() throws Exception {
        MetricsHistory history = history(100_000, Duration.ofMinutes(1), 0.8);
        MonitoringFacts facts = facts(history, null);
        String html = HtmlReport.of(MonitoringPage.of(facts));

        assertThat(facts.past().whole()).isTrue();
        assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(500_000);
        assertThat(html).contains("The last of 100,000 measurements").contains("is the median of several in a row");
    }

    @Test
    void page_sameFacts_sameBytes() throws Exception {
        MonitoringFacts facts = facts(history(40, Duration.ofHours(6), 0.8), null);
        assertThat(HtmlReport.of(MonitoringPage.of(facts))).isEqualTo(HtmlReport.of(MonitoringPage.of(facts)));
    }
}
