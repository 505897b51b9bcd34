package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.data.split.Split;
import io.github.churnml.decide.Calibrator;
import io.github.churnml.decide.ProbabilityInterval;
import io.github.churnml.decide.VennAbers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.learn.FittedLearner;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.Takes;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.resample.ClassWeighting;
import io.github.churnml.resample.SmoteNc;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratedFitTest {

    private static final Dataset DATA = SmallModel.sample(0, 1500);

    private static ChurnPipelineBuilder pipeline() {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(HistogramGradientBoosting.builder().trees(40).build())
                .seed(5);
    }

    private static ChurnModel fit(ChurnPipelineBuilder pipeline, Dataset data) {
        return pipeline.build().fit(data, FitOptions.standard().withCreated(SmallModel.THEN));
    }

    private static Map<?, ?> found(ChurnModel model) {
        return (Map<?, ?>) model.manifest().found().getOrDefault("calibration", Map.of());
    }

    @Test
    void calibration_byDefault_triesEveryKindAndKeepsWhatItChose() {
        ChurnModel model = fit(pipeline(), DATA);
        assertThat(found(model).get("kind"))
                .isEqualTo(model.decisionRule().calibrator().kind());
        assertThat((Map<?, ?>) found(model).get("logLoss")).hasSizeGreaterThanOrEqualTo(4);
        ChurnModel loaded = ChurnModel.load(model.toBytes());
        assertThat(loaded.decisionRule().calibrator().numbers())
                .isEqualTo(model.decisionRule().calibrator().numbers());
        assertThat(loaded.toBytes()).isEqualTo(model.toBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {50_000, 50_001})
    void calibration_manyRows_isByOneFitOfFourFifths(int rows) {
        Counting learner = new Counting(SmallModel.boosting(), Collections.synchronizedList(new ArrayList<>()));
        ChurnPipeline pipeline = pipeline().learner(learner).calibrate("platt").build();
        SplittableRandom random = new SplittableRandom(3);
        double[] level = random.ints(rows, 0, 8).asDoubleStream().toArray();
        int[] left = Arrays.stream(level)
                .mapToInt(value -> random.nextDouble() < 0.1 + value / 10 ? 1 : 0)
                .toArray();
        Dataset table = Dataset.of(List.of(
                NumericColumn.of("level", ColumnType.NUMERIC, level),
                CodedColumn.of("churned", ColumnType.CATEGORICAL, left, List.of("No", "Yes"))));
        CalibratedFit.Found calibrated = new CalibratedFit(pipeline, notice -> {})
                .run(pipeline.recipe("churned"), table, left, RowGroups.none());

        assertThat(calibrated.calibrator().kind()).isEqualTo("platt");
        assertThat(learner.rows()).hasSize(rows > 50_000 ? 1 : 5).allMatch(learnt -> Math.abs(learnt - 40_000) <= 2);
    }

    /** A learner that remembers how many rows it was given. */
    private record Counting(Learner learner, List<Integer> rows) implements Learner {

        @Override
        public String name() {
            return learner.name();
        }

        @Override
        public Takes takes() {
            return learner.takes();
        }

        @Override
        public Map<String, Object> settings() {
            return learner.settings();
        }

        @Override
        public FittedLearner fit(TrainingData data, long seed, Progress progress) {
            rows.add(data.labels().length);
            return learner.fit(data, seed, progress);
        }
    }

    @Test
    void calibration_none_changesNothingButProbabilities() {
        ChurnModel plain = fit(pipeline().calibrate("none"), DATA);
        ChurnModel platt = fit(pipeline().calibrate("platt"), DATA);
        assertThat(plain.decisionRule().calibrator()).isSameAs(Calibrator.none());
        assertThat(found(plain)).isEmpty();
        assertThat(platt.decisionRule().calibrator().kind()).isEqualTo("platt");
        assertThat(platt.scorer().score(DATA).probabilities())
                .isNotEqualTo(plain.scorer().score(DATA).probabilities());
        assertThat(platt.uncalibrated().scorer().score(DATA).probabilities())
                .isEqualTo(plain.scorer().score(DATA).probabilities());
        assertThat(platt.evaluation().rocAuc().value())
                .isEqualTo(plain.evaluation().rocAuc().value());
        assertThat(platt.evaluation().metric(Metric.LOG_LOSS).value())
                .isNotEqualTo(plain.evaluation().metric(Metric.LOG_LOSS).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"smote-nc", "class-weights"})
    void calibration_ofBalancedClasses_isNeverLeftOut(String how) {
        ChurnModel model =
                fit(pipeline().balance(how.equals("smote-nc") ? SmoteNc.standard() : ClassWeighting.standard()), DATA);
        assertThat(model.decisionRule().calibrator()).isNotSameAs(Calibrator.none());
        assertThat(((Map<?, ?>) found(model).get("logLoss")).containsKey("none"))
                .isFalse();
    }

    /** Who asks for probabilities as among balanced classes gets them. */
    @Test
    void calibration_withoutCorrectingThePrior_isLeftOutUnlessAskedFor() {
        ChurnPipelineBuilder shifted = pipeline().balance(SmoteNc.standard()).correctPrior(false);
        assertThat(fit(shifted, DATA).decisionRule().calibrator()).isSameAs(Calibrator.none());
        ChurnModel asked = fit(shifted.calibrate("platt"), DATA);
        double mean = Arrays.stream(asked.scorer().score(DATA).probabilities())
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(0.15, 0.35);
    }

    /** What customers of the hold-out pay does not matter to the calibrator. */
    @Test
    void calibrator_whateverTheHoldOutHolds_isTheSame() {
        ChurnPipelineBuilder builder =
                pipeline().calibrate("isotonic").refit(false).split(Split.stratified());
        List<String> lines = SmallModel.sampleLines(0, 1500).stream()
                .filter(line -> line.matches("customer_id.*|.*,(Yes|No)"))
                .distinct()
                .toList();
        int[] labels = lines.stream()
                .skip(1)
                .mapToInt(line -> line.endsWith(",Yes") ? 1 : 0)
                .toArray();
        Division division = RowGroups.none().holdOut(labels, 0.2, 5);
        Set<Integer> test = Arrays.stream(division.test()).boxed().collect(Collectors.toSet());
        List<Integer> rows = new ArrayList<>(test);
        List<String> changed = new ArrayList<>(lines);
        for (int i = 0; i < rows.size(); i++) {
            String[] own = lines.get(rows.get(i) + 1).split(",", -1);
            own[5] = lines.get(rows.get((i + 7) % rows.size()) + 1).split(",", -1)[5];
            changed.set(rows.get(i) + 1, String.join(",", own));
        }
        assertThat(changed).isNotEqualTo(lines);
        assertThat(new HashSet<>(changed)).hasSizeGreaterThan(1400);

        double[] first =
                fit(builder, SmallModel.of(lines)).decisionRule().calibrator().numbers();
        double[] second =
                fit(builder, SmallModel.of(changed)).decisionRule().calibrator().numbers();

        assertThat(first).hasSizeGreaterThan(4).isEqualTo(second);
    }

    @Test
    void calibration_ofFewRows_isLeftOut() {
        ChurnModel model = fit(pipeline(), SmallModel.sample(0, 250));
        assertThat(model.decisionRule().calibrator()).isSameAs(Calibrator.none());
        assertThat(found(model)).isEmpty();
    }

    @Test
    void calibration_thatCannotBeFitted_isRefused() {
        assertThatThrownBy(() -> fit(pipeline().calibrate("platt"), SmallModel.sample(0, 60)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Calibrating by (platt) was asked for, but ")
                .hasMessageContaining(
                        " of 48 training rows left, and their log-odds cannot be calibrated so: there are too"
                                + " few of a class")
                .hasMessageEndingWith("Maybe state calibration: auto, which calibrates where it can.");
    }

    @Test
    void calibration_inTimeOrByCustomer_goesByTheSplit() {
        for (Split split : List.of(Split.inTime("signup_date", Period.ZERO), Split.grouped("signup_date"))) {
            ChurnModel model = fit(pipeline().split(split).calibrate("beta"), DATA);
            assertThat(model.decisionRule().calibrator().kind()).isEqualTo("beta");
        }
    }

    @Test
    void yaml_calibration_isReadAndWritten() {
        ChurnPipeline asked = ChurnPipeline.parseYaml("target: t\ncalibration: isotonic\n");
        assertThat(asked.calibration()).isEqualTo("isotonic");
        assertThat(ChurnPipeline.parseYaml(asked.toYaml())).isEqualTo(asked);
        assertThat(asked.toBuilder().build()).isEqualTo(asked);
        assertThat(ChurnPipeline.parseYaml("target: t").calibration()).isEqualTo("auto");
        assertThat(ChurnPipeline.parseYaml("target: t")).isNotEqualTo(asked);
        assertThatThrownBy(() -> ChurnPipeline.parseYaml("target: t\ncalibration: sigmoid"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Key 'calibration' (line 2) holds (sigmoid) where auto or one of 'none', 'platt',"
                        + " 'beta', 'quadratic', 'isotonic' is required.");
    }

    @Test
    void found_reliability_countsEveryJudgedRow() {
        ChurnModel model = fit(pipeline(), DATA);
        double[] sums = new double[2];
        List<?> bins = (List<?>) model.manifest().found().get("reliability");
        for (Object bin : bins) {
            List<?> numbers = (List<?>) bin;
            sums[0] += (Double) numbers.get(1);
            sums[1] += (Double) numbers.get(2);
            assertThat((Double) numbers.get(3)).isBetween((Double) numbers.get(0), (Double) numbers.get(0) + 0.1);
        }
        assertThat(sums)
                .containsExactly(model.evaluation().rows(), model.evaluation().positives());
    }

    /** Balanced classes calibrated, on rows that nothing was learnt from. */
    @Test
    void probabilities_ofSmoteNc_meanWhatTheySay() {
        List<String> lines = new ArrayList<>(SmallModel.sampleLines(0, 8000));
        Collections.shuffle(lines.subList(1, lines.size()), new Random(1));
        ChurnModel model = fit(
                ChurnPipeline.builder().target("churned", "Yes").balance(SmoteNc.standard()),
                SmallModel.of(every(lines, 0)));
        Dataset others = SmallModel.of(every(lines, 1));
        double before = model.uncalibrated().evaluate(others).metric(Metric.ECE).value();
        double after = model.evaluate(others).metric(Metric.ECE).value();
        assertThat(after).isLessThan(0.025).isLessThan(before / 2);
    }

    /** The header and every second line from one on. */
    private static List<String> every(List<String> lines, int from) {
        return IntStream.range(0, lines.size())
                .filter(i -> i == 0 || i % 2 == from)
                .mapToObj(lines::get)
                .toList();
    }

    @Test
    void kinds_ofTheBuilder_areThoseOfCalibrators() {
        Map<String, String> taken = new LinkedHashMap<>();
        Calibrator.KINDS.forEach(
                kind -> taken.put(kind, pipeline().calibrate(kind).build().calibration()));
        assertThat(taken.values()).containsExactlyElementsOf(taken.keySet());
    }

    @Test
    void interval_onRequest_standsBesideTheSameProbability() {
        ChurnModel plain = fit(pipeline(), DATA);
        ChurnModel model = fit(pipeline().interval("venn-abers"), DATA);
        Dataset others = SmallModel.sample(2000, 400);
        Predictions predictions = model.scorer().score(others);
        assertThat(predictions.probabilities())
                .isEqualTo(plain.scorer().score(others).probabilities());
        assertThat(plain.scorer().score(others).interval(0)).isEmpty();

        double[] logOdds = model.fitted().logOdds(others);
        VennAbers predictor = model.decisionRule().vennAbers().orElseThrow();
        List<String> lines = SmallModel.sampleLines(2000, 400);
        RowScorer rows = ChurnModel.load(model.toBytes())
                .scorer()
                .forColumns(List.of(lines.get(0).split(",")));
        for (int row = 0; row < others.rows(); row++) {
            ProbabilityInterval interval = predictions.interval(row).orElseThrow();
            Prediction single = rows.score(List.of(lines.get(row + 1).split(",", -1)), row + 1);
            assertThat(interval).isEqualTo(predictor.interval(logOdds[row]));
            assertThat(single.interval()).contains(interval);
            assertThat(single.toString()).contains("interval=" + interval.low() + " to " + interval.high());
        }
    }

    @Test
    void interval_whereNothingIsCalibrated_isFittedAllTheSame() {
        ChurnModel model = fit(pipeline().calibrate("none").interval("venn-abers"), DATA);
        assertThat(model.decisionRule().calibrator()).isSameAs(Calibrator.none());
        assertThat(model.decisionRule().vennAbers()).isPresent();
        assertThat(model.uncalibrated().decisionRule().vennAbers()).isPresent();
    }

    /** Of 8,000 customers with known outcomes the rate of those between two probabilities lies between their means. */
    @Test
    void interval_ofCustomersNotLearntFrom_holdsTheRateOfEachFifth() {
        ChurnModel model = fit(pipeline().interval("venn-abers"), SmallModel.sample(0, 3000));
        Dataset others = SmallModel.sample(3000, 5000);
        int[] labels = Target.find(others, "churned", "Yes", List.of()).labels(others);
        Predictions predictions = model.scorer().score(others);
        double[] probabilities = predictions.probabilities();
        int[] order = IntStream.range(0, labels.length)
                .filter(row -> labels[row] >= 0)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> probabilities[row]))
                .mapToInt(row -> row)
                .toArray();
        for (int fifth = 0; fifth < 5; fifth++) {
            int[] part = Arrays.copyOfRange(order, fifth * order.length / 5, (fifth + 1) * order.length / 5);
            double rate = Arrays.stream(part).map(row -> labels[row]).average().orElseThrow();
            double error = Math.sqrt(rate * (1 - rate) / part.length);
            double low = Arrays.stream(part)
                    .mapToDouble(row -> predictions.interval(row).orElseThrow().low())
                    .average()
                    .orElseThrow();
            double high = Arrays.stream(part)
                    .mapToDouble(row -> predictions.interval(row).orElseThrow().high())
                    .average()
                    .orElseThrow();
            assertThat(rate).as("fifth " + fifth).isBetween(low - 3 * error, high + 3 * error);
            assertThat(high - low).isLessThan(0.06);
        }
    }

    @Test
    void interval_isReadFromYaml_andWritten() {
        ChurnPipeline asked =
                pipeline().interval("venn-abers").calibrate("platt").build();
        String yaml = asked.toYaml();
        assertThat(yaml).contains("calibration:\n  kind: platt\n  interval: venn-abers\n");
        assertThat(ChurnPipeline.parseYaml(yaml).toYaml()).isEqualTo(yaml);
        assertThat(asked.toBuilder().build().interval()).isEqualTo("venn-abers");
        assertThat(ChurnPipeline.parseYaml("target: churned\ncalibration: {interval: venn-abers}\n")
                        .calibration())
                .isEqualTo("auto");
        assertThatThrownBy(() -> ChurnPipeline.parseYaml("target: churned\ncalibration: {interval: venn}\n"))
                .hasMessageContaining("(venn)")
                .hasMessageContaining("venn-abers");
        assertThatThrownBy(() -> ChurnPipeline.parseYaml("target: churned\ncalibration: {width: 1}\n"))
                .hasMessageContaining("width");
    }

    @Test
    void interval_ofProbabilitiesAmongBalancedClasses_isRefused() {
        ChurnPipelineBuilder shifted =
                pipeline().balance(SmoteNc.standard()).correctPrior(false).interval("venn-abers");
        assertThatThrownBy(shifted::build)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("correctPrior")
                .hasMessageContaining("Maybe leave one of them out.");
        assertThatThrownBy(() -> pipeline().interval("wilson"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Key 'interval' holds (wilson)");
    }
}
