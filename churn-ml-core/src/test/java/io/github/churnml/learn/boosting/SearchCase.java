package io.github.churnml.learn.boosting;

import io.github.churnml.learn.TrainingData;
import io.github.churnml.prepare.Feature;
import io.github.churnml.prepare.FeatureMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A small table of random rows with random gradients, and all that a search for cuts in it needs. */
final class SearchCase {

    static final int ROWS = 60;

    final BinnedTable table;
    final GrowthSettings settings;
    final Constraints constraints;
    final Gains gains;
    final RowCounts counting;
    final LevelOrder levelOrder;
    final Histograms histograms;
    final int[] order = new int[ROWS];
    final int[] columns;
    /** The packed gradient and hessian of each row. */
    final long[] packed = new long[ROWS];

    private final List<Feature> features;

    SearchCase(long seed, HistogramGradientBoostingBuilder builder, int... columns) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] values = new double[5][ROWS];
        for (int row = 0; row < ROWS; row++) {
            boolean missing = random.nextInt(8) == 0;
            values[0][row] = random.nextInt(6);
            values[1][row] = missing ? Double.NaN : random.nextInt(5);
            values[2][row] = random.nextInt(4) == 0 ? -1 : random.nextInt(7);
            values[3][row] = random.nextInt(3);
            values[4][row] = missing ? Double.NaN : 1;
            order[row] = row;
            packed[row] = GainsTest.sum(random.nextDouble(-0.5, 0.5), random.nextDouble(0.01, 0.25));
        }
        features = List.of(
                new Feature("c0", "c0", 0),
                new Feature("c1", "c1", 0),
                new Feature("c2", "c2", 7),
                new Feature("c3", "c3", 3),
                new Feature("c4", "c4", 0));
        TrainingData data = TrainingData.of(new FeatureMatrix(features, values, ROWS), new int[ROWS]);
        this.table = BinnedTable.of(data.features(), null, 254, 1);
        this.columns = columns;
        this.settings = builder.settings().tree();
        this.constraints = Constraints.of(features, settings);
        this.gains = new Gains(GainsTest.GRADIENTS, settings);
        if (settings.randomStrength() > 0) {
            gains.noise(settings.randomStrength());
        }
        this.counting = new RowCounts(
                table, GainsTest.GRADIENTS, settings, null, RowCountsTest.all(table, GainsTest.GRADIENTS));
        this.levelOrder = new LevelOrder(table, GainsTest.GRADIENTS, settings);
        this.histograms = new Histograms(table, new Cells(table), packed);
        histograms.begin(columns);
    }

    /** A node of some of the rows, with its histogram. */
    OpenNode node(int from, int to, long key) {
        long sum = 0;
        for (int row = from; row < to; row++) {
            sum += packed[row];
        }
        OpenNode node = new OpenNode(1, from, to, sum, key);
        node.histogram = HistogramsTest.of(histograms, order, from, to);
        return node;
    }

    int bin(int column, int row) {
        return table.bins[column][row] & 0xFF;
    }

    /** The sum of a node's rows that a side takes. */
    long sum(OpenNode node, int column, boolean[] left) {
        long sum = 0;
        for (int row = node.from; row < node.to; row++) {
            sum += left[bin(column, row)] ? packed[row] : 0;
        }
        return sum;
    }

    /** Whether both sides have at least so many rows. */
    boolean enough(OpenNode node, int column, boolean[] left, int fewest) {
        int rows = 0;
        for (int row = node.from; row < node.to; row++) {
            rows += left[bin(column, row)] ? 1 : 0;
        }
        return rows >= fewest && node.rows() - rows >= fewest;
    }

    /** A candidate: which bins go left, its threshold or −1, and its number for the noise. */
    record Candidate(boolean[] left, int threshold, int number, int direction, double l2) {}

    /** The bins of a column that nodes have rows in. */
    List<Integer> hit(int column, List<OpenNode> nodes) {
        List<Integer> hit = new ArrayList<>();
        for (int bin = 0; bin <= table.columns[column].missing(); bin++) {
            int wanted = bin;
            if (nodes.stream().anyMatch(node -> has(node, column, wanted))) {
                hit.add(bin);
            }
        }
        return hit;
    }

    private boolean has(OpenNode node, int column, int bin) {
        for (int row = node.from; row < node.to; row++) {
            if (bin(column, row) == bin) {
                return true;
            }
        }
        return false;
    }

    /** The cuts of a column of numbers in the order in which they are tried: missing values right, then left. */
    List<Candidate> numbers(int column, List<OpenNode> nodes, long draw) {
        FeatureBins bins = table.columns[column];
        List<Integer> hit = hit(column, nodes);
        boolean missing = hit.remove((Integer) bins.missing());
        List<Candidate> cuts = new ArrayList<>();
        if (hit.isEmpty()) {
            return cuts;
        }
        int first = hit.get(0);
        int last = hit.get(hit.size() - 1);
        int only = settings.extraTrees() && last > first ? first + Hash.below(draw, last - first) : -1;
        for (boolean missingLeft : missing ? new boolean[] {false, true} : new boolean[] {false}) {
            for (int threshold : hit) {
                boolean apart = threshold == last;
                boolean separates = apart && missing && !missingLeft;
                if (apart ? separates : only < 0 || threshold == only) {
                    boolean[] left = new boolean[bins.size()];
                    for (int bin = 0; bin <= threshold; bin++) {
                        left[bin] = true;
                    }
                    left[bins.missing()] = missingLeft;
                    int direction = threshold < bins.values() - 1 ? constraints.direction(column) : 0;
                    cuts.add(new Candidate(
                            left, threshold, missingLeft ? ~threshold : threshold, direction, settings.l2()));
                }
            }
        }
        return cuts;
    }
}
