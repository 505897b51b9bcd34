package io.github.churnml.report.slides;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.decide.CustomerValue;
import io.github.churnml.metrics.Campaign;
import io.github.churnml.report.ModelReport;
import io.github.churnml.report.TrainedOn;
import io.github.churnml.report.html.HtmlReport;
import io.github.churnml.report.tree.Grid;
import io.github.churnml.report.tree.Picture;
import io.github.churnml.report.tree.Report;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelSlidesTest {

    private static final TrainedOn TRAINING = TrainedOn.unknown("model.churn", List.of());
    private static final ChurnModel MODEL = ChurnPipeline.builder()
            .target("churned", "Yes")
            .exclude("customer_id")
            .seed(3)
            .value(CustomerValue.of(60, new Campaign(1, 10, 0.3)))
            .build()
            .fit(SmallModel.customers(900, 21), FitOptions.standard().withCreated(SmallModel.THEN));

    private static List<Picture> pictures(Report report) {
        return report.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block instanceof Grid grid ? grid.pictures().stream() : Stream.of(block))
                .filter(Picture.class::isInstance)
                .map(Picture.class::cast)
                .toList();
    }

    @Test
    void slides_ofAModelWithMoney_showTheFiguresOfItsReport() {
        Report slides = ModelSlides.of(MODEL, TRAINING);

        assertThat(pictures(slides).stream().map(picture -> picture.figure().title()))
                .containsExactly(
                        "Gains",
                        "Money by customers contacted",
                        "ROC curve",
                        "Calibration",
                        "What counts most",
                        "Precision, recall and contacts by threshold");
        assertThat(pictures(ModelReport.of(MODEL, TRAINING))).containsAll(pictures(slides));
    }

    @Test
    void page_ofSlides_hasASlideForTheTitleAndEachSectionAndNoScript() {
        Report slides = ModelSlides.of(MODEL, TRAINING);

        String html = HtmlReport.slides(slides);

        assertThat(html.split("<section class=\"slide\">", -1))
                .hasSize(slides.sections().size() + 2);
        assertThat(html).contains("2 of 5").doesNotContain("<script");
        assertThat(html).isEqualTo(HtmlReport.slides(ModelSlides.of(MODEL, TRAINING)));
    }
}
