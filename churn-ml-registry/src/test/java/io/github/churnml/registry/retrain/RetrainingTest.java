package io.github.churnml.registry.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.HistorySummary;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.monitor.Status;
import io.github.churnml.registry.EventKind;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.VersionStatus;
import io.github.churnml.registry.gate.GateKeeper;
import io.github.churnml.registry.gate.Gates;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrainingTest {

    private static final Learner LEARNER =
            HistogramGradientBoosting.builder().trees(20).build();
    private static final ChurnModel FIRST = SmallModel.of(LEARNER, SmallModel.sample(0, 1500));
    private static final Dataset NEWER = SmallModel.sample(2000, 2500);

    private static final Gates LENIENT =
            Gates.parseYaml("metrics:\n  roc_auc: {floor: 0.6, noWorseBy: 0.5, confidence: 0.9}\n");
    private static final Gates STRICT = Gates.parseYaml("metrics:\n  roc_auc: {floor: 0.99}\n");

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void champion() {
        registry = Registry.folder(folder);
        registry.register(FIRST, "the first");
        registry.promote("1.0.0", new Promotion(null, List.of(), false, "the first"));
    }

    private static Retraining retraining(Gates gates) {
        return Retraining.with(gates).fit(FitOptions.standard().withCreated(SmallModel.THEN));
    }

    @Test
    void run_gatesPass_promotesTheNewVersion() {
        RetrainingResult result = retraining(LENIENT).why("new tariff").run(registry, NEWER);

        assertThat(result.isPromoted()).as(result.report().toText()).isTrue();
        assertThat(result.version().version()).hasToString("1.1.0");
        assertThat(result.learntFrom() + result.comparedOn()).isLessThanOrEqualTo(NEWER.rows());
        assertThat(result.comparedOn()).isBetween(400, 600);
        assertThat(registry.state().champion().orElseThrow().version()).hasToString("1.1.0");
        RegistryEvent last =
                registry.state().events().get((int) registry.state().seq() - 1);
        assertThat(last.kind()).isEqualTo(EventKind.PROMOTE);
        assertThat(last.gates()).isNotEmpty();
        assertThat(last.why()).contains("new tariff");
        assertThat(result.sentence()).isEqualTo("Version 1.1.0 serves now, in place of 1.0.0.");
    }

    @Test
    void run_gateFails_keepsTheChampionAndTheRefusal() {
        RetrainingResult result = retraining(STRICT).run(registry, NEWER);

        assertThat(result.isPromoted()).isFalse();
        assertThat(registry.state().champion().orElseThrow().version()).hasToString("1.0.0");
        assertThat(registry.state().version("1.1.0").status()).isEqualTo(VersionStatus.REFUSED);
        assertThat(result.toMap()).containsEntry("promoted", false).containsEntry("champion_before", "1.0.0");
    }

    @Test
    void run_inTime_comparesOnTheLatestDays() {
        NewestRows rows = retraining(LENIENT).inTime("signup_date").rows(SmallModel.pipeline(LEARNER), NEWER);

        double latestLearnt = Double.NEGATIVE_INFINITY;
        double[] days = days(NEWER);
        for (int row : rows.older()) {
            latestLearnt = Math.max(latestLearnt, days[row]);
        }
        for (int row : rows.newest()) {
            assertThat(days[row]).isGreaterThan(latestLearnt);
        }
        assertThat(rows.described()).contains("signup_date");
    }

    private static double[] days(Dataset data) {
        NumericColumn column = (NumericColumn) data.column("signup_date");
        return IntStream.range(0, column.rows()).mapToDouble(column::value).toArray();
    }

    @Test
    void run_columnThatTheChampionDoesNotNeed_isNotLearntUnseen() {
        long before = registry.state().seq();
        Dataset wider = withMonths();

        assertThatThrownBy(() -> retraining(LENIENT).run(registry, wider))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The new version would need 'month', which the champion 1.0.0 does not;"
                        + " nothing was registered.");
        assertThat(registry.state().seq()).isEqualTo(before);

        RetrainingResult asked =
                retraining(LENIENT).pipeline(SmallModel.pipeline(LEARNER)).run(registry, wider);
        assertThat(asked.version().version()).hasToString("2.0.0");
    }

    @Test
    void run_timeThatTheChampionDoesNotNeed_dividesAndIsNotLearnt() {
        RetrainingResult result = retraining(LENIENT).inTime("month").run(registry, withMonths());

        assertThat(result.divided()).contains("month");
        assertThat(result.version().version()).hasToString("1.1.0");
    }

    private static Dataset withMonths() {
        List<Column> columns = new ArrayList<>(NEWER.columns());
        int[] months = IntStream.range(0, NEWER.rows()).map(row -> row % 5).toArray();
        columns.add(CodedColumn.of(
                "month",
                ColumnType.CATEGORICAL,
                months,
                List.of("2026-01", "2026-02", "2026-03", "2026-04", "2026-05")));
        return Dataset.of(columns);
    }

    @Test
    void run_sameRowsTwice_givesTheSameBytes() {
        Registry other = Registry.folder(folder.resolve("other"));
        other.register(FIRST, "the first");
        other.promote("1.0.0", new Promotion(null, List.of(), false, "the first"));

        RetrainingResult one = retraining(STRICT).run(registry, NEWER);
        RetrainingResult two = Retraining.with(STRICT)
                .fit(FitOptions.standard().withCreated(SmallModel.THEN).withThreads(1))
                .run(other, NEWER);

        assertThat(one.version().sha256()).isEqualTo(two.version().sha256());
        assertThat(one.report().toMap()).isEqualTo(two.report().toMap());
    }

    @Test
    void run_againAfterItWasPromoted_isNoNews() {
        retraining(LENIENT).run(registry, NEWER);
        long before = registry.state().seq();

        assertThatThrownBy(() -> retraining(LENIENT).run(registry, NEWER))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The table is the very one that the champion 1.1.0 was trained on.");
        assertThat(registry.state().seq()).isEqualTo(before);
    }

    @Test
    void run_refused_isNotPromotedOnTheTableThatItLearntFrom() {
        RetrainingResult refused = retraining(STRICT).run(registry, NEWER);
        GateKeeper keeper = GateKeeper.of(registry, LENIENT);

        assertThat(refused.isPromoted()).isFalse();
        assertThatThrownBy(() -> keeper.judge("1.1.0", NEWER))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The hold-out is the very table that version 1.1.0 was trained on.");
        assertThat(keeper.judge("1.1.0", SmallModel.sample(6000, 800)).rows()).isEqualTo(800);
    }

    @Test
    void run_badInput_isNamedAndRegistersNothing() {
        long before = registry.state().seq();

        assertThatThrownBy(() -> retraining(LENIENT).run(registry, SmallModel.sample(0, 1500)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("The table is the very one that the champion 1.0.0 was trained on.");
        assertThatThrownBy(() -> retraining(LENIENT).inTime("nothing").run(registry, NEWER))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("nothing");
        for (String gates : List.of(
                "segments: {by: [nothing], metric: roc_auc, floor: 0.5}",
                "metrics: {profit_gain: {floor: 0}}",
                "monotone: {nothing: increasing}",
                "holdout: {minRows: 1000}")) {
            assertThatThrownBy(() -> retraining(Gates.parseYaml(gates)).run(registry, NEWER))
                    .as(gates)
                    .isInstanceOf(ChurnException.class);
            assertThatThrownBy(() -> retraining(Gates.parseYaml(gates))
                            .pipeline(SmallModel.pipeline(LEARNER))
                            .run(registry, NEWER))
                    .as(gates)
                    .isInstanceOf(ChurnException.class);
        }
        assertThatThrownBy(() -> retraining(LENIENT).newest(1.5)).isInstanceOf(ConfigurationException.class);
        assertThat(registry.state().seq()).isEqualTo(before);
        Registry empty = Registry.folder(folder.resolve("empty"));
        empty.register(FIRST, "");
        assertThatThrownBy(() -> retraining(LENIENT).run(empty, NEWER))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("No version of 'churn' serves");
    }

    @Test
    void actions_retrainingPromoted_isNotRolledBackByTheSamePlan() {
        MonitoringPlan plan = plan("ROC-AUC fell by 6 %.");
        RollBackAction rollBack = RollBackAction.of(registry);

        String trained = new RetrainAction(registry, retraining(LENIENT), () -> NEWER).carryOut(plan);

        assertThat(trained).isEqualTo("Version 1.1.0 serves now, in place of 1.0.0.");
        assertThat(rollBack.carryOut(plan))
                .isEqualTo("nothing to roll back: version 1.1.0 serves by now, in place of 1.0.0");
        assertThat(registry.state().champion().orElseThrow().version()).hasToString("1.1.0");
    }

    @Test
    void actions_retrainingRefused_isRolledBack() {
        MonitoringPlan plan = plan("ROC-AUC fell by 6 %.");
        retraining(LENIENT).run(registry, SmallModel.sample(5000, 2000));
        RollBackAction rollBack = RollBackAction.of(registry);

        assertThat(new RetrainAction(registry, retraining(STRICT), () -> NEWER).carryOut(plan))
                .isEqualTo("Version 1.2.0 is registered and was refused; 1.1.0 goes on serving.");
        assertThat(rollBack.carryOut(plan)).isEqualTo("version 1.0.0 serves again, in place of 1.1.0");
        assertThat(last().why()).isEqualTo("monitoring: ROC-AUC fell by 6 %.");
    }

    @Test
    void actions_samePlanAgain_rollsBackOnce() {
        retraining(LENIENT).run(registry, SmallModel.sample(5000, 2000));
        retraining(LENIENT).run(registry, NEWER);
        MonitoringPlan plan = plan("ROC-AUC fell by 6 %.", last().at());
        Registry later = registry.with(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));

        assertThat(RollBackAction.of(later).carryOut(plan)).isEqualTo("version 1.1.0 serves again, in place of 1.2.0");
        assertThat(RollBackAction.of(later).carryOut(plan))
                .as("1.1.0 was not judged")
                .isEqualTo("nothing to roll back: version 1.1.0 serves since " + last().at()
                        + ", and what was judged is of " + plan.judgedAt());
    }

    private RegistryEvent last() {
        return registry.state().events().get((int) registry.state().seq() - 1);
    }

    private static MonitoringPlan plan(String rationale) {
        return plan(rationale, Instant.now().plusSeconds(60));
    }

    private static MonitoringPlan plan(String rationale, Instant judgedAt) {
        HistorySummary history = new HistorySummary(0, 0, 0, 0, 0, 0, 0, 0, 0, false, "", "", List.of());
        return new MonitoringPlan(
                Status.CRITICAL,
                judgedAt,
                Map.of(),
                Map.of(),
                List.of(ActionKind.TRIGGER_RETRAINING),
                false,
                rationale,
                List.of(),
                List.of(),
                history);
    }
}
