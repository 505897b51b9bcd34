package io.github.churnml.select.blend;

import io.github.churnml.forest.Forest;
import io.github.churnml.predictor.ForestPredictor;
import io.github.churnml.prepare.FittedPreparation;
import io.github.churnml.recipe.FittedRecipe;
import io.github.churnml.recipe.Member;
import io.github.churnml.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fits of a blend's parts as one.
 *
 * @param recipe the blend's recipe
 * @param preparation what every member's rows go through
 * @param parts the parts, each of one copy
 * @param fits what each of them has learnt
 */
record FittedBlend(Recipe recipe, FittedPreparation preparation, List<BlendPart> parts, List<Recipe.Fit> fits) {

    /** How many parts' losses round by round are kept with the model. */
    private static final int MOST_HISTORIES = 3;

    Recipe.Fit fit() {
        List<Member> members = new ArrayList<>();
        List<BlendPart> again = new ArrayList<>();
        List<Object> found = new ArrayList<>();
        double offset = 0;
        int told = 0;
        double total = parts.stream().mapToDouble(BlendPart::weight).sum();
        for (int i = 0; i < parts.size(); i++) {
            double weight = parts.get(i).weight();
            Recipe.Fit one = fits.get(i);
            members.add(one.fitted().members().get(0).withWeight(weight));
            again.add(new BlendPart(one.refit().learner(), weight, 1));
            offset += one.priorOffset() * weight / total;
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("learner", parts.get(i).learner().name());
            said.put("weight", weight);
            if (one.found().containsKey("rounds")) {
                said.put("rounds", one.found().get("rounds"));
            }
            if (one.found().containsKey("history") && told++ < MOST_HISTORIES) {
                said.put("history", one.found().get("history"));
            }
            found.add(said);
        }
        Recipe refit = recipe.with(Blend.of(again), recipe.balance());
        return new Recipe.Fit(
                new FittedRecipe(preparation, fused(members)), refit, Map.of(Blend.PARTS, List.copyOf(found)), offset);
    }

    /** Forests that meet the same features become one, in the place of the first of them. */
    static List<Member> fused(List<Member> members) {
        List<Member> kept = new ArrayList<>();
        boolean[] taken = new boolean[members.size()];
        for (int i = 0; i < taken.length; i++) {
            if (taken[i]) {
                continue;
            }
            List<Member> alike = new ArrayList<>();
            for (int j = i; j < taken.length; j++) {
                if (!taken[j] && (j == i || goTogether(members.get(i), members.get(j)))) {
                    alike.add(members.get(j));
                    taken[j] = true;
                }
            }
            kept.add(alike.size() == 1 ? alike.get(0) : one(alike));
        }
        // A weight beside no other says nothing.
        return kept.size() == 1 ? List.of(kept.get(0).withWeight(1)) : kept;
    }

    private static boolean goTogether(Member one, Member other) {
        return one.predictor() instanceof ForestPredictor first
                && other.predictor() instanceof ForestPredictor second
                && ForestSum.takes(first.forest())
                && ForestSum.takes(second.forest())
                && one.encoding().state().equals(other.encoding().state());
    }

    private static Member one(List<Member> alike) {
        double total = alike.stream().mapToDouble(Member::weight).sum();
        double offset = 0;
        double[] shares = new double[alike.size()];
        List<Forest> forests = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            shares[i] = alike.get(i).weight() / total;
            offset += shares[i] * alike.get(i).offset();
            forests.add(((ForestPredictor) alike.get(i).predictor()).forest());
        }
        Member first = alike.get(0);
        return new Member(
                first.encoding(),
                new ForestPredictor(ForestSum.of(forests, shares)),
                offset,
                first.background(),
                total);
    }
}
