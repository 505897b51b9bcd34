package io.github.churnml.report.registry;

import io.github.churnml.error.ChurnException;
import io.github.churnml.metrics.Estimate;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Pointer;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.registry.VersionDifference;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a page says of one registry.
 *
 * @param place where it is, for people
 * @param state its versions and events, whose chain was followed when they were read
 * @param metrics metrics with their intervals, by version and name, of the newest versions whose files are kept
 * @param differences between the version before the champion and the champion; empty where there are not both
 * @param problems what could not be read, in sentences
 */
public record RegistryFacts(
        String place,
        RegistryState state,
        Map<String, Map<String, Estimate>> metrics,
        List<VersionDifference> differences,
        List<String> problems) {

    /** Of how many versions the files are read. */
    static final int MOST_READ = 30;

    /** Copies the collections. */
    public RegistryFacts {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        differences = List.copyOf(differences);
        problems = List.copyOf(problems);
    }

    /**
     * Reads a registry: its log, the metrics of the 30 newest versions, and the champion beside the version before.
     *
     * @param registry the registry
     * @param place where it is, for people
     * @return what is known
     * @throws io.github.churnml.error.RegistryException if there is no registry, or its log was changed by hand
     */
    public static RegistryFacts of(Registry registry, String place) {
        RegistryState state = registry.state();
        Map<String, Map<String, Estimate>> metrics = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (ModelVersion version : newest(state, MOST_READ)) {
            if (version.isKept()) {
                try {
                    metrics.put(version.version().toString(), metrics(registry.metrics(version)));
                } catch (ChurnException e) {
                    problems.add(line(e));
                }
            }
        }
        return new RegistryFacts(place, state, metrics, differences(registry, state, problems), problems);
    }

    /**
     * With more that could not be read.
     *
     * @param more what, in sentences
     * @return a changed copy
     */
    public RegistryFacts withProblems(List<String> more) {
        List<String> all = new ArrayList<>(problems);
        all.addAll(more);
        return new RegistryFacts(place, state, metrics, differences, all);
    }

    private static List<VersionDifference> differences(Registry registry, RegistryState state, List<String> problems) {
        Optional<ModelVersion> before = state.find(Pointer.PREVIOUS).filter(ModelVersion::isKept);
        Optional<ModelVersion> champion = state.champion().filter(ModelVersion::isKept);
        if (before.isEmpty() || champion.isEmpty()) {
            return List.of();
        }
        try {
            return registry.differences(before.get(), champion.get());
        } catch (ChurnException e) {
            problems.add(line(e));
            return List.of();
        }
    }

    private static Map<String, Estimate> metrics(byte[] json) {
        Map<String, Estimate> metrics = new LinkedHashMap<>();
        Object found = PlainJson.read(json, Blame.configuration(null), "The file of metrics")
                .get("metrics");
        if (found instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value instanceof Map<?, ?> one && one.get("value") instanceof Number) {
                    metrics.put(
                            String.valueOf(name),
                            new Estimate(number(one, "value"), number(one, "low"), number(one, "high"), 0.95));
                }
            });
        }
        return metrics;
    }

    private static double number(Map<?, ?> map, String key) {
        return map.get(key) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static String line(ChurnException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    /** The versions registered last, the newest first. */
    static List<ModelVersion> newest(RegistryState state, int most) {
        List<ModelVersion> versions = new ArrayList<>(state.versions());
        versions.sort((one, other) ->
                Long.compare(other.registered().seq(), one.registered().seq()));
        return versions.subList(0, Math.min(most, versions.size()));
    }
}
