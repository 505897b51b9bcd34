package io.github.churnml.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.PythonServers;
import io.github.churnml.SharedFiles;
import io.github.churnml.data.synthetic.SyntheticCustomers;
import io.github.churnml.data.synthetic.SyntheticEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {

    private static final Path ROOT = Path.of(System.getProperty("churn.root", ".."));

    @TempDir
    Path folder;

    @Test
    void trainOnCsv_thenScoreInsideAnApplication_tellsLeaversFromStayers() {
        Path model = folder.resolve("churn-1.0.0.churn");
        String trained = output(() ->
                TrainOnCsv.main(new String[] {ROOT.resolve("data/customers.csv").toString(), model.toString()}));
        assertThat(model).isRegularFile();
        assertThat(trained).contains("Estimate[value=0.8").containsAnyOf("LOW", "MEDIUM", "HIGH");

        String scored = output(() -> ScoreInsideAnApplication.main(new String[] {model.toString()}));
        List<String> lines = scored.lines().toList();
        assertThat(probability(lines.get(0))).isGreaterThan(probability(lines.get(1)) + 0.2);
        assertThat(scored).contains("are missing; the model needs them.").contains("Maybe give an empty value");
        assertThat(scored)
                .contains("are not set in this row; the model needs them.")
                .contains("Maybe call setMissing");
        double forAYear = Double.parseDouble(lines.get(2).replaceAll(".*: ", ""));
        assertThat(forAYear).isLessThan(probability(lines.get(0)));
        assertThat(lines.get(4)).matches("by request: 0[.]\\d{3}");

        String explained = output(() -> ExplainOneCustomer.main(new String[] {
            model.toString(), ROOT.resolve("data/customers.csv").toString(), "17"
        }));
        assertThat(explained.lines().filter(line -> line.startsWith("because ")))
                .hasSize(3)
                .allMatch(line -> line.contains("s the risk of leaving"));
        assertThat(explained).contains("on average {", "ROC-AUC without contract: -0.0");

        Path june = slower(folder.resolve("june.csv"));
        String watched = output(() -> WatchAModel.main(new String[] {model.toString(), june.toString()}));
        assertThat(watched)
                .contains("drift: drifted. ", "avg_latency_ms: PSI ", "expected ROC-AUC: Estimate[value=0.")
                .contains("status: critical, to be done: [")
                .contains("The drift report finds overall drift", "ActionOutcome[action=OPEN_INCIDENT, state=PLANNED");

        String served = output(() -> serve(model));
        assertThat(served)
                .contains("churn 1.0.0 is ready: true")
                .contains(
                        "200 {\"model\":{\"name\":\"churn\",\"version\":\"1.0.0\"},\"predictions\":[{\"probability\":0.")
                .contains("\"reasons\":[{");
    }

    @Test
    void logOnMlflow_withAServer_loadsItsChampion() {
        Path program = PythonServers.require("mlflow3", "mlflow");
        int port = PythonServers.freePort();
        List<String> command = List.of(
                program.toString(),
                "server",
                "--backend-store-uri",
                "sqlite:///" + folder.resolve("mlflow.db"),
                "--artifacts-destination",
                folder.resolve("artifacts").toString(),
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--workers",
                "1");
        try (PythonServers.Running server =
                PythonServers.start(command, port, folder, Map.of("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false"))) {
            String said = output(() -> LogOnMlflow.main(new String[] {
                server.url(), ROOT.resolve("data/customers.csv").toString(), folder.toString()
            }));
            assertThat(said)
                    .contains("Logged: models:/churn-prediction-model/1\n")
                    .contains("Champion: churn, ROC-AUC 0.8");
        }
    }

    @Test
    void modelsOfSegments_tellsWhoAnswersAndWhy() {
        Path written = folder.resolve("variants");
        String said = output(() -> ModelsOfSegments.main(
                new String[] {ROOT.resolve("data/customers.csv").toString(), written.toString()}));
        assertThat(written.resolve("variants.json")).isRegularFile();
        assertThat(said)
                .contains("plan (BASIC): churn-prediction-model")
                .contains(" by churn-prediction-model, chosen by UNKNOWN_VALUE");
    }

    @Test
    void whomToCall_ranksByExpectedGain_andTellsWhatTheModelEarns() {
        String called = output(() ->
                WhomToCall.main(new String[] {ROOT.resolve("data/customers.csv").toString(), "5"}));
        assertThat(called).contains("by the model Estimate[value=", "everyone Estimate[value=");
        List<Double> gains = called.lines()
                .filter(line -> line.startsWith("call row "))
                .map(line -> Double.parseDouble(line.replaceAll(".*gain ", "")))
                .toList();
        assertThat(gains).hasSize(5).allMatch(gain -> gain > 0).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void tuneSettings_tellsWhatWasFound_andGoesOnFromItsTrials() throws IOException {
        Path trials = folder.resolve("tuning");
        String[] arguments = {ROOT.resolve("data/customers.csv").toString(), trials.toString(), "4"};
        String tuned = output(() -> TuneSettings.main(arguments));
        assertThat(tuned)
                .containsPattern("customers held out")
                .contains("best {learningRate=0.", "log loss Estimate[value=0.");
        assertThat(Files.readAllLines(trials.resolve("trials.jsonl"))).hasSize(5);
        assertThat(output(() -> TuneSettings.main(arguments))).isEqualTo(tuned);
    }

    @Test
    void chooseByItself_tellsWhatWasKeptAndWhy() {
        String printed = output(() -> ChooseByItself.main(
                new String[] {ROOT.resolve("data/customers.csv").toString()}));
        assertThat(printed)
                .containsPattern("kept: .*boosting|kept: additive")
                .contains("over 3 folds", "chosen: ROC-AUC Estimate[value=0.8", "blended: ROC-AUC Estimate[value=0.8");
    }

    @Test
    void promoteAndRollBack_gatesDecide_andTheFirstServesInTheEnd() {
        String printed = output(() -> PromoteAndRollBack.main(new String[] {
            ROOT.resolve("data/customers.csv").toString(),
            folder.resolve("models").toString()
        }));
        assertThat(printed)
                .contains("roc_auc", "golden rows")
                .contains("Version 1.1.0 ")
                .contains("serves now: 1.0.0", "served at noon: Optional.empty", "scores 4000 customers");
    }

    @Test
    void scoreEveryWeek_scoresEachCustomerOnce() throws IOException {
        String printed = output(() -> {
            try {
                ScoreEveryWeek.main(new String[] {
                    ROOT.resolve("churn-ml-examples/src/main/jobs/weekly-scores.yaml")
                            .toString(),
                    ROOT.resolve("data/customers.csv").toString(),
                    folder.toString()
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        assertThat(printed)
                .contains("weekly-scores-20260601T000000Z: SUCCEEDED", "weekly-scores-20260608T000000Z: SUCCEEDED")
                .contains("written=6000", "written=1971");
        assertThat(Files.readAllLines(folder.resolve("scored/2026-06-08.csv"))).hasSize(1_972);
    }

    @Test
    void snapshotsFromRawFiles_auditsTrainsAndScoresOneCustomer() {
        Path raw = folder.resolve("raw");
        new SyntheticEvents(1500, 42).writeCsv(raw);
        String printed = output(() -> SnapshotsFromRawFiles.main(new String[] {raw.toString()}));
        assertThat(printed)
                .contains("ROC-AUC Estimate[value=0.7", "customers to score today: ")
                .containsPattern("one customer: 0\\.\\d+");
    }

    @Test
    void testAChallenger_goesOnUntilItCanTell() {
        String printed = output(() -> TestAChallenger.main(new String[] {folder.toString()}));
        assertThat(printed)
                .containsPattern("looked at once: Part\\[customers=3,?[0-9]{3}, ")
                .contains("day 50: go on", "day 110: promote challenger")
                .endsWith("The challenger is better: promote it." + System.lineSeparator());
    }

    @Test
    void telcoFeatures_areComputed_andNoticesNameTheLookAlikes() {
        Path telco = SharedFiles.require("data/telco/WA_Fn-UseC_-Telco-Customer-Churn.csv");
        String printed = output(() -> TelcoFeatures.main(new String[] {telco.toString()}));
        assertThat(printed)
                .contains("note: 22 rows repeat another in everything but the identifier")
                .contains("ROC-AUC Estimate[value=0.8");
    }

    @Test
    void balanceClasses_showsFindings_andThatShiftingBackHelps() {
        String printed = output(() -> BalanceClasses.main(
                new String[] {ROOT.resolve("data/customers.csv").toString()}));
        assertThat(printed).contains("finding: ", "none: ROC-AUC 0.8", "smote-nc: ROC-AUC 0.8");
        double shifted = Double.parseDouble(printed.replaceAll("(?s).*smote-nc: [^,]*, Brier (\\S+).*", "$1"));
        double without = Double.parseDouble(printed.replaceAll("(?s).*probabilities back: Brier (\\S+).*", "$1"));
        assertThat(shifted).isLessThan(without);
    }

    @Test
    void readme_quotesTheExamples_lineByLine() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md")).replace("\r", "");
        String source = Files.readString(
                ROOT.resolve("churn-ml-examples/src/main/java/io/github/churnml/examples/TrainOnCsv.java"));
        for (String marker : List.of("train", "score")) {
            String snippet = source.substring(source.indexOf("// README: " + marker));
            snippet = snippet.substring(snippet.indexOf('\n') + 1, snippet.indexOf("        // README: end"));
            String code = snippet.stripTrailing().stripIndent();
            String imports = source.lines()
                    .filter(line -> line.startsWith("import io.github.churnml."))
                    .filter(line -> code.matches("(?s).*\\b" + line.replaceAll("import .*\\.(\\w+);", "$1") + "\\b.*"))
                    .collect(Collectors.joining("\n"));
            assertThat(readme).contains("```java\n" + imports + "\n\n" + code);
        }
    }

    /** Other customers, whose connections are slower. */
    private static Path slower(Path target) {
        try {
            new SyntheticCustomers(2_000, 7).writeCsv(target);
            List<String> lines = Files.readAllLines(target);
            int latency = List.of(lines.get(0).split(",")).indexOf("avg_latency_ms");
            for (int i = 1; i < lines.size(); i++) {
                String[] cells = lines.get(i).split(",", -1);
                cells[latency] = cells[latency].matches("[0-9.]+")
                        ? String.valueOf(1.5 * Double.parseDouble(cells[latency]))
                        : cells[latency];
                lines.set(i, String.join(",", cells));
            }
            return Files.write(target, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void serve(Path model) {
        try {
            ServeFromYourApplication.main(new String[] {model.toString()});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static double probability(String line) {
        return Double.parseDouble(line.replaceAll(".*: (\\S+) \\w+$", "$1"));
    }

    private static String output(Runnable program) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(captured);
            program.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
