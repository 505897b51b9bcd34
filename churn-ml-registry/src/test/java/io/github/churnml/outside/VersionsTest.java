package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.SmallModel;
import io.github.churnml.error.ChurnException;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.metrics.Metric;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.ActionOutcome;
import io.github.churnml.monitor.MetricPoint;
import io.github.churnml.monitor.MonitoringAgent;
import io.github.churnml.registry.GoldenRows;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Models;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.SemanticVersion;
import io.github.churnml.registry.Verification;
import io.github.churnml.registry.VersionChange;
import io.github.churnml.registry.VersionDifference;
import io.github.churnml.registry.VersionProposal;
import io.github.churnml.registry.gate.Gates;
import io.github.churnml.registry.gate.MetricGate;
import io.github.churnml.registry.retrain.RetrainAction;
import io.github.churnml.registry.retrain.Retraining;
import io.github.churnml.registry.retrain.RollBackAction;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which number a model gets, and whether two models score alike, as an application asks a registry. */
class VersionsTest {

    @TempDir
    Path folder;

    @Test
    void propose_byWhatChanged_isMajorMinorOrPatch() {
        Registry registry = Registry.folder(folder);
        VersionProposal first = registry.propose(Models.FIRST);
        assertThat(first.version()).isEqualTo(SemanticVersion.FIRST);
        assertThat(first.change()).isNull();

        registry.register(Models.FIRST, "");
        assertThat(registry.propose(Models.RETRAINED).change()).isEqualTo(VersionChange.MINOR);
        assertThat(registry.propose(Models.OTHER_THRESHOLD).change()).isEqualTo(VersionChange.PATCH);
        VersionProposal narrow = registry.propose(Models.NARROW);
        assertThat(narrow.change()).isEqualTo(VersionChange.MAJOR);
        assertThat(narrow.version()).isEqualTo(first.version().next(VersionChange.MAJOR));
        assertThat(narrow.why()).contains("contract");
    }

    @Test
    void versions_inOrder_areThoseOfSemver() {
        List<String> ordered = List.of("1.0.0-alpha", "1.0.0-alpha.2", "1.0.0-rc", "1.0.0", "1.0.10", "1.2.0", "2.0.0");

        assertThat(Stream.of("1.2.0", "1.0.0", "1.0.0-rc", "2.0.0", "1.0.10", "1.0.0-alpha.2", "1.0.0-alpha")
                        .map(SemanticVersion::parse)
                        .sorted())
                .extracting(SemanticVersion::toString)
                .containsExactlyElementsOf(ordered);
        SemanticVersion built = SemanticVersion.parse("1.4.2-rc.1+build.7");
        assertThat(built.preRelease()).isEqualTo("rc.1");
        assertThat(built.build()).isEqualTo("build.7");
        assertThat(SemanticVersion.parse("1.4.2").next(VersionChange.MINOR)).hasToString("1.5.0");
        assertThatThrownBy(() -> SemanticVersion.parse("1.4"))
                .isInstanceOf(ChurnException.class)
                .hasMessageContaining("(1.4)");
    }

    @Test
    void goldenRows_ofAVersion_tellAnotherModel() {
        Registry registry = Registry.folder(folder);
        ModelVersion version = registry.register(Models.FIRST, "");

        GoldenRows kept = registry.goldenRows(version);

        assertThat(kept.probabilities())
                .containsExactly(GoldenRows.of(Models.FIRST).probabilities());
        assertThat(kept.differences(registry.load(version))).isZero();
        assertThat(kept.differences(Models.OTHER_THRESHOLD))
                .as("scores do not depend on it")
                .isZero();
        assertThat(kept.differences(Models.RETRAINED)).isBetween(kept.size() / 2, kept.size());
        assertThat(kept.differences(Models.NARROW)).as("it lacks a column").isPositive();
    }

    @Test
    void differencesAndVerification_ofTwoVersions_areTold() {
        Registry registry = Registry.folder(folder);
        ModelVersion first = registry.register(Models.FIRST, "");
        ModelVersion narrow = registry.register(Models.NARROW, "");

        List<VersionDifference> differences = registry.differences(first, narrow);

        assertThat(differences).extracting(VersionDifference::what).anyMatch(what -> what.contains("contract"));
        assertThat(differences).allMatch(difference -> !difference.one().equals(difference.other()));
        Verification verified = registry.verify();
        assertThat(verified.isIntact()).isTrue();
        assertThat(verified.versions()).isEqualTo(2);
        assertThat(verified.events()).isEqualTo(registry.state().seq());
    }

    /** What a monitoring agent may do with a registry: train again, and take back what serves worse. */
    @Test
    void actions_ofAnAgent_trainAgainAndRollBack() {
        Registry registry = Registry.folder(folder);
        registry.register(Models.FIRST, "");
        registry.promote("1.0.0", new Promotion(null, List.of(), false, ""));
        registry.register(Models.RETRAINED, "");
        registry.promote("1.1.0", new Promotion("1.0.0", List.of(), false, ""));
        Retraining retraining = Retraining.with(Gates.builder()
                        .metric(MetricGate.limit(Metric.ROC_AUC, 0.99))
                        .build())
                .pipeline(SmallModel.pipeline(
                        HistogramGradientBoosting.builder().trees(15).build()));
        MonitoringAgent agent = MonitoringAgent.builder()
                .action(
                        ActionKind.TRIGGER_RETRAINING,
                        new RetrainAction(registry, retraining, () -> SmallModel.sample(0, 1500)))
                .action(ActionKind.ROLL_BACK_MODEL, RollBackAction.of(registry))
                .dryRun(false)
                .build();

        List<String> done = agent.act(agent.plan(collapsed(), null)).outcomes().stream()
                .map(ActionOutcome::detail)
                .toList();

        assertThat(done).anyMatch(detail -> detail.contains("Version 1.2.0 is registered and was refused"));
        assertThat(done).contains("version 1.0.0 serves again, in place of 1.1.0");
        assertThat(registry.state().champion().orElseThrow().version()).hasToString("1.0.0");
        assertThat(registry.state().versions()).hasSize(3);
    }

    private static List<MetricPoint> collapsed() {
        Instant now = Instant.now();
        return IntStream.rangeClosed(0, 7)
                .mapToObj(day ->
                        new MetricPoint(now.minus(Duration.ofDays(7 - day)), Map.of("roc_auc", day == 7 ? 0.6 : 0.9)))
                .toList();
    }
}
