package io.github.churnml.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.ChurnModel;
import io.github.churnml.FitOptions;
import io.github.churnml.SmallModel;
import io.github.churnml.data.Dataset;
import io.github.churnml.error.ChurnException;
import io.github.churnml.registry.ModelVersion;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.registry.RegistryEvent;
import io.github.churnml.registry.RegistryState;
import io.github.churnml.registry.RegistryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that change a registry in a bucket, two at once, are killed at random moments: it always verifies, and holds every event
 * that was told to be done. {@code -Psoak} kills at 200 moments instead of 4.
 */
class S3RegistryCrashTest {

    private static final int MOMENTS = Boolean.getBoolean("churn.soak") ? 200 : 4;
    private static final int MODELS = 8;
    private static final int MOST_EVENTS = 6;
    private static final int LONGEST_MILLIS = 150;
    private static final String ADDRESS = "s3://models/us";

    @TempDir
    Path folder;

    @Test
    void change_killedAtAnyMoment_losesNoEventAndLeavesNothingHalfDone() throws Exception {
        Path models = Files.createDirectories(folder.resolve("made"));
        writeModels(models);
        Path objects = Files.createDirectories(folder.resolve("objects"));
        Random random = new Random(17);
        long events = 0;
        try (S3Server server = S3Server.inFolder(objects).bucket("models")) {
            for (int moment = 0; moment < MOMENTS; moment++) {
                List<Path> told = List.of(folder.resolve("told-0"), folder.resolve("told-1"));
                List<Process> processes = new ArrayList<>();
                for (Path file : told) {
                    processes.add(start(server.environment(), models, random.nextLong(), file));
                }
                // At random in the middle of one of the first events, however fast the machine is.
                int done = random.nextInt(MOST_EVENTS);
                for (Path file : told) {
                    await(file, 1 + done);
                }
                Thread.sleep(random.nextInt(LONGEST_MILLIS));
                for (Process process : processes) {
                    process.destroyForcibly().waitFor(); // kill -9
                }

                events = check(server.environment(), told, events);
            }
        }
        assertThat(events).as("there was something to kill").isGreaterThan(MOMENTS);
    }

    private static long check(Map<String, String> environment, List<Path> told, long before) throws IOException {
        Registry registry = Registry.of(RegistryStore.at(ADDRESS, environment));
        List<String> done = new ArrayList<>();
        for (Path file : told) {
            List<String> lines = Files.readAllLines(file);
            done.addAll(lines.subList(1, lines.size()));
        }
        if (!registry.exists()) {
            assertThat(done).isEmpty();
            return 0;
        }
        assertThat(registry.verify().problems()).isEmpty();
        RegistryState state = registry.state();
        assertThat(state.seq()).isGreaterThanOrEqualTo(before);
        assertThat(state.events().stream()
                        .map(event -> event.seq() + " " + event.hash())
                        .toList())
                .containsAll(done.stream()
                        .filter(line -> line.matches("\\d+ [0-9a-f]{64}"))
                        .toList());
        return state.seq();
    }

    /** Models that differ by their threshold. */
    private static void writeModels(Path folder) {
        Dataset data = SmallModel.customers(300, 3);
        for (int i = 0; i < MODELS; i++) {
            SmallModel.pipeline(SmallModel.boosting()).toBuilder()
                    .threshold(0.3 + 0.01 * i)
                    .build()
                    .fit(data, FitOptions.standard().withCreated(SmallModel.THEN))
                    .save(folder.resolve(i + ".churn"));
        }
    }

    private static Process start(Map<String, String> environment, Path models, long seed, Path told)
            throws IOException {
        Files.deleteIfExists(told);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Changer.class.getName(),
                        models.toString(),
                        Long.toString(seed))
                .redirectOutput(told.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void await(Path told, int lines) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (Files.notExists(told) || Files.readAllLines(told).size() < lines) {
            assertThat(System.nanoTime() - end).as("the process gets on").isNegative();
            Thread.sleep(2);
        }
    }

    /** Changes a registry until it is killed, and tells each event once it is done. */
    static final class Changer {

        private Changer() {}

        public static void main(String[] args) throws IOException {
            Registry registry = Registry.of(RegistryStore.at(ADDRESS, System.getenv()));
            Random random = new Random(Long.parseLong(args[1]));
            List<ChurnModel> models = new ArrayList<>();
            try (Stream<Path> files = Files.list(Path.of(args[0]))) {
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
            if (random.nextInt(10) < 4 || !registry.exists()) {
                ChurnModel model = models.get(random.nextInt(models.size()));
                return registry.register(model, "").registered();
            }
            RegistryState state = registry.state();
            List<ModelVersion> versions = state.versions();
            if (versions.isEmpty()) {
                return registry.register(models.get(0), "").registered();
            }
            String champion =
                    state.champion().map(found -> found.version().toString()).orElse(null);
            String version =
                    versions.get(random.nextInt(versions.size())).version().toString();
            return registry.promote(version, new Promotion(champion, List.of(), false, "random"));
        }
    }
}
