package io.github.churnml;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Why native images need no metadata for scoring: a JVM that loads models, scores and explains tells which classes it loaded, and
 * the code of all of these that are not the JDK's is searched for calls that GraalVM cannot see through.
 */
class ScoringWithoutReflectionTest {

    private static final List<String> MODELS =
            List.of("format-1", "format-2", "format-3", "format-5", "format-6", "format-8");

    private static final Pattern LOADED =
            Pattern.compile("\\] ((?:io\\.github|com|org|de)\\.[\\w.$]+) source: (?!jrt)");

    /** Owners whose every call counts. */
    private static final Pattern OWNERS = Pattern.compile(
            "java\\.lang\\.reflect\\.(?!Array$).*|java\\.util\\.ServiceLoader|java\\.lang\\.invoke\\.MethodHandles(\\$Lookup)?"
                    + "|java\\.io\\.Object(In|Out)putStream|java\\.util\\.ResourceBundle");

    /** Methods of classes and loaders that count. */
    private static final Set<String> METHODS = Set.of(
            "forName",
            "loadClass",
            "newInstance",
            "getResource",
            "getResources",
            "getResourceAsStream",
            "getMethod",
            "getMethods",
            "getDeclaredMethod",
            "getDeclaredMethods",
            "getConstructor",
            "getDeclaredConstructor",
            "getField",
            "getDeclaredField",
            "getDeclaredFields",
            "getRecordComponents");

    /** In classes that are loaded, and no part of scoring: records are asked for by name, and nothing is Java-serialized. */
    private static final Set<String> BESIDE_THE_WAY = Set.of(
            "io.github.churnml.Scorer.forRecords -> java.lang.invoke.MethodHandles.publicLookup",
            "com.fasterxml.jackson.core.io.SerializedString.readObject -> java.io.ObjectInputStream.readUTF",
            "com.fasterxml.jackson.core.io.SerializedString.writeObject -> java.io.ObjectOutputStream.writeUTF");

    @TempDir
    Path folder;

    @Test
    void scoring_modelsOfEachFormat_callsNothingThatNativeImagesCannotSee() throws Exception {
        Set<String> loaded = loaded(MODELS.stream()
                .map(name -> "src/test/resources/models/" + name + ".churn")
                .toList());
        assertThat(loaded)
                .contains(Scorer.class.getName(), ScoringAlone.class.getName())
                .anyMatch(name -> name.startsWith("com.fasterxml.jackson.core."));
        assertThat(hidden(loaded)).containsExactlyInAnyOrderElementsOf(BESIDE_THE_WAY);
    }

    @Test
    void hidden_ofRecords_areFound() {
        assertThat(hidden(Set.of(RecordScorer.class.getName())))
                .contains("io.github.churnml.RecordScorer.components -> java.lang.Class.getRecordComponents");
    }

    /** The calls that count in some classes, as {@code method -> what it calls}. */
    private static Set<String> hidden(Set<String> names) {
        Class<?>[] types =
                names.stream().map(ScoringWithoutReflectionTest::type).toArray(Class<?>[]::new);
        return new ClassFileImporter()
                .importClasses(types).stream()
                        .filter(type -> names.contains(type.getName()))
                        .flatMap(type -> type.getCodeUnits().stream())
                        .flatMap((JavaCodeUnit unit) -> unit.getCallsFromSelf().stream())
                        .filter(call -> counts(
                                call.getTargetOwner().getName(),
                                call.getTarget().getName()))
                        .map(call -> call.getOriginOwner().getName() + "."
                                + call.getOrigin().getName() + " -> "
                                + call.getTargetOwner().getName() + "."
                                + call.getTarget().getName())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean counts(String owner, String method) {
        boolean ofClasses = owner.equals("java.lang.Class") || owner.equals("java.lang.ClassLoader");
        return OWNERS.matcher(owner).matches() || (ofClasses && METHODS.contains(method));
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name, false, ScoringWithoutReflectionTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** What a JVM loads that runs the program, without lambdas and what else it makes up. */
    private Set<String> loaded(List<String> models) throws Exception {
        Path log = folder.resolve("classes.log");
        Path output = folder.resolve("output");
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xshare:off",
                                "-Xlog:class+load:file=" + log.getFileName(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ScoringAlone.class.getName()),
                        models.stream()
                                .map(model -> Path.of(model).toAbsolutePath().toString()))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readAllLines(output)).hasSize(models.size());
        return LOADED.matcher(Files.readString(log))
                .results()
                .map(found -> found.group(1))
                .filter(name -> !name.contains("$$") && !name.contains("/"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
