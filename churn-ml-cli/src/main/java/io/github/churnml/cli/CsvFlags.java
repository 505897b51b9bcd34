package io.github.churnml.cli;

import picocli.CommandLine.Option;

/** How a CSV file is written where customers' own texts go into it. */
final class CsvFlags {

    @Option(
            names = "--spreadsheet-safe",
            description =
                    "Put an apostrophe before texts that a spreadsheet would run as a formula, such as =cmd or @x;"
                            + " numbers stay as they are. Default: texts are written as they were read.")
    boolean spreadsheetSafe;
}
