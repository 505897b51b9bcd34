package io.github.churnml.examples;

import io.github.churnml.registry.experiment.Arm;
import io.github.churnml.registry.experiment.Assignment;
import io.github.churnml.registry.experiment.AssignmentLog;
import io.github.churnml.registry.experiment.ExperimentArms;
import io.github.churnml.registry.experiment.ExperimentPlan;
import io.github.churnml.registry.experiment.ExperimentReading;
import io.github.churnml.registry.experiment.OutcomeColumns;
import io.github.churnml.registry.experiment.ReadingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Tests a challenger beside the champion, from the plan to the verdict: {@code TestAChallenger folder}. The customers are made
 * up; an application logs its own, and takes outcomes from where it keeps them.
 */
public final class TestAChallenger {

    private static final Instant BEGIN = Instant.parse("2026-09-01T00:00:00Z");
    private static final int DAYS = 90;
    private static final int PER_DAY = 100;

    private TestAChallenger() {}

    /**
     * Plans, runs and reads an experiment.
     *
     * @param args a folder to write to
     */
    public static void main(String[] args) {
        Path folder = Path.of(args[0]);

        // Before it begins: how many customers show a fall of churn from 14 % to 11 %?
        ExperimentPlan plan = ExperimentPlan.ofRate(0.14)
                .effect(0.03)
                .customersPerDay(PER_DAY)
                .horizonDays(30)
                .build();
        System.out.println("looked at once: " + plan.size().once());
        System.out.println("looked at every day: " + plan.size().daily());

        Path log = folder.resolve("assignments.jsonl");
        Path outcomes = folder.resolve("outcomes.csv");
        run(log, outcomes);

        // As often as one likes; of the customers, those count whose thirty days have passed.
        for (int day : new int[] {50, 80, 110}) {
            ReadingOptions options = ReadingOptions.asOf(BEGIN.plus(Duration.ofDays(day)))
                    .plan(plan)
                    .columns(new OutcomeColumns("customer_id", "churned", null, "left_at", null, false))
                    .build();
            ExperimentReading reading = ExperimentReading.of(log, outcomes, options);
            System.out.println("day " + day + ": " + reading.recommendation().label());
            System.out.println(reading.sentence());
        }
    }

    /** What happens meanwhile: each customer meets the model that its id says, and leaves or stays. */
    private static void run(Path log, Path outcomes) {
        ExperimentArms arms = ExperimentArms.of("retrained-2026-09", 0.5);
        SplittableRandom random = new SplittableRandom(42);
        List<String> rows = new ArrayList<>(List.of("customer_id,churned,left_at"));
        try (AssignmentLog assignments = AssignmentLog.open(log)) {
            for (int i = 0; i < DAYS * PER_DAY; i++) {
                String customer = "C" + i;
                Instant at = BEGIN.plus(Duration.ofDays(i / PER_DAY));
                Arm arm = arms.arm(customer);
                double risk = 0.28 * random.nextDouble(); // what the champion's model says of the customer
                String version = arm == Arm.CHALLENGER ? "1.1.0" : "1.0.0";
                assignments.append(
                        new Assignment(at, arms.experiment(), customer, arm, version, risk, risk, risk > 0.2));
                boolean leaves = random.nextDouble() < (arm == Arm.CHALLENGER ? 0.7 * risk : risk);
                Instant left = at.plus(Duration.ofDays(1 + random.nextInt(29)));
                rows.add(customer + (leaves ? ",yes," + left : ",no,"));
            }
        }
        try {
            Files.write(outcomes, rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
