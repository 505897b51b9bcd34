package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainCommandTest {

    @TempDir
    Path folder;

    private Path models;
    private Path newer;
    private Path gates;

    @BeforeEach
    void champion() {
        models = folder.resolve("models");
        Cli.run("registry", "register", "--registry", models, "--model", Cli.model());
        Registry.folder(models).promote("1.0.0", new Promotion(null, List.of(), false, "first"));
        newer = folder.resolve("newer.csv");
        Cli.run("generate", "--rows", 1500, "--seed", 2, "--out", newer);
        gates = Cli.write(folder.resolve("gates.yaml"), "metrics:\n  roc_auc: {floor: 0.6}\n");
    }

    private Cli.Result retrain(Object... more) {
        Object[] args = new Object[more.length + 7];
        Object[] first = {"retrain", "--registry", models, "--data", newer, "--out", folder.resolve("happened.json")};
        System.arraycopy(first, 0, args, 0, first.length);
        System.arraycopy(more, 0, args, first.length, more.length);
        return Cli.run(args);
    }

    @Test
    void retrain_gatesPass_promotesAndWritesWhatHappened() {
        Cli.Result result = retrain("--gates", gates, "--why", "new tariff");

        assertThat(result.err()).contains("churn: note: ", "repeat another");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).contains("Version 1.1.0 serves now, in place of 1.0.0.", "roc_auc", "new tariff");
        JsonNode happened = new Cli.Result(0, read("happened.json"), "").json();
        assertThat(happened.get("promoted").asBoolean()).isTrue();
        assertThat(happened.get("rows_compared_on").asInt()).isBetween(250, 350);
        Cli.Result listed = Cli.run("registry", "list", "--registry", models, "--json");
        assertThat(listed.json().get("champion").asText()).isEqualTo("1.1.0");
    }

    @Test
    void retrain_gateFails_exitsWithFour() {
        Cli.write(gates, "metrics:\n  roc_auc: {floor: 0.999}\n");

        Cli.Result result = retrain("--gates", gates, "--time", "signup_date", "--newest", "0.3");

        assertThat(result.exit()).isEqualTo(Failure.FOUND);
        assertThat(result.out())
                .contains("Version 1.1.0 is registered and was refused; 1.0.0 goes on serving.", "signup_date");
        assertThat(Cli.run("promote", "--registry", models, "--version", "1.1.0", "--data", newer)
                        .err())
                .as("it knows the outcome of most of these")
                .contains("The hold-out is the very table that version 1.1.0 was trained on.");
    }

    @Test
    void retrain_badInput_isNamed() {
        assertThat(retrain("--gates", gates, "--newest", "2").err())
                .contains("The share of newest customers is (2.0) where one above 0 and below 1 is required.");
        assertThat(Cli.run("retrain", "--registry", models).err()).contains("No customers are given to learn from.");
        assertThat(Cli.run("retrain", "--registry", folder.resolve("none"), "--data", newer)
                        .err())
                .contains("There is no registry in");
        assertThat(Cli.run("retrain", "--registry", models, "--data", newer, "--out", folder)
                        .err())
                .contains("cannot be written: it is a folder");
        assertThat(retrain("--gates", gates, "--time", "nothing").exit()).isEqualTo(Failure.BAD_DATA);
        assertThat(retrain("--gates", folder.resolve("none.yaml")).exit()).isNotZero();
        assertThat(Cli.run("retrain", "--registry", models, "--data", newer, "--out", newer)
                        .err())
                .contains("newer.csv) would be written over the table that is read.");
        assertThat(Cli.run("registry", "list", "--registry", models, "--json")
                        .json()
                        .get("versions"))
                .hasSize(1);
    }

    @Test
    void monitor_actsOnTheRegistry_retrains() {
        StringBuilder history = new StringBuilder();
        for (int day = 1; day <= 28; day++) {
            double auc = day < 27 ? 0.85 : 0.60;
            history.append(
                    String.format(Locale.ROOT, "{\"ts\":\"2026-06-%02dT00:00:00Z\",\"roc_auc\":%.3f}%n", day, auc));
        }
        Path metrics = Cli.write(folder.resolve("history.jsonl"), history.toString());
        Path rules = Cli.write(folder.resolve("rules.yaml"), """
                version: 1
                rules:
                  - name: worse
                    when: {metric: roc_auc, measure: drop_pct, aggregate: median, window: 7d, at_least: 6}
                    severity: critical
                    actions: [trigger_retraining, roll_back_model]
                    page_oncall: false
                    reason: It ranks worse.
                """);

        Cli.Result result = Cli.run(
                "monitor",
                "--metrics",
                metrics,
                "--rules",
                rules,
                "--out",
                folder.resolve("plan.yaml"),
                "--act",
                "--registry",
                models,
                "--retrain-data",
                newer,
                "--gates",
                gates);

        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("Version 1.1.0 serves now, in place of 1.0.0.");
        assertThat(result.out()).contains("nothing to roll back: version 1.1.0 serves by now, in place of 1.0.0");
        assertThat(Cli.run("monitor", "--metrics", metrics, "--registry", models)
                        .err())
                .contains("Option --registry is given, and nothing is carried out without --act.");
        assertThat(Cli.run("monitor", "--metrics", metrics, "--act", "--retrain-data", newer)
                        .err())
                .contains("Option --retrain-data stands without --registry.");
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
