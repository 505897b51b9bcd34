package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.data.Numbers;
import io.github.churnml.monitor.AuditLog;
import io.github.churnml.monitor.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code churn monitor}: the plan as a file, on the console and as an exit code. */
class MonitorCommandTest {

    @TempDir
    Path folder;

    private Path metrics;
    private Path drift;
    private Path out;

    @BeforeEach
    void files() {
        metrics = history(0.85, 200);
        drift = Cli.write(
                folder.resolve("drift.json"),
                "{\"threshold\":0.2,\"overall_drift\":true,\"features\":{\"avg_latency_ms\":0.31}}");
        out = folder.resolve("new/agent_plan.yaml");
    }

    /** Thirty hours of 0.9 and a last point. */
    private Path history(double rocAuc, double latency) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i <= 30; i++) {
            lines.append("{\"ts\":").append(1_789_000_000L + 3_600L * i);
            lines.append(",\"roc_auc\":").append(i == 30 ? rocAuc : 0.9);
            lines.append(",\"pr_auc\":0.6,\"latency_p95_ms\":").append(latency).append("}\n");
        }
        return Cli.write(folder.resolve("metrics.jsonl"), lines.toString());
    }

    @Test
    void plan_is_written_and_shown() throws IOException {
        Cli.Result result = Cli.run("monitor", "--metrics", metrics, "--drift", drift, "--out", out);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("Status: warn, judged at 2026-09-11T06:26:40Z\n\n")
                .contains("  finding           value  baseline  limit\n")
                .contains("  roc_auc_drop_pct   5.56       0.9      3\n")
                .contains("  drift_overall      true         -      -\n")
                .contains("\nWhy:\n  - roc_auc_dropped: roc_auc is 0.85, 5.556 % below the median of the 7 days before")
                .contains("\nTo be done (dry run, nothing was carried out):\n  - trigger_retraining\n")
                .contains("\nNoticed:\n", "shorter than the window: 30 hours of 7 days.")
                .endsWith("\nWritten: " + out + ", " + folder.resolve("new/agent_audit.jsonl") + "\n");
        assertThat(Files.readString(out))
                .startsWith("status: warn\nfindings:\n- roc_auc_drop_pct: 5.56\n- latency_p95_ms: 200\n")
                .contains("\nactions: [trigger_retraining]\npage_oncall: false\nrationale: ")
                .contains("\njudged_at: 2026-09-11T06:26:40Z\ndetails:\n  roc_auc: 0.85\n")
                .contains("\ndry_run: true\noutcomes:\n- action: trigger_retraining\n  state: planned\n");
        assertThat(Cli.names(out.getParent())).containsExactly("agent_audit.jsonl", "agent_plan.yaml");
        assertThat(new AuditLog(folder.resolve("new/agent_audit.jsonl"))
                        .verify()
                        .entries())
                .isEqualTo(1);
    }

    @Test
    void json_onConsoleAndInFile_isTheSame() throws IOException {
        Path file = folder.resolve("plan.json");
        Cli.Result result = Cli.run("monitor", "--json", "--metrics", metrics, "--drift", drift, "--out", file);
        JsonNode said = result.json();
        assertThat(said).isEqualTo(new ObjectMapper().readTree(Files.readString(file)));
        assertThat(said.path("status").asText()).isEqualTo("warn");
        assertThat(said.path("findings").findPath("roc_auc_drop_pct").asDouble())
                .isEqualTo(5.56);
        assertThat(said.path("details").path("roc_auc_drop_pct").asDouble()).isEqualTo(5.555555556);
        assertThat(said.path("actions").toString()).isEqualTo("[\"trigger_retraining\"]");
    }

    /** The standard rules, but somebody is called at a collapse. */
    private Path paging() {
        String rules = RuleSet.standardYaml();
        int collapse = rules.indexOf("page_oncall: false", rules.indexOf("name: roc_auc_collapsed"));
        return Cli.write(
                folder.resolve("paging.yaml"),
                rules.substring(0, collapse) + "page_oncall: true" + rules.substring(collapse + 18));
    }

    @Test
    void failOn_exitsWithFourFromThatStatusOn() {
        assertThat(exit("--fail-on", "warn")).isEqualTo(4);
        assertThat(exit("--fail-on", "critical")).isZero();
        history(0.5, 200);
        assertThat(exit("--fail-on", "critical")).isEqualTo(4);
        assertThat(exit("--fail-on", "warn")).isEqualTo(4);
        assertThat(exit()).isZero();
        history(0.9, 200);
        assertThat(exit("--fail-on", "warn")).isZero();
        assertThat(out).exists();
    }

    private int exit(Object... more) {
        Object[] all = new Object[more.length + 5];
        System.arraycopy(new Object[] {"monitor", "--metrics", metrics, "--out", out}, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return Cli.run(all).exit();
    }

    @Test
    void act_writesTheIncidentAndRunsTheTraining() throws IOException {
        history(0.5, 200);
        Path made = folder.resolve("trained");
        Path program = Cli.write(folder.resolve("retrain.sh"), "#!/bin/sh\necho \"$CHURN_STATUS\" > '" + made + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        Cli.Result result = Cli.run(
                "monitor",
                "--metrics",
                metrics,
                "--out",
                out,
                "--act",
                "--on-retraining",
                program,
                "--rules",
                paging());
        assertThat(result.exit()).as(result.err()).isZero();
        Path incident = folder.resolve("new/incident-2026-09-11T06-26-40Z.yaml");
        assertThat(result.out())
                .contains("\nDone:\n  - open_incident: done, wrote " + incident + "\n")
                .contains("  - trigger_retraining: done, ran " + program + "\n")
                .contains("  - page_oncall: unattended, nothing is set up to carry it out\n");
        assertThat(incident).exists();
        assertThat(made).hasContent("critical");
        assertThat(Files.readString(out)).contains("\ndry_run: false\n", "state: unattended");
    }

    @Test
    void act_withAWebhook_tellsOfEveryActionThatIsNotDoneHere() throws Exception {
        history(0.5, 200);
        Path secret = Cli.write(folder.resolve("secret"), "a-secret-that-nobody-else-knows\n");
        Path program = Cli.write(folder.resolve("retrain.sh"), "#!/bin/sh\nexit 0\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        try (Receiver receiver = new Receiver()) {
            Cli.Result result = act(receiver, secret);
            assertThat(receiver.actions())
                    .containsExactly("open_incident", "trigger_retraining", "roll_back_model", "page_oncall");
            assertThat(receiver.areSignedWith("a-secret-that-nobody-else-knows"))
                    .isTrue();
            assertThat(result.out())
                    .contains(
                            "  - open_incident: done, wrote " + folder.resolve("new/incident-2026-09-11T06-26-40Z.yaml")
                                    + ", told " + receiver.place() + "\n")
                    .contains("  - page_oncall: done, told " + receiver.place() + "\n");
        }
        try (Receiver receiver = new Receiver()) {
            Cli.Result result = act(receiver, secret, "--on-retraining", program);
            assertThat(receiver.actions()).containsExactly("open_incident", "roll_back_model", "page_oncall");
            assertThat(result.out()).contains("  - trigger_retraining: done, ran " + program + "\n");
        }
        try (Receiver receiver = new Receiver()) {
            receiver.answer(403);
            Cli.Result result = act(receiver, secret);
            assertThat(result.exit()).isZero();
            assertThat(result.out())
                    .contains("  - open_incident: failed, wrote ")
                    .contains(", but the webhook " + receiver.place() + " did not take it: it answered 403\n");
            assertThat(receiver.actions()).hasSize(4);
        }
        assertThat(Files.readString(folder.resolve("new/agent_audit.jsonl")))
                .contains("it answered 403")
                .doesNotContain("nobody-else-knows");
    }

    private Cli.Result act(Receiver receiver, Path secret, Object... more) {
        List<Object> all =
                new ArrayList<>(List.of("monitor", "--metrics", metrics, "--out", out, "--act", "--rules", paging()));
        all.addAll(List.of("--webhook", receiver.url() + "?token=x", "--webhook-secret", secret));
        all.addAll(List.of(more));
        return Cli.run(all.toArray());
    }

    @Test
    void webhook_withoutASecretOrAct_isRefused() {
        Object[] begin = {"monitor", "--metrics", metrics, "--out", out, "--webhook", "https://here.example/x"};
        refused(2, "Option --webhook is given, and nothing is carried out without --act.", begin);
        Object[] act = Arrays.copyOf(begin, begin.length + 1);
        act[begin.length] = "--act";
        refused(2, "Option --webhook stands without --webhook-secret.", act);
        Object[] secret = {"monitor", "--metrics", metrics, "--out", out, "--act", "--webhook-secret", "none"};
        refused(2, "Option --webhook-secret stands without --webhook.", secret);
        Object[] none = Arrays.copyOf(act, act.length + 2);
        none[act.length] = "--webhook-secret";
        none[act.length + 1] = folder.resolve("none");
        refused(2, "Secret file (" + folder.resolve("none") + ") cannot be read.", none);
    }

    @Test
    void rules_ofOnesOwn_areUsed_andMistakesPointAtTheLine() {
        Path rules = Cli.write(
                folder.resolve("rules.yaml"),
                "rules:\n- name: mine\n  severity: critical\n  when: {metric: latency_p95_ms, above: 100}\n");
        Cli.Result result = Cli.run("monitor", "--metrics", metrics, "--rules", rules, "--out", out);
        assertThat(result.out())
                .contains("Status: critical", "mine: latency_p95_ms is 200")
                .contains("- do_nothing");
        Cli.write(rules, "rules:\n- name: mine\n  severity: critical\n  wen: {metric: latency_p95_ms, above: 100}\n");
        Cli.Result wrong = Cli.run("monitor", "--metrics", metrics, "--rules", rules, "--out", out);
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("churn: Rules file (" + rules + ") is refused. Key 'rules[0].when' (line 2) is missing.");
    }

    @Test
    void printRules_canBeGivenBack() {
        Cli.Result result = Cli.run("monitor", "--print-rules");
        assertThat(result.exit()).isZero();
        assertThat(RuleSet.parse(result.out())).isEqualTo(RuleSet.standard());
    }

    @Test
    void at_judgesThatTime() {
        assertThat(Cli.run("monitor", "--metrics", metrics, "--out", out, "--at", "2026-09-11T06:00:00Z")
                        .out())
                .startsWith("Status: healthy, judged at 2026-09-11T06:00:00Z");
        Cli.Result wrong = Cli.run("monitor", "--metrics", metrics, "--out", out, "--at", "yesterday");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("Option --at holds (yesterday)", "2026-01-31T12:00:00Z");
    }

    @Test
    void wrongUse_isRefusedAndNothingIsWritten() {
        refused(2, "Missing required option: '--metrics=FILE'", "monitor", "--out", out);
        refused(2, "Option --fail-on holds (bad)", "monitor", "--metrics", metrics, "--out", out, "--fail-on", "bad");
        refused(
                2,
                "nothing is carried out without --act",
                "monitor",
                "--metrics",
                metrics,
                "--out",
                out,
                "--on-retraining",
                "x");
        refused(2, "would be written over the metrics history", "monitor", "--metrics", metrics, "--out", metrics);
        refused(
                2,
                "would be written over the drift report",
                "monitor",
                "--metrics",
                metrics,
                "--drift",
                drift,
                "--out",
                out,
                "--audit",
                drift);
        refused(2, "would be one file", "monitor", "--metrics", metrics, "--out", out, "--audit", out);
        refused(3, "is not there", "monitor", "--metrics", folder.resolve("none"), "--out", out);
        refused(3, "is not there", "monitor", "--metrics", metrics, "--drift", folder.resolve("none"), "--out", out);
        refused(3, "goes on after its end", "monitor", "--metrics", metrics, "--drift", metrics, "--out", out);
        refused(3, "holds no point to judge by", "monitor", "--metrics", drift, "--out", out);
    }

    private void refused(int exit, String message, Object... arguments) {
        Cli.Result result = Cli.run(arguments);
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
        assertThat(result.err()).contains(message);
        assertThat(out.getParent()).doesNotExist();
    }

    @Test
    void planThatCannotBeWritten_nothingIsDone() throws IOException {
        Path taken = Files.createDirectories(folder.resolve("taken/agent_plan.yaml"));
        Cli.Result result = Cli.run("monitor", "--metrics", metrics, "--out", taken, "--act");
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err()).contains("it is a folder");
        assertThat(Cli.names(taken.getParent())).isEqualTo(List.of("agent_plan.yaml"));
    }

    @Test
    void quiet_saysNothing() {
        Cli.Result result = Cli.run("monitor", "-q", "--metrics", metrics, "--out", out);
        assertThat(result.out()).isEmpty();
        assertThat(out).exists();
    }

    @Test
    void html_hasTheNumbersOfTheAnswer() throws IOException {
        Path page = folder.resolve("page.html");
        Cli.Result result = Cli.run(
                "monitor", "--metrics", metrics, "--drift", drift, "--out", out, "--act", "--html", page, "--json");
        assertThat(result.exit()).as(result.err()).isZero();
        String html = Files.readString(page);
        JsonNode details = result.json().path("details");
        details.forEach(value -> {
            if (value.isNumber()) {
                assertThat(html).contains(">" + Numbers.text(value.asDouble()) + "</td>");
            }
        });
        assertThat(html)
                .contains("A warning: 1 of 4 rules holds")
                .contains("roc_auc_dropped (warn), since 2026-09-11 06:26:40:")
                .contains("Carried out: trigger retraining (nothing is set up to carry it out).")
                .contains("is whole: each of its 2 entries");
    }

    @Test
    void html_overWhatIsReadOrWritten_isRefused() {
        for (Path other : List.of(metrics, drift, out)) {
            Cli.Result result =
                    Cli.run("monitor", "--metrics", metrics, "--drift", drift, "--out", out, "--html", other);
            assertThat(result.exit()).as(other.toString()).isEqualTo(2);
            assertThat(result.err())
                    .contains(other.equals(out) ? "Two results would be written" : "would be written over the");
            assertThat(out).doesNotExist();
        }
    }
}
