package io.github.churnml.learn.additive;

import io.github.churnml.data.Progress;
import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.Constraints;
import io.github.churnml.learn.boosting.FeatureBins;
import io.github.churnml.learn.boosting.Hash;
import io.github.churnml.learn.boosting.Parallel;
import io.github.churnml.predictor.AdditivePredictor;
import io.github.churnml.predictor.PairTable;
import io.github.churnml.predictor.ShapeFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One additive fit: curves of single columns in every bag, the pairs that their mean leaves most to say about, tables of these
 * pairs in every bag, and the means of all bags as a predictor. Bags go on side by side, a few rounds at a time, so that all
 * stop after the same number.
 */
final class AdditiveFit {

    /** After how many rounds the bags' losses are compared. */
    private static final int ROUNDS_AT_ONCE = 8;

    private static final long BINS = 1;
    private static final long BAGS = 2;
    private static final long ROUNDS = 3;
    private static final String STAGE = "additive";

    private final AdditiveSettings settings;
    private final TrainingData data;
    private final Progress progress;
    private final Constraints constraints;
    private final AdditiveRows rows;
    private final double[][] weights;
    private final double base;
    private final List<AdditiveBag> bags = new ArrayList<>();
    private double judged;
    private int rounds;
    private int pairRounds;

    AdditiveFit(AdditiveSettings settings, TrainingData data, long seed, Progress progress) {
        this.settings = settings;
        this.data = data;
        this.progress = progress;
        this.constraints = Constraints.of(
                data.features().features(),
                settings.monotone(),
                AdditiveSettings.INTERACTION_GROUPS,
                settings.interactionGroups());
        this.rows = new AdditiveRows(settings, data, Hash.key(seed, BINS, 0));
        this.weights = rows.weightsByBin();
        this.base = data.baseLogOdds();
        List<ColumnGroup> groups = ColumnGroup.of(rows.bins);
        for (int b = 0; b < settings.bags(); b++) {
            AdditiveBag bag = new AdditiveBag(
                    rows,
                    groups,
                    settings,
                    constraints,
                    rows.part(Hash.key(seed, BAGS, b)),
                    base,
                    Hash.key(seed, ROUNDS, b));
            bags.add(bag);
            judged += bag.judgedWeight();
        }
    }

    /** How many rounds over the columns were kept. */
    int rounds() {
        return rounds;
    }

    /** How many rounds over the pairs were kept. */
    int pairRounds() {
        return pairRounds;
    }

    AdditivePredictor fit() {
        int total = settings.rounds() + settings.interactionRounds();
        rounds = boost(settings.rounds(), 0, total);
        double[][] curves = new double[rows.columns.length][FeatureBins.MOST];
        for (AdditiveBag bag : bags) {
            bag.curves().forEach(terms -> terms.addTo(curves, 1.0 / bags.size()));
        }
        List<PairLayout> pairs = settings.interactionRounds() > 0 ? pairs(curves) : List.of();
        bags.forEach(bag -> bag.begin(pairs));
        pairRounds = pairs.isEmpty() ? 0 : boost(settings.interactionRounds(), settings.rounds(), total);
        progress.at(STAGE, total, total);
        return predictor(curves, pairRounds > 0 ? pairs : List.of());
    }

    /** Goes through rounds until the loss has not become less for some. Returns how many are kept. */
    private int boost(int most, int before, int total) {
        double least = judged > 0 ? loss() : Double.POSITIVE_INFINITY;
        int best = 0;
        for (int done = 0; done < most && (judged == 0 || done - best < settings.patience()); ) {
            progress.at(STAGE, before + (long) done, total);
            int from = done;
            int to = Math.min(most, done + ROUNDS_AT_ONCE);
            Parallel.each(bags.size(), Long.MAX_VALUE, b -> bags.get(b).rounds(from, to));
            done = to;
            double loss = judged > 0 ? loss() : Double.NEGATIVE_INFINITY;
            if (loss < least) {
                best = done;
                least = judged > 0 ? loss : least;
                bags.forEach(AdditiveBag::keep);
            }
        }
        return best;
    }

    private double loss() {
        double sum = 0;
        for (AdditiveBag bag : bags) {
            sum += bag.loss();
        }
        return sum / judged;
    }

