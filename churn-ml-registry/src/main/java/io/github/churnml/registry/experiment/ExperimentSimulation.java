package io.github.churnml.registry.experiment;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Makes experiments up and looks at each every day as a reading does, with the same sums and the same rule: how often something
 * is told that is not so, and how soon what is so. The same settings give the same result whatever the threads.
 *
 * <p>Customers come in equal numbers a day and are divided at random. Rates: a customer's probability comes from a Beta
 * distribution whose spread gives the correlation asked for; leavers leave on any day of the horizon, the challenger's by so many
 * days later as asked for, and at the latest on its last. Amounts: exponentially distributed, so rather skewed.
 */
public final class ExperimentSimulation {

    private static final double ORDINARY = Normal.quantile(0.975);

    private final SimulationSettings settings;
    private final ExperimentPlan plan;
    private final SequentialRule rule;
    private final ScoreTable scores;
    private final double direction;

    private ExperimentSimulation(SimulationSettings settings) {
        this.settings = settings;
        this.plan = settings.plan();
        this.rule = plan.rule();
        this.scores = new ScoreTable(plan.isRate() ? plan.baseline() : 0.5, plan.correlation());
        this.direction = plan.higherIsBetter() ? 1 : -1;
    }

    /**
     * Runs the experiments.
     *
     * @param settings which
     * @return how they ended
     */
    public static SimulationResult run(SimulationSettings settings) {
        ExperimentSimulation simulation = new ExperimentSimulation(settings);
        long[] seeds =
                new SplittableRandom(settings.seed()).longs(settings.runs()).toArray();
        Run[] runs = Arrays.stream(seeds).parallel().mapToObj(simulation::one).toArray(Run[]::new);
        double[] sums = new double[11];
        for (Run run : runs) {
            sums[run.ended.ordinal()]++;
            sums[5] += run.covered ? 1 : 0;
            sums[6] += run.day + simulation.plan.horizonDays();
            sums[7] += run.customers;
            sums[8] += run.naive ? 1 : 0;
            sums[9] += run.early ? 1 : 0;
            sums[10] += run.excluded ? 1 : 0;
        }
        double alarms = Arrays.stream(runs).filter(run -> run.alarm).count();
        double all = settings.runs();
        return new SimulationResult(
                sums[Recommendation.PROMOTE_CHALLENGER.ordinal()] / all,
                sums[Recommendation.STOP_FOR_HARM.ordinal()] / all,
                sums[Recommendation.KEEP_CHAMPION.ordinal()] / all,
                sums[Recommendation.GO_ON.ordinal()] / all,
                sums[10] / all,
                sums[5] / all,
                sums[6] / all,
                sums[7] / all,
                sums[8] / all,
                sums[9] / all,
                alarms / all);
    }

    private Run one(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Run run = new Run();
        for (int day = 1; day <= settings.days(); day++) {
            expose(run, day, random);
            look(run, day);
        }
        return run;
    }

    private void expose(Run run, int day, SplittableRandom random) {
        long customers = Math.round(day * plan.customersPerDay()) - Math.round((day - 1) * plan.customersPerDay());
        for (long i = 0; i < customers; i++) {
            boolean challenger = random.nextDouble() < plan.challengerShare();
            double score = scores.at(random.nextDouble());
            double outcome = plan.isRate() ? happens(score, challenger, random) : amount(score, challenger, random);
            (challenger ? run.challenger : run.champion).add(outcome, score);
            if (plan.isRate() && outcome > 0) {
                run.leave(challenger, day + lag(challenger, random));
            }
        }
    }

    private double happens(double score, boolean challenger, SplittableRandom random) {
        double factor = challenger ? 1 + direction * settings.gain() / plan.baseline() : 1;
        return random.nextDouble() < score * factor ? 1 : 0;
    }

    /** Of mean and standard deviation as planned, made of a part that the score tells and one that it does not. */
    private double amount(double score, boolean challenger, SplittableRandom random) {
        double chance = -StrictMath.log(1 - random.nextDouble());
        double told = plan.correlation() > 0 ? (score - 0.5) / 0.5 : 0; // its deviation is the correlation
        double left = StrictMath.sqrt(1 - plan.correlation() * plan.correlation());
        return plan.deviation() * (told + left * chance) + (challenger ? settings.gain() : 0);
    }

    private int lag(boolean challenger, SplittableRandom random) {
        int horizon = plan.horizonDays();
        if (horizon == 0) {
            return 0;
        }
        int lag = 1 + random.nextInt(horizon);
        return challenger ? Math.min(horizon, lag + settings.postponed()) : lag;
    }

    private void look(Run run, int day) {
        run.naive(day);
        run.alarm |= SampleRatio.isFar(plan.challengerShare(), run.champion.count(), run.challenger.count());
        if (!SequentialRule.isEnough(run.champion, run.challenger, plan.isRate())) {
            run.went(day, Recommendation.GO_ON);
            return;
        }
        DifferenceEstimate estimate = DifferenceEstimate.of(run.champion, run.challenger, plan.correlation() > 0);
        double gain = direction * estimate.difference();
        run.excluded |= !rule.contains(0, gain, estimate.variance());
        run.covered &= rule.contains(settings.gain(), gain, estimate.variance());
        run.went(day, rule.recommend(gain, estimate.variance(), plan.effect(), day >= plan.cycleDays()));
    }

    /** One experiment while it runs. Mutable, for one thread. */
    private final class Run {

        private final ArmSums champion = new ArmSums();
        private final ArmSums challenger = new ArmSums();
        private final long[][] leaving = new long[2][settings.days() + plan.horizonDays() + 1];
        private final long[] left = new long[2];
        private Recommendation ended = Recommendation.GO_ON;
        private boolean excluded;
        private boolean covered = true;
        private boolean naive;
        private boolean early;
        private boolean alarm;
        private int day;
        private long customers;

        void leave(boolean ofChallenger, int onDay) {
            leaving[ofChallenger ? 1 : 0][onDay]++;
        }

        void went(int today, Recommendation said) {
            if (ended == Recommendation.GO_ON) {
                day = today;
                customers = champion.count() + challenger.count();
                ended = said;
            }
        }

        /** What people do without a better tool. */
        void naive(int today) {
            double m = champion.count();
            double n = challenger.count();
            left[0] += leaving[0][today];
            left[1] += leaving[1][today];
            if (m < SequentialRule.FEWEST || n < SequentialRule.FEWEST) {
                return;
            }
            double variance = champion.squares() / (m - 1) / m + challenger.squares() / (n - 1) / n;
            naive |= isFar(challenger.mean() - champion.mean(), variance);
            double rate = left[0] / m;
            double other = left[1] / n;
            early |= plan.isRate() && isFar(other - rate, rate * (1 - rate) / m + other * (1 - other) / n);
        }

        private boolean isFar(double difference, double variance) {
            return variance > 0 && Math.abs(difference) > ORDINARY * StrictMath.sqrt(variance);
        }
    }
}
