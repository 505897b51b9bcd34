package io.github.churnml.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Takes findings in as they are made and puts them in order: by severity, kind, weight, then as they came. */
final class Findings {

    private record Weighed(Finding finding, FindingKind kind, double weight) {}

    private static final Comparator<Weighed> ORDER = Comparator.comparing(
                    (Weighed weighed) -> weighed.finding().severity())
            .thenComparing(Weighed::kind)
            .thenComparing(Comparator.comparingDouble(Weighed::weight).reversed());

    private final List<Weighed> found = new ArrayList<>();

    /** Adds a finding of its kind's own severity; of one kind, the heavier come first. */
    void add(FindingKind kind, double weight, List<String> columns, String message, String wayOut) {
        add(kind, kind.severity(), weight, columns, message, wayOut);
    }

    void add(FindingKind kind, Severity severity, double weight, List<String> columns, String message, String wayOut) {
        found.add(new Weighed(new Finding(severity, kind.code(), columns, message, wayOut), kind, weight));
    }

    List<Finding> sorted() {
        // A stable sort: what is equal stays in the order of the table's columns.
        return found.stream().sorted(ORDER).map(Weighed::finding).toList();
    }
}
