package io.github.churnml.spark;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.BinnedTable;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.learn.boosting.Rows;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** Decides for each fit of a training where its trees grow, and remembers it. For many threads, as fits run beside each other. */
final class TreePlaces {

    /** From so many cells on (rows times columns of a fit) trees grow on executors; docs/spark.md has how it was reckoned. */
    static final long FEWEST_CELLS = 500_000_000;
    /** So many bytes are in one part at most. */
    private static final long MOST_BYTES = 256L << 20;

    private final JavaSparkContext spark;
    private final TreesAt at;
    private final int mostParts;
    private int distant;
    private int near;
    private int largest;
    private int parts;

    /** @param mostParts how many parts rows are divided into at most */
    TreePlaces(JavaSparkContext spark, TreesAt at, int mostParts) {
        this.spark = spark;
        this.at = at;
        this.mostParts = mostParts;
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
        if ("goss".equals(learner.settings().get("sampling"))) {
            return "sampling";
        }
        return Double.valueOf(0).equals(learner.settings().get("randomStrength")) ? "" : "randomStrength";
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

    private synchronized void grew(int rows, @Nullable ExecutorParts made) {
        if (made == null) {
            near++;
        } else {
            distant++;
            largest = Math.max(largest, rows);
            parts = Math.max(parts, made.count());
        }
    }

    /** What came of it, in a sentence. */
    synchronized String told() {
        if (distant == 0) {
            return "All trees grew at the driver.";
        }
        return "Trees grew on executors in " + distant + " of " + (distant + near) + " fits, of up to "
                + Wording.count(largest) + " rows in " + parts + (parts == 1 ? " part." : " parts.");
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
            if (at == TreesAt.AUTO && (cells < FEWEST_CELLS || spark.isLocal())) {
                return null;
            }
            int blocks = FitPart.blocks(count);
            int least = (int) (cells / MOST_BYTES) + 1;
            int divided = Math.min(blocks, Math.max(mostParts, least));
            ExecutorParts held = new ExecutorParts(spark, () -> FitPart.packed(table, outcomes, divided));
            made = held;
            return new DistantRows(sizes, count, held);
        }

        @Override
        public void close() {
            grew(rows, made);
            if (made != null) {
                made.close();
            }
        }
    }
}
