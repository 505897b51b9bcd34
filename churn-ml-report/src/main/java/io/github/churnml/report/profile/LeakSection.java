package io.github.churnml.report.profile;

import io.github.churnml.error.Wording;
import io.github.churnml.profile.Finding;
import io.github.churnml.profile.Severity;
import io.github.churnml.profile.TableProfile;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Columns that seem to know who left, with what speaks for it. */
final class LeakSection {

    private static final Set<String> OF_THE_COLUMN = Set.of(
            "target-copy",
            "known-after-event",
            "decides-target",
            "target-by-rule",
            "after-event-date",
            "after-event-name");
    private static final Set<String> OTHERS = Set.of("pair-decides-target", "level-always-leaves");
    private static final int MOST = 60;

    private LeakSection() {}

    /** Whether every column that such a finding names is a suspect; of a pair only one may be, of a level only some rows. */
    static boolean namesTheColumn(String code) {
        return OF_THE_COLUMN.contains(code);
    }

    static Section of(TableProfile profile) {
        List<Finding> found = profile.findings().stream()
                .filter(finding -> finding.severity() == Severity.HIGH)
                .filter(finding -> OF_THE_COLUMN.contains(finding.code()) || OTHERS.contains(finding.code()))
                .toList();
        List<Block> blocks = new ArrayList<>();
        if (found.isEmpty()) {
            blocks.add(new Paragraph(
                    profile.target() == null
                            ? "Without a target, suspects can be found by their names only: none has a name of something that is"
                                    + " written after a customer has left."
                            : "No column, pair of columns or level seems to know who left. What no profile can see is when a"
                                    + " value was written down: ask that of the strongest columns."));
            return new Section("Suspected leaks", blocks);
        }
        blocks.add(new Paragraph(
                "A leak is a column that is written when or after a customer leaves: a model that sees it looks"
                        + " excellent and is useless. These are suspects, not culprits; a strong column may be honest. Ask when each is"
                        + " written."));
        Table.Builder table = Table.facts("Suspected leaks", "what was found", "what to do");
        found.stream().limit(MOST).forEach(finding -> table.row(finding.message(), finding.wayOut()));
        blocks.add(table.build());
        if (found.size() > MOST) {
            blocks.add(new Paragraph(Wording.count(found.size() - MOST) + " more are in profile.json."));
        }
        return new Section("Suspected leaks", blocks);
    }
}
