package io.github.churnml.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.PythonServers;
import io.github.churnml.SharedFiles;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.DecisionRule;
import io.github.churnml.forest.foreign.ForeignModels;
import io.github.churnml.imported.ImportSchema;
import io.github.churnml.imported.ModelImport;
import io.github.churnml.model.ModelContents;
import io.github.churnml.model.ModelFile;
import io.github.churnml.prepare.Input;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Exported models against ONNX Runtime in Python: the same probability and log-odds as the scorer here to within
 * 10<sup>−9</sup>, for 1, 50, 51 and 10,000 rows, with one thread and with two, from texts and from typed columns.
 */
class OnnxParityTest {

    private static final double WITHIN = 1e-9;

    private static final Set<String> LEVELS =
            Set.of("plan", "contract", "payment_method", "autopay", "promo", "region");

    @TempDir
    Path folder;

    private Path python;

    @BeforeEach
    void python() {
        python = PythonServers.require("mlflow3", "python");
    }

    @Test
    void learners_ofEveryKind_answerAsHere() throws Exception {
        List<String> training = SmallModel.sampleLines(0, 1500);
        List<String> rows = disturbed(SmallModel.sampleLines(5000, 600), 4);
        for (String learner : List.of(
                "{name: boosting}",
                "{name: additive}",
                "{name: logistic-regression}",
                "{name: perceptron, epochs: 6}",
                "{name: smile-gradient-boosting, trees: 60}",
                "{name: smile-random-forest, trees: 40}",
                "{name: smile-logistic-regression}",
                "{name: blend, parts: [{name: boosting, weight: 0.5, copies: 2}, {name: additive, weight: 0.3},"
                        + " {name: logistic-regression, weight: 0.2}]}")) {
            String name = learner.replaceAll("[^a-z]+", "-").substring(6, 14);
            add(name, pipeline("learner: " + learner).fit(table(training), fixed()), rows);
        }
        requireSame(8);
    }

    @Test
    void steps_ofEveryKind_answerAsHere() throws Exception {
        String steps = """
                clean: {foldCase: true, missing: ["-999"], synonyms: {contract: {m2m: Month-to-month}}}
                derive:
                - {name: charge_per_month, kind: ratio, numerator: total_charges, denominator: tenure_months}
                - {name: overcharge, kind: difference, minuend: charge_per_month, subtrahend: monthly_charge}
                - {name: trouble, kind: sum, columns: [support_tickets_90d, late_payments_12m]}
                - {name: lost, kind: product, columns: [downtime_hours_30d, usage_gb_30d]}
                - {name: years, kind: bucket, column: tenure_months, edges: [12, 24]}
                - {name: usage_group, kind: quantileBucket, column: usage_gb_30d, buckets: 5}
                - {name: cross, kind: interaction, first: contract, second: usage_group}
                - {name: yes_count, kind: countOf, value: "Yes", columns: [autopay, promo]}
                - {name: age, kind: daysSince, column: signup_date, asOf: 2026-01-01}
                - {name: weekday, kind: datePart, column: signup_date, part: dayOfWeek}
                - {name: quarter, kind: datePart, column: signup_date, part: quarter}
                - {name: year, kind: datePart, column: signup_date, part: year}
                - {name: day, kind: datePart, column: signup_date, part: dayOfMonth}
                - {name: month, kind: datePart, column: signup_date, part: month}
                """;
        String log = "- {name: log_charges, kind: log, column: total_charges}\n";
        String impute = """
                impute:
                  columns:
                    usage_gb_30d: {fill: median, by: plan}
                    region: {fill: mostFrequent, by: contract}
                  indicator: true
                """;
        String encode = "encode: {columns: {region: target, payment_method: frequency}, rareBelow: 5, scale: robust,"
                + " winsorise: [0.01, 0.99]}\n";
        List<String> training = disturbed(SmallModel.sampleLines(0, 1500), 9);
        List<String> rows = disturbed(SmallModel.sampleLines(5000, 600), 4);
        for (String learner : List.of("boosting", "additive", "smile-random-forest")) {
            add(
                    learner,
                    pipeline(steps + impute + encode + "learner: " + learner).fit(table(training), fixed()),
                    rows);
        }
        for (String learner : List.of("logistic-regression", "{name: perceptron, epochs: 5, activation: tanh}")) {
            String name = "log-" + learner.replaceAll("[^a-z]", "").substring(0, 8);
            add(
                    name,
                    pipeline(steps + log + impute + encode + "learner: " + learner)
                            .fit(table(training), fixed()),
                    rows);
        }
        requireSame(5);
    }

