package io.github.churnml.examples;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.metrics.Metric;
import io.github.churnml.select.tune.Dimension;
import io.github.churnml.select.tune.SearchSpace;
import io.github.churnml.select.tune.Tuning;
import io.github.churnml.select.tune.TuningResult;
import java.nio.file.Path;

/** Looks for settings that suit a table, and says whether that was worth it: {@code TuneSettings customers.csv tuning 12}. */
public final class TuneSettings {

    private TuneSettings() {}

    /**
     * Tunes, then trains with what was found.
     *
     * @param args the table, the folder for trials, and how many
     */
    public static void main(String[] args) {
        Dataset customers = Tables.read(Path.of(args[0]));
        ChurnPipeline pipeline =
                ChurnPipeline.builder().target("churned", "Yes").build();
        TuningResult result = Tuning.of(pipeline)
                .space(SearchSpace.of(
                        Dimension.logUniform("learningRate", 0.05, 0.3),
                        Dimension.whole("maxDepth", 3, 6),
                        Dimension.choice("growth", "oblivious", "leaf-wise")))
                .trials(Integer.parseInt(args[2]))
                .folds(3)
                .by(Metric.LOG_LOSS)
                .trialsIn(Path.of(args[1])) // a run that was cut short goes on from here
                .run(customers);
        System.out.println(result.verdict());
        System.out.println("best " + result.best().settings());

        // The customers that this model is judged on are those that tuning has not seen.
        ChurnModel model = result.pipeline().fit(customers);
        System.out.println("log loss " + model.evaluation().metric(Metric.LOG_LOSS));
    }
}
