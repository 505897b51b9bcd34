package io.github.churnml.report.watch;

import io.github.churnml.decide.RiskTier;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a model said of the customers of one table, as counts.
 *
 * @param rows how many it scored, at least one
 * @param mean the mean probability
 * @param threshold the probability from which a customer is predicted to leave
 * @param above how many reach it
 * @param tiers how many are in each tier; those without customers may be left out
 */
public record ScoreShare(long rows, double mean, double threshold, long above, Map<RiskTier, Long> tiers) {

    /** Copies the map. */
    public ScoreShare {
        Map<RiskTier, Long> copy = new EnumMap<>(RiskTier.class);
        copy.putAll(tiers);
        tiers = Collections.unmodifiableMap(copy);
    }

    /** {@return how many of the customers reach the threshold, from 0 to 1} */
    public double shareAbove() {
        return (double) above / rows;
    }

    /**
     * How many of the customers are in a tier.
     *
     * @param tier the tier
     * @return from 0 to 1
     */
    public double share(RiskTier tier) {
        return (double) tiers.getOrDefault(tier, 0L) / rows;
    }

    /** {@return everything as plain values, for JSON} */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rows", rows);
        map.put("mean_probability", mean);
        map.put("threshold", threshold);
        map.put("above_threshold", above);
        map.put("share_above_threshold", shareAbove());
        Map<String, Object> shares = new LinkedHashMap<>();
        for (RiskTier tier : RiskTier.values()) {
            shares.put(tier.label(), share(tier));
        }
        map.put("tiers", shares);
        return map;
    }
}
