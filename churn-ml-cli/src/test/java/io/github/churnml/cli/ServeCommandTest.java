package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import io.github.churnml.SharedFiles;
import io.github.churnml.registry.Pointer;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void serve_saysWhatToTry_andThatWorks() throws Exception {
        try (RunningServe serve = new RunningServe(folder, "--model", Cli.model())) {
            assertThat(serve.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
            String line = serve.err()
                    .lines()
                    .filter(said -> said.contains("curl "))
                    .findFirst()
                    .orElseThrow();
            String row = line.replaceAll(".* -d '(.*)' .*", "$1").replace("'\\''", "'");
            HttpResponse<String> answer = serve.post("/predict", row);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(JSON.readTree(answer.body()).at("/predictions")).hasSize(1);
            assertThat(JSON.readTree(answer.body()).at("/predictions/0").fieldNames())
                    .toIterable()
                    .doesNotContain("imputed", "outOfRange", "unknownLevels");
            assertThat(serve.end()).isZero();
            // The log has two requests and none of the customer's values.
            List<String> lines = serve.out().lines().toList();
            assertThat(lines).hasSize(2);
            assertThat(JSON.readTree(lines.get(1)).at("/path").asText()).isEqualTo("/predict");
            assertThat(lines.get(1)).doesNotContain("plan").doesNotContain("Basic");
        }
    }

    @Test
    void serve_withoutAModel_takesTheTrainedOne() throws Exception {
        Files.createDirectory(folder.resolve("artifacts"));
        Files.copy(Cli.model(), folder.resolve("artifacts/model.churn"));
        try (RunningServe serve = new RunningServe(folder, "--access-log", "off")) {
            assertThat(serve.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(serve.end()).isZero();
            assertThat(serve.out()).isEmpty();
        }
        Cli.Result none = Cli.run(folder.resolve("elsewhere"), java.util.Map.of(), "serve", "--port", 0);
        assertThat(none.exit()).isEqualTo(3);
        assertThat(none.err()).contains("artifacts", "is not there", "churn train", "--wait-for-model");
        Cli.Result wrong = Cli.run("serve", "--port", 0, "--model", folder.resolve("none.churn"));
        assertThat(wrong.exit()).isEqualTo(3);
        assertThat(wrong.err()).contains("none.churn", "is not there", "Maybe the path is wrong", "--wait-for-model");
    }

    @Test
    void serve_thatWaitsForItsModel_saysSo_andAnswersOnceItIsTrained() throws Exception {
        Path trained = folder.resolve("artifacts/model.churn");
        try (RunningServe serve = new RunningServe(folder, "--wait-for-model", "--access-log", "off")) {
            assertThat(serve.err()).contains("No model yet", trained.toString(), "Train one into that path");
            HttpResponse<String> early = serve.post("/predict", "{}");
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(early.body()).contains("No model is loaded yet", "model.churn");
            assertThat(serve.get("/health/live").statusCode()).isEqualTo(200);
            Files.createDirectory(trained.getParent());
            Files.copy(Cli.model(), trained);
            for (int i = 0; i < 1_000 && serve.get("/health/ready").statusCode() != 200; i++) {
                Thread.sleep(20);
            }
            assertThat(serve.get("/model").statusCode()).isEqualTo(200);
            assertThat(serve.end()).isZero();
        }
        Path later = folder.resolve("later.churn");
        try (RunningServe serve =
                new RunningServe(folder, "--model", later, "--wait-for-model", "--json", "--access-log", "off")) {
            serve.get("/health");
            JsonNode said = JSON.readTree(serve.err());
            assertThat(said.at("/model_loaded").asBoolean(true)).isFalse();
            assertThat(said.at("/waiting_for").asText()).isEqualTo(later.toString());
        }
    }

    @Test
    void serve_writesTheLogWhereItIsAskedTo() throws Exception {
        Path log = folder.resolve("requests.jsonl");
        Files.writeString(log, "{}\n");
        try (RunningServe serve = new RunningServe(folder, "--model", Cli.model(), "--access-log", log)) {
            serve.get("/nowhere");
            serve.end();
        }
        List<String> lines = Files.readAllLines(log);
        assertThat(lines).hasSize(2);
        assertThat(JSON.readTree(lines.get(1)).at("/status").asInt()).isEqualTo(404);
        Cli.Result refused =
                Cli.run("serve", "--model", Cli.model(), "--port", 0, "--access-log", folder.resolve("none/log"));
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("The access log", "cannot be written", "Maybe its folder is not there");
    }

    @Test
    void serve_keepsAHistory_thatMonitorReads() throws Exception {
        Path history = folder.resolve("kept/metrics_history.jsonl");
        Path rules = Cli.write(
                folder.resolve("rules.yaml"),
                "rules:\n- name: asked\n  severity: warn\n  when: {metric: rows, above: 0}\n  actions: [page_oncall]\n");
        try (RunningServe serve = new RunningServe(
                folder, "--model", Cli.model(), "--history", history, "--history-every", "1s", "--rules", rules)) {
            HttpResponse<String> sent = serve.post("/monitor", "{\"metrics\":[{\"ts\":1773000000,\"rows\":5}]}");
            assertThat(JSON.readTree(sent.body()).path("status").asText()).isEqualTo("warn");
            String line = serve.err()
                    .lines()
                    .filter(said -> said.contains("curl "))
                    .findFirst()
                    .orElseThrow();
            serve.post("/predict", line.replaceAll(".* -d '(.*)' .*", "$1").replace("'\\''", "'"));
            assertThat(serve.end()).isZero();
        }
        long rows = 0;
        for (String line : Files.readAllLines(history)) {
            rows += JSON.readTree(line).path("rows").asLong();
        }
        assertThat(rows).isEqualTo(1);
        Path plan = folder.resolve("plan.json");
        Cli.Result monitor = Cli.run(
                folder, java.util.Map.of("SOURCE_DATE_EPOCH", ""), "monitor", "--metrics", history, "--out", plan);
        assertThat(monitor.exit()).as(monitor.err()).isZero();
        assertThat(JSON.readTree(plan.toFile())
                        .path("findings")
                        .findPath("latency_p95_ms")
                        .isNumber())
                .isTrue();
    }

    @Test
    void serve_whereThePortIsTaken_failsClearly() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Cli.Result refused = Cli.run("serve", "--model", Cli.model(), "--port", other.getLocalPort());
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("127.0.0.1:" + other.getLocalPort() + ") cannot be listened at")
                    .contains("Maybe another program listens there")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void serve_withWrongOptions_saysWhichAreAllowed() {
        assertRefused("REJECT, IMPUTE", "--missing", "guess");
        assertRefused("Option --max-body holds (eight) where a size is required", "--max-body", "eight");
        assertRefused("Body size is (10) where 1024", "--max-body", "10");
        assertRefused("Body size is (2147483647)", "--max-body", "9g");
        assertRefused("Rows per request is (0)", "--max-rows", 0);
        assertRefused("Port is (70000)", "--port", 70_000);
        assertRefused(
                "Option --drift-window holds (1 hour) where a length of time is required", "--drift-window", "1 hour");
        assertRefused("Drift window is (PT30S) where a minute to 30 days is allowed", "--drift-window", "30s");
        assertRefused("'threshold' is (0.0)", "--drift-threshold", 0);
        assertRefused("Option --drift-by holds (psi) where threshold or tests is required", "--drift-by", "psi");
        assertRefused("no history is kept without --history", "--history-every", "5m");
        assertRefused(
                "Option --history-every holds (often) where a length of time is required",
                "--history",
                folder.resolve("h"),
                "--history-every",
                "often");
        assertRefused("History interval is (PT0S)", "--history", folder.resolve("h"), "--history-every", "0s");
        assertRefused("Rules file", "--rules", folder.resolve("none.yaml"));
        assertRefused("'regoin' is named optional", "--optional", "regoin,plan");
    }

    @Test
    void serve_comparesItsRowsWithThoseOfTraining_unlessToldNotTo() throws Exception {
        Object[] quietly = {"--model", Cli.model(), "--access-log", "off"};
        assertThat(drift(quietly).at("/window/seconds").asLong()).isEqualTo(3_600);
        JsonNode other =
                drift(with(quietly, "--drift-window", "7d", "--drift-threshold", 0.3, "--drift-by", "threshold"));
        assertThat(other.at("/decided_by").asText()).isEqualTo("threshold");
        assertThat(other.at("/window/seconds").asLong()).isEqualTo(7 * 86_400);
        assertThat(other.at("/threshold").asDouble()).isEqualTo(0.3);
        assertThat(other.at("/status").asText()).isEqualTo("not enough data");
        assertThat(drift(with(quietly, "--no-drift")).at("/status").asText()).isEqualTo("off");
    }

    private static Object[] with(Object[] first, Object... more) {
        return java.util.stream.Stream.concat(java.util.Arrays.stream(first), java.util.Arrays.stream(more))
                .toArray();
    }

    private JsonNode drift(Object... args) throws Exception {
        try (RunningServe serve = new RunningServe(folder, args)) {
            return JSON.readTree(serve.get("/drift").body());
        }
    }

    @Test
    void serve_fromARegistry_followsItsChampion_orThePinnedVersion() throws Exception {
        Path models = folder.resolve("models/geography-us");
        String name = registered(models);
        try (RunningServe serve = new RunningServe(
                folder, "--registry", folder.resolve("models"), "--name", name, "--access-log", "off")) {
            assertThat(serve.err()).contains(name + " 1.0.0", "Promotions and rollbacks are followed");
            promote(models, "1.1.0");
            assertThat(JSON.readTree(serve.get("/model").body()).at("/version").asText())
                    .isEqualTo("1.1.0");
            assertThat(serve.end()).isZero();
        }
        try (RunningServe pinned = new RunningServe(
                folder, Map.of("MODEL_VERSION", "1.0.0"), "--registry", models, "--access-log", "off")) {
            assertThat(JSON.readTree(pinned.get("/health?full").body())
                            .at("/registry")
                            .toString())
                    .isEqualTo("{\"champion\":\"1.1.0\",\"pinned\":\"1.0.0\"}");
        }
        try (RunningServe waits = new RunningServe(
                folder, "--registry", folder.resolve("none"), "--wait-for-model", "--access-log", "off")) {
            assertThat(waits.err()).contains("waits for a champion of the registry", "none", "Promote a version");
        }
        assertRefused("names of a model that is nowhere", "There is no registry of the name (other)", models, "other");
    }

    @Test
    void serve_withAChallenger_keepsWhoWasAnsweredByWhich() throws Exception {
        Path models = folder.resolve("models");
        registered(models);
        Registry.folder(models)
                .assign(Pointer.CHALLENGER, "1.1.0", Map.of("share", 1, "experiment", "trial"), "try it");
        Path log = folder.resolve("assignments.jsonl");
        try (RunningServe serve = new RunningServe(
                folder,
                "--registry",
                models,
                "--customer-id",
                "id",
                "--assignments",
                log,
                "--shadow-budget",
                0.5,
                "--access-log",
                "off")) {
            String line = serve.err()
                    .lines()
                    .filter(said -> said.contains("curl "))
                    .findFirst()
                    .orElseThrow();
            String row = line.replaceAll(".* -d '(.*)' .*", "$1").replace("'\\''", "'");
            HttpResponse<String> answer = serve.post("/predict", "{\"id\":17," + row.substring(1));
            assertThat(JSON.readTree(answer.body()).at("/predictions/0/arm").asText())
                    .isEqualTo("challenger");
            assertThat(serve.end()).isZero();
        }
        JsonNode kept = JSON.readTree(Files.readString(log));
        assertThat(kept.at("/customer").asText()).isEqualTo("17");
        assertThat(kept.at("/version").asText()).isEqualTo("1.1.0");
    }

    private static String registered(Path models) {
        ChurnModel model = ChurnModel.load(Cli.model());
        Registry registry = Registry.folder(models);
        registry.register(model, "");
        promote(models, "1.0.0");
        registry.register(ChurnModel.load(Cli.otherModel()), "");
        return registry.state().name();
    }

    private static void promote(Path models, String version) {
        Registry registry = Registry.folder(models);
        String champion = registry.state()
                .champion()
                .map(found -> found.version().toString())
                .orElse(null);
        registry.promote(version, new Promotion(champion, List.of(), false, "better"));
    }

    private static void assertRefused(String why, String says, Path models, String name) {
        Cli.Result unknown = Cli.run("serve", "--port", 0, "--registry", models, "--name", name);
        assertThat(unknown.exit()).as(why).isEqualTo(3);
        assertThat(unknown.err()).contains(says, "Maybe choose one of those that are there: 'churn'.");
        Cli.Result both = Cli.run("serve", "--port", 0, "--registry", models, "--model", Cli.model());
        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.err()).contains("Both --model and --registry are given.");
        Cli.Result left = Cli.run("serve", "--port", 0, "--registry", models, "--no-watch");
        assertThat(left.exit()).isEqualTo(2);
        assertThat(left.err()).contains("--no-watch is for a model file", "--model-version");
        Cli.Result nameless = Cli.run("serve", "--port", 0, "--model", Cli.model(), "--name", name);
        assertThat(nameless.exit()).isEqualTo(2);
        assertThat(nameless.err()).contains("Maybe add --registry PLACE.");
        Cli.Result unnamed =
                Cli.run("serve", "--port", 0, "--registry", models, "--assignments", models.resolve("a.jsonl"));
        assertThat(unnamed.exit()).isEqualTo(2);
        assertThat(unnamed.err()).contains("Maybe add --customer-id FIELD.");
        Cli.Result budget = Cli.run("serve", "--port", 0, "--registry", models, "--shadow-budget", 2);
        assertThat(budget.exit()).isEqualTo(2);
        assertThat(budget.err()).contains("Shadow budget is (2.0)");
        Cli.Result pinned = Cli.run("serve", "--port", 0, "--model", Cli.model(), "--model-version", "9.0.0");
        assertThat(pinned.exit()).isEqualTo(2);
        assertThat(pinned.err()).contains("Version (9.0.0) is pinned");
    }

    @Test
    void serve_withKeys_asksForThem() throws Exception {
        Path keys = folder.resolve("keys.txt");
        Files.writeString(keys, "# one caller\nshop: a-key-that-is-long-enough\n");
        try (RunningServe serve = new RunningServe(
                folder,
                "--model",
                Cli.model(),
                "--api-keys",
                keys,
                "--admin-keys",
                keys,
                "--rate",
                1,
                "--guard-metrics",
                "--access-log",
                "off")) {
            assertThat(serve.get("/health").statusCode()).isEqualTo(200);
            assertThat(serve.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(serve.get("/schema").statusCode()).isEqualTo(401);
            assertThat(serve.post("/admin/reload", "").statusCode()).isEqualTo(401);
        }
        assertRefused("--tls stands without --tls-password", "--tls", "server.p12");
        assertRefused("--tls-password stands without --tls", "--tls-password", "password.txt");
        assertRefused("Rate is (0.0)", "--rate", 0);
        assertRefused("nowhere.txt", "--api-keys", folder.resolve("nowhere.txt"));
        assertRefused("shop.example", "--cors", "shop.example");
    }

    @Test
    void serve_takesWhatItIsToldToTake() throws Exception {
        String row = "{\"plan\":\"Goldish\",\"contract\":null,\"monthly_charge\":99999,\"colour\":\"red\"}";
        try (RunningServe strict =
                new RunningServe(folder, "--model", Cli.model(), "--access-log", "off", "--out-of-range", "reject")) {
            List<String> problems =
                    JSON.readTree(strict.post("/predict", row).body()).findValuesAsText("problem");
            assertThat(problems).contains("missing field", "unknown level", "out of range", "unknown field");
        }
        try (RunningServe lenient = new RunningServe(
                folder,
                "--model",
                Cli.model(),
                "--access-log",
                "off",
                "--missing",
                "impute",
                "--unknown-fields",
                "ignore",
                "--unknown-levels",
                "score",
                "--max-rows",
                1,
                "--max-body",
                "1k")) {
            JsonNode scored =
                    JSON.readTree(lenient.post("/predict", row).body()).at("/predictions/0");
            assertThat(scored.at("/outOfRange/0").asText()).isEqualTo("monthly_charge");
            assertThat(scored.at("/unknownLevels/0").asText()).isEqualTo("plan");
            assertThat(scored.at("/imputed")).hasSizeGreaterThan(5);
            assertThat(lenient.post("/predict", "[{},{}]").statusCode()).isEqualTo(413);
            assertThat(lenient.post("/predict", " ".repeat(2_000)).statusCode()).isBetween(400, 413);
        }
    }

    @Test
    void rowsThatLackAColumn_getAHelpfulRefusal_orAreScoredWhereServerOrModelImputes() throws Exception {
        Path table = SharedFiles.require("data/zubale/customer_churn_synth.csv");
        String rows = Files.readString(SharedFiles.require("data/zubale/sample.json"));
        Path strict = folder.resolve("strict");
        Path lenient = folder.resolve("lenient");
        assertThat(Cli.train(table, "churned", strict).exit()).isZero();
        assertThat(Cli.train(table, "churned", lenient, "--set", "serving.missing=impute")
                        .exit())
                .isZero();
        Path model = strict.resolve("model.churn");
        try (RunningServe serve = new RunningServe(folder, "--model", model, "--access-log", "off")) {
            HttpResponse<String> refused = serve.post("/predict", rows);
            assertThat(refused.statusCode()).isEqualTo(400);
            JsonNode errors = JSON.readTree(refused.body()).at("/errors");
            assertThat(errors.findValuesAsText("pointer")).contains("/0/downtime_hours_30d", "/1/downtime_hours_30d");
        }
        assertScored(rows, "--model", model, "--missing", "impute");
        assertScored(rows, "--model", lenient.resolve("model.churn"));
        try (RunningServe serve = new RunningServe(
                folder, "--model", lenient.resolve("model.churn"), "--missing", "reject", "--access-log", "off")) {
            assertThat(serve.post("/predict", rows).statusCode()).isEqualTo(400);
        }
    }

    @Test
    void answersAreAboutAConversion_whereTheModelOrTheCommandSaysSo() throws Exception {
        assertRefused("CHURN, CONVERSION", "--outcome", "sale");
        try (RunningServe serve = new RunningServe(
                folder,
                "--model",
                Cli.model(),
                "--outcome",
                "conversion",
                "--missing",
                "impute",
                "--access-log",
                "off")) {
            JsonNode answer = JSON.readTree(serve.post("/predict", "{}").body());
            assertThat(answer.at("/conversion_probability").isNumber()).isTrue();
            assertThat(answer.at("/will_convert").asText()).isIn("Yes", "No");
        }
    }

    private void assertScored(String rows, Object... args) throws Exception {
        try (RunningServe serve = new RunningServe(folder, args)) {
            HttpResponse<String> answer = serve.post("/predict", rows);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode predictions = JSON.readTree(answer.body()).at("/predictions");
            assertThat(predictions).hasSize(2);
            assertThat(predictions.at("/0/imputed").toString()).contains("\"downtime_hours_30d\"");
            assertThat(predictions.at("/1/probability").asDouble())
                    .isGreaterThan(predictions.at("/0/probability").asDouble());
        }
    }

    private static void assertRefused(String because, Object... args) {
        Object[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of("serve", "--model", Cli.model()), java.util.stream.Stream.of(args))
                .toArray();
        Cli.Result refused = Cli.run(all);
        assertThat(refused.exit()).as(refused.err()).isEqualTo(2);
        assertThat(refused.err()).contains(because);
    }
}
