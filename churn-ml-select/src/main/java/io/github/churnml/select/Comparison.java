package io.github.churnml.select;

import io.github.churnml.data.Progress;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.decide.ThresholdRule;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.learn.Learners;
import io.github.churnml.metrics.Metric;
import io.github.churnml.recipe.Recipe;
import io.github.churnml.resample.NoResampling;
import io.github.churnml.resample.Resampler;
import io.github.churnml.select.blend.Auto;
import io.github.churnml.select.blend.Blend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of candidates on the same folds. Mutable until {@link #run}, for one thread; a setter checks its own argument.
 */
public final class Comparison {

    /** What fits several learners takes many times as long, or needs to be told which: compared where it is asked for. */
    private static final Set<String> COMPOUND = Set.of(Auto.NAME, Blend.NAME);

    private final CrossValidation folds;
    private List<Candidate> candidates;
    private List<Resampler> balances;
    private @Nullable Worth worth;
    private Metric by = Metric.ROC_AUC;
    private Progress progress = Progress.none();

    private Comparison(CrossValidation folds) {
        this.folds = folds;
        this.balances = List.of();
        this.candidates = named(Learners.names().stream()
                .filter(name -> !COMPOUND.contains(name))
                .toList());
    }

    /**
     * Starts a comparison: all learners on the class path with their defaults but {@code auto} and {@code blend}, balanced as the recipe says, by ROC-AUC.
     *
     * @param folds the rows, divided, with the recipe whose steps hold for all; its learner keeps its settings
     * @return the comparison, to be changed and run
     */
    public static Comparison on(CrossValidation folds) {
        return new Comparison(folds);
    }

    /**
     * Which learners are compared; all on the class path but {@code auto} and {@code blend} by default.
     *
     * @param names their names, such as {@code boosting}; at least one
     * @return this
     * @throws ConfigurationException if there is no such learner, naming the nearest or the artifact to add
     */
    public Comparison learners(String... names) {
        return candidates(named(List.of(names)));
    }

    /**
     * Which candidates are compared, with settings of their own.
     *
     * @param given at least one; no two of one name
     * @return this
     * @throws ConfigurationException if there is none, or two have one name
     */
    public Comparison candidates(List<Candidate> given) {
        if (given.isEmpty()) {
            throw new ConfigurationException(
                    "There is no learner to compare.",
                    "Maybe name one of these: " + Wording.names(Learners.names()) + ".",
                    Where.nowhere());
        }
        Candidate.requireDistinct(given);
        candidates = List.copyOf(given);
        return this;
    }

    /**
     * Ways to balance, each of which every learner is compared with; by default that of each candidate, which for learners by name is
     * that of the recipe. Not balancing is compared too, so that the answer can say what balancing did.
     *
     * @param ways each way once
     * @return this
     */
    public Comparison balance(Resampler... ways) {
        List<Resampler> all = new ArrayList<>(List.of(ways));
        if (all.stream().noneMatch(NoResampling.class::isInstance)) {
            all.add(0, Resampler.none());
        }
        balances = List.copyOf(all);
        return this;
    }

    /**
     * What customers are worth, so that candidates are compared by {@link Compared#MONEY} too; not known by default.
     *
     * @param value what each is worth, and what a campaign costs
     * @param threshold the probability from which a customer is contacted, for {@link Metric#PROFIT}
     * @return this
     * @throws io.github.churnml.error.DataException if the rows do not say what a customer is worth
     */
    public Comparison worth(CustomerValue value, double threshold) {
        return worth(value, ThresholdRule.fixed(threshold));
    }

    /**
     * What customers are worth, with a threshold that may be learnt: inside the training part of each fold, of which a quarter is
     * set aside for it; that takes one more fit of each candidate and fold.
     *
     * @param value what each is worth, and what a campaign costs
     * @param threshold how the probability is found from which a customer is contacted, for {@link Metric#PROFIT}
     * @return this
     * @throws io.github.churnml.error.DataException if the rows do not say what a customer is worth
     */
    public Comparison worth(CustomerValue value, ThresholdRule threshold) {
        worth = new Worth(value, value.of(folds.rows(), List.of()), threshold);
        return this;
    }

    /**
     * What the best is best by; ROC-AUC by default.
     *
     * @param metric one of {@link Compared#METRICS}, or of {@link Compared#MONEY} after {@link #worth}
     * @return this
     * @throws ConfigurationException if candidates are not compared by it
     */
    public Comparison by(Metric metric) {
        if (metric.isMoney() && worth == null) {
            throw new ConfigurationException(
                    "Candidates are to be compared by " + Wording.value(metric.label())
                            + ", and it is not known what customers are worth.",
                    "Maybe say it in the pipeline (value), or compare by log_loss.",
                    Where.nowhere());
        }
        if (!Compared.METRICS.contains(metric) && !Compared.MONEY.contains(metric)) {
            throw new ConfigurationException(
                    "Candidates are to be compared by " + Wording.value(metric.label()) + ", which they are not.",
                    "Maybe one of these was meant: "
                            + Wording.names(
                                    Compared.METRICS.stream().map(Metric::label).toList())
                            + ".",
                    Where.nowhere());
        }
        by = metric;
        return this;
    }

    /**
     * Who is told how far the work is; nobody by default.
     *
     * @param listener told before each candidate
     * @return this
     */
    public Comparison progress(Progress listener) {
        progress = listener;
        return this;
    }

    /**
     * Fits and judges every candidate in every fold. One that cannot learn from this table is left out, and told.
     *
     * @return who did how well, and whether that is more than luck
     * @throws ChurnException what the first candidate failed with, if all did
     */
    public ComparisonResult run() {
        List<Candidate> all = new ArrayList<>();
        for (Resampler balance : balances) {
            candidates.forEach(candidate -> all.add(candidate.with(balance)));
        }
        if (balances.isEmpty()) {
            all.addAll(candidates);
        }
        Candidate.requireDistinct(all);
        List<Compared> compared = new ArrayList<>();
        Map<String, String> failures = new LinkedHashMap<>();
        ChurnException first = null;
        for (Candidate candidate : all) {
            progress.at("comparing " + candidate.name(), compared.size() + failures.size(), all.size());
            Recipe recipe = folds.recipe().with(candidate.learner(), candidate.balance());
            try {
                double[] thresholds = worth == null ? new double[0] : worth.thresholds(folds, recipe);
                compared.add(Compared.of(
                        candidate,
                        folds.run(recipe),
                        folds.groups().inOrder(),
                        worth,
                        thresholds,
                        Times.of(recipe, folds)));
            } catch (ChurnException e) {
                first = first == null ? e : first;
                failures.put(candidate.name(), String.valueOf(e.getMessage()).replace('\n', ' '));
            }
        }
        if (compared.isEmpty() && first != null) {
            throw first;
        }
        return new ComparisonResult(by, compared, failures, folds, worth);
    }

    private List<Candidate> named(List<String> names) {
        return names.stream().map(name -> Candidate.named(name, folds.recipe())).toList();
    }
}
