package io.github.churnml.select.tune;

import io.github.churnml.data.Progress;
import io.github.churnml.error.ChurnException;
import io.github.churnml.select.CorrectedTTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tries settings, in batches. What a trial's settings are, whom it is measured by and how far it goes depend on its number and on
 * the batches before its own, never on which thread was faster.
 */
final class Search {

    /** Trials that are drawn and judged together, however many threads there are. */
    static final int BATCH = 8;

    /** From this number on values are drawn by what was seen. */
    private static final int FIRST_INFORMED = 1 + BATCH;

    /** A trial is stopped where luck alone would put it so far behind in fewer than 10 of 100 trials, one-sided. */
    private static final double SURE = 0.1;

    private static final int INFORMED_TRIES = 50;
    private static final int UNIFORM_TRIES = 1000;

    private final SearchSpace space;
    private final TuningPlan plan;
    private final Judge judge;
    private final TrialLog log;
    private final double testToTrain;
    private final Progress progress;
    private final String stage;
    private final BooleanSupplier over;
    private final AtomicInteger begun = new AtomicInteger();

    /**
     * Prepares a search.
     *
     * @param testToTrain how many rows a fold judges for each that it learns from
     * @param log where trials are written, and from which those of an earlier run come
     * @param over whether no more trials are to begin; asked before each, not while halving
     */
    Search(
            TuningPlan plan,
            SearchSpace space,
            Judge judge,
            double testToTrain,
            TrialLog log,
            Progress progress,
            String stage,
            BooleanSupplier over) {
        this.plan = plan;
        this.space = space;
        this.judge = judge;
        this.testToTrain = testToTrain;
        this.log = log;
        this.progress = progress;
        this.stage = stage;
        this.over = over;
    }

    /**
     * Runs all trials.
     *
     * @param own the pipeline's own settings, which are the first trial
     * @return the trials, by number; fewer than planned where the space has no more combinations or the time is over
     * @throws ChurnException if nothing can be learnt with the pipeline's own settings
     */
    List<Trial> run(Map<String, Object> own) {
        List<Trial> trials = plan.method() == SearchMethod.HALVING ? halved(own) : inBatches(own);
        progress.at(stage, plan.trials(), plan.trials());
        return trials;
    }

    /** Of the trials that met all folds, the best; of equal ones the first. */
    static Trial best(List<Trial> trials, int folds, boolean higherIsBetter) {
        Trial best = null;
        for (Trial trial : trials) {
            if (trial.values().size() == folds
                    && (best == null || (higherIsBetter ? trial.mean() > best.mean() : trial.mean() < best.mean()))) {
                best = trial;
            }
        }
        if (best == null) {
            throw new IllegalStateException("no trial met all folds");
        }
        return best;
    }

    private List<Trial> inBatches(Map<String, Object> own) {
        List<Trial> done = new ArrayList<>();
        while (done.size() < plan.trials()) {
            int from = done.size();
            int to = from == 0 ? 1 : Math.min(plan.trials(), from + BATCH);
            List<Map<String, Object>> drawn = from == 0 ? List.of(own) : draw(done, from, to);
            if (drawn.isEmpty()) {
                break;
            }
            Trial leader = from == 0 || !plan.prune() ? null : best(done, judge.folds(), plan.higherIsBetter());
            List<Trial> made = inParallel(drawn.size(), i -> {
                Map<String, Object> settings = drawn.get(i);
                return log.at(
                        from + i,
                        from + i,
                        settings,
                        () -> over.getAsBoolean() ? null : judged(from + i, settings, leader));
            });
            done.addAll(made);
            if (made.size() < drawn.size()) {
                break;
            }
        }
        return done;
    }

    /** Rounds of one more fold each for the better half of the trials so far; the pipeline's own settings stay in. */
    private List<Trial> halved(Map<String, Object> own) {
        List<Map<String, Object>> drawn = new ArrayList<>(List.of(own));
        drawn.addAll(draw(List.of(new Trial(0, own, List.of(), null)), 1, plan.trials()));
        Trial[] trials = new Trial[drawn.size()];
        Arrays.setAll(trials, i -> new Trial(i, drawn.get(i), List.of(), null));
        List<Integer> left =
                new ArrayList<>(IntStream.range(0, trials.length).boxed().toList());
        int position = 0;
        for (int fold = 0; fold < judge.folds(); fold++) {
            int at = fold;
            int first = position;
            List<Integer> now = List.copyOf(left);
            inParallel(
                            now.size(),
                            i -> log.at(
                                    first + i,
                                    now.get(i),
                                    drawn.get(now.get(i)),
                                    () -> oneMoreFold(trials[now.get(i)], at)))
                    .forEach(trial -> trials[trial.number()] = trial);
            position += now.size();
            left.removeIf(number -> number > 0 && trials[number].failure() != null);
            Comparator<Integer> byMean = Comparator.comparingDouble(number -> gain(trials[number].mean()));
            long keep = (long) Math.ceil(Math.scalb((double) trials.length, -1 - at));
            Set<Integer> kept = new HashSet<>(
                    left.stream().sorted(byMean.reversed()).limit(keep).toList());
            left.removeIf(number -> number > 0 && !kept.contains(number));
        }
        return List.of(trials);
    }

