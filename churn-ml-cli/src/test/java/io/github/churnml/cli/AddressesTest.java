package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.churnml.ChurnModel;
import io.github.churnml.data.synthetic.SyntheticEvents;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.experiment.Arm;
import io.github.churnml.registry.experiment.Assignment;
import io.github.churnml.registry.experiment.AssignmentLog;
import io.github.churnml.registry.experiment.ExperimentArms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Whatever names a table, a model or a registry takes an address as well: each command is run with paths and with addresses, and says
 * and writes the same.
 */
class AddressesTest {

    /** {@code @} is on the other machine, {@code %} on this one. */
    private static final List<String> COMMANDS = List.of(
            "predict --model @model.churn --data @customers.csv --out @out/scored.csv",
            "explain --model @model.churn --data @customers.csv --out @out/reasons.csv --top 2",
            "contact --model @model.churn --data @customers.csv --out @out/list.csv --budget 5 --value 100 --months 12"
                    + " --contact-cost 1 --offer-cost 10 --acceptance 0.3",
            "evaluate --model @model.churn --data @holdout.csv --html @out/page.html",
            "estimate --model @model.churn --data @holdout.csv --html @out/page.html",
            "inspect @model.churn",
            "export --model @model.churn --onnx %model.onnx",
            "report @model.churn --html @out/page.html --card @out/card.md --slides @out/slides.html",
            "profile --data @customers.csv --target churned --html @out/page.html --markdown @out/page.md",
            "doctor --data @few.csv --target churned --set learner.trees=3",
            "compare --data @few.csv --target churned --learners logistic-regression --folds 2 --repeats 1"
                    + " --html @out/page.html",
            "learning-curve --data @few.csv --target churned --set learner.trees=3 --folds 2 --repeats 1 --shares 0.5"
                    + " --html @out/page.html",
            "select --data @few.csv --target churned --set learner.trees=3 --folds 2 --repeats 1 --html @out/page.html",
            "tune --data @few.csv --target churned --trials 2 --folds 2 --set learner.trees=3 --out %tuned"
                    + " --html @out/page.html",
            "train --data @customers.csv --target churned --set learner.trees=5 --out %trained",
            "snapshot --pipeline %raw/cancel.yaml --out @out/snapshot.csv",
            "snapshot --model @model.churn",
            "drift --ref @customers.csv --new @holdout.csv --multivariate --out %drift",
            "drift --model @model.churn --new @holdout.csv --out %drift",
            "import --from @lightgbm.txt --out @out/imported.churn",
            "generate --rows 50 --out @out/made.csv",
            "experiment plan --baseline 0.14 --effect 0.02 --out @out/plan.json --html @out/page.html",
            "experiment simulate --baseline 0.14 --effect 0.02 --runs 20 --html @out/page.html",
            "experiment read --log %a.jsonl --outcomes @outcomes.csv --plan @plan.json --as-of 2026-12-31 --out"
                    + " @out/reading.json --html @out/page.html",
            "jobs list --work %work --html @out/page.html",
            "registry register --model @third.churn --registry @models",
            "registry list --registry @models --html @out/page.html",
            "registry show 1.0.0 --registry @models",
            "registry diff 1.0.0 1.1.0 --registry @models",
            "registry history --registry @models",
            "registry assign shadow 1.1.0 --registry @models",
            "registry release shadow --registry @models",
            "registry verify --registry @models",
            "registry prune --keep 1 --dry-run --registry @models",
            "promote --version 1.1.0 --data @holdout.csv --gates %gates.yaml --registry @models",
            "rollback --registry @models",
            "retrain --data @holdout.csv --gates %gates.yaml --registry @models --out @out/happened.json",
            "mlflow log --model @model.churn --data @customers.csv --example @few.csv --tracking-uri http://127.0.0.1:1",
            "mlflow pull models:/churn@champion --out @out/pulled.churn --tracking-uri http://127.0.0.1:1",
            "monitor --metrics %history.jsonl --rules %rules.yaml --act --registry @models --retrain-data @holdout.csv"
                    + " --gates %gates.yaml --out %plan.yaml --html @out/page.html");

