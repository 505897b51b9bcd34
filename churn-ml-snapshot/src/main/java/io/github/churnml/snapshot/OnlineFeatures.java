package io.github.churnml.snapshot;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The features of a plan for customers whose events come one by one, as in an application that serves a model. It makes a {@link
 * FeatureState} for each customer, which gives the numbers that {@link SnapshotPlan#build} gives for the same events, bit for
 * bit. Immutable and safe for any thread; its states are not.
 */
public final class OnlineFeatures {

    private final SnapshotPlan plan;
    private final List<Feature> features;
    private final List<List<String>> kinds;
    private final List<String> names;

    private OnlineFeatures(SnapshotPlan plan) {
        this.plan = plan;
        this.features = StandardFeatures.of(plan);
        this.names = features.stream().map(Feature::name).toList();
        this.kinds = plan.events().stream().map(this::kinds).toList();
    }

    /**
     * For a plan whose values are named, such as that of a {@link SnapshotTable}.
     *
     * @param plan the plan
     * @return its features
     */
    public static OnlineFeatures of(SnapshotPlan plan) {
        return new OnlineFeatures(plan);
    }

    /** {@return the names of the features, in the order of {@link FeatureState#at}} */
    public List<String> names() {
        return names;
    }

    /**
     * A customer without events yet.
     *
     * @param begin since when one is a customer, or where conversion is predicted, since when one is known; null where the
     *     first event says it
     * @return the state
     */
    public FeatureState customer(@Nullable Instant begin) {
        return new FeatureState(this, begin == null ? Instants.NONE : micros(begin));
    }

    SnapshotPlan plan() {
        return plan;
    }

    List<Feature> features() {
        return features;
    }

    List<List<String>> kinds() {
        return kinds;
    }

    FeatureKernel kernel() {
        return new FeatureKernel(features, plan.events(), kinds);
    }

    /** How far back before a snapshot events of a table matter, the latest and the first apart. */
    long reach(EventTable table) {
        return features.stream()
                        .filter(feature -> feature.table().equals(table.name()))
                        .mapToInt(
                                feature -> feature.days() * feature.statistic().windows())
                        .max()
                        .orElse(0)
                * Instants.PER_DAY;
    }

    /** How long after a customer's beginning events of a table matter for ever. */
    long firstDays(EventTable table) {
        return features.stream()
                        .filter(feature ->
                                feature.table().equals(table.name()) && feature.statistic() == Statistic.FIRST_DAYS)
                        .mapToInt(Feature::days)
                        .max()
                        .orElse(0)
                * Instants.PER_DAY;
    }

    static long micros(Instant instant) {
        if (Math.abs(instant.getEpochSecond() / 86_400) > 100_000) {
            throw new DataException(
                    "The moment " + Wording.value(instant) + " is not between the years 1700 and 2240.",
                    "",
                    Where.nowhere());
        }
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The kinds that features tell apart, by code; others get codes behind them. */
    private List<String> kinds(EventTable table) {
        Set<String> named = new LinkedHashSet<>(table.kinds());
        for (Feature feature : features) {
            if (feature.table().equals(table.name()) && !feature.kind().isEmpty()) {
                named.add(feature.kind());
            }
        }
        return new ArrayList<>(named);
    }
}
