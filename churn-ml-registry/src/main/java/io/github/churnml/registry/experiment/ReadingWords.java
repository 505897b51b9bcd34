package io.github.churnml.registry.experiment;

import io.github.churnml.error.Wording;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A reading in words, and its parts as plain values. */
final class ReadingWords {

    private ReadingWords() {}

    static String sentence(ExperimentReading reading) {
        if (reading.isAlarm()) {
            return reading.ratio().alarm() ? divided(reading.ratio()) : missing(reading);
        }
        return reading.deciding().map(outcome -> outcome(reading, outcome)).orElseGet(() -> nobody(reading));
    }

    private static String divided(SampleRatio ratio) {
        long all = ratio.champions() + ratio.challengers();
        String where = ratio.pValue() < SampleRatio.LIMIT
                ? Wording.count(ratio.challengers()) + " of " + Wording.count(all, "customer", "customers")
                        + " got the challenger where " + Wording.percent(ratio.share()) + " should have"
                : "customers first seen on " + ratio.worstDay() + " were not";
        return "Customers were not divided as stated: " + where
                + ", which chance does less than once in a thousand experiments. Something takes customers of one model"
                + " out, so the two groups are no longer alike and nothing is told of the models. If another share was set"
                + " when it began, state that one; else repair the assignment and begin a new experiment under another"
                + " name.";
    }

    private static String missing(ExperimentReading reading) {
        return "Outcomes are missing in one group more often than in the other, which chance does less than once in a"
                + " thousand experiments (p " + number(reading.missingPValue())
                + "): those left are no longer alike, and nothing is told of the models. Complete the outcomes.";
    }

    private static String nobody(ExperimentReading reading) {
        return "Nobody's horizon has passed yet: go on, "
                + Wording.count(reading.counts().tooRecent(), "customer waits", "customers wait") + " for it.";
    }

    private static String outcome(ExperimentReading reading, OutcomeReading outcome) {
        String found = Wording.name(outcome.name()) + " is " + level(outcome, outcome.challengerMean())
                + " with the challenger and " + level(outcome, outcome.championMean()) + " with the champion";
        if (!outcome.enough()) {
            return found + ". That is too few customers to tell anything: " + goOn(reading, outcome);
        }
        String interval = found + ": a difference of " + difference(outcome, outcome.difference()) + ", between "
                + difference(outcome, outcome.low()) + " and " + difference(outcome, outcome.high())
                + " however often one has looked. ";
        return interval
                + switch (outcome.recommendation()) {
                    case PROMOTE_CHALLENGER -> "The challenger is better: promote it.";
                    case STOP_FOR_HARM -> "The challenger is worse: stop, and let the champion serve everybody.";
                    case KEEP_CHAMPION ->
                        "Whatever it gains is less than the "
                                + difference(outcome, outcome.effect()).replace("+", "")
                                + " that were planned to matter: keep the champion.";
                    default -> goOn(reading, outcome);
                };
    }

    private static String goOn(ExperimentReading reading, OutcomeReading outcome) {
        boolean isSure = outcome.enough() && (outcome.low() > 0 || outcome.high() < 0);
        if (isSure) {
            return "The challenger is better so far: go on until customers of a whole cycle are in it.";
        }
        long more = outcome.moreCustomers();
        long waiting = reading.counts().tooRecent();
        if (more == 0) {
            return "go on.";
        }
        return (outcome.enough() ? "Go on: " : "go on, ") + "about "
                + Wording.count(more, "more customer", "more customers")
                + " would show a gain as planned"
                + (waiting > 0
                        ? ", of whom " + Wording.count(Math.min(more, waiting)) + " wait for their horizon."
                        : ".");
    }

    private static String level(OutcomeReading outcome, double mean) {
        if (Double.isNaN(mean)) {
            return "not known";
        }
        return outcome.isRate() ? String.format(Locale.ROOT, "%.2f %%", 100 * mean) : number(mean);
    }

    private static String difference(OutcomeReading outcome, double difference) {
        String sign = difference > 0 ? "+" : "";
        double points = Math.round(1e4 * difference) / 1e2 + 0.0; // never -0
        return sign + (outcome.isRate() ? String.format(Locale.ROOT, "%.2f points", points) : number(difference));
    }

    /** With four digits that count, never with an exponent unless tiny. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 1000 || size == 0) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return size < 1e-4
                ? String.format(Locale.ROOT, "%.1e", value)
                : String.format(Locale.ROOT, "%." + (size >= 100 ? 1 : size >= 1 ? 2 : 4) + "f", value);
    }

    static Map<String, Object> counts(ExperimentCounts counts) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("answers", counts.answers());
        map.put("customers", counts.customers());
        map.put("in_both_arms", counts.inBoth());
        map.put("too_recent", counts.tooRecent());
        map.put("before_exposure", counts.before());
        map.put("without_outcome", counts.withoutOutcome());
        map.put("read", counts.read());
        map.put("unknown_outcomes", counts.unknownOutcomes());
        map.put("repeated_outcomes", counts.repeatedOutcomes());
        return map;
    }

    static Map<String, Object> ratio(SampleRatio ratio) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("challenger_share", ratio.share());
        map.put("champions", ratio.champions());
        map.put("challengers", ratio.challengers());
        map.put("p", ratio.pValue());
        map.put("worst_day", ratio.worstDay());
        map.put("worst_day_p", ratio.worstDayPValue());
        map.put("alarm", ratio.alarm());
        return map;
    }

    static Map<String, Object> outcome(OutcomeReading outcome) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("outcome", outcome.name());
        map.put("kind", outcome.isRate() ? "rate" : "amount");
        map.put("champions", outcome.champions());
        map.put("challengers", outcome.challengers());
        map.put("champion_mean", outcome.championMean());
        map.put("challenger_mean", outcome.challengerMean());
        map.put("difference", outcome.difference());
        map.put("low", outcome.low());
        map.put("high", outcome.high());
        map.put("p", outcome.pValue());
        map.put("adjusted", outcome.adjusted());
        map.put("theta", outcome.theta());
        map.put("variance_reduction", outcome.varianceReduction());
        map.put("planned_effect", outcome.effect());
        map.put("tau", outcome.tau());
        map.put("enough", outcome.enough());
        map.put("recommendation", outcome.recommendation().label());
        map.put("more_customers", outcome.moreCustomers());
        return map;
    }
}
