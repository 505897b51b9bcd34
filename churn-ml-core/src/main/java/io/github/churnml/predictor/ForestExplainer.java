package io.github.churnml.predictor;

import io.github.churnml.forest.TreeShap;
import java.util.Arrays;

/** Explains trees by {@link TreeShap}. */
final class ForestExplainer implements Explainer {

    private final TreeShap shap;
    private final TreeShap.Work work;
    private final FeatureGroups groups;
    private final double[] byFeature;

    ForestExplainer(TreeShap shap, FeatureGroups groups) {
        this.shap = shap;
        this.work = shap.newWork();
        this.groups = groups;
        this.byFeature = new double[groups.of.length];
    }

    @Override
    public double baseValue() {
        return shap.baseValue();
    }

    @Override
    public void contributions(double[] features, double[] into, double[] standardErrors) {
        groups.check(features, into, standardErrors);
        shap.contributions(features, byFeature, work);
        Arrays.fill(into, 0);
        Arrays.fill(standardErrors, 0);
        for (int j = 0; j < byFeature.length; j++) {
            into[groups.of[j]] += byFeature[j];
        }
    }
}