    private List<PairLayout> pairs(double[][] curves) {
        PairAxis[] axes = new PairAxis[curves.length];
        double[] scores = new double[rows.learnt];
        Arrays.fill(scores, base);
        for (int j = 0; j < axes.length; j++) {
            axes[j] = PairAxis.of(rows.columns[j], weights[j], settings.interactionBins());
            for (int i = 0; i < scores.length; i++) {
                scores[i] += curves[j][rows.bins[j][i] & 0xFF];
            }
        }
        double[] gradients = new double[2 * scores.length];
        AdditiveBag.gradients(scores, rows.labels, rows.weights, gradients);
        return new PairSearch(constraints, axes, curves, weights, rows.bins, gradients, rows.learnt)
                .best(settings.interactions()).stream()
                        .map(pair -> new PairLayout(pair[0], pair[1], axes, rows.bins))
                        .toList();
    }

    private AdditivePredictor predictor(double[][] curves, List<PairLayout> pairs) {
        List<PairTable> tables = new ArrayList<>();
        for (int k = 0; k < pairs.size(); k++) {
            PairLayout pair = pairs.get(k);
            double[] table = new double[pair.size()];
            for (AdditiveBag bag : bags) {
                bag.tables().get(k).addTo(table, 1.0 / bags.size());
            }
            if (Arrays.stream(table).anyMatch(value -> value != 0)) {
                double[] cells = BagTerm.weights(pair.cells, pair.size() + 1, learningWeights());
                PureTerms.purify(pair, table, cells, curves);
                tables.add(table(pair, table, Arrays.copyOf(cells, table.length)));
            }
        }
        double intercept = base;
        List<ShapeFunction> shapes = new ArrayList<>();
        for (int j = 0; j < curves.length; j++) {
            boolean[] unseen = new boolean[curves[j].length];
            for (int bin = rows.columns[j].nominal() ? 0 : rows.columns[j].missing(); bin < unseen.length; bin++) {
                unseen[bin] = weights[j][bin] == 0;
            }
            intercept += PureTerms.center(curves[j], weights[j], unseen);
            shapes.add(shape(j, curves[j]));
        }
        return new AdditivePredictor(intercept, shapes, tables);
    }

    /** The rows' weights, 0 for those to validate on. */
    private double[] learningWeights() {
        double[] learning = rows.weights.clone();
        Arrays.fill(learning, rows.learnt, learning.length, 0);
        return learning;
    }

    private ShapeFunction shape(int column, double[] curve) {
        FeatureBins bins = rows.columns[column];
        int levels = levels(column);
        double[] values = new double[shapeBins(column)];
        double[] sums = new double[values.length];
        for (int bin = 0; bin < values.length; bin++) {
            values[bin] = curve[featureBin(column, bin)];
            sums[bin] = levels > 0 ? 0 : weights[column][bin];
        }
        if (!(bins instanceof FeatureBins.OfNumbers numbers)) {
            double[] codes = data.features().columns()[column];
            for (int i = 0; i < codes.length; i++) {
                sums[codes[i] >= 0 ? (int) codes[i] : levels] += rows.weights[i];
            }
            return ShapeFunction.ofLevels(values, sums);
        }
        double[] edges = new double[numbers.values() - 1];
        Arrays.setAll(edges, numbers::edge);
        return ShapeFunction.ofNumbers(edges, values, sums);
    }

    private PairTable table(PairLayout pair, double[] values, double[] cells) {
        return new PairTable(
                pair.first,
                pair.second,
                cellOf(pair.first, pair.rows),
                cellOf(pair.second, pair.columns),
                pair.rows.size,
                pair.columns.size,
                values,
                cells);
    }

    private int[] cellOf(int column, PairAxis axis) {
        int[] cells = new int[shapeBins(column)];
        Arrays.setAll(cells, bin -> axis.cellOf[featureBin(column, bin)]);
        return cells;
    }

    private int levels(int column) {
        return data.features().features().get(column).levels();
    }

    private int shapeBins(int column) {
        int levels = levels(column);
        return levels > 0 ? levels + 2 : rows.columns[column].values() + 1;
    }

    /** The bin in training of a bin of the shape, which has one for every level. */
    private int featureBin(int column, int bin) {
        FeatureBins bins = rows.columns[column];
        int levels = levels(column);
        return levels == 0 ? bin : bin < levels ? bins.of(bin) : bin == levels ? bins.missing() : bins.size() - 1;
    }
}
