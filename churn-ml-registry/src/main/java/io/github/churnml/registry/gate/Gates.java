package io.github.churnml.registry.gate;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.learn.boosting.Monotone;
import io.github.churnml.metrics.Metric;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a version has to keep before it is promoted, as data. Immutable. Its golden rows must always score as recorded;
 * everything else is judged only if it is asked for.
 *
 * <pre>{@code
 * Gates gates = Gates.builder()
 *         .metric(MetricGate.limit(Metric.ROC_AUC, 0.75).withNoWorseBy(0.01))
 *         .calibrationInTheLarge(0.05)
 *         .segments(SegmentGate.of("plan", MetricGate.noWorse(Metric.ROC_AUC, 0.03)))
 *         .build();
 * }</pre>
 */
public final class Gates {

    /** The fewest rows of a hold-out if nothing else is said. */
    public static final int ROWS = 200;

    /** The fewest customers of each outcome in a hold-out if nothing else is said. */
    public static final int PER_CLASS = 30;

    private final int minRows;
    private final int minPerClass;
    private final Map<Metric, MetricGate> metrics;
    private final @Nullable Double calibrationInTheLarge;
    private final @Nullable Double referenceDrift;
    private final @Nullable Double championDrift;
    private final @Nullable GoldenFile golden;
    private final @Nullable Double microsPerRow;
    private final @Nullable Long bytes;
    private final List<SegmentGate> segments;
    private final Map<String, Monotone> monotone;

