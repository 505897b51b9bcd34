package io.github.churnml.registry.experiment;

/**
 * When a difference is told, so that looking at it every day is safe: benefit and harm are tested by one {@link MixtureTest}
 * each, which together are wrong with probability α. Gains are differences turned so that more is better.
 *
 * <p>Harm is to be found early, so it gets three fifths of α and a test that is best for twice the planned effect, which is one
 * that a quarter of the customers show. Benefit gets the rest, and a test that is best for the planned effect itself.
 *
 * @param benefit tests whether the gain is above a value
 * @param harm tests whether the gain is below a value
 */
record SequentialRule(MixtureTest benefit, MixtureTest harm) {

    /** Of α, what telling benefit may be wrong with. */
    static final double BENEFIT_SHARE = 0.4;

    private static final double HARM_SCALE = 2;

    /** How many customers each arm needs, and how many of the rarer outcome the smaller arm, before anything is told. */
    static final int FEWEST = 100;

    static final int FEWEST_OF_RARER = 25;

    static SequentialRule of(double alpha, double tau) {
        return new SequentialRule(
                new MixtureTest(alpha * BENEFIT_SHARE, tau),
                new MixtureTest(alpha * (1 - BENEFIT_SHARE), HARM_SCALE * tau));
    }

    /** Whether there are enough customers for the normal distribution to be near enough. */
    static boolean isEnough(ArmSums champion, ArmSums challenger, boolean rate) {
        return isEnough(
                champion.count(),
                challenger.count(),
                rate
                        ? (champion.mean() * champion.count() + challenger.mean() * challenger.count())
                                / (champion.count() + challenger.count())
                        : 0.5);
    }

    static boolean isEnough(double champions, double challengers, double rate) {
        double smaller = Math.min(champions, challengers);
        return smaller >= FEWEST && smaller * Math.min(rate, 1 - rate) >= FEWEST_OF_RARER;
    }

    /** Whether the gain is above 0. */
    boolean isBenefit(double gain, double variance) {
        return isAbove(benefit, gain, variance);
    }

    /** Whether the gain is below 0. */
    boolean isHarm(double gain, double variance) {
        return isAbove(harm, -gain, variance);
    }

    /** Whether the gain is below what was planned for. */
    boolean isBelow(double planned, double gain, double variance) {
        return isAbove(harm, planned - gain, variance);
    }

    /** Whether this value is inside the interval. */
    boolean contains(double value, double gain, double variance) {
        return !isAbove(benefit, gain - value, variance) && !isAbove(harm, value - gain, variance);
    }

    /** Below α where 0 is outside the interval, and only there. */
    double pValue(double gain, double variance) {
        double alpha = benefit.alpha() + harm.alpha();
        double gained = alpha / benefit.alpha() * StrictMath.exp(-benefit.logEvidence(gain, variance));
        double lost = alpha / harm.alpha() * StrictMath.exp(-harm.logEvidence(-gain, variance));
        return Math.min(1, gain > 0 ? gained : lost);
    }

    private static boolean isAbove(MixtureTest test, double above, double variance) {
        return above > 0 && test.logEvidence(above, variance) >= -StrictMath.log(test.alpha());
    }

    /** What the difference says. Only harm is told before customers have come for a whole cycle. */
    Recommendation recommend(double gain, double variance, double planned, boolean isWholeCycle) {
        if (isHarm(gain, variance)) {
            return Recommendation.STOP_FOR_HARM;
        }
        if (!isWholeCycle) {
            return Recommendation.GO_ON;
        }
        if (isBenefit(gain, variance)) {
            return Recommendation.PROMOTE_CHALLENGER;
        }
        return isBelow(planned, gain, variance) ? Recommendation.KEEP_CHAMPION : Recommendation.GO_ON;
    }
}
