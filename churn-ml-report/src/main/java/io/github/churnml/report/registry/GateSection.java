package io.github.churnml.report.registry;

import io.github.churnml.error.Wording;
import io.github.churnml.registry.GateResult;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.report.Words;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What gates measured of the versions that were to be promoted. */
final class GateSection {

    private static final int MOST_JUDGED = 5;
    private static final int MOST_ROWS = 150;

    private GateSection() {}

    static Section of(RegistryState state) {
        List<RegistryEvent> judged = new ArrayList<>();
        int all = 0;
        for (int i = state.events().size() - 1; i >= 0; i--) {
            RegistryEvent event = state.events().get(i);
            if (!event.gates().isEmpty()) {
                all++;
                if (judged.size() < MOST_JUDGED) {
                    judged.add(event);
                }
            }
        }
        if (judged.isEmpty()) {
            return new Section(
                    "What gates said",
                    List.of(
                            new Paragraph(
                                    "No version was held against a gate. churn promote --gates FILE judges one before it serves.")));
        }
        List<Block> blocks = new ArrayList<>();
        RegistryEvent last = judged.get(0);
        long failed = last.gates().stream().filter(gate -> !gate.passed()).count();
        blocks.add(Finding.note("Judged last: version " + last.to() + ", "
                + (failed == 0
                        ? "which passed all " + Wording.count(last.gates().size()) + " gates."
                        : "which did not pass " + Wording.count(failed) + " of "
                                + Wording.count(last.gates().size()) + " gates"
                                + (last.forced() ? " and was promoted by force." : "."))));
        List<List<Cell>> rows = new ArrayList<>();
        boolean cut = false;
        for (RegistryEvent event : judged) {
            List<GateResult> gates = new ArrayList<>(event.gates());
            gates.sort(Comparator.comparing(GateResult::passed)); // what did not pass stands first
            for (GateResult gate : gates) {
                if (rows.size() == MOST_ROWS) {
                    cut = true;
                    break;
                }
                rows.add(List.of(
                        Cell.of(RegistryPage.time(event)),
                        Cell.of(String.valueOf(event.to())),
                        Cell.of(Words.text(gate.gate(), 80)),
                        Cell.of(gate.passed() ? "passed" : "not passed"),
                        Cell.exact(gate.value() == null ? Double.NaN : gate.value()),
                        Cell.exact(gate.limit() == null ? Double.NaN : gate.limit()),
                        Cell.of(RegistryPage.said(gate.note()))));
            }
        }
        blocks.add(new Table(
                "What gates measured, the newest first",
                List.of(
                        new Table.Column("at", false),
                        new Table.Column("version", false),
                        new Table.Column("gate", false),
                        new Table.Column("verdict", false),
                        new Table.Column("measured", true),
                        new Table.Column("limit", true),
                        new Table.Column("note", false)),
                rows));
        if (cut || all > judged.size()) {
            blocks.add(new Paragraph("Of " + Wording.count(all)
                    + " judgements the newest are shown; churn registry history" + " --json has all."));
        }
        return new Section("What gates said", blocks);
    }
}
