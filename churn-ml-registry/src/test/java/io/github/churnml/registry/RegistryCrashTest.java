package io.github.churnml.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ChurnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that change a registry are killed at random moments, one or two at once: it always verifies, serves a version that
 * loads, and holds every event that was told to be done. {@code -Psoak} kills at 500 moments instead of 12.
 */
class RegistryCrashTest {

    private static final int MOMENTS = Boolean.getBoolean("churn.soak") ? 500 : 12;
    private static final int MODELS = 12;
    private static final int LONGEST_MILLIS = 400;

    @TempDir
    Path folder;

    @Test
    void change_killedAtAnyMoment_losesNoEventAndLeavesNothingHalfDone() throws Exception {
        Path models = Files.createDirectories(folder.resolve("made"));
        writeModels(models);
        Path registry = folder.resolve("registry");
        Random random = new Random(16);
        long events = 0;
        for (int moment = 0; moment < MOMENTS; moment++) {
            List<Path> told = new ArrayList<>();
            List<Process> processes = new ArrayList<>();
            for (int i = 0; i <= moment % 2; i++) {
                told.add(folder.resolve("told-" + i));
                processes.add(start(registry, models, random.nextLong(), told.get(i)));
            }
            for (Path file : told) {
                await(file);
            }
            Thread.sleep(random.nextInt(LONGEST_MILLIS));
            for (Process process : processes) {
                process.destroyForcibly().waitFor(); // kill -9
            }

            events = check(registry, told, events, moment);
        }
        assertThat(events).as("there was something to kill").isGreaterThan(MOMENTS);
    }

    private static long check(Path folder, List<Path> told, long before, int moment) throws IOException {
        Registry registry = Registry.folder(folder);
        List<String> done = new ArrayList<>();
        for (Path file : told) {
            List<String> lines = Files.readAllLines(file);
            done.addAll(lines.subList(1, lines.size()));
        }
        if (!registry.exists()) {
            assertThat(done).isEmpty();
            return 0;
        }
        Verification found = registry.verify();
        assertThat(found.problems()).as("moment %d", moment).isEmpty();
        RegistryState state = registry.state();
        assertThat(state.seq()).isGreaterThanOrEqualTo(before);
        List<String> kept = state.events().stream()
                .map(event -> event.seq() + " " + event.hash())
                .toList();
        assertThat(kept)
                .as("moment %d", moment)
                .containsAll(done.stream()
                        .filter(line -> line.matches("\\d+ [0-9a-f]{64}"))
                        .toList());
        if (state.champion().isPresent()) {
            assertThat(registry.prove(state.champion().get()).manifest().version())
                    .isEqualTo(state.champion().get().version().toString());
        }
        return state.seq();
    }

    /** Models that differ by their threshold. */
    private static void writeModels(Path folder) {
        Dataset data = SmallModel.customers(300, 3);
        for (int i = 0; i < MODELS; i++) {
            ChurnPipeline pipeline = SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                    .threshold(0.3 + 0.01 * i)
                    .build();
            pipeline.fit(data, FitOptions.standard().withCreated(SmallModel.THEN))
                    .save(folder.resolve(i + ".churn"));
        }
    }

    private static Process start(Path registry, Path models, long seed, Path told) throws IOException {
        Files.deleteIfExists(told);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Changer.class.getName(),
                        registry.toString(),
                        models.toString(),
                        Long.toString(seed))
                .redirectOutput(told.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void await(Path told) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (Files.notExists(told) || Files.size(told) == 0) {
            assertThat(System.nanoTime() - end).as("the process starts").isNegative();
            Thread.sleep(2);
        }
    }

    /** Changes a registry until it is killed, and tells each event once it is done. */
    static final class Changer {

        private Changer() {}

        public static void main(String[] args) throws IOException {
            Registry registry = Registry.folder(Path.of(args[0]));
            Random random = new Random(Long.parseLong(args[2]));
            List<ChurnModel> models = new ArrayList<>();
            try (Stream<Path> files = Files.list(Path.of(args[1]))) {
                files.sorted().forEach(file -> models.add(ChurnModel.load(file)));
            }
            System.out.println("begins");
            while (true) {
                try {
                    RegistryEvent event = change(registry, models, random);
                    System.out.println(event.seq() + " " + event.hash());
                } catch (ChurnException e) {
                    continue; // it was registered already, or another was quicker
                }
            }
        }

        private static RegistryEvent change(Registry registry, List<ChurnModel> models, Random random) {
            int choice = random.nextInt(10);
            if (choice < 3 || !registry.exists()) {
                ChurnModel model = models.get(random.nextInt(models.size()));
                return registry.register(model, "").registered();
            }
            RegistryState state = registry.state();
            List<ModelVersion> versions = state.versions();
            if (choice < 8 && !versions.isEmpty()) {
                String champion = state.champion()
                        .map(found -> found.version().toString())
                        .orElse(null);
                String version =
                        versions.get(random.nextInt(versions.size())).version().toString();
                return registry.promote(version, new Promotion(champion, List.of(), false, "random"));
            }
            return registry.rollback(null, "random");
        }
    }
}
