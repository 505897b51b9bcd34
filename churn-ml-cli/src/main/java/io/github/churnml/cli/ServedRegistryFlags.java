package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.serving.ChurnServerBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which registry's champion a server answers with, and which version is pinned, as options. */
final class ServedRegistryFlags {

    /** Where a pinned version is looked for when none is named. */
    private static final String VERSION = "MODEL_VERSION";

    @Option(
            names = "--registry",
            paramLabel = "DIR",
            description = "Serve the champion of this registry, in place of a model file, and follow promotions and"
                    + " rollbacks from one request to the next.")
    @Nullable
    Path folder;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "Of which models the registry is, where the folder or its sub-folders, two levels down, have"
                    + " several. Default: the folder's own.")
    @Nullable
    String name;

    @Option(
            names = "--model-version",
            paramLabel = "VERSION",
            description =
                    "Pin a version: it alone answers, whatever is promoted. Default: $" + VERSION + "; else none.")
    @Nullable
    String version;

    boolean isGiven() {
        return folder != null;
    }

    void into(ChurnServerBuilder builder, Map<String, String> environment) {
        if (folder == null && name != null) {
            throw new ConfigurationException(
                    "Option --name is given, and a model file has its own.",
                    "Maybe add --registry DIR.",
                    Where.nowhere());
        }
        if (folder != null) {
            if (name == null) {
                builder.registry(folder);
            } else {
                builder.registry(folder, name);
            }
        }
        String pinned = version == null ? environment.getOrDefault(VERSION, "").strip() : version;
        if (!pinned.isEmpty()) {
            builder.pin(pinned);
        }
    }
}
