package io.github.churnml.registry.experiment;

/**
 * A one-sided test of a normal estimate that holds however often one looks: a mixture of likelihood ratios over effects that the
 * half-normal distribution with scale τ gives.
 *
 * <p>With D the estimate less the value tested, and V its variance at the time of the look,
 *
 * <pre>E = 2 √(V / (V + τ²)) · exp(τ² D² / (2 V (V + τ²))) · Φ(τ D / √(V (V + τ²)))</pre>
 *
 * is at any fixed moment a fair bet against the hypothesis that the effect is at most that value: while it holds, E exceeds 1/α
 * <em>at any time</em> with probability at most α (Ville's inequality). H. Robbins, "Statistical methods related to the law of
 * the iterated logarithm" (1970); R. Johari, P. Koomen, L. Pekelis and D. Walsh, "Always valid inference: continuous monitoring
 * of A/B tests" (2022), with both sides in one; I. Waudby-Smith and others, "Time-uniform central limit theory and asymptotic
 * confidence sequences" (2024), show that it holds in the limit for means of any outcome, with estimated variances.
 */
final class MixtureTest {

    private static final double LOG_2 = StrictMath.log(2);
    private static final int STEPS = 200;

    private final double alpha;
    private final double tau;

    /**
     * @param alpha how often it may be wrong, below a half
     * @param tau the size of effects for which it is best, above 0
     */
    MixtureTest(double alpha, double tau) {
        this.alpha = alpha;
        this.tau = tau;
    }

    double alpha() {
        return alpha;
    }

    double tau() {
        return tau;
    }

    /** The logarithm of E for an estimate that is so far above the value tested. */
    double logEvidence(double above, double variance) {
        double sum = variance + tau * tau;
        double scaled = tau * above / StrictMath.sqrt(variance * sum);
        return LOG_2 + 0.5 * StrictMath.log(variance / sum) + 0.5 * scaled * scaled + Normal.logBelow(scaled);
    }

    /** How far above a value an estimate has to be to reject it. */
    double bound(double variance) {
        double sum = variance + tau * tau;
        double limit = -StrictMath.log(alpha);
        double unit = StrictMath.sqrt(variance * sum) / tau;
        // Without the last factor, which is between a half and 1 here, E would be reached a little earlier, or up to
        // that later.
        double square = 2 * (limit - LOG_2) + StrictMath.log(sum / variance);
        double low = unit * StrictMath.sqrt(Math.max(0, square));
        double high = unit * StrictMath.sqrt(square + 2 * LOG_2);
        for (int i = 0; i < STEPS && high - low > 1e-14 * high; i++) {
            double middle = (low + high) / 2;
            if (logEvidence(middle, variance) < limit) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
