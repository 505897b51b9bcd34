package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The modules and packages of the checkout: where they stand in docs/architecture.md, and that their jars fit together. */
class ModulesTest {

    private static final Path ROOT =
            Path.of(System.getProperty("churn.root", "..")).toAbsolutePath().normalize();
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern MODULE_NAME =
            Pattern.compile("<Automatic-Module-Name>([^<]+)</Automatic-Module-Name>");
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| ([^|]+) \\|");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final String OURS = "io.github.churnml";

    /** Programs: nobody names them in a module path. */
    private static final Set<String> PROGRAMS = Set.of("churn-ml-cli", "churn-ml-examples", "benchmarks");

    @Test
    void architecturePage_modulesAndPackages_areThoseOfTheTree() throws IOException {
        Set<String> tree = new TreeSet<>(modules());
        for (String module : modules()) {
            packages(module)
                    .forEach(name -> tree.add(name.equals(OURS) ? "(root)" : name.substring(OURS.length() + 1)));
        }
        Set<String> page = new TreeSet<>(Set.of("(root)"));
        found(FIRST_CELL, Files.readString(ROOT.resolve("docs/architecture.md")))
                .forEach(cell -> page.addAll(found(SPAN, cell)));
        assertThat(page).isEqualTo(tree);
    }

    @Test
    void modules_eachPackage_isInOneOnly() throws IOException {
        Map<String, String> owners = new HashMap<>();
        for (String module : modules()) {
            for (String name : packages(module)) {
                assertThat(owners.put(name, module)).as(name + " in " + module).isNull();
            }
        }
        assertThat(owners).containsEntry(OURS, "churn-ml-core");
    }

    @Test
    void libraries_eachJar_hasAModuleNameOfItsOwn() throws IOException {
        List<String> names = new ArrayList<>();
        for (String module : modules()) {
            if (!PROGRAMS.contains(module) && !packages(module).isEmpty()) {
                List<String> own =
                        found(MODULE_NAME, Files.readString(ROOT.resolve(module).resolve("pom.xml")));
                assertThat(own).as(module).hasSize(1);
                names.addAll(own);
            }
        }
        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.startsWith(OURS));
    }

    @Test
    void libraries_eachModule_hasItsApiKept() throws IOException {
        for (String module : modules()) {
            boolean library = !PROGRAMS.contains(module) && !packages(module).isEmpty();
            Path kept = ROOT.resolve("docs/api/" + module + ".txt");
            assertThat(Files.exists(kept))
                    .as(kept + ", of which docs/releasing.md tells")
                    .isEqualTo(library);
        }
    }

    private static List<String> modules() throws IOException {
        // Those of every build; a profile may add an application that uses them.
        return found(MODULE, Files.readString(ROOT.resolve("pom.xml")).replaceFirst("(?s)</modules>.*", ""));
    }

    /** The packages with classes, by name; of a module without sources none. */
    private static Set<String> packages(String module) throws IOException {
        Path sources = ROOT.resolve(module).resolve("src/main/java");
        if (!Files.isDirectory(sources)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(sources)) {
            Set<String> names = new TreeSet<>();
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> names.add(
                            sources.relativize(file.getParent()).toString().replaceAll("[/\\\\]", ".")));
            return names;
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
