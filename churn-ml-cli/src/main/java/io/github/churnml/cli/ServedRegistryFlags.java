package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.serving.ChurnServerBuilder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which registry's models a server answers with, whom by which, and which version is pinned, as options. */
final class ServedRegistryFlags {

    /** Where a pinned version is looked for when none is named. */
    private static final String VERSION = "MODEL_VERSION";

    @Option(
            names = "--registry",
            paramLabel = "PLACE",
            description = "Serve the champion of this registry, in place of a model file, and follow promotions and"
                    + " rollbacks: in a folder from one request to the next, at an address every few seconds.")
    @Nullable
    RegistryPlace place;

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
        return place != null;
    }

    void into(ChurnServerBuilder builder, Surroundings surroundings) {
        if (place == null) {
            requireNone("--name", name);
            requireNone("--assignments", assignments);
            requireNone("--shadow-budget", shadowBudget);
        }
        if (place != null) {
            into(builder, place, surroundings);
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
        String pinned = version == null
                ? surroundings.environment().getOrDefault(VERSION, "").strip()
                : version;
        if (!pinned.isEmpty()) {
            builder.pin(pinned);
        }
    }

    private void into(ChurnServerBuilder builder, RegistryPlace at, Surroundings surroundings) {
        if (name == null) {
            if (at.isAddress()) {
                builder.registry(at.registry(surroundings));
            } else {
                builder.registry(at.folder());
            }
        } else if (at.isAddress()) {
            throw new ConfigurationException(
                    "Option --name looks for a registry among folders, and the address (" + at + ") is that of one.",
                    "Maybe leave it out, and give the address of that registry.",
                    Where.nowhere());
        } else {
            builder.registry(at.folder(), name);
        }
    }

    private static void requireNone(String option, @Nullable Object value) {
        if (value != null) {
            throw new ConfigurationException(
                    "Option " + option + " is given, and is for a registry.",
                    "Maybe add --registry PLACE.",
                    Where.nowhere());
        }
    }
}