    @Test
    void calibrators_ofEveryKind_answerAsHere() throws Exception {
        List<String> rows = disturbed(SmallModel.sampleLines(5000, 300), 4);
        ChurnModel model =
                pipeline("learner: logistic-regression").fit(table(SmallModel.sampleLines(0, 1500)), fixed());
        Map<String, Calibrator> calibrators = Map.of(
                "none", Calibrator.none(),
                "platt", Calibrator.of("platt", -0.3, 1.7),
                "beta", Calibrator.of("beta", 0.2, 1.1, 0.6),
                "rising", Calibrator.of("quadratic", 0.1, 1.2, 0.2, -2, 2),
                "falling", Calibrator.of("quadratic", 0.1, 1.2, -0.2, -2, 2),
                "isotonic", Calibrator.of("isotonic", -3, -1.5, -1, 0.5, 2, -4, -1.2, -1.2, 0.1, 3));
        for (Map.Entry<String, Calibrator> one : calibrators.entrySet()) {
            for (double offset : new double[] {-745, -700, -38, -2, 0, 2, 38, 700, 745}) {
                add(one.getKey() + "-" + (int) offset, with(model, one.getValue(), offset), rows);
            }
        }
        requireSame(54);
    }

    /** The same model with another calibrator, and something added to its log-odds. */
    private static ChurnModel with(ChurnModel model, Calibrator calibrator, double offset) {
        byte[] bytes = ModelFile.read(
                model.toBytes(),
                contents -> ModelFile.bytes(new ModelContents(
                        contents.manifest(),
                        contents.fitted().withOffset(offset),
                        DecisionRule.of(model.target(), calibrator, model.threshold()),
                        contents.reference())));
        return ChurnModel.load(bytes);
    }

    @Test
    void levels_moreThanThirtyOne_answerAsHere() throws Exception {
        Random random = new Random(11);
        List<String> lines = new ArrayList<>(List.of("city,plan,spent,churned"));
        for (int i = 0; i < 4000; i++) {
            int city = random.nextInt(90);
            boolean leaves = random.nextDouble() < (city * 37 % 90) / 100.0;
            lines.add("city " + city + "," + (i % 3 == 0 ? "" : "p" + random.nextInt(4)) + ","
                    + (random.nextInt(10) == 0 ? "" : String.valueOf(random.nextGaussian())) + ","
                    + (leaves ? "Yes" : "No"));
        }
        List<String> rows = new ArrayList<>(lines.subList(0, 300));
        rows.addAll(
                List.of("city 777,p1,0.5,No", ",,,No", "NA,p9,-1e300,No", " city 3 ,p0,1e300,No", "CITY 3,p0,0,No"));
        for (String learner : List.of("boosting", "{name: boosting, levelL2: 1000}", "additive")) {
            ChurnModel model = ChurnPipeline.parseYaml("target: churned\nseed: 5\nlearner: " + learner)
                    .fit(table(lines), fixed());
            add("levels-" + learner.replaceAll("[^a-zL]", ""), model, rows);
        }
        requireSame(3);
    }

    @Test
    void tables_ofOthers_answerAsHere() throws Exception {
        Path telco = SharedFiles.require("data/telco/WA_Fn-UseC_-Telco-Customer-Churn.csv");
        Path bigml = SharedFiles.require("data/bigml/bigml_59c28831336c6604c800002a.csv");
        Path zubale = SharedFiles.require("data/zubale/churn_ref_sample.csv");
        add("telco", fit(telco, "Churn"), Files.readAllLines(telco));
        add("bigml", fit(bigml, "churn"), Files.readAllLines(bigml));
        add("zubale", fit(zubale, "churned"), Files.readAllLines(zubale));
        requireSame(3);
    }

