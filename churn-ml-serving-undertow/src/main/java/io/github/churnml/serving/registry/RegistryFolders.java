package io.github.churnml.serving.registry;

import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.registry.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the registry that keeps models of a name: in a folder itself, or in its sub-folders down to the second level, where
 * variants of a model are.
 */
public final class RegistryFolders {

    private static final int LEVELS = 2;

    private RegistryFolders() {}

    /**
     * The registry of a name.
     *
     * @param folder where to look
     * @param name the models' name; null for what the folder itself keeps
     * @param waits whether there may be none yet; without a name, the folder's own then
     * @return the registry; empty if it is waited for under its name
     * @throws RegistryException if there is none, unless it is waited for, or there are several of that name
     */
    public static Optional<Registry> find(Path folder, @Nullable String name, boolean waits) {
        Registry own = Registry.folder(folder);
        if (own.exists() ? name == null || name.equals(own.state().name()) : name == null && waits) {
            return Optional.of(own);
        }
        List<Registry> below = below(folder);
        List<Registry> named = below.stream()
                .filter(registry -> registry.state().name().equals(name))
                .toList();
        if (named.size() == 1) {
            return Optional.of(named.get(0));
        }
        if (named.isEmpty() && waits) {
            return Optional.empty();
        }
        throw problem(folder, own, name, below, named);
    }

    private static RegistryException problem(
            Path folder, Registry own, @Nullable String name, List<Registry> below, List<Registry> named) {
        if (!named.isEmpty()) {
            return new RegistryException(
                    "The name " + Wording.value(String.valueOf(name)) + " is kept by several registries below "
                            + Wording.path(folder) + ".",
                    "Maybe name the folder of one: "
                            + String.join(
                                    ", ", named.stream().map(Registry::place).toList()) + ".",
                    Where.in(folder));
        }
        List<String> names = new ArrayList<>();
        if (own.exists()) {
            names.add(own.state().name());
        }
        below.forEach(registry -> names.add(registry.state().name()));
        return new RegistryException(
                name == null
                        ? "There is no registry in " + Wording.path(folder) + "."
                        : "There is no registry of the name " + Wording.value(name) + " in " + Wording.path(folder)
                                + " or below it.",
                names.isEmpty()
                        ? "Maybe register a first version: churn registry register --registry " + folder
                                + " --model FILE."
                        : "Maybe choose one of those that are there: " + Wording.names(names) + ".",
                Where.in(folder));
    }

    private static List<Registry> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, LEVELS)) {
            return all.filter(path -> !path.equals(folder) && Files.isDirectory(path))
                    .sorted()
                    .map(Registry::folder)
                    .filter(Registry::exists)
                    .toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        } catch (UncheckedIOException e) {
            throw unreadable(folder, e.getCause());
        }
    }

    private static RegistryException unreadable(Path folder, @Nullable IOException cause) {
        return new RegistryException(
                "The folder " + Wording.path(folder) + " cannot be looked through.",
                "Maybe this user may not read it.",
                Where.in(folder),
                cause);
    }
}
