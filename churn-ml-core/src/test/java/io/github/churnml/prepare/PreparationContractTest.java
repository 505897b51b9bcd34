package io.github.churnml.prepare;

import static io.github.churnml.prepare.Tables.booleans;
import static io.github.churnml.prepare.Tables.dates;
import static io.github.churnml.prepare.Tables.levels;
import static io.github.churnml.prepare.Tables.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.PlainBoosting;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.prepare.Encoding.Levels;
import io.github.churnml.prepare.Encoding.Scale;
import io.github.churnml.prepare.Imputing.Fill;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.Settings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every step at once, and what must hold of all of them together. */
class PreparationContractTest {

    private static final double NAN = Double.NaN;
    private static final Dataset CUSTOMERS = customers(400, 3);

    private static final List<DerivedFeature> DERIVED = List.of(
            Derive.sum("all charges", "charge", "extra"),
            Derive.product("charge × extra", "charge", "extra"),
            Derive.log("log charge", "charge"),
            Derive.daysBetween("days", "since", "until"),
            Derive.daysSince("age", "since", LocalDate.of(2026, 1, 1)),
            Derive.datePart("weekday", "since", DatePart.DAY_OF_WEEK),
            Derive.quantileBucket("charge group", "charge", 4),
            Derive.interaction("contract & group", "contract", "charge group"),
            Derive.interaction("contract & auto", "contract", "auto"));

    private static final Cleaning CLEANING =
            Cleaning.standard().withFoldCase(true).withSynonyms("contract", Map.of("m2m", "monthly"));

    private static final Imputing IMPUTING = Imputing.standard()
            .withNumbers(Fill.MEAN)
            .with("charge", Fill.MEDIAN.by("contract"))
            .with("extra", Fill.constant(0))
            .with("auto", Fill.MOST_FREQUENT.by("charge group"));

    private static final Preparation WISH = new Preparation(CLEANING, DERIVED, IMPUTING, Set.of("churn"), Map.of());

    private static Encoding encoding(Levels levels) {
        return Encoding.standard()
                .withLevels(levels)
                .with("state", Levels.TARGET)
                .with("contract", Levels.FREQUENCY)
                .withRareBelow(5)
                .withScale(Scale.ROBUST)
                .withWinsorising(new Winsorising(0.02, 0.98));
    }

    @Test
    void input_isLeftAlone_andTheSameRowsGiveTheSameBits() {
        String before = CUSTOMERS.fingerprint();
        FittedPreparation first = WISH.fit(CUSTOMERS);
        double[][] columns = first.table(CUSTOMERS).columns();
        assertThat(WISH.fit(CUSTOMERS).state()).isEqualTo(first.state());
        assertThat(WISH.fit(CUSTOMERS).table(CUSTOMERS).columns()).isDeepEqualTo(columns);
        assertThat(CUSTOMERS.fingerprint()).isEqualTo(before);
    }

    @Test
    void reorderedTrainingColumns_giveTheSameValuesByName() {
        List<Column> columns = new ArrayList<>(CUSTOMERS.columns());
        Collections.reverse(columns);
        Dataset reversed = Dataset.of(columns);
        assertThat(byName(WISH.fit(reversed).table(reversed)))
                .isEqualTo(byName(WISH.fit(CUSTOMERS).table(CUSTOMERS)));
        assertThat(byName(WISH.fit(CUSTOMERS).table(reversed)))
                .isEqualTo(byName(WISH.fit(CUSTOMERS).table(CUSTOMERS)));
    }

