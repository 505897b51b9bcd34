package io.github.churnml.report.monitoring;

import io.github.churnml.error.Wording;
import io.github.churnml.report.Words;
import io.github.churnml.report.figure.Axis;
import io.github.churnml.report.figure.Figure;
import io.github.churnml.report.figure.Mark;
import io.github.churnml.report.figure.Tone;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was decided before, what came of it, and whether the log that says so is whole. */
final class AuditSection {

    private static final int MOST_ROWS = 60;
    private static final List<String> STATUSES = List.of("critical", "warn", "healthy");

    private AuditSection() {}

    static Section of(AuditTrail audit) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(audit.check().isIntact() ? Finding.note(chain(audit)) : Finding.warning(chain(audit)));
        List<AuditTrail.Entry> decisions = audit.decisions();
        if (decisions.isEmpty()) {
            blocks.add(new Paragraph("Nothing was decided before."));
            return new Section("What was decided so far", blocks);
        }
        blocks.add(picture(audit));
        Table.Builder table = Table.texts(
                "Decisions, the newest first",
                "judged at",
                "status",
                "rules that held",
                "to be done",
                "what came of it");
        int from = Math.max(0, decisions.size() - MOST_ROWS);
        for (int i = decisions.size() - 1; i >= from; i--) {
            AuditTrail.Entry entry = decisions.get(i);
            table.row(
                    MonitoringPage.time(entry.judgedAt()),
                    Words.name(entry.status()),
                    some(entry.rules()),
                    some(entry.actions()).replace('_', ' '),
                    entry.dryRun() ? "dry run" : some(entry.outcomes()).replace('_', ' '));
        }
        blocks.add(table.build());
        if (audit.all() > decisions.size() - from) {
            blocks.add(new Paragraph("The newest " + Wording.count(decisions.size() - from) + " of "
                    + Wording.count(audit.all()) + " decisions are shown; the audit log has all."));
        }
        return new Section("What was decided so far", blocks);
    }

    /** Whether the log is whole, as a sentence. */
    static String chain(AuditTrail audit) {
        String log = "The audit log " + Words.name(audit.file());
        if (!audit.check().isIntact()) {
            return log + " was changed: in line " + Wording.count(audit.check().firstProblem()) + ", "
                    + audit.check().problem() + ". Do not believe what stands in it from there on.";
        }
        String torn = audit.check().unreadable() == 0
                ? ""
                : " " + Wording.count(audit.check().unreadable(), "line", "lines")
                        + " of it cannot be read, as a crash leaves them.";
        return log + " is whole: each of its " + Wording.count(audit.check().entries())
                + " entries names the hash of the one before." + torn;
    }

    private static String some(List<String> names) {
        List<String> first = names.stream().limit(5).map(Words::name).toList();
        return String.join(", ", first) + (names.size() > 5 ? " and " + (names.size() - 5) + " more" : "");
    }

    private static Block picture(AuditTrail audit) {
        Map<String, Integer> counts = new TreeMap<>();
        List<Mark.Point> points = new ArrayList<>();
        double first = Double.POSITIVE_INFINITY;
        double last = Double.NEGATIVE_INFINITY;
        for (AuditTrail.Entry entry : audit.decisions()) {
            counts.merge(entry.status(), 1, Integer::sum);
            int place = STATUSES.indexOf(entry.status());
            double at = entry.judgedAt().getEpochSecond();
            first = Math.min(first, at);
            last = Math.max(last, at);
            if (place >= 0) {
                points.add(new Mark.Point(
                        at,
                        place,
                        MonitoringPage.time(entry.judgedAt()) + ": " + entry.status() + ", " + some(entry.rules())));
            }
        }
        Table.Builder numbers = Table.texts("Decisions by status", "status", "decisions");
        counts.forEach((status, count) -> numbers.row(Words.name(status), Wording.count(count)));
        AuditTrail.Entry newest = audit.decisions().get(audit.decisions().size() - 1);
        int size = audit.decisions().size();
        String finding = "Of the "
                + (size < audit.all() ? "newest " : "") + Wording.count(size, "decision", "decisions") + " "
                + Wording.count(counts.getOrDefault("critical", 0)) + " found the model critical and "
                + Wording.count(counts.getOrDefault("warn", 0)) + " found a warning; the last one says "
                + Words.name(newest.status()) + ".";
        return new Picture(
                new Figure(
                        "Status at each decision",
                        finding,
                        Axis.Numbers.times("moment that was judged", first, last),
                        new Axis.Names("", STATUSES),
                        List.of(new Mark.Points("", Tone.FIRST, points))),
                numbers.build());
    }
}
