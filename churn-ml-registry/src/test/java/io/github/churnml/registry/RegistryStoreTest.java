package io.github.churnml.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.SmallModel;
import io.github.churnml.error.ChurnException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many writers at once, in a folder and in a store that cannot lock: what is told to be done is done, once. */
class RegistryStoreTest {

    private static final int WRITERS = 4;
    private static final int CHANGES = 25;

    @TempDir
    Path folder;

    @Test
    void change_manyWritersInAFolder_loseNothing() throws Exception {
        check(RegistryStore.folder(folder), true);
    }

    @Test
    void change_manyWritersWithoutLocks_loseNothing() throws Exception {
        check(new NumberedStore(), false);
    }

    private void check(RegistryStore shared, boolean opensItsOwn) throws Exception {
        List<ChurnModel> models = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            models.add(SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                    .threshold(0.3 + 0.01 * i)
                    .build()
                    .fit(SmallModel.customers(300, 3)));
        }
        Registry.of(shared).register(models.get(0), "");
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        List<Future<List<String>>> told = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Registry registry = Registry.of(opensItsOwn ? RegistryStore.folder(folder) : shared);
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

        Registry registry = Registry.of(shared);
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
}
