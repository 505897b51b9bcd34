package io.github.churnml.serving.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.error.RegistryException;
import io.github.churnml.learn.smile.SmileGradientBoosting;
import io.github.churnml.registry.Registry;
import io.github.churnml.serving.Served;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryFoldersTest {

    @TempDir
    Path folder;

    private static ChurnModel named(String name) {
        return ChurnPipeline.builder()
                .name(name)
                .target("churned", "Yes")
                .learner(SmileGradientBoosting.builder().trees(2).build())
                .seed(6)
                .build()
                .fit(Served.customers());
    }

    private String found(String name) {
        return RegistryFolders.find(folder, name, false).orElseThrow().state().name();
    }

    @Test
    void find_byName_looksInTheFolderAndTwoLevelsBelow() {
        Registry.folder(folder).register(named("pooled"), "");
        Registry.folder(folder.resolve("geography-us")).register(named("us"), "");
        Registry.folder(folder.resolve("geography-us/company-a")).register(named("us-a"), "");
        Registry.folder(folder.resolve("geography-us/company-a/deeper")).register(named("deeper"), "");

        assertThat(found(null)).isEqualTo("pooled");
        assertThat(found("pooled")).isEqualTo("pooled");
        assertThat(found("us")).isEqualTo("us");
        assertThat(found("us-a")).isEqualTo("us-a");
        assertThatThrownBy(() -> found("deeper"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("There is no registry of the name (deeper)")
                .hasMessageContaining("Maybe choose one of those that are there: 'pooled', 'us', 'us-a'.");
    }

    @Test
    void find_nothingThere_saysHowToBegin_orIsWaitedFor() {
        assertThatThrownBy(() -> found(null))
                .hasMessageContaining("There is no registry in ")
                .hasMessageContaining("churn registry register");
        assertThatThrownBy(() -> found("us")).hasMessageContaining("There is no registry of the name (us)");
        assertThat(RegistryFolders.find(folder, null, true)).isPresent();
        assertThat(RegistryFolders.find(folder, "us", true)).isEmpty();
    }

    @Test
    void find_nameTwice_namesBothFolders() {
        Registry.folder(folder.resolve("a")).register(named("us"), "");
        Registry.folder(folder.resolve("b")).register(named("us"), "");

        assertThatThrownBy(() -> found("us"))
                .hasMessageContaining("The name (us) is kept by several registries")
                .hasMessageContaining(folder.resolve("a").toString());
        assertThatThrownBy(() -> found(null)).hasMessageContaining("'us'");
    }
}
