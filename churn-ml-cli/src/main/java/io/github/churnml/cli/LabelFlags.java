package io.github.churnml.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the labels of the target mean, as options. */
final class LabelFlags {

    @Option(
            names = "--positive",
            paramLabel = "LABEL",
            description = "The target's label for customers who left. Default: worked out, and reported.")
    @Nullable
    String positive;

    @Option(
            names = "--negative",
            paramLabel = "LABEL",
            split = ",",
            description = "Its labels for customers who stayed, separated by commas; rows with any other are left out."
                    + " Default: the opposite of --positive.")
    List<String> negative = List.of();
}
