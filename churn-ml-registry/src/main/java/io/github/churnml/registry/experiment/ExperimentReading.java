package io.github.churnml.registry.experiment;

import io.github.churnml.data.Notice;
import io.github.churnml.data.read.TableRows;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment says as of a day. It may be read every day: over all days together, a difference is told where there is none
 * with probability α at most.
 *
 * <p>In this order: customers who got both models are left out; the division of all others is checked, and if it is not as
 * stated nothing else is told; those whose horizon has passed are read, each for the same length of time after the first
 * exposure; then differences are estimated and judged.
 *
 * @param experiment its name
 * @param asOf up to when outcomes are known
 * @param from when the first customer was exposed
 * @param isWholeCycle whether those who are read came over a whole cycle at least
 * @param versions of each arm's model, with answers
 * @param counts how many customers there were
 * @param ratio whether they were divided as stated
 * @param missingPValue how probable it is that outcomes are missing in one arm so much more often than in the other
 * @param outcomes what came of the rate and, where there is one, the amount; empty if the division or missing outcomes forbid it
 * @param decides which of these is the one that was planned; empty where there is none
 * @param recommendation what is to be done
 * @param notices what else is to be known
 */
public record ExperimentReading(
        String experiment,
        Instant asOf,
        Instant from,
        boolean isWholeCycle,
        Map<String, Map<String, Long>> versions,
        ExperimentCounts counts,
        SampleRatio ratio,
        double missingPValue,
        List<OutcomeReading> outcomes,
        String decides,
        Recommendation recommendation,
        List<Notice> notices) {

    /** After so long without any outcome it may be that they are not complete. */
    private static final Duration SILENCE = Duration.ofDays(7);

    /** Keeps copies. */
    public ExperimentReading {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        outcomes = List.copyOf(outcomes);
        notices = List.copyOf(notices);
    }

    /**
     * Reads an experiment.
     *
     * @param log the assignment log
     * @param outcomes the table of outcomes, of any format; one row a customer
     * @param options how
     * @return what it says
     * @throws io.github.churnml.error.ChurnException if one of the two cannot be used, saying what and where
     */
    public static ExperimentReading of(Path log, Path outcomes, ReadingOptions options) {
        try (TableRows rows = TableRows.open(outcomes)) {
            return of(log, rows, options);
        }
    }

    /**
     * Reads an experiment.
     *
     * @param log the assignment log
     * @param outcomes the rows of a table of outcomes, one a customer; left open
     * @param options how
     * @return what it says
     * @throws io.github.churnml.error.ChurnException if one of the two cannot be used, saying what and where
     */
    public static ExperimentReading of(Path log, TableRows outcomes, ReadingOptions options) {
        Exposures exposures = Exposures.read(log, options);
        OutcomeRows rows =
                OutcomeRows.read(outcomes, options.columns(), options.higherIsBetter(), exposures.customers());
        ReadCustomers customers = new ReadCustomers(exposures, rows, options);
        requireOutcomes(customers, exposures, rows);
        return new Reader(exposures, rows, customers, options).read();
    }

    private static void requireOutcomes(ReadCustomers customers, Exposures exposures, OutcomeRows rows) {
        if (customers.size() == 0 && customers.untold() > 0) {
            String id = exposures.customers().keySet().iterator().next();
            throw new DataException(
                    "The outcomes tell of none of the "
                            + Wording.count(customers.untold(), "customer", "customers") + " whose horizon has passed"
                            + (rows.unknown() > 0
                                    ? ", but of " + Wording.count(rows.unknown()) + " who were not exposed."
                                    : "."),
                    "Maybe ids are written in another way; the log begins with " + Wording.value(id) + ".",
                    Where.nowhere());
        }
    }

    /** {@return whether the division or missing outcomes forbid to tell anything of the models} */
    public boolean isAlarm() {
        return recommendation == Recommendation.REPAIR;
    }

    /** {@return the outcome that the recommendation is about; empty if there is none} */
    public Optional<OutcomeReading> deciding() {
        return outcomes.stream()
                .filter(outcome -> outcome.name().equals(decides))
                .findFirst();
    }

    /** {@return what it says, in a sentence or two} */
    public String sentence() {
        return ReadingWords.sentence(this);
    }

    /** {@return everything as plain values, for JSON; numbers that are not known are NaN} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("experiment", experiment);
        map.put("as_of", asOf.toString());
        map.put("from", from.toString());
        map.put("whole_cycle", isWholeCycle);
        map.put("versions", versions);
        map.put("counts", ReadingWords.counts(counts));
        map.put("sample_ratio", ReadingWords.ratio(ratio));
        map.put("outcomes_missing_p", missingPValue);
        map.put("outcomes", outcomes.stream().map(ReadingWords::outcome).toList());
        map.put("decides", decides);
        map.put("recommendation", recommendation.label());
        map.put("sentence", sentence());
        map.put(
                "notices",
                notices.stream()
                        .map(notice -> Map.of("code", notice.code(), "message", notice.message()))
                        .toList());
        return map;
    }

    /** Puts a reading together. */
    private record Reader(Exposures exposures, OutcomeRows rows, ReadCustomers customers, ReadingOptions options) {

        ExperimentReading read() {
            List<Notice> notices = new ArrayList<>(exposures.notices());
            rows.latest().ifPresent(latest -> noticeSilence(latest, notices));
            SampleRatio ratio = exposures.ratio();
            double missing = customers.missingPValue();
            boolean alarm = ratio.alarm() || missing < SampleRatio.LIMIT;
            Instant from = exposures.first();
            boolean whole = !from.plus(options.cycle()).isAfter(options.asOf().minus(options.horizon()));
            List<OutcomeReading> outcomes = alarm || customers.size() == 0 ? List.of() : outcomes(whole, notices);
            String amount = options.columns().amount();
            String decides = outcomes.isEmpty() ? "" : options.amountDecides() && amount != null ? amount : rate();
            Recommendation recommendation = alarm
                    ? Recommendation.REPAIR
                    : outcomes.stream()
                            .filter(outcome -> outcome.name().equals(decides))
                            .map(OutcomeReading::recommendation)
                            .findFirst()
                            .orElse(Recommendation.GO_ON);
            outcomes.stream().filter(outcome -> !outcome.name().equals(decides)).forEach(other -> {
                if (other.recommendation() == Recommendation.STOP_FOR_HARM) {
                    notices.add(notice(
                            "other-outcome-worse",
                            Wording.name(other.name())
                                    + " is worse with the challenger, though it is not what decides: look before you"
                                    + " promote."));
                }
            });
            Map<String, Map<String, Long>> versions = new LinkedHashMap<>();
            for (Arm arm : Arm.values()) {
                versions.put(
                        arm.label(),
                        exposures.versions().containsKey(arm)
                                ? exposures.versions().get(arm)
                                : Map.of());
            }
            return new ExperimentReading(
                    exposures.name(),
                    options.asOf(),
                    from,
                    whole,
                    versions,
                    counts(),
                    ratio,
                    missing,
                    outcomes,
                    decides,
                    recommendation,
                    notices);
        }

        /** While customers are in their horizon, some of them leave. */
        private void noticeSilence(Instant latest, List<Notice> notices) {
            Instant last = exposures.last().plus(options.horizon());
            Instant until = last.isBefore(options.asOf()) ? last : options.asOf();
            if (latest.plus(SILENCE).isBefore(until)) {
                notices.add(notice(
                        "outcomes-end-early",
                        "The latest outcome is of " + latest + ", "
                                + Duration.between(latest, until).toDays()
                                + " days before the last horizon ends or what is known does: if outcomes are not complete"
                                + " up to " + options.asOf() + ", read the experiment as of an earlier day."));
            }
        }

        private ExperimentCounts counts() {
            return new ExperimentCounts(
                    exposures.answers(),
                    exposures.customers().size(),
                    exposures.both(),
                    customers.tooRecent(),
                    customers.before(),
                    customers.untold(),
                    customers.size(),
                    rows.unknown(),
                    rows.repeated());
        }

        private String rate() {
            String column = options.columns().outcome();
            return column == null ? "listed" : column;
        }

        private List<OutcomeReading> outcomes(boolean whole, List<Notice> notices) {
            boolean adjusted = customers.hasScores();
            if (!adjusted) {
                notices.add(notice(
                        "not-adjusted",
                        "The champion's score is known of "
                                + Wording.percent(customers.shareWithScore())
                                + " of the customers, which is too few, or of one arm more often than of the other: it is"
                                + " not used to narrow the interval."));
            }
            List<OutcomeReading> outcomes = new ArrayList<>();
            ArmSums[] rates = customers.rates();
            outcomes.add(OutcomeReading.of(
                    rate(),
                    true,
                    rates[0],
                    rates[1],
                    adjusted,
                    options.higherIsBetter() ? 1 : -1,
                    judgement(options.effect(), options.tau(), whole)));
            String amount = options.columns().amount();
            if (amount != null) {
                outcomes.add(amount(amount, adjusted, whole, notices));
            }
            return outcomes;
        }

        private OutcomeReading amount(String name, boolean adjusted, boolean whole, List<Notice> notices) {
            ArmSums[] amounts = customers.amounts();
            long without = customers.size() - amounts[0].count() - amounts[1].count();
            if (without > 0) {
                notices.add(notice(
                        "without-amount",
                        Wording.count(without, "customer has", "customers have") + " no " + Wording.name(name)
                                + " and are left out of it: if one model has more of them, it is not to be believed."));
            }
            double effect = options.amountEffect();
            return OutcomeReading.of(
                    name, false, amounts[0], amounts[1], adjusted, 1, judgement(effect, effect, whole));
        }

        private OutcomeReading.Judgement judgement(double effect, double tau, boolean whole) {
            return new OutcomeReading.Judgement(
                    options.alpha(), options.power(), options.challengerShare(), effect, tau, whole);
        }

        private static Notice notice(String code, String message) {
            return new Notice(code, "", message);
        }
    }
}
