package io.github.churnml;

import io.github.churnml.decide.DecisionRule;
import io.github.churnml.decide.ProbabilityInterval;
import io.github.churnml.decide.RiskTier;
import io.github.churnml.explain.Explanation;
import io.github.churnml.explain.Explanations;
import io.github.churnml.explain.Reason;
import io.github.churnml.predictor.Sampling;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of one customer. Immutable, safe for any thread; reasons are worked out when they are asked for. Two
 * predictions are equal if they give the same answer, be it of different customers or for different reasons.
 */
public final class Prediction {

    private final double probability;
    private final boolean positive;
    private final String label;
    private final RiskTier tier;
    private final List<String> unknownLevels;
    private final Explanations explanations;
    private final double[] read;

    /** Null where it was not asked for. */
    private final @Nullable ProbabilityInterval interval;

    /**
     * Says what log-odds mean.
     *
     * @param logOdds the customer's, before calibration
     * @param read what the inputs read in the customer's row; not copied
     */
    Prediction(
            double logOdds, DecisionRule rule, List<String> unknownLevels, Explanations explanations, double[] read) {
        this.probability = rule.probability(logOdds);
        this.interval =
                rule.vennAbers().map(predictor -> predictor.interval(logOdds)).orElse(null);
        this.positive = rule.leaves(probability);
        this.label = rule.label(probability);
        this.tier = rule.tier(probability);
        this.unknownLevels = List.copyOf(unknownLevels);
        this.explanations = explanations;
        this.read = read;
    }

    /** {@return what the model's inputs read in the row, in their order; for other packages of churn-ml that count rows} */
    public double[] read() {
        return read.clone();
    }

    /** {@return how likely the customer is to leave, from 0 to 1} */
    public double probability() {
        return probability;
    }

    /**
     * The two probabilities between which the training rows place the customer's, see {@link
     * io.github.churnml.decide.VennAbers}: far apart where few like this one were seen. The probability itself may lie outside where
     * its calibrator is a smooth curve that rows differ from.
     *
     * @return the interval; empty where the pipeline did not ask for it
     */
    public Optional<ProbabilityInterval> interval() {
        return Optional.ofNullable(interval);
    }

    /** {@return whether the probability reaches the model's threshold} */
    public boolean positive() {
        return positive;
    }

    /** {@return the decision in the target's own words, such as {@code Yes}} */
    public String label() {
        return label;
    }

    /** {@return the probability in three words} */
    public RiskTier tier() {
        return tier;
    }

    /** {@return the columns whose level was not seen in training; usually empty} */
    public List<String> unknownLevels() {
        return unknownLevels;
    }

    /**
     * Why: the columns that moved this customer's log-odds furthest from those of a typical customer, either way.
     *
     * @param most how many reasons to give at most, 1 or more
     * @return the reasons, largest |contribution| first, equal ones by column name; columns that contribute nothing are left
     *     out
     * @throws io.github.churnml.error.ConfigurationException if fewer than one is asked for, or the model's trees cannot be
     *     explained, see {@link io.github.churnml.forest.TreeShap#MOST_FEATURES_ON_PATH}
     */
    public List<Reason> reasons(int most) {
        return explanations.reasons(read, most);
    }

    /** {@return all of why, for programs: every column's contribution; networks are sampled as usual} */
    public Explanation explanation() {
        return explanations.of(read);
    }

    /**
     * All of why, sampled otherwise than usual.
     *
     * @param sampling how members that cannot be explained outright, which are networks, are sampled
     * @return every column's contribution
     */
    public Explanation explanation(Sampling sampling) {
        return explanations.of(read, sampling);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prediction that
                && Double.compare(probability, that.probability) == 0
                && Objects.equals(interval, that.interval)
                && positive == that.positive
                && label.equals(that.label)
                && tier == that.tier
                && unknownLevels.equals(that.unknownLevels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(probability, positive, label, tier, unknownLevels);
    }

    /** {@return the answer, without anything that the customer's row held} */
    @Override
    public String toString() {
        return "Prediction[probability=" + probability
                + (interval == null ? "" : ", interval=" + interval.low() + " to " + interval.high()) + ", positive="
                + positive + ", label=" + label + ", tier="
                + tier + ", unknownLevels=" + unknownLevels + "]";
    }
}
