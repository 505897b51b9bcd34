package io.github.churnml.serving.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.registry.EventKind;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Raw;
import io.github.churnml.serving.Served;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promotions and rollbacks while eight connections ask all the time; two hundred of them with {@code -Psoak}. */
class PromotionsUnderLoadTest {

    private static final int CONNECTIONS = 8;
    private static final int CHANGES = Boolean.getBoolean("churn.soak") ? 200 : 60;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** One answer: which version it named, and between which moments it was asked for and came. */
    private record Answered(Instant asked, Instant came, String version, double probability) {}

    @TempDir
    Path folder;

    private final ConcurrentLinkedQueue<Answered> answers = new ConcurrentLinkedQueue<>();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    @Test
    void everyAnswer_isOfAVersionThatWasChampionAtItsTime_andNoRequestFails() throws Exception {
        Registry registry = Registry.folder(folder);
        List<String> versions = VersionedModels.into(registry, 4);
        Map<String, Double> expected = new HashMap<>();
        versions.forEach(version -> expected.put(version, VersionedModels.probability(registry, version)));
        assertThat(Set.copyOf(expected.values())).hasSize(4);
        Map<Long, Instant> done = new HashMap<>();
        try (ChurnServer server =
                ChurnServer.builder().registry(folder).port(0).build().start()) {
            List<Thread> callers = callers(server);
            try {
                change(registry, versions, done);
            } finally {
                over = true;
                for (Thread caller : callers) {
                    caller.join();
                }
            }
        }
        assertThat(failed).isEmpty();
        RegistryState state = registry.state();
        List<RegistryEvent> moves = state.events().stream()
                .filter(event -> event.kind() == EventKind.PROMOTE || event.kind() == EventKind.ROLLBACK)
                .toList();
        assertThat(moves).hasSize(CHANGES + 1);
        Set<String> seen = new HashSet<>();
        for (Answered answer : answers) {
            seen.add(answer.version());
            assertThat(answer.probability()).isEqualTo(expected.get(answer.version()));
            assertThat(champions(state, moves, done, answer)).contains(answer.version());
        }
        if (Boolean.getBoolean("churn.soak")) {
            System.out.println(CHANGES + " promotions and rollbacks, " + answers.size() + " answers, none failed");
        }
        assertThat(seen).hasSize(4);
        assertThat(answers.size()).isGreaterThan(CHANGES);
    }

    private List<Thread> callers(ChurnServer server) {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            String path = i == 0 ? "/predict?explain=2" : "/predict";
            Thread caller = new Thread(() -> ask(server, path));
            caller.start();
            callers.add(caller);
        }
        return callers;
    }

    private void ask(ChurnServer server, String path) {
        byte[] request = Raw.post(path, "[" + Served.ROW + "]");
        try (Raw connection = Raw.to(server)) {
            while (!over) {
                Instant asked = Instant.now();
                Raw.Answer answer = connection.send(request).read();
                Instant came = Instant.now();
                if (answer.status() != 200) {
                    failed.add(answer.status() + " " + answer.body());
                    return;
                }
                JsonNode body = JSON.readTree(answer.body());
                String version = answer.header("X-Model-Version");
                if (!version.equals(body.at("/model/version").asText())) {
                    failed.add("the head names " + version + ": " + answer.body());
                }
                answers.add(new Answered(
                        asked,
                        came,
                        version,
                        body.at("/predictions/0/probability").asDouble()));
                Thread.sleep(1);
            }
        } catch (IOException | RuntimeException | InterruptedException e) {
            failed.add(e.toString());
        }
    }

    private static void change(Registry registry, List<String> versions, Map<Long, Instant> done) {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < CHANGES; i++) {
            RegistryState state = registry.state();
            String champion = state.champion().orElseThrow().version().toString();
            if (random.nextBoolean() && !state.formerChampions().isEmpty()) {
                done.put(registry.rollback(null, "complaints").seq(), Instant.now());
            } else {
                List<String> others = versions.stream()
                        .filter(other -> !other.equals(champion))
                        .toList();
                VersionedModels.promote(registry, others.get(random.nextInt(others.size())));
                done.put(registry.state().seq(), Instant.now());
            }
        }
    }

    /**
     * The versions that were champion at some moment while an answer was asked for. An event's time is from before it is
     * written, so the champion before it counts until the change was done.
     */
    private static Set<String> champions(
            RegistryState state, List<RegistryEvent> moves, Map<Long, Instant> done, Answered answer) {
        Set<String> champions = new HashSet<>();
        champions.add(champion(state, answer.asked()));
        for (RegistryEvent move : moves) {
            Instant until = done.getOrDefault(move.seq(), move.at());
            boolean began = !move.at().isAfter(answer.came());
            if (began && !until.isBefore(answer.asked())) {
                champions.add(String.valueOf(move.to()));
                champions.add(String.valueOf(move.from()));
            }
        }
        return champions;
    }

    private static String champion(RegistryState state, Instant moment) {
        return state.asOf(moment).champion().orElseThrow().version().toString();
    }
}
