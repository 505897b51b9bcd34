package io.github.churnml.select.blend;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.Progress;
import io.github.churnml.data.split.Division;
import io.github.churnml.data.split.RowGroups;
import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.TrainingException;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.metrics.RocAuc;
import io.github.churnml.prepare.TypedTable;
import io.github.churnml.recipe.PreparedRecipe;
import io.github.churnml.recipe.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** One choice among the learners of a portfolio, on training rows alone. */
final class AutoRun {

    private final AutoSettings settings;
    private final List<PortfolioEntry> all;
    private final Recipe recipe;
    private final Dataset rows;
    private final int[] labels;
    private final RowGroups groups;
    private final long seed;
    private final Progress progress;
    private final long start = System.nanoTime();

    AutoRun(
            AutoSettings settings,
            List<PortfolioEntry> all,
            Recipe recipe,
            Dataset rows,
            int[] labels,
            RowGroups groups,
            long seed,
            Progress progress) {
        this.settings = settings;
        this.all = all;
        this.recipe = recipe;
        this.rows = rows;
        this.labels = labels;
        this.groups = groups;
        this.seed = seed;
        this.progress = progress;
    }

    AutoChoice choose() {
        int left = IntStream.of(labels).sum();
        int fewer = Math.min(left, labels.length - left);
        Portfolio portfolio = Portfolio.of(all, labels.length, fewer, settings.folds());
        if (portfolio.folds() == 0) {
            return untried(
                    portfolio.entries().get(0),
                    fewer < Portfolio.FEWEST
                            ? "of fewer than " + Portfolio.FEWEST
                                    + " customers of a class nothing is told apart from luck"
                            : "of so many rows one learner is tried alone");
        }
        CrossValidation folds;
        try {
            folds = CrossValidation.of(recipe, rows, labels, groups, portfolio.folds(), 1, seed);
        } catch (DataException e) {
            return untried(
                    portfolio.entries().get(0), "the rows cannot be divided into folds with both classes in each");
        }
        return choose(portfolio, folds);
    }

