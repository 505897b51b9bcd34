package io.github.churnml.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs whole commands in this process, and holds the small table and model that many tests share. */
final class Cli {

    static final String EPOCH = "1790000000";
    private static Path shared;

    private Cli() {}

    /** What a run left behind. */
    record Result(int exit, String out, String err) {

        JsonNode json() {
            return parse(out);
        }

        JsonNode errorJson() {
            return parse(err);
        }

        private static JsonNode parse(String text) {
            try {
                return new ObjectMapper()
                        .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError("not one JSON document: " + text, e);
            }
        }
    }

    static Result run(Object... args) {
        return run(Path.of(""), Map.of(), args);
    }

    static Result run(Path folder, Map<String, String> environment, Object... args) {
        Map<String, String> all = new HashMap<>(Map.of("SOURCE_DATE_EPOCH", EPOCH));
        all.putAll(environment);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all,
                folder,
                false);
        int exit = ChurnCommand.run(
                surroundings, Stream.of(args).map(String::valueOf).toArray(String[]::new));
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** A generated table of 600 customers. */
    static synchronized Path customers() {
        return shared().resolve("customers.csv");
    }

    /** A model of 20 trees trained on it; tests must not write into its folder. */
    static synchronized Path artifacts() {
        return shared().resolve("artifacts");
    }

    static Path model() {
        return artifacts().resolve("model.churn");
    }

    /** Another model of the same customers. */
    static synchronized Path otherModel() {
        Path folder = shared().resolve("other");
        if (Files.notExists(folder)) {
            require(train(customers(), "churned", folder, "--seed", 7));
        }
        return folder.resolve("model.churn");
    }

    static Result train(Path data, String target, Path out, Object... more) {
        return run(Stream.concat(
                        Stream.of(
                                "train", "--data", data, "--target", target, "--out", out, "--set", "learner.trees=20"),
                        Stream.of(more))
                .toArray());
    }

    static List<String> names(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path shared() {
        if (shared == null) {
            try {
                shared = Files.createTempDirectory("churn-cli");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            require(run("generate", "--rows", 600, "--seed", 1, "--out", shared.resolve("customers.csv")));
            require(train(shared.resolve("customers.csv"), "churned", shared.resolve("artifacts")));
            deleteAtExit(shared);
        }
        return shared;
    }

    private static void require(Result result) {
        if (result.exit() != 0) {
            throw new AssertionError(result.err());
        }
    }

    private static void deleteAtExit(Path folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }));
    }
}
