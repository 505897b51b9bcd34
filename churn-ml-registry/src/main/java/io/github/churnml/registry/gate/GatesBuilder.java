package io.github.churnml.registry.gate;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Wording;
import io.github.churnml.learn.boosting.Monotone;
import io.github.churnml.metrics.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes {@link Gates}. Mutable, for one thread. What is not set is not judged. */
public final class GatesBuilder {

    /** With fewer, an interval by resampling says nothing. */
    static final int LEAST_PER_CLASS = 5;

    int minRows = Gates.ROWS;
    int minPerClass = Gates.PER_CLASS;
    final Map<Metric, MetricGate> metrics = new LinkedHashMap<>();

    @Nullable
    Double calibrationInTheLarge;

    @Nullable
    Double referenceDrift;

    @Nullable
    Double championDrift;

    @Nullable
    GoldenFile golden;

    @Nullable
    Double microsPerRow;

    @Nullable
    Long bytes;

    final List<SegmentGate> segments = new ArrayList<>();
    final Map<String, Monotone> monotone = new LinkedHashMap<>();

    GatesBuilder() {}

    /**
     * How many customers with a known outcome there must be to judge at all. Default: 200 rows, 30 of each outcome.
     *
     * @param rows the fewest rows, at least 10
     * @param perClass the fewest who left, and who stayed, at least 5
     * @return this builder
     * @throws ConfigurationException if these are too few
     */
    public GatesBuilder holdout(int rows, int perClass) {
        if (rows < 2 * LEAST_PER_CLASS || perClass < LEAST_PER_CLASS) {
            throw Gates.wrong(
                    "The hold-out may have as few as " + Wording.value(rows) + " rows and " + Wording.value(perClass)
                            + " of an outcome where at least 10 and 5 are required.",
                    "Maybe collect more outcomes: of so few customers no interval can be told.");
        }
        minRows = rows;
        minPerClass = perClass;
        return this;
    }

    /**
     * Asks something of a metric. Default: nothing is asked.
     *
     * @param gate what is asked; takes the place of what was asked of the same metric
     * @return this builder
     */
    public GatesBuilder metric(MetricGate gate) {
        metrics.put(gate.metric(), gate);
        return this;
    }

    /**
     * How far the mean probability may be from the rate of leavers, either way. Default: not asked.
     *
     * @param limit a share, above 0 and at most 1
     * @return this builder
     * @throws ConfigurationException if it is not such a share
     */
    public GatesBuilder calibrationInTheLarge(double limit) {
        calibrationInTheLarge = positive("calibrationInTheLarge", limit, 1);
        return this;
    }

    /**
     * The greatest population stability index of the version's scores on the hold-out against those it gave to rows like its
     * training rows. Default: not asked.
     *
     * @param limit above 0; 0.25 is called a large change
     * @return this builder
     * @throws ConfigurationException if it is not above 0
     */
    public GatesBuilder scoreDriftFromTraining(double limit) {
        referenceDrift = positive("scoreDrift.training", limit, Double.MAX_VALUE);
        return this;
    }

    /**
     * The greatest population stability index of the version's scores against the champion's on the same rows. Default: not asked.
     *
     * @param limit above 0; 0.25 is called a large change
     * @return this builder
     * @throws ConfigurationException if it is not above 0
     */
    public GatesBuilder scoreDriftFromChampion(double limit) {
        championDrift = positive("scoreDrift.champion", limit, Double.MAX_VALUE);
        return this;
    }

    /**
     * A table that says what must be predicted. Default: none.
     *
     * @param file the table
     * @return this builder
     */
    public GatesBuilder golden(GoldenFile file) {
        golden = file;
        return this;
    }

    /**
     * How long a row may take on one thread once the code is warm. The only gate that depends on the machine and on what else
     * runs on it, so give it room. Default: not asked.
     *
     * @param limit in microseconds, above 0
     * @return this builder
     * @throws ConfigurationException if it is not above 0
     */
    public GatesBuilder microsPerRow(double limit) {
        microsPerRow = positive("microsPerRow", limit, Double.MAX_VALUE);
        return this;
    }

    /**
     * How large the model's file may be. Default: not asked.
     *
     * @param limit in bytes, at least 1
     * @return this builder
     * @throws ConfigurationException if it is not at least 1
     */
    public GatesBuilder bytes(long limit) {
        if (limit < 1) {
            throw Gates.wrong(
                    "Gate 'bytes' has the limit " + Wording.value(limit) + " where at least 1 is required.", "");
        }
        bytes = limit;
        return this;
    }

    /**
     * Asks something of every segment. Default: segments are not looked at.
     *
     * @param gate what is asked; may be called again for other columns or metrics
     * @return this builder
     */
    public GatesBuilder segments(SegmentGate gate) {
        segments.add(gate);
        return this;
    }

    /**
     * A column with which the mean probability must not fall, or must not rise, while all others stay as they are. Default: none.
     *
     * @param column a column of numbers that the version needs
     * @param direction where the mean probability may go as the number grows
     * @return this builder
     */
    public GatesBuilder monotone(String column, Monotone direction) {
        monotone.put(column, direction);
        return this;
    }

    /** {@return the gates} */
    public Gates build() {
        return new Gates(this);
    }

    private static double positive(String gate, double limit, double most) {
        if (!(limit > 0 && limit <= most)) {
            throw Gates.wrong(
                    "Gate " + Wording.name(gate) + " has the limit " + Wording.value(limit)
                            + " where a number above 0" + (most == Double.MAX_VALUE ? "" : " and at most " + most)
                            + " is required.",
                    "Maybe leave it out to ask for nothing.");
        }
        return limit;
    }
}
