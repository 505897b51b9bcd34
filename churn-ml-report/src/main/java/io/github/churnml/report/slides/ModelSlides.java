package io.github.churnml.report.slides;

import io.github.churnml.ChurnModel;
import io.github.churnml.report.ModelReport;
import io.github.churnml.report.TrainedOn;
import io.github.churnml.report.tree.Block;
import io.github.churnml.report.tree.Bullets;
import io.github.churnml.report.tree.Finding;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Paragraph;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import io.github.churnml.report.tree.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A model in a few slides: whom to call and what it brings, whether it can be believed, what it goes by and cannot do, and one that
 * goes deeper, into how it was chosen and how a probability becomes a decision. Every figure and every sentence on them is one of
 * {@link ModelReport}, so that what is said in a meeting is what the report says.
 */
public final class ModelSlides {

    /** A slide holds no more sentences than a room reads. */
    private static final int MOST_BULLETS = 4;

    private final ChurnModel model;
    private final Report report;

    private ModelSlides(ChurnModel model, Report report) {
        this.model = model;
        this.report = report;
    }

    /**
     * Says in few words what there is to say of a model.
     *
     * @param model the model
     * @param training what is known beside it
     * @return the slides: a report each of whose sections is one; {@link io.github.churnml.report.html.HtmlReport#slides} writes them
     */
    public static Report of(ChurnModel model, TrainedOn training) {
        return new ModelSlides(model, ModelReport.of(model, training)).slides();
    }

    private Report slides() {
        List<Section> slides = new ArrayList<>();
        add(slides, "Whom to call, and what it brings", brings());
        add(slides, "Whether it can be believed", pictures("ROC curve", "Calibration"));
        add(slides, "What it goes by, and what it cannot do", bounds());
        add(slides, "A closer look: from learners to a decision", deeper());
        return new Report(report.title(), report.subtitle(), report.opening(), slides);
    }

    private static void add(List<Section> slides, String title, List<Block> blocks) {
        if (!blocks.isEmpty()) {
            slides.add(new Section(title, blocks));
        }
    }

    /** The findings of the report's first section, and the customers that are found with the money that is earned. */
    private List<Block> brings() {
        List<Block> blocks = new ArrayList<>();
        report.sections().get(0).blocks().stream()
                .filter(Finding.class::isInstance)
                .forEach(blocks::add);
        List<Block> money = pictures("Money by customers contacted");
        blocks.addAll(pictures("Gains"));
        blocks.addAll(money.isEmpty() ? pictures("Money per customer") : money);
        return blocks;
    }

    private List<Block> bounds() {
        List<Block> blocks = new ArrayList<>(pictures("What counts most"));
        report.sections().stream()
                .filter(section -> section.title().equals("What it cannot do"))
                .flatMap(section -> section.blocks().stream())
                .filter(Bullets.class::isInstance)
                .map(Bullets.class::cast)
                .forEach(all -> blocks.add(new Bullets(all.items()
                        .subList(0, Math.min(MOST_BULLETS, all.items().size())))));
        return blocks;
    }

    private List<Block> deeper() {
        List<Block> blocks = new ArrayList<>();
        if (model.manifest().found().get("auto") instanceof Map<?, ?> choice) {
            blocks.add(new Paragraph("Kept: " + choice.get("kept") + ". " + choice.get("because")));
        }
        report.sections().stream()
                .filter(section -> section.title().equals("What was tried"))
                .flatMap(ModelSlides::pictures)
                .limit(1)
                .forEach(blocks::add);
        blocks.addAll(pictures("Precision, recall and contacts by threshold"));
        return blocks;
    }

    /** The figures of these titles that the report has, in this order. */
    private List<Block> pictures(String... titles) {
        List<Block> found = new ArrayList<>();
        for (String title : titles) {
            report.sections().stream()
                    .flatMap(ModelSlides::pictures)
                    .filter(one -> one.figure().title().equals(title))
                    .limit(1)
                    .forEach(found::add);
        }
        return found;
    }

    /** Its figures, also those that stand beside each other. */
    private static Stream<Picture> pictures(Section section) {
        return section.blocks().stream()
                .flatMap(block -> block instanceof Grid grid ? grid.pictures().stream() : Stream.of(block))
                .filter(Picture.class::isInstance)
                .map(Picture.class::cast);
    }
}
