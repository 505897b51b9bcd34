package io.github.churnml.spark;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.read.ReadOptions;
import io.github.churnml.data.read.Tables;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import java.time.Instant;

/** What one machine makes of the customers as text: what Spark has to make of them, too. */
final class LocalTraining {

    static final Instant CREATED = Instant.parse("2026-12-01T00:00:00Z");

    private LocalTraining() {}

    /** With few trees: what is tested is where the rows come from. */
    static ChurnPipeline pipeline() {
        return TypedCustomers.plain()
                .learner(HistogramGradientBoosting.builder().trees(30).build())
                .calibrate("none")
                .build();
    }

    static FitOptions options() {
        return FitOptions.standard().withCreated(CREATED);
    }

    /** The bytes of the model file. */
    static byte[] file() {
        return Once.FILE.clone();
    }

    private static final class Once {
        private static final byte[] FILE = pipeline()
                .fit(
                        Tables.read(
                                TypedCustomers.csv(),
                                ReadOptions.standard().withTypes(pipeline().types())),
                        options())
                .toBytes();
    }
}