    /** Values between two 32-bit numbers, one of which is a threshold; codes that no level has; zeros that are missing. */
    @Test
    void floatsAndMissingZeros_answerAsHere() throws Exception {
        List<String> rows = List.of(
                "plan,usage,promo",
                "1,1.5,1",
                "1,1.50000001,1",
                "2,1.49999999,0",
                "2,1.49999994,0",
                "7,1.4999998,0",
                "-1,1.5,1",
                ",,",
                "1.7,1e30,0.99999999",
                "40,1.50000006,1.00000001",
                "0,0,0",
                "3,1e-36,1e-34");
        ChurnModel floats = ModelImport.from(Files.write(folder.resolve("x.json"), ForeignModels.xgboostJson()))
                .toModel();
        add("floats", floats, rows);
        ChurnModel zeros = ModelImport.from(Files.writeString(folder.resolve("x.txt"), ForeignModels.lightGbm()))
                .toModel();
        List<String> named = new ArrayList<>(List.of(
                String.join(",", zeros.inputs().stream().map(Input::name).toList())));
        for (String plan : List.of("Basic", "Standard", "Pro", "Other", "")) {
            List.of("0,0", "1e-36,1", "-1e-36,0", "1e-34,1", ",", "1.5,", "2.5,1", "-3,0", "1e300,1")
                    .forEach(rest -> named.add(plan + "," + rest));
        }
        add("zeros", zeros, named);
        requireSame(2);
    }

    /** ONNX Runtime drops a division by what is 1 in 32 bits, and values next to an edge would cross it. */
    @Test
    void scale_thatIsNearlyOne_isNotDropped() throws Exception {
        List<String> lines = new ArrayList<>(List.of("x,y,churned"));
        for (int i = 0; i < 800; i++) {
            int step = i % 5;
            lines.add((step * 1.0000000005 / 2) + "," + i % 13 + "," + (i % 5 > 2 || i % 11 == 0 ? "Yes" : "No"));
        }
        for (String learner : List.of("additive", "smile-gradient-boosting", "logistic-regression")) {
            ChurnModel model = ChurnPipeline.parseYaml(
                            "target: churned\nseed: 5\nencode: {scale: robust}\nlearner: " + learner)
                    .fit(table(lines), fixed());
            add(learner, model, lines);
        }
        requireSame(3);
    }

    @Test
    void models_ofOtherSystems_answerAsHere() throws Exception {
        Path models = SharedFiles.require("golden/models");
        Path cases = SharedFiles.require("cases");
        for (String name : List.of("xgboost-1.7.4.json", "xgboost-3.0.4.json", "lightgbm-4.3.0.txt")) {
            ChurnModel model = ModelImport.from(models.resolve(name)).toModel();
            List<String> rows = new ArrayList<>(Files.readAllLines(models.resolve("rows.csv")));
            rows.set(
                    0,
                    String.join(
                            ",",
                            model.scorer().inputs().stream().map(Input::name).toList()));
            add(name, model, rows);
        }
        Path schema = Files.writeString(folder.resolve("schema.yaml"), """
                columns:
                - {name: plan_type, levels: [Basic, Standard, Pro]}
                - {name: contract_type, levels: {Annual: 1, Monthly: 0}}
                - {name: autopay, type: boolean}
                - {name: is_promo_user, levels: [No, Yes]}
                - name: add_on_count
                - name: tenure_months
                - name: monthly_usage_gb
                - name: avg_latency_ms
                - name: support_tickets_30d
                - name: discount_pct
                - name: payment_failures_90d
                - name: downtime_hours_30d
                """);
        add(
                "categorical",
                ModelImport.from(models.resolve("xgboost-1.7.4-categorical.json"))
                        .withSchema(ImportSchema.read(schema))
                        .toModel(),
                Files.readAllLines(models.resolve("rows-categorical.csv")));
        for (String name : List.of(
                "lightgbm-infinite-threshold/model.txt/table.csv",
                "lightgbm-ordered-category/model.txt/table.csv",
                "xgboost-level-names-in-file/model.json/data.csv",
                "xgboost-missing-value-in-file/model.json/data.csv")) {
            String[] parts = name.split("/");
            Path of = cases.resolve(parts[0]);
            add(parts[0], ModelImport.from(of.resolve(parts[1])).toModel(), Files.readAllLines(of.resolve(parts[2])));
        }
        requireSame(8);
    }

