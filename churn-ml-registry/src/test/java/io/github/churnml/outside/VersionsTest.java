package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ChurnException;
import io.github.churnml.registry.GoldenRows;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Models;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.SemanticVersion;
import io.github.churnml.registry.VersionChange;
import io.github.churnml.registry.VersionProposal;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which number a model gets, and whether two models score alike, as an application asks a registry. */
class VersionsTest {

    @TempDir
    Path folder;

    @Test
    void propose_byWhatChanged_isMajorMinorOrPatch() {
        Registry registry = Registry.folder(folder);
        VersionProposal first = registry.propose(Models.FIRST);
        assertThat(first.version()).isEqualTo(SemanticVersion.FIRST);
        assertThat(first.change()).isNull();

        registry.register(Models.FIRST, "");
        assertThat(registry.propose(Models.RETRAINED).change()).isEqualTo(VersionChange.MINOR);
        assertThat(registry.propose(Models.OTHER_THRESHOLD).change()).isEqualTo(VersionChange.PATCH);
        VersionProposal narrow = registry.propose(Models.NARROW);
        assertThat(narrow.change()).isEqualTo(VersionChange.MAJOR);
        assertThat(narrow.version()).isEqualTo(first.version().next(VersionChange.MAJOR));
        assertThat(narrow.why()).contains("contract");
    }

    @Test
    void versions_inOrder_areThoseOfSemver() {
        List<String> ordered = List.of("1.0.0-alpha", "1.0.0-alpha.2", "1.0.0-rc", "1.0.0", "1.0.10", "1.2.0", "2.0.0");

        assertThat(Stream.of("1.2.0", "1.0.0", "1.0.0-rc", "2.0.0", "1.0.10", "1.0.0-alpha.2", "1.0.0-alpha")
                        .map(SemanticVersion::parse)
                        .sorted())
                .extracting(SemanticVersion::toString)
                .containsExactlyElementsOf(ordered);
        SemanticVersion built = SemanticVersion.parse("1.4.2-rc.1+build.7");
        assertThat(built.preRelease()).isEqualTo("rc.1");
        assertThat(built.build()).isEqualTo("build.7");
        assertThat(SemanticVersion.parse("1.4.2").next(VersionChange.MINOR)).hasToString("1.5.0");
        assertThatThrownBy(() -> SemanticVersion.parse("1.4"))
                .isInstanceOf(ChurnException.class)
                .hasMessageContaining("(1.4)");
    }

    @Test
    void goldenRows_ofAVersion_tellAnotherModel() {
        Registry registry = Registry.folder(folder);
        ModelVersion version = registry.register(Models.FIRST, "");

        GoldenRows kept = registry.goldenRows(version);

        assertThat(kept.probabilities())
                .containsExactly(GoldenRows.of(Models.FIRST).probabilities());
        assertThat(kept.differences(registry.load(version))).isZero();
        assertThat(kept.differences(Models.OTHER_THRESHOLD))
                .as("scores do not depend on it")
                .isZero();
        assertThat(kept.differences(Models.RETRAINED)).isBetween(kept.size() / 2, kept.size());
        assertThat(kept.differences(Models.NARROW)).as("it lacks a column").isPositive();
    }
}
