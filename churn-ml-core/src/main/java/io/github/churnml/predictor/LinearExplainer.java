package io.github.churnml.predictor;

import java.util.Arrays;

/**
 * Explains a weighted sum: coefficient · (value − background), which are its Shapley values whatever the features'
 * distribution if they are taken to be independent (E. Štrumbelj and I. Kononenko, Knowledge and Information Systems 41,
 * 2014, section 2.1).
 */
final class LinearExplainer implements Explainer {

    private final double[] coefficients;
    private final double[] background;
    private final FeatureGroups groups;
    private final double baseValue;

    LinearExplainer(LinearPredictor predictor, double[] background, FeatureGroups groups) {
        this.coefficients = predictor.coefficients();
        this.background = FeatureGroups.background(background, coefficients.length);
        this.groups = groups;
        this.baseValue = predictor.logOdds(this.background);
    }

    @Override
    public double baseValue() {
        return baseValue;
    }

    @Override
    public void contributions(double[] features, double[] into, double[] standardErrors) {
        groups.check(features, into, standardErrors);
        Arrays.fill(into, 0);
        Arrays.fill(standardErrors, 0);
        for (int j = 0; j < features.length; j++) {
            into[groups.of[j]] += coefficients[j] * (features[j] - background[j]);
        }
    }
}
