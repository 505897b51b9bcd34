package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.churnml.registry.experiment.Arm;
import io.github.churnml.registry.experiment.Assignment;
import io.github.churnml.registry.experiment.AssignmentLog;
import io.github.churnml.registry.experiment.ExperimentArms;
import io.github.churnml.registry.experiment.ExperimentCounts;
import io.github.churnml.registry.experiment.ExperimentPlan;
import io.github.churnml.registry.experiment.ExperimentPlanBuilder;
import io.github.churnml.registry.experiment.ExperimentReading;
import io.github.churnml.registry.experiment.ExperimentSimulation;
import io.github.churnml.registry.experiment.ExperimentSize;
import io.github.churnml.registry.experiment.OutcomeColumns;
import io.github.churnml.registry.experiment.OutcomeReading;
import io.github.churnml.registry.experiment.ReadingOptions;
import io.github.churnml.registry.experiment.ReadingOptionsBuilder;
import io.github.churnml.registry.experiment.Recommendation;
import io.github.churnml.registry.experiment.SampleRatio;
import io.github.churnml.registry.experiment.SimulationResult;
import io.github.churnml.registry.experiment.SimulationSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an experiment recommends, by what its customers did: {@link Recommendation} decides what an application does next. */
class VerdictTest {

    private static final Instant BEGIN = Instant.parse("2026-09-01T00:00:00Z");
    private static final int DAYS = 60;
    private static final int PER_DAY = 80;

    @TempDir
    Path folder;

    private Recommendation verdict(double challenger) throws IOException {
        return read(challenger).recommendation();
    }

    private ExperimentReading read(double challenger) throws IOException {
        ExperimentArms arms = ExperimentArms.of("trial", 0.5);
        SplittableRandom random = new SplittableRandom(31);
        Path log = folder.resolve("assignments-" + challenger + ".jsonl");
        List<String> outcomes = new ArrayList<>(List.of("customer_id,churned,left_at"));
        try (AssignmentLog assignments = AssignmentLog.open(log)) {
            for (int i = 0; i < DAYS * PER_DAY; i++) {
                String customer = "C" + i;
                Instant at = BEGIN.plus(Duration.ofDays(i / PER_DAY));
                Arm arm = arms.arm(customer);
                String version = arm == Arm.CHALLENGER ? "1.1.0" : "1.0.0";
                assignments.append(new Assignment(at, arms.experiment(), customer, arm, version, 0.15, 0.15, false));
                boolean left = random.nextDouble() < (arm == Arm.CHALLENGER ? challenger : 0.15);
                outcomes.add(customer + (left ? ",yes," + at.plus(Duration.ofDays(5)) : ",no,"));
            }
        }
        ExperimentPlan plan = ExperimentPlan.ofRate(0.15)
                .effect(0.06)
                .customersPerDay(PER_DAY)
                .horizonDays(30)
                .build();
        ReadingOptionsBuilder asked = ReadingOptions.asOf(BEGIN.plus(Duration.ofDays(DAYS + 31)));
        ReadingOptions options = asked.plan(plan)
                .columns(new OutcomeColumns("customer_id", "churned", null, "left_at", null, false))
                .build();
        Path table = Files.write(folder.resolve("outcomes-" + challenger + ".csv"), outcomes);
        return ExperimentReading.of(log, table, options);
    }

    @Test
    void recommendation_byWhatCustomersDid_isToPromoteStopOrKeep() throws IOException {
        assertThat(verdict(0.07)).isEqualTo(Recommendation.PROMOTE_CHALLENGER);
        assertThat(verdict(0.25)).isEqualTo(Recommendation.STOP_FOR_HARM);
        assertThat(verdict(0.15)).isEqualTo(Recommendation.KEEP_CHAMPION);
        assertThat(Recommendation.STOP_FOR_HARM.label()).isEqualTo("stop for harm");
    }

    @Test
    void reading_ofABetterChallenger_hasCountsRatioAndInterval() throws IOException {
        ExperimentReading reading = read(0.07);

        ExperimentCounts counts = reading.counts();
        assertThat(counts.customers()).isEqualTo(DAYS * PER_DAY);
        assertThat(counts.inBoth() + counts.tooRecent() + counts.withoutOutcome())
                .isZero();
        SampleRatio ratio = reading.ratio();
        assertThat(ratio.alarm()).isFalse();
        assertThat(ratio.champions() + ratio.challengers()).isEqualTo(counts.customers());
        OutcomeReading churn = reading.deciding().orElseThrow();
        assertThat(churn.isRate()).isTrue();
        assertThat(churn.championMean()).isCloseTo(0.15, within(0.03));
        assertThat(churn.challengerMean()).isCloseTo(0.07, within(0.02));
        assertThat(churn.high()).isNegative();
        assertThat(churn.recommendation()).isEqualTo(reading.recommendation());
    }

    @Test
    void plan_beforeItBegins_saysHowManyAndWhatLookingDailyCosts() {
        ExperimentPlanBuilder asked = ExperimentPlan.ofRate(0.15).effect(0.05);
        ExperimentPlan plan = asked.customersPerDay(200).horizonDays(10).build();
        ExperimentSize size = plan.size();
        ExperimentSize.Part once = size.once();

        assertThat(once.customers())
                .isEqualTo(once.champions() + once.challengers())
                .isBetween(1_000L, 3_000L);
        assertThat(size.daily().customers()).as("looking every day costs").isGreaterThan(once.customers());
        SimulationSettings nothing = new SimulationSettings(plan, 0, 30, 0, 300, 1);
        SimulationResult same = ExperimentSimulation.run(nothing);
        SimulationResult better = ExperimentSimulation.run(new SimulationSettings(plan, 0.07, 30, 0, 300, 1));
        assertThat(same.promoted() + same.harmed()).isLessThan(0.06);
        assertThat(same.naive()).as("who stops at p < 0.05 on any day").isGreaterThan(0.15);
        assertThat(better.promoted()).isGreaterThan(0.8);
    }
}
