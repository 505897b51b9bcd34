package io.github.churnml.imported;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ImportedFixture;
import io.github.churnml.forest.foreign.ForeignForest;
import io.github.churnml.forest.foreign.ForeignModels;
import io.github.churnml.model.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An import of today scores what the one that was saved in format 2 scores. */
class FormatTwoTest {

    @TempDir
    Path folder;

    @Test
    void import_ofWhatTheFixtureWasMadeOf_scoresItsBits() throws IOException {
        Path old = folder.resolve("format-2.churn");
        List<String> expected;
        try (var in = ImportedFixture.class.getResourceAsStream("/models/format-2.churn");
                var scores = ImportedFixture.class.getResourceAsStream("/models/format-2.scores.txt")) {
            Files.write(old, in.readAllBytes());
            expected = new String(scores.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        ChurnModel model = model();
        assertThat(ImportedFixture.bits(model)).isEqualTo(expected);
        Origin then = ChurnModel.load(old).manifest().origin().orElseThrow();
        Origin now = model.manifest().origin().orElseThrow();
        // Its digest is another: the fixture's file was saved by the wrapper, which uses the best iteration alone.
        assertThat(List.of(then.system(), then.objective())).isEqualTo(List.of(now.system(), now.objective()));
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
                .withCreated(Instant.parse("2026-01-02T03:04:05Z"))
                .toModel();
    }
}