    private Trial oneMoreFold(Trial trial, int fold) {
        try {
            List<Double> values = new ArrayList<>(trial.values());
            values.add(judge.value(trial.settings(), fold));
            return new Trial(trial.number(), trial.settings(), values, null);
        } catch (ChurnException e) {
            return failed(trial.number(), trial.settings(), trial.values(), e);
        }
    }

    /** Trials up to the first that was not made, because the time was over: the file has no others. */
    private List<Trial> inParallel(int count, IntFunction<@Nullable Trial> work) {
        @Nullable Trial[] made = new Trial[count];
        IntStream.range(0, count).parallel().forEach(i -> {
            progress.at(stage, begun.getAndIncrement(), plan.method() == SearchMethod.HALVING ? -1 : plan.trials());
            made[i] = work.apply(i);
        });
        List<Trial> first = new ArrayList<>();
        for (Trial trial : made) {
            if (trial == null) {
                break;
            }
            first.add(trial);
        }
        return first;
    }

    /** Fold after fold, until the trial has met all or is clearly behind the leader of the batches before. */
    private Trial judged(int number, Map<String, Object> settings, @Nullable Trial leader) {
        double[] values = new double[judge.folds()];
        ChurnException[] failures = new ChurnException[values.length];
        int done = 0;
        while (done < values.length) {
            int from = done;
            // Of one fold differences have no spread: a trial is looked at from the second on.
            done = leader == null ? values.length : Math.max(2, done + 1);
            IntStream.range(from, done).parallel().forEach(fold -> {
                try {
                    values[fold] = judge.value(settings, fold);
                } catch (ChurnException e) {
                    failures[fold] = e;
                }
            });
            for (int fold = from; fold < done; fold++) {
                if (failures[fold] != null) {
                    return failed(number, settings, List.of(), failures[fold]);
                }
            }
            if (leader != null && done < values.length && isBehind(Arrays.copyOf(values, done), leader)) {
                break;
            }
        }
        return new Trial(
                number, settings, Arrays.stream(values).limit(done).boxed().toList(), null);
    }

    private boolean isBehind(double[] values, Trial leader) {
        double[] leads = new double[values.length];
        for (int fold = 0; fold < leads.length; fold++) {
            leads[fold] = gain(leader.values().get(fold)) - gain(values[fold]);
        }
        CorrectedTTest test = CorrectedTTest.of(leads, testToTrain);
        return test.difference().value() > 0 && test.p() < 2 * SURE;
    }

    /** With the pipeline's own settings nothing can be compared if they fail, so that is the user's to know. */
    private static Trial failed(int number, Map<String, Object> settings, List<Double> values, ChurnException why) {
        if (number == 0) {
            throw why;
        }
        return new Trial(
                number, settings, values, String.valueOf(why.getMessage()).replace('\n', ' '));
    }

    private double gain(double value) {
        return plan.higherIsBetter() ? value : -value;
    }

    /** Settings for some trials, none of which was tried before; fewer where the space has no more. */
    private List<Map<String, Object>> draw(List<Trial> done, int from, int to) {
        Set<Map<String, Object>> tried = new HashSet<>();
        done.forEach(trial -> tried.add(trial.settings()));
        Sampler sampler = plan.method() == SearchMethod.TPE && from >= FIRST_INFORMED ? informed(done) : null;
        List<Map<String, Object>> drawn = new ArrayList<>();
        for (int number = from; number < to; number++) {
            SplittableRandom random = new SplittableRandom(plan.seed() + number * 0x9E3779B97F4A7C15L).split();
            for (int i = 0; i < INFORMED_TRIES + UNIFORM_TRIES && drawn.size() <= number - from; i++) {
                double[] places = sampler != null && i < INFORMED_TRIES
                        ? sampler.draw(random)
                        : Sampler.uniform(space.dimensions().size(), random);
                Map<String, Object> settings = space.at(places);
                if (tried.add(settings)) {
                    drawn.add(settings);
                }
            }
            if (drawn.size() <= number - from) {
                break;
            }
        }
        return drawn;
    }

    private Sampler informed(List<Trial> done) {
        Trial leader = best(done, judge.folds(), plan.higherIsBetter());
        List<Sampler.Seen> seen = new ArrayList<>();
        for (Trial trial : done) {
            if (trial.failure() == null) {
                double[] places = new double[space.dimensions().size()];
                Arrays.setAll(places, d -> {
                    Dimension dimension = space.dimensions().get(d);
                    Object value = trial.settings().get(dimension.key());
                    return value == null ? Double.NaN : dimension.placeOf(value);
                });
                // Folds differ: a trial that met some is as good as its lead over the leader on these.
                int met = trial.values().size();
                seen.add(new Sampler.Seen(places, gain(trial.mean() - leader.mean(met) + leader.mean())));
            }
        }
        int[] choices = space.dimensions().stream()
                .mapToInt(dimension ->
                        dimension instanceof Choice choice ? choice.values().size() : 0)
                .toArray();
        return Sampler.of(choices, seen);
    }
}
