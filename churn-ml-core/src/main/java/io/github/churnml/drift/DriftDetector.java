package io.github.churnml.drift;

import io.github.churnml.error.Wording;
import io.github.churnml.metrics.Holm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares a table with a reference, column by column. Immutable and safe for any thread.
 *
 * <p><b>Rule.</b> A column has <em>drifted</em> if its stability index reaches the threshold, and <em>shifted</em> if the
 * index, or the change of the missing or the unseen share, reaches a smaller least effect; either only if chance does not
 * explain it. Chance is asked three times per counted column (all bins, missing share, unseen share; two-sample chi-squared,
 * for a share of too few rows its exact distribution),
 * and Holm's step-down method (S. Holm 1979) keeps the probability of any false alarm in the table below
 * {@link DriftSettings#falseAlarms}, whatever the columns' dependence. So effect size decides, the sample's size is
 * accounted for, and more columns do not mean more false alarms. Whether that, or the threshold alone, decides about the table
 * is the {@link DriftRule} of the settings.
 */
public final class DriftDetector {

    /** From which share of rare values on, a column is mostly made of such. */
    private static final double MOSTLY = 0.5;

    private final DriftSettings settings;

    /**
     * A detector.
     *
     * @param settings when a column has drifted
     */
    public DriftDetector(DriftSettings settings) {
        this.settings = settings;
    }

    /**
     * Compares two tables of which everything is known; both must have been read by the layout of the reference.
     *
     * @param reference the reference
     * @param current the other table
     * @return how they differ, over the columns that both have
     */
    public DriftReport compare(TableTally reference, TableTally current) {
        ReferenceProfile profile = reference.profile();
        List<Compared> columns = new ArrayList<>();
        for (ColumnProfile column : profile.columns()) {
            if (current.header().contains(column.name())) {
                columns.add(compared(column, reference.numbers(column.name()), current));
            }
        }
        return report(profile.rows(), current.rows(), columns);
    }

    /**
     * Compares a table with a profile, such as a model keeps of its training data.
     *
     * @param reference the profile
     * @param current the table, read by the layout of the model's inputs
     * @return how it differs, over the columns that both have
     */
    public DriftReport compare(ReferenceProfile reference, TableTally current) {
        List<Compared> columns = new ArrayList<>();
        for (ColumnProfile column : reference.columns()) {
            if (current.header().contains(column.name())) {
                columns.add(compared(column, Optional.empty(), current));
            }
        }
        return report(reference.rows(), current.rows(), columns);
    }

    /**
     * Compares a live window with the profile whose bins it counts; its scores too, if any were counted.
     *
     * @param window the window
     * @return how it differs
     */
    public DriftReport compare(DriftWindow window) {
        List<Compared> columns = new ArrayList<>();
        List<ColumnBins> bins = window.bins();
        for (int i = 0; i < bins.size(); i++) {
            ColumnProfile column = window.reference().columns().get(i);
            KsDistance ks = column instanceof NumberProfile ? byBins(bins.get(i)) : null;
            columns.add(new Compared(column, bins.get(i), window.rows(), ks, Double.NaN, Double.NaN));
        }
        DriftReport report = report(window.reference().rows(), window.rows(), columns);
        return window.scores().map(scores -> report.withScore(compare(scores))).orElse(report);
    }

    /**
     * Compares scores with those that the model gave to rows it had not seen. They are judged by themselves, with all of the
     * settings' false alarms, and have no say in the verdict about a table.
     *
     * @param scores the scores
     * @return how they differ; the Kolmogorov-Smirnov distance is a lower bound, at the edges of the bins
     */
    public ColumnDrift compare(ScoreTally scores) {
        Compared compared = new Compared(
                scores.reference(), scores.bins(), scores.rows(), byBins(scores.bins()), Double.NaN, scores.mean());
        boolean enough = isEnough(scores.reference().rows(), scores.rows());
        return drift(compared, Holm.adjusted(unboxed(pValues(compared))), enough, 1, false);
    }

    private static Compared compared(ColumnProfile column, Optional<NumberTally> reference, TableTally current) {
        if (column instanceof LevelProfile levels) {
            return new Compared(
                    column,
                    ColumnBins.of(column, current.levels(levels)),
                    current.rows(),
                    null,
                    Double.NaN,
                    Double.NaN);
        }
        NumberProfile numbers = (NumberProfile) column;
        NumberTally tally = current.numbers(column.name()).orElseGet(NumberTally::new);
        WeightedValues values = tally.sketch().weighted();
        double[] edges =
                numbers.edges().stream().mapToDouble(Double::doubleValue).toArray();
        long[] counts = Arrays.copyOf(values.counts(edges), edges.length + 3);
        // What is no number among formatted numbers is missing, in the reference as here.
        boolean dressed = current.layout().isDressed(column.name());
        counts[edges.length + 1] = dressed ? 0 : tally.unreadable();
        if (numbers.isConstant()) {
            long same = values.weightOf(numbers.min());
            counts[1] += counts[0] - same;
            counts[0] = same;
        }
        counts[edges.length + 2] = tally.missing() + (dressed ? tally.unreadable() : 0);
        ColumnBins bins = ColumnBins.of(column, counts);
        KsDistance ks = reference
                .map(own -> KsDistance.of(own.sketch(), tally.sketch()))
                .orElseGet(() -> byBins(bins));
        double moved = reference
                .filter(own -> numbers.standardDeviation() > 0)
                .map(own -> Distances.wasserstein(own.sketch().weighted(), values) / numbers.standardDeviation())
                .orElse(Double.NaN);
        return new Compared(
                column, bins, current.rows(), ks, moved, tally.moments().mean());
    }

    private static KsDistance byBins(ColumnBins bins) {
        int numbers = bins.edges().size() + 1;
        return KsDistance.of(
                Arrays.copyOf(bins.referenceCounts(), numbers), Arrays.copyOf(bins.currentCounts(), numbers));
    }

    private DriftReport report(long referenceRows, long currentRows, List<Compared> columns) {
        boolean enough = isEnough(referenceRows, currentRows);
        List<Compared> counted = columns.stream().filter(this::isCounted).toList();
        List<Double> raw = new ArrayList<>();
        for (Compared column : counted) {
            raw.addAll(pValues(column));
        }
        double[] adjusted = Holm.adjusted(unboxed(raw));
        List<ColumnDrift> drifts = new ArrayList<>();
        int next = 0;
        for (Compared column : columns) {
            double[] p = new double[3];
            for (int i = 0; i < p.length; i++) {
                // What is not counted is judged as if it were one more.
                p[i] = isCounted(column)
                        ? adjusted[next++]
                        : Math.min(1, pValues(column).get(i) * (raw.size() + p.length));
            }
            drifts.add(drift(column, p, enough, Math.max(1, counted.size()), isCounted(column)));
        }
        return new DriftReport(settings, referenceRows, currentRows, drifts);
    }

    private boolean isEnough(long referenceRows, long currentRows) {
        return Math.min(referenceRows, currentRows) >= settings.leastRows();
    }

    private boolean isCounted(Compared column) {
        return !settings.excluded().contains(column.reference().name());
    }

    private static double[] unboxed(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static List<Double> pValues(Compared column) {
        return List.of(
                column.shape().pValue(),
                column.missing().pValue(),
                column.unseen().pValue());
    }

    private ColumnDrift drift(Compared column, double[] p, boolean enough, int columns, boolean counted) {
        ColumnBins bins = column.bins();
        long[] reference = bins.referenceCounts();
        long[] current = bins.currentCounts();
        double psi = PopulationStabilityIndex.of(reference, current);
        double critical = PopulationStabilityIndex.critical(
                settings.falseAlarms() / columns, bins.hit(), column.reference().rows(), column.currentRows());
        double least = Math.min(p[0], Math.min(p[1], p[2]));
        Verdict verdict = enough ? verdict(column, psi, p) : Verdict.NOT_ENOUGH_DATA;
        return new ColumnDrift(
                column.reference().name(),
                column.reference().type(),
                counted,
                verdict,
                reason(column, verdict, psi, least),
                psi,
                critical,
                least,
                column.shape(),
                Distances.jensenShannon(reference, current),
                Distances.hellinger(reference, current),
                column.ks(),
                column.wasserstein(),
                column.missing(),
                column.unseen(),
                column.reference() instanceof NumberProfile numbers ? numbers.mean() : Double.NaN,
                column.currentMean(),
                bins);
    }

    private Verdict verdict(Compared column, double psi, double[] p) {
        double level = settings.falseAlarms();
        boolean shape = p[0] < level && psi >= settings.leastEffect();
        boolean missing = p[1] < level && Math.abs(column.missing().change()) >= settings.leastShare();
        boolean unseen = p[2] < level && Math.abs(column.unseen().change()) >= settings.leastShare();
        if (!shape && !missing && !unseen) {
            return Verdict.STABLE;
        }
        return psi >= settings.threshold() ? Verdict.DRIFTED : Verdict.SHIFTED;
    }

    private String reason(Compared column, Verdict verdict, double psi, double p) {
        String index = p > 0
                ? String.format(Locale.ROOT, "PSI %.3f, adjusted p-value %.2g", psi, p)
                : String.format(Locale.ROOT, "PSI %.3f, adjusted p-value below 1e-300", psi);
        String missing = shares("missing values", column.missing());
        String unseen = shares("rare, unseen or unreadable values", column.unseen());
        if (verdict == Verdict.NOT_ENOUGH_DATA) {
            return "fewer than " + settings.leastRows() + " rows on one side.";
        }
        if (verdict != Verdict.STABLE) {
            return index + missing + unseen + ".";
        }
        return column.unseen().reference() > MOSTLY
                ? "most of its values are too rare to be compared (" + index + ")."
                : p < settings.falseAlarms()
                        ? "changed, but by too little to count (" + index + ")."
                        : "nothing that chance does not explain (" + index + ").";
    }

    private String shares(String of, ShareChange change) {
        return Math.abs(change.change()) < settings.leastShare()
                ? ""
                : ", " + of + " from " + Wording.percent(change.reference()) + " to "
                        + Wording.percent(change.current());
    }
}
