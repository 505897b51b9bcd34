package io.github.churnml.spark;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of a fit on executors: a cached partition for each part, and for each question a job that adds up what the parts
 * answer. For one thread.
 *
 * <p>The driver holds each part's rows as a broadcast variable, which is fetched where a part is made: once, unless its executor is lost. Steps
 * travel with each job as long as they are few; then they become a broadcast variable, too, which only a part that is made anew fetches.
 */
final class ExecutorParts implements DistantRows.Parts, AutoCloseable {

    /** Steps of so many numbers travel with a job: 64 KB. */
    private static final int MOST_LATE = 8192;
    /** From more parts on, answers are added up on executors before they come to the driver. */
    private static final int MOST_AT_ONCE = 16;
    /** After so many questions in a row for which parts had to be made anew, no more is hoped for. */
    private static final int MOST_IN_VAIN = 20;

    private final JavaSparkContext spark;
    private final List<Broadcast<byte[]>> rows = new ArrayList<>();
    private final JavaRDD<HeldPart> cached;
    private final JavaRDD<HeldPart> parts;
    private Broadcast<long[]> early;
    private long[] steps = {};
    private int from;
    private int inVain;

    /**
     * @param packed the parts, each by {@link FitPart#packed}
     * @param around what comes between the cached parts and the jobs over them
     */
    ExecutorParts(JavaSparkContext spark, Iterable<byte[]> packed, UnaryOperator<JavaRDD<HeldPart>> around) {
        this.spark = spark;
        List<HeldPart> held = new ArrayList<>();
        for (byte[] part : packed) {
            Broadcast<byte[]> sent = spark.broadcast(part);
            rows.add(sent);
            held.add(new HeldPart(sent));
        }
        this.early = spark.broadcast(new long[0]);
        this.cached =
                spark.parallelize(held, held.size()).map(HeldPart::unpacked).persist(StorageLevel.MEMORY_ONLY());
        this.parts = around.apply(cached);
    }

    int count() {
        return rows.size();
    }

    @Override
    public long[] ask(long[] more, long[] questions, int size) {
        if (steps.length - from > MOST_LATE) {
            // Nobody but a task that is no longer waited for can still ask for the old ones.
            early.destroy();
            early = spark.broadcast(steps);
            from = steps.length;
        }
        int before = steps.length;
        steps = Arrays.copyOf(steps, before + more.length);
        System.arraycopy(more, 0, steps, before, more.length);
        TreeRequest request = new TreeRequest(
                early, from, Arrays.copyOfRange(steps, from, steps.length), before, questions, size + 1);
        int depth = rows.size() > MOST_AT_ONCE ? 2 : 1;
        long[] answer = parts.treeAggregate(
                new long[0], (sum, part) -> plus(sum, part.answer(request)), ExecutorParts::plus, depth);
        inVain = answer[size] > 0 ? inVain + 1 : 0;
        if (isInVain()) {
            throw new DataException(
                    "The executors do not keep the rows that trees grow on: parts of them had to be made anew for "
                            + inVain + " questions in a row.",
                    "Maybe give them more memory (--executor-memory), or let trees grow at the driver (growing; --grow driver).",
                    Where.nowhere());
        }
        return answer;
    }

    /** Whether parts had to be made anew so often that it was given up. */
    boolean isInVain() {
        return inVain > MOST_IN_VAIN;
    }

    private static long[] plus(long[] sum, long[] more) {
        if (sum.length == 0) {
            return more;
        }
        for (int i = 0; i < more.length; i++) {
            sum[i] += more[i];
        }
        return sum;
    }

    /** Frees the executors' memory. */
    @Override
    public void close() {
        cached.unpersist(false);
        early.destroy();
        rows.forEach(Broadcast::destroy);
    }
}
