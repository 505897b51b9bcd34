package io.github.churnml.cli;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Wording;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is said, and returned, when a run does not succeed.
 *
 * @param exit the process's exit code
 * @param error what is wrong
 * @param hint the way out, or an empty string
 */
record Failure(int exit, String error, String hint) {

    static final int FAILED = 1;
    static final int WRONG_USE = 2;
    static final int BAD_DATA = 3;

    /** Nothing failed: what was found is what an option said to fail on. */
    static final int FOUND = 4;

    /** Ends a run with a failure that says more, or another exit code, than the exception alone. */
    static final class Ended extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient Failure failure;

        Ended(Failure failure, Throwable cause) {
            super(failure.error(), cause);
            this.failure = failure;
        }
    }

    /** Of an exception that a run ended with. */
    static Failure of(Throwable thrown) {
        if (thrown instanceof Ended ended) {
            return ended.failure;
        }
        if (thrown instanceof ChurnException expected) {
            String[] lines = String.valueOf(expected.getMessage()).split("\n", 2);
            return new Failure(exit(expected), lines[0], lines.length > 1 ? lines[1] : "");
        }
        if (thrown instanceof OutOfMemoryError) {
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            return new Failure(
                    FAILED,
                    "The memory that Java may use (" + megabytes + " MB) is not enough.",
                    "Maybe allow more with the environment variable JAVA_OPTS=-Xmx8g, or use fewer rows.");
        }
        String message = thrown.getMessage() == null ? "" : ": " + oneLine(thrown.getMessage());
        return new Failure(
                FAILED,
                "Something went wrong that should not: " + thrown.getClass().getSimpleName() + message + ".",
                "Maybe run it again with --debug and report what it prints.");
    }

    /** Of a command line that cannot be understood. */
    static Failure of(ParameterException wrong) {
        String message = oneLine(String.valueOf(wrong.getMessage()));
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        String help = "Maybe look at `" + command + " --help`.";
        if (wrong instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            help = nearest(unmatched.getUnmatched().get(0), wrong.getCommandLine(), help);
        }
        return new Failure(WRONG_USE, message.endsWith(".") ? message : message + ".", help);
    }

    Failure withExit(int code) {
        return new Failure(code, error, hint);
    }

    /** Prints two lines, or one JSON document, and gives back the exit code. */
    int print(PrintStream err, boolean json) {
        if (json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("error", error);
            document.put("hint", hint);
            document.put("exit", exit);
            err.print(JsonText.of(document));
        } else {
            err.println("churn: " + error);
            if (!hint.isEmpty()) {
                err.println("churn: " + hint);
            }
        }
        err.flush();
        return exit;
    }

    private static int exit(ChurnException thrown) {
        // A path that goes on below a file cannot be made by trying again.
        if (thrown instanceof ConfigurationException || thrown.getCause() instanceof FileAlreadyExistsException) {
            return WRONG_USE;
        }
        boolean isUnusable = thrown instanceof DataException
                || thrown instanceof ModelFileException
                || thrown instanceof RegistryException;
        return isUnusable ? BAD_DATA : FAILED;
    }

    private static String nearest(String unmatched, CommandLine command, String otherwise) {
        if (!unmatched.startsWith("-") && !command.getSubcommands().isEmpty()) {
            return Wording.maybeNearest(unmatched, command.getSubcommands().keySet());
        }
        String name = unmatched.startsWith("--") ? unmatched.split("=", 2)[0] : unmatched;
        return Wording.nearest(name, command.getCommandSpec().optionsMap().keySet())
                .map(near -> "Maybe " + Wording.name(near) + " was meant; see `"
                        + command.getCommandSpec().qualifiedName() + " --help`.")
                .orElse(otherwise);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
