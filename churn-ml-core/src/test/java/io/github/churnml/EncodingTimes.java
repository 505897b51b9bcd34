package io.github.churnml;

import com.sun.management.ThreadMXBean;
import io.github.churnml.data.Dataset;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.PlainLogistic;
import io.github.churnml.prepare.Input;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to get a customer to a probability, by each way that a customer can be given; a program, not a test. For
 * each way it prints nanoseconds and bytes per row over blocks of rows (least / median / largest), then the median and the
 * 99th percentile of single calls, whose clock adds some 25 ns.
 *
 * <p>The models cost little themselves: a small boosted forest and a logistic regression with the default pipeline, and a
 * logistic regression behind {@link RichModel every kind of step}. With an argument, that way and model alone are run, for a
 * profiler to look at.
 */
public final class EncodingTimes {

    private static final int CUSTOMERS = 2048;
    private static final int WARM = 200_000;
    private static final int BLOCK = 20 * CUSTOMERS;
    private static final int BLOCKS = 11;
    private static final int CALLS = 200_000;

    private final String only;
    private double sink;

    private EncodingTimes(String only) {
        this.only = only;
    }

    public static void main(String[] args) {
        EncodingTimes times = new EncodingTimes(args.length == 0 ? "" : args[0]);
        Dataset data = SmallModel.sample(0, 6000);
        Learner logistic = new PlainLogistic();
        times.model("boosting", plain(SmallModel.boosting(), data), data);
        times.model("logistic", plain(logistic, data), data);
        times.model("rich", RichModel.of(logistic, data), data);
        System.out.println("sum of all probabilities " + times.sink);
    }

    private static ChurnModel plain(Learner learner, Dataset data) {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(learner)
                .build()
                .fit(data);
    }

    private void model(String name, ChurnModel model, Dataset data) {
        Scorer scorer = model.scorer();
        List<String> names = scorer.inputs().stream().map(Input::name).toList();
        List<Map<String, @Nullable Object>> maps = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> Subscriber.values(data, scorer, i))
                .toList();
        way(name + ", map", i -> scorer.probability(maps.get(i)));
        way(name + ", map to Prediction", i -> scorer.score(maps.get(i)).probability());
        List<List<String>> lines = IntStream.range(0, CUSTOMERS)
                .mapToObj(i -> names.stream()
                        .map(column -> data.column(column).text(i))
                        .map(text -> text == null ? "" : text)
                        .toList())
                .toList();
        RowScorer text = scorer.forColumns(names);
        way(name + ", list of text", i -> text.probability(lines.get(i), i));
        rows(name, scorer, names, maps);
        table(name, scorer, data);
    }

    private void rows(String name, Scorer scorer, List<String> names, List<Map<String, @Nullable Object>> maps) {
        RecordScorer<Subscriber> records = scorer.forRecords(Subscriber.class);
        List<Subscriber> subscribers = maps.stream().map(Subscriber::of).toList();
        way(name + ", record", i -> records.probability(subscribers.get(i)));
        RowBuffer row = scorer.newRow();
        @Nullable
        Object[][] values =
                maps.stream().map(map -> names.stream().map(map::get).toArray()).toArray(Object[][]::new);
        way(name + ", RowBuffer by name", i -> {
            for (int j = 0; j < names.size(); j++) {
                row.set(names.get(j), values[i][j]);
            }
            return scorer.probability(row);
        });
        boolean[] number = new boolean[names.size()];
        double[][] numbers = new double[CUSTOMERS][names.size()];
        for (int j = 0; j < number.length; j++) {
            number[j] = scorer.inputs().get(j).levels().isEmpty();
            for (int i = 0; number[j] && i < CUSTOMERS; i++) {
                numbers[i][j] = scorer.inputs().get(j).read(values[i][j], 0);
            }
        }
        way(name + ", RowBuffer by position", i -> {
            for (int j = 0; j < number.length; j++) {
                if (number[j]) {
                    row.set(j, numbers[i][j]);
                } else {
                    row.set(j, values[i][j]);
                }
            }
            return scorer.probability(row);
        });
        way(name + ", RowBuffer unchanged", i -> scorer.probability(row));
    }

    private void table(String name, Scorer scorer, Dataset data) {
        double[] times = new double[BLOCKS];
        for (int b = -20; b < BLOCKS && (name + ", table").contains(only); b++) {
            long start = System.nanoTime();
            sink += scorer.score(data).probability(0);
            times[Math.max(0, b)] = (System.nanoTime() - start) / (double) data.rows();
        }
        Arrays.sort(times);
        if (times[0] > 0) {
            System.out.printf(
                    Locale.ROOT,
                    "%-34s %6.0f /%6.0f /%6.0f ns on all cores%n",
                    name + ", table",
                    times[0],
                    times[BLOCKS / 2],
                    times[BLOCKS - 1]);
        }
    }

    private void way(String name, IntToDoubleFunction score) {
        if (!name.contains(only)) {
            return;
        }
        run(score, WARM);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        double[] times = new double[BLOCKS];
        long before = threads.getThreadAllocatedBytes(thread);
        for (int b = 0; b < BLOCKS; b++) {
            long start = System.nanoTime();
            run(score, BLOCK);
            times[b] = (System.nanoTime() - start) / (double) BLOCK;
        }
        double bytes = (threads.getThreadAllocatedBytes(thread) - before) / ((double) BLOCKS * BLOCK);
        Arrays.sort(times);
        long[] calls = calls(score);
        System.out.printf(
                Locale.ROOT,
                "%-34s %6.0f /%6.0f /%6.0f ns %8.1f bytes; calls %6d, p99 %6d ns%n",
                name,
                times[0],
                times[BLOCKS / 2],
                times[BLOCKS - 1],
                bytes,
                calls[CALLS / 2],
                calls[CALLS / 100 * 99]);
    }

    private void run(IntToDoubleFunction score, int rows) {
        for (int i = 0; i < rows; i++) {
            sink += score.applyAsDouble(i % CUSTOMERS);
        }
    }

    private long[] calls(IntToDoubleFunction score) {
        long[] calls = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long start = System.nanoTime();
            sink += score.applyAsDouble(i % CUSTOMERS);
            calls[i] = System.nanoTime() - start;
        }
        Arrays.sort(calls);
        return calls;
    }
}
