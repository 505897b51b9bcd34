package io.github.churnml.registry.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** An experiment whose truth is known, as a log and a table of outcomes. Mutable, for one thread. */
final class MadeExperiment {

    static final Instant BEGIN = Instant.parse("2026-09-01T00:00:00Z");
    static final int HORIZON = 30;

    final List<Assignment> assignments = new ArrayList<>();
    final List<String> outcomes = new ArrayList<>(List.of("customer_id,churned,left_at,profit"));

    private final ExperimentArms arms;
    private final SplittableRandom random = new SplittableRandom(11);
    private final double rate;
    private final double challengerRate;
    private final int postponed;

    MadeExperiment(double share, double rate, double challengerRate, int postponed) {
        this.arms = ExperimentArms.of("trial", share);
        this.rate = rate;
        this.challengerRate = challengerRate;
        this.postponed = postponed;
    }

    /** Some customers a day; each has a score that says something of what it does, and comes again a day later. */
    MadeExperiment days(int days, int perDay) {
        for (int day = 0; day < days; day++) {
            for (int i = 0; i < perDay; i++) {
                customer("C" + day + "-" + i, BEGIN.plus(Duration.ofHours(24L * day + i % 24)));
            }
        }
        return this;
    }

    private void customer(String id, Instant at) {
        boolean challenger = arms.isChallenger(id);
        double score = 2 * rate * random.nextDouble();
        boolean leaves = random.nextDouble() < score * (challenger ? challengerRate / rate : 1);
        int lag = 1 + random.nextInt(HORIZON) - 1 + (challenger ? postponed : 0);
        Instant left = at.plus(Duration.ofDays(Math.min(HORIZON - 1, lag))).plusSeconds(60);
        assign(id, at, challenger, score);
        assign(id, at.plus(Duration.ofDays(1)), challenger, score);
        double profit = (leaves ? -40 : 20) + 10 * random.nextDouble();
        outcomes.add(id + "," + (leaves ? "Yes" : "No") + "," + (leaves ? left : "") + "," + profit);
    }

    void assign(String id, Instant at, boolean challenger, double championScore) {
        assignments.add(new Assignment(
                at,
                "trial",
                id,
                challenger ? Arm.CHALLENGER : Arm.CHAMPION,
                challenger ? "1.1.0" : "1.0.0",
                Math.min(1, 0.5 * championScore + 0.1),
                championScore,
                championScore > 0.2));
    }

    Path log(Path folder) {
        Path path = folder.resolve("assignments.jsonl");
        try (AssignmentLog log = AssignmentLog.open(path)) {
            for (int i = 0; i < assignments.size(); i++) {
                log.append(assignments.get(i));
                if (i % 10_000 == 0) {
                    log.flush();
                }
            }
            log.flush();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return path;
    }

    Path outcomes(Path folder) {
        try {
            return Files.write(folder.resolve("outcomes.csv"), outcomes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Instant day(int day) {
        return BEGIN.plus(Duration.ofDays(day));
    }
}
