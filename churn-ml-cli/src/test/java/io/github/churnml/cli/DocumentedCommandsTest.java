package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The commands that README, CONTRIBUTING and the pages of docs/ show, against the checkout: whatever module, profile, test,
 * target, script, class, subcommand, option or file one of them names is there. docs/decisions.md is history and left out.
 */
class DocumentedCommandsTest {

    private static final Path ROOT =
            Path.of(System.getProperty("churn.root", "..")).toAbsolutePath().normalize();
    private static final Pattern FENCED = Pattern.compile("(?ms)^```[^\\n]*\\n(.*?)^```");
    private static final Pattern INDENTED = Pattern.compile("(?m)^ {4}(\\S.*)$");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final List<String> POMS =
            poms().stream().map(DocumentedCommandsTest::text).toList();
    private static final List<String> SOURCES =
            poms().stream().flatMap(DocumentedCommandsTest::sources).toList();
    private static final Map<String, String> HELP = new HashMap<>();

    private static final List<Check> CHECKS = List.of(
            new Check("module", "mvn .*-pl ([\\w,-]+)", name -> isFile(name + "/pom.xml")),
            new Check("profile", "mvn .*-P([\\w,-]+)", name -> anyPom("<id>" + name + "</id>")),
            new Check("property", "mvn .*-D((?:churn|fuzz)\\.[\\w.]+)", DocumentedCommandsTest::isProperty),
            new Check("target", "^make ([\\w-]+)", name -> text(ROOT.resolve("Makefile"))
                    .contains("\n" + name + ":")),
            new Check("test", "-Dtest=([\\w,]+)", name -> isTest(name)),
            new Check("test", "^make test1 T='?(\\w+)", name -> isTest(name + "\\w*")),
            new Check(
                    "benchmark",
                    "(?:^| )(?:make bench B=|benchmarks/run )'?([\\w|]+)",
                    DocumentedCommandsTest::isBenchmark),
            new Check(
                    "file",
                    "(?:^| )((?:benchmarks|tools|findings|docker|\\.githooks)/[\\w./-]*)",
                    name -> !name.matches(".*/target\\b.*") && Files.exists(ROOT.resolve(name))),
            new Check(
                    "class",
                    "(?:^| )(io\\.github\\.churnml\\.[\\w.]+)(?= |$)",
                    DocumentedCommandsTest::isClassOrPackage),
            new Check("command", "(?:^| )(?:\\./)?churn ([a-z]+\\b.*)", DocumentedCommandsTest::isKnown));

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                    Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
                    docs.filter(page -> page.toString().endsWith(".md")))
                    .filter(page -> !page.endsWith("decisions.md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_everyCommand_namesWhatIsThere(Path page) throws IOException {
        assertThat(commands(Files.readString(page)))
                .allSatisfy(command -> assertThat(absent(command)).as(command).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void page_everyLink_leadsToAFile(Path page) throws IOException {
        assertThat(found(LINK, Files.readString(page)))
                .filteredOn(link -> !link.contains(":"))
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            mvn test -pl churn-ml-core,churn-ml-cor        ; module churn-ml-cor
            mvn test -pl churn-ml-core -Dtest=NoSuchTest   ; test NoSuchTest
            mvn verify -Preleas                            ; profile releas
            mvn verify -Dchurn.sharde=x                    ; property churn.sharde
            make trian                                     ; target trian
            make test1 T=NoSuch                            ; test NoSuch
            make bench B=NoSuch                            ; benchmark NoSuch
            benchmarks/run 'ScoreBatch|NoSuch' -f 2        ; benchmark NoSuch
            ROUNDS=2 benchmarks/rnu                        ; file benchmarks/rnu
            ls benchmarks/target                           ; file benchmarks/target
            java -cp x io.github.churnml.fuzz.NoSuch all   ; class io.github.churnml.fuzz.NoSuch
            ./churn trian                                  ; command trian
            ./churn train --date x.csv                     ; command train --date x.csv
            ./churn registry lits                          ; command registry lits
            ./churn registry list --date x                 ; command registry list --date x""")
    void command_namingWhatIsNotThere_isFound(String command, String absent) {
        assertThat(absent(command)).containsExactly(absent);
    }

    @Test
    void commands_ofAPage_areTakenFromBlocksAndSpans() {
        String page = "Say `make\ntest`:\n\n    mvn verify   # all\n\n```sh\nA=1 ./churn \\\n  train\n```\n";
        assertThat(commands(page)).containsExactly("A=1 ./churn    train", "mvn verify", "make test");
    }

    /** What is written as code: fenced lines, indented lines, spans; without comments. */
    private static List<String> commands(String page) {
        String text = page.replace("\\\n", " ");
        List<String> all = new ArrayList<>();
        found(FENCED, text).forEach(block -> all.addAll(block.lines().toList()));
        String prose = FENCED.matcher(text).replaceAll("");
        all.addAll(found(INDENTED, prose));
        found(SPAN, prose).forEach(span -> all.add(span.replace('\n', ' ')));
        return all.stream()
                .map(line -> line.replaceFirst("(^| +)#( .*)?$", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** What a command names and the checkout does not have. */
    private static List<String> absent(String command) {
        List<String> absent = new ArrayList<>();
        for (Check check : CHECKS) {
            for (String names : found(check.named, command)) {
                Stream.of(names.split("[,|]"))
                        .filter(name -> !check.exists.test(name))
                        .forEach(name -> absent.add(check.kind + " " + name));
            }
        }
        return absent;
    }

    /** A way to name something in a command, and whether it is there; lists are separated by commas or bars. */
    private record Check(String kind, Pattern named, Predicate<String> exists) {

        Check(String kind, String named, Predicate<String> exists) {
            this(kind, Pattern.compile(named), exists);
        }
    }

    /** Whether "train --data --target" are words of the help of train, and "registry list --json" of that of its list. */
    private static boolean isKnown(String run) {
        String[] words = run.split("[ =]+");
        String group =
                HELP.computeIfAbsent(words[0], name -> Cli.run("help", name).out());
        boolean isGroup = group.contains("\nCommands:\n");
        if (isGroup && (words.length == 1 || !words[1].matches("[a-z].*"))) {
            return words.length == 1;
        }
        if (isGroup
                && !Pattern.compile("(?m)^  " + Pattern.quote(words[1]) + " ")
                        .matcher(group)
                        .find()) {
            return false;
        }
        String help = isGroup
                ? HELP.computeIfAbsent(words[0] + " " + words[1], name -> Cli.run(words[0], words[1], "--help")
                        .out())
                : group;
        return !help.isEmpty()
                && Stream.of(words)
                        .filter(word -> word.matches("--[a-z][a-z0-9-]*"))
                        .allMatch(option -> Pattern.compile("(?m)" + option + "([^\\w-]|$)")
                                .matcher(help)
                                .find());
    }

    /** Whether a module has the test class; . */
    private static boolean isTest(String name) {
        return SOURCES.stream().anyMatch(file -> file.matches(".*/src/test/java/.*/" + name + "[.]java"));
    }

    private static boolean isBenchmark(String name) {
        return SOURCES.stream()
                .anyMatch(file -> file.matches("/benchmarks/src/main/java/.*/\\w*" + name + "\\w*[.]java"));
    }

    /** A system property stands in a pom or, in quotes, in a source. */
    private static boolean isProperty(String name) {
        return anyPom(name)
                || SOURCES.stream()
                        .filter(file -> file.endsWith(".java"))
                        .anyMatch(file -> text(ROOT.resolve(file.substring(1))).contains("\"" + name + "\""));
    }

    private static boolean isClassOrPackage(String name) {
        return SOURCES.stream().anyMatch(file -> file.matches(".*/java/" + name.replace('.', '/') + "([.]java|/.*)"));
    }

    private static boolean anyPom(String text) {
        return POMS.stream().anyMatch(pom -> pom.contains(text));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).toList();
    }

    private static boolean isFile(String name) {
        return Files.isRegularFile(ROOT.resolve(name));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The poms of the build and the files below its src folders, relative to the root. */
    private static List<Path> poms() {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return Stream.concat(Stream.of(ROOT), folders)
                    .map(folder -> folder.resolve("pom.xml"))
                    .filter(Files::isRegularFile)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> sources(Path pom) {
        Path source = pom.resolveSibling("src");
        if (!Files.isDirectory(source)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.walk(source)) {
            return files.map(file -> "/" + ROOT.relativize(file).toString().replace('\\', '/')).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
