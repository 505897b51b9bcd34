package io.github.churnml.recipe;

import io.github.churnml.data.Dataset;
import io.github.churnml.predictor.Predictor;
import io.github.churnml.predictor.Sampling;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.prepare.TypedTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A fitted preparation and 1 … n members whose log-odds are averaged by weight. Immutable, safe for any thread; a row and a batch
 * give the same bits.
 */
public final class FittedRecipe {

    private static final int CHUNK = 4096;

    private final FittedPreparation preparation;
    private final List<Member> members;

    /**
     * Puts the parts together.
     *
     * @param preparation what every member's rows go through
     * @param members at least one
     * @throws IllegalArgumentException if there is none, or if missing values stay missing and one cannot take them
     */
    public FittedRecipe(FittedPreparation preparation, List<Member> members) {
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a model needs at least one member");
        }
        for (Member member : members) {
            boolean missing = preparation.leavesMissing() || member.encoding().leavesMissing();
            if (missing && !member.predictor().takesMissing()) {
                throw new IllegalArgumentException("Missing values stay missing, which a predictor of kind '"
                        + member.predictor().kind() + "' cannot take.");
            }
        }
        this.preparation = preparation;
        this.members = List.copyOf(members);
    }

    /** {@return what every member's rows go through} */
    public FittedPreparation preparation() {
        return preparation;
    }

    /** {@return the members, at least one} */
    public List<Member> members() {
        return members;
    }

    /** The sum of the members' weights. */
    double weight() {
        return members.stream().mapToDouble(Member::weight).sum();
    }

    /**
     * The same recipe with the same offset for every member.
     *
     * @param offset added to each member's log-odds
     * @return the recipe
     */
    public FittedRecipe withOffset(double offset) {
        return new FittedRecipe(
                preparation,
                members.stream().map(member -> member.withOffset(offset)).toList());
    }

    /** Does now what scoring would do by itself once it is worth it: {@link Predictor#warmUp} of every member. */
    public void warmUp() {
        for (Member member : members) {
            member.predictor().warmUp();
        }
    }

    /** {@return work space to score rows in, for one thread at a time} */
    public RecipeKernel kernel() {
        return new RecipeKernel(members);
    }

    /**
     * Work space to explain rows in, for one thread at a time.
     *
     * @param sampling how members that cannot be explained outright are sampled
     * @return the explainer
     */
    public RecipeExplainer explainer(Sampling sampling) {
        return new RecipeExplainer(this, sampling);
    }

    /**
     * The log-odds of every prepared row, on all cores; bits do not depend on how many there are.
     *
     * @param table rows prepared by {@link #preparation}
     * @return log-odds before calibration, one per row
     */
    public double[] logOdds(TypedTable table) {
        double[] logOdds = new double[table.rows()];
        IntStream.range(0, (table.rows() + CHUNK - 1) / CHUNK).parallel().forEach(c -> {
            RecipeKernel kernel = kernel();
            int end = Math.min(logOdds.length, (c + 1) * CHUNK);
            for (int from = c * CHUNK; from < end; from += RecipeKernel.BATCH) {
                kernel.logOdds(table, from, Math.min(RecipeKernel.BATCH, end - from), logOdds);
            }
        });
        return logOdds;
    }

    /**
     * The log-odds of every row of a raw table.
     *
     * @param data a table with all input columns
     * @return log-odds before calibration, one per row
     */
    public double[] logOdds(Dataset data) {
        return logOdds(preparation.table(data));
    }

    /** {@return how much each column counts: the members' mean importance by weight and source column, adding up to 1, largest first} */
    public Map<String, Double> importances() {
        Map<String, Double> bySource = new LinkedHashMap<>();
        double weight = weight();
        for (Member member : members) {
            double[] importances = member.predictor().importances();
            List<Feature> features = member.encoding().features();
            for (int j = 0; j < importances.length; j++) {
                bySource.merge(features.get(j).source(), importances[j] * member.weight() / weight, Double::sum);
            }
        }
        Map<String, Double> sorted = new LinkedHashMap<>();
        bySource.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }
}