    private AutoChoice untried(PortfolioEntry entry, String why) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kept", entry.name());
        told.put("because", "Only " + entry.name() + " was tried: " + why + ".");
        told.put("repeatable", true);
        return new AutoChoice(
                entry.copies() == 1
                        ? entry.learner()
                        : Blend.of(List.of(new BlendPart(entry.learner(), 1, entry.copies()))),
                told);
    }

    private AutoChoice choose(Portfolio portfolio, CrossValidation folds) {
        List<Division> divisions = folds.divisions().get(0);
        PreparedRecipe[] prepared = new PreparedRecipe[divisions.size()];
        TypedTable[] judged = new TypedTable[divisions.size()];
        IntStream.range(0, prepared.length).parallel().forEach(f -> {
            int[] train = divisions.get(f).train();
            prepared[f] = PreparedRecipe.of(recipe, rows.select(train), pick(train), groups.select(train));
            judged[f] =
                    prepared[f].preparation().table(rows.select(divisions.get(f).test()));
        });
        List<Tried> tried = new ArrayList<>();
        ChurnException refused = null;
        boolean ended = false;
        for (PortfolioEntry entry : portfolio.entries()) {
            progress.at("trying learners", tried.size(), portfolio.entries().size());
            ended |= settings.maxSeconds() > 0 && (System.nanoTime() - start) / 1e9 > settings.maxSeconds();
            if (ended && tried.stream().anyMatch(Tried::counts)) {
                tried.add(Tried.skipped(entry, "the time was over"));
                continue;
            }
            try {
                tried.add(judge(entry, prepared, judged));
            } catch (ConfigurationException | TrainingException e) {
                refused = refused == null ? e : refused;
                tried.add(Tried.skipped(entry, String.valueOf(e.getMessage()).split("\n", 2)[0]));
            }
        }
        if (refused != null && tried.stream().noneMatch(Tried::counts)) {
            throw refused;
        }
        return chosen(tried, divisions, ended);
    }

    /** What an entry says of each fold's rows, one fold after the other in the order of the folds. */
    private Tried judge(PortfolioEntry entry, PreparedRecipe[] prepared, TypedTable[] judged) {
        double[][] parts = new double[prepared.length][];
        double[] nanos = new double[prepared.length];
        IntStream.range(0, prepared.length).parallel().forEach(f -> {
            Recipe.Fit fit = prepared[f].fit(entry.learner(), seed, Progress.none());
            parts[f] = fit.fitted().logOdds(judged[f]);
            double shift = recipe.correctPrior() ? 0 : fit.priorOffset();
            for (int i = 0; shift != 0 && i < parts[f].length; i++) {
                parts[f][i] += shift;
            }
            nanos[f] = ScoringCost.nanos(fit.fitted().members().get(0));
        });
        double[] logOdds = Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
        return new Tried(entry, logOdds, Arrays.stream(nanos).average().orElse(0), "");
    }

    private AutoChoice chosen(List<Tried> tried, List<Division> divisions, boolean ended) {
        List<Tried> counted = tried.stream().filter(Tried::counts).toList();
        int[] judgedRows = divisions.stream()
                .flatMapToInt(division -> Arrays.stream(division.test()))
                .toArray();
        int[] folds = IntStream.range(0, divisions.size())
                .flatMap(f -> IntStream.generate(() -> f).limit(divisions.get(f).test().length))
                .toArray();
        int[] outcomes = pick(judgedRows);
        GreedyBlend models =
                new GreedyBlend(counted.stream().map(Tried::logOdds).toArray(double[][]::new), outcomes);
        Weighing weighing = Weighing.of(models, folds, divisions.size());
        double[] weights = weighing.weights();
        Affordable affordable = Affordable.within(counted, weights, settings.maxMicros() * 1000);
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("kept", affordable.name());
        told.put("because", because(weighing, affordable, divisions.size()));
        told.put("folds", divisions.size());
        told.put("rows", outcomes.length);
        told.put("gain", weighing.gain());
        told.put("gainStandardError", weighing.standardError());
        told.put("estimatedMicros", affordable.nanos() / 1000);
        told.put("repeatable", !ended);
        int best = models.best(IntStream.range(0, outcomes.length).toArray());
        List<Object> list = new ArrayList<>();
        for (Tried one : tried) {
            int place = counted.indexOf(one);
            list.add(
                    place < 0
                            ? one.told(0, 0, 0, Gap.NONE)
                            : one.told(
                                    models.loss(place),
                                    meanArea(one.logOdds(), outcomes, folds, divisions.size()),
                                    affordable.weights()[place],
                                    Gap.between(models, place, best, outcomes.length)));
        }
        told.put("tried", list);
        return new AutoChoice(affordable.learner(), told);
    }

    private static String because(Weighing weighing, Affordable affordable, int folds) {
        String gain =
                String.format(Locale.ROOT, "%.5f (standard error %.5f)", weighing.gain(), weighing.standardError());
        String judged = " than the best single learner's over " + folds + " folds, by " + gain + " nats";
        String why = weighing.blends()
                ? "The blend's log loss is less" + judged + "."
                : weighing.gain() > 0
                        ? "A blend's log loss is less" + judged
                                + ", which may be luck: the best single learner is kept."
                        : "No blend's log loss is less than the best single learner's over " + folds + " folds.";
        return affordable.cut() ? why + " Parts were left out so that a row takes no longer than was allowed." : why;
    }

    /** The mean over folds, each ranked by itself. */
    private static double meanArea(double[] logOdds, int[] outcomes, int[] folds, int count) {
        double sum = 0;
        for (int fold = 0; fold < count; fold++) {
            int now = fold;
            int[] part = IntStream.range(0, folds.length)
                    .filter(row -> folds[row] == now)
                    .toArray();
            sum += RocAuc.of(
                    Arrays.stream(part).map(row -> outcomes[row]).toArray(),
                    Arrays.stream(part).mapToDouble(row -> logOdds[row]).toArray());
        }
        return sum / count;
    }

    private int[] pick(int[] selected) {
        return Arrays.stream(selected).map(row -> labels[row]).toArray();
    }
}
