package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The container image against the checkout: no engine runs here, so what the build would be given is worked out by the rules
 * of the ignore file (last match counts, {@code !} lets through, a pattern takes everything below it). Exceptions are whole
 * names: the classic builder and docker-py leave a folder out unless an exception begins with its very name.
 */
class DockerFilesTest {

    private static final Path ROOT =
            Path.of(System.getProperty("churn.root", "..")).toAbsolutePath().normalize();
    private static final List<String> RULES = rules();

    @Test
    void context_everyModuleOfTheBuild_hasItsPom() throws IOException {
        List<String> modules = modules();
        assertThat(modules).contains("churn-ml-core", "churn-ml-cli", "benchmarks");
        for (String module : modules) {
            assertThat(passes(module + "/pom.xml")).as(module).isTrue();
        }
    }

    @Test
    void context_everyPublishedModule_hasItsSources() throws IOException {
        for (String module : modules()) {
            if (module.startsWith("churn-ml-")) {
                for (Path file : files(ROOT.resolve(module).resolve("src/main"))) {
                    assertThat(passes(relative(file))).as(relative(file)).isTrue();
                }
            }
        }
    }

    @Test
    void context_distribution_hasItsDescriptorsAndLauncher() throws IOException {
        List<String> build = new ArrayList<>(List.of("pom.xml", "LICENSE", "NOTICE"));
        for (String folder : List.of(".mvn", "data", "churn-ml-cli/src/assembly", "churn-ml-cli/src/dist")) {
            files(ROOT.resolve(folder)).forEach(file -> build.add(relative(file)));
        }
        assertThat(build).allSatisfy(file -> assertThat(passes(file)).as(file).isTrue());
    }

    @Test
    void context_testsResultsAndHistory_stayOutside() throws IOException {
        assertThat(List.of(
                        ".git/config",
                        "artifacts/model.churn",
                        "target/churn/current",
                        "churn-ml-core/target/classes/A.class",
                        "churn-ml-core/src/test/java/A.java",
                        "README.md",
                        "docs/serving.md"))
                .allSatisfy(file -> assertThat(passes(file)).as(file).isFalse());
    }

    @Test
    void dockerfile_everyCopyFromTheContext_findsFilesThatPass() throws IOException {
        List<String> sources = copied();
        assertThat(sources).isNotEmpty();
        for (String source : sources) {
            try (Stream<Path> all = Files.walk(ROOT.resolve(source).normalize())) {
                assertThat(all.filter(Files::isRegularFile).anyMatch(file -> passes(relative(file))))
                        .as(source)
                        .isTrue();
            }
        }
    }

    @Test
    void ignoreFile_everyException_namesWhatIsThere() {
        for (String line : RULES) {
            if (line.startsWith("!")) {
                assertThat(line).as("no pattern").doesNotContain("*");
                assertThat(ROOT.resolve(line.substring(1))).exists();
            }
        }
    }

    private static List<String> modules() throws IOException {
        String everyBuild = Files.readString(ROOT.resolve("pom.xml")).replaceFirst("(?s)</modules>.*", "");
        Matcher module = Pattern.compile("<module>([^<]+)</module>").matcher(everyBuild);
        return module.results().map(found -> found.group(1)).toList();
    }

    /** The sources of all {@code COPY} and {@code ADD} lines that take from the context, not from another stage. */
    private static List<String> copied() throws IOException {
        List<String> sources = new ArrayList<>();
        for (String line : Files.readAllLines(ROOT.resolve("docker/Dockerfile"))) {
            if (line.matches("(COPY|ADD) .*") && !line.contains("--from=")) {
                List<String> words = Stream.of(line.split(" +"))
                        .skip(1)
                        .filter(word -> !word.startsWith("--"))
                        .toList();
                sources.addAll(words.subList(0, words.size() - 1));
            }
        }
        return sources;
    }

    private static boolean passes(String file) {
        boolean passes = true;
        for (String rule : RULES) {
            boolean exception = rule.startsWith("!");
            if (takes(exception ? rule.substring(1) : rule, file)) {
                passes = exception;
            }
        }
        return passes;
    }

    private static boolean takes(String rule, String file) {
        Pattern pattern = pattern(rule);
        for (int end = file.indexOf('/'); end > 0; end = file.indexOf('/', end + 1)) {
            if (pattern.matcher(file.substring(0, end)).matches()) {
                return true;
            }
        }
        return pattern.matcher(file).matches();
    }

    private static Pattern pattern(String rule) {
        assertThat(rule)
                .as("a form that this test can judge")
                .matches("[A-Za-z0-9._/*-]+")
                .doesNotContain("**");
        return Pattern.compile(rule.replace(".", "\\.").replace("*", "[^/]*"));
    }

    private static List<String> rules() {
        try (Stream<String> lines = Files.lines(ROOT.resolve(".dockerignore"))) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path start) throws IOException {
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(start)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !relative(file).contains("target/"))
                    .toList();
        }
    }

    private static String relative(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }
}
