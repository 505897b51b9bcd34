package io.github.churnml.snapshot;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the parts of a plan fit together. */
final class PlanCheck {

    private PlanCheck() {}

    static void check(SnapshotPlan plan) {
        Set<String> names = new HashSet<>();
        for (EventTable table : plan.events()) {
            if (!names.add(table.name())) {
                throw wrong("Two tables of events are named " + Wording.name(table.name()) + ".", "Maybe rename one.");
            }
        }
        if (plan.events().isEmpty()) {
            throw wrong(
                    "The snapshots have no events.",
                    "Maybe add events: [{name: usage, file: usage.csv, id: customer_id, at: time}].");
        }
        checkLabel(plan);
        if (plan.schedule() instanceof Schedule.AtEvents at) {
            plan.table(at.table());
        }
        plan.standardFeatures().forEach(plan::table);
        for (Feature feature : plan.features()) {
            if (feature.statistic() != Statistic.TENURE) {
                checkFeature(plan.table(feature.table()), feature);
            }
        }
        checkAttributes(plan);
    }

    private static void checkLabel(SnapshotPlan plan) {
        boolean converted = plan.label() instanceof Label.Converted;
        if (plan.others().isPresent() && !converted) {
            throw wrong(
                    "There is a table of others, who are no customers, but the label is not about becoming one.",
                    "Maybe leave 'others' out, or label: {converted: {within: 90d}}.");
        }
        if (converted && plan.customers().fromColumn() == null) {
            throw wrong(
                    "The label is about becoming a customer, but nothing says when that was.",
                    "Maybe add from: start_date to customers.");
        }
        if (plan.label() instanceof Label.Cancelled && plan.customers().toColumn() == null) {
            throw wrong(
                    "The label is about cancelling, but nothing says when that was.",
                    "Maybe add to: end_date to customers.");
        }
        if (plan.others().isPresent() && plan.others().get().fromColumn() != null) {
            throw wrong(
                    "The table of others has a 'from', but they have not become customers.",
                    "Maybe 'since' was meant: when they were first known.");
        }
        if (plan.others().isPresent()
                && (plan.others().get().sinceColumn() == null)
                        != (plan.customers().sinceColumn() == null)) {
            throw wrong(
                    "Only one of the tables of customers and of others says since when somebody is known, so that alone"
                            + " tells them apart.",
                    "Maybe add since: first_seen to both, or to neither: then the first event says it.");
        }
        if (plan.label() instanceof Label.Inactive inactive) {
            inactive.tables().forEach(plan::table);
        }
        if (plan.label() instanceof Label.InactiveMonths months) {
            months.tables().forEach(plan::table);
        }
    }

    private static void checkFeature(EventTable table, Feature feature) {
        if ((!feature.kind().isEmpty() || feature.statistic() == Statistic.DISTINCT_KINDS)
                && table.kindColumn() == null) {
            throw wrong(
                    "Feature " + Wording.name(feature.name()) + " is about kinds of events, but no column of table "
                            + Wording.name(table.name()) + " says of which kind one is.",
                    "Maybe add kind: type to the table.");
        }
        if (!feature.value().isEmpty()
                && !table.values().isEmpty()
                && !table.values().contains(feature.value())) {
            throw wrong(
                    "Feature " + Wording.name(feature.name()) + " is about column " + Wording.name(feature.value())
                            + ", which is not among the values of table " + Wording.name(table.name()) + ".",
                    Wording.maybeNearest(feature.value(), table.values()));
        }
    }

    /** What is known of customers alone tells who becomes one. */
    private static void checkAttributes(SnapshotPlan plan) {
        List<String> of = plan.customers().attributes();
        if (plan.others().isPresent()
                && !Set.copyOf(plan.others().get().attributes()).equals(Set.copyOf(of))) {
            throw wrong(
                    "Customers have the attributes (" + String.join(", ", of) + "), others ("
                            + String.join(", ", plan.others().get().attributes())
                            + "): what only one of them has tells them apart.",
                    "Maybe list the same attributes for both.");
        }
    }

    private static ConfigurationException wrong(String problem, String maybe) {
        return new ConfigurationException(problem, maybe, Where.nowhere());
    }
}
