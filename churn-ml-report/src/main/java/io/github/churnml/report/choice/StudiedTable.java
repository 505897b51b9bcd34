package io.github.churnml.report.choice;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Outcome;
import io.github.churnml.error.Wording;
import io.github.churnml.judge.CrossValidation;
import io.github.churnml.report.Words;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Bullets;
import io.github.churnml.report.tree.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table that a choice was made on, and what a reader should know of it.
 *
 * @param name its name for a reader
 * @param target the column that says who left
 * @param outcome the words of what is predicted
 * @param seed what every random step depended on
 * @param warnings what would make all figures too good, such as suspected leaks, in sentences
 * @param notices what else was noticed
 */
public record StudiedTable(
        String name, String target, Outcome outcome, long seed, List<String> warnings, List<String> notices) {

    private static final int MOST = 5;

    /** Copies the lists. */
    public StudiedTable {
        warnings = List.copyOf(warnings);
        notices = List.copyOf(notices);
    }

    /**
     * A table that a pipeline learnt from.
     *
     * @param name its name for a reader
     * @param pipeline the pipeline
     * @param warnings what would make all figures too good, in sentences
     * @param notices what else was noticed
     * @return the description
     */
    public static StudiedTable of(String name, ChurnPipeline pipeline, List<String> warnings, List<String> notices) {
        return new StudiedTable(name, pipeline.target(), pipeline.outcome(), pipeline.seed(), warnings, notices);
    }

    /** Such as {@code On the same 5 folds of 600 customers of customers.csv, of whom 26.5 % left (column 'churned'); seed 42.} */
    String on(CrossValidation folds) {
        int[] labels = folds.labels();
        int repeats = folds.divisions().size();
        return "On the same " + Wording.count(folds.divisions().get(0).size(), "fold", "folds")
                + (repeats == 1 ? "" : ", divided " + repeats + " times,") + " of "
                + of(labels.length, Arrays.stream(labels).sum()) + "; seed " + seed + ".";
    }

    /** Such as {@code 600 customers of customers.csv, of whom 26.5 % left (column 'churned')}. */
    String of(long customers, long positives) {
        return Wording.count(customers, "customer", "customers") + " of " + Words.name(name) + ", of whom "
                + Wording.percent(customers == 0 ? 0 : (double) positives / customers) + " " + outcome.did()
                + " (column '" + Words.name(target) + "')";
    }

    /** What stands at the top of a page: the answer, then what would make it wrong. */
    List<Block> opening(String answer, String basis) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(Finding.main(answer));
        if (!basis.isEmpty()) {
            blocks.add(Finding.note(basis));
        }
        if (!warnings.isEmpty()) {
            blocks.add(Finding.warning("Suspected leaks; if they are, all figures are too good: "
                    + String.join(" ", warnings.subList(0, Math.min(MOST, warnings.size())))
                    + (warnings.size() > MOST ? " And " + (warnings.size() - MOST) + " more." : "")));
        }
        if (!notices.isEmpty()) {
            blocks.add(new Bullets(notices));
        }
        return blocks;
    }
}
