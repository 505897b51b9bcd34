package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The navigation of the documentation site has every page of docs/, each once, and none that is not there. */
class SiteNavigationTest {

    private static final Path ROOT =
            Path.of(System.getProperty("churn.root", "..")).toAbsolutePath().normalize();

    /** What tools/site makes itself. */
    private static final List<String> MADE = List.of("api.md", "docs/errors/README.md");

    @Test
    void navigation_pagesOfDocs_areAllInIt() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            List<String> pages = docs.map(page -> "docs/" + page.getFileName())
                    .filter(page -> page.endsWith(".md"))
                    .toList();
            assertThat(listed())
                    .as("Maybe add the page to tools/website/navigation.json, in the group of what one does with it.")
                    .containsAll(pages);
        }
    }

    @Test
    void navigation_pages_areThereAndListedOnce() throws IOException {
        assertThat(listed())
                .doesNotHaveDuplicates()
                .filteredOn(page -> !MADE.contains(page))
                .allSatisfy(page -> assertThat(ROOT.resolve(page)).isRegularFile());
    }

    private static List<String> listed() throws IOException {
        List<String> pages = new ArrayList<>();
        JsonNode groups = new ObjectMapper()
                .readTree(ROOT.resolve("tools/website/navigation.json").toFile());
        groups.forEach(group -> group.get(1).forEach(page -> pages.add(page.asText())));
        return pages;
    }
}
