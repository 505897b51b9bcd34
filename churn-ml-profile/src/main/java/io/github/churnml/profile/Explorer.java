package io.github.churnml.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses which columns of a table are worth a picture, and counts what the pictures show. */
final class Explorer {

    private final List<Facts> columns;
    private final Map<String, Evidence> evidence;
    private final @Nullable TargetLabels outcome;
    private final Set<String> untold;

    /**
     * Of a table that was profiled.
     *
     * @param columns all columns but the target
     * @param evidence what each says about the target; empty where none is known
     * @param outcome who left; null where it is not known, or of one class
     * @param untold columns that know too much, or repeat others: what they say together with others is no finding
     */
    Explorer(List<Facts> columns, Map<String, Evidence> evidence, @Nullable TargetLabels outcome, Set<String> untold) {
        this.columns = columns;
        this.evidence = evidence;
        this.outcome = outcome;
        this.untold = untold;
    }

    TableExploration explore(TableProfile profile) {
        List<Facts> drawn = drawn(profile);
        int rows = (int) profile.rows();
        List<ColumnShape> shapes = drawn.stream()
                .limit(TableExploration.MOST_COLUMNS)
                .map(facts -> new ColumnShape(facts.name(), strength(facts), Histogram.of(facts, outcome)))
                .toList();
        List<Facts> told =
                drawn.stream().filter(facts -> !untold.contains(facts.name())).toList();
        return new TableExploration(
                profile,
                shapes,
                outcome == null ? List.of() : MissingRate.of(columns, outcome),
                MissingPattern.of(columns, rows, outcome),
                new AssociationSearch(drawn, rows).search(),
                outcome == null ? List.of() : new InteractionSearch(told, outcome, rows).search(),
                TimePeriods.of(drawn, outcome));
    }

    /** Columns with more than one group, strongest first; where nothing is known of that, those with findings before others. */
    private List<Facts> drawn(TableProfile profile) {
        Set<String> concerned = new HashSet<>();
        for (Finding finding : profile.findings()) {
            if (finding.severity() != Severity.LOW) {
                concerned.addAll(finding.columns());
            }
        }
        Map<String, Double> strengths = new HashMap<>();
        List<Facts> drawn = new ArrayList<>();
        for (Facts facts : columns) {
            boolean grouped = facts.numbers() != null || facts.type().isCoded();
            boolean several = facts.distinct() + (facts.missing() > 0 ? 1 : 0) > 1 && facts.present() > 0;
            if (grouped && several && !facts.namesRows() && !facts.isRepeatedKey()) {
                drawn.add(facts);
                double strength = strength(facts);
                strengths.put(facts.name(), Double.isNaN(strength) ? 0.5 : strength);
            }
        }
        drawn.sort(Comparator.comparingDouble((Facts facts) -> -strengths.getOrDefault(facts.name(), 0.5))
                .thenComparing(facts -> !concerned.contains(facts.name())));
        return drawn;
    }

    private double strength(Facts facts) {
        Evidence found = evidence.get(facts.name());
        return found == null ? Double.NaN : found.strength();
    }
}
