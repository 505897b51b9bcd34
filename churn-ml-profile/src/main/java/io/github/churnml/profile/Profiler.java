package io.github.churnml.profile;

import io.github.churnml.data.Column;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.HiddenNumbers;
import io.github.churnml.data.read.MissingMarkers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs all searches over one table and puts together what they found. */
final class Profiler {

    private final Dataset data;
    private final Findings findings = new Findings();
    private final @Nullable TargetLabels outcome;
    private final List<Facts> all = new ArrayList<>();

    /** All columns but the target. */
    private final List<Facts> others = new ArrayList<>();

    private final Map<String, TargetRelation> relations = new HashMap<>();
    private final Map<String, Evidence> evidenceOf = new HashMap<>();

    /** What pairs of columns are not to be judged by: suspects, columns that repeat others or make up the target. */
    private final Set<String> untold = new HashSet<>();

    /** The columns of formatted numbers, which are looked at as the numbers that training learns from. */
    private final Map<String, HiddenNumbers> formatted;

    private Profiler(Dataset read, ProfileOptions options) {
        String target = options.target();
        MissingMarkers missing = MissingMarkers.standard();
        Set<String> labels =
                target == null ? Set.of() : Set.of(read.column(target).name());
        formatted = HiddenNumbers.in(read, missing, labels);
        data = HiddenNumbers.asNumbers(read, formatted, missing);
        outcome = target == null ? null : TargetLabels.of(data, options, target);
        for (Column column : data.columns()) {
            Facts facts = Facts.of(data, column, PairLeaks.groups(data.rows()));
            all.add(facts);
            if (outcome == null || !column.name().equals(outcome.summary().column())) {
                others.add(facts);
            }
        }
    }

    static TableProfile profile(Dataset data, ProfileOptions options) {
        return new Profiler(data, options).run();
    }

    static TableExploration explore(Dataset data, ProfileOptions options) {
        Profiler profiler = new Profiler(data, options);
        TableProfile profile = profiler.run();
        TargetLabels outcome = profiler.outcome;
        return new Explorer(
                        profiler.others,
                        profiler.evidenceOf,
                        outcome != null && outcome.isUsable() ? outcome : null,
                        profiler.untold)
                .explore(profile);
    }

    /** Only what makes a model look better than it is: columns that know too much. */
    static List<Finding> suspectedLeaks(Dataset data, ProfileOptions options) {
        Profiler profiler = new Profiler(data, options);
        if (profiler.outcome != null && profiler.outcome.isUsable()) {
            profiler.leaks(profiler.outcome, Set.of());
        }
        return profiler.findings.sorted().stream()
                .filter(finding -> finding.severity() == Severity.HIGH)
                .toList();
    }

    private TableProfile run() {
        TargetSummary target = outcome == null ? null : outcome.summary();
        String targetName = target == null ? null : target.column();
        DuplicateCounts duplicates = DuplicateCounts.of(data, targetName);
        TableChecks table = new TableChecks(others, findings);
        table.rows(data.rows(), duplicates);
        table.notices(data.notices());
        if (target != null && data.rows() > 0) {
            table.target(target);
        }
        List<RepeatedColumn> repeats = new Repeats(others, data.rows()).search();
        Set<String> repeated = new HashSet<>();
        repeats.forEach(repeat -> repeated.add(repeat.column()));
        Set<String> suspects = outcome != null && outcome.isUsable() ? leaks(outcome, repeated) : leaksByName(table);
        ColumnChecks columns = new ColumnChecks(others, formatted, findings);
        columns.search(suspects);
        columns.repeats(repeats);
        all.forEach(facts -> SpellingVariants.search(facts, findings));
        new MissingRules(without(suspects), findings).search();
        new DerivedColumns(without(repeated), data.rows()).search(findings);
        return new TableProfile(data.rows(), summaries(), target, duplicates, repeats, findings.sorted());
    }

    /** Looks for columns that know too much, by what they say about the target; gives back their names. */
    private Set<String> leaks(TargetLabels known, Set<String> repeated) {
        List<Evidence> evidence = new ArrayList<>();
        for (Facts facts : others) {
            Evidence found = Evidence.of(facts, known);
            evidence.add(found);
            evidenceOf.put(facts.name(), found);
            if (found.relation() != null) {
                relations.put(facts.name(), found.relation());
            }
        }
        Set<String> suspects = new Leaks(others, known, findings).search(evidence);
        Set<String> leftOut = new HashSet<>(suspects);
        leftOut.addAll(repeated);
        leftOut.addAll(new LabelRule(others, evidence, repeated, known, data.rows()).search(findings));
        untold.addAll(leftOut);
        new PairLeaks(others, evidence, leftOut, known, data.rows()).search(findings);
        return suspects;
    }

    private Set<String> leaksByName(TableChecks table) {
        Set<String> candidates = outcome == null ? new HashSet<>(table.noTarget()) : Set.of();
        Set<String> suspects = new HashSet<>();
        for (Facts facts : others) {
            if (!candidates.contains(facts.name()) && Leaks.isSuspiciousName(facts.name(), findings)) {
                suspects.add(facts.name());
            }
        }
        return suspects;
    }

    private List<Facts> without(Set<String> names) {
        return others.stream().filter(facts -> !names.contains(facts.name())).toList();
    }

    private List<ColumnSummary> summaries() {
        List<ColumnSummary> summaries = new ArrayList<>();
        for (Facts facts : all) {
            summaries.add(new ColumnSummary(
                    facts.name(),
                    facts.type(),
                    facts.rows(),
                    facts.missing(),
                    facts.distinct(),
                    facts.numbers(),
                    facts.topLevels(),
                    relations.get(facts.name())));
        }
        return summaries;
    }
}
