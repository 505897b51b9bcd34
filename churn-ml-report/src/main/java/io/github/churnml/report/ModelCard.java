package io.github.churnml.report;

import io.github.churnml.ChurnModel;
import io.github.churnml.report.figure.Unit;
import io.github.churnml.report.heldout.HeldOutFacts;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Bullets;
import io.github.churnml.report.tree.Cell;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import io.github.churnml.report.tree.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * A model's card: what it is for, what it learnt from, how good it is and what it cannot do, in tables that are read as Markdown
 * beside the code. After M. Mitchell and others, Model cards for model reporting, FAT* 2019; the numbers are those of {@link
 * ModelReport}.
 */
public final class ModelCard {

    private static final int MOST_COLUMNS = 15;

    private ModelCard() {}

    /**
     * Says what a card says.
     *
     * @param model the model
     * @param training what is known beside it
     * @return the card, the same for the same model and training
     */
    public static Report of(ChurnModel model, TrainedOn training) {
        ModelReport report = new ModelReport(model, training);
        HeldOut held = HeldOut.of(model, training.heldOut());
        String does = model.outcome().does();
        List<Section> sections = new ArrayList<>();
        sections.add(new Section(
                "What it is for",
                List.of(
                        new Bullets(
                                List.of(
                                        "It gives each customer a probability to " + does
                                                + ", so that those whom it pays most can be contacted first.",
                                        "It is not made for decisions that a customer could not accept or refuse, such as a price or"
                                                + " the end of a contract: it says what is likely of many, not what is true of one.")),
                        report.commands())));
        sections.add(report.origin());
        if (held.evaluation().isKnown()) {
            sections.add(new Section(
                    "How good it is",
                    List.of(
                            new Paragraph("Measured on " + held.evaluation().describes() + "."),
                            RankingSection.metrics(held),
                            DecisionSection.thresholds(held, model.target(), model.outcome()))));
        }
        sections.add(new Section("What it goes by", importances(model)));
        HeldOutFacts facts = training.heldOut();
        if (facts != null) {
            sections.add(new Section(
                    "For whom it does worst",
                    List.of(new Bullets(SegmentsSection.sentences(facts.segments(), model.outcome())))));
        }
        sections.addAll(training.more());
        sections.add(new Section("What it cannot do", List.of(new Bullets(report.limits()))));
        sections.add(report.fingerprints());
        return new Report("Model card: " + report.name(), report.subtitle(), report.opening(), sections);
    }

    private static List<Block> importances(ChurnModel model) {
        Table.Builder table = Table.of("Columns that count most", "column", "importance");
        model.importances().entrySet().stream()
                .limit(MOST_COLUMNS)
                .forEach(entry -> table.row(Cell.of(entry.getKey()), Cell.of(Unit.SHARE, entry.getValue())));
        return List.of(table.build());
    }
}
