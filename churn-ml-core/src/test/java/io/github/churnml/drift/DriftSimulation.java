package io.github.churnml.drift;

import io.github.churnml.data.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How often the detector raises an alarm: on windows that did not drift, and on windows with one change of known size. Twelve
 * columns of the kinds that customer tables have; a new reference of 10,000 rows for every ten windows. The same seed gives
 * the same counts. {@code main} prints the tables of docs/monitoring.md; arguments: windows for false alarms, windows for
 * power.
 */
final class DriftSimulation {

    static final int REFERENCE_ROWS = 10_000;
    private static final int WINDOWS_PER_REFERENCE = 10;
    private static final int LEVELS = 30;

    /** What is changed in a window, each in one column of twelve. */
    enum Change {
        NONE,
        MEAN_BY_A_QUARTER_SD,
        VARIANCE_BY_HALF,
        LEVEL_BY_TEN_POINTS,
        MISSING_BY_FIVE_POINTS
    }

    /** The kinds of columns. */
    private enum Kind {
        NORMAL,
        LOG_NORMAL,
        EXPONENTIAL,
        WHOLE,
        COUNT,
        MANY_ZEROS,
        FLAG,
        WITH_GAPS,
        TWO_LEVELS,
        FOUR_LEVELS,
        MANY_LEVELS,
        LEVELS_WITH_GAPS;

        boolean isNumber() {
            return ordinal() < TWO_LEVELS.ordinal();
        }
    }

    private final DriftDetector detector;

    DriftSimulation(DriftSettings settings) {
        this.detector = new DriftDetector(settings);
    }

    /** How many of the windows raised an alarm. */
    long alarms(Change change, int rows, int windows, long seed) {
        return IntStream.range(0, (windows + WINDOWS_PER_REFERENCE - 1) / WINDOWS_PER_REFERENCE)
                .parallel()
                .mapToLong(group -> {
                    SplittableRandom random = new SplittableRandom(seed + 1_000_003L * group);
                    ReferenceProfile reference = reference(random);
                    int here = Math.min(WINDOWS_PER_REFERENCE, windows - group * WINDOWS_PER_REFERENCE);
                    return IntStream.range(0, here)
                            .filter(i -> detector.compare(window(reference, change, rows, random))
                                    .overallDrift())
                            .count();
                })
                .sum();
    }

