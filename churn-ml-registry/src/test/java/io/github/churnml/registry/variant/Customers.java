package io.github.churnml.registry.variant;

import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.data.CodedColumn;
import io.github.churnml.data.Column;
import io.github.churnml.data.ColumnType;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.NumericColumn;
import io.github.churnml.data.Schema;
import io.github.churnml.learn.boosting.HistogramGradientBoosting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Customers of several geographies: usage keeps those of US and drives away those of all others. */
final class Customers {

    static final Instant CREATED = Instant.parse("2026-03-04T23:30:00Z");

    private Customers() {}

    /** So many rows of each geography in turn; an empty name is a missing value. */
    static Dataset of(long seed, Map<String, Integer> geographies) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> of = new ArrayList<>();
        geographies.forEach((name, count) -> {
            for (int i = 0; i < count; i++) {
                of.add(name);
            }
        });
        int rows = of.size();
        double[] usage = new double[rows];
        double[] tenure = new double[rows];
        int[] left = new int[rows];
        int[] geography = new int[rows];
        int[] company = new int[rows];
        List<String> levels =
                geographies.keySet().stream().filter(name -> !name.isEmpty()).toList();
        for (int row = 0; row < rows; row++) {
            usage[row] = random.nextDouble() * 6 - 3;
            tenure[row] = random.nextInt(72);
            geography[row] = of.get(row).isEmpty() ? CodedColumn.MISSING : levels.indexOf(of.get(row));
            company[row] = random.nextInt(3);
            double logOdds = (of.get(row).equals("US") ? -1.5 : 1.5) * usage[row]
                    + (of.get(row).startsWith("HOT") ? 2 : 0);
            left[row] = random.nextDouble() < 1 / (1 + Math.exp(-logOdds)) ? 1 : 0;
        }
        return Dataset.of(List.of(
                CodedColumn.of("Geography", ColumnType.CATEGORICAL, geography, levels),
                CodedColumn.of("company_id", ColumnType.CATEGORICAL, company, List.of("ClientA", "ClientB", "ClientC")),
                NumericColumn.of("usage", ColumnType.NUMERIC, usage),
                NumericColumn.of("tenure", ColumnType.NUMERIC, tenure),
                CodedColumn.of("churned", ColumnType.CATEGORICAL, left, List.of("No", "Yes"))));
    }

    /** A pipeline that does not see the geography, so that one model cannot be right for all. */
    static ChurnPipeline pipeline(VariantSettings settings) {
        return ChurnPipeline.builder()
                .target("churned", "Yes", List.of("No"))
                .exclude("Geography", "company_id")
                .learner(HistogramGradientBoosting.builder().trees(20).build())
                .calibrate("none")
                .variants(settings.settings())
                .build();
    }

    static FitOptions options() {
        return FitOptions.standard().withCreated(CREATED);
    }

    static Map<String, Integer> counts(Object... namesAndCounts) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i < namesAndCounts.length; i += 2) {
            counts.put((String) namesAndCounts[i], (Integer) namesAndCounts[i + 1]);
        }
        return counts;
    }

    /** The row as an application gives it. */
    static Map<String, Object> row(Dataset data, int row) {
        Map<String, Object> values = new LinkedHashMap<>();
        Schema schema = data.schema();
        for (String name : schema.names()) {
            Column column = data.column(name);
            values.put(name, column.text(row));
        }
        return values;
    }
}
