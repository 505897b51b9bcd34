package io.github.churnml.recipe;

import io.github.churnml.predictor.Explainer;
import io.github.churnml.predictor.Sampling;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.Variable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Splits the log-odds of prepared rows into what each column contributes, in work space of its own: for one thread at a time.
 *
 * <p>A column is an input or a derived feature of several inputs. All that an encoding makes of a column is added up, and so
 * are its indicator of missing values and the features derived from it alone. Contributions of members are averaged by weight as
 * their log-odds are; standard errors likewise, as members are sampled in the same orders and may err together.
 */
public final class RecipeExplainer {

    private final FittedRecipe recipe;
    private final int[] places;
    private final List<String> names;
    private final Explainer[] explainers;
    private final double[][] features;
    private final double[] contributions;
    private final double[] errors;
    private final double weight;
    private final double baseValue;

    RecipeExplainer(FittedRecipe recipe, Sampling sampling) {
        this.recipe = recipe;
        FittedPreparation preparation = recipe.preparation();
        int[] origins = preparation.origins();
        places = Arrays.stream(origins).distinct().sorted().toArray();
        names = Arrays.stream(places)
                .mapToObj(place -> preparation.variables().get(place).name())
                .toList();
        List<Member> members = recipe.members();
        explainers = new Explainer[members.size()];
        features = new double[members.size()][];
        Map<String, Integer> columns = columns(preparation.variables(), origins);
        weight = recipe.weight();
        double sum = 0;
        for (int m = 0; m < explainers.length; m++) {
            Member member = members.get(m);
            int[] groups = member.encoding().features().stream()
                    .map(Feature::source)
                    .mapToInt(columns::get)
                    .toArray();
            double[] background = member.background().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            explainers[m] = member.predictor().explainer(background, groups, places.length, sampling);
            features[m] = new double[groups.length];
            sum += (explainers[m].baseValue() + member.offset()) * member.weight();
        }
        baseValue = sum / weight;
        contributions = new double[places.length];
        errors = new double[places.length];
    }

    /** The position among the explained columns of each variable's own, by its name. */
    private Map<String, Integer> columns(List<Variable> variables, int[] origins) {
        Map<String, Integer> columns = new HashMap<>();
        for (int place = 0; place < origins.length; place++) {
            columns.putIfAbsent(variables.get(place).name(), Arrays.binarySearch(places, origins[place]));
        }
        return columns;
    }

    /** {@return the columns' names, in the order of {@link #places}} */
    public List<String> columns() {
        return names;
    }

    /** {@return the columns, by their places in a prepared row, ascending} */
    public int[] places() {
        return places.clone();
    }

    /** {@return the log-odds that contributions are counted from, offsets included} */
    public double baseValue() {
        return baseValue;
    }

    /**
     * The contributions of one prepared row. With the base value they add up to its log-odds, but for rounding.
     *
     * @param prepared a row that {@link FittedPreparation#apply} has been through
     * @param into receives one number per column, in the order of {@link #places}
     * @param standardErrors receives an upper bound of the standard error of each; 0 where it is exact
     */
    public void contributions(double[] prepared, double[] into, double[] standardErrors) {
        Arrays.fill(into, 0);
        Arrays.fill(standardErrors, 0);
        for (int m = 0; m < explainers.length; m++) {
            Member member = recipe.members().get(m);
            member.encoding().encode(prepared, features[m]);
            explainers[m].contributions(features[m], contributions, errors);
            for (int c = 0; c < into.length; c++) {
                into[c] += contributions[c] * member.weight() / weight;
                standardErrors[c] += errors[c] * member.weight() / weight;
            }
        }
    }
}