    private static ReferenceProfile reference(SplittableRandom random) {
        List<ColumnProfile> columns = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            double[] values = IntStream.range(0, REFERENCE_ROWS)
                    .mapToDouble(row -> draw(kind, Change.NONE, random))
                    .toArray();
            columns.add(kind.isNumber() ? number(kind, values) : level(kind, values));
        }
        return new ReferenceProfile(REFERENCE_ROWS, columns);
    }

    private static NumberProfile number(Kind kind, double[] values) {
        double[] present = DoubleStream.of(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        double[] edges = QuantileBins.edges(present);
        Moments moments = Moments.of(present);
        return new NumberProfile(
                kind.name(),
                ColumnType.NUMERIC,
                values.length,
                values.length - present.length,
                present[0],
                present[present.length - 1],
                moments.mean(),
                moments.standardDeviation(),
                DoubleStream.of(edges).boxed().toList(),
                LongStream.of(QuantileBins.counts(present, edges)).boxed().toList());
    }

    /** Of codes; a level is named by its code, and rare ones are counted together, as in every profile. */
    private static LevelProfile level(Kind kind, double[] codes) {
        long[] counts = new long[LEVELS];
        long missing = 0;
        for (double code : codes) {
            if (Double.isNaN(code)) {
                missing++;
            } else {
                counts[(int) code]++;
            }
        }
        List<String> levels = new ArrayList<>();
        List<Long> frequent = new ArrayList<>();
        long other = 0;
        for (int i = 0; i < LEVELS; i++) {
            if (counts[i] >= LevelProfile.NAMES_NO_ONE) {
                levels.add(Integer.toString(i));
                frequent.add(counts[i]);
            } else {
                other += counts[i];
            }
        }
        return new LevelProfile(kind.name(), ColumnType.CATEGORICAL, codes.length, missing, levels, frequent, other);
    }

    private static DriftWindow window(ReferenceProfile reference, Change change, int rows, SplittableRandom random) {
        DriftWindow window = new DriftWindow(reference);
        int[][] places = new int[Kind.values().length][];
        for (Kind kind : Kind.values()) {
            if (reference.columns().get(kind.ordinal()) instanceof LevelProfile levels) {
                places[kind.ordinal()] = IntStream.range(0, LEVELS)
                        .map(code -> levels.levels().indexOf(Integer.toString(code)))
                        .map(place -> place < 0 ? DriftWindow.UNSEEN : place)
                        .toArray();
            }
        }
        for (int row = 0; row < rows; row++) {
            for (Kind kind : Kind.values()) {
                double value = draw(kind, change, random);
                if (kind.isNumber()) {
                    window.addNumber(kind.ordinal(), value);
                } else {
                    window.addLevel(
                            kind.ordinal(),
                            Double.isNaN(value) ? DriftWindow.MISSING : places[kind.ordinal()][(int) value]);
                }
            }
            window.endRow();
        }
        return window;
    }

    private static double draw(Kind kind, Change change, SplittableRandom random) {
        return switch (kind) {
            case NORMAL ->
                normal(random) * (change == Change.VARIANCE_BY_HALF ? Math.sqrt(1.5) : 1)
                        + (change == Change.MEAN_BY_A_QUARTER_SD ? 0.25 : 0);
            case LOG_NORMAL -> Math.exp(normal(random));
            case EXPONENTIAL -> -Math.log(1 - random.nextDouble());
            case WHOLE -> Math.floor(72 * random.nextDouble() * random.nextDouble());
            case COUNT -> Math.floor(-1.2 * Math.log(1 - random.nextDouble()));
            case MANY_ZEROS -> random.nextDouble() < 0.7 ? 0 : normal(random) + 5;
            case FLAG -> random.nextDouble() < 0.08 ? 1 : 0;
            case WITH_GAPS ->
                random.nextDouble() < 0.10 + (change == Change.MISSING_BY_FIVE_POINTS ? 0.05 : 0)
                        ? Double.NaN
                        : normal(random);
            case TWO_LEVELS -> random.nextDouble() < 0.5 + (change == Change.LEVEL_BY_TEN_POINTS ? 0.1 : 0) ? 0 : 1;
            case FOUR_LEVELS -> Math.floor(4 * random.nextDouble() * random.nextDouble());
            case MANY_LEVELS -> Math.floor(LEVELS * Math.pow(random.nextDouble(), 4));
            case LEVELS_WITH_GAPS ->
                random.nextDouble() < 0.02 ? Double.NaN : Math.floor(LEVELS * Math.pow(random.nextDouble(), 9));
        };
    }

    private static double normal(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** The upper end of the 95 % interval of E. B. Wilson (1927) for a share. */
    static double wilsonUpper(long hits, long of) {
        double z = 1.959963984540054;
        double p = (double) hits / of;
        double middle = p + z * z / (2 * of);
        return (middle + z * Math.sqrt(p * (1 - p) / of + z * z / (4.0 * of * of))) / (1 + z * z / of);
    }

    public static void main(String[] arguments) {
        int undrifted = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int drifted = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000;
        for (DriftRule rule : DriftRule.values()) {
            table(rule, undrifted, drifted);
        }
    }

    private static void table(DriftRule rule, int undrifted, int drifted) {
        DriftSimulation simulation =
                new DriftSimulation(DriftSettings.standard().withRule(rule));
        for (int rows : new int[] {100, 150, 200, 300, 500, 2_000, 10_000}) {
            StringBuilder line = new StringBuilder(rule + ", n = " + rows + ":");
            for (Change change : Change.values()) {
                int windows = change == Change.NONE ? undrifted : drifted;
                long alarms = simulation.alarms(change, rows, windows, 42 + change.ordinal());
                line.append(String.format(Locale.ROOT, " %s %d/%d", change, alarms, windows));
                if (change == Change.NONE) {
                    line.append(String.format(Locale.ROOT, " (upper end %.3f %%)", 100 * wilsonUpper(alarms, windows)));
                }
            }
            System.out.println(line);
        }
    }
}
