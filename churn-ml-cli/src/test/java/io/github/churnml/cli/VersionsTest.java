package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionsTest {

    private static final String KEPT = "v1.0.0-20260921T141320Z";

    @TempDir
    Path folder;

    private Path out() {
        return folder.resolve("a");
    }

    private Path versions() {
        return out().resolve("versions");
    }

    private Cli.Result train(Object... more) {
        Cli.Result result = Cli.train(Cli.customers(), "churned", out(), more);
        assertThat(result.exit()).as(result.err()).isZero();
        return result;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void train_anotherModelOfTheVersion_keepsTheEarlierOneAndSaysSo() {
        train("--seed", 1);
        byte[] model = bytes(out().resolve("model.churn"));
        byte[] metrics = bytes(out().resolve("metrics.json"));
        Cli.Result second = train("--seed", 2);
        Path kept = versions().resolve(KEPT);
        assertThat(Cli.names(kept))
                .containsExactly(
                        "feature_importances_v1.0.0.csv",
                        "metrics_v1.0.0.json",
                        "model_card_v1.0.0.md",
                        "model_v1.0.0.churn",
                        "pipeline_v1.0.0.yaml",
                        "report_v1.0.0.html");
        assertThat(kept.resolve("model_v1.0.0.churn")).hasBinaryContent(model);
        assertThat(kept.resolve("metrics_v1.0.0.json")).hasBinaryContent(metrics);
        assertThat(out().resolve("model.churn"))
                .satisfies(file -> assertThat(bytes(file)).isNotEqualTo(model));
        assertThat(second.out())
                .contains("Another model of version 1.0.0, made at 2026-09-21T14:13:20Z, was there; it is kept in ("
                        + kept + "). Maybe give this one a version of its own: --set version=1.1.0.")
                .contains("Kept, what was there before: " + kept + "\n");
        assertThat(Cli.names(out()))
                .containsExactly(
                        "feature_importances.csv",
                        "metrics.json",
                        "model.churn",
                        "model_card.md",
                        "pipeline.yaml",
                        "report.html",
                        "versions");
    }

    @Test
    void train_modelsOfOneVersionAndTime_areKeptBesideEachOther() {
        train("--seed", 1);
        byte[] first = bytes(out().resolve("model.churn"));
        train("--seed", 2);
        byte[] second = bytes(out().resolve("model.churn"));
        Cli.Result third = train("--seed", 3, "--json");
        assertThat(Cli.names(versions())).containsExactly(KEPT, KEPT + "-2");
        assertThat(versions().resolve(KEPT + "/model_v1.0.0.churn")).hasBinaryContent(first);
        assertThat(versions().resolve(KEPT + "-2/model_v1.0.0.churn")).hasBinaryContent(second);
        assertThat(third.json().path("kept").asText())
                .isEqualTo(versions().resolve(KEPT + "-2").toString());
        assertThat(third.json().path("notices").findValuesAsText("code")).contains("version-again");
        train("--seed", 1);
        train("--seed", 2);
        assertThat(Cli.names(versions()))
                .as("the same bytes are not kept twice")
                .containsExactly(KEPT, KEPT + "-2", KEPT + "-3");
    }

    @Test
    void train_theSameAgainAtAnotherTime_keepsNothing() {
        train();
        Cli.Result again = Cli.run(
                Path.of(""),
                Map.of("SOURCE_DATE_EPOCH", "1790000777"),
                "train",
                "--data",
                Cli.customers(),
                "--target",
                "churned",
                "--out",
                out(),
                "--set",
                "learner.trees=20");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(ChurnModel.load(out().resolve("model.churn")).manifest().created())
                .hasToString("2026-09-21T14:26:17Z");
        assertThat(versions()).doesNotExist();
        assertThat(again.out()).doesNotContain("Kept, ", "Another model");
    }

    @Test
    void train_anotherVersion_keepsTheEarlierOneWithoutANotice() {
        train();
        Cli.Result next = train("--set", "version=1.1.0");
        assertThat(Cli.names(versions())).containsExactly(KEPT);
        assertThat(next.out()).contains("Kept, what was there before").doesNotContain("Another model of version");
        train("--set", "version=2.0.0");
        assertThat(Cli.names(versions())).containsExactly(KEPT, "v1.1.0-20260921T141320Z");
        assertThat(Cli.names(versions().resolve("v1.1.0-20260921T141320Z"))).contains("model_v1.1.0.churn");
    }

    @Test
    void train_force_keepsNothing() {
        train("--seed", 1);
        Cli.Result forced = train("--seed", 2, "--force");
        assertThat(versions()).doesNotExist();
        assertThat(forced.out()).doesNotContain("Kept, ", "Another model");
    }

    @Test
    void train_damagedModelThere_isKeptUnderItsTime() throws IOException {
        Files.createDirectories(out());
        Cli.write(out().resolve("model.churn"), "not a model");
        Cli.Result result = train();
        assertThat(Cli.names(versions())).singleElement().satisfies(name -> {
            assertThat(name).matches("unreadable-\\d{8}T\\d{6}Z");
            assertThat(versions().resolve(name).resolve("model.churn")).hasContent("not a model");
        });
        assertThat(result.out()).contains("Kept, what was there before: ");
    }

    @Test
    void train_pipelineWrittenByHandInTheFolder_isKept() throws IOException {
        Files.createDirectories(out());
        String byHand = "# what we agreed on\ntarget: churned\nlearner: {name: smile-gradient-boosting, trees: 20}\n";
        Path yaml = Cli.write(out().resolve("pipeline.yaml"), byHand);
        assertThat(Cli.run("train", "--data", Cli.customers(), "--pipeline", yaml, "--out", out())
                        .exit())
                .isZero();
        assertThat(Cli.names(versions())).singleElement().satisfies(name -> {
            assertThat(name).startsWith("unnamed-");
            assertThat(versions().resolve(name).resolve("pipeline.yaml")).hasContent(byHand);
        });
    }

    @Test
    void train_aFileWhereVersionsGo_isRefusedBeforeTraining() throws IOException {
        Files.createDirectories(out());
        Cli.write(out().resolve("versions"), "mine");
        Cli.Result result = Cli.train(Cli.customers(), "churned", out());
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.err())
                .contains("The folder '" + versions() + "' for earlier runs cannot be made: a file has that name.")
                .contains("Maybe choose another folder with --out.");
    }

    @Test
    void train_twoAtOnceIntoANewFolder_bothEndWellAndOneIsKept() throws Exception {
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (int pair = 0; pair < 5; pair++) {
                Path into = folder.resolve("pair" + pair + "/new");
                List<Callable<Cli.Result>> runs = new ArrayList<>();
                for (int seed = 1; seed <= 2; seed++) {
                    int own = seed;
                    runs.add(() -> Cli.train(Cli.customers(), "churned", into, "--seed", own));
                }
                for (Future<Cli.Result> run : two.invokeAll(runs)) {
                    assertThat(run.get().exit()).as(run.get().err()).isZero();
                }
                assertThat(Cli.names(into))
                        .containsExactly(
                                "feature_importances.csv",
                                "metrics.json",
                                "model.churn",
                                "model_card.md",
                                "pipeline.yaml",
                                "report.html",
                                "versions");
                long kept = ChurnModel.load(into.resolve("versions/" + KEPT + "/model_v1.0.0.churn"))
                        .manifest()
                        .seed();
                assertThat(kept
                                + ChurnModel.load(into.resolve("model.churn"))
                                        .manifest()
                                        .seed())
                        .as("the seeds 1 and 2")
                        .isEqualTo(3);
            }
        } finally {
            two.shutdownNow();
        }
    }

    /** Killed as soon as it begins to write, and a little later: what was there is either latest or kept. */
    @Test
    void train_killedWhileWriting_leavesWholeSetsAndTheNextRunTidiesUp() throws Exception {
        train("--seed", 1);
        byte[] before = bytes(out().resolve("model.churn"));
        for (int later = 0; later < 3; later++) {
            Process process = ProcessTest.start(
                    folder.resolve("err"),
                    "train",
                    "--data",
                    Cli.customers(),
                    "--target",
                    "churned",
                    "--out",
                    out(),
                    "--seed",
                    10 + later,
                    "--set",
                    "learner.trees=20");
            while (process.isAlive() && !Files.exists(out().resolve(".churn-lock"))) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(15L * later));
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            ChurnModel.load(out().resolve("model.churn"));
            List<byte[]> models = new ArrayList<>(List.of(bytes(out().resolve("model.churn"))));
            for (String version : Cli.names(versions())) {
                if (!version.equals(".part")) {
                    assertThat(Cli.names(versions().resolve(version))).hasSize(6);
                    models.add(bytes(versions().resolve(version).resolve("model_v1.0.0.churn")));
                }
            }
            assertThat(models).as("the first model, latest or kept").anySatisfy(model -> assertThat(model)
                    .isEqualTo(before));
        }
        // In a process of its own: one looks through a folder once, and this one has.
        Process next = ProcessTest.start(
                folder.resolve("err"),
                "train",
                "--data",
                Cli.customers(),
                "--target",
                "churned",
                "--out",
                out(),
                "--set",
                "learner.trees=20",
                "-q");
        assertThat(next.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(next.exitValue()).isZero();
        try (Stream<Path> files = Files.walk(out())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.endsWith(".tmp") || name.equals(".part") || name.equals(".churn-lock"));
        }
    }
}
