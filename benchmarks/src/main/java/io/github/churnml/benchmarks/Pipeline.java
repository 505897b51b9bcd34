package io.github.churnml.benchmarks;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.learn.smile.SmileGradientBoosting;
import io.github.churnml.prepare.Cleaning;
import io.github.churnml.prepare.Derive;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** A model file of ours with a whole pipeline: cleaning, two derived columns, level look-up, trees. */
final class Pipeline {

    /** More rows than these do not change the trees' size, only the wait for it. */
    private static final int TRAINED = 8_000;

    private Pipeline() {}

    static Path file(Size size) {
        return RunFolder.file("pipeline-" + size + ".churn", file -> train(size).save(file));
    }

    private static ChurnModel train(Size size) {
        CustomerTable table = CustomerTable.find();
        Dataset data = table.read();
        String[] others = data.columns().stream()
                .map(column -> column.name())
                .filter(name -> !table.features().contains(name) && !name.equals(CustomerTable.TARGET))
                .toArray(String[]::new);
        return ChurnPipeline.builder()
                .target(CustomerTable.TARGET, table.positive())
                .exclude(others)
                .clean(Cleaning.standard())
                .derive(
                        Derive.ratio("usage_per_month", table.features().get(6), "tenure_months"),
                        Derive.bucket("tenure_years", "tenure_months", 12, 24, 48))
                .learner(SmileGradientBoosting.builder()
                        .trees(size.trees())
                        .maxNodes(size.leaves())
                        .maxDepth(Math.min(64, size.leaves()))
                        .minLeafRows(5)
                        .earlyStopping(false)
                        .build())
                .refit(false)
                .seed(1)
                .build()
                .fit(data.select(IntStream.range(0, TRAINED).toArray()));
    }
}
