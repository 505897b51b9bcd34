package io.github.churnml.serving.registry;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.ServingDefaults;
import io.github.churnml.data.read.Tables;
import io.github.churnml.data.synthetic.SyntheticCustomers;
import io.github.churnml.learn.smile.SmileGradientBoosting;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.serving.Served;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Models of one name and the same columns that score differently, and one of fewer columns, to be versions of a registry. */
final class VersionedModels {

    private static final List<ChurnModel> MODELS = models();

    private VersionedModels() {}

    private static List<ChurnModel> models() {
        List<ChurnModel> models = new ArrayList<>(List.of(Served.model()));
        for (int trees = 5; trees <= 7; trees++) {
            models.add(fit(trees));
        }
        return models;
    }

    static ChurnModel fit(int trees, String... without) {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .exclude(without)
                .learner(SmileGradientBoosting.builder().trees(trees).build())
                .seed(6)
                .build()
                .fit(Served.customers());
    }

    static ChurnModel fit(int trees, ServingDefaults serving) {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(SmileGradientBoosting.builder().trees(trees).build())
                .seed(6)
                .serving(serving)
                .build()
                .fit(Served.customers());
    }

    static ChurnModel narrow() {
        return fit(4, "region", "promo");
    }

    /** Trained on customers of which none lives in the West. */
    static ChurnModel withoutTheWest() {
        try {
            Path file = Files.createTempFile("customers", ".csv");
            try {
                new SyntheticCustomers(1_500, 9).writeCsv(file);
                List<String> lines = Files.readAllLines(file);
                lines.removeIf(line -> line.toLowerCase(Locale.ROOT).contains("west"));
                Files.write(file, lines);
                return ChurnPipeline.builder()
                        .target("churned", "Yes")
                        .learner(SmileGradientBoosting.builder().trees(6).build())
                        .seed(6)
                        .build()
                        .fit(Tables.readCsv(file));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Registers the first few, as 1.0.0, 1.1.0 and so on; the first is champion. */
    static List<String> into(Registry registry, int count) {
        List<String> versions = new ArrayList<>();
        for (ChurnModel model : MODELS.subList(0, count)) {
            versions.add(registry.register(model, "").version().toString());
        }
        promote(registry, versions.get(0));
        return versions;
    }

    static void promote(Registry registry, String version) {
        String champion = registry.state()
                .champion()
                .map(found -> found.version().toString())
                .orElse(null);
        registry.promote(version, new Promotion(champion, List.of(), false, "better"));
    }

    /** What a version gives {@link Served#ROW}. */
    static double probability(Registry registry, String version) {
        return probability(registry, version, Served.ROW);
    }

    static double probability(Registry registry, String version, String json) {
        ModelVersion found = registry.state().version(version);
        try {
            Map<String, Object> row = new ObjectMapper().readValue(json, new TypeReference<>() {});
            return registry.load(found).scorer().probability(row);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
