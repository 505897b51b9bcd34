package io.github.churnml.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.Prediction;
import io.github.churnml.SmallModel;
import io.github.churnml.registry.Models;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ChurnAutoConfigurationTest {

    private static final Map<String, String> CUSTOMER = customer(3);

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ChurnAutoConfiguration.class));

    @TempDir
    Path folder;

    /** A row of the table that the models were trained on. */
    private static Map<String, String> customer(int row) {
        List<String> lines = SmallModel.lines(400, 3);
        String[] names = lines.get(0).split(",");
        String[] values = lines.get(row).split(",", -1);
        Map<String, String> customer = new LinkedHashMap<>();
        for (int j = 0; j < names.length; j++) {
            customer.put(names[j], values[j]);
        }
        return customer;
    }

    private static Prediction scored(ChurnModel model) {
        return model.scorer().score(CUSTOMER);
    }

    private Path save(ChurnModel model, String name) {
        Path file = folder.resolve(name);
        model.save(file);
        return file;
    }

    @Test
    void springBoot_ofThisRun_isTheLineThatTheBuildNames() {
        assertThat(SpringBootVersion.getVersion()).isEqualTo(System.getProperty("churn.spring-boot"));
    }

    @Test
    void scorer_ofAFile_answersAsTheModelDoes() {
        Path file = save(Models.FIRST, "first.churn");

        runner.withPropertyValues("churn.model=file:" + file).run(context -> {
            ChurnScorer churn = context.getBean(ChurnScorer.class);
            assertThat(churn.score(CUSTOMER)).isEqualTo(scored(Models.FIRST));
            assertThat(churn.scoreAll(List.of(CUSTOMER, customer(4))))
                    .containsExactly(scored(Models.FIRST), Models.FIRST.scorer().score(customer(4)));
            assertThat(churn.model().toBytes()).isEqualTo(Models.FIRST.toBytes());
            assertThat(context.getBean(FollowingScorer.class).answering().sha256)
                    .isEqualTo(io.github.churnml.files.Sha256.hex(Models.FIRST.toBytes()));
        });
    }

    @Test
    void scorer_ofAFileAsAddress_answersAsTheModelDoes() {
        Path file = save(Models.FIRST, "first.churn");

        runner.withPropertyValues("churn.model=" + file.toUri())
                .run(context -> assertThat(context.getBean(ChurnScorer.class).score(CUSTOMER))
                        .isEqualTo(scored(Models.FIRST)));
    }

    @Test
    void scorer_ofTheClassPath_answersAsTheModelDoes() throws Exception {
        Files.createDirectories(folder.resolve("models"));
        save(Models.FIRST, "models/first.churn");

        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            runner.withClassLoader(loader)
                    .withPropertyValues("churn.model=classpath:models/first.churn")
                    .run(context -> assertThat(
                                    context.getBean(ChurnScorer.class).score(CUSTOMER))
                            .isEqualTo(scored(Models.FIRST)));
        }
    }

    @Test
    void scorer_withoutModel_isNone() {
        runner.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ChurnScorer.class));
    }

    @Test
    void scorer_ofTheApplication_keepsOursAway() {
        runner.withUserConfiguration(OwnScorer.class)
                .withPropertyValues("churn.model=file:" + folder.resolve("missing.churn"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ChurnScorer.class)
                        .doesNotHaveBean(FollowingScorer.class));
    }

    @Test
    void scorers_ofSeveralModels_areQualifiedByName() {
        Path first = save(Models.FIRST, "first.churn");
        Path second = save(Models.RETRAINED, "second.churn");

        runner.withUserConfiguration(Asking.class)
                .withPropertyValues(
                        "churn.models.retail.model=file:" + first, "churn.models.business.model=file:" + second)
                .run(context -> {
                    assertThat(context.getBean(Asked.class).retail().score(CUSTOMER))
                            .isEqualTo(scored(Models.FIRST));
                    assertThat(context.getBean(Asked.class).business().score(CUSTOMER))
                            .isEqualTo(scored(Models.RETRAINED));
                    assertThat(context).hasBean("retailChurnScorer").hasBean("businessChurnScorer");
                });
    }

    @Test
    void scorer_ofChurnModelBesideNamedOnes_isTheOneThatIsMeant() {
        Path first = save(Models.FIRST, "first.churn");
        Path second = save(Models.RETRAINED, "second.churn");

        runner.withPropertyValues("churn.model=file:" + second, "churn.models.retail.model=file:" + first)
                .run(context -> assertThat(context.getBean(ChurnScorer.class).score(CUSTOMER))
                        .isEqualTo(scored(Models.RETRAINED)));
    }

    @Test
    void scorer_ofAFileThatIsReplacedUnderCalls_followsWithoutAFailedCall() {
        Path file = save(Models.FIRST, "first.churn");

        runner.withPropertyValues("churn.model=file:" + file, "churn.reload-interval=20ms")
                .run(context -> {
                    ChurnScorer churn = context.getBean(ChurnScorer.class);
                    try (Calls calls = new Calls(churn)) {
                        Models.RETRAINED.save(file);
                        calls.until(scored(Models.RETRAINED));
                        Models.THIRD.save(file);
                        calls.until(scored(Models.THIRD));
                        calls.haveAnswered(scored(Models.FIRST), scored(Models.RETRAINED), scored(Models.THIRD));
                    }
                });
    }

    @Test
    void scorer_ofARegistry_followsPromotionAndRollbackWithoutAFailedCall() {
        Registry registry = Registry.folder(folder.resolve("models"));
        String one = registry.register(Models.FIRST, "the first").version().toString();
        String two = registry.register(Models.RETRAINED, "more data").version().toString();
        registry.promote(one, new Promotion(null, List.of(), false, "the first"));

        runner.withPropertyValues(
                        "churn.model=registry:" + registry.state().name(),
                        "churn.registry=" + folder.resolve("models"),
                        "churn.reload-interval=20ms")
                .run(context -> {
                    ChurnScorer churn = context.getBean(ChurnScorer.class);
                    try (Calls calls = new Calls(churn)) {
                        registry.promote(two, new Promotion(one, List.of(), false, "better"));
                        calls.until(scored(Models.RETRAINED));
                        assertThat(churn.model().manifest().version()).isEqualTo(two);
                        registry.rollback(null, "complaints");
                        calls.until(scored(Models.FIRST));
                        calls.haveAnswered(scored(Models.FIRST), scored(Models.RETRAINED));
                    }
                });
    }

    @Test
    void scorer_ofARegistryInTheFolderOfItsName_findsIt() {
        Registry named = Registry.folder(folder.resolve("x"));
        named.register(Models.FIRST, "the first");
        String name = named.state().name();
        Registry registry = Registry.folder(folder.resolve("all").resolve(name));
        String version = registry.register(Models.FIRST, "the first").version().toString();
        registry.promote(version, new Promotion(null, List.of(), false, "the first"));

        runner.withPropertyValues("churn.model=registry:" + name, "churn.registry=" + folder.resolve("all"))
                .run(context -> assertThat(context.getBean(ChurnScorer.class).score(CUSTOMER))
                        .isEqualTo(scored(Models.FIRST)));
    }

    @Test
    void damagedFile_whileRunning_leavesTheModelInPlaceAndIsTold() throws Exception {
        Path file = save(Models.FIRST, "first.churn");

        runner.withPropertyValues("churn.model=file:" + file, "churn.reload-interval=0")
                .run(context -> {
                    FollowingScorer churn = context.getBean(FollowingScorer.class);
                    byte[] bytes = Models.RETRAINED.toBytes();
                    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
                    churn.watch();
                    churn.watch();
                    assertThat(churn.refusal()).hasValueSatisfying(refusal -> assertThat(refusal.why())
                            .contains("Maybe"));
                    assertThat(churn.score(CUSTOMER)).isEqualTo(scored(Models.FIRST));

                    Files.write(file, bytes);
                    churn.watch();
                    churn.watch();
                    assertThat(churn.refusal()).isEmpty();
                    assertThat(churn.score(CUSTOMER)).isEqualTo(scored(Models.RETRAINED));
                });
    }

    @Test
    void file_betweenTwoLooksThatDiffer_isLeftAlone() {
        Path file = save(Models.FIRST, "first.churn");

        runner.withPropertyValues("churn.model=file:" + file, "churn.reload-interval=0")
                .run(context -> {
                    FollowingScorer churn = context.getBean(FollowingScorer.class);
                    Models.RETRAINED.save(file);
                    churn.watch();
                    assertThat(churn.score(CUSTOMER)).isEqualTo(scored(Models.FIRST));
                    churn.watch();
                    assertThat(churn.score(CUSTOMER)).isEqualTo(scored(Models.RETRAINED));
                });
    }

    @Test
    void nextModel_thatRecordsInUseDoNotFit_isRefused() {
        Path file = save(Models.NARROW, "first.churn");

        runner.withPropertyValues("churn.model=file:" + file, "churn.reload-interval=0")
                .run(context -> {
                    FollowingScorer churn = context.getBean(FollowingScorer.class);
                    ChurnModel narrow = churn.model();
                    Prediction before = churn.score(Narrow.of(CUSTOMER));
                    assertThat(before).isEqualTo(scored(Models.NARROW));

                    Models.FIRST.save(file);
                    churn.watch();
                    churn.watch();

                    assertThat(churn.refusal()).hasValueSatisfying(refusal -> assertThat(refusal.why())
                            .contains("contract"));
                    assertThat(churn.model()).isSameAs(narrow);
                    assertThat(churn.score(Narrow.of(CUSTOMER))).isEqualTo(before);
                });
    }

    @Test
    void fileThatWasRefused_onceTheOneThatAnswersIsBack_isToldNoMore() throws Exception {
        Path file = save(Models.FIRST, "first.churn");
        Path aside = folder.resolve("aside.churn");

        runner.withPropertyValues("churn.model=file:" + file, "churn.reload-interval=0")
                .run(context -> {
                    FollowingScorer churn = context.getBean(FollowingScorer.class);
                    ChurnModel first = churn.model();
                    Files.move(file, aside);
                    Files.writeString(file, "no model at all");
                    churn.watch();
                    churn.watch();
                    assertThat(churn.refusal()).isPresent();

                    Files.delete(file);
                    Files.move(aside, file);
                    churn.watch();
                    assertThat(churn.refusal()).isEmpty();
                    assertThat(churn.model()).isSameAs(first);
                });
    }

    @Test
    void fileThatStaysAway_isTold_untilItIsBack() {
        Path file = save(Models.FIRST, "first.churn");
        Path aside = folder.resolve("aside.churn");

        runner.withPropertyValues("churn.model=file:" + file, "churn.reload-interval=0")
                .run(context -> {
                    FollowingScorer churn = context.getBean(FollowingScorer.class);
                    Files.move(file, aside);
                    churn.watch();
                    assertThat(churn.refusal()).isEmpty();
                    churn.watch();
                    assertThat(churn.refusal()).hasValueSatisfying(refusal -> assertThat(refusal.why())
                            .contains("is not there"));
                    assertThat(churn.score(CUSTOMER)).isEqualTo(scored(Models.FIRST));

                    Files.move(aside, file);
                    churn.watch();
                    assertThat(churn.refusal()).isEmpty();
                });
    }

    @Test
    void nextModel_thatIsRefusedAndStays_isToldAtEachLook() {
        Path file = save(Models.NARROW, "first.churn");

        runner.withPropertyValues("churn.model=file:" + file, "churn.reload-interval=0")
                .run(context -> {
                    FollowingScorer churn = context.getBean(FollowingScorer.class);
                    churn.score(Narrow.of(CUSTOMER));
                    Models.FIRST.save(file);
                    for (int look = 0; look < 4; look++) {
                        churn.watch();
                    }
                    assertThat(churn.refusal()).isPresent();
                });
    }

    @Test
    void promotionThatIsRefused_onceRolledBack_isToldNoMore() {
        Registry registry = Registry.folder(folder.resolve("models"));
        String one = registry.register(Models.NARROW, "the first").version().toString();
        String two = registry.register(Models.FIRST, "more columns").version().toString();
        registry.promote(one, new Promotion(null, List.of(), false, "the first"));

        runner.withPropertyValues(
                        "churn.model=registry:" + registry.state().name(),
                        "churn.registry=" + folder.resolve("models"),
                        "churn.reload-interval=0")
                .run(context -> {
                    FollowingScorer churn = context.getBean(FollowingScorer.class);
                    ChurnModel narrow = churn.model();
                    churn.score(Narrow.of(CUSTOMER));
                    registry.promote(two, new Promotion(one, List.of(), false, "better"));
                    churn.watch();
                    churn.watch();
                    assertThat(churn.refusal()).isPresent();

                    registry.rollback(null, "complaints");
                    churn.watch();
                    assertThat(churn.refusal()).isEmpty();
                    assertThat(churn.model()).isSameAs(narrow);
                });
    }

    @Test
    void registryThatCouldNotBeRead_onceItCanAgain_isToldNoMore() {
        Path place = folder.resolve("models");
        Registry registry = Registry.folder(place);
        String one = registry.register(Models.FIRST, "the first").version().toString();
        registry.promote(one, new Promotion(null, List.of(), false, "the first"));

        runner.withPropertyValues(
                        "churn.model=registry:" + registry.state().name(),
                        "churn.registry=" + place,
                        "churn.reload-interval=0")
                .run(context -> {
                    FollowingScorer churn = context.getBean(FollowingScorer.class);
                    Path log = place.resolve("registry.log.jsonl");
                    byte[] whole = Files.readAllBytes(log);
                    Files.writeString(log, "{");
                    churn.watch();
                    assertThat(churn.refusal()).isPresent();

                    Files.write(log, whole);
                    churn.watch();
                    assertThat(churn.refusal()).isEmpty();
                });
    }

    @Test
    void contextThatIsClosed_leavesNoThread() throws Exception {
        Path file = save(Models.FIRST, "first.churn");
        Thread[] watching = new Thread[1];

        runner.withPropertyValues("churn.models.closing.model=file:" + file, "churn.reload-interval=1h")
                .run(context -> {
                    watching[0] = Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().equals("churn-closing"))
                            .findFirst()
                            .orElseThrow();
                    assertThat(watching[0].isAlive()).isTrue();
                });

        watching[0].join(TimeUnit.MINUTES.toMillis(1));
        assertThat(watching[0].isAlive()).isFalse();
    }

    @Test
    void reloadInterval_ofANumberAlone_isSeconds() {
        runner.withPropertyValues("churn.reload-interval=20").run(context -> assertThat(
                        context.getBean(ChurnProperties.class).reloadInterval())
                .isEqualTo(Duration.ofSeconds(20)));
        runner.withPropertyValues("churn.reload-interval=").run(context -> assertThat(
                        context.getBean(ChurnProperties.class).reloadInterval())
                .isEqualTo(Duration.ofSeconds(10)));
    }

    @Test
    void slice_thatAsksForModels_hasThem() {
        Path file = save(Models.FIRST, "first.churn");

        new ApplicationContextRunner()
                .withUserConfiguration(Slice.class)
                .withPropertyValues("churn.model=file:" + file)
                .run(context -> assertThat(context.getBean(ChurnScorer.class).score(CUSTOMER))
                        .isEqualTo(scored(Models.FIRST)));
    }

    @Test
    void metadata_ofTheProperties_tellsEditorsOfEach() throws Exception {
        String metadata;
        try (var in = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            metadata = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        assertThat(metadata)
                .contains("\"churn.model\"", "\"churn.registry\"", "\"churn.reload-interval\"", "\"churn.models\"")
                .contains("classpath:NAME, file:PATH or registry:NAME", "\"defaultValue\": \"10s\"");
    }

    /** Calls without a pause, by two threads, that remember each answer and each failure. */
    private static final class Calls implements AutoCloseable {

        private final AtomicBoolean stopped = new AtomicBoolean();
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final AtomicInteger calls = new AtomicInteger();
        private final Map<Prediction, Boolean> answers = new java.util.concurrent.ConcurrentHashMap<>();
        private final List<Thread> threads;
        private final ChurnScorer churn;

        Calls(ChurnScorer churn) {
            this.churn = churn;
            this.threads = List.of(new Thread(this::run), new Thread(this::run));
            threads.forEach(Thread::start);
            while (calls.get() < 10 && failure.get() == null) {
                Thread.onSpinWait();
            }
        }

        private void run() {
            try {
                while (!stopped.get()) {
                    answers.put(churn.score(CUSTOMER), true);
                    calls.incrementAndGet();
                }
            } catch (Throwable e) {
                failure.set(e);
            }
        }

        void until(Prediction expected) throws InterruptedException {
            while (!churn.score(CUSTOMER).equals(expected) || !answers.containsKey(expected)) {
                assertThat(failure.get()).isNull();
                Thread.sleep(5);
            }
        }

        void haveAnswered(Prediction... all) {
            assertThat(failure.get()).isNull();
            assertThat(answers.keySet()).containsExactlyInAnyOrder(all);
        }

        @Override
        public void close() throws InterruptedException {
            stopped.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failure.get()).isNull();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnScorer {
        @Bean
        ChurnScorer own() {
            return new ChurnScorer() {
                @Override
                public Prediction score(Map<String, ?> customer) {
                    return scored(Models.THIRD);
                }

                @Override
                public Prediction score(Record customer) {
                    return scored(Models.THIRD);
                }

                @Override
                public List<Prediction> scoreAll(Collection<? extends Map<String, ?>> customers) {
                    return List.of();
                }

                @Override
                public ChurnModel model() {
                    return Models.THIRD;
                }
            };
        }
    }

    @AutoConfigureChurn
    @Configuration(proxyBeanMethods = false)
    static class Slice {}

    record Asked(ChurnScorer retail, ChurnScorer business) {}

    @Configuration(proxyBeanMethods = false)
    static class Asking {
        @Bean
        Asked asked(@Qualifier("retail") ChurnScorer one, @Qualifier("business") ChurnScorer other) {
            return new Asked(one, other);
        }
    }
}
