package io.github.churnml.registry.retrain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.gate.GateKeeper;
import io.github.churnml.registry.gate.GateReport;
import io.github.churnml.registry.gate.Gates;
import io.github.churnml.registry.variant.OneVariant;
import io.github.churnml.registry.variant.Variant;
import io.github.churnml.registry.variant.VariantSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VariantRetrainingTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    Path folder;

    private Registry registry;

    @BeforeEach
    void register() {
        registry = Registry.folder(folder);
        registry.register(model(1), "first");
        registry.promote("1.0.0", new Promotion(null, List.of(), false, "first"));
    }

    private static ChurnModel model(long seed) {
        ChurnPipeline pipeline = ChurnPipeline.builder()
                .target("churned", "Yes", List.of("No"))
                .learner(HistogramGradientBoosting.builder().trees(20).build())
                .build();
        OneVariant us = OneVariant.of(pipeline, VariantSettings.only(Variant.of("US", null)), customers(seed), FIRST);
        return us.pipeline().fit(us.data(), FitOptions.standard().withCreated(FIRST));
    }

    /** A third of them of US. */
    private static Dataset customers(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int rows = 3_600;
        double[] usage = new double[rows];
        int[] left = new int[rows];
        int[] geography = new int[rows];
        for (int row = 0; row < rows; row++) {
            usage[row] = random.nextDouble() * 6 - 3;
            geography[row] = row % 3;
            double logOdds = (row % 3 == 0 ? -1.5 : 1.5) * usage[row];
            left[row] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
        }
        return Dataset.of(List.of(
                CodedColumn.of("geography", ColumnType.CATEGORICAL, geography, List.of("US", "EU", "DE")),
                NumericColumn.of("usage", ColumnType.NUMERIC, usage),
                CodedColumn.of("churned", ColumnType.CATEGORICAL, left, List.of("No", "Yes"))));
    }

    @Test
    void retraining_championOfAVariant_learnsFromItsCustomersAloneAndIsStillNamedSo() {
        RetrainingResult result = Retraining.with(Gates.standard())
                .fit(FitOptions.standard().withCreated(LATER))
                .run(registry, customers(2));
        ChurnModel model = registry.load(result.version());
        assertThat(model.manifest().rows()).isLessThanOrEqualTo(1_200 - result.comparedOn());
        assertThat(result.comparedOn()).isBetween(230, 250);
        assertThat(model.manifest().name()).isEqualTo("churn-prediction-model-us");
        assertThat(model.manifest().pipeline().get("variants"))
                .isEqualTo(Map.of(
                        "only", Map.of("geography", "US"),
                        "experiment", "churn_prediction-geography-us",
                        "tags", Map.of("geography", "US", "training_date", "2026-06-01")));
    }

    @Test
    void gates_versionOfAVariant_areHeldToByItsCustomersAlone() {
        Dataset all = customers(3);
        registry.register(model(4), "1.1.0", "second");
        GateReport mixed = GateKeeper.of(registry, Gates.standard()).judge("1.1.0", all);
        int[] us = new int[1_200];
        for (int i = 0; i < us.length; i++) {
            us[i] = 3 * i;
        }
        GateReport own = GateKeeper.of(registry, Gates.standard()).judge("1.1.0", all.select(us));
        assertThat(mixed.results()).isEqualTo(own.results());
        assertThat(mixed.rows()).isEqualTo(1_200);
        assertThat(mixed.notices())
                .contains("The version is the model of geography (US): it is judged by its 1,200 of 3,600 rows.");
        assertThat(own.notices()).noneMatch(notice -> notice.contains("is judged by"));
    }
}
