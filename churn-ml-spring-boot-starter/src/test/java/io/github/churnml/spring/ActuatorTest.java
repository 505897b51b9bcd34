package io.github.churnml.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.Prediction;
import io.github.churnml.registry.Models;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Health, meters and the endpoint. */
class ActuatorTest {

    @TempDir
    Path folder;

    private Path file;
    private ApplicationContextRunner runner;

    @BeforeEach
    void anApplication() {
        file = folder.resolve("first.churn");
        Models.FIRST.save(file);
        runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ChurnAutoConfiguration.class,
                        ChurnMetricsAutoConfiguration.class,
                        ChurnEndpointAutoConfiguration.class,
                        Boot3Health.class,
                        Boot4Health.class))
                .withPropertyValues(
                        "churn.model=file:" + file,
                        "churn.reload-interval=0",
                        "management.endpoints.web.exposure.include=churn");
    }

    private static Map<String, Object> customer(String plan) {
        Map<String, Object> customer = new LinkedHashMap<>();
        Models.FIRST.inputs().forEach(input -> customer.put(input.name(), null));
        customer.put("plan", plan);
        return customer;
    }

    @Test
    @EnabledIfSystemProperty(named = "churn.spring-boot", matches = "3[.].*")
    void health_onBoot3_saysModelVersionAndAge() {
        runner.run(context -> {
            assertThat(context).doesNotHaveBean(Boot4Health.class);
            var health = context.getBean(org.springframework.boot.actuate.health.CompositeHealthContributor.class);
            var one = ((org.springframework.boot.actuate.health.HealthIndicator) health.getContributor("default"))
                    .health();
            assertThat(one.getStatus().getCode()).isEqualTo("UP");
            assertThat(one.getDetails())
                    .containsEntry("version", Models.FIRST.manifest().version())
                    .containsEntry("created", "2026-01-02T03:04:05Z")
                    .containsKeys("name", "ageDays", "answersSince")
                    .doesNotContainKey("why");
        });
    }

    @Test
    @EnabledIfSystemProperty(named = "churn.spring-boot", matches = "4[.].*")
    void health_onBoot4_saysModelVersionAndAge() {
        runner.run(context -> {
            assertThat(context).doesNotHaveBean(Boot3Health.class);
            var health = context.getBean(org.springframework.boot.health.contributor.CompositeHealthContributor.class);
            var one = ((org.springframework.boot.health.contributor.HealthIndicator) health.getContributor("default"))
                    .health();
            assertThat(one.getStatus().getCode()).isEqualTo("UP");
            assertThat(one.getDetails())
                    .containsEntry("version", Models.FIRST.manifest().version())
                    .containsEntry("created", "2026-01-02T03:04:05Z")
                    .containsKeys("name", "ageDays", "answersSince")
                    .doesNotContainKey("why");
        });
    }

    @Test
    void health_switchedOff_isNotThere() {
        runner.withPropertyValues("management.health.churn.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("churnHealthContributor"));
    }

    @Test
    void healthAndEndpoint_withoutModel_areNotThere() {
        runner.withPropertyValues("churn.model=")
                .run(context -> assertThat(context).hasFailed());
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ChurnAutoConfiguration.class,
                        ChurnEndpointAutoConfiguration.class,
                        Boot3Health.class,
                        Boot4Health.class))
                .withPropertyValues("management.endpoints.web.exposure.include=churn")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("churnHealthContributor")
                        .doesNotHaveBean(ChurnEndpoint.class));
    }

    @Test
    void endpoint_ofOneModel_saysWhereItComesFromAndReloads() {
        runner.run(context -> {
            ChurnEndpoint endpoint = context.getBean(ChurnEndpoint.class);
            assertThat(endpoint.model("default"))
                    .containsEntry("source", "file:" + file)
                    .containsEntry("version", Models.FIRST.manifest().version())
                    .containsEntry("sha256", io.github.churnml.files.Sha256.hex(Models.FIRST.toBytes()))
                    .containsEntry("dataFingerprint", Models.FIRST.manifest().dataFingerprint());
            assertThat(endpoint.models()).isEqualTo(Map.of("models", Map.of("default", endpoint.model("default"))));

            Models.RETRAINED.save(file);
            assertThat(endpoint.reload("default"))
                    .containsEntry("taken", true)
                    .containsEntry("sha256", io.github.churnml.files.Sha256.hex(Models.RETRAINED.toBytes()));

            Files.writeString(file, "no model at all");
            assertThat(endpoint.reload("default"))
                    .containsEntry("taken", false)
                    .containsEntry("sha256", io.github.churnml.files.Sha256.hex(Models.RETRAINED.toBytes()))
                    .containsKey("why");
        });
    }

    @Test
    void drift_ofCustomersOfANewPlan_isToldInHealthEndpointAndMeters() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            FollowingScorer scorer = context.getBean(FollowingScorer.class);
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            scorer.scoreAll(Collections.nCopies(200, customer("Gold-plated")));

            assertThat(HealthFacts.of(scorer))
                    .extractingByKey("drift", InstanceOfAssertFactories.MAP)
                    .containsEntry("verdict", "drifted")
                    .containsEntry("customers", 200L)
                    .extractingByKey("columns", InstanceOfAssertFactories.LIST)
                    .contains("plan");
            assertThat(context.getBean(ChurnEndpoint.class).model("default"))
                    .extractingByKey("drift", InstanceOfAssertFactories.MAP)
                    .containsEntry("overall_drift", true)
                    .containsKey("columns");
            assertThat(meters.get("churn.drift.rows").gauge().value()).isEqualTo(200);
            assertThat(meters.get("churn.drift.overall").gauge().value()).isEqualTo(1);
        });
        runner.withPropertyValues("churn.drift-window=0")
                .run(context -> assertThat(HealthFacts.of(context.getBean(FollowingScorer.class)))
                        .doesNotContainKey("drift"));
    }

    @Test
    void endpoint_ofNoSuchModel_saysTheNearest() {
        runner.run(context -> {
            ChurnEndpoint endpoint = context.getBean(ChurnEndpoint.class);
            assertThat(endpoint.model("defualt")).isNull();
            assertThatThrownBy(() -> endpoint.reload("defualt"))
                    .isInstanceOf(InvalidEndpointRequestException.class)
                    .hasMessage("There is no model 'defualt'.");
        });
    }

    @Test
    void endpoint_thatIsNotExposed_isNotThere() {
        runner.withPropertyValues("management.endpoints.web.exposure.include=health")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ChurnEndpoint.class));
    }

    @Test
    void meters_ofCalls_addUp() {
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(context -> {
            ChurnScorer churn = context.getBean(ChurnScorer.class);
            MeterRegistry meters = context.getBean(MeterRegistry.class);
            Prediction known = churn.score(customer("Standard"));
            churn.scoreAll(List.of(customer("Standard"), customer("Gold-plated")));
            assertThatThrownBy(() -> churn.score(Map.of())).isNotNull();

            String version = Models.FIRST.manifest().version();
            assertThat(meters.get("churn.calls")
                            .tag("model", "default")
                            .tag("outcome", "success")
                            .timer()
                            .count())
                    .isEqualTo(2);
            assertThat(meters.get("churn.calls").tag("outcome", "error").timer().count())
                    .isEqualTo(1);
            assertThat(meters.get("churn.rows").tag("version", version).counters())
                    .hasSize(3)
                    .satisfies(tiers -> assertThat(tiers.stream()
                                    .mapToDouble(one -> one.count())
                                    .sum())
                            .isEqualTo(3));
            assertThat(meters.get("churn.rows")
                            .tag("tier", known.tier().label())
                            .counter()
                            .count())
                    .isGreaterThanOrEqualTo(2);
            assertThat(meters.get("churn.probability").summary().count()).isEqualTo(3);
            assertThat(meters.get("churn.probability").summary().max()).isGreaterThanOrEqualTo(known.probability());
            assertThat(meters.get("churn.unknown.levels")
                            .tag("column", "plan")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("churn.model.age").timeGauge().value()).isGreaterThan(0);

            FollowingScorer following = context.getBean(FollowingScorer.class);
            following.reload();
            Files.writeString(file, "no model at all");
            assertThatThrownBy(following::reload).isNotNull();
            assertThat(meters.get("churn.reloads")
                            .tag("outcome", "taken")
                            .counter()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("churn.reloads")
                            .tag("outcome", "refused")
                            .counter()
                            .count())
                    .isEqualTo(1);
        });
    }
}
