package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of artifacts, which has no parent, against the modules of the build. */
class BomTest {

    private static final Path ROOT =
            Path.of(System.getProperty("churn.root", "..")).toAbsolutePath().normalize();
    private static final String BOM = "churn-ml-bom";

    @Test
    void bom_listsEveryPublishedModule() {
        List<String> published = found("<module>([^<]+)</module>", pom("")).stream()
                .filter(module -> !module.equals(BOM))
                .filter(module -> !pom(module).contains("<maven.deploy.skip>true"))
                .toList();
        assertThat(published).contains("churn-ml-core", "churn-ml-smile").doesNotContain("churn-ml-examples");
        String bom = pom(BOM);
        String managed = bom.substring(bom.indexOf("<dependencyManagement>"), bom.indexOf("</dependencyManagement>"));
        assertThat(found("<artifactId>([^<]+)</artifactId>", managed)).containsExactlyElementsOf(published);
        assertThat(found("<version>([^<]+)</version>", managed)).containsOnly("${project.version}");
    }

    @Test
    void bom_hasTheVersionOfTheBuild() {
        String version = "<artifactId>%s</artifactId>\\s*<version>([^<]+)</version>\\s*<packaging>pom";
        assertThat(found(version.formatted(BOM), pom(BOM)))
                .hasSize(1)
                .isEqualTo(found(version.formatted("churn-ml"), pom("")));
    }

    @Test
    void exampleOfQuarkus_usesTheVersionOfTheBuild() {
        assertThat(found("<churn-ml.version>([^<]+)</churn-ml.version>", pom("examples/quarkus")))
                .hasSize(1)
                .isEqualTo(found("<artifactId>churn-ml</artifactId>\\s*<version>([^<]+)</version>", pom("")));
    }

    private static String pom(String module) {
        try {
            return Files.readString(ROOT.resolve(module).resolve("pom.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
