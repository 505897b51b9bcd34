package io.github.churnml.select.tune;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.metrics.Metric;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a tuning tried, what it found, and what that is worth on customers that it has not seen. Immutable. */
public final class TuningResult {

    private final ChurnPipeline pipeline;
    private final SearchSpace space;
    private final SearchMethod method;
    private final Metric by;
    private final int folds;
    private final int planned;
    private final int customers;
    private final int left;
    private final List<Trial> trials;
    private final Trial best;
    private final Estimate chosenBy;
    private final Told told;
    private final @Nullable Told nested;

    TuningResult(
            ChurnPipeline pipeline,
            SearchSpace space,
            SearchMethod method,
            Metric by,
            int folds,
            int planned,
            int customers,
            int left,
            List<Trial> trials,
            Trial best,
            Estimate chosenBy,
            Told told,
            @Nullable Told nested) {
        this.pipeline = pipeline;
        this.space = space;
        this.method = method;
        this.by = by;
        this.folds = folds;
        this.planned = planned;
        this.customers = customers;
        this.left = left;
        this.trials = List.copyOf(trials);
        this.best = best;
        this.chosenBy = chosenBy;
        this.told = told;
        this.nested = nested;
    }

    /** {@return the pipeline with the settings of the best trial; the pipeline itself where its own settings are the best} */
    public ChurnPipeline pipeline() {
        return pipeline;
    }

    /** {@return which settings varied} */
    public SearchSpace space() {
        return space;
    }

    /** {@return how settings were drawn} */
    public SearchMethod method() {
        return method;
    }

    /** {@return what the best is best by} */
    public Metric by() {
        return by;
    }

    /** {@return how many folds trials were judged on} */
    public int folds() {
        return folds;
    }

    /** {@return how many trials were asked for} */
    public int planned() {
        return planned;
    }

    /** {@return how many customers trials learnt from and were judged on} */
    public int customers() {
        return customers;
    }

    /** {@return how many of them left} */
    public int left() {
        return left;
    }

    /** {@return all trials by number; fewer than asked for where the space has no more combinations or the time was over} */
    public List<Trial> trials() {
        return trials;
    }

    /** {@return the trials that met all folds, best first; of equal ones the first} */
    public List<Trial> ranked() {
        Comparator<Trial> ascending = Comparator.comparingDouble(Trial::mean);
        return trials.stream()
                .filter(trial -> trial.values().size() == folds)
                .sorted(by.higherIsBetter() ? ascending.reversed() : ascending)
                .toList();
    }

    /** {@return the best of the trials that met all folds; of equal ones the first} */
    public Trial best() {
        return best;
    }

    /** {@return what the best reached over the folds: what it was chosen by, and so too good} */
    public Estimate chosenBy() {
        return chosenBy;
    }

    /** {@return what the best is worth on the customers held out, whom no trial has seen} */
    public Told told() {
        return told;
    }

    /** {@return what tuning is worth on all customers, each judged by a tuning that has not seen them; empty if not asked for} */
    public Optional<Told> nested() {
        return Optional.ofNullable(nested);
    }

    /** {@return a few sentences that say what was found, and whether it is more than luck} */
    public String verdict() {
        StringBuilder text = new StringBuilder();
        if (best.number() == 0) {
            text.append("No settings that were tried are better over the folds than the pipeline's own (")
                    .append(by.label())
                    .append(' ')
                    .append(number(best.mean()))
                    .append("), which stay. On ")
                    .append(Wording.count(told.customers()))
                    .append(" customers held out they reach ")
                    .append(withInterval(told.own()))
                    .append('.');
        } else {
            text.append("On ")
                    .append(Wording.count(told.customers()))
                    .append(" customers held out, whom no trial has seen, the best trial reaches ")
                    .append(by.label())
                    .append(' ')
                    .append(withInterval(told.tuned()))
                    .append(" and the pipeline's own settings ")
                    .append(number(told.own().value()))
                    .append(": ")
                    .append(ofDifference(told))
                    .append('.');
        }
        if (nested != null) {
            text.append(" Tuned anew in each of ")
                    .append(nested.folds())
                    .append(" outer folds, what is found reaches ")
                    .append(withInterval(nested.tuned()))
                    .append(" on customers not seen, the pipeline's own settings ")
                    .append(number(nested.own().value()))
                    .append(": ")
                    .append(ofDifference(nested))
                    .append('.');
        }
        return text.toString();
    }

    /** {@return a sentence on what trials are ranked by, where that is not plain; else empty} */
    public String basis() {
        return switch (by) {
            case LOG_LOSS, BRIER ->
                by.label()
                        + " is of probabilities before calibration, which training adds: settings that are calibrated by"
                        + " themselves are preferred.";
            case PROFIT ->
                pipeline.thresholdRule().isFixed()
                        ? "profit is of contacting customers from probability " + pipeline.thresholdRule()
                                + " on, before calibration; a threshold that is learnt (threshold: profit) is so in every fold."
                        : "profit is at a threshold that each trial learns by " + pipeline.thresholdRule()
                                + " inside the training part of each fold, from a quarter of it that a fit to the rest judges.";
            default -> "";
        };
    }

    private static String ofDifference(Told told) {
        Estimate difference = told.difference();
        if (!difference.hasInterval()) {
            return String.format(
                    Locale.ROOT, "%+.4f, which so few customers cannot tell from luck", difference.value());
        }
        String text = String.format(
                Locale.ROOT, "%+.4f (%+.4f to %+.4f), ", difference.value(), difference.low(), difference.high());
        if (!told.isReal()) {
            return text + "not told apart: the pipeline's own settings do as well";
        }
        return text + (told.isGain() ? "a real gain" : "a real loss: stay with the pipeline's own settings");
    }

    private static String withInterval(Estimate estimate) {
        return number(estimate.value())
                + (estimate.hasInterval()
                        ? " (" + number(estimate.low()) + " to " + number(estimate.high()) + ")"
                        : "");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** {@return everything but the single trials as plain values, for JSON; the same for the same table, settings and seed} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("learner", pipeline.learner().name());
        map.put("method", method.label());
        map.put("by", by.label());
        map.put("folds", folds);
        map.put("customers", customers);
        map.put("left", left);
        map.put("space", space.toSettings());
        map.put("trials_planned", planned);
        map.put("trials", trials.size());
        map.put("trials_stopped", stopped());
        map.put(
                "trials_failed",
                trials.stream().filter(trial -> trial.failure() != null).count());
        map.put("verdict", verdict());
        if (!basis().isEmpty()) {
            map.put("basis", basis());
        }
        Map<String, Object> chosen = new LinkedHashMap<>(best.toMap());
        chosen.put("chosen_by", Told.map(chosenBy));
        map.put("best", chosen);
        map.put("own", trials.get(0).toMap());
        map.put("told", told.toMap());
        if (nested != null) {
            map.put("nested", nested.toMap());
        }
        return map;
    }

    /** {@return how many trials were stopped before they had met all folds, failed ones apart} */
    public int stopped() {
        return (int) trials.stream()
                .filter(trial -> trial.failure() == null && trial.values().size() < folds)
                .count();
    }
}
