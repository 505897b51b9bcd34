package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.churnml.error.OutputException;
import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the command as a whole: help, versions, wrong use, surprises. */
class ChurnCommandTest {

    @TempDir
    Path folder;

    @Test
    void help_listsCommandsWithAnExampleEach() {
        Cli.Result result = Cli.run("--help");
        assertThat(result.exit()).isZero();
        for (String command :
                new String[] {"train", "evaluate", "inspect", "predict", "explain", "estimate", "monitor", "generate"
                }) {
            assertThat(result.out()).contains("\n  " + command).contains("  churn " + command);
        }
        assertThat(result.out()).contains("Exit codes").doesNotContain("\u001B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "inspect", "predict", "explain", "estimate", "monitor", "generate"})
    void helpOfACommand_hasExamples(String command) {
        Cli.Result result = Cli.run(command, "--help");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).startsWith("Usage: churn " + command).contains("Examples:\n  churn " + command);
        assertThat(result.out().lines()).allMatch(line -> line.length() <= 120);
    }

    @Test
    void version_namesLibraryAndJava() {
        Cli.Result result = Cli.run("--version");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).matches("churn-ml \\d+\\.\\d+\\.\\d+\\S* \\(Java .+\\)\\R");
    }

    @Test
    void noCommand_isWrongUse() {
        Cli.Result result = Cli.run();
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).isEqualTo("churn: No command was given.\nchurn: Maybe look at `churn --help`.\n");
    }

    @Test
    void unknownOption_isWrongUseSuggestingTheNearest() {
        Cli.Result result = Cli.run("train", "--dta", "x.csv");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("'--dta'", "Maybe '--data' was meant; see `churn train --help`.");
    }

    @Test
    void unknownCommand_isWrongUseSuggestingTheNearest() {
        Cli.Result result = Cli.run("trainn");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("'trainn'", "Maybe 'train' was meant");
    }

    @Test
    void missingOption_isWrongUseNamingIt() {
        Cli.Result result = Cli.run("predict", "--data", "x.csv");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("--model", "churn predict --help");
    }

    @Test
    void optionOfWrongType_isWrongUse() {
        Cli.Result result = Cli.run("generate", "--rows", "many", "--out", folder.resolve("g.csv"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("'--rows'", "many");
        assertThat(Cli.names(folder)).isEmpty();
    }

    @Test
    void wrongUse_asJson_isADocumentOnStandardError() {
        Cli.Result result = Cli.run("train", "--json", "--dta", "x.csv");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.errorJson().path("exit").asInt()).isEqualTo(2);
        assertThat(result.errorJson().path("hint").asText()).contains("'--data'");
    }

    @Test
    void unknownLogLevel_isWrongUse() {
        Cli.Result result = Cli.run("inspect", Cli.model(), "--log-level", "warnn");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("The log level (warnn) is not known.", "Maybe 'warn' was meant.");
    }

    @Test
    void generate_sameSeed_sameFile() {
        Path once = folder.resolve("a.csv");
        Path again = folder.resolve("new/b.csv");
        assertThat(Cli.run("generate", "--rows", 50, "--seed", 3, "--out", once).out())
                .contains("50 rows from seed 3", "Next: churn train --data");
        Cli.Result json = Cli.run("generate", "--json", "--rows", 50, "--seed", 3, "--out", again);
        assertThat(json.json().path("rows").asInt()).isEqualTo(50);
        assertThat(again).hasSameBinaryContentAs(once);
    }

    @Test
    void generate_noRows_isWrongUse() {
        Cli.Result result = Cli.run("generate", "--rows", 0, "--out", folder.resolve("g.csv"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("(0)", "between 1 and");
        assertThat(Cli.names(folder)).isEmpty();
    }

    @Test
    void generateEvents_sameSeed_sameFiles() {
        Path once = folder.resolve("a");
        Path again = folder.resolve("new/b");
        assertThat(Cli.run("generate", "--events", "--rows", 20, "--seed", 3, "--out", once)
                        .out())
                .contains("from seed 3: customers.csv (20 rows), prospects.csv (", "), usage.csv (");
        Cli.Result json = Cli.run("generate", "--events", "--json", "--rows", 20, "--seed", 3, "--out", again);
        assertThat(json.json().path("customers").asInt()).isEqualTo(20);
        assertThat(json.json().path("events").asInt()).isGreaterThan(200);
        for (String name : new String[] {"customers.csv", "prospects.csv", "usage.csv"}) {
            assertThat(again.resolve(name)).hasSameBinaryContentAs(once.resolve(name));
        }
    }

    @Test
    void generateEvents_fewerPerCustomer_areFewer() {
        Cli.Result many = Cli.run("generate", "--events", "--json", "--rows", 50, "--out", folder.resolve("a"));
        Cli.Result few = Cli.run(
                "generate",
                "--events",
                "--events-per-customer",
                8,
                "--json",
                "--rows",
                50,
                "--out",
                folder.resolve("b"));
        assertThat(few.json().path("events").asInt())
                .isLessThan(many.json().path("events").asInt() / 2);
    }

    @Test
    void generate_eventsPerCustomerWithoutEvents_isWrongUse() {
        Cli.Result result = Cli.run("generate", "--events-per-customer", 8, "--out", folder.resolve("g.csv"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .contains("--events-per-customer (8.0) was given without --events.", "Maybe add --events");
        assertThat(Cli.names(folder)).isEmpty();
    }

    @Test
    void failures_haveTheExitCodeOfTheirKind() {
        assertThat(Failure.of(new OutputException("a", "Maybe b.", Where.nowhere())))
                .isEqualTo(new Failure(1, "a", "Maybe b."));
        assertThat(Failure.of(new TrainingException("a", "", Where.nowhere()))).isEqualTo(new Failure(1, "a", ""));
    }

    @Test
    void surprise_isOneClearLineWithTheWayToTheTrace() {
        Failure failure = Failure.of(new IllegalStateException("a\nb"));
        assertThat(failure.exit()).isEqualTo(1);
        assertThat(failure.error()).isEqualTo("Something went wrong that should not: IllegalStateException: a b.");
        assertThat(failure.hint()).contains("--debug");
    }

    @Test
    void outOfMemory_namesWhatToSet() {
        Failure failure = Failure.of(new OutOfMemoryError("Java heap space"));
        assertThat(failure.error()).startsWith("The memory that Java may use (");
        assertThat(failure.hint()).contains("-Xmx");
    }

    @Test
    void debug_showsTheTrace_andOnlyThen() {
        Cli.Result with = Cli.run("inspect", "--debug", folder.resolve("none.churn"));
        assertThat(with.exit()).isEqualTo(3);
        assertThat(with.err()).contains("\tat io.github.churnml.", "churn: Model file");
        assertThat(Cli.run("inspect", folder.resolve("none.churn")).err()).doesNotContain("\tat ");
    }

    @Test
    void colour_onlyOnATerminalThatWantsIt() {
        assertThat(help(true, Map.of())).contains("\u001B[");
        assertThat(help(true, Map.of("NO_COLOR", "1"))).doesNotContain("\u001B");
        assertThat(help(false, Map.of())).doesNotContain("\u001B");
    }

    private static String help(boolean terminal, Map<String, String> environment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true);
        ChurnCommand.run(new Surroundings(stream, stream, environment, Path.of(""), terminal), "--help");
        return out.toString();
    }
}
