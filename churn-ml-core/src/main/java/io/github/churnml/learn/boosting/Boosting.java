package io.github.churnml.learn.boosting;

import io.github.churnml.data.Progress;
import io.github.churnml.forest.Forest;
import io.github.churnml.forest.ForestBuilder;
import io.github.churnml.learn.TrainingData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The rounds of one fit: gradients, a tree, scores; and, where rows to validate on are given, when to stop. */
final class Boosting {

    /** So many rounds in a row that find no split end the growth. */
    private static final int MOST_IN_VAIN = 10;

    /** By so many rows, evenly spaced, the loss of training is told. */
    private static final int ROWS_TO_REMEMBER = 1000;

    private static final long BINS = 1;
    private static final long ROWS = 2;
    private static final long ROUNDING = 3;
    private static final long COLUMNS = 4;
    private static final long NODES = 5;

    private final HistogramSettings settings;
    private final long seed;
    private final BoostingRows rows;
    private final double @Nullable [] weights;
    private final BinnedTable table;
    private final double base;
    private final List<GrownTree> trees = new ArrayList<>();
    private final History history = new History();
    private final @Nullable Rows away;
    private double scale;

    /** @param place as {@link Rows#fit} has it; null if all rows stay here */
    Boosting(
            HistogramSettings settings,
            TrainingData data,
            long seed,
            @Nullable BiFunction<BinnedTable, TrainingData, @Nullable Rows> place) {
        this.settings = settings;
        this.seed = seed;
        this.rows = new BoostingRows(data, settings, seed, Hash.key(seed, BINS, 0));
        this.weights = rows.weights;
        this.table = rows.table;
        this.base = rows.base;
        this.scale = settings.scoreScale();
        boolean divisible = weights == null
                && settings.sampling() == Sampling.PLAIN
                && settings.tree().randomStrength() == 0;
        this.away = place != null && divisible ? place.apply(table, rows.outcomes) : null;
    }

    /** Grows trees. Returns how many to keep. */
    int grow(Progress progress) {
        StagedValidation staged = rows.validation;
        Gradients gradients = new Gradients(away == null ? rows.labels : new int[0], weights, base);
        gradients.all = table.rows;
        TreeGrower grower = new TreeGrower(
                table,
                gradients,
                weights,
                settings.tree(),
                settings.learningRate(),
                Constraints.of(rows.features, settings.tree()),
                away);
        int inVain = 0;
        remember(grower.rows(), staged);
        for (int round = 0; round < settings.trees() && inVain < MOST_IN_VAIN; round++) {
            progress.at("boosting", round, settings.trees());
            int[] columns = columns(round);
            long draw = Hash.key(seed, ROWS, round);
            grower.update(
                    away == null ? sample(draw, gradients) : null,
                    columns,
                    settings.subsample(),
                    draw,
                    Hash.key(seed, ROUNDING, round));
            if (settings.tree().randomStrength() > 0) {
                grower.noise(settings.tree().randomStrength()
                        * gradients.chance()
                        * fading(table.rows, settings.learningRate(), trees.size()));
            }
            GrownTree tree = grower.grow(columns, Hash.key(seed, NODES, round));
            if (tree.size() == 1) {
                inVain++;
                continue;
            }
            inVain = 0;
            trees.add(tree);
            int worse = staged == null ? 0 : staged.add(tree);
            remember(grower.rows(), staged);
            if (worse >= settings.patience()) {
                break;
            }
        }
        grower.rows().close();
        progress.at("boosting", settings.trees(), settings.trees());
        if (staged == null) {
            return trees.size();
        }
        int rounds = staged.rounds(trees, settings.stopping());
        // Three places are far finer than any validation rows tell, and this is a setting that people read.
        scale = Math.rint(1000 * staged.scale(rounds)) / 1000;
        return rounds;
    }

    private RowSample sample(long key, Gradients gradients) {
        return settings.sampling() == Sampling.GOSS
                ? new OneSideSample(settings.topShare(), settings.otherShare(), weights, key, gradients.ofAll())
                : new PlainSample(settings.subsample(), weights, key);
    }

    /** From 1 to 0 as the trees become many: n / (n + e^(trees · learningRate)), as CatBoost has it. */
    static double fading(int rows, double learningRate, int trees) {
        double left = rows * StrictMath.exp(-learningRate * trees);
        return left / (1 + left);
    }

    /** Keeps the losses so far; that of training is of some of the rows, which is enough to see it fall. */
    private void remember(Rows all, @Nullable StagedValidation staged) {
        int round = trees.size();
        if (!history.wants(round)) {
            return;
        }
        double factor = staged == null ? scale : staged.scale(round);
        LossSum sum = new LossSum();
        double total = 0;
        int step = (table.rows + ROWS_TO_REMEMBER - 1) / ROWS_TO_REMEMBER;
        double[] scores = all.scores(step);
        for (int place = 0; place < scores.length; place++) {
            int i = place * step;
            double score = base + factor * (scores[place] - base);
            double weight = weights == null ? 1 : weights[i];
            sum.add(rows.labels[i] == 1 ? score : -score, weight);
            total += weight;
        }
        history.add(sum.total() / total, staged == null ? Double.NaN : staged.loss(round));
    }

    /** The losses over the rounds. */
    History history() {
        return history;
    }

    /** What the trees are multiplied by: as set, or as found on the rows to validate on. */
    double scale() {
        return scale;
    }

    /** The columns that a tree may split on, ascending. */
    private int[] columns(int round) {
        int all = table.columns.length;
        int count = (int) Math.max(1, Math.ceil(all * settings.columnsPerTree() - 1e-9));
        int[] columns = new int[all];
        for (int j = 0; j < all; j++) {
            columns[j] = j;
        }
        if (count == all) {
            return columns;
        }
        long key = Hash.key(seed, COLUMNS, round);
        for (int j = 0; j < count; j++) {
            int other = j + Hash.below(Hash.of(key, j), all - j);
            int swap = columns[j];
            columns[j] = columns[other];
            columns[other] = swap;
        }
        int[] chosen = Arrays.copyOf(columns, count);
        Arrays.sort(chosen);
        return chosen;
    }

    /** The first trees. */
    Forest forest(int rounds) {
        ForestBuilder forest = new ForestBuilder(table.columns.length, base);
        for (GrownTree tree : trees.subList(0, rounds)) {
            tree.addTo(forest, table, scale);
        }
        return forest.build();
    }
}
