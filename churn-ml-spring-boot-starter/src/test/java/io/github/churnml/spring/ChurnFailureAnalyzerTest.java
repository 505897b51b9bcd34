package io.github.churnml.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.registry.Models;
import io.github.churnml.registry.Registry;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ChurnFailureAnalyzerTest {

    @TempDir
    Path folder;

    /** What Boot prints where a context with these properties cannot start. */
    private static @Nullable FailureAnalysis of(String... properties) {
        FailureAnalysis[] analysis = new FailureAnalysis[1];
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ChurnAutoConfiguration.class))
                .withUserConfiguration(Asking.class)
                .withPropertyValues(properties)
                .run(context -> {
                    Throwable failure = context.getStartupFailure();
                    assertThat(failure).isNotNull();
                    FailureAnalysis ours = new ChurnFailureAnalyzer().analyze(failure);
                    analysis[0] = ours == null ? new NoModelFailureAnalyzer().analyze(failure) : ours;
                });
        return analysis[0];
    }

    private static void says(@Nullable FailureAnalysis analysis, String description, String action) {
        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).isEqualTo(description);
        assertThat(analysis.getAction()).isEqualTo(action);
    }

    @Test
    void missingFile_saysTheProperty_andItsPath() {
        Path file = folder.resolve("missing.churn");

        FailureAnalysis analysis = of("churn.model=file:" + file);

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription())
                .startsWith("The model of churn.model (file:")
                .contains(file.toString());
        assertThat(analysis.getAction()).startsWith("Maybe ");
    }

    @Test
    void damagedFile_saysTheProperty_andTheWayOut() throws Exception {
        Path file = Files.writeString(folder.resolve("notes.churn"), "no model at all");

        FailureAnalysis analysis = of("churn.models.retail.model=file:" + file);

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).startsWith("The model of churn.models.retail.model (file:");
        assertThat(analysis.getAction()).startsWith("Maybe ");
    }

    @Test
    void missingResource_saysWhereToPutIt() {
        says(
                of("churn.model=classpath:customers.churn"),
                "The model of churn.model (classpath:customers.churn) cannot answer:\n"
                        + "There is no (customers.churn) on the class path.",
                "Maybe put it into src/main/resources, or name a file of the machine by file:PATH.");
    }

    @Test
    void modelWithoutScheme_saysBoth() {
        says(
                of("churn.model=customers.churn"),
                "The property churn.model holds (customers.churn) where classpath:NAME, file:PATH or registry:NAME is required.",
                "Maybe write classpath:customers.churn, or file:customers.churn.");
    }

    @Test
    void namedModelWithoutModel_saysTheProperty() {
        says(
                of("churn.models.retail.reload-interval=5s"),
                "The property churn.models.retail.model holds () where classpath:NAME, file:PATH or registry:NAME is required.",
                "Maybe write file:/srv/models/customers.churn.");
    }

    @Test
    void modelOfTheNameDefaultBesideChurnModel_saysBoth() {
        says(
                of("churn.model=classpath:a.churn", "churn.models.default.model=classpath:b.churn"),
                "The properties churn.model and churn.models.default.model both name the model that is meant where none is named.",
                "Maybe leave one of them out, or give the second another name.");
    }

    @Test
    void intervalBelowZero_saysWhose() {
        says(
                of("churn.model=classpath:a.churn", "churn.reload-interval=-5s"),
                "The reload-interval of churn.model is (PT-5S) where a time from 0 to 36500d is required.",
                "Maybe write 10s, or 0 for never.");
    }

    @Test
    void intervalBeyondCounting_saysWhose() {
        says(
                of("churn.models.retail.model=classpath:a.churn", "churn.models.retail.reload-interval=300000000000d"),
                "The reload-interval of churn.models.retail.model is (PT7200000000000H) where a time from 0 to 36500d is required.",
                "Maybe write 10s, or 0 for never.");
    }

    @Test
    void nameOfAModel_thatHoldsAValue_saysTheProperty() {
        says(
                of("churn.models.retail=file:customers.churn"),
                "The property churn.models.retail holds a value, and is the name of a model.",
                "Maybe write churn.models.retail.model=file:/srv/models/customers.churn.");
    }

    @Test
    void registryThatIsNotSet_saysTheProperty() {
        says(
                of("churn.model=registry:customers"),
                "The property churn.model holds (registry:customers), and churn.registry is not set.",
                "Maybe set churn.registry to the folder or address of the registry.");
    }

    @Test
    void registryWithoutChampion_saysHowToPromote() {
        Registry registry = Registry.folder(folder);
        registry.register(Models.FIRST, "the first");

        FailureAnalysis analysis = of("churn.model=registry:" + registry.state().name(), "churn.registry=" + folder);

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).endsWith("The registry (" + folder + ") has no champion.");
        assertThat(analysis.getAction())
                .isEqualTo("Maybe promote a version: churn promote --registry " + folder + " --version VERSION.");
    }

    @Test
    void registryOfAnotherName_saysTheName() {
        Registry registry = Registry.folder(folder);
        registry.register(Models.FIRST, "the first");

        FailureAnalysis analysis = of("churn.model=registry:others", "churn.registry=" + folder);

        assertThat(analysis).isNotNull();
        assertThat(analysis.getAction())
                .isEqualTo("Maybe write registry:" + registry.state().name() + ".");
    }

    @Test
    void scorerWithoutModel_saysTheProperty() {
        says(
                of(),
                "A ChurnScorer is asked for, and there is none of that name: no model is configured for it.",
                "Maybe set churn.model, such as churn.model=file:/srv/models/customers.churn, or churn.models.NAME.model for a"
                        + " @Qualifier(\"NAME\").");
    }

    @Test
    void scorerOfSeveral_saysTheirNames() {
        Models.FIRST.save(folder.resolve("a.churn"));

        FailureAnalysis analysis = of(
                "churn.models.retail.model=file:" + folder.resolve("a.churn"),
                "churn.models.business.model=file:" + folder.resolve("a.churn"));

        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains("retailChurnScorer", "businessChurnScorer");
    }

    @Test
    void application_withoutItsModel_printsOurWordsAndNoTrace() {
        Path file = folder.resolve("missing.churn");
        SpringApplication application = new SpringApplication(Asking.class, Auto.class);
        application.setWebApplicationType(WebApplicationType.NONE);

        ByteArrayOutputStream output = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> application.run("--churn.model=file:" + file))
                    .isNotNull();
        } finally {
            System.setErr(before);
        }

        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("APPLICATION FAILED TO START", "The model of churn.model (file:", file.toString(), "Maybe ")
                .doesNotContain("\tat io.github.churnml");
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(ChurnAutoConfiguration.class)
    static class Auto {}

    @Configuration(proxyBeanMethods = false)
    static class Asking {
        @Bean
        List<ChurnScorer> asked(ChurnScorer churn) {
            return List.of(churn);
        }
    }
}
