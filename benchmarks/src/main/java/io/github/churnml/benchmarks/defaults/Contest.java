package io.github.churnml.benchmarks.defaults;

import io.github.churnml.data.Progress;
import io.github.churnml.learn.FittedLearner;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Fits candidates to tables, several fits at once and each on one thread, and judges them. Tables come one after the other,
 * so that no more than one is held.
 */
final class Contest implements AutoCloseable {

    private static final long SEED = 1;
    private static final double NANOS = 1e9;

    private final List<Candidate> candidates;
    private final ExecutorService threads;

    /** A pool of one thread for each fit: a learner that spreads its work finds nobody to spread it to. */
    private final ThreadLocal<ForkJoinPool> alone = ThreadLocal.withInitial(() -> new ForkJoinPool(1));

    Contest(List<Candidate> candidates, int threads) {
        this.candidates = candidates;
        this.threads = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "fit");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * @param count how many tables the group has
     * @param tables makes each
     * @param tried the candidates that are to be tried
     * @return their figures
     */
    Group run(int count, IntFunction<Table> tables, List<Integer> tried) throws InterruptedException {
        Judged[][] all = new Judged[count][candidates.size()];
        String kind = "";
        String name = "";
        double leastPossible = 0;
        for (int t = 0; t < count; t++) {
            Table table = tables.apply(t);
            kind = table.kind();
            name = table.group();
            leastPossible += table.leastPossible() / count;
            List<Future<Judged>> fits = new ArrayList<>();
            for (int c : tried) {
                Candidate candidate = candidates.get(c);
                fits.add(threads.submit((Callable<Judged>)
                        () -> alone.get().submit(() -> fit(candidate, table)).get()));
            }
            for (int i = 0; i < tried.size(); i++) {
                all[t][tried.get(i)] = result(fits.get(i));
            }
        }
        return Group.of(kind, name, leastPossible, all);
    }

    private static Judged result(Future<Judged> fit) throws InterruptedException {
        try {
            return fit.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("A fit failed: " + failed.getCause(), failed);
        }
    }

    /** As a pipeline does: the rounds are found on a part, then all rows are learnt from. */
    private static Judged fit(Candidate candidate, Table table) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        FittedLearner found = candidate.learner().fit(table.train(), SEED, Progress.none());
        FittedLearner kept = found.refit().fit(table.train(), SEED, Progress.none());
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / NANOS;
        int rounds = found.found().get("rounds") instanceof Integer number ? number : 0;
        return Judged.of(table.scores(kept.predictor()), table.chances(), rounds, seconds);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
