package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.registry.variant.VariantNames;
import io.github.churnml.registry.variant.VariantPredictions;
import io.github.churnml.registry.variant.VariantScorer;
import io.github.churnml.registry.variant.VariantSet;
import io.github.churnml.registry.variant.VariantSettings;
import io.github.churnml.registry.variant.VariantTraining;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Models of segments: usage keeps the customers of US and drives away those of EU, so that US gets a model of its own. */
class SegmentModelsTest {

    private static final VariantSettings BY_REGION =
            VariantSettings.by("region").withLeast(50, 150).withFolds(3).withFallback(VariantSettings.Fallback.POOLED);

    private static Dataset customers() {
        SplittableRandom random = new SplittableRandom(8);
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            boolean us = i % 3 == 0;
            double usage = random.nextDouble() * 6 - 3;
            boolean left = random.nextDouble() < 1 / (1 + Math.exp((us ? 1.5 : -1.5) * usage));
            rows.add(new String[] {us ? "US" : "EU", String.valueOf(usage), left ? "Yes" : "No"});
        }
        return Tables.ofTexts(List.of("region", "usage", "churned"), rows, ReadOptions.standard());
    }

    private static ChurnPipeline pipeline(String name) {
        return ChurnPipeline.builder()
                .name(name)
                .target("churned", "Yes")
                .exclude("region")
                .learner(HistogramGradientBoosting.builder().trees(20).build())
                .calibrate("none")
                .variants(BY_REGION.settings())
                .build();
    }

    @Test
    void predictions_ofATable_sayWhichModelAnswered() {
        Dataset customers = customers();
        VariantSet set = VariantTraining.fit(pipeline("churn"), customers, FitOptions.standard());
        VariantScorer scorer = set.scorer();

        VariantPredictions predictions = scorer.score(customers);

        VariantNames names = set.names();
        assertThat(names).isEqualTo(VariantNames.standard());
        assertThat(predictions.size()).isEqualTo(1200);
        assertThat(predictions.model(0)).isEqualTo(names.model() + "-us");
        assertThat(predictions.counts()).containsEntry(names.model() + "-us", 400L);
        assertThat(predictions.counts().values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(1200);
        double[] all = predictions.probabilities();
        for (int row : new int[] {0, 1, 2, 1199}) {
            Map<String, Object> one = Map.of(
                    "region",
                    customers.column("region").text(row),
                    "usage",
                    customers.column("usage").text(row));
            assertThat(predictions.probability(row)).isEqualTo(all[row]).isEqualTo(scorer.probability(one));
        }
    }

    @Test
    void names_ofAPipelineWithOne_followIt() {
        assertThat(VariantNames.of("retention")).isEqualTo(new VariantNames("retention", "retention"));
        assertThat(VariantNames.of("churn")).isEqualTo(VariantNames.standard());
        assertThat(VariantNames.standard().experiment()).isEqualTo("churn_prediction");
    }

    @Test
    void settings_withAFallback_areThoseOfThePipeline() {
        assertThat(VariantSettings.in(pipeline("churn"))).contains(BY_REGION);
        assertThat(VariantSettings.of(BY_REGION.settings()).fallback()).isEqualTo(VariantSettings.Fallback.POOLED);
        VariantSettings shrunk = BY_REGION.withFallback(VariantSettings.Fallback.SHRINKAGE);
        assertThat(VariantSettings.of(shrunk.settings())).isEqualTo(shrunk).isNotEqualTo(BY_REGION);
    }
}
