package io.github.churnml.spark;

import io.github.churnml.data.Progress;
import io.github.churnml.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Scores the customers on executors that are processes of their own, and trains a model on them, and grows trees there; each time an executor is killed after
 * the first task. Run by {@link ClusterTest} in a process that it can end. Arguments: the model, where to write the answer, the
 * class path of executors.
 */
final class ClusterProgram {

    private static final int PARTITIONS = 12;

    private ClusterProgram() {}

    public static void main(String[] arguments) throws Exception {
        SparkSession spark = SparkSession.builder()
                .master("local-cluster[2,1,600]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.executor.memory", "600m")
                .config("spark.speculation", "true")
                .config("spark.executor.extraClassPath", arguments[2])
                .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1")
                .getOrCreate();
        Killer killer = new Killer();
        spark.sparkContext().addSparkListener(killer);
        killer.start();
        ChurnFunctions.register(spark, "churn", Path.of(arguments[0]).toUri().toString());
        JavaRDD<Row> customers = JavaSparkContext.fromSparkContext(spark.sparkContext())
                .parallelize(TypedCustomers.rows(), PARTITIONS)
                // Slow enough that the other executor is still at it when one goes.
                .map(row -> {
                    if (row.getLong(0) % 100 == 0) {
                        Thread.sleep(50);
                    }
                    return row;
                });
        spark.createDataFrame(customers, TypedCustomers.SCHEMA).createOrReplaceTempView("customers");
        // A first executor could else do all before there is a second one, and the killed one be that second.
        await(() -> spark.sparkContext().statusTracker().getExecutorInfos().length > 2);
        List<Row> rows = spark.sql("SELECT id, churn(struct(*)).probability FROM customers")
                .collectAsList();
        double[] found = new double[TypedCustomers.ROWS];
        rows.forEach(row -> found[(int) row.getLong(0)] = row.getDouble(1));
        // Listeners are told a moment later.
        await(() -> killer.removed.get() > 0);
        // A lost executor is started anew.
        await(() -> spark.sparkContext().statusTracker().getExecutorInfos().length > 2);
        killer.start();
        byte[] trained = ChurnTrainer.of(LocalTraining.pipeline())
                .orderedBy("id")
                .fit(spark.table("customers"), LocalTraining.options())
                .toBytes();
        await(() -> killer.removed.get() > 1);
        await(() -> spark.sparkContext().statusTracker().getExecutorInfos().length > 2);
        killer.start();
        TreePlaces places =
                new TreePlaces(JavaSparkContext.fromSparkContext(spark.sparkContext()), TreesAt.EXECUTORS, 4);
        List<Object> grown = TreesOnExecutorsTest.told(
                places.growing(TreesOnExecutorsTest.few().trees(20).build())
                        .fit(TreesOnExecutorsTest.DATA, 7, Progress.none()));
        await(() -> killer.removed.get() > 2);
        Files.writeString(
                Path.of(arguments[1]),
                rows.size() + " rows, " + killer.removed.get() + " executors lost, trained " + Sha256.hex(trained)
                        + ", grown " + Sha256.hex(grown.toString().getBytes(StandardCharsets.UTF_8)) + ", "
                        + Bits.of(found));
        spark.stop();
    }

    /** Waits for something, but not for ever: what then is missing is seen in the answer. */
    private static void await(BooleanSupplier there) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!there.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(50);
        }
    }

    private static final class Killer extends SparkListener {

        private volatile CountDownLatch started = new CountDownLatch(1);
        private final AtomicInteger removed = new AtomicInteger();

        @Override
        public void onTaskEnd(SparkListenerTaskEnd end) {
            started.countDown();
        }

        @Override
        public void onExecutorRemoved(SparkListenerExecutorRemoved event) {
            removed.incrementAndGet();
        }

        /** Waits for the next task to end, on a thread of its own, and kills an executor then. */
        void start() {
            CountDownLatch next = new CountDownLatch(1);
            started = next;
            Thread thread = new Thread(() -> killAfter(next), "killer");
            thread.setDaemon(true);
            thread.start();
        }

        private static void killAfter(CountDownLatch task) {
            try {
                if (task.await(2, TimeUnit.MINUTES)) {
                    ProcessHandle.current().children().findFirst().ifPresent(ProcessHandle::destroyForcibly);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
