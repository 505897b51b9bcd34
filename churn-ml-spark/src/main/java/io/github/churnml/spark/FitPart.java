package io.github.churnml.spark;

import io.github.churnml.learn.TrainingData;
import io.github.churnml.learn.boosting.BinnedTable;
import io.github.churnml.learn.boosting.FeatureBins;
import io.github.churnml.learn.boosting.LocalRows;
import io.github.churnml.spark.TreeSteps.Reader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A part of the rows of a fit, on an executor, after some of the fit's {@link TreeSteps}. What it holds follows from its rows and these
 * steps alone, so that it can be made anew anywhere. For one thread.
 *
 * <p>It knows nodes by where their rows stand among those of all parts, which it is told, and keeps where their rows stand here.
 */
final class FitPart {

    /** Full precision is added up over so many rows of the whole table. */
    static final int BLOCK = 8192;

    private final LocalRows rows;
    /** Where its first row stands in the table, and how many blocks that has. */
    private final int first;

    private final int blocks;
    /** How many bins each column has. */
    private final int[] sizes;

    private final Map<Stretch, Stretch> nodes = new HashMap<>();
    private int taken;
    private int[] columns = {};
    private int histogramSize;
    private double[] blockSums = {};
    private int drawn;
    private int[] reached = {};

    private FitPart(LocalRows rows, int[] sizes, int first, int blocks) {
        this.sizes = sizes;
        this.rows = rows;
        this.first = first;
        this.blocks = blocks;
    }

    /** Where rows stand in an order of rows: from one place to before another. */
    private record Stretch(int from, int to) {}

    /** How many bins each column of a table has. */
    static int[] sizes(BinnedTable table) {
        return Arrays.stream(table.columns).mapToInt(FeatureBins::size).toArray();
    }

    /** The rows of a table in parts of whole blocks, of which each is made when it is asked for. */
    static Iterator<byte[]> packed(BinnedTable table, TrainingData outcomes, int parts) {
        int[] labels = outcomes.labels();
        double base = outcomes.baseLogOdds();
        long blocks = blocks(labels.length);
        return IntStream.range(0, parts)
                .mapToObj(part ->
                        packed(table.bins, sizes(table), labels, base, (int) (part * blocks / parts * BLOCK), (int)
                                Math.min(labels.length, (part + 1) * blocks / parts * BLOCK)))
                .iterator();
    }

    /** Some rows of a table as bytes: those from one place, the first of a block, to before another. */
    private static byte[] packed(byte[][] bins, int[] sizes, int[] labels, double base, int from, int to) {
        int count = to - from;
        ByteBuffer packed = ByteBuffer.allocate(24 + 4 * sizes.length + Math.multiplyExact(count, sizes.length + 1));
        packed.putInt(sizes.length).putInt(count).putInt(from).putInt(blocks(labels.length));
        packed.putDouble(base);
        for (int size : sizes) {
            packed.putInt(size);
        }
        for (byte[] column : bins) {
            packed.put(column, from, count);
        }
        for (int row = from; row < to; row++) {
            packed.put((byte) labels[row]);
        }
        return packed.array();
    }

    /** How many blocks so many rows have. */
    static int blocks(int rows) {
        return (int) ((rows + BLOCK - 1L) / BLOCK);
    }

    /** Rows before any step. */
    static FitPart of(byte[] bytes) {
        ByteBuffer packed = ByteBuffer.wrap(bytes);
        int[] sizes = new int[packed.getInt()];
        int count = packed.getInt();
        int first = packed.getInt();
        int blocks = packed.getInt();
        double base = packed.getDouble();
        for (int column = 0; column < sizes.length; column++) {
            sizes[column] = packed.getInt();
        }
        byte[][] bins = new byte[sizes.length][count];
        for (byte[] column : bins) {
            packed.get(column);
        }
        int[] labels = new int[count];
        for (int row = 0; row < count; row++) {
            labels[row] = packed.get();
        }
        return new FitPart(new LocalRows(bins, sizes, labels, base, first), sizes, first, blocks);
    }

    /** How many numbers of its fit's steps it has taken. */
    int taken() {
        return taken;
    }

