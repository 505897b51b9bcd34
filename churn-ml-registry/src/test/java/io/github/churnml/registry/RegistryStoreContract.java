package io.github.churnml.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.SmallModel;
import io.github.churnml.error.ChurnException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every store of registries has to pass: a test of a store extends it. */
public abstract class RegistryStoreContract {

    private static final int WRITERS = 4;
    private static final int CHANGES = 25;

    /** The same empty place in each call of one test, opened anew where the store can be. */
    protected abstract RegistryStore open();

    @Test
    void store_ofNothing_isEmpty() {
        RegistryStore store = open();
        assertThat(store.lines(0)).isEmpty();
        assertThat(store.stamp()).isZero();
        assertThat(store.names()).isEmpty();
        assertThat(store.read("a.json")).isEmpty();
        assertThat(Registry.of(store).exists()).isFalse();
    }

    @Test
    void line_appended_isThereOnceForEveryReader() {
        RegistryStore store = open();
        RegistryStore other = open();
        assertThat(store.append(1, bytes("{\"a\": \"é\"}"))).isTrue();
        long first = other.stamp();
        assertThat(other.append(1, bytes("{}"))).isFalse();
        assertThat(other.stamp()).isEqualTo(first).isNotZero();
        assertThat(other.append(2, bytes("{\"b\": 2}"))).isTrue();
        assertThat(store.stamp()).isNotEqualTo(first);
        assertThat(texts(store.lines(0))).containsExactly("{\"a\": \"é\"}", "{\"b\": 2}");
        assertThat(texts(store.lines(1))).containsExactly("{\"b\": 2}");
        assertThat(store.lines(2)).isEmpty();
    }

    @Test
    void object_createdAndWritten_isWhole() {
        RegistryStore store = open();
        assertThat(store.create("b.json", bytes("1"))).isTrue();
        assertThat(open().create("b.json", bytes("2"))).isFalse();
        assertThat(store.read("b.json")).hasValue(bytes("1"));
        store.write("b.json", bytes("3"));
        store.write("B.json", bytes("4"));
        byte[] large = new byte[3 << 20];
        new Random(5).nextBytes(large);
        store.write("a-2.churn", large);
        assertThat(open().read("b.json")).hasValue(bytes("3"));
        assertThat(open().read("a-2.churn")).hasValue(large);
        assertThat(store.names()).containsExactly("B.json", "a-2.churn", "b.json");
        store.delete("b.json");
        store.delete("b.json");
        assertThat(store.read("b.json")).isEmpty();
        assertThat(store.create("b.json", new byte[0])).isTrue();
        assertThat(store.read("b.json")).hasValue(new byte[0]);
        assertThat(store.lines(0)).as("objects are no events").isEmpty();
    }

    @Test
    void number_wantedByManyAtOnce_isOnes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<RegistryStore> stores =
                IntStream.range(0, WRITERS).mapToObj(i -> open()).toList();
        for (int number = 1; number <= 20; number++) {
            long wanted = number;
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                RegistryStore store = stores.get(i);
                byte[] line = bytes("{\"writer\": " + i + "}");
                byte[] own = bytes("of " + i);
                calls.add(() -> store.append(wanted, line));
                calls.add(() -> store.create("object" + wanted, own));
            }
            int won = 0;
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                won += call.get() ? 1 : 0;
            }
            assertThat(won)
                    .as("one of %d for the line and one for the object", WRITERS)
                    .isEqualTo(2);
        }
        threads.shutdown();
        assertThat(open().lines(0)).hasSize(20);
    }

    @Test
    void change_manyWriters_loseNothing() throws Exception {
        List<ChurnModel> models = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            models.add(SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                    .threshold(0.3 + 0.01 * i)
                    .build()
                    .fit(SmallModel.customers(300, 3)));
        }
        Registry.of(open()).register(models.get(0), "");
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<List<String>>> told = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Registry registry = Registry.of(open());
            Random random = new Random(i);
            told.add(threads.submit(() -> changes(registry, models, random)));
        }
        Set<String> done = new HashSet<>();
        int count = 0;
        for (Future<List<String>> one : told) {
            done.addAll(one.get());
            count += one.get().size();
        }
        threads.shutdown();

        Registry registry = Registry.of(open());
        Verification found = registry.verify();
        assertThat(found.problems()).isEmpty();
        assertThat(done).as("no event twice").hasSize(count).isNotEmpty();
        assertThat(registry.state().events()).extracting(RegistryEvent::hash).containsAll(done);
        assertThat(registry.state().versions())
                .extracting(version -> version.registered().text("content_sha256"))
                .doesNotHaveDuplicates();
    }

    private static List<String> changes(Registry registry, List<ChurnModel> models, Random random) {
        List<String> done = new ArrayList<>();
        for (int i = 0; i < CHANGES; i++) {
            try {
                RegistryState state = registry.state();
                List<ModelVersion> versions = state.versions();
                if (random.nextInt(3) == 0) {
                    ChurnModel model = models.get(random.nextInt(models.size()));
                    done.add(registry.register(model, "").registered().hash());
                } else {
                    String champion = state.champion()
                            .map(found -> found.version().toString())
                            .orElse(null);
                    String version = versions.get(random.nextInt(versions.size()))
                            .version()
                            .toString();
                    done.add(registry.promote(version, new Promotion(champion, List.of(), false, "random"))
                            .hash());
                }
            } catch (ChurnException e) {
                assertThat(e.getMessage()).containsAnyOf("moved on", "is the champion already", "registered already");
            }
        }
        return done;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> texts(List<byte[]> lines) {
        return lines.stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }
}
