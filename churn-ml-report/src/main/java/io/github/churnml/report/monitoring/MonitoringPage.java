package io.github.churnml.report.monitoring;

import io.github.churnml.error.Wording;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.ActionOutcome;
import io.github.churnml.monitor.Decision;
import io.github.churnml.monitor.MonitoringPast;
import io.github.churnml.monitor.MonitoringPlan;
import io.github.churnml.monitor.RuleOutcome;
import io.github.churnml.monitor.Status;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Bullets;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a run of the monitoring agent found, as a report: what is wrong, by which rule, since when, and what was done. */
public final class MonitoringPage {

    static final int SENTENCE = 400;
    private static final int MOST_WARNINGS = 5;
    private static final int MOST_NOTES = 20;
    private static final int MOST_READINGS = 600;
    private static final int MOST_INCIDENTS = 30;

    private final MonitoringFacts facts;
    private final Decision decision;
    private final MonitoringPlan plan;

    private MonitoringPage(MonitoringFacts facts) {
        this.facts = facts;
        this.decision = facts.decision();
        this.plan = decision.plan();
    }

    /**
     * Says what there is to say.
     *
     * @param facts what was found
     * @return the report, the same for the same findings
     */
    public static Report of(MonitoringFacts facts) {
        return new MonitoringPage(facts).report();
    }

    private Report report() {
        List<Section> sections = new ArrayList<>();
        sections.add(done());
        sections.add(MetricSection.of(facts.past(), plan));
        sections.add(rules());
        facts.drift().ifPresent(drift -> sections.add(DriftSection.of(drift)));
        sections.add(AuditSection.of(facts.audit()));
        sections.add(incidents());
        sections.add(noticed());
        String subtitle = "Judged at " + time(plan.judgedAt()) + " UTC by "
                + Wording.count(plan.rules().size(), "rule", "rules")
                + ": metrics history " + Words.name(facts.history()) + ", "
                + Wording.count(plan.history().lines(), "line", "lines") + "; "
                + (facts.drift().isPresent() ? "with a drift report." : "no drift report.");
        return new Report("How the served model is doing", subtitle, opening(), sections);
    }

    private List<Block> opening() {
        List<Block> blocks = new ArrayList<>();
        List<RuleOutcome> holding = holding();
        long unknown = plan.rules().stream().filter(rule -> !rule.judged()).count();
        String unjudged = unknown == 0 ? "" : "; " + Wording.count(unknown) + " could not be judged";
        boolean blind =
                plan.status() == Status.HEALTHY && unknown == plan.rules().size();
        blocks.add(Finding.main(
                blind
                        ? "Nothing can be told of the model: none of the "
                                + Wording.count(plan.rules().size())
                                + " rules could be judged, so the status is healthy for want of measurements."
                        : plan.status() == Status.HEALTHY
                                ? "Healthy: none of the "
                                        + Wording.count(plan.rules().size()) + " rules holds" + unjudged + "."
                                : (plan.status() == Status.CRITICAL ? "Critical: " : "A warning: ")
                                        + Wording.count(holding.size()) + " of "
                                        + Wording.count(plan.rules().size())
                                        + " rules " + (holding.size() == 1 ? "holds" : "hold") + unjudged + "."));
        for (RuleOutcome rule : holding.subList(0, Math.min(MOST_WARNINGS, holding.size()))) {
            blocks.add(Finding.warning(
                    Words.name(rule.name()) + " (" + rule.severity().label() + ")"
                            + since(rule).map(text -> ", " + text).orElse("") + ": "
                            + Words.text(rule.explanation(), SENTENCE)
                            + (rule.reason().isBlank() ? "" : " " + Words.text(rule.reason(), SENTENCE))));
        }
        blocks.add(Finding.note(whatWasDone()));
        if (!facts.audit().check().isIntact()) {
            blocks.add(Finding.warning(AuditSection.chain(facts.audit())));
        }
        return blocks;
    }

    private List<RuleOutcome> holding() {
        List<RuleOutcome> holding =
                new ArrayList<>(plan.rules().stream().filter(RuleOutcome::holds).toList());
        holding.sort((one, other) -> other.severity().compareTo(one.severity()));
        return holding;
    }

    /** Since when a rule that holds now has held: by the history, or, where drift is among its conditions, by earlier decisions. */
    private Optional<String> since(RuleOutcome rule) {
        Optional<MonitoringPast.RulePast> past = facts.past().rules().stream()
                .filter(one -> one.rule().equals(rule.name()))
                .findFirst();
        if (past.isPresent() && past.get().known()) {
            List<MonitoringPast.Alarm> alarms = past.get().alarms();
            if (alarms.isEmpty()) {
                return Optional.empty();
            }
            MonitoringPast.Alarm last = alarms.get(alarms.size() - 1);
            return Optional.of((last.fromStart() ? "since before " : "since ") + time(last.from()));
        }
        Instant first = plan.judgedAt();
        List<AuditTrail.Entry> decisions = facts.audit().decisions();
        for (int i = decisions.size() - 1; i >= 0; i--) {
            AuditTrail.Entry entry = decisions.get(i);
            if (entry.judgedAt().isAfter(plan.judgedAt())) {
                continue;
            }
            if (!entry.rules().contains(rule.name())) {
                break;
            }
            first = entry.judgedAt().isBefore(first) ? entry.judgedAt() : first;
        }
        return Optional.of(
                first.equals(plan.judgedAt()) ? "found now first" : "at every judgement since " + time(first));
    }

