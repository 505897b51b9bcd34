package io.github.churnml;

import io.github.churnml.predictor.LogOdds;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.RecipeKernel;

/** What it takes to score one row at a time: the row being prepared and a kernel's own arrays. For one thread at a time. */
final class WorkSpace {

    /** One place per variable of the preparation; the first ones are for what the inputs read. */
    final double[] row;

    private final FittedPreparation preparation;
    private final RecipeKernel kernel;

    WorkSpace(FittedRecipe fitted) {
        this.preparation = fitted.preparation();
        this.kernel = fitted.kernel();
        this.row = new double[preparation.variables().size()];
    }

    /** The probability of the row whose first places are filled; it is prepared in place. */
    double probability() {
        preparation.apply(row);
        return LogOdds.toProbability(kernel.logOdds(row));
    }
}