    /**
     * Takes steps.
     *
     * @param steps whole ones, that follow on those taken; the gradients of the last tree that they begin are made, those of trees
     *     before it are asked for by nobody
     */
    void take(long[] steps) {
        Reader reader = new Reader(steps);
        while (reader.hasNext()) {
            int kind = reader.whole();
            switch (kind) {
                case TreeSteps.BEGIN -> begin(reader, isLastTree(steps, reader.place()));
                case TreeSteps.DIVIDE -> divide(reader);
                case TreeSteps.SCORE -> score(reader);
                default -> throw new IllegalStateException("step " + kind);
            }
        }
        taken += steps.length;
    }

    /** Whether no tree begins in the steps behind the beginning of one. */
    private static boolean isLastTree(long[] steps, int behind) {
        Reader reader = new Reader(steps);
        reader.skip(behind);
        skipBegin(reader);
        while (reader.hasNext()) {
            int kind = reader.whole();
            if (kind == TreeSteps.BEGIN) {
                return false;
            }
            int count = reader.whole();
            for (int i = 0; i < count; i++) {
                reader.skip(kind == TreeSteps.DIVIDE ? 8 : 6);
                if (kind == TreeSteps.SCORE && reader.number() == 1) {
                    reader.skip(4);
                }
            }
        }
        return true;
    }

    private static void skipBegin(Reader reader) {
        reader.skip(5);
        reader.skip(reader.whole());
    }

    private void begin(Reader reader, boolean last) {
        double gradientScale = reader.real();
        double hessianScale = reader.real();
        double share = reader.real();
        long draw = reader.number();
        long rounding = reader.number();
        columns = new int[reader.whole()];
        histogramSize = 0;
        for (int i = 0; i < columns.length; i++) {
            columns[i] = reader.whole();
            histogramSize += sizes[columns[i]];
        }
        if (last) {
            blockSums = rows.update(columns, share, draw, rounding, gradientScale, hessianScale);
        } else {
            rows.draw(share, draw);
        }
        drawn = rows.begin(columns);
        nodes.clear();
    }

    private void divide(Reader reader) {
        int count = reader.whole();
        Stretch[] whole = new Stretch[count];
        int[] middles = new int[count];
        int[][] own = new int[2][count];
        int[] cutColumns = new int[count];
        boolean[][] left = new boolean[count][];
        for (int i = 0; i < count; i++) {
            int from = reader.whole();
            middles[i] = reader.whole();
            whole[i] = new Stretch(from, reader.whole());
            Stretch here = here(whole[i]);
            own[0][i] = here.from();
            own[1][i] = here.to();
            cutColumns[i] = reader.whole();
            left[i] = reader.bins();
        }
        int[] found = rows.divide(own[0], own[1], cutColumns, left);
        for (int i = 0; i < count; i++) {
            nodes.put(new Stretch(whole[i].from(), middles[i]), new Stretch(own[0][i], found[i]));
            nodes.put(new Stretch(middles[i], whole[i].to()), new Stretch(found[i], own[1][i]));
        }
    }

    /** Where a node's rows stand here; those of the root, which nobody names before it is divided, are all that were drawn. */
    private Stretch here(Stretch whole) {
        if (whole.from() == whole.to()) {
            return new Stretch(0, 0);
        }
        Stretch here = nodes.isEmpty() ? new Stretch(0, drawn) : nodes.get(whole);
        if (here == null) {
            throw new IllegalStateException("no node has rows " + whole);
        }
        return here;
    }

    private void score(Reader reader) {
        int count = reader.whole();
        int[] from = new int[count];
        int[] to = new int[count];
        double[] values = new double[count];
        int[] cutColumns = new int[count];
        int[] left = new int[count];
        int[] right = new int[count];
        boolean[][] sides = new boolean[count][];
        for (int node = 0; node < count; node++) {
            int begin = reader.whole();
            Stretch here = here(new Stretch(begin, reader.whole()));
            from[node] = here.from();
            to[node] = here.to();
            values[node] = reader.real();
            cutColumns[node] = reader.whole();
            left[node] = reader.whole();
            right[node] = reader.whole();
            sides[node] = reader.number() == 1 ? reader.bins() : null;
        }
        reached = rows.score(from, to, values, cutColumns, left, right, sides);
    }

