package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import io.github.churnml.registry.variant.VariantSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantCommandsTest {

    @TempDir
    static Path shared;

    private static Path table;
    private static Path yaml;
    private static Path set;
    private static Cli.Result trained;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() {
        table = Cli.write(shared.resolve("customers.csv"), customers(1, 400, 500, 40));
        yaml = Cli.write(
                shared.resolve("pipeline.yaml"),
                "target: churned\nexclude: [Geography]\nlearner: {name: boosting, trees: 20}\n"
                        + "variants: {by: [geography], minLeavers: 60, minRows: 200, folds: 3}\n");
        set = shared.resolve("set");
        trained = Cli.run("train", "--data", table, "--pipeline", yaml, "--out", set);
    }

    /** Usage keeps customers of US and drives away all others, and the model does not see the geography. */
    static String customers(long seed, int us, int eu, int de) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder csv = new StringBuilder("Geography,company_id,usage,churned\n");
        for (int i = 0; i < us + eu + de; i++) {
            String geography = i < us ? "US" : i < us + eu ? "EU" : i % 10 == 0 ? "" : "DE";
            double usage = Math.rint((random.nextDouble() * 6 - 3) * 1e6) / 1e6;
            double logOdds = (geography.equals("US") ? -1.5 : 1.5) * usage;
            boolean left = random.nextDouble() < 1 / (1 + Math.exp(-logOdds));
            csv.append(geography)
                    .append(",Client")
                    .append((char) ('A' + random.nextInt(2)))
                    .append(',');
            csv.append(usage).append(',').append(left ? "Yes" : "No").append('\n');
        }
        return csv.toString();
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }

    @Test
    void train_geographyAndCompany_learnsFromThoseRowsAndNamesTheModel() throws IOException {
        Cli.Result result = Cli.run(
                "train",
                "--data",
                table,
                "--learner",
                "boosting",
                "--target",
                "churned",
                "--geography",
                "US",
                "--company",
                "ClientA",
                "--out",
                folder);
        assertThat(result.exit()).as(result.err()).isZero();
        Path own = folder.resolve("geography-us/company-clienta");
        assertThat(Cli.names(own))
                .containsExactly(
                        "feature_importances.csv",
                        "metrics.json",
                        "model.churn",
                        "model_card.md",
                        "pipeline.yaml",
                        "report.html");
        assertThat(Files.exists(folder.resolve("model.churn"))).isFalse();
        ChurnModel model = ChurnModel.load(own.resolve("model.churn"));
        assertThat(model.manifest().name()).isEqualTo("churn-prediction-model-us-clienta");
        long rows = Files.readAllLines(table).stream()
                .filter(line -> line.startsWith("US,ClientA,"))
                .count();
        assertThat(model.manifest().rows()).isEqualTo(rows);
        JsonNode metrics = json(own.resolve("metrics.json"));
        assertThat(metrics.path("experiment").asText()).isEqualTo("churn_prediction-geography-us-company-clienta");
        assertThat(metrics.path("tags").toString())
                .isEqualTo("{\"geography\":\"US\",\"company_id\":\"ClientA\",\"training_date\":\"2026-09-21\"}");
        assertThat(result.out())
                .contains(
                        "Variant: model churn-prediction-model-us-clienta, experiment churn_prediction-geography-us-co")
                .contains("Tags: geography=US, company_id=ClientA, training_date=2026-09-21")
                .contains("it learns from " + rows + " of 940 rows");
    }

    @Test
    void train_pipelineYamlOfAVariant_givesTheSameModelAgain() throws IOException {
        Cli.run(
                "train",
                "--data",
                table,
                "--learner",
                "boosting",
                "--target",
                "churned",
                "--geography",
                "US",
                "--out",
                folder);
        Path own = folder.resolve("geography-us");
        byte[] first = Files.readAllBytes(own.resolve("model.churn"));
        Cli.Result again = Cli.run(
                "train", "--data", table, "--pipeline", own.resolve("pipeline.yaml"), "--out", folder.resolve("again"));
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("again/geography-us/model.churn")))
                .isEqualTo(first);
    }

    @Test
    void train_variantThatDoesNotExist_isRefusedAndWritesNothing() {
        Cli.Result result = Cli.run(
                "train", "--data", table, "--target", "churned", "--geography", "UK", "--out", folder.resolve("none"));
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err())
                .contains("No customer is of the variant geography (UK).")
                .contains("Maybe 'US' was meant.");
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void train_wrongVariantOptions_areRefused() {
        Cli.Result column = Cli.run(
                "train",
                "--data",
                table,
                "--target",
                "churned",
                "--geography",
                "US",
                "--geography-column",
                "land",
                "--out",
                folder);
        assertThat(column.exit()).isEqualTo(3);
        assertThat(column.err()).contains("'land'");
        assertThat(Cli.run("train", "--data", table, "--company-column", "company_id", "--out", folder)
                        .err())
                .contains("Option --company-column names 'company_id', but --company is not given.");
        assertThat(Cli.run("train", "--data", table, "--pipeline", yaml, "--geography", "US", "--out", folder)
                        .err())
                .contains(
                        "ask for the variant geography (US) alone, but the section variants of the pipeline's file asks"
                                + " for one by 'geography'.");
        assertThat(Cli.run("train", "--data", table, "--target", "churned", "--geography", " ", "--out", folder)
                        .err())
                .contains("The variant's 'geography' is empty");
    }

    @Test
    void train_pipelineWithVariants_writesTheSetAndSaysWhy() throws IOException {
        assertThat(trained.exit()).as(trained.err()).isZero();
        assertThat(trained.out())
                .contains("Variants by 'Geography': 3 segments, 2 with a model of their own.")
                .contains("  - US: Its own model is really better: log loss ")
                .contains("  - DE: Only ")
                .contains("Next: churn predict --model " + set.resolve("variants.json"));
        assertThat(Cli.names(set))
                .contains("variants.json", "model.churn", "metrics.json", "pipeline.yaml", "geography-us");
        assertThat(Cli.names(set.resolve("geography-us")))
                .containsExactly(
                        "feature_importances.csv",
                        "metrics.json",
                        "model.churn",
                        "model_card.md",
                        "pipeline.yaml",
                        "report.html");
        assertThat(Files.readString(set.resolve("report.html")))
                .contains("<h2>Segments</h2>", "The model of all customers does worst in the segment ", ">US</td>");
        assertThat(Files.readString(set.resolve("model_card.md"))).contains("\n## Segments\n", "\n| US | ");
        assertThat(Files.readString(set.resolve("geography-us/report.html"))).doesNotContain("<h2>Segments</h2>");
        VariantSet loaded = VariantSet.load(set.resolve("variants.json"));
        assertThat(loaded.models()).containsKey("churn-prediction-model-us");
        JsonNode segment = json(set.resolve("variants.json")).path("segments").get(2);
        assertThat(segment.path("tags").path("geography").asText()).isEqualTo("US");
        assertThat(segment.path("answers").asText()).isEqualTo("own");
    }

    @Test
    void train_pipelineOfASetAgain_givesTheSameFiles() throws IOException {
        Path again = folder.resolve("again");
        Cli.Result result =
                Cli.run("train", "--data", table, "--pipeline", set.resolve("pipeline.yaml"), "--out", again);
        assertThat(result.exit()).as(result.err()).isZero();
        for (String file : List.of("variants.json", "model.churn", "geography-us/model.churn", "pipeline.yaml")) {
            assertThat(again.resolve(file)).hasSameBinaryContentAs(set.resolve(file));
        }
    }

    @Test
    void train_setAsJson_tellsEverySegment() {
        Cli.Result result = Cli.run("train", "--data", table, "--pipeline", yaml, "--out", folder, "--json");
        JsonNode segments = result.json().path("segments");
        assertThat(segments).hasSize(3);
        assertThat(segments.get(2).path("figures").path("gain").path("low").asDouble())
                .isPositive();
        assertThat(result.json().path("files").toString()).contains("variants.json", "geography-us/model.churn");
    }

    @Test
    void train_folderOfASegmentIsAFile_writesNothing() throws IOException {
        Files.createFile(folder.resolve("geography-us"));
        Cli.Result result = Cli.run("train", "--data", table, "--pipeline", yaml, "--out", folder);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("geography-us");
        assertThat(Cli.names(folder)).containsExactly("geography-us");
    }

    @Test
    void train_pipelineWithAnUnknownKeyOfVariants_isRefusedWithTheNearest() {
        Path wrong =
                Cli.write(folder.resolve("w.yaml"), "target: churned\nvariants: {by: [geography], minLeaver: 9}\n");
        Cli.Result result = Cli.run("train", "--data", table, "--pipeline", wrong, "--out", folder.resolve("o"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("Key 'variants.minLeaver' is not known.")
                .contains("'minLeavers' was meant");
    }

    @Test
    void predict_set_scoresEachRowByTheModelOfItsSegment() throws IOException {
        Path data = Cli.write(
                folder.resolve("new.csv"),
                "company_id,Geography,usage,variant\nClientA,US,1.5,x\nClientA,EU,1.5,x\nClientA,,1.5,x\nClientA,NA,1.5,x\n"
                        + "ClientA,Mars,1.5,x\nClientA, US ,1.5,x\n");
        Path out = folder.resolve("scored.csv");
        Cli.Result result = Cli.run("predict", "--model", set.resolve("variants.json"), "--data", data, "--out", out);
        assertThat(result.exit()).as(result.err()).isZero();
        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0))
                .isEqualTo("company_id,Geography,usage,variant,probability,predicted,risk_tier,variant_churnml,"
                        + "variant_chosen_by");
        assertThat(lines.get(1)).endsWith(",churn-prediction-model-us,segment");
        assertThat(lines.get(3)).endsWith(",churn-prediction-model,missing_value");
        assertThat(lines.get(4)).endsWith(",churn-prediction-model,missing_value");
        assertThat(lines.get(5)).endsWith(",churn-prediction-model,unknown_value");
        assertThat(lines.get(6)).endsWith(",churn-prediction-model-us,segment");
        assertThat(result.out())
                .contains("each by the threshold of its own model")
                .contains(
                        "2 rows have no value that says the variant; 1 row is of a variant that training never saw; the"
                                + " model of all customers answered.");
        Path alone = folder.resolve("alone.csv");
        Cli.run("predict", "--model", set.resolve("geography-us/model.churn"), "--data", data, "--out", alone);
        String us = Files.readAllLines(alone).get(1);
        assertThat(lines.get(1)).isEqualTo(us + ",churn-prediction-model-us,segment");
        JsonNode json = Cli.run("predict", "--model", set, "--data", data, "--out", out, "--json")
                .json();
        assertThat(json.path("variants").path("churn-prediction-model-us").asInt())
                .isEqualTo(2);
        assertThat(json.path("variant_chosen_by").path("unknown_value").asInt()).isEqualTo(1);
    }

    @Test
    void predict_setWithoutTheColumnOrOverAModel_isRefused() {
        Path data = Cli.write(folder.resolve("new.csv"), "company_id,usage\nClientA,1\n");
        Cli.Result result = Cli.run("predict", "--model", set, "--data", data, "--out", folder.resolve("s.csv"));
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("Column 'Geography' is missing; it says which model answers for a customer.");
        assertThat(folder.resolve("s.csv")).doesNotExist();
        Path model = set.resolve("geography-us/model.churn");
        assertThat(Cli.run("predict", "--model", set, "--data", data, "--out", model)
                        .err())
                .contains("would be written over the model that is used");
    }

    @Test
    void predict_setWithAnAlteredModel_isRefused() throws IOException {
        Cli.run("train", "--data", table, "--pipeline", yaml, "--out", folder);
        Files.copy(
                folder.resolve("model.churn"),
                folder.resolve("geography-us/model.churn"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Cli.Result result = Cli.run(
                "predict",
                "--model",
                folder.resolve("variants.json"),
                "--data",
                table,
                "--out",
                folder.resolve("s.csv"));
        assertThat(result.exit()).isEqualTo(3);
        assertThat(result.err()).contains("is another than the one written with it (its SHA-256 differs)");
    }

    @Test
    void otherCommands_set_areRefusedWithTheWayOut() {
        Cli.Result result = Cli.run("explain", "--model", set.resolve("variants.json"), "--data", table, "--row", 1);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("is a set of variants, and this asks for a single model.");
        for (Object[] other : new Object[][] {
            {"serve", "--model", set, "--port", 0},
            {"snapshot", "--model", set, "--at", "2026-01-01", "--out", folder.resolve("now.csv")}
        }) {
            Cli.Result refused = Cli.run(other);
            assertThat(refused.exit()).isEqualTo(2);
            assertThat(refused.err()).contains("is a set of variants, and this asks for a single model.");
        }
    }

    @Test
    void train_whereASegmentHadAModelBefore_saysThatItIsLeftBehind() {
        Cli.run("train", "--data", table, "--pipeline", yaml, "--out", folder);
        Cli.Result again = Cli.run(
                "train", "--data", table, "--pipeline", yaml, "--set", "variants.minLeavers=400", "--out", folder);
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.out())
                .contains("Models of an earlier training are still there and are not of this set: ")
                .contains("Maybe remove them.")
                .contains("3 segments, none with a model of their own.");
    }

    @Test
    void evaluate_set_tellsEverySegmentBesideTheModelOfAll() {
        Path later = Cli.write(folder.resolve("later.csv"), customers(2, 300, 300, 30));
        Cli.Result text = Cli.run("evaluate", "--model", set.resolve("variants.json"), "--data", later);
        assertThat(text.exit()).as(text.err()).isZero();
        assertThat(text.out()).contains("By the model of each segment, beside that of all customers on the same rows:");
        JsonNode json =
                Cli.run("evaluate", "--model", set, "--data", later, "--json").json();
        JsonNode segments = json.path("variants").path("segments");
        assertThat(segments).hasSize(4);
        assertThat(segments.get(2).path("values").path("geography").asText()).isEqualTo("US");
        assertThat(segments.get(2).path("gain").path("low").asDouble()).isPositive();
        assertThat(segments.get(3).path("values")).isEmpty();
        assertThat(json.path("rows").asInt()).isEqualTo(630);
        double alone = Cli.run(
                        "evaluate",
                        "--model",
                        set.resolve("geography-us/model.churn"),
                        "--data",
                        Cli.write(folder.resolve("us.csv"), only(customers(2, 300, 300, 30), "US,")),
                        "--json")
                .json()
                .path("roc_auc")
                .asDouble();
        assertThat(segments.get(2).path("other_roc_auc").asDouble()).isEqualTo(alone);
    }

    @Test
    void evaluate_setWithAnOptionOfSingleModels_isRefused() {
        Cli.Result result = Cli.run("evaluate", "--model", set, "--data", table, "--html", folder.resolve("e.html"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("A set of variants is judged without --html.");
    }

    private static String only(String csv, String start) {
        StringBuilder kept = new StringBuilder();
        csv.lines()
                .filter(line -> line.startsWith("Geography") || line.startsWith(start))
                .forEach(line -> kept.append(line).append('\n'));
        return kept.toString();
    }

    @Test
    void drift_ofOneSegment_isFoundAndFailsOnDemand() throws IOException {
        StringBuilder csv = new StringBuilder();
        for (String line : customers(3, 500, 1500, 30).split("\n")) {
            // Those of US use much; among all customers that is a small change.
            boolean much = !line.startsWith("US,") || Double.parseDouble(line.split(",")[2]) > 0;
            csv.append(much ? line + "\n" : "");
        }
        Path later = Cli.write(folder.resolve("later.csv"), csv.toString());
        Cli.Result result = Cli.run(
                "drift", "--model", set, "--new", later, "--out", folder, "--fail-on-drift", "--exclude", "company_id");
        assertThat(result.exit()).as(result.err()).isEqualTo(4);
        assertThat(result.out())
                .contains("Drift: no.")
                .containsPattern("US +2\\d\\d +drifted +usage +churn-prediction-model-us")
                .containsPattern("DE +27 +pooled");
        JsonNode json = json(folder.resolve("drift_report.json"));
        assertThat(json.path("overall_drift").asBoolean()).isFalse();
        assertThat(json.path("variants").path("drift").asBoolean()).isTrue();
        assertThat(json.path("variants").path("rows_without_value").asInt()).isEqualTo(3);
        assertThat(json.path("variants")
                        .path("segments")
                        .get(2)
                        .path("columns_with_drift")
                        .get(0)
                        .asText())
                .isEqualTo("usage");
    }

    @Test
    void inspect_set_tellsWhoAnswersAndWhy() {
        Cli.Result result = Cli.run("inspect", set.resolve("variants.json"));
        assertThat(result.out())
                .startsWith("Variants by 'Geography': 3 segments, 2 with a model of their own.")
                .contains("  - US: Its own model is really better: log loss ");
        assertThat(Cli.run("inspect", "--json", set)
                        .json()
                        .path("models")
                        .path("churn-prediction-model-us")
                        .asText())
                .isEqualTo("geography-us/model.churn");
    }

    @Test
    void register_set_putsEachVariantIntoARegistryOfItsOwn_andPromoteJudgesItByItsOwnCustomers() {
        Path models = folder.resolve("models");
        Cli.Result registered = Cli.run("registry", "register", "--model", set, "--registry", models);
        assertThat(registered.exit()).as(registered.err()).isZero();
        assertThat(registered.out())
                .contains("Registered churn-prediction-model 1.0.0 in " + models)
                .contains("Registered churn-prediction-model-us 1.0.0 in " + models.resolve("geography-us"));
        Path later = Cli.write(folder.resolve("later.csv"), customers(5, 600, 300, 30));
        Cli.Result promoted =
                Cli.run("promote", "--registry", models.resolve("geography-us"), "--version", "1.0.0", "--data", later);
        assertThat(promoted.out())
                .contains("on 600 rows with a known outcome")
                .contains("note: The version is the model of geography (US): it is judged by its 600 of 930 rows.");
        Cli.Result retrained = Cli.run(
                "retrain",
                "--registry",
                models.resolve("geography-us"),
                "--data",
                later,
                "--newest",
                "0.4",
                "--out",
                folder.resolve("retraining.json"));
        assertThat(retrained.out()).startsWith("trained again on 360 rows, compared on 240 other rows");
    }

    @Test
    void otherCommands_pipelineOfOneVariant_lookAtItsRowsAlone() {
        Cli.Result result = Cli.run(
                "learning-curve",
                "--data",
                table,
                "--pipeline",
                set.resolve("geography-us/pipeline.yaml"),
                "--folds",
                "2",
                "--repeats",
                "1");
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("The pipeline is that of geography (US): these are 400 of 940 rows.");
    }

    @Test
    void evaluate_modelOfAVariantOnOtherCustomersToo_saysSo() {
        Cli.Result result = Cli.run("evaluate", "--model", set.resolve("geography-us/model.churn"), "--data", table);
        assertThat(result.out())
                .contains(
                        "note: The model is that of geography (US), and 540 of 940 rows are of other customers; they are"
                                + " judged, too.");
    }
}
