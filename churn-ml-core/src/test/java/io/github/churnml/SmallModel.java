package io.github.churnml;

import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.learn.Learner;
import io.github.churnml.learn.PlainBoosting;
import io.github.churnml.prepare.Derive;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A small table and models trained on it, for tests. */
public final class SmallModel {

    public static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

    private SmallModel() {}

    /** The first rows of one of the tables kept for tests; see {@link #lines}. */
    public static Dataset customers(int rows, long seed) {
        return read(lines(rows, seed));
    }

    /**
     * The header and first rows of {@code src/test/resources/customers/SEED.csv}: what the generator of {@code
     * churn-ml-synthetic} writes with that seed. It stands over this module, so its tables are kept; a test there compares
     * them.
     */
    public static List<String> lines(int rows, long seed) {
        String name = "/customers/" + seed + ".csv";
        try (InputStream in = SmallModel.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("No table is kept for seed " + seed + ": take 3, 17, 21 or 77.");
            }
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList();
            if (rows >= lines.size()) {
                throw new IllegalArgumentException(name + " has " + (lines.size() - 1) + " rows, not " + rows + ".");
            }
            return lines.subList(0, rows + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows of the project's own table; see {@link #sampleLines}. */
    public static Dataset sample(int from, int rows) {
        return read(sampleLines(from, rows));
    }

    /** The header of the project's own table, {@code data/customers.csv}, and some of its 8,000 rows. */
    public static List<String> sampleLines(int from, int rows) {
        try {
            List<String> all =
                    Files.readAllLines(Path.of(System.getProperty("churn.root", ".."), "data/customers.csv"));
            List<String> lines = new ArrayList<>(all.subList(0, 1));
            lines.addAll(all.subList(from + 1, from + rows + 1));
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table of a header and lines. */
    static Dataset of(List<String> lines) {
        return read(lines);
    }

    private static Dataset read(List<String> lines) {
        try {
            Path file = Files.createTempFile("customers", ".csv");
            try {
                return Tables.readCsv(Files.write(file, lines));
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