    /**
     * Answers questions.
     *
     * @param size how many numbers the answers have in all
     * @return numbers that add up to the answers of all parts; what is told for a place of the table is 0 for places elsewhere
     */
    long[] answer(long[] questions, int size) {
        long[] answer = new long[size];
        Reader reader = new Reader(questions);
        int place = 0;
        while (reader.hasNext()) {
            int kind = reader.whole();
            place = switch (kind) {
                case TreeSteps.BLOCK_SUMS -> putBlocks(answer, place, blockSums);
                case TreeSteps.DRAWN -> put(answer, place, drawn);
                case TreeSteps.ROOT -> histograms(answer, place, new int[1], new int[] {drawn});
                case TreeSteps.REACHED -> reached(answer, place);
                case TreeSteps.HISTOGRAMS -> histograms(reader, answer, place);
                case TreeSteps.SUMS -> sums(reader, answer, place);
                case TreeSteps.SCORES -> scores(reader, answer, place);
                default -> throw new IllegalStateException("question " + kind);
            };
        }
        return answer;
    }

    private static int put(long[] answer, int place, long number) {
        answer[place] = number;
        return place + 1;
    }

    private int reached(long[] answer, int place) {
        int next = place;
        for (int rowsOfNode : reached) {
            next = put(answer, next, rowsOfNode);
        }
        return next;
    }

    /** Two sums for each block of the table, of which this part has some. */
    private int putBlocks(long[] answer, int place, double[] sums) {
        int next = place + 2 * (first / BLOCK);
        for (double sum : sums) {
            next = put(answer, next, Double.doubleToRawLongBits(sum));
        }
        return place + 2 * blocks;
    }

    private int histograms(Reader reader, long[] answer, int place) {
        int count = reader.whole();
        int[] from = new int[count];
        int[] to = new int[count];
        for (int i = 0; i < count; i++) {
            int begin = reader.whole();
            Stretch here = here(new Stretch(begin, reader.whole()));
            from[i] = here.from();
            to[i] = here.to();
        }
        return histograms(answer, place, from, to);
    }

    /** Of each node its histogram, and how many rows it has in each bin, two counts a number. */
    private int histograms(long[] answer, int place, int[] from, int[] to) {
        int next = place;
        long[][] sums = rows.histograms(from, to);
        for (int i = 0; i < sums.length; i++) {
            System.arraycopy(sums[i], 0, answer, next, histogramSize);
            next += histogramSize;
            int bin = 0;
            for (int column : columns) {
                double[] counts = rows.counts(column, from[i], to[i]);
                for (int ofColumn = 0; ofColumn < sizes[column]; ofColumn++) {
                    answer[next + bin / 2] += (long) counts[ofColumn] << (bin % 2 * Integer.SIZE);
                    bin++;
                }
            }
            next += (histogramSize + 1) / 2;
        }
        return next;
    }

    private int sums(Reader reader, long[] answer, int place) {
        int count = reader.whole();
        int[] from = new int[count];
        int[] middle = new int[count];
        int[] to = new int[count];
        for (int i = 0; i < count; i++) {
            int begin = reader.whole();
            int cut = reader.whole();
            Stretch here = here(new Stretch(begin, reader.whole()));
            from[i] = here.from();
            to[i] = here.to();
            middle[i] =
                    cut == begin ? here.from() : here(new Stretch(begin, cut)).to();
        }
        int next = place;
        for (double[] byBlock : rows.sums(from, middle, to)) {
            next = putBlocks(answer, next, byBlock);
        }
        return next;
    }

    private int scores(Reader reader, long[] answer, int place) {
        int every = reader.whole();
        int all = reader.whole();
        int next = place + (int) ((first + every - 1L) / every);
        for (double score : rows.scores(every)) {
            next = put(answer, next, Double.doubleToRawLongBits(score));
        }
        return place + all;
    }
}
