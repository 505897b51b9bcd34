package io.github.churnml.cli;

import static io.github.churnml.cli.TextTable.count;
import static io.github.churnml.error.Wording.percent;

import io.github.churnml.data.Outcome;
import io.github.churnml.data.OutcomeLabels;
import io.github.churnml.data.OutcomeWords;
import io.github.churnml.error.Wording;
import io.github.churnml.prepare.Target;
import java.util.stream.Collectors;

/** What a command understood of a target: the first line of its answer. */
final class Understood {

    private Understood() {}

    /** Such as {@code Learns who leaves: churned = Yes (1,869 of 7,043 customers, 26.5 %); the others: No}. */
    static String learns(Outcome outcome, Target target, long positives, long rows) {
        return line("Learns who " + says(outcome, target, "leaves", "stays", "converts"), target, positives, rows);
    }

    /** Such as {@code Who left: churned = Yes (401 of 2,000 customers, 20.1 %); the others: No}. */
    static String judges(Outcome outcome, Target target, long positives, long rows) {
        return line("Who " + says(outcome, target, "left", "stayed", "converted"), target, positives, rows);
    }

    private static String says(Outcome outcome, Target target, String left, String stayed, String converted) {
        if (!outcome.isChurn()) {
            return "will " + outcome.does();
        }
        OutcomeWords meaning = OutcomeLabels.meaning(target.column(), target.positive());
        return meaning == OutcomeWords.STAYED ? stayed : meaning == OutcomeWords.CONVERTED ? converted : left;
    }

    private static String line(String verb, Target target, long positives, long rows) {
        String others = target.negatives().stream().map(Wording::plain).collect(Collectors.joining(", "));
        return verb + ": " + Wording.plain(target.column().strip()) + " = " + Wording.plain(target.positive()) + " ("
                + count(positives) + " of " + count(rows) + " customers, " + percent((double) positives / rows)
                + "); the others: " + (others.isEmpty() ? "any other label" : others) + "\n";
    }
}