    Gates(GatesBuilder builder) {
        minRows = builder.minRows;
        minPerClass = builder.minPerClass;
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(builder.metrics));
        calibrationInTheLarge = builder.calibrationInTheLarge;
        referenceDrift = builder.referenceDrift;
        championDrift = builder.championDrift;
        golden = builder.golden;
        microsPerRow = builder.microsPerRow;
        bytes = builder.bytes;
        segments = List.copyOf(builder.segments);
        monotone = Collections.unmodifiableMap(new LinkedHashMap<>(builder.monotone));
    }

    /** {@return a builder of gates that ask for nothing yet} */
    public static GatesBuilder builder() {
        return new GatesBuilder();
    }

    /**
     * The gates where none are given: ranking, log loss and calibration no worse than the champion's by more than a little, a
     * floor that any useful model reaches, scores that lie about as in training, and a file of at most 50 MB.
     *
     * @return the gates
     */
    public static Gates standard() {
        return builder()
                .metric(MetricGate.limit(Metric.ROC_AUC, 0.6).withNoWorseBy(0.02))
                .metric(MetricGate.noWorse(Metric.LOG_LOSS, 0.02))
                .metric(MetricGate.limit(Metric.ECE, 0.1))
                .calibrationInTheLarge(0.05)
                .scoreDriftFromTraining(0.25)
                .bytes(50_000_000)
                .build();
    }

    /**
     * Reads gates from a YAML file; a golden file is looked for beside it.
     *
     * @param path the file, UTF-8
     * @return the gates
     * @throws ConfigurationException if it is not there, is not YAML, has a key that is not known (naming the nearest), or a value
     *     that is not allowed; it names the file and the line
     */
    public static Gates readYaml(Path path) {
        return GatesYaml.read(path);
    }

    /**
     * Reads gates from YAML; a golden file is looked for in the working folder.
     *
     * @param yaml the text
     * @return the gates
     * @throws ConfigurationException as {@link #readYaml} does, without a file
     */
    public static Gates parseYaml(String yaml) {
        return GatesYaml.parse(yaml);
    }

    /** {@return as YAML that reads back as equal gates} */
    public String toYaml() {
        return GatesYaml.write(this);
    }

    /** {@return the fewest rows with an outcome that are judged by} */
    public int minRows() {
        return minRows;
    }

    /** {@return the fewest customers who left, and who stayed, that are judged by} */
    public int minPerClass() {
        return minPerClass;
    }

    /** {@return what is asked of each metric, in the order given} */
    public List<MetricGate> metrics() {
        return List.copyOf(metrics.values());
    }

    /** {@return how far the mean probability may be from the rate of leavers; empty if that is not asked} */
    public OptionalDouble calibrationInTheLarge() {
        return of(calibrationInTheLarge);
    }

    /** {@return the greatest stability index of the scores against those of training; empty if that is not asked} */
    public OptionalDouble scoreDriftFromTraining() {
        return of(referenceDrift);
    }

    /** {@return the greatest stability index of the scores against the champion's; empty if that is not asked} */
    public OptionalDouble scoreDriftFromChampion() {
        return of(championDrift);
    }

    /** {@return a table that says what must be predicted; empty if there is none} */
    public Optional<GoldenFile> golden() {
        return Optional.ofNullable(golden);
    }

    /** {@return how long a row may take, which depends on the machine; empty if that is not asked} */
    public OptionalDouble microsPerRow() {
        return of(microsPerRow);
    }

    /** {@return how large the model's file may be; empty if that is not asked} */
    public OptionalLong bytes() {
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    /** {@return what is asked of segments} */
    public List<SegmentGate> segments() {
        return segments;
    }

    /** {@return the columns with which the mean probability must not fall, or must not rise} */
    public Map<String, Monotone> monotone() {
        return monotone;
    }

    /** {@return whether a gate compares with the champion} */
    public boolean compares() {
        return championDrift != null || allMetrics().anyMatch(gate -> gate.noWorseBy() != null);
    }

    /** {@return the metrics of money that are asked about} */
    List<Metric> ofMoney() {
        return allMetrics()
                .map(MetricGate::metric)
                .filter(Metric::isMoney)
                .distinct()
                .toList();
    }

    private Stream<MetricGate> allMetrics() {
        return Stream.concat(metrics.values().stream(), segments.stream().map(SegmentGate::gate));
    }

    private static OptionalDouble of(@Nullable Double limit) {
        return limit == null ? OptionalDouble.empty() : OptionalDouble.of(limit);
    }

    /** {@return as a tree that {@link #toYaml} writes} */
    public Map<String, Object> toSettings() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("holdout", holdout());
        if (!metrics.isEmpty()) {
            Map<String, Object> all = new LinkedHashMap<>();
            metrics.forEach((metric, gate) -> all.put(metric.label(), gate.settings()));
            tree.put("metrics", all);
        }
        put(tree, "calibrationInTheLarge", calibrationInTheLarge);
        if (referenceDrift != null || championDrift != null) {
            Map<String, Object> drift = new LinkedHashMap<>();
            put(drift, "training", referenceDrift);
            put(drift, "champion", championDrift);
            tree.put("scoreDrift", drift);
        }
        put(tree, "golden", golden == null ? null : golden.settings());
        put(tree, "microsPerRow", microsPerRow);
        put(tree, "bytes", bytes);
        if (!segments.isEmpty()) {
            tree.put("segments", segments.stream().map(SegmentGate::settings).toList());
        }
        Monotone.put(tree, monotone);
        return tree;
    }

    private Map<String, Object> holdout() {
        Map<String, Object> holdout = new LinkedHashMap<>();
        holdout.put("minRows", minRows);
        holdout.put("minPerClass", minPerClass);
        return holdout;
    }

    private static void put(Map<String, Object> tree, String key, @Nullable Object value) {
        if (value != null) {
            tree.put(key, value);
        }
    }

    /** Whether the other asks for the same. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Gates gates && toSettings().equals(gates.toSettings());
    }

    @Override
    public int hashCode() {
        return Objects.hash(toSettings());
    }

    /** {@return the YAML} */
    @Override
    public String toString() {
        return toYaml();
    }

    static ConfigurationException wrong(String problem, String maybe) {
        return new ConfigurationException(problem, maybe, Where.nowhere());
    }
}
