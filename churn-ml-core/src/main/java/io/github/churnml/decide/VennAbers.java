package io.github.churnml.decide;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * An inductive Venn–Abers predictor (V. Vovk, I. Petej, V. Fedorova, Large-scale probabilistic predictors with and without
 * guarantees of validity, NIPS 28, 2015, section 4). The isotonic regression of outcomes on the log-odds of calibration rows is
 * fitted once more with the customer in question among them, as one who stayed and as one who left: the customer's own fitted rates
 * are the lower probability p0 and the upper one p1. Immutable, safe for any thread; a look-up allocates nothing and takes the
 * time of a binary search.
 *
 * <p><b>Plan.</b> A customer who stayed is pooled with calibration rows below as a rate of 0 never exceeds theirs, so p0 is the
 * same from one calibration score up to just below the next; p1 is the same from just above one up to the next. Both are step
 * functions that never fall, found for every place at once: {@code first} and {@code last} hold the pools of all rows up to a
 * place and from a place on, and the customer between them pools to both sides until rates rise. Rates are compared as fractions
 * of whole numbers, so that the result is that of fitting anew, to the bit.
 *
 * <p>More than {@link #MOST_STEPS} steps of one function are thinned outwards: the lower one is lowered and the upper one
 * raised, by less than 1/512.
 */
public final class VennAbers {

    /** What it is called in YAML, on the command line and in a model file. */
    public static final String KIND = "venn-abers";

    /** How many steps each of the two functions has at most. */
    static final int MOST_STEPS = 512;

    private static final double FINEST = 1.0 / 8192;

    private final double[] lowFrom;
    private final double[] low;
    private final double[] highUpTo;
    private final double[] high;

    /** Shares the arrays. */
    private VennAbers(double[] lowFrom, double[] low, double[] highUpTo, double[] high) {
        this.lowFrom = lowFrom;
        this.low = low;
        this.highUpTo = highUpTo;
        this.high = high;
    }

    /**
     * Fits both functions.
     *
     * @param logOdds what models said of rows that they had not learnt from, at least one; infinite ones are taken for the nearest
     *     that count as certain
     * @param labels their outcomes, 1 for customers who left, 0 for those who stayed
     * @return the predictor
     * @throws IllegalArgumentException if there are no rows, the lengths differ, log-odds are NaN or a label is not 0 or 1
     */
    public static VennAbers fit(double[] logOdds, int[] labels) {
        if (logOdds.length != labels.length || labels.length == 0) {
            throw new IllegalArgumentException(logOdds.length + " log-odds for " + labels.length
                    + " labels where as many are needed, at least one.");
        }
        Integer[] order = IntStream.range(0, labels.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(row -> place(logOdds[row])));
        double[] scores = new double[labels.length];
        long[] left = new long[labels.length + 1];
        long[] rows = new long[labels.length + 1];
        int count = 0;
        for (int row : order) {
            if (Double.isNaN(logOdds[row]) || (labels[row] & 1) != labels[row]) {
                throw new IllegalArgumentException("Row " + row + " has log-odds " + logOdds[row] + " and label "
                        + labels[row] + " where a number and 0 or 1 are needed.");
            }
            double score = place(logOdds[row]);
            if (count == 0 || scores[count - 1] != score) {
                scores[count++] = score;
                left[count] = left[count - 1];
                rows[count] = rows[count - 1];
            }
            left[count] += labels[row];
            rows[count]++;
        }
        Pools pools = new Pools(left, rows, count);
        double[] low = IntStream.range(0, count)
                .mapToDouble(place -> pools.rate(place + 1, 0))
                .toArray();
        double[] high = IntStream.range(0, count)
                .mapToDouble(place -> pools.rate(place, 1))
                .toArray();
        int[] lower = thinned(low, false);
        int[] upper = thinned(high, true);
        return new VennAbers(pick(scores, lower), pick(low, lower), pick(scores, upper), pick(high, upper));
    }

    /**
     * A predictor of given steps, as {@link #steps} gives them.
     *
     * @param steps the log-odds from which on each lower probability holds, these, the log-odds up to which each upper one holds,
     *     and these; below the first p0 is 0, and above the last p1 is 1
     * @return the predictor
     * @throws IllegalArgumentException if there are not four such lists, each of them rising, of finite log-odds and probabilities, or
     *     a lower probability exceeds the upper one
     */
    public static VennAbers of(double[][] steps) {
        boolean good = steps.length == 4 && steps[0].length == steps[1].length && steps[2].length == steps[3].length;
        for (int list = 0; good && list < steps.length; list++) {
            good = steps[list].length <= MOST_STEPS
                    && (list % 2 == 0
                            ? rises(steps[list], -Double.MAX_VALUE, Double.MAX_VALUE)
                            : rises(steps[list], 0, 1));
        }
        if (good) {
            VennAbers made = new VennAbers(steps[0].clone(), steps[1].clone(), steps[2].clone(), steps[3].clone());
            // The lower function rises there and nowhere else, so it is nowhere nearer to the upper one.
            if (Arrays.stream(made.lowFrom).allMatch(from -> made.low(from) <= made.high(from))) {
                return made;
            }
        }
        throw new IllegalArgumentException("An interval of kind '" + KIND
                + "' cannot be made of these numbers: it needs up to " + MOST_STEPS
                + " steps of a lower and of an upper probability that rise with the log-odds, the lower one never above the"
                + " upper one.");
    }

    private static boolean rises(double[] values, double least, double most) {
        boolean rises = true;
        for (int i = 0; i < values.length; i++) {
            rises &= values[i] >= least && values[i] <= most && (i == 0 || values[i] > values[i - 1]);
        }
        return rises;
    }

    /** {@return what it is made of, as {@link #of} takes it; copies} */
    public double[][] steps() {
        return new double[][] {lowFrom.clone(), low.clone(), highUpTo.clone(), high.clone()};
    }

    /**
     * The lower probability.
     *
     * @param logOdds a customer's log-odds before calibration
     * @return p0, from 0 to 1; never falls as the log-odds rise
     */
    public double low(double logOdds) {
        int found = Arrays.binarySearch(lowFrom, place(logOdds));
        int step = found >= 0 ? found : -found - 2;
        return step < 0 ? 0 : low[step];
    }

    /**
     * The upper probability.
     *
     * @param logOdds a customer's log-odds before calibration
     * @return p1, from {@link #low} to 1; never falls as the log-odds rise
     */
    public double high(double logOdds) {
        int found = Arrays.binarySearch(highUpTo, place(logOdds));
        int step = found >= 0 ? found : -found - 1;
        return step == high.length ? 1 : high[step];
    }

    /**
     * Both probabilities.
     *
     * @param logOdds a customer's log-odds before calibration
     * @return from p0 to p1
     */
    public ProbabilityInterval interval(double logOdds) {
        return new ProbabilityInterval(low(logOdds), high(logOdds));
    }

    /** Where log-odds stand among the steps: within what counts, and 0 without its sign. */
    private static double place(double logOdds) {
        return Calibration.within(logOdds) + 0.0;
    }

    /** The places that are kept of a function's values: each where it changes, or, of too many, where it has changed enough. */
    private static int[] thinned(double[] values, boolean fromAbove) {
        int[] kept = kept(values, fromAbove, 0);
        for (double least = FINEST; kept.length > MOST_STEPS; least *= 2) {
            kept = kept(values, fromAbove, least);
        }
        return kept;
    }

    private static int[] kept(double[] values, boolean fromAbove, double least) {
        int[] kept = new int[values.length];
        int count = 0;
        double last = fromAbove ? 1 : 0;
        for (int i = 0; i < values.length; i++) {
            int place = fromAbove ? values.length - 1 - i : i;
            double moved = Math.abs(values[place] - last);
            if (moved > 0 && moved >= least) {
                kept[count++] = place;
                last = values[place];
            }
        }
        return IntStream.of(kept).limit(count).sorted().toArray();
    }

    private static double[] pick(double[] values, int[] places) {
        return IntStream.of(places).mapToDouble(place -> values[place]).toArray();
    }

    /** {@return how many steps there are, and where they lie} */
    @Override
    public String toString() {
        return "VennAbers[" + low.length + " lower and " + high.length + " upper steps]";
    }

    /** The isotonic regressions of all groups of equal scores up to a place, and from a place on. */
    private static final class Pools {

        /** How many customers left, and how many there are, in all groups before a place. */
        private final long[] left;

        private final long[] rows;
        private final int count;

        /** The first group of the pool that ends with each group, where those behind it are not there. */
        private final int[] first;

        /** The last group of the pool that begins with each group, where those before it are not there. */
        private final int[] last;

        Pools(long[] left, long[] rows, int count) {
            this.left = left;
            this.rows = rows;
            this.count = count;
            first = new int[count];
            last = new int[count];
            for (int group = 0; group < count; group++) {
                int from = group;
                while (from > 0 && !rises(first[from - 1], from, group + 1)) {
                    from = first[from - 1];
                }
                first[group] = from;
            }
            for (int group = count - 1; group >= 0; group--) {
                int to = group;
                while (to + 1 < count && !rises(group, to + 1, last[to + 1] + 1)) {
                    to = last[to + 1];
                }
                last[group] = to;
            }
        }

        /** Whether the rate from one place up to a second is below that from there up to a third. */
        private boolean rises(int from, int middle, int to) {
            return below(
                    left[middle] - left[from],
                    rows[middle] - rows[from],
                    left[to] - left[middle],
                    rows[to] - rows[middle]);
        }

        private static boolean below(long left, long rows, long otherLeft, long otherRows) {
            return left * otherRows < otherLeft * rows;
        }

        /** The fitted rate of one more customer between the groups before a place and those from it on. */
        double rate(int place, int label) {
            int from = place;
            int to = place;
            while (true) {
                long own = left[to] - left[from] + label;
                long all = rows[to] - rows[from] + 1;
                int next = to == count ? to : last[to] + 1;
                int before = from == 0 ? from : first[from - 1];
                if (next > to && !below(own, all, left[next] - left[to], rows[next] - rows[to])) {
                    to = next;
                } else if (before < from && !below(left[from] - left[before], rows[from] - rows[before], own, all)) {
                    from = before;
                } else {
                    return (double) own / all;
                }
            }
        }
    }
}