    private String whatWasDone() {
        List<String> asked = new ArrayList<>(
                plan.actions().stream().map(MonitoringPage::words).toList());
        if (plan.pagesOncall()) {
            asked.add(words(ActionKind.PAGE_ONCALL));
        }
        if (plan.actions().contains(ActionKind.DO_NOTHING) && asked.size() == 1) {
            boolean silenced =
                    plan.rules().stream().anyMatch(rule -> !rule.silenced().isEmpty());
            return silenced
                    ? "Nothing is to be done again: what the rules ask for was done within their cool-down."
                    : "Nothing is to be done.";
        }
        if (decision.dryRun()) {
            return "To be done: " + String.join("; ", asked) + ". It was a dry run: nothing was carried out.";
        }
        List<String> outcomes = decision.outcomes().stream()
                .map(outcome -> words(outcome.action()) + " (" + state(outcome.state()) + ")")
                .toList();
        return "Carried out: " + String.join("; ", outcomes) + ".";
    }

    private Section done() {
        Table.Builder table =
                Table.texts("What was to be done, and what came of it", "action", "asked for by", "state", "detail");
        for (ActionOutcome outcome : decision.outcomes()) {
            List<String> by = plan.rules().stream()
                    .filter(rule -> rule.actions().contains(outcome.action()))
                    .map(rule -> Words.name(rule.name()))
                    .limit(5)
                    .toList();
            table.row(
                    words(outcome.action()),
                    by.isEmpty() ? "-" : String.join(", ", by),
                    state(outcome.state()),
                    Words.text(outcome.detail(), SENTENCE));
        }
        List<Block> blocks = new ArrayList<>(List.of(table.build()));
        List<String> silenced = plan.rules().stream()
                .filter(rule -> !rule.silenced().isEmpty())
                .map(rule -> Words.name(rule.name()) + " asks for "
                        + String.join(
                                ", ",
                                rule.silenced().stream()
                                        .map(MonitoringPage::words)
                                        .toList())
                        + " and is silent: it did so within its cool-down.")
                .limit(10)
                .toList();
        if (!silenced.isEmpty()) {
            blocks.add(new Bullets(silenced));
        }
        return new Section("What is to be done", blocks);
    }

    private Section rules() {
        Table.Builder rules = Table.texts("Rules", "rule", "severity", "holds", "since", "what was seen", "asks for");
        for (RuleOutcome rule : plan.rules()) {
            rules.row(
                    Words.name(rule.name()),
                    rule.severity().label(),
                    rule.holds() ? "yes" : rule.judged() ? "no" : "not judged",
                    rule.holds() ? since(rule).orElse("-") : "-",
                    Words.text(rule.explanation(), SENTENCE),
                    String.join(
                            ", ",
                            rule.actions().stream().map(MonitoringPage::words).toList()));
        }
        Table.Builder readings = Table.of("Readings, with all digits", "finding", "value", "baseline", "limit");
        Set<String> told = new HashSet<>();
        for (String name : plan.findings().keySet()) {
            if (told.size() < MOST_READINGS) {
                readings.row(Cell.of(Words.name(name)), cell(name), cell(name + "_baseline"), cell(name + "_limit"));
                told.addAll(List.of(name, name + "_baseline", name + "_limit"));
            }
        }
        plan.details().forEach((name, value) -> {
            if (value instanceof Number && told.size() < MOST_READINGS && told.add(name)) {
                readings.row(Cell.of(Words.name(name)), cell(name), Cell.of("-"), Cell.of("-"));
            }
        });
        return new Section("Rules and their readings", List.of(rules.build(), readings.build()));
    }

    private Cell cell(String name) {
        Object value = plan.details().get(name);
        return value instanceof Number number
                ? Cell.exact(number.doubleValue())
                : Cell.of(value == null ? "-" : Words.name(value.toString()));
    }

    private Section incidents() {
        List<String> all = facts.incidents();
        if (all.isEmpty()) {
            return new Section("Incidents", List.of(new Paragraph("No incident is kept beside the plan.")));
        }
        List<String> newest = new ArrayList<>();
        for (int i = all.size() - 1; i >= 0 && newest.size() < MOST_INCIDENTS; i--) {
            newest.add(Words.name(all.get(i)));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(Wording.count(all.size(), "incident was", "incidents were")
                + " opened; their files stand beside the plan, the newest first."));
        blocks.add(new Bullets(newest));
        if (all.size() > newest.size()) {
            blocks.add(new Paragraph("The newest " + MOST_INCIDENTS + " are named."));
        }
        return new Section("Incidents", blocks);
    }

    private Section noticed() {
        List<String> notes = new ArrayList<>(plan.notices());
        notes.addAll(plan.history().notes());
        if (!facts.past().whole()) {
            notes.add(
                    "The history is very long: pictures and pasts of rules begin where the rules begin to look back.");
        }
        if (notes.isEmpty()) {
            return new Section("What was noticed", List.of(new Paragraph("Nothing was odd about the history.")));
        }
        List<String> some = new ArrayList<>(notes.stream()
                .limit(MOST_NOTES)
                .map(note -> Words.text(note, SENTENCE))
                .toList());
        if (notes.size() > MOST_NOTES) {
            some.add("… and " + Wording.count(notes.size() - MOST_NOTES) + " more; the plan has all.");
        }
        return new Section("What was noticed", List.of(new Bullets(some)));
    }

    static String time(Instant time) {
        return Unit.TIME.text(time.getEpochSecond());
    }

    static String words(ActionKind action) {
        return action.label().replace('_', ' ');
    }

    private static String state(ActionOutcome.State state) {
        return switch (state) {
            case PLANNED -> "only planned";
            case DONE -> "done";
            case FAILED -> "failed";
            case UNATTENDED -> "nothing is set up to carry it out";
        };
    }
}
