package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of error messages that the documentation site has is made of the sources, and has every way out in them. */
class ErrorListTest {

    private static final Path ROOT =
            Path.of(System.getProperty("churn.root", "..")).toAbsolutePath().normalize();
    private static final Pattern WAY_OUT = Pattern.compile("\"(Maybe \\w(?:[^\"\\\\]|\\\\.)*)\"");

    @TempDir
    Path folder;

    @Test
    void list_ofASource_hasProblemsWithTheirWaysOut() throws Exception {
        Path source = folder.resolve("churn-ml-sample/src/main/java/io/github/churnml/sample/Sample.java");
        Files.createDirectories(source.getParent());
        Files.writeString(source, """
                package io.github.churnml.sample;

                /** A sample, as {@code x} is. More of it. */
                final class Sample {
                    private static final int MOST = 2_000;

                    Sample(String column, int rows, boolean isNew) {
                        if (rows > MOST) {
                            throw new DataException(
                                    "Column " + Wording.name(column) + " has " + rows + " rows where " + MOST + " are allowed.",
                                    isNew ? "Maybe cut it." : "Maybe " + hint(column) + ".",
                                    Where.nowhere());
                        }
                        if (rows < 0) {
                            throw damaged("has no rows");
                        }
                        throw new IllegalArgumentException("The a_b is " + Wording.value(rows) + ".\\nMaybe 1 was meant.");
                    }

                    private static String hint(String name) {
                        return "leave out " + name;
                    }

                    private static ModelFileException damaged(String what) {
                        return new ModelFileException("The file " + what + ".", "Maybe copy it again.", Where.nowhere());
                    }
                }
                """);

        assertThat(list(folder, folder.resolve("out"))).contains("| [churn-ml-sample](churn-ml-sample.md) | 4 |");
        assertThat(folder.resolve("out/churn-ml-sample.md")).content().endsWith("""
                ## sample

                ### [Sample](../../churn-ml-sample/src/main/java/io/github/churnml/sample/Sample.java)

                A sample, as x is.

                | what is wrong | the way out | kind |
                | --- | --- | --- |
                | Column '*column*' has *rows* rows where 2,000 are allowed. | Maybe cut it. | data |
                | Column '*column*' has *rows* rows where 2,000 are allowed. | Maybe leave out *column*. | data |
                | The a\\_b is (*rows*). | Maybe 1 was meant. | argument |
                | The file has no rows. | Maybe copy it again. | model file |
                """);
    }

    @Test
    void list_ofAllSources_hasEveryWayOut() throws Exception {
        list(ROOT, folder);
        StringBuilder pages = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                pages.append(Files.readString(file));
            }
        }
        String listed = pages.toString().replaceAll("\\\\([\\\\`*_\\[\\]<>|])", "$1");

        assertThat(listed).doesNotContain("\u0000", "\uE000");
        assertThat(waysOut()).hasSizeGreaterThan(900).allSatisfy(way -> assertThat(listed)
                .contains(way));
    }

    /** Makes the list, and gives its first page. */
    private static String list(Path root, Path out) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        ROOT.resolve("tools/website/ErrorList.java").toString(),
                        root.toString(),
                        out.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        return Files.readString(out.resolve("README.md"));
    }

    /** Found by their quotes, without a parser: up to the first value in them. */
    private static List<String> waysOut() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.toList()) {
                Path sources = module.resolve("src/main/java");
                if (module.getFileName().toString().startsWith("churn-ml-") && Files.isDirectory(sources)) {
                    try (Stream<Path> files = Files.walk(sources)) {
                        for (Path file : files.filter(one -> one.toString().endsWith(".java"))
                                .toList()) {
                            WAY_OUT.matcher(Files.readString(file))
                                    .results()
                                    .map(one -> one.group(1))
                                    .forEach(found::add);
                        }
                    }
                }
            }
        }
        return found.stream()
                .map(way -> way.replaceAll("%\\d?\\$?,?[sd].*", "").replaceAll("\\\\n.*", ""))
                .map(way -> way.replace("\\\"", "\"").replace("\\\\", "\\").replaceAll("\\s+", " "))
                .toList();
    }
}
