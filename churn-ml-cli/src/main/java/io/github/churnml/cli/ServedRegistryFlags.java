package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.serving.ChurnServerBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which registry's models a server answers with, whom by which, and which version is pinned, as options. */
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

    @Option(
            names = "--customer-id",
            paramLabel = "FIELD",
            description =
                    "The field of a row that names its customer, whether or not it is a column of the model: a challenger"
                            + " answers its share of customers by it. Default: none; the champion answers all.")
    @Nullable
    String customerId;

    @Option(
            names = "--assignments",
            paramLabel = "FILE",
            description = "Append which customer was answered by which model to this file, while a challenger answers."
                    + " Default: none.")
    @Nullable
    Path assignments;

    @Option(
            names = "--shadow-budget",
            paramLabel = "SHARE",
            description = "How much of one core the registry's shadow may use. Default: 0.1.")
    @Nullable
    Double shadowBudget;

    boolean isGiven() {
        return folder != null;
    }

    void into(ChurnServerBuilder builder, Map<String, String> environment) {
        if (folder == null) {
            requireNone("--name", name);
            requireNone("--assignments", assignments);
            requireNone("--shadow-budget", shadowBudget);
        }
        if (folder != null) {
            if (name == null) {
                builder.registry(folder);
            } else {
                builder.registry(folder, name);
            }
        }
        if (customerId != null) {
            builder.customerId(customerId);
        }
        if (assignments != null) {
            if (customerId == null) {
                throw new ConfigurationException(
                        "Option --assignments is given, and no field names the customer.",
                        "Maybe add --customer-id FIELD.",
                        Where.nowhere());
            }
            builder.assignments(assignments);
        }
        if (shadowBudget != null) {
            builder.shadowBudget(shadowBudget);
        }
        String pinned = version == null ? environment.getOrDefault(VERSION, "").strip() : version;
        if (!pinned.isEmpty()) {
            builder.pin(pinned);
        }
    }

    private static void requireNone(String option, @Nullable Object value) {
        if (value != null) {
            throw new ConfigurationException(
                    "Option " + option + " is given, and is for a registry.",
                    "Maybe add --registry DIR.",
                    Where.nowhere());
        }
    }
}
