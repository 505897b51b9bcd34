package io.github.churnml.spark;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.ClassWeights;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.BinnedTable;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.learn.boosting.Rows;
import io.github.churnml.learn.boosting.Sampling;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** Decides for each fit of a training where its trees grow, and remembers it. For many threads, as fits run beside each other. */
final class TreePlaces {

    /** From so many cells on (rows times columns of a fit) trees grow on executors; docs/spark.md has how it was reckoned. */
    static final long FEWEST_CELLS = 500_000_000;
    /** So many bytes are in one part at most. */
    private static final long MOST_BYTES = 256L << 20;

    /** With these settings rows can be divided; with others the rows of a fit have weights, or are drawn or judged together. */
    private static final Map<String, Object> DIVISIBLE = new TreeMap<>(Map.of(
            "sampling",
            Sampling.PLAIN.label(),
            "randomStrength",
            0.0,
            ClassWeights.KEY,
            ClassWeights.NONE.label(),
            ClassWeights.POSITIVES.key(),
            1.0));

    private final JavaSparkContext spark;
    private final TreesAt at;
    private final int mostParts;
    private final LongPredicate large;
    private final UnaryOperator<JavaRDD<HeldPart>> around;
    private int distant;
    private int near;
    private int lost;
    private int largest;
    private int parts;

    /** @param mostParts how many parts rows are divided into at most */
    TreePlaces(JavaSparkContext spark, TreesAt at, int mostParts) {
        this(spark, at, mostParts, cells -> cells >= FEWEST_CELLS && !spark.isLocal(), UnaryOperator.identity());
    }

    /**
     * @param large whether so many cells are worth the way to executors
     * @param around what comes between the cached parts and the jobs over them
     */
    TreePlaces(
            JavaSparkContext spark,
            TreesAt at,
            int mostParts,
            LongPredicate large,
            UnaryOperator<JavaRDD<HeldPart>> around) {
        this.spark = spark;
        this.at = at;
        this.mostParts = mostParts;
        this.large = large;
        this.around = around;
    }

    /**
     * The learner that grows its trees there.
     *
     * @throws ConfigurationException if they are to grow on executors, and cannot
     */
    Learner growing(Learner learner) {
        if (learner instanceof HistogramGradientBoosting boosting) {
            String key = together(learner);
            if (!key.isEmpty() && at == TreesAt.EXECUTORS) {
                throw refused("Key " + Wording.name(key) + " is set, which needs all rows in one place");
            }
            return at == TreesAt.DRIVER ? learner : new GrowingLearner(boosting, this);
        }
        if (at == TreesAt.EXECUTORS) {
            throw refused("The learner is " + Wording.value(learner.name()) + "; only 'boosting' grows trees there");
        }
        return learner;
    }

    /** The setting by which rows cannot be divided; empty if there is none. */
    private static String together(Learner learner) {
        Map<String, Object> settings = learner.settings();
        for (Map.Entry<String, Object> divisible : DIVISIBLE.entrySet()) {
            if (!divisible.getValue().equals(settings.get(divisible.getKey()))) {
                return divisible.getKey();
            }
        }
        return "";
    }

    private static ConfigurationException refused(String why) {
        return new ConfigurationException(
                why + ", so that trees cannot grow on executors.",
                "Maybe let them grow at the driver (growing; --grow driver): they are the same.",
                Where.nowhere());
    }

    /** Where the rows of one fit are. */
    OfFit fit(TrainingData data) {
        if (at == TreesAt.EXECUTORS && data.weighted()) {
            throw refused("Rows have weights, which need all rows in one place");
        }
        return new OfFit(data.rows());
    }

    private synchronized void grew(int rows, @Nullable ExecutorParts made, boolean isLost) {
        if (made == null || isLost) {
            near++;
            lost += isLost ? 1 : 0;
        } else {
            distant++;
            largest = Math.max(largest, rows);
            parts = Math.max(parts, made.count());
        }
    }

    /** What came of it, in a sentence. */
    synchronized String told() {
        String where = distant == 0
                ? "All trees grew at the driver."
                : "Trees grew on executors in " + distant + " of " + (distant + near) + " fits, of up to "
                        + Wording.count(largest) + " rows in " + parts + (parts == 1 ? " part." : " parts.");
        return lost == 0
                ? where
                : where + " The executors did not keep the rows of a fit; maybe give them more memory"
                        + " (--executor-memory).";
    }

    /** Where it was not asked for, executors are tried until they have no room. */
    private synchronized boolean goes(long cells) {
        return at == TreesAt.EXECUTORS || lost == 0 && large.test(cells);
    }

    /** The rows of one fit, until it has ended in whatever way. */
    final class OfFit implements AutoCloseable {

        private final int rows;
        private @Nullable ExecutorParts made;

        private OfFit(int rows) {
            this.rows = rows;
        }

        /** Keeps the rows on executors, or answers with null if they stay. */
        @Nullable
        Rows take(BinnedTable table, TrainingData outcomes) {
            int count = outcomes.rows();
            int[] sizes = FitPart.sizes(table);
            long cells = (long) count * sizes.length;
            if (!goes(cells)) {
                return null;
            }
            int blocks = FitPart.blocks(count);
            int least = (int) (cells / MOST_BYTES) + 1;
            int divided = Math.min(blocks, Math.max(mostParts, least));
            ExecutorParts held = new ExecutorParts(spark, () -> FitPart.packed(table, outcomes, divided), around);
            made = held;
            return new DistantRows(sizes, count, held);
        }

        /** Whether the executors had no room for the rows, and trees may grow at the driver instead. */
        boolean isLost() {
            return at == TreesAt.AUTO && made != null && made.isInVain();
        }

        @Override
        public void close() {
            grew(rows, made, isLost());
            if (made != null) {
                made.close();
            }
        }
    }
}
