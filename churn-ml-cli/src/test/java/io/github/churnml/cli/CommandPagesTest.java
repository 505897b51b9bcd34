package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** docs/commands says what the commands' help says. */
class CommandPagesTest {

    private static final Path ROOT =
            Path.of(System.getProperty("churn.root", "..")).toAbsolutePath().normalize();

    @Test
    void pages_kept_areThoseOfTheCommands() throws IOException {
        Map<String, String> wanted = CommandPages.of(churn());
        Path folder = Files.createDirectories(ROOT.resolve("churn-ml-cli/target/commands"));
        for (Map.Entry<String, String> page : wanted.entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }

        assertThat(kept())
                .as("Maybe a command was changed: rm docs/commands/*; cp churn-ml-cli/target/commands/* docs/commands/")
                .isEqualTo(wanted);
    }

    @Test
    void page_ofACommand_hasItsOptionsWithDefaultsAndExamples() {
        CommandLine above = new CommandLine(new Above());
        above.addSubcommand(new Sample());

        assertThat(CommandPages.of(above))
                .containsOnlyKeys("README.md", "sample.md")
                .containsEntry("sample.md", """
                # above sample

                Takes a\\_b and \\<c\\>.

                ```text
                above sample [-s=N] --to=A|B FILE
                ```

                | option | what it is |
                | --- | --- |
                | `FILE` | The file. |
                | `-s, --size=N` | How large. Default: 7. |
                | `--to=A\\|B` | Where to. Required. |

                And the [options of every command](README.md#options-of-every-command).

                More of it, over two lines.

                Examples:

                ```sh
                churn sample x
                ```

                [All commands](README.md)
                """);
    }

    private static CommandLine churn() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        return ChurnCommand.commandLine(new Surroundings(nowhere, nowhere, Map.of(), Path.of(""), false), false);
    }

    private static Map<String, String> kept() throws IOException {
        Map<String, String> kept = new TreeMap<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/commands"))) {
            for (Path file : files.toList()) {
                kept.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return kept;
    }

    @Command(name = "above", description = "Stands above.")
    private static final class Above {}

    @Command(
            name = "sample",
            description = "Takes a_b and <c>.",
            footer = {"", "More of it, over", "two lines.", "", "Examples:", "  churn sample x"})
    private static final class Sample {

        @Parameters(paramLabel = "FILE", description = "The file.")
        String file;

        @Option(
                names = {"-s", "--size"},
                paramLabel = "N",
                defaultValue = "7",
                description = "How large. Default: ${DEFAULT-VALUE}.")
        int size;

        @Option(names = "--to", paramLabel = "A|B", required = true, description = "Where to.")
        String to;

        @Option(names = "--secret", hidden = true, description = "Not shown.")
        String secret;
    }
}
