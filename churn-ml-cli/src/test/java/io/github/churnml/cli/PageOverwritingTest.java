package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --html} never writes over what a command reads, keeps or writes besides: it is refused before anything is done. */
class PageOverwritingTest {

    @TempDir
    Path folder;

    private static void refused(Cli.Result result, String what) {
        assertThat(result.exit()).as(result.out()).isEqualTo(2);
        assertThat(result.err()).contains(what).doesNotContain("--out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry.log.jsonl", "registry.json", "churn_v1.0.0.churn", "new.jsonl"})
    void registryList_htmlAmongItsFiles_isRefused(String name) throws IOException {
        Path models = folder.resolve("models");
        Registry.folder(models).register(ChurnModel.load(Cli.model()), "");
        Path file = models.resolve(name);
        byte[] before = Files.exists(file) ? Files.readAllBytes(file) : null;

        refused(Cli.run("registry", "list", "--registry", models, "--html", file), "among the files of the registry");

        assertThat(Files.exists(file)).isEqualTo(before != null);
        if (before != null) {
            assertThat(file).hasBinaryContent(before);
        }
        Path page = models.resolve("page.html");
        assertThat(Cli.run("registry", "list", "--registry", models, "--html", page)
                        .exit())
                .isZero();
        assertThat(page).content().startsWith("<!doctype html>");
    }

    @Test
    void registryList_htmlAtAnAddressAmongItsFiles_isRefused() {
        refused(
                Cli.run(
                        "registry",
                        "list",
                        "--registry",
                        "s3://bucket/models",
                        "--html",
                        "s3://bucket/models/registry.json"),
                "The page (s3://bucket/models/registry.json) would be written among the files of the registry");
    }

    @Test
    void jobsList_htmlAmongRunsOrJobs_isRefused() throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        Path job = Files.writeString(jobs.resolve("weekly.yaml"), "name: weekly\n");
        refused(
                Cli.run("jobs", "list", "--work", work, "--html", work.resolve("runs.mv.db")),
                "among the files of the runs");
        refused(Cli.run("jobs", "list", "--work", work, "--jobs", jobs, "--html", job), "among the files of the jobs");
        refused(Cli.run("jobs", "list", "--work", work, "--jobs", job, "--html", job), "over the job that is read");
        assertThat(job).hasContent("name: weekly\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plan.yaml", "agent_audit.jsonl"})
    void monitor_htmlThatIsItsPlanOrAuditLog_isRefused(String name) {
        Path metrics = Cli.write(folder.resolve("m.jsonl"), "{\"ts\":1789000000,\"roc_auc\":0.9}\n");
        Path out = folder.resolve("new/plan.yaml");
        refused(
                Cli.run("monitor", "--metrics", metrics, "--out", out, "--html", out.resolveSibling(name)),
                "Two results would be written");
        assertThat(out.getParent()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "compare, compare.json",
        "select, select.json",
        "select, pipeline.yaml",
        "learning-curve, learning-curve.json",
        "tune, pipeline.yaml",
        "tune, tuning.json",
        "tune, trials.jsonl"
    })
    void choice_htmlThatIsItsOtherResult_isRefused(String command, String name) {
        Path out = folder.resolve("new");
        refused(
                Cli.run(
                        command,
                        "--data",
                        Cli.customers(),
                        "--target",
                        "churned",
                        "--out",
                        out,
                        "--html",
                        out.resolve(name)),
                "Two results would be written");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare", "select", "learning-curve", "tune"})
    void choice_htmlThatIsThePipeline_isRefused(String command) {
        Path pipeline = Cli.write(folder.resolve("pipeline.yaml"), "target: churned\n");
        refused(
                Cli.run(command, "--data", Cli.customers(), "--pipeline", pipeline, "--html", pipeline),
                "over the pipeline that is read");
        assertThat(pipeline).hasContent("target: churned\n");
    }

    @Test
    void experimentRead_htmlThatIsItsReading_isRefused() {
        Path log = Cli.write(folder.resolve("a.jsonl"), "{}\n");
        Path outcomes = Cli.write(folder.resolve("o.csv"), "customer_id,churned\n1,No\n");
        Path page = folder.resolve("read.html");
        refused(
                Cli.run(
                        "experiment",
                        "read",
                        "--log",
                        log,
                        "--outcomes",
                        outcomes,
                        "--effect",
                        "0.02",
                        "--as-of",
                        "2026-12-31",
                        "--out",
                        page,
                        "--html",
                        page),
                "Two results would be written");
        assertThat(page).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "estimate"})
    void judging_htmlThatIsItsHistory_isRefused(String command) {
        Path history = folder.resolve("history.jsonl");
        refused(
                Cli.run(
                        command,
                        "--model",
                        Cli.model(),
                        "--data",
                        Cli.customers(),
                        "--history",
                        history,
                        "--html",
                        history),
                "Two results would be written");
        assertThat(history).doesNotExist();
    }
}
