package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.drift.DriftSettings;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.prepare.Target;
import io.github.churnml.registry.variant.PairedGain;
import io.github.churnml.registry.variant.Segment;
import io.github.churnml.registry.variant.SegmentFigures;
import io.github.churnml.registry.variant.Variant;
import io.github.churnml.registry.variant.VariantDrift;
import io.github.churnml.registry.variant.VariantEvaluation;
import io.github.churnml.registry.variant.VariantNames;
import io.github.churnml.registry.variant.VariantPart;
import io.github.churnml.registry.variant.VariantPrediction;
import io.github.churnml.registry.variant.VariantPredictions;
import io.github.churnml.registry.variant.VariantScorer;
import io.github.churnml.registry.variant.VariantSet;
import io.github.churnml.registry.variant.VariantSettings;
import io.github.churnml.registry.variant.VariantTraining;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
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

    @Test
    void evaluationAndDrift_ofLaterCustomers_areBySegment() {
        Dataset customers = customers();
        VariantSet set = VariantTraining.fit(pipeline("churn"), customers, FitOptions.standard());
        Segment us =
                set.find(new Variant(List.of(new VariantPart("region", "US")))).orElseThrow();
        assertThat(us.answers()).isEqualTo(Segment.Answers.OWN);
        SegmentFigures figures = us.figures().orElseThrow();
        PairedGain gain = figures.gain();
        assertThat(gain.isReal()).isTrue();
        assertThat(gain.low()).isPositive().isLessThan(gain.high());
        assertThat(figures.otherLogLoss()).isLessThan(figures.pooledLogLoss());

        VariantEvaluation evaluation = set.evaluate(customers, new Target("churned", "Yes", "No", List.of("No")));
        VariantEvaluation.OfSegment judged = evaluation.segments().stream()
                .filter(segment -> segment.segment().filter(us::equals).isPresent())
                .findFirst()
                .orElseThrow();
        assertThat(judged.model()).isEqualTo(us.model());
        assertThat(judged.figures().rows()).isEqualTo(400);
        assertThat(evaluation.together().rows()).isEqualTo(1200);

        int[] quiet = IntStream.range(0, customers.rows())
                .filter(row -> row % 3 != 0
                        || Double.parseDouble(customers.column("usage").text(row)) < -1)
                .toArray();
        VariantDrift drift = set.drift(customers.select(quiet), DriftSettings.standard());
        assertThat(drift.hasDrift()).isTrue();
        VariantDrift.OfSegment drifted = drift.segments().stream()
                .filter(segment -> segment.segment().equals(us))
                .findFirst()
                .orElseThrow();
        assertThat(drifted.columns()).contains("usage");
    }

    @Test
    void score_ofRowsByPlace_saysHowTheModelWasChosen() {
        VariantSet set = VariantTraining.fit(pipeline("churn"), customers(), FitOptions.standard());
        VariantScorer.Rows rows = set.scorer().forColumns(List.of("usage", "region"));

        assertThat(rows.score(List.of(1.5, "US"), 1).chosen()).isEqualTo(VariantPrediction.Chosen.SEGMENT);
        VariantPrediction unknown = rows.score(List.of(1.5, "APAC"), 2);
        assertThat(unknown.chosen()).isEqualTo(VariantPrediction.Chosen.UNKNOWN_VALUE);
        assertThat(unknown.model()).isEqualTo(set.names().model());
        assertThat(rows.score(Arrays.asList(1.5, null), 3).chosen()).isEqualTo(VariantPrediction.Chosen.MISSING_VALUE);
    }
}
