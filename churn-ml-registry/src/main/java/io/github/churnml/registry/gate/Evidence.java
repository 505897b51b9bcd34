package io.github.churnml.registry.gate;

import io.github.churnml.data.Dataset;
import io.github.churnml.metrics.Metric;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What gates are judged by: customers with a known outcome, and what both models say of them. Arrays are shared, not copied.
 *
 * @param data the rows with a known outcome
 * @param labels their outcomes, 1 for who left
 * @param money what they are worth; null if no gate asks for money
 * @param candidate the version to be promoted
 * @param champion the version that serves; null if none is compared with
 * @param notCompared why none is; empty if one is
 * @param seed what resamples depend on
 */
record Evidence(
        Dataset data,
        int[] labels,
        @Nullable Money money,
        Contender candidate,
        @Nullable Contender champion,
        String notCompared,
        long seed) {

    /** Metrics of both over all rows, and over resamples. */
    Map<Metric, PairedBootstrap.Paired> measure(List<Metric> metrics) {
        return measure(metrics, IntStream.range(0, labels.length).toArray());
    }

    /** Metrics of both over some rows, of which there are both outcomes. */
    Map<Metric, PairedBootstrap.Paired> measure(List<Metric> metrics, int[] rows) {
        int[] some = IntStream.of(rows).map(row -> labels[row]).toArray();
        return PairedBootstrap.standard(seed)
                .run(
                        some,
                        weighted(candidate, rows, some, metrics),
                        champion == null ? null : weighted(champion, rows, some, metrics),
                        metrics);
    }

    private WeightedMetrics weighted(Contender model, int[] rows, int[] some, List<Metric> metrics) {
        double[] probabilities = IntStream.of(rows)
                .mapToDouble(row -> model.probabilities()[row])
                .toArray();
        return new WeightedMetrics(
                some, probabilities, model.model().threshold(), money == null ? null : money.of(rows), metrics);
    }
}
