package io.github.churnml.examples;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.registry.variant.Segment;
import io.github.churnml.registry.variant.VariantPrediction;
import io.github.churnml.registry.variant.VariantScorer;
import io.github.churnml.registry.variant.VariantSet;
import io.github.churnml.registry.variant.VariantSettings;
import io.github.churnml.registry.variant.VariantTraining;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A model for each plan, where that is really better: {@code ModelsOfSegments customers.csv variants/}. */
public final class ModelsOfSegments {

    private ModelsOfSegments() {}

    /**
     * Trains a model of all customers and those of plans, saves them, and scores the first customer by the model of its plan.
     *
     * @param args the table, and the folder to write to
     */
    public static void main(String[] args) {
        Dataset customers = Tables.read(Path.of(args[0]));
        ChurnPipeline pipeline = ChurnPipeline.builder()
                .target("churned", "Yes")
                // The table writes Basic and BASIC; two models of one name would be refused.
                .clean(new Cleaning(true, List.of(), true, true, true, Map.of()))
                .learner(HistogramGradientBoosting.builder().build())
                .variants(VariantSettings.by("plan").settings())
                .build();

        VariantSet trained = VariantTraining.fit(pipeline, customers, FitOptions.standard());
        for (Segment segment : trained.segments()) {
            System.out.println(segment.variant() + ": " + segment.model() + ". " + segment.why());
        }

        VariantScorer scorer = VariantSet.load(trained.save(Path.of(args[1]))).scorer();
        Map<String, Object> row = new LinkedHashMap<>();
        customers.columns().forEach(column -> row.put(column.name(), column.text(0)));
        say(scorer.score(row));
        // A plan that training did not know: the model of all customers answers, and says so.
        row.put("plan", "Platinum");
        say(scorer.score(row));
    }

    private static void say(VariantPrediction said) {
        System.out.println(said.prediction().probability() + " by " + said.model() + ", chosen by " + said.chosen());
    }
}