    private ChurnModel fit(Path table, String target) {
        return ChurnPipeline.builder().target(target).seed(5).build().fit(Tables.readCsv(table), fixed());
    }

    private static ChurnPipeline pipeline(String yaml) {
        return ChurnPipeline.parseYaml(
                "target: {column: churned, positive: \"Yes\"}\nseed: 5\nexclude: [customer_id]\n" + yaml);
    }

    private static FitOptions fixed() {
        return FitOptions.standard().withCreated(SmallModel.THEN);
    }

    private Dataset table(List<String> lines) throws IOException {
        return Tables.readCsv(Files.write(folder.resolve("training.csv"), lines));
    }

    /** Some cells missing, some levels never seen, some numbers huge or tiny. */
    private static List<String> disturbed(List<String> lines, long seed) {
        Random random = new Random(seed);
        List<String> rows = new ArrayList<>(lines.subList(0, 1));
        String[] header = lines.get(0).split(",");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            for (int j = 1; j < cells.length - 1; j++) {
                boolean number = cells[j].matches("-?[0-9.]+");
                int dice = random.nextInt(60);
                cells[j] = dice < 3
                        ? ""
                        : dice == 3 && number
                                ? "1e15"
                                : dice == 4 && number ? "-1e-9" : dice == 5 && number ? "0" : cells[j];
                cells[j] = dice == 6 && LEVELS.contains(header[j]) ? "never seen" : cells[j];
            }
            rows.add(String.join(",", cells));
        }
        return rows;
    }

    /** Exports a model, and writes rows as texts and what is answered here. */
    private void add(String name, ChurnModel model, List<String> lines) throws IOException {
        String plain = name.replace('.', '-');
        OnnxExport.of(model).write(folder.resolve(plain + ".onnx"));
        Path csv = Files.write(folder.resolve(plain + ".csv"), lines);
        Dataset rows = model.read(csv, ReadOptions.standard());
        double[] probabilities = model.scorer().score(rows).probabilities();
        double[] logOdds =
                ModelFile.read(model.toBytes(), contents -> contents.fitted().logOdds(rows));
        ByteBuffer expected = ByteBuffer.allocate(16 * probabilities.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < probabilities.length; i++) {
            expected.putDouble(probabilities[i]).putDouble(logOdds[i]);
        }
        Files.write(folder.resolve(plain + ".expected"), expected.array());
    }

    private void requireSame(int cases) throws IOException, InterruptedException {
        Files.write(folder.resolve(OnnxExport.PYTHON_MODULE), OnnxExport.python());
        Path script = folder.resolve("parity.py");
        try (var in = OnnxParityTest.class.getResourceAsStream("/onnx/parity.py")) {
            Files.write(script, in.readAllBytes());
        }
        Path out = folder.resolve("parity.txt");
        Process process = new ProcessBuilder(python.toString(), script.toString(), folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        List<String> lines = said.lines().toList();
        assertThat(lines).as(said).hasSize(cases);
        for (String line : lines) {
            String[] parts = line.split(" ");
            assertThat(Arrays.stream(parts)
                            .skip(2)
                            .mapToDouble(Double::parseDouble)
                            .max()
                            .orElse(1))
                    .as(line)
                    .isLessThanOrEqualTo(WITHIN);
        }
    }
}
