package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every type of the API has an example or a test that uses it as a program outside would, or stands on a list that can only shrink. */
class OutsideUseTest {

    private static final Path ROOT =
            Path.of(System.getProperty("churn.root", "..")).toAbsolutePath().normalize();
    private static final Path KEPT = ROOT.resolve("docs/api/without-use.txt");

    /** A type's line in a list of the API: its name comes first of all that has our package. */
    private static final Pattern TYPE = Pattern.compile("^\\S.*?(io\\.github\\.churnml[\\w.$]*)");

    /** Sources of examples; tests of all modules come to them. Commands do not count: who looks for an example does not look there. */
    private static final List<String> EXAMPLES = List.of("churn-ml-examples/src/main", "examples");

    @Test
    void types_withoutAUse_areThoseOfTheList() throws IOException {
        Set<String> without = new TreeSet<>(types());
        assertThat(without).as("types in docs/api").contains("io.github.churnml.ChurnModel");
        sources().forEach(file -> without.removeAll(new OutsideUse(read(file)).of(without)));

        if ("write".equals(System.getProperty("churn.api"))) {
            Files.writeString(KEPT, without.stream().map(type -> type + "\n").collect(Collectors.joining()));
        }

        assertThat(without)
                .as(
                        "public types that no example and no test of another package uses, against docs/api/without-use.txt.\n"
                                + "Maybe show a new type's use in a test in io.github.churnml.outside of its module, hide it or say that"
                                + " it is no API; a type on the list that has a use now leaves it:"
                                + " mvn test -pl churn-ml-cli -am -Dtest=OutsideUseTest -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dchurn.api=write")
                .containsExactlyElementsOf(Files.readAllLines(KEPT));
    }

    @Test
    void source_ofAnotherPackage_usesWhatItsCodeNames() {
        String source = """
                package shop;

                import a.Model;
                import a.Unused;
                import a.Plan.Step;
                import static a.Rates.yearly;

                // Told
                class Use {
                    Model model = Model
                            .builder().build();
                    Model.Part.Kind kind;
                    Step step;
                    a.b.Whole whole;
                    double rate = yearly();
                    String text = "Quoted \\" Quoted";
                    /* Told */ char quote = '"';
                }
                """;
        List<String> types = List.of(
                "a.Model",
                "a.ModelBuilder",
                "a.Model$Part",
                "a.Model$Part$Kind",
                "a.Plan",
                "a.Plan$Step",
                "a.Rates",
                "a.b.Whole");

        assertThat(new OutsideUse(source).of(types))
                .containsExactlyInAnyOrder(
                        "a.Model",
                        "a.ModelBuilder",
                        "a.Model$Part",
                        "a.Model$Part$Kind",
                        "a.Plan$Step",
                        "a.Rates",
                        "a.b.Whole");
        assertThat(new OutsideUse(source)
                        .of(List.of(
                                "a.Unused", "a.UnusedBuilder", "shop.Step", "a.Told", "b.Model", "a.Quoted", "a.Step")))
                .isEmpty();
        assertThat(new OutsideUse(source.replace("package shop", "package a")).of(types))
                .containsExactly("a.b.Whole");
    }

    private static Set<String> types() throws IOException {
        Set<String> types = new TreeSet<>();
        try (Stream<Path> lists = Files.list(KEPT.getParent())) {
            for (Path list : lists.filter(file -> !file.equals(KEPT)).toList()) {
                for (String line : Files.readAllLines(list)) {
                    TYPE.matcher(line).results().forEach(found -> types.add(found.group(1)));
                }
            }
        }
        return types;
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return Stream.concat(
                            modules.map(module -> module.resolve("src/test/java")),
                            EXAMPLES.stream().map(ROOT::resolve))
                    .filter(Files::isDirectory)
                    .flatMap(OutsideUseTest::javaFiles)
                    .toList();
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
