package io.github.churnml.registry.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.learn.boosting.Monotone;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.metrics.Metric;
import io.github.churnml.prepare.Target;
import io.github.churnml.registry.EventKind;
import io.github.churnml.registry.GateResult;
import io.github.churnml.registry.Models;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.VersionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateKeeperTest {

    private static final Dataset TRAINING = SmallModel.sample(0, 2000);
    private static final Dataset HOLDOUT = known(SmallModel.sample(4000, 2000));

    /** Trained on much. */
    private static final ChurnModel GOOD = SmallModel.of(SmallModel.boosting(), TRAINING);

    /** Knows least of what decides. */
    private static final ChurnModel POOR = fit(SmallModel.pipeline(SmallModel.boosting()).toBuilder()
            .exclude("contract", "tenure_months", "support_tickets_90d", "usage_change_pct", "total_charges")
            .derive()
            .build());

    private static final Gates NO_WORSE =
            Gates.builder().metric(MetricGate.noWorse(Metric.ROC_AUC, 0.02)).build();

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void open() {
        registry = Registry.folder(folder).as("ann");
    }

    /** The rows whose outcome is known. */
    private static Dataset known(Dataset table) {
        int[] labels = new Target("churned", "Yes", "No", List.of("No")).labels(table);
        return table.select(
                IntStream.range(0, labels.length).filter(i -> labels[i] >= 0).toArray());
    }

    private static ChurnModel fit(ChurnPipeline pipeline) {
        return pipeline.fit(TRAINING, FitOptions.standard().withCreated(SmallModel.THEN));
    }

    private void champion(ChurnModel model) {
        String version = registry.register(model, "1.0.0", "").version().toString();
        registry.promote(version, new Promotion(null, List.of(), false, "first"));
    }

    private void candidate(ChurnModel model) {
        registry.register(model, "1.1.0", "");
    }

    private GateReport judge(Gates gates) {
        return GateKeeper.of(registry, gates).judge("1.1.0", HOLDOUT);
    }

    private static GateResult result(GateReport report, String gate) {
        return report.results().stream()
                .filter(result -> result.gate().equals(gate))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no gate " + gate + " among " + report.results()));
    }

    private String contents() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)) + "");
            }
        }
        return all.toString();
    }

    @Test
    void judge_betterModel_passesAndIsPromoted() {
        champion(POOR);
        candidate(GOOD);
        GateKeeper keeper = GateKeeper.of(registry, NO_WORSE);

        GateReport report = keeper.judge("1.1.0", HOLDOUT);
        RegistryEvent event = keeper.promote(report, false, "");

        GateResult roc = result(report, "roc_auc no worse than champion");
        assertThat(roc.value()).isGreaterThan(0.02);
        assertThat(roc.limit()).isEqualTo(-0.02);
        assertThat(roc.note()).contains(" against ").contains("95 % sure: ");
        assertThat(report.champion()).isEqualTo("1.0.0");
        assertThat(event.kind()).isEqualTo(EventKind.PROMOTE);
        assertThat(event.gates()).isEqualTo(report.results());
        assertThat(event.why()).isEqualTo("all 2 gates passed");
        assertThat(registry.state().champion().orElseThrow().version()).hasToString("1.1.0");
    }

    @Test
    void judge_worseModel_isRefusedAndTheRefusalIsKept() {
        champion(GOOD);
        candidate(POOR);
        GateKeeper keeper = GateKeeper.of(registry, NO_WORSE);

        GateReport report = keeper.judge("1.1.0", HOLDOUT);
        RegistryEvent event = keeper.promote(report, false, "");

        assertThat(report.passed()).isFalse();
        assertThat(report.verdict()).isEqualTo("1 of 2 gates failed: roc_auc no worse than champion");
        assertThat(result(report, "roc_auc no worse than champion").value()).isLessThan(-0.02);
        assertThat(event.kind()).isEqualTo(EventKind.REFUSE);
        assertThat(registry.state().champion().orElseThrow().version()).hasToString("1.0.0");
        assertThat(registry.state().version("1.1.0").status()).isEqualTo(VersionStatus.REFUSED);
    }

    @Test
    void judge_worseLogLoss_failsWhereLowerIsBetter() {
        champion(GOOD);
        candidate(POOR);

        GateReport report = judge(Gates.builder()
                .metric(MetricGate.limit(Metric.LOG_LOSS, 0.6).withNoWorseBy(0.02))
                .build());

        GateResult comparison = result(report, "log_loss no worse than champion");
        assertThat(comparison.passed()).isFalse();
        assertThat(comparison.value()).isGreaterThan(0.02);
        assertThat(comparison.limit()).isEqualTo(0.02);
        assertThat(comparison.note()).endsWith(" or less");
        assertThat(result(report, "log_loss ceiling").passed()).isTrue();
    }

    @Test
    void judge_differenceWithinTheMarginButNotSurely_fails() {
        champion(SmallModel.of(SmallModel.boosting(), SmallModel.sample(2000, 2000)));
        candidate(GOOD);
        double difference =
                result(judge(NO_WORSE), "roc_auc no worse than champion").value();
        double justEnough = Math.max(0, -difference) + 1e-6;

        GateResult unsure = result(
                judge(Gates.builder()
                        .metric(MetricGate.noWorse(Metric.ROC_AUC, justEnough))
                        .build()),
                "roc_auc no worse than champion");
        GateResult sure = result(
                judge(Gates.builder()
                        .metric(MetricGate.noWorse(Metric.ROC_AUC, 0.1))
                        .build()),
                "roc_auc no worse than champion");

        assertThat(unsure.value()).isEqualTo(difference).isGreaterThan(unsure.limit());
        assertThat(unsure.passed()).isFalse();
        assertThat(sure.passed()).isTrue();
    }

    @Test
    void promote_failureByForce_needsAReasonAndIsKeptAsForced() throws IOException {
        champion(GOOD);
        candidate(POOR);
        GateKeeper keeper = GateKeeper.of(registry, NO_WORSE);
        GateReport report = keeper.judge("1.1.0", HOLDOUT);
        String before = contents();

        assertThatThrownBy(() -> keeper.promote(report, true, " "))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("A promotion is forced without saying why.");
        assertThat(contents()).isEqualTo(before);

        RegistryEvent event = keeper.promote(report, true, "the old one uses a column that goes away");
        assertThat(event.kind()).isEqualTo(EventKind.PROMOTE);
        assertThat(event.forced()).isTrue();
    }

    @Test
    void judge_sameScoresAsTheChampion_differByExactlyNothing() {
        champion(Models.FIRST);
        candidate(Models.OTHER_THRESHOLD);

        GateReport report = judge(Gates.builder()
                .metric(MetricGate.noWorse(Metric.ROC_AUC, 0))
                .metric(MetricGate.noWorse(Metric.LOG_LOSS, 0))
                .scoreDriftFromChampion(0.01)
                .build());

        assertThat(report.passed()).isTrue();
        assertThat(result(report, "roc_auc no worse than champion").value()).isEqualTo(0.0);
        assertThat(result(report, "log_loss no worse than champion").value()).isEqualTo(0.0);
        assertThat(result(report, "score drift from champion").value()).isEqualTo(0.0);
    }

    @Test
    void judge_firstVersion_passesComparisonsWithANote() {
        candidate(GOOD);
        Gates gates = Gates.builder()
                .metric(MetricGate.limit(Metric.ROC_AUC, 0.6).withNoWorseBy(0.01))
                .scoreDriftFromChampion(0.1)
                .build();

        GateReport report = judge(gates);

        assertThat(report.champion()).isNull();
        assertThat(report.passed()).isTrue();
        assertThat(result(report, "roc_auc no worse than champion").note()).isEqualTo("no champion to compare with");
        assertThat(result(report, "score drift from champion").note()).isEqualTo("no champion to compare with");
        assertThat(result(report, "roc_auc floor").value())
                .isEqualTo(GOOD.evaluate(HOLDOUT).rocAuc().value());
        assertThat(GateKeeper.of(registry, gates).promote(report, false, "").kind())
                .isEqualTo(EventKind.PROMOTE);
    }

    @Test
    void judge_everyGate_measuresWhatItSays() throws IOException {
        champion(POOR);
        candidate(GOOD);
        double[] probabilities = GOOD.scorer().score(HOLDOUT).probabilities();

        GateReport report = judge(Gates.builder()
                .metric(MetricGate.limit(Metric.BRIER, 0.25))
                .calibrationInTheLarge(0.05)
                .scoreDriftFromTraining(0.25)
                .scoreDriftFromChampion(3)
                .bytes(10_000_000)
                .microsPerRow(1e6)
                .monotone("tenure_months", Monotone.DECREASING)
                .build());

        int[] labels = GOOD.target().labels(HOLDOUT);
        double rate = IntStream.of(labels).sum() / (double) labels.length;
        assertThat(result(report, "golden rows").value()).isEqualTo(0.0);
        assertThat(result(report, "brier ceiling").value())
                .isCloseTo(Metric.BRIER.compute(labels, probabilities, 0.5), within(1e-12));
        assertThat(result(report, "calibration in the large").value())
                .isCloseTo(Arrays.stream(probabilities).average().orElseThrow() - rate, within(1e-12));
        assertThat(result(report, "score drift from training").value()).isBetween(0.0, 0.25);
        assertThat(result(report, "score drift from champion").value()).isPositive();
        assertThat(result(report, "bytes").value())
                .isEqualTo((double) Files.size(folder.resolve("churn_v1.1.0.churn")));
        assertThat(result(report, "microseconds a row").value()).isPositive();
        assertThat(report.results()).extracting(GateResult::gate).contains("decreasing with tenure_months");
    }

    @Test
    void judge_tightLimits_fail() {
        candidate(GOOD);

        GateReport report = judge(Gates.builder()
                .metric(MetricGate.limit(Metric.ROC_AUC, 0.99))
                .metric(MetricGate.limit(Metric.LOG_LOSS, 0.01))
                .calibrationInTheLarge(1e-9)
                .scoreDriftFromTraining(1e-9)
                .bytes(10)
                .microsPerRow(1e-9)
                .monotone("tenure_months", Monotone.INCREASING)
                .build());

        assertThat(report.failures())
                .extracting(GateResult::gate)
                .containsExactly(
                        "roc_auc floor",
                        "log_loss ceiling",
                        "calibration in the large",
                        "score drift from training",
                        "increasing with tenure_months",
                        "bytes",
                        "microseconds a row");
    }

    @Test
    void monotone_columnThatIsNone_isRefused() {
        candidate(GOOD);

        assertThatThrownBy(() -> judge(Gates.builder()
                        .monotone("tenure_month", Monotone.DECREASING)
                        .build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("column 'tenure_month', which is no column of numbers that the version needs.")
                .hasMessageContaining("Maybe 'tenure_months' was meant.");
        assertThatThrownBy(() -> judge(
                        Gates.builder().monotone("plan", Monotone.DECREASING).build()))
                .isInstanceOf(ConfigurationException.class);
    }

    @Test
    void holdout_ofTheChampionsTraining_isTold() {
        champion(SmallModel.of(SmallModel.boosting(), HOLDOUT));
        candidate(GOOD);

        assertThat(judge(NO_WORSE).notices())
                .containsExactly("The champion was trained on this very table, which favours it.");
    }

    @Test
    void judge_again_givesTheSameNumbers() {
        champion(POOR);
        candidate(GOOD);
        Gates gates = Gates.standard();

        assertThat(judge(gates)).isEqualTo(judge(gates));
    }

    @Test
    void segments_everyLevel_isJudgedOrToldThatItIsTooSmall() {
        champion(POOR);
        candidate(GOOD);
        SegmentGate floor = new SegmentGate(
                List.of("contract", "region"),
                MetricGate.limit(Metric.ROC_AUC, 0.5).withNoWorseBy(0.2),
                100,
                50);

        GateReport report = judge(Gates.builder().segments(floor).build());

        GateResult month = result(report, "roc_auc floor (contract=Month-to-month)");
        List<Integer> rows = IntStream.range(0, HOLDOUT.rows())
                .filter(row -> "Month-to-month"
                        .equalsIgnoreCase(
                                String.valueOf(HOLDOUT.column("contract").text(row))
                                        .strip()))
                .boxed()
                .toList();
        Dataset part = HOLDOUT.select(rows.stream().mapToInt(Integer::intValue).toArray());
        assertThat(month.value()).isEqualTo(GOOD.evaluate(part).rocAuc().value());
        assertThat(month.note())
                .contains("95 % interval")
                .contains(String.format(Locale.ROOT, "%,d rows", rows.size()));
        assertThat(result(report, "roc_auc no worse than champion (contract=Month-to-month)")
                        .limit())
                .isEqualTo(-0.2);
        GateResult small = result(report, "roc_auc (contract=Two year)");
        assertThat(small.passed()).isTrue();
        assertThat(small.note()).startsWith("not judged: too few with ");
        assertThat(report.verdict()).endsWith(" had nothing to judge");
    }

    @Test
    void segments_columnOfManyValuesOrNone_isRefused() {
        candidate(GOOD);
        MetricGate gate = MetricGate.limit(Metric.ROC_AUC, 0.5);

        assertThatThrownBy(() -> judge(Gates.builder()
                        .segments(SegmentGate.of("customer_id", gate))
                        .build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("column 'customer_id', which has more than 100 values");
        assertThatThrownBy(() -> judge(
                        Gates.builder().segments(SegmentGate.of("plam", gate)).build()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'plam'");
    }

    @Test
    void money_askedAndKnown_isJudgedAgainstTheChampion() {
        champion(POOR);
        candidate(GOOD);
        CustomerValue value = new CustomerValue("monthly_charge", 30, 12, new Campaign(1, 10, 0.3, 20));

        GateReport report = GateKeeper.of(
                        registry,
                        Gates.builder()
                                .metric(new MetricGate(Metric.PROFIT_GAIN, -50.0, 5.0, 0.95))
                                .build())
                .withValue(value)
                .judge("1.1.0", HOLDOUT);

        assertThat(result(report, "profit_gain floor").value())
                .isCloseTo(
                        GOOD.evaluate(HOLDOUT, GOOD.target(), value)
                                .metric(Metric.PROFIT_GAIN)
                                .value(),
                        within(1e-9));
        assertThat(result(report, "profit_gain no worse than champion").value()).isPositive();
    }

    @Test
    void money_askedAndAbsent_isRefusedAndNothingChanged() throws IOException {
        champion(POOR);
        candidate(GOOD);
        Gates gates = Gates.builder()
                .metric(MetricGate.noWorse(Metric.PROFIT_GAIN, 1))
                .build();
        String before = contents();

        assertThatThrownBy(() -> judge(gates))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("A gate is on profit_gain, and neither version 1.1.0 nor an option says what"
                        + " customers are worth; nothing was changed.");
        assertThatThrownBy(() -> GateKeeper.of(registry, gates)
                        .withValue(CustomerValue.ofColumn("monthly_chrge", 1, new Campaign(1, 1, 0.5)))
                        .judge("1.1.0", HOLDOUT))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("needs column 'monthly_chrge'; the hold-out does not have it")
                .hasMessageContaining("Maybe 'monthly_charge' was meant.");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void golden_ownFile_mustBeScoredWithinItsTolerance() throws IOException {
        candidate(GOOD);
        List<String> lines = SmallModel.sampleLines(100, 20);
        double[] expected = GOOD.scorer().score(SmallModel.sample(100, 20)).probabilities();
        Path good = golden("good.csv", lines, expected);
        expected[7] += 0.01;
        Path wrong = golden("wrong.csv", lines, expected);
        expected[7] = 2;
        Path none = golden("none.csv", lines, expected);

        assertThat(result(judge(golden(good)), "golden file").passed()).isTrue();
        GateResult failed = result(judge(golden(wrong)), "golden file");
        assertThat(failed.passed()).isFalse();
        assertThat(failed.value()).isCloseTo(0.01, within(1e-9));
        assertThat(failed.note()).startsWith("20 rows, 1 off; most of all row 8: ");
        assertThatThrownBy(() -> judge(golden(folder.resolve("not-there.csv"))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("that the gates name is not there.");
        assertThatThrownBy(() -> judge(golden(none)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Column 'expected' (row 8) of the golden file (" + none
                        + ") holds (2) where a probability is required.");
    }

    private Path golden(String name, List<String> lines, double[] expected) throws IOException {
        List<String> with = new ArrayList<>();
        with.add(lines.get(0) + ",expected");
        for (int i = 0; i < expected.length; i++) {
            with.add(lines.get(i + 1) + "," + expected[i]);
        }
        return Files.write(
                Files.createTempDirectory(folder.getParent(), "golden").resolve(name), with);
    }

    private static Gates golden(Path file) {
        return Gates.builder().golden(new GoldenFile(file, "expected", 1e-9)).build();
    }

    @Test
    void holdout_oneClassOrFewRows_isRefused() {
        candidate(GOOD);
        int[] labels = GOOD.target().labels(HOLDOUT);
        Dataset stayed = HOLDOUT.select(
                IntStream.range(0, labels.length).filter(i -> labels[i] == 0).toArray());

        assertThatThrownBy(() -> GateKeeper.of(registry, NO_WORSE).judge("1.1.0", stayed))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Target 'churned' has 0 customers with (Yes)");
        assertThatThrownBy(() -> GateKeeper.of(registry, NO_WORSE)
                        .judge("1.1.0", HOLDOUT.select(IntStream.range(0, 150).toArray())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The hold-out has 150 rows with a known outcome, of which ")
                .hasMessageContaining("where at least 200 rows and 30 of each are required to judge.");
    }

    @Test
    void holdout_ofTraining_isRefused() throws IOException {
        candidate(GOOD);
        Path file = Files.write(
                Files.createTempFile(folder.getParent(), "training", ".csv"), SmallModel.sampleLines(0, 2000));
        GateKeeper keeper = GateKeeper.of(registry, NO_WORSE);

        assertThatThrownBy(() -> keeper.judge("1.1.0", TRAINING))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The hold-out is the very table that version 1.1.0 was trained on.");
        assertThatThrownBy(() -> keeper.read("1.1.0", file, ReadOptions.standard()))
                .as("read with types of its own, which have another fingerprint")
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The hold-out is the very table that version 1.1.0 was trained on.");
    }

    @Test
    void holdout_withoutAColumn_isRefusedByVersionAndTable() throws IOException {
        champion(GOOD);
        candidate(POOR);
        Path file = without("contract");
        Path other = without("plan");
        GateKeeper keeper = GateKeeper.of(registry, NO_WORSE);

        assertThatThrownBy(() -> keeper.read("1.1.0", file, ReadOptions.standard()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "The champion 1.0.0 needs column 'contract', which the hold-out (" + file + ") does not have.")
                .hasMessageContaining("--skip-comparison");
        assertThatThrownBy(() -> keeper.read("1.1.0", other, ReadOptions.standard()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "Version 1.1.0 needs column 'plan', which the hold-out (" + other + ") does not have.");
    }

    @Test
    void holdout_withoutAColumnOfTheChampion_isJudgedIfComparisonIsSkipped() throws IOException {
        champion(GOOD);
        candidate(POOR);
        GateKeeper keeper = GateKeeper.of(registry, NO_WORSE).withoutComparison();

        GateReport report = keeper.judge("1.1.0", keeper.read("1.1.0", without("contract"), ReadOptions.standard()));

        assertThat(report.comparisonSkipped()).isTrue();
        assertThat(report.champion()).isEqualTo("1.0.0");
        assertThat(result(report, "roc_auc no worse than champion").note())
                .isEqualTo("not compared with champion 1.0.0, as was asked for");
        assertThatThrownBy(() -> keeper.promote(report, false, ""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("without comparing it with the champion, and without saying why");
        assertThat(keeper.promote(report, false, "contract is gone").kind()).isEqualTo(EventKind.PROMOTE);
    }

    private Path without(String column) throws IOException {
        List<String> lines = SmallModel.sampleLines(4000, 1000);
        int place = List.of(lines.get(0).split(",")).indexOf(column);
        List<String> fewer = lines.stream()
                .map(line -> {
                    List<String> cells = new ArrayList<>(Arrays.asList(line.split(",", -1)));
                    cells.remove(place);
                    return String.join(",", cells);
                })
                .collect(Collectors.toList());
        return Files.write(Files.createTempFile(folder.getParent(), "holdout", ".csv"), fewer);
    }

    @Test
    void holdout_rowsWithoutOutcome_areToldAndLeftOut() throws IOException {
        candidate(GOOD);
        List<String> lines = new ArrayList<>(SmallModel.sampleLines(4000, 1000));
        for (int i = 1; i <= 40; i++) {
            String line = lines.get(i);
            lines.set(i, line.substring(0, line.lastIndexOf(',') + 1));
        }
        Path file = Files.write(Files.createTempFile(folder.getParent(), "holdout", ".csv"), lines);
        GateKeeper keeper = GateKeeper.of(registry, NO_WORSE);

        GateReport report = keeper.judge("1.1.0", keeper.read("1.1.0", file, ReadOptions.standard()));

        assertThat(report.rows()).isEqualTo(958);
        assertThat(report.notices()).containsExactly("Left out: 42 without an outcome.");
    }

    @Test
    void holdout_levelsThatLookLikeNumbers_areReadAsTheChampionHasThem() throws IOException {
        List<String> lines = SmallModel.sampleLines(0, 2000);
        ChurnModel levels = postcodes(lines, ColumnType.CATEGORICAL);
        ChurnModel numbers = postcodes(lines, ColumnType.NUMERIC);
        registry.register(levels, "1.0.0", "");
        registry.promote("1.0.0", new Promotion(null, List.of(), false, "first"));
        registry.register(numbers, "2.0.0", "");
        Path file = file(SmallModel.sampleLines(4000, 1000));
        GateKeeper keeper = GateKeeper.of(registry, NO_WORSE);

        GateReport report = keeper.judge("2.0.0", keeper.read("2.0.0", file, ReadOptions.standard()));

        assertThat(result(report, "roc_auc no worse than champion").note())
                .startsWith(String.format(Locale.ROOT, "%.4f against %.4f;", area(numbers, file), area(levels, file)));
    }

    private static double area(ChurnModel model, Path file) {
        return model.evaluate(model.read(file, ReadOptions.standard())).rocAuc().value();
    }

    private ChurnModel postcodes(List<String> lines, ColumnType type) throws IOException {
        Path file = file(lines);
        return SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                .type("postcode", type)
                .build()
                .fit(
                        io.github.churnml.data.read.Tables.read(
                                file, ReadOptions.standard().withType("postcode", type)),
                        FitOptions.standard().withCreated(SmallModel.THEN));
    }

    /** With a column whose values, such as 01, lose something as numbers; it says much of who leaves. */
    private Path file(List<String> lines) throws IOException {
        List<String> with = new ArrayList<>();
        with.add("postcode," + lines.get(0));
        for (int i = 1; i < lines.size(); i++) {
            boolean left = lines.get(i).endsWith("Yes");
            with.add((left && i % 3 > 0 ? "01" : i % 2 == 0 ? "1" : "02") + "," + lines.get(i));
        }
        return Files.write(Files.createTempFile(folder.getParent(), "postcodes", ".csv"), with);
    }

    @Test
    void holdout_withOwnLabels_isJudgedByTheOutcomesThatAreGiven() throws IOException {
        candidate(GOOD);
        List<String> lines = SmallModel.sampleLines(4000, 1000).stream()
                .map(line -> line.replaceAll(",Yes$", ",gone")
                        .replaceAll(",No$", ",here")
                        .replaceAll(",churned$", ",state"))
                .toList();
        Path file = Files.write(Files.createTempFile(folder.getParent(), "holdout", ".csv"), lines);
        GateKeeper keeper = GateKeeper.of(registry, NO_WORSE);
        Dataset table = keeper.read("1.1.0", file, ReadOptions.standard());

        assertThatThrownBy(() -> keeper.judge("1.1.0", table))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("'churned'");
        assertThat(keeper.withOutcomes(new Target("state", "gone", "here", List.of("here")))
                        .judge("1.1.0", table)
                        .rows())
                .isEqualTo(997);
    }

    @Test
    void champion_ofAnotherOutcome_isNotComparedWith() {
        champion(fit(ChurnPipeline.builder()
                .target("autopay", "Yes")
                .exclude("churned")
                .learner(SmallModel.boosting())
                .seed(5)
                .build()));
        candidate(GOOD);

        assertThatThrownBy(() -> judge(NO_WORSE))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "Version 1.1.0 predicts 'churned' = 'Yes' and the champion 1.0.0 predicts 'autopay' ="
                                + " 'Yes': they cannot be compared.");
    }

    @Test
    void version_unknownOrNoneOrChampion_isRefused() {
        champion(GOOD);
        GateKeeper keeper = GateKeeper.of(registry, NO_WORSE);

        assertThatThrownBy(() -> keeper.judge("1.1.0", HOLDOUT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("There is no version (1.1.0) of 'churn'.");
        assertThatThrownBy(() -> keeper.judge("latest", HOLDOUT)).isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() -> keeper.judge("1.0.0", HOLDOUT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Version 1.0.0 is the champion already");
    }

    @Test
    void model_fileAltered_isRefusedAndNothingChanged() throws IOException {
        champion(POOR);
        candidate(GOOD);
        Path file = folder.resolve("churn_v1.1.0.churn");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        String before = contents();

        assertThatThrownBy(() -> judge(NO_WORSE))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("'churn_v1.1.0.churn' of version 1.1.0")
                .hasMessageContaining("was altered");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void promote_championThatMovedMeanwhile_changesNothing() throws IOException {
        champion(POOR);
        candidate(GOOD);
        GateKeeper keeper = GateKeeper.of(registry, NO_WORSE);
        GateReport report = keeper.judge("1.1.0", HOLDOUT);
        registry.register(Models.FIRST, "1.2.0", "");
        registry.promote("1.2.0", new Promotion("1.0.0", List.of(), false, "faster"));
        String before = contents();

        assertThatThrownBy(() -> keeper.promote(report, false, ""))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("moved on: its champion is 1.2.0 by now, and the change rests on 1.0.0");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void report_asText_namesGateLimitAndVerdict() {
        champion(GOOD);
        candidate(POOR);

        GateReport report = judge(Gates.standard());

        assertThat(report.toText())
                .startsWith("Version 1.1.0 beside champion 1.0.0 on 1,996 rows with a known outcome, ")
                .containsPattern("golden rows +0 +0  passed  all 64 score as recorded, to the bit\n")
                .containsPattern("roc_auc no worse than champion +-0\\.\\d{4} +-0\\.0200  FAILED  0\\.\\d{4} against ");
        assertThat(report.toMap()).containsEntry("version", "1.1.0").containsEntry("passed", false);
        assertThat(report.leavers())
                .isEqualTo(IntStream.of(GOOD.target().labels(HOLDOUT)).sum());
    }
}
