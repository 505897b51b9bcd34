package io.github.churnml;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.data.synthetic.SyntheticCustomers;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.PlainBoosting;
import io.github.churnml.prepare.Derive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** A small table and models trained on it, for tests. */
public final class SmallModel {

    public static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    private SmallModel() {}

    public static Dataset customers(int rows, long seed) {
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

    public static ChurnPipeline pipeline(Learner learner) {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .derive(
                        Derive.ratio("charge_per_month", "total_charges", "tenure_months"),
                        Derive.bucket("years", "tenure_months", 12, 24))
                .learner(learner)
                .seed(5)
                .build();
    }

    public static Learner boosting() {
        return new PlainBoosting(25);
    }

    public static ChurnModel of(Learner learner, Dataset data) {
        return pipeline(learner).fit(data, FitOptions.standard().withCreated(THEN));
    }
}
