package io.github.churnml;

import io.github.churnml.decide.DecisionRule;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.RecipeKernel;

/** What it takes to score one row at a time: the row being prepared and a kernel's own arrays. For one thread at a time. */
final class WorkSpace {

    /** One place per variable of the preparation; the first ones are for what the inputs read. */
    final double[] row;

    private final FittedPreparation preparation;
    private final RecipeKernel kernel;
    private final DecisionRule rule;

    WorkSpace(FittedRecipe fitted, DecisionRule rule) {
        this.preparation = fitted.preparation();
        this.kernel = fitted.kernel();
        this.rule = rule;
        this.row = new double[preparation.variables().size()];
    }

    /** The probability of the row whose first places are filled; it is prepared in place. */
    double probability() {
        return rule.probability(logOdds());
    }

    /** Its log-odds before calibration. */
    double logOdds() {
        preparation.apply(row);
        return kernel.logOdds(row);
    }
}
