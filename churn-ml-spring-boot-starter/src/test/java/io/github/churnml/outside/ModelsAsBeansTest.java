package io.github.churnml.outside;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.SmallModel;
import io.github.churnml.registry.Models;
import io.github.churnml.spring.AutoConfigureChurn;
import io.github.churnml.spring.ChurnAutoConfiguration;
import io.github.churnml.spring.ChurnProperties;
import io.github.churnml.spring.ChurnScorer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Two models of an application of Spring Boot, as its own tests would start them. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ModelsAsBeansTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ChurnAutoConfiguration.class));

    @TempDir
    Path folder;

    private Path saved(String name) {
        Path file = folder.resolve(name);
        (name.startsWith("retail") ? Models.FIRST : Models.RETRAINED).save(file);
        return file;
    }

    private static Map<String, String> customer() {
        List<String> lines = SmallModel.lines(400, 3);
        String[] names = lines.get(0).split(",");
        String[] values = lines.get(5).split(",", -1);
        Map<String, String> customer = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            customer.put(names[i], values[i]);
        }
        return customer;
    }

    @Test
    void properties_ofTwoModels_areBoundAndAnswer() {
        runner.withPropertyValues(
                        "churn.reload-interval=0",
                        "churn.drift-window=30m",
                        "churn.models.retail.model=file:" + saved("retail.churn"),
                        "churn.models.business.model=file:" + saved("business.churn"),
                        "churn.models.business.reload-interval=5")
                .run(context -> {
                    ChurnProperties properties = context.getBean(ChurnProperties.class);
                    assertThat(properties.reloadInterval()).isEqualTo(Duration.ZERO);
                    assertThat(properties.driftWindow()).isEqualTo(Duration.ofMinutes(30));
                    assertThat(properties.models()).containsOnlyKeys("retail", "business");
                    ChurnProperties.Model business = properties.models().get("business");
                    assertThat(business.model()).endsWith("business.churn");
                    assertThat(business.reloadInterval()).isEqualTo(Duration.ofSeconds(5));
                    assertThat(business.registry()).isNull();

                    assertThat(probability(context, "retail"))
                            .isEqualTo(Models.FIRST.scorer().probability(customer()))
                            .isNotEqualTo(probability(context, "business"));
                });
    }

    private static double probability(ApplicationContext context, String model) {
        return context.getBeansOfType(ChurnScorer.class).entrySet().stream()
                .filter(bean -> bean.getKey().contains(model))
                .findFirst()
                .orElseThrow()
                .getValue()
                .score(customer())
                .probability();
    }

    @AutoConfigureChurn
    @Configuration(proxyBeanMethods = false)
    static class Slice {}

    @Test
    void annotation_onATestsSlice_bringsTheModel() {
        new ApplicationContextRunner()
                .withUserConfiguration(Slice.class)
                .withPropertyValues("churn.model=file:" + saved("retail.churn"))
                .run(context -> assertThat(context.getBean(ChurnScorer.class).score(customer()))
                        .isEqualTo(Models.FIRST.scorer().score(customer())));
    }

    @Test
    void properties_inJava_areThoseOfTheFile() {
        ChurnProperties.Model retail = new ChurnProperties.Model("registry:retail", null, Duration.ofMinutes(1));
        ChurnProperties properties = new ChurnProperties(
                null, "s3://models/eu", Duration.ofSeconds(10), Duration.ZERO, Map.of("retail", retail));

        new ApplicationContextRunner()
                .withUserConfiguration(Bound.class)
                .withPropertyValues(
                        "churn.registry=s3://models/eu",
                        "churn.drift-window=0",
                        "churn.models.retail.model=registry:retail",
                        "churn.models.retail.reload-interval=60")
                .run(context ->
                        assertThat(context.getBean(ChurnProperties.class)).isEqualTo(properties));
    }

    @EnableConfigurationProperties(ChurnProperties.class)
    @Configuration(proxyBeanMethods = false)
    static class Bound {}
}