    /** Options for paths of this machine alone: settings, logs that grow, secrets, and folders of several files. */
    private static final Set<String> LOCAL = Set.of(
            "--pipeline",
            "--schema",
            "--dir",
            "--gates",
            "--rules",
            "--space",
            "--metrics",
            "--drift",
            "--history",
            "--audit",
            "--log",
            "--assignments",
            "--folder",
            "--query-file",
            "--jdbc-password-file",
            "--db-password-file",
            "--api-keys",
            "--admin-keys",
            "--work",
            "--onnx",
            "--python",
            "jobs run",
            "jobs backfill",
            "--tls",
            "--tls-password",
            "--webhook-secret",
            "--outdir");

    /** Commands whose {@code --out} is a folder, or has a log beside it. */
    private static final Set<String> FOLDERS = Set.of(
            "churn compare",
            "churn learning-curve",
            "churn select",
            "churn tune",
            "churn train",
            "churn drift",
            "churn profile",
            "churn monitor");

    @TempDir
    static Path master;

    @TempDir
    Path folder;

    @BeforeAll
    static void files() throws IOException {
        Files.copy(Cli.customers(), master.resolve("customers.csv"));
        Cli.run("generate", "--rows", 700, "--seed", 2, "--out", master.resolve("holdout.csv"));
        Cli.run("generate", "--rows", 250, "--seed", 3, "--out", master.resolve("few.csv"));
        Files.copy(Cli.model(), master.resolve("model.churn"));
        Files.copy(Cli.otherModel(), master.resolve("other.churn"));
        Path third = master.resolve("third");
        Cli.train(Cli.customers(), "churned", third, "--seed", 9);
        Files.copy(third.resolve("model.churn"), master.resolve("third.churn"));
        Files.writeString(master.resolve("lightgbm.txt"), ImportCommandTest.LIGHTGBM);
        for (String model : List.of("model.churn", "other.churn")) {
            Cli.run("registry", "register", "--registry", master.resolve("models"), "--model", master.resolve(model));
        }
        Registry.folder(master.resolve("models")).promote("1.0.0", new Promotion(null, List.of(), false, "first"));
        Cli.write(master.resolve("gates.yaml"), "metrics:\n  roc_auc: {floor: 0.6}\n");
        new SyntheticEvents(300, 42).writeCsv(Files.createDirectory(master.resolve("raw")));
        Files.writeString(
                master.resolve("raw/cancel.yaml"), SnapshotCommandTest.shown().get(0));
        Cli.run("experiment", "plan", "--baseline", 0.2, "--effect", 0.02, "--out", master.resolve("plan.json"));
        experiment();
        monitoring();
    }

    private static void experiment() throws IOException {
        ExperimentArms arms = ExperimentArms.of("trial", 0.5);
        List<String> outcomes = new ArrayList<>(List.of("customer_id,churned"));
        try (AssignmentLog log = AssignmentLog.open(master.resolve("a.jsonl"))) {
            for (int i = 0; i < 600; i++) {
                boolean challenger = arms.isChallenger("C" + i);
                Instant at = Instant.parse("2026-09-01T00:00:00Z").plus(Duration.ofHours(i));
                Arm arm = challenger ? Arm.CHALLENGER : Arm.CHAMPION;
                log.append(new Assignment(at, "trial", "C" + i, arm, challenger ? "1.1.0" : "1.0.0", 0.2, 0.2, false));
                outcomes.add("C" + i + "," + (i % 5 == 0 ? 1 : 0));
            }
        }
        Files.write(master.resolve("outcomes.csv"), outcomes);
    }

    private static void monitoring() {
        StringBuilder history = new StringBuilder();
        for (int day = 1; day <= 28; day++) {
            double auc = day < 27 ? 0.85 : 0.60;
            history.append(
                    String.format(Locale.ROOT, "{\"ts\":\"2026-06-%02dT00:00:00Z\",\"roc_auc\":%.3f}%n", day, auc));
        }
        Cli.write(master.resolve("history.jsonl"), history.toString());
        Cli.write(master.resolve("rules.yaml"), """
                version: 1
                rules:
                  - name: worse
                    when: {metric: roc_auc, measure: drop_pct, aggregate: median, window: 7d, at_least: 6}
                    severity: critical
                    actions: [trigger_retraining, roll_back_model]
                    page_oncall: false
                    reason: It ranks worse.
                """);
    }