    @ParameterizedTest
    @EnumSource(Levels.class)
    void row_batchAndReloaded_giveTheSameBits(Levels levels) {
        FittedPreparation prepared = WISH.fit(CUSTOMERS);
        TypedTable table = prepared.table(CUSTOMERS);
        for (boolean nominal : new boolean[] {true, false}) {
            FittedEncoding encoding = encoding(levels)
                    .crossFit(new TrainingTable(table, labels()), nominal, true, 1)
                    .serving();
            FittedPreparation reloaded = FittedPreparation.of(Settings.of(prepared.state(), Blame.modelFile(null)));
            FittedEncoding reloadedEncoding =
                    FittedEncoding.of(Settings.of(encoding.state(), Blame.modelFile(null)), reloaded.variables());
            FeatureMatrix batch = encoding.encode(table);
            for (int i = 0; i < CUSTOMERS.rows(); i++) {
                double[] row = new double[reloaded.variables().size()];
                for (int j = 0; j < reloaded.inputs().size(); j++) {
                    Input input = reloaded.inputs().get(j);
                    row[j] = input.read(CUSTOMERS.column(input.name()).text(i), i + 1L);
                }
                reloaded.apply(row);
                double[] features = new double[reloadedEncoding.features().size()];
                reloadedEncoding.encode(row, features);
                double[] expected = new double[features.length];
                batch.row(i, expected);
                assertThat(features).containsExactly(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Levels.class)
    void missingAndUnknownEverywhere_areFiniteFeatures(Levels levels) {
        FittedPreparation prepared = WISH.fit(CUSTOMERS);
        FittedEncoding encoding = encoding(levels)
                .crossFit(new TrainingTable(prepared.table(CUSTOMERS), labels()), false, true, 1)
                .serving();
        double[] features = new double[encoding.features().size()];
        for (boolean unknown : new boolean[] {false, true}) {
            double[] row = new double[prepared.variables().size()];
            for (int j = 0; j < prepared.inputs().size(); j++) {
                Input input = prepared.inputs().get(j);
                row[j] = input.read(unknown && !input.levels().isEmpty() ? "never seen" : null, 0);
            }
            prepared.apply(row);
            encoding.encode(row, features);
            assertThat(Arrays.stream(features).boxed()).allMatch(Double::isFinite);
        }
    }

    @Test
    void oneRowAndNoRows_arePrepared() {
        FittedPreparation prepared = WISH.fit(CUSTOMERS);
        FittedEncoding encoding = Encoding.standard().fit(prepared.table(CUSTOMERS), false, false);
        Dataset one = CUSTOMERS.select(new int[] {17});
        assertThat(encoding.encode(prepared.table(one)).rows()).isEqualTo(1);
        assertThat(Tables.row(prepared.table(one), 0)).containsExactly(Tables.row(prepared.table(CUSTOMERS), 17));
        assertThat(encoding.encode(prepared.table(CUSTOMERS.select(new int[0]))).rows())
                .isZero();
    }

    @Test
    void model_withEveryStep_survivesYamlAndItsFile(@TempDir Path folder) {
        for (Learner learner : List.of(new PlainBoosting(15), new PlainLogistic())) {
            ChurnPipeline pipeline = pipeline(learner);
            ChurnPipeline named = pipeline.toBuilder()
                    .learner(HistogramGradientBoosting.builder().build())
                    .build();
            assertThat(ChurnPipeline.parseYaml(named.toYaml())).isEqualTo(named);
            ChurnModel model = pipeline.fit(CUSTOMERS);
            Path file = folder.resolve(learner.name() + ".churn");
            model.save(file);
            double[] scores = model.scorer().score(CUSTOMERS).probabilities();
            assertThat(ChurnModel.load(file).scorer().score(CUSTOMERS).probabilities())
                    .containsExactly(scores);
            assertThat(pipeline(learner)
                            .fit(CUSTOMERS)
                            .scorer()
                            .score(CUSTOMERS)
                            .probabilities())
                    .containsExactly(scores);
            List<Column> columns = new ArrayList<>(CUSTOMERS.columns());
            Collections.shuffle(columns, new java.util.Random(1));
            assertThat(model.scorer().score(Dataset.of(columns)).probabilities())
                    .containsExactly(scores);
            assertThat(model.importances()).containsKeys("state", "contract", "log charge");
        }
    }

    @Test
    void yaml_readsEveryNewKey() {
        ChurnPipeline pipeline = ChurnPipeline.parseYaml("""
                target: churn
                clean: {foldCase: true, synonyms: {contract: {m2m: monthly}}}
                derive:
                  - {kind: daysSince, name: age, column: since, asOf: 2026-01-01}
                  - {kind: quantileBucket, name: group, column: charge, buckets: 4}
                impute:
                  numbers: mean
                  columns:
                    charge: {fill: median, by: contract}
                    extra: {constant: 0}
                encode:
                  columns: {state: target, contract: frequency}
                  scale: robust
                  winsorise: [0.01, 0.99]
                learner: boosting
                """);
        assertThat(pipeline)
                .isEqualTo(ChurnPipeline.builder()
                        .target("churn")
                        .clean(CLEANING)
                        .derive(
                                Derive.daysSince("age", "since", LocalDate.of(2026, 1, 1)),
                                Derive.quantileBucket("group", "charge", 4))
                        .impute(Imputing.standard()
                                .withNumbers(Fill.MEAN)
                                .with("charge", Fill.MEDIAN.by("contract"))
                                .with("extra", Fill.constant(0)))
                        .encode(Encoding.standard()
                                .with("state", Levels.TARGET)
                                .with("contract", Levels.FREQUENCY)
                                .withScale(Scale.ROBUST)
                                .withWinsorising(new Winsorising(0.01, 0.99)))
                        .learner(HistogramGradientBoosting.builder().build())
                        .build());
    }

    private static ChurnPipeline pipeline(Learner learner) {
        return ChurnPipeline.builder()
                .target("churn", "Yes")
                .clean(CLEANING)
                .derive(DERIVED.toArray(DerivedFeature[]::new))
                .impute(IMPUTING)
                .encode(encoding(Levels.AUTO))
                .learner(learner)
                .seed(11)
                .build();
    }

    private static Map<String, List<Object>> byName(TypedTable table) {
        Map<String, List<Object>> byName = new HashMap<>();
        for (int j = 0; j < table.columns().length; j++) {
            List<Object> values = new ArrayList<>();
            for (double value : table.columns()[j]) {
                values.add(value);
            }
            values.add(table.variables().get(j));
            byName.put(table.variables().get(j).name(), values);
        }
        return byName;
    }

    private static int[] labels() {
        return Target.find(CUSTOMERS, "churn", "Yes").labels(CUSTOMERS);
    }

    private static Dataset customers(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] charge = IntStream.range(0, rows)
                .mapToDouble(i -> random.nextInt(9) == 0 ? NAN : 10 + random.nextInt(90))
                .toArray();
        double[] extra = IntStream.range(0, rows)
                .mapToDouble(i -> random.nextInt(5) == 0 ? NAN : random.nextInt(1000) / 8.0)
                .toArray();
        double[] since = IntStream.range(0, rows)
                .mapToDouble(i -> random.nextInt(7) == 0 ? NAN : 18_000 + random.nextInt(2000))
                .toArray();
        double[] until = IntStream.range(0, rows)
                .mapToDouble(i -> random.nextInt(7) == 0 ? NAN : 20_000 + random.nextInt(400))
                .toArray();
        return Tables.of(
                numbers("charge", charge),
                numbers("extra", extra),
                dates("since", since),
                dates("until", until),
                levels("contract", texts(rows, random, "monthly", "M2M", "Yearly", "yearly", null)),
                booleans("auto", texts(rows, random, "Yes", "No", null)),
                levels(
                        "state",
                        IntStream.range(0, rows)
                                .mapToObj(i -> "state " + random.nextInt(40))
                                .toArray(String[]::new)),
                levels("churn", texts(rows, random, "Yes", "No", "No")));
    }

    private static @org.jspecify.annotations.Nullable String[] texts(
            int rows, SplittableRandom random, @org.jspecify.annotations.Nullable String... texts) {
        return IntStream.range(0, rows)
                .mapToObj(i -> texts[random.nextInt(texts.length)])
                .toArray(String[]::new);
    }
}
