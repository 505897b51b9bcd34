package io.github.churnml.learn.boosting;

/**
 * What a cut gains: ½ (s(left) + s(right) − s(all)) with s = T(G)² / (H + l2), T taking l1 off the gradient (Chen and
 * Guestrin, XGBoost, 2016, equation 7); where answers are bounded, with the score of the bounded answer. Before gains are
 * compared, noise may be added.
 */
final class Gains {

    private final Gradients gradients;
    private final GrowthSettings settings;
    /** The standard deviation of what is added to gains before they are compared. */
    private double noise;

    Gains(Gradients gradients, GrowthSettings settings) {
        this.gradients = gradients;
        this.settings = settings;
    }

    /** Sets the noise of the trees to come. */
    void noise(double deviation) {
        noise = deviation;
    }

    /**
     * A gain with noise, nearly normal: four uniform numbers from one draw, added up.
     *
     * @param draw the column's at a node
     * @param candidate the cut's number in the column
     */
    double noisy(double gain, long draw, int candidate) {
        if (noise == 0) {
            return gain;
        }
        if (!(gain > settings.minGain())) {
            return Double.NaN;
        }
        long hash = Hash.of(draw, candidate);
        long sum = (hash & 0xFFFF) + (hash >>> 16 & 0xFFFF) + (hash >>> 32 & 0xFFFF) + (hash >>> 48);
        return gain + noise * Math.sqrt(3) * (sum * 0x1p-16 - 2 + 0x1p-15);
    }

    /** From which score on a cut helps. */
    double leastScore() {
        return noise == 0 ? settings.minGain() : Double.NEGATIVE_INFINITY;
    }

    /** What a leaf of a sum would answer before shrinking, within the bounds of a node. */
    double value(long sum, OpenNode node) {
        return value(gradients.gradient(sum), gradients.hessian(sum) + settings.l2(), node);
    }

    /** The same of a gradient, and of a hessian with the penalty. */
    double value(double gradient, double curvature, OpenNode node) {
        double shrunk = Math.max(0, Math.abs(gradient) - settings.l1());
        return node.clip(-Math.copySign(shrunk, gradient) / curvature);
    }

    /** The score of a node's own sum. */
    double ownScore(OpenNode node) {
        double gradient = gradients.gradient(node.sum);
        double hessian = gradients.hessian(node.sum);
        return node.bounded()
                ? scoreOf(gradient, hessian + settings.l2(), value(node.sum, node))
                : score(gradient, hessian, settings.l2());
    }

    /**
     * The gain of sending a sum left; NaN where a side has too little weight, or the answers would be against a direction.
     *
     * @param direction of the column, 0 for none
     */
    double of(OpenNode node, double ownScore, long left, double l2, int direction) {
        long right = node.sum - left;
        double leftHessian = gradients.hessian(left);
        double rightHessian = gradients.hessian(right);
        if (leftHessian <= 0
                || rightHessian <= 0
                || leftHessian < settings.minChildWeight()
                || rightHessian < settings.minChildWeight()) {
            return Double.NaN;
        }
        double leftGradient = gradients.gradient(left);
        double rightGradient = gradients.gradient(right);
        if (direction == 0 && !node.bounded()) {
            return (score(leftGradient, leftHessian, l2) + score(rightGradient, rightHessian, l2) - ownScore) / 2;
        }
        double leftValue = value(leftGradient, leftHessian + l2, node);
        double rightValue = value(rightGradient, rightHessian + l2, node);
        if (direction * (rightValue - leftValue) < 0) {
            return Double.NaN;
        }
        return (scoreOf(leftGradient, leftHessian + l2, leftValue)
                        + scoreOf(rightGradient, rightHessian + l2, rightValue)
                        - ownScore)
                / 2;
    }

    /** The score of a sum that answers a given value. */
    private double scoreOf(double gradient, double curvature, double value) {
        return -(2 * gradient * value + curvature * value * value + 2 * settings.l1() * Math.abs(value));
    }

    /** The score of a sum, of which the better is the larger. */
    private double score(double gradient, double hessian, double l2) {
        if (settings.l1() > 0) {
            double shrunk = Math.max(0, Math.abs(gradient) - settings.l1());
            return shrunk * shrunk / (hessian + l2);
        }
        return gradient * gradient / (hessian + l2);
    }
}
