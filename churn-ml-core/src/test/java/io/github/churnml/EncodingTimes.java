package io.github.churnml;

import com.sun.management.ThreadMXBean;
import io.github.churnml.data.Dataset;
import io.github.churnml.learn.smile.SmileLogisticRegression;
import io.github.churnml.prepare.Input;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

public final class EncodingTimes {

    private static final int CUSTOMERS = 2048;
    private static final int WARM = 300_000;
    private static final int CALLS = 400_000;
    private static final int BLOCKS = 9;

    private EncodingTimes() {}

    public static void main(String[] args) {
        Dataset data = SmallModel.customers(6000, 7);
        Map<String, ChurnModel> models = new java.util.LinkedHashMap<>();
        models.put(
                "boosting",
                ChurnPipeline.builder()
                        .target("churned", "Yes")
                        .learner(SmallModel.boosting())
                        .build()
                        .fit(data));
        models.put(
                "logistic",
                ChurnPipeline.builder()
                        .target("churned", "Yes")
                        .learner(SmileLogisticRegression.builder().build())
                        .build()
                        .fit(data));
        models.put(
                "rich logistic", RichModel.of(SmileLogisticRegression.builder().build(), data));
        models.forEach((name, model) -> measure(name, model.scorer(), data));
    }

    private static void measure(String name, Scorer scorer, Dataset data) {
        List<Map<String, Object>> maps = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        Object[][] arrays = new Object[CUSTOMERS][];
        for (int i = 0; i < CUSTOMERS; i++) {
            Map<String, Object> map = new HashMap<>();
            List<String> line = new ArrayList<>();
            for (Input input : scorer.inputs()) {
                String text = data.column(input.name()).text(i);
                line.add(text == null ? "" : text);
                map.put(
                        input.name(),
                        text == null
                                ? null
                                : input.levels().isEmpty() && !Double.isNaN(input.read(text, 0))
                                        ? (Object) input.read(text, 0)
                                        : text);
            }
            maps.add(map);
            lines.add(line);
            arrays[i] =
                    scorer.inputs().stream().map(input -> map.get(input.name())).toArray();
        }
        RowScorer rows =
                scorer.forColumns(scorer.inputs().stream().map(Input::name).toList());
        print(name + " map", i -> scorer.score(maps.get(i)).probability());
        print(name + " array", i -> scorer.score(arrays[i]).probability());
        print(name + " text", i -> rows.score(lines.get(i), i).probability());
        long best = Long.MAX_VALUE;
        for (int k = 0; k < 40; k++) {
            long s = System.nanoTime();
            scorer.score(data);
            best = Math.min(best, System.nanoTime() - s);
        }
        System.out.println(name + " table " + best / data.rows());
    }

    private static void print(String what, IntToDoubleFunction path) {
        double sum = 0;
        for (int i = 0; i < WARM; i++) {
            sum += path.applyAsDouble(i % CUSTOMERS);
        }
        double[] blocks = new double[BLOCKS];
        for (int b = 0; b < BLOCKS; b++) {
            long s = System.nanoTime();
            for (int i = 0; i < 20 * CUSTOMERS; i++) {
                sum += path.applyAsDouble(i % CUSTOMERS);
            }
            blocks[b] = (System.nanoTime() - s) / (20.0 * CUSTOMERS);
        }
        Arrays.sort(blocks);
        long[] calls = new long[CALLS];
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        for (int i = 0; i < CALLS; i++) {
            long s = System.nanoTime();
            sum += path.applyAsDouble(i % CUSTOMERS);
            calls[i] = System.nanoTime() - s;
        }
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        Arrays.sort(calls);
        System.out.printf(
                Locale.ROOT,
                "%-28s mean of blocks %6.0f/%6.0f/%6.0f ns; calls min %d median %d p99 %d ns; %.1f bytes %s%n",
                what,
                blocks[0],
                blocks[BLOCKS / 2],
                blocks[BLOCKS - 1],
                calls[0],
                calls[CALLS / 2],
                calls[(int) (CALLS * 0.99)],
                (double) bytes / CALLS,
                sum == 0 ? "!" : "");
    }
}