    static List<String> commands() {
        return COMMANDS;
    }

    @ParameterizedTest
    @MethodSource("commands")
    void command_givenAddresses_doesTheSameAsWithPaths(String command) throws IOException {
        Path here = copy("here");
        Path there = copy("there");
        Path own = copy("own");
        Cli.Result paths = Cli.run(folder, Map.of(), words(command, here + "/", here + "/"));
        Cli.Result addresses = run(there, words(command, "test://", own + "/"));

        assertThat(addresses.exit()).as(addresses.err()).isEqualTo(paths.exit());
        assertThat(plain(command, addresses.out(), own)).isEqualTo(plain(command, paths.out(), here));
        assertThat(plain(command, addresses.err(), own)).isEqualTo(plain(command, paths.err(), here));
        for (String written : written(here.resolve("out"))) {
            assertThat(content(command, there.resolve("out").resolve(written))
                            .replace("test:/", here.toString())
                            .replace(own.toString(), here.toString()))
                    .isEqualTo(content(command, here.resolve("out").resolve(written)));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as("names no temporary file: %s", file)
                        .doesNotContain("churn-files-");
            }
        }
        assertThat(written(there.resolve("out"))).isEqualTo(written(here.resolve("out")));
        assertThat(leftovers()).isEmpty();
    }

    /** What differs is how files are called, and in a comparison how long it took. */
    private static String plain(String command, String text, Path folder) {
        String named = text.replace("test://", "/").replace(folder + "/", "/");
        return command.startsWith("compare") ? named.replaceAll("[0-9.]+", "0").replaceAll(" +", " ") : named;
    }

    /** The page of a comparison tells times. */
    private static String content(String command, Path file) throws IOException {
        return command.startsWith("compare") ? "" : Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static List<String> written(Path folder) {
        return Cli.names(folder);
    }

    private static Object[] words(String command, String there, String here) {
        return Arrays.stream(command.split(" "))
                .map(word -> word.startsWith("@")
                        ? there + word.substring(1)
                        : word.startsWith("%") ? here + word.substring(1) : word)
                .toArray();
    }

    private Cli.Result run(Path there, Object... words) {
        return Cli.run(folder, Map.of(TestFiles.ROOT, there.toString()), words);
    }

    private Path copy(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (Stream<Path> files = Files.walk(master)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(master.relativize(file)));
            }
        }
        return copy;
    }

    private static List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("churn-files-"))
                    .toList();
        }
    }

    /** A command that is added, and forgets addresses, is found here. */
    @Test
    void options_ofAllCommands_takeAddressesOrAreKnownToBeLocal() {
        Set<String> forgotten = new TreeSet<>();
        Set<String> untried = new TreeSet<>();
        for (CommandLine line : all(ChurnCommand.commandLine(Surroundings.ofProcess(), false))) {
            String name = line.getCommandSpec().qualifiedName();
            String tried = String.join(
                            "\n",
                            COMMANDS.stream()
                                    .filter(command -> ("churn " + command + " ").startsWith(name + " "))
                                    .toList())
                    + (name.equals("churn serve") ? " --model @ --registry @" : "");
            for (ArgSpec arg : line.getCommandSpec().args()) {
                String option = arg instanceof OptionSpec named ? named.longestName() : name.substring(6);
                boolean isFolder = option.equals("--out") && FOLDERS.contains(name);
                if (arg.type() == Path.class && !LOCAL.contains(option) && !isFolder) {
                    forgotten.add(name + " " + option);
                }
                boolean takes = arg.type() == InputFile.class
                        || arg.type() == ResultFile.class
                        || arg.type() == RegistryPlace.class;
                if (takes && !tried.contains(option + " @")) {
                    untried.add(name + " " + option);
                }
            }
        }
        assertThat(forgotten).isEmpty();
        assertThat(untried).isEmpty();
    }

    private static List<CommandLine> all(CommandLine line) {
        List<CommandLine> all = new ArrayList<>(List.of(line));
        line.getSubcommands().values().forEach(below -> all.addAll(all(below)));
        return all;
    }

    @Test
    void json_givenAStandIn_saysSoOnBothStreams() throws IOException {
        Map<String, String> environment = Map.of(TestFiles.ROOT, master.toString(), "CHURN_TEST_DOWN", "yes");
        Cli.Result result =
                Cli.run(folder, environment, "profile", "--data", "test://few.csv", "--target", "churned", "--json");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.err())
                .contains("churn: note: In place of test://few.csv its stand-in /local/few.csv is read: it is down");
        JsonNode fetched = result.json().path("fetched").path(0);
        assertThat(fetched.path("address").asText()).isEqualTo("test://few.csv");
        assertThat(fetched.path("from").asText()).isEqualTo("/local/few.csv");
        assertThat(fetched.path("fallback").asText()).isEqualTo("it is down");
        assertThat(Cli.run("profile", "--data", Cli.customers(), "--target", "churned", "--json")
                        .json()
                        .has("fetched"))
                .isFalse();
    }

    @Test
    void out_thatCannotBeStored_fails() throws IOException {
        Path there = copy("there");
        Cli.Result result = Cli.run(
                folder,
                Map.of(TestFiles.ROOT, there.toString(), "CHURN_TEST_DOWN", "yes"),
                "predict",
                "--model",
                Cli.model(),
                "--data",
                Cli.customers(),
                "--out",
                "test://out/scored.csv");

        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("Nothing can be stored at (test://out/scored.csv).");
        assertThat(there.resolve("out")).doesNotExist();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void model_thatIsASetOfVariants_isFetchedWhole() throws IOException {
        Path there = copy("there");
        Path table = Cli.write(folder.resolve("regions.csv"), VariantCommandsTest.customers(1, 400, 500, 40));
        Path yaml = Cli.write(
                folder.resolve("variants.yaml"),
                "target: churned\nexclude: [Geography]\nlearner: {name: boosting, trees: 20}\n"
                        + "variants: {by: [geography], minLeavers: 60, minRows: 200, folds: 3}\n");
        Cli.Result trained = Cli.run("train", "--data", table, "--pipeline", yaml, "--out", there.resolve("set"));
        assertThat(trained.exit()).as(trained.err()).isZero();

        Cli.Result paths =
                Cli.run("predict", "--model", there.resolve("set/variants.json"), "--data", table, "--out", "-");
        Cli.Result addresses =
                run(there, "predict", "--model", "test://set/variants.json", "--data", table, "--out", "-");

        assertThat(addresses.exit()).as(addresses.err()).isZero();
        assertThat(addresses.out()).isEqualTo(paths.out()).contains("churn-prediction-model-eu,segment");
        Cli.Result registered =
                run(there, "registry", "register", "--model", "test://set/variants.json", "--registry", "test://all");
        assertThat(registered.exit()).as(registered.err()).isZero();
        assertThat(registered.out()).contains(" in test://all: ", " in test://all/geography-");
        assertThat(there.resolve("all")).isDirectoryContaining("glob:**/geography-*");
    }

    @Test
    void badInput_isNamed() {
        refused(2, "Nothing here can read (gs:) addresses.", "inspect", "gs://host/m.churn");
        refused(2, "Nothing here can read (ftp:) addresses.", "generate", "--out", "ftp://host/t.csv");
        refused(
                2,
                "Nothing here can keep a registry at (ftp:) addresses.",
                "registry",
                "list",
                "--registry",
                "ftp://h/m");
        refused(1, "There is nothing at (test://none.churn).", "inspect", "test://none.churn");
        refused(3, "There is no registry in (test://none).", "registry", "list", "--registry", "test://none");
        refused(3, "--registry test://none --model FILE", "registry", "list", "--registry", "test://none");
        refused(
                2,
                "Invalid value for option '--out': (models:/churn@champion) is read only",
                "import",
                "--from",
                "m.txt",
                "--out",
                "models:/churn@champion");
        refused(
                2,
                "(test://artifacts) is an address, and this is a path of this machine",
                "train",
                "--data",
                Cli.customers(),
                "--out",
                "test://artifacts");
        refused(
                2,
                "The file (test://customers.csv) would be written over the table that is read.",
                "predict",
                "--model",
                Cli.model(),
                "--data",
                "test://customers.csv",
                "--out",
                "test://customers.csv");
        refused(
                2,
                "Several files are written, and the address (test://raw) takes one.",
                "generate",
                "--events",
                "--out",
                "test://raw");
        refused(
                2,
                "the address (test://models) is that of one",
                "serve",
                "--registry",
                "test://models",
                "--name",
                "churn");
        refused(
                2,
                "'plan_x'",
                "evaluate",
                "--model",
                "test://model.churn",
                "--data",
                "test://customers.csv",
                "--target",
                "plan_x");
    }

    private void refused(int exit, String said, Object... words) {
        Cli.Result result = run(master, words);
        assertThat(result.err()).contains(said).doesNotContain("churn-files-");
        assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    }

    @Test
    void path_withADriveLetter_isNoAddress() {
        assertThat(Cli.run("inspect", "C:/models/m.churn").err())
                .contains("(C:/models/m.churn)")
                .doesNotContain("addresses");
        assertThat(RegistryPlace.parse("C:/models").isAddress()).isFalse();
    }

    @Test
    void place_ofADatabase_showsNoSecret() {
        for (String given : List.of(
                "jdbc:postgresql://bob:s3cret@db/crm?password=s3cret",
                "jdbc:h2:./crm;PASSWORD=s3cret",
                "jdbc:oracle:thin:bob/s3cret@db:1521")) {
            assertThat(RegistryPlace.parse(given))
                    .asString()
                    .startsWith("jdbc:")
                    .doesNotContain("s3cret");
        }
    }

    @Test
    void place_ofADatabase_keepsTheRegistrysName() {
        assertThat(RegistryPlace.parse("jdbc:postgresql://db/crm?password=s3cret&churn_registry=us"))
                .hasToString("jdbc:postgresql://db/crm?churn_registry=us");
    }

    @Test
    void serve_modelAtAnAddress_answers() throws Exception {
        Map<String, String> environment = Map.of(TestFiles.ROOT, master.toString());
        try (RunningServe serve = new RunningServe(folder, environment, "--model", "test://model.churn")) {
            assertThat(serve.get("health").body()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(serve.get("model").body())
                    .contains(ChurnModel.load(Cli.model()).manifest().version());
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void refetch_anotherModelAtTheAddress_takesThePlaceOfTheCopy() throws IOException {
        Path there = copy("there");
        Map<String, String> environment = new HashMap<>(Map.of(TestFiles.ROOT, there.toString()));
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream said = new PrintStream(err, true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(said, said, environment, folder, false);
        try (FetchedFiles files = new FetchedFiles(surroundings, () -> false)) {
            InputFile model = InputFile.parse("test://model.churn", files);
            Path copy = model.path();
            assertThat(model.refetch()).isFalse();
            Files.copy(there.resolve("other.churn"), there.resolve("model.churn"), StandardCopyOption.REPLACE_EXISTING);
            assertThat(model.refetch()).isTrue();
            assertThat(copy).hasSameBinaryContentAs(there.resolve("other.churn"));

            environment.put("CHURN_TEST_DOWN", "yes");
            Files.copy(there.resolve("third.churn"), there.resolve("model.churn"), StandardCopyOption.REPLACE_EXISTING);
            assertThat(model.refetch()).as("a stand-in").isFalse();
            assertThat(copy).hasSameBinaryContentAs(there.resolve("other.churn"));
            Files.delete(there.resolve("model.churn"));
            assertThatThrownBy(model::refetch).hasMessageContaining("There is nothing at (test://model.churn).");
            assertThat(Cli.names(copy.getParent().getParent()))
                    .as("however often it is looked for, only the copy stays")
                    .hasSize(1);
            RefetchedModel refetched = RefetchedModel.every(Duration.ofMillis(1), model, files);
            try (refetched) {
                refetched.start();
                while (!err.toString(StandardCharsets.UTF_8).contains("There is nothing at (test://model.churn).")) {
                    Thread.onSpinWait();
                }
            }
            assertThat(copy).hasSameBinaryContentAs(there.resolve("other.churn"));
            assertThat(Files.getPosixFilePermissions(copy.getParent().getParent()))
                    .hasSize(3);
        }
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void serve_registryAtAnAddress_answers() throws Exception {
        Map<String, String> environment = Map.of(TestFiles.ROOT, master.toString());
        try (RunningServe serve = new RunningServe(folder, environment, "--registry", "test://models")) {
            assertThat(serve.get("health?full").body()).contains("\"champion\":\"1.0.0\"");
        }
    }
}
