package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.registry.GateResult;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.experiment.Arm;
import io.github.churnml.registry.experiment.Assignment;
import io.github.churnml.registry.experiment.AssignmentLog;
import io.github.churnml.registry.experiment.ExperimentArms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at every page in Chromium, at three widths, light and dark, and with scripts off: see {@code tools/pages}. */
class PagesInBrowserTest {

    private static final String PLACE = "CHURN_BROWSER";

    @TempDir
    Path folder;

    @Test
    void pages_inABrowser_breakNoRuleAndFit() throws Exception {
        String browser = System.getenv(PLACE);
        Assumptions.assumeTrue(
                browser != null,
                PLACE + " is not set, so no browser looks at the pages: tools/pages makes its folder.");
        Path model = Cli.artifacts().resolve("model.churn");
        List<Path> pages = new ArrayList<>();
        pages.add(Cli.artifacts().resolve("report.html"));
        pages.add(
                trained("money", Cli.customers(), "churned", "--value", 500, "--contact-cost", 1, "--acceptance", 0.3));
        pages.add(trained("hostile", hostile(), "left"));
        Path evaluation = folder.resolve("evaluation.html");
        run("evaluate", "--model", model, "--data", Cli.customers(), "--html", evaluation);
        pages.add(evaluation);
        run("drift", "--model", model, "--new", Cli.customers(), "--out", folder.resolve("drift"));
        pages.add(folder.resolve("drift/drift_report.html"));
        pages.add(registry(model, Path.of(folder.toString(), "hostile/model.churn")));

        Path slides = folder.resolve("slides.html");
        run("report", folder.resolve("hostile/model.churn"), "--slides", slides);
        pages.add(slides);
        run("drift", "--model", model, "--new", Cli.customers(), Cli.customers(), "--out", folder.resolve("periods"));
        pages.add(Files.copy(folder.resolve("periods/drift_report.html"), folder.resolve("periods.html")));
        Path estimate = folder.resolve("estimate.html");
        run("estimate", "--model", model, "--data", Cli.customers(), "--html", estimate);
        pages.add(estimate);
        pages.addAll(ofChoosing());
        pages.add(monitoring());
        for (String[] experiment : new String[][] {{"plan"}, {"simulate", "--runs", "100", "--days", "35"}}) {
            Path page = folder.resolve("experiment-" + experiment[0] + ".html");
            List<Object> words = new ArrayList<>(List.of("experiment", experiment[0], "--html", page));
            words.addAll(List.of("--baseline", 0.14, "--effect", 0.02, "--per-day", 200));
            words.addAll(List.of(experiment).subList(1, experiment.length));
            run(words.toArray());
            pages.add(page);
        }
        pages.add(experiment());
        pages.add(profiled("profiled", Cli.customers(), "--target", "churned"));
        pages.add(profiled("profiled-hostile", folder.resolve("hostile.csv"), "--target", "left"));
        pages.add(profiled("profiled-no-target", Cli.customers()));
        pages.add(jobs());
        run("report", "--dir", folder);
        pages.add(folder.resolve("index.html"));

        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("churn.root", ".."), "tools/pages").toString(), browser, "--check"));
        pages.forEach(page -> command.add(page.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.endsWith(": nothing is wrong")))
                .hasSameSizeAs(pages);
    }

    /** The pages of what is chosen before a model is kept. */
    private List<Path> ofChoosing() {
        Path compare = folder.resolve("compare.html");
        run(onCustomers("compare", compare, "--learners", "boosting,logistic-regression", "--balance", "smote-nc"));
        Path select = folder.resolve("select.html");
        run(onCustomers("select", select, "--repeats", 1));
        Path curve = folder.resolve("curve.html");
        run(onCustomers("learning-curve", curve, "--repeats", 1));
        Path tune = folder.resolve("tune.html");
        run(onCustomers("tune", tune, "--trials", 5, "--out", folder.resolve("tuning")));
        return List.of(compare, select, curve, tune);
    }

    private static Object[] onCustomers(String command, Path page, Object... more) {
        List<Object> all = new ArrayList<>(List.of(command, "--data", Cli.customers(), "--target", "churned"));
        all.addAll(List.of("--set", "learner.trees=10", "--folds", 2, "--html", page));
        all.addAll(List.of(more));
        return all.toArray();
    }

    private Path trained(String name, Path table, String target, Object... more) throws IOException {
        Path out = folder.resolve(name);
        Cli.Result result = Cli.train(table, target, out, more);
        assertThat(result.exit()).as(result.err()).isZero();
        return Files.copy(out.resolve("report.html"), folder.resolve(name + ".html"));
    }

    /** A registry of two champions, one by force, with what was said of them hostile. */
    private Path registry(Path first, Path second) {
        Path models = folder.resolve("models");
        String why = "<b>\"because'</b>" + "y".repeat(300) + "\u05D0\u202E";
        for (Path model : List.of(first, second)) {
            run(
                    "registry",
                    "register",
                    "--model",
                    model,
                    "--registry",
                    models,
                    "--changes",
                    why,
                    "--version",
                    model.equals(first) ? "1.0.0" : "2.0.0");
        }
        Registry registry = Registry.folder(models).as(why);
        registry.promote("1.0.0", new Promotion(null, List.of(), false, why));
        registry.promote(
                "2.0.0", new Promotion("1.0.0", List.of(new GateResult(why, 0.5, 0.6, false, why)), true, why));
        Path page = folder.resolve("registry.html");
        run("registry", "list", "--registry", models, "--html", page);
        return page;
    }

    /** A model that got worse, with drift of a column of a hostile name. */
    private Path monitoring() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            lines.append("{\"ts\":").append(1_789_000_000L + 3_600L * i);
            lines.append(",\"roc_auc\":").append(i > 390 || i % 90 > 85 ? 0.8 : 0.9);
            lines.append(",\"pr_auc\":0.6,\"latency_p95_ms\":")
                    .append(100 + i % 9)
                    .append("}\n");
        }
        Path metrics = Files.writeString(folder.resolve("metrics.jsonl"), lines);
        Path drift = Files.writeString(
                folder.resolve("drift.json"),
                "{\"threshold\":0.2,\"overall_drift\":true,\"features\":{\"<b>'" + "z".repeat(300)
                        + "\":0.31,\"\u05D0\u05D1\u202E\":0.1}}");
        Path page = folder.resolve("monitoring.html");
        run("monitor", "--metrics", metrics, "--drift", drift, "--out", folder.resolve("m/plan.yaml"), "--html", page);
        return page;
    }

    /** Runs of which one failed. */
    private Path jobs() throws IOException {
        Path customers = Files.writeString(folder.resolve("jobs.csv"), "customer_id,plan\nc1,basic\n");
        Path job = Files.writeString(
                folder.resolve("weekly.yaml"),
                "job: weekly\nschedule: \"0 0 * * MON\"\nretries: {most: 0}\nsteps:\n  - fetch: " + customers + "\n");
        Path work = folder.resolve("churn-jobs");
        run("jobs", "backfill", job, "--from", "2026-08-01", "--to", "2026-10-20", "--work", work);
        Files.delete(customers);
        assertThat(Cli.run("jobs", "run", job, "--due", "2026-10-26", "--work", work)
                        .exit())
                .isEqualTo(1);
        Path page = folder.resolve("jobs.html");
        run("jobs", "list", "--work", work, "--html", page, "--jobs", job);
        return page;
    }

    private Path experiment() throws IOException {
        ExperimentArms arms = ExperimentArms.of("<b>trial", 0.5);
        StringBuilder outcomes = new StringBuilder("customer_id,churned\n");
        Path log = folder.resolve("assignments.jsonl");
        try (AssignmentLog file = AssignmentLog.open(log)) {
            for (int i = 0; i < 2_000; i++) {
                String id = "C" + i;
                boolean challenger = arms.isChallenger(id);
                file.append(new Assignment(
                        Instant.parse("2026-09-01T00:00:00Z").plus(Duration.ofHours(i)),
                        "<b>trial",
                        id,
                        challenger ? Arm.CHALLENGER : Arm.CHAMPION,
                        challenger ? "1.1.0" : "1.0.0",
                        0.1,
                        0.1,
                        false));
                outcomes.append(id)
                        .append(',')
                        .append(i % (challenger ? 10 : 5) == 0 ? 1 : 0)
                        .append('\n');
            }
        }
        Path table = Files.writeString(folder.resolve("outcomes.csv"), outcomes);
        Path page = folder.resolve("experiment-read.html");
        run("experiment", "read", "--log", log, "--outcomes", table, "--as-of", "2026-12-31", "--html", page);
        return page;
    }

    private Path profiled(String name, Path table, Object... more) {
        Path page = folder.resolve(name + ".html");
        run(Stream.concat(Stream.of("profile", "--data", table, "--html", page), Stream.of(more))
                .toArray());
        return page;
    }

    private static void run(Object... command) {
        Cli.Result result = Cli.run(command);
        assertThat(result.exit()).as(result.err()).isZero();
    }

    /** Markup, quotes, 300 letters without a gap, right-to-left letters and one that turns the direction. */
    private Path hostile() throws IOException {
        StringBuilder table = new StringBuilder("\"<b>\"\"plan'</b>\",\u05EA\u05DB\u05E0\u05D9\u05EA\u202E,"
                + "x".repeat(300) + "," + "word ".repeat(60).strip() + ",left\n");
        for (int i = 0; i < 400; i++) {
            boolean left = (i * 7919L) % 10 < 3;
            table.append(left == (i % 5 > 0) ? "\"</td><script>x\"" : "b").append(',');
            table.append(i % 3 == 0 ? "\u05D0\u05D1" : "c")
                    .append(',')
                    .append(i % 17)
                    .append(',');
            table.append((i * 31) % 23).append(',').append(left ? "Yes" : "No").append('\n');
        }
        return Files.writeString(folder.resolve("hostile.csv"), table);
    }
}
