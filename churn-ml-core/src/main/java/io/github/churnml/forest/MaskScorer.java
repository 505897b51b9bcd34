package io.github.churnml.forest;

import org.jspecify.annotations.Nullable;

/** Scores by masks: one search per feature and row, then tables of masks for one run of trees after the other. */
final class MaskScorer implements ForestScorer {

    /** Rows whose masks are held at the same time: as many as {@link Leaves} adds up together. */
    private static final int TOGETHER = 4;

    /** The most cells of a batch, so that they stay near: 128 KB. */
    private static final int BATCH_CELLS = 1 << 15;

    private static final int MOST_BATCH = 512;

    private final int features;
    private final double baseScore;
    private final Aggregation aggregation;
    private final Precision precision;
    private final int trees;
    private final Cuts cuts;
    private final MaskTable[] tables;

    private MaskScorer(Forest forest, Cuts cuts, MaskTable[] tables) {
        features = forest.features();
        baseScore = forest.baseScore();
        aggregation = forest.aggregation();
        precision = forest.precision();
        trees = forest.trees();
        this.cuts = cuts;
        this.tables = tables;
    }

    /** The scorer of a forest, or null if its tables would be too large or its trees are. */
    static @Nullable MaskScorer of(Forest forest) {
        Cuts cuts = Cuts.of(forest.parts(), forest.features());
        if (cuts == null) {
            return null;
        }
        MaskTable[] tables = MaskCompiler.compile(forest, cuts);
        return tables == null ? null : new MaskScorer(forest, cuts, tables);
    }

    @Override
    public int features() {
        return features;
    }

    @Override
    public Space newScratch() {
        return new Space(this);
    }

    @Override
    public double score(double[] row, Scratch scratch) {
        if (row.length != features) {
            throw new IllegalArgumentException("a row of " + row.length + " values for " + features + " features");
        }
        Space space = (Space) scratch;
        cuts.cells(row, precision, space.cells);
        double sum = start();
        for (MaskTable table : tables) {
            sum = add(table, 0, sum, space);
        }
        return finish(sum);
    }

    @Override
    public void score(double[] rows, int count, double[] into, Scratch scratch) {
        PlainScorer.checkRows(features, rows, count, into);
        Space space = (Space) scratch;
        int batch = space.batch();
        for (int from = 0; from < count; from += batch) {
            int size = Math.min(batch, count - from);
            cuts.cells(rows, from * features, features, size, precision, space.cells);
            for (int i = 0; i < size; i++) {
                space.sums[i] = start();
            }
            for (MaskTable table : tables) {
                add(table, size, space);
            }
            for (int i = 0; i < size; i++) {
                into[from + i] = finish(space.sums[i]);
            }
        }
    }

    /** Adds a table's trees to the sums of the rows whose cells are in the work space. */
    @SuppressWarnings("NullAway") // leaves are there where whole is above 0; a check would stand in the kernel
    private void add(MaskTable table, int size, Space space) {
        int slots = cuts.slots();
        int whole = table.leaves == null ? 0 : size - size % TOGETHER;
        for (int i = 0; i < whole; i += TOGETHER) {
            for (int k = 0; k < TOGETHER; k++) {
                table.decide(space.cells, (i + k) * slots, space.chosen, space.masks[k]);
            }
            table.leaves.add(space.masks, table.words, space.sums, i);
        }
        for (int i = whole; i < size; i++) {
            space.sums[i] = add(table, i * slots, space.sums[i], space);
        }
    }

    /** Adds a table's trees to the sum of the row whose cells begin at an offset. */
    @SuppressWarnings("NullAway") // leaves are there where walks are not
    private double add(MaskTable table, int offset, double sum, Space space) {
        table.decide(space.cells, offset, space.chosen, space.masks[0]);
        if (table.walks == null) {
            return table.leaves.add(space.masks[0], table.words, sum);
        }
        cuts.places(space.cells, offset, space.places);
        return table.walks.add(space.masks[0], space.places, space.positions, sum);
    }

    private double start() {
        return aggregation == Aggregation.SUM_OF_LOG_ODDS ? baseScore : 0;
    }

    private double finish(double sum) {
        return aggregation == Aggregation.SUM_OF_LOG_ODDS ? sum : baseScore + aggregation.logOdds(sum, trees);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("masks: " + trees + " trees, " + cuts.slots() + " features");
        for (MaskTable table : tables) {
            text.append("; ").append(table.describe());
        }
        return text.toString();
    }

    @Override
    public long bytes() {
        long bytes = cuts.bytes();
        for (MaskTable table : tables) {
            bytes += table.bytes();
        }
        return bytes;
    }

    static final class Space extends Scratch {

        private final int slots;
        private final int[] chosen;
        private final long[][] masks;
        private final int[] places;
        private final int[] positions;
        private int[] cells;
        /** Made by the first batch: scoring single rows needs none. */
        private double[] sums = {};

        private Space(MaskScorer scorer) {
            int lookups = 0;
            int words = 0;
            int walked = 0;
            for (MaskTable table : scorer.tables) {
                lookups = Math.max(lookups, table.lookups());
                words = Math.max(words, table.words);
                walked = Math.max(walked, table.walks == null ? 0 : table.walks.positions());
            }
            positions = new int[walked];
            places = new int[walked == 0 ? 0 : 2 * scorer.cuts.slots()];
            slots = scorer.cuts.slots();
            chosen = new int[lookups];
            masks = new long[TOGETHER][words];
            cells = new int[slots];
        }

        private int batch() {
            if (sums.length == 0) {
                int rows = Math.max(TOGETHER, Math.min(MOST_BATCH, BATCH_CELLS / Math.max(1, slots)));
                sums = new double[rows];
                cells = new int[Math.multiplyExact(rows, Math.max(1, slots))];
            }
            return sums.length;
        }
    }
}
