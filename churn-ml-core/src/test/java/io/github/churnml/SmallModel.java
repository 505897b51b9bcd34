package io.github.churnml;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.data.synthetic.SyntheticCustomers;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.smile.SmileGradientBoosting;
import io.github.churnml.prepare.Derive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A small table and models trained on it, for tests. */
final class SmallModel {

    static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    private SmallModel() {}

    static Dataset customers(int rows, long seed) {
        try {
            Path file = Files.createTempFile("customers", ".csv");
            try {
                new SyntheticCustomers(rows, seed).writeCsv(file);
                return Tables.readCsv(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ChurnPipeline pipeline(Learner learner) {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .derive(
                        Derive.ratio("charge_per_month", "total_charges", "tenure_months"),
                        Derive.bucket("years", "tenure_months", 12, 24))
                .learner(learner)
                .seed(5)
                .build();
    }

    static Learner boosting() {
        return SmileGradientBoosting.builder().trees(25).build();
    }

    static ChurnModel of(Learner learner, Dataset data) {
        return pipeline(learner).fit(data, FitOptions.standard().withCreated(THEN));
    }
}
