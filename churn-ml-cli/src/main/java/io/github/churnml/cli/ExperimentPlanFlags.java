package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.experiment.ExperimentPlan;
import io.github.churnml.registry.experiment.ExperimentPlanBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an experiment is planned with. */
final class ExperimentPlanFlags {

    @Option(
            names = "--baseline",
            paramLabel = "RATE",
            description = "How often the outcome happens with the champion, such as 0.14 for 14 %% churn.")
    @Nullable
    Double baseline;

    @Option(
            names = "--sd",
            paramLabel = "AMOUNT",
            description = "Instead of --baseline, where the outcome is an amount such as profit: its standard deviation"
                    + " over customers.")
    @Nullable
    Double deviation;

    @Option(
            names = "--effect",
            paramLabel = "SIZE",
            description = "The smallest gain that matters: 0.02 is two points less churn; of an amount, how much more.")
    @Nullable
    Double effect;

    @Option(
            names = "--relative",
            paramLabel = "SHARE",
            description = "Instead of --effect: the smallest gain as a share of the baseline, such as 0.15.")
    @Nullable
    Double relative;

    @Option(
            names = "--power",
            paramLabel = "SHARE",
            description = "How often such a gain is to be found. Default: 0.8.")
    @Nullable
    Double power;

    @Option(
            names = "--alpha",
            paramLabel = "SHARE",
            description = "How often a difference may be told where there is none, over all looks. Default: 0.05.")
    @Nullable
    Double alpha;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            description = "The share of customers who get the challenger. Default: 0.5, which needs the fewest.")
    @Nullable
    Double share;

    @Option(
            names = "--correlation",
            paramLabel = "R",
            description = "Between the champion's score and the outcome: what the score explains is not waited for."
                    + " Default: 0.")
    @Nullable
    Double correlation;

    @Option(
            names = "--per-day",
            paramLabel = "N",
            description = "How many customers come on a day for the first time, of both models together.")
    @Nullable
    Double perDay;

    @Option(
            names = "--horizon",
            paramLabel = "LENGTH",
            description = "How long after exposure an outcome counts, in days or as 6w. Default: 30d.")
    @Nullable
    String horizon;

    @Option(
            names = "--cycle",
            paramLabel = "LENGTH",
            description = "For how long customers come in any case, such as a billing cycle. Default: 30d.")
    @Nullable
    String cycle;

    @Option(
            names = "--higher-is-better",
            description = "More of the outcome is wanted, as of conversions. Default: less is, as of churn.")
    boolean higherIsBetter;

    ExperimentPlan plan() {
        ExperimentPlanBuilder builder = builder();
        if (effect != null && relative != null) {
            throw new ConfigurationException(
                    "Options --effect and --relative are both given.", "Maybe keep one of them.", Where.nowhere());
        }
        if (effect != null) {
            builder.effect(effect);
        }
        if (relative != null) {
            builder.relativeEffect(relative);
        }
        if (power != null) {
            builder.power(power);
        }
        if (alpha != null) {
            builder.alpha(alpha);
        }
        if (share != null) {
            builder.challengerShare(share);
        }
        if (correlation != null) {
            builder.correlation(correlation);
        }
        if (perDay != null) {
            builder.customersPerDay(perDay);
        }
        if (horizon != null) {
            builder.horizonDays(days("--horizon", horizon));
        }
        if (cycle != null) {
            builder.cycleDays(days("--cycle", cycle));
        }
        return builder.build();
    }

    private ExperimentPlanBuilder builder() {
        if (baseline != null && deviation == null) {
            return ExperimentPlan.ofRate(baseline).higherIsBetter(higherIsBetter);
        }
        if (deviation != null && baseline == null) {
            if (higherIsBetter) {
                throw new ConfigurationException(
                        "Option --higher-is-better is given with --sd: more of an amount is always wanted.",
                        "Maybe leave it out.",
                        Where.nowhere());
            }
            return ExperimentPlan.ofAmount(deviation);
        }
        throw new ConfigurationException(
                "One of --baseline and --sd is required.",
                "Maybe --baseline 0.14 where 14 % of the customers leave.",
                Where.nowhere());
    }

    /** A length of time; a bare number is in days. */
    static Duration length(String option, String text) {
        String bare = text.strip();
        return TimeOptions.length(option, bare.matches("\\d+") ? bare + "d" : text, "30d or 6w");
    }

    private static int days(String option, String text) {
        Duration length = length(option, text);
        if (!length.equals(Duration.ofDays(length.toDays())) || length.toDays() > Integer.MAX_VALUE) {
            throw new ConfigurationException(
                    "Option " + option + " holds " + Wording.value(text) + " where whole days are required.",
                    "Maybe write it as 30d or 6w.",
                    Where.nowhere());
        }
        return (int) length.toDays();
    }
}
