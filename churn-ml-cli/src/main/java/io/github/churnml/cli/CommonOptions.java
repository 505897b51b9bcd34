package io.github.churnml.cli;

import picocli.CommandLine.Option;

/** What every subcommand takes. */
final class CommonOptions {

    @Option(names = "--json", description = "Answer with one JSON document; errors too, on standard error.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but what was asked for: no progress, no notices, no hints.")
    boolean quiet;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "warn",
            description =
                    "What the libraries may log: trace, debug, info, warn, error or off. Default: ${DEFAULT-VALUE}.")
    String logLevel = "warn";

    @Option(names = "--debug", description = "Show the stack trace of an error.")
    boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;
}
