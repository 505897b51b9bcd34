package io.github.churnml.registry.gate;

import io.github.churnml.data.Numbers;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import io.github.churnml.registry.GateResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Judges metrics: by their own limit, and against the champion's over the same resamples. */
final class MetricJudge {

    /** The level of intervals that are told and decide nothing. */
    private static final double TOLD = 0.95;

    private final Evidence evidence;

    MetricJudge(Evidence evidence) {
        this.evidence = evidence;
    }

    /** All gates on metrics of the whole hold-out. */
    List<GateResult> judge(List<MetricGate> gates) {
        if (gates.isEmpty()) {
            return List.of();
        }
        List<GateResult> results = new ArrayList<>();
        Map<Metric, PairedBootstrap.Paired> pairs =
                evidence.measure(gates.stream().map(MetricGate::metric).toList());
        for (MetricGate gate : gates) {
            PairedBootstrap.Paired pair = pairs.get(gate.metric());
            if (pair != null) {
                results.addAll(judge(gate, pair, ""));
            }
        }
        return results;
    }

    /**
     * One gate.
     *
     * @param of the segment, in brackets with a blank before, or empty
     */
    List<GateResult> judge(MetricGate gate, PairedBootstrap.Paired pair, String of) {
        List<GateResult> results = new ArrayList<>();
        if (gate.limit() != null) {
            results.add(limit(gate, gate.limit(), pair, of));
        }
        if (gate.noWorseBy() != null) {
            results.add(comparison(gate, gate.noWorseBy(), pair, of));
        }
        return results;
    }

    private static GateResult limit(MetricGate gate, double limit, PairedBootstrap.Paired pair, String of) {
        double value = pair.candidate();
        boolean passed = gate.metric().higherIsBetter() ? value >= limit : value <= limit;
        Estimate interval = pair.interval(TOLD);
        String note = Double.isNaN(value)
                ? "it is not defined on these rows"
                : interval.hasInterval()
                        ? "95 % interval " + number(interval.low()) + " to " + number(interval.high())
                        : "";
        return new GateResult(gate.metric().label() + " " + gate.kind() + of, value, limit, passed, note);
    }

    private GateResult comparison(MetricGate gate, double margin, PairedBootstrap.Paired pair, String of) {
        String name = gate.metric().label() + " no worse than champion" + of;
        double limit = gate.metric().higherIsBetter() ? 0 - margin : margin;
        if (evidence.champion() == null) {
            return new GateResult(name, null, limit, true, evidence.notCompared());
        }
        if (Double.isNaN(pair.candidate()) || Double.isNaN(pair.champion())) {
            return new GateResult(name, null, limit, false, "it is not defined on these rows");
        }
        double surely = pair.surelyBetterBy(gate.confidence());
        boolean passed = surely >= -margin;
        String both = number(pair.candidate()) + " against " + number(pair.champion());
        String sure = Double.isNaN(surely)
                ? "it is not defined in some resamples, so nothing is sure"
                : Numbers.text(Math.round(1000 * gate.confidence()) / 10.0) + " % sure: "
                        + (gate.metric().higherIsBetter()
                                ? number(surely) + " or more"
                                : number(0 - surely) + " or less");
        return new GateResult(name, pair.difference(), limit, passed, both + "; " + sure);
    }

    /** Four decimals, or as many as an amount of money has. */
    static String number(double value) {
        return Double.isNaN(value)
                ? "-"
                : String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.2f" : "%.4f", value + 0.0);
    }
}
