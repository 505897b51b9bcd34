package io.github.churnml;

import io.github.churnml.forest.foreign.ForeignForest;
import io.github.churnml.forest.foreign.ForeignModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the fixture of format 2 once, as {@link FormatFixture} did that of format 1: a small imported model with levels,
 * flags and codes, and the bits it scores. Never run it again: {@code ImportedFixture
 * churn-ml-core/src/test/resources/models/format-2}.
 */
public final class ImportedFixture {

    private ImportedFixture() {}

    public static void main(String[] args) throws IOException {
        Path path = Path.of(args[0]);
        model().save(path.resolveSibling(path.getFileName() + ".churn"));
        Files.writeString(
                path.resolveSibling(path.getFileName() + ".scores.txt"), String.join("\n", bits(model())) + "\n");
    }

    static ChurnModel model() {
        return ModelImport.of(ForeignForest.of(ForeignModels.xgboostJson()))
                .withSchema(ImportSchema.parse("""
                        name: fixture
                        target: {column: churned, positive: Yes, negative: No}
                        threshold: 0.4
                        columns:
                        - {name: tariff, feature: plan, levels: {Basic: 0, Standard: 1, Pro: 2}}
                        - {name: usage, missing: [-1]}
                        - {name: promo, type: boolean}
                        """))
                .withCreated(SmallModel.THEN)
                .toModel();
    }

    static List<String> bits(ChurnModel model) {
        List<String> bits = new ArrayList<>();
        for (@Nullable Object plan : Arrays.asList("Basic", "Standard", "Pro", "never seen", null)) {
            for (@Nullable Object usage : Arrays.asList(1.5, "1.4999999", -1, null, "2e3")) {
                for (@Nullable Object promo : Arrays.asList(true, "No", null)) {
                    double probability = model.scorer()
                            .score(new @Nullable Object[] {plan, usage, promo})
                            .probability();
                    bits.add(HexFormat.of().toHexDigits(Double.doubleToLongBits(probability)));
                }
            }
        }
        return bits;
    }
}
