package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Metric;
import java.util.List;
import java.util.Locale;

/** Reads the option {@code --by}, which names a metric. */
final class MetricOption {

    private MetricOption() {}

    /**
     * The metric that is named, in any case and with either kind of dash.
     *
     * @param known the metrics that are possible
     * @throws ConfigurationException if it is none of them, naming the nearest
     */
    static Metric by(String given, List<Metric> known) {
        String wanted = given.toLowerCase(Locale.ROOT).replace('-', '_');
        List<String> labels = known.stream().map(Metric::label).toList();
        return known.stream()
                .filter(metric -> metric.label().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "Option --by holds " + Wording.value(given) + " where one of " + Wording.names(labels)
                                + " is required.",
                        Wording.maybeNearest(wanted, labels),
                        Where.nowhere()));
    }
}
