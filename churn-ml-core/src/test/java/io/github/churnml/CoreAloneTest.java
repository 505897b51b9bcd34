package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an application gets that depends on core and on nothing else. The build writes core's run-time class path, as such an
 * application would resolve it, before the tests of this module run.
 */
class CoreAloneTest {

    private static final Path MODULE = Path.of("").toAbsolutePath();

    /** The most that core's own jar may have; the build holds it to that. */
    private static final long CORE = 1_000_000;

    private static final long LIMIT = 3_500_000;

    @TempDir
    Path folder;

    private static List<Path> dependencies() throws IOException {
        Path written = MODULE.resolve("target/runtime-class-path");
        assertThat(written).as("written by the build of churn-ml-core").isRegularFile();
        return Stream.of(Files.readString(written).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    @Test
    void classPath_ofCoreAlone_isSmall() throws IOException {
        long bytes = CORE;
        for (Path jar : dependencies()) {
            bytes += Files.size(jar);
        }
        assertThat(bytes).isLessThan(LIMIT);
    }

    @Test
    void classPath_ofCoreAlone_hasOnlyTheLibrariesOfTheDocument() throws IOException {
        assertThat(dependencies())
                .extracting(jar -> jar.getFileName().toString().replaceFirst("-\\d.*", ""))
                .containsExactlyInAnyOrder("fastcsv", "jackson-core", "jspecify", "slf4j-api", "snakeyaml-engine");
    }

    @Test
    void applicationWithCoreAlone_scoresModelsOfEachFormat_andTrains() throws Exception {
        Path table = Files.write(folder.resolve("customers.csv"), SmallModel.lines(50, 77));
        String output = run(
                fixture("format-1.churn"),
                fixture("format-2.churn"),
                fixture("format-3.churn"),
                fixture("format-5.churn"),
                fixture("format-6.churn"),
                fixture("format-8.churn"),
                table.toString());
        StringBuilder expected = new StringBuilder();
        for (String format : List.of("format-1", "format-2", "format-3", "format-5", "format-6", "format-8")) {
            expected.append(format).append('\n').append(Files.readString(Path.of(fixture(format + ".scores.txt"))));
        }
        assertThat(output)
                .startsWith(expected)
                .contains("\nChurnModel[churn 1.0.0, learner boosting, target churned, ");
    }

    private static String fixture(String name) {
        return MODULE.resolve("src/test/resources/models").resolve(name).toString();
    }

    /** Starts Java with core's classes, its dependencies and the two classes of the program. */
    private String run(String... arguments) throws Exception {
        Path program = Files.createDirectories(folder.resolve("program/io/github/churnml"));
        for (Class<?> type : List.of(CoreAlone.class, ImportedFixture.class)) {
            String name = type.getSimpleName() + ".class";
            try (var in = type.getResourceAsStream(name)) {
                Files.copy(in, program.resolve(name));
            }
        }
        Stream<Path> own = Stream.of(folder.resolve("program"), MODULE.resolve("target/classes"));
        String classPath = String.join(
                File.pathSeparator,
                Stream.concat(own, dependencies().stream()).map(Path::toString).toList());
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                classPath,
                                CoreAlone.class.getName()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors").toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("errors")))
                .isZero();
        return output;
    }
}
