package io.github.churnml.registry.experiment;

/**
 * What came of one outcome in the two arms.
 *
 * @param name the column's name
 * @param isRate whether it happens or does not, rather than being an amount
 * @param champions how many customers of the champion were read
 * @param challengers how many customers of the challenger were read
 * @param championMean the champion's rate or mean amount, as it stands
 * @param challengerMean the challenger's
 * @param difference challenger less champion, adjusted by the covariate where that is so
 * @param low the interval's lower end; NaN if there are not enough customers
 * @param high its upper end; NaN if there are not enough customers
 * @param pValue the always-valid one of no difference; NaN if there are not enough customers
 * @param adjusted whether the champion's score was used as a covariate
 * @param theta the slope on it; 0 without
 * @param varianceReduction the share of the variance that it took away; 0 without
 * @param effect the smallest gain that matters, as it was planned
 * @param tau the size of gains for which the test is best
 * @param enough whether there are enough customers for the interval to hold
 * @param recommendation what this outcome says is to be done
 * @param moreCustomers about how many more have to be read for a gain as planned to be found; 0 if none, or if it is not known
 */
public record OutcomeReading(
        String name,
        boolean isRate,
        long champions,
        long challengers,
        double championMean,
        double challengerMean,
        double difference,
        double low,
        double high,
        double pValue,
        boolean adjusted,
        double theta,
        double varianceReduction,
        double effect,
        double tau,
        boolean enough,
        Recommendation recommendation,
        long moreCustomers) {

    /**
     * Judges sums.
     *
     * @param adjusted whether the covariate is used
     * @param direction 1 if more is better, -1 if less is
     */
    static OutcomeReading of(
            String name,
            boolean isRate,
            ArmSums champion,
            ArmSums challenger,
            boolean adjusted,
            double direction,
            Judgement judgement) {
        SequentialRule rule = SequentialRule.of(judgement.alpha(), judgement.tau());
        DifferenceEstimate plain = DifferenceEstimate.of(champion, challenger, false);
        DifferenceEstimate estimate = DifferenceEstimate.of(champion, challenger, adjusted);
        double gain = direction * estimate.difference();
        double variance = estimate.variance();
        boolean enough = variance > 0 && SequentialRule.isEnough(champion, challenger, isRate);
        double least = enough ? gain - rule.benefit().bound(variance) : Double.NaN;
        double most = enough ? gain + rule.harm().bound(variance) : Double.NaN;
        Recommendation recommendation = enough
                ? rule.recommend(gain, variance, judgement.effect(), judgement.isWholeCycle())
                : Recommendation.GO_ON;
        return new OutcomeReading(
                name,
                isRate,
                champion.count(),
                challenger.count(),
                champion.mean(),
                challenger.mean(),
                estimate.difference(),
                direction > 0 ? least : -most,
                direction > 0 ? most : -least,
                enough ? rule.pValue(gain, variance) : Double.NaN,
                adjusted,
                estimate.theta(),
                adjusted && plain.variance() > 0 ? 1 - variance / plain.variance() : 0,
                judgement.effect(),
                judgement.tau(),
                enough,
                recommendation,
                recommendation == Recommendation.GO_ON
                        ? more(variance, champion.count() + challenger.count(), judgement)
                        : 0);
    }

    /** What is decided before the data are seen, but for the last. */
    record Judgement(
            double alpha, double power, double challengerShare, double effect, double tau, boolean isWholeCycle) {}

    /** By the variance of a customer so far and the planned gain; what was found so far has no say in it. */
    private static long more(double variance, long read, Judgement judgement) {
        if (!(variance > 0) || Double.isInfinite(variance)) {
            return 0;
        }
        double share = judgement.challengerShare();
        double deviation = StrictMath.sqrt(variance * read * share * (1 - share));
        ExperimentPlan plan = ExperimentPlan.ofAmount(deviation)
                .effect(judgement.effect())
                .alpha(judgement.alpha())
                .power(Math.min(judgement.power(), 1 - judgement.alpha()))
                .challengerShare(share)
                .build();
        return Math.max(0, plan.size().daily().customers() - read);
    }
}
