package io.github.churnml.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a run sees of its process.
 *
 * @param out standard output
 * @param err standard error
 * @param environment the environment variables
 * @param folder the working folder
 * @param terminal whether a person watches: both streams lead to a terminal
 */
record Surroundings(PrintStream out, PrintStream err, Map<String, String> environment, Path folder, boolean terminal) {

    static Surroundings ofProcess() {
        return new Surroundings(ProcessOutput.ofProcess(), System.err, System.getenv(), Path.of(""), isTerminal());
    }

    /** Whether escape sequences may be written; see no-color.org. */
    boolean colour() {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** What bars are made of on standard output. */
    Bars.Style bars() {
        return Bars.Style.of(
                this, out instanceof ProcessOutput process ? process.characters() : StandardCharsets.US_ASCII);
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null
                && consoleIsTerminal(console)
                && errorsReachTerminal()
                && !"dumb".equals(System.getenv("TERM"));
    }

    /** From JDK 22 on there is a console even without a terminal, and a method that tells; before, being there tells. */
    private static boolean consoleIsTerminal(Console console) {
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Java knows nothing of standard error; Linux shows where it leads. */
    private static boolean errorsReachTerminal() {
        try {
            String leadsTo = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return leadsTo.startsWith("/dev/pts/") || leadsTo.startsWith("/dev/tty") || leadsTo.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return true;
        }
    }
}
