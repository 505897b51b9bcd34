package io.github.churnml.serving.live;

import io.github.churnml.drift.ColumnDrift;
import io.github.churnml.drift.DriftReport;
import io.github.churnml.drift.Verdict;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Live drift as gauges. What is not known is {@code NaN}: the columns of a window with too few rows, and all of a model
 * without a reference. The columns of a model that was replaced are gone.
 */
final class DriftGauges {

    private final LiveDrift drift;
    private final MultiGauge psi;
    private volatile LiveDrift.@Nullable Reading shown;

    DriftGauges(LiveDrift drift, MeterRegistry registry) {
        this.drift = drift;
        this.psi = MultiGauge.builder("churn.drift.psi")
                .description("Population stability index of recent rows against the training rows")
                .register(registry);
        gauge(registry, "churn.drift.rows", "Rows in the window of live drift", DriftReport::currentRows);
        gauge(
                registry,
                "churn.drift.overall",
                "Whether there is drift in recent rows, by the rule of this server",
                report -> judged(report, report.overallDrift() ? 1 : 0));
        gauge(
                registry,
                "churn.drift.statistical",
                "Whether a column of recent rows has drifted or shifted, by tests",
                report -> judged(report, report.statisticalDrift() ? 1 : 0));
        gauge(
                registry,
                "churn.drift.score.psi",
                "Population stability index of recent scores against those of training",
                report -> judged(report, report.score().map(ColumnDrift::psi).orElse(Double.NaN)));
        for (Verdict alarm : List.of(Verdict.DRIFTED, Verdict.SHIFTED)) {
            Gauge.builder(
                            "churn.drift.columns",
                            this,
                            self -> self.value(report -> judged(report, count(report, alarm))))
                    .description("Columns of recent rows, by verdict")
                    .tag("verdict", alarm.label())
                    .register(registry);
        }
    }

    /** Before the gauges are looked at. */
    synchronized void refresh() {
        LiveDrift.Reading before = shown;
        LiveDrift.Reading now = drift.read().orElse(null);
        shown = now;
        if (now != null && (before == null || before.model() != now.model())) {
            psi.register(now.report().map(DriftReport::columns).orElse(List.of()).stream()
                    .map(ColumnDrift::name)
                    .sorted()
                    .<MultiGauge.Row<?>>map(
                            column -> MultiGauge.Row.of(Tags.of("column", column), this, self -> self.psi(column)))
                    .toList());
        }
    }

    private void gauge(MeterRegistry registry, String name, String description, ToDoubleFunction<DriftReport> value) {
        Gauge.builder(name, this, self -> self.value(value))
                .description(description)
                .register(registry);
    }

    private double psi(String column) {
        return value(report ->
                judged(report, report.find(column).map(ColumnDrift::psi).orElse(Double.NaN)));
    }

    private double value(ToDoubleFunction<DriftReport> of) {
        LiveDrift.Reading reading = shown;
        DriftReport report = reading == null ? null : reading.reportOrNull();
        return report == null ? Double.NaN : of.applyAsDouble(report);
    }

    private static double judged(DriftReport report, double value) {
        return report.verdict() == Verdict.NOT_ENOUGH_DATA ? Double.NaN : value;
    }

    private static long count(DriftReport report, Verdict verdict) {
        return report.columns().stream()
                .filter(column -> column.verdict() == verdict)
                .count();
    }
}
