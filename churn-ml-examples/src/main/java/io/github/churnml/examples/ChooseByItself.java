package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.read.Tables;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.select.blend.Auto;
import io.github.churnml.select.blend.Blend;
import io.github.churnml.select.blend.BlendPart;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Lets the pipeline choose its learners, then blends two that are named: {@code ChooseByItself customers.csv}. */
public final class ChooseByItself {

    private ChooseByItself() {}

    /**
     * Trains twice and says what was kept.
     *
     * @param args the table
     */
    public static void main(String[] args) {
        ChurnPipeline pipeline = ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(Auto.builder().folds(3).maxMicros(2).build())
                .build();
        ChurnModel chosen = pipeline.fit(Tables.read(Path.of(args[0])));
        if (chosen.manifest().found().get(Auto.NAME) instanceof Map<?, ?> choice) {
            System.out.println("kept: " + choice.get("kept"));
            System.out.println(choice.get("because"));
        }
        System.out.println("chosen: ROC-AUC " + chosen.evaluation().rocAuc());

        Blend blend = Blend.of(List.of(
                new BlendPart(HistogramGradientBoosting.builder().build(), 2, 3),
                new BlendPart(
                        HistogramGradientBoosting.builder().extraTrees(true).build(), 1, 3)));
        ChurnModel blended = pipeline.toBuilder().learner(blend).build().fit(Tables.read(Path.of(args[0])));
        System.out.println("blended: ROC-AUC " + blended.evaluation().rocAuc());
    }
}
