package io.github.churnml.benchmarks;

import io.github.churnml.forest.TreeShap;

/** Our own TreeSHAP, in scratch of its own. */
final class ChurnMlReasons implements Reasons {

    private final TreeShap shap;
    private final TreeShap.Work work;
    private final double[][] rows;
    private final double[] contributions = new double[CustomerRows.COLUMNS];

    ChurnMlReasons(TrainedModel model) {
        shap = TreeShap.of(model.forest());
        work = shap.newWork();
        rows = CustomerRows.rows(model.rows().scored());
    }

    @Override
    public Object explain(int row) {
        shap.contributions(rows[row], contributions, work);
        return contributions;
    }

    @Override
    public double contribution(Object answer, int feature) {
        return feature == CustomerRows.COLUMNS ? shap.baseValue() : ((double[]) answer)[feature];
    }
}
