package io.github.churnml.benchmarks.defaults;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Candidates in the order of their mean regret over kinds of tables, of those that were tried on every group given.
 *
 * @param groups what they were tried on
 */
record Ranking(List<Group> groups) {

    /**
     * One candidate's place.
     *
     * @param candidate its number
     * @param mean the mean over kinds of how many thousandths of a nat its log loss is larger than the least
     * @param worst the largest of any kind
     * @param worstKind that kind
     * @param auc the mean over kinds of how many thousandths its ROC-AUC is below the largest
     * @param seconds of processor time on all tables
     */
    record Place(int candidate, double mean, double worst, String worstKind, double auc, double seconds) {}

    /** {@return the places, the least mean regret first} */
    List<Place> places() {
        if (groups.isEmpty()) {
            return List.of();
        }
        return IntStream.range(0, groups.get(0).figures().size())
                .filter(c -> groups.stream()
                        .noneMatch(group -> Double.isNaN(group.figures().get(c).logLoss())))
                .mapToObj(this::place)
                .sorted(Comparator.comparingDouble(Place::mean))
                .toList();
    }

    private Place place(int candidate) {
        Map<String, Double> regrets = byKind(group -> group.regret(candidate));
        Map<String, Double> aucs = byKind(group -> group.aucRegret(candidate));
        Map.Entry<String, Double> worst =
                regrets.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
        double seconds = groups.stream()
                .mapToDouble(
                        group -> group.tables() * group.figures().get(candidate).seconds())
                .sum();
        return new Place(candidate, mean(regrets), worst.getValue(), worst.getKey(), mean(aucs), seconds);
    }

    private Map<String, Double> byKind(ToDoubleFunction<Group> figure) {
        return groups.stream()
                .collect(Collectors.groupingBy(Group::kind, LinkedHashMap::new, Collectors.averagingDouble(figure)));
    }

    private static double mean(Map<String, Double> byKind) {
        return byKind.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }
}
