package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.RemoteFiles;
import io.github.churnml.registry.variant.VariantSet;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files that a run fetches from addresses, in a temporary folder that only its owner can enter; it goes when the run ends, or
 * the process is told to end. What is said of a copy names the address.
 */
final class FetchedFiles implements AutoCloseable {

    private static final int LARGEST_INDEX = 1 << 24;

    private final Surroundings surroundings;
    private final BooleanSupplier quiet;
    private final Map<String, FetchedFile> fetched = new LinkedHashMap<>();
    /** How a copy is called: the address, as it may stand inside a JSON text. */
    private final Map<Path, String> names = new LinkedHashMap<>();

    private @Nullable Path folder;
    private @Nullable Thread onKill;
    private int folders;

    /** @param quiet whether notes are left out, once something is fetched */
    FetchedFiles(Surroundings surroundings, BooleanSupplier quiet) {
        this.surroundings = surroundings;
        this.quiet = quiet;
    }

    /** The copy of a file; one that was fetched already is not fetched again. */
    synchronized Path fetch(String address) {
        FetchedFile known = fetched.get(address);
        return known != null ? known.path() : fetch(address, newFolder());
    }

    private Path fetch(String address, Path into) {
        if (address.toLowerCase(Locale.ROOT).matches("(https?|ftp)://.*")) {
            throw new ConfigurationException(
                    "What is at " + Wording.value(address.substring(0, address.indexOf(':') + 1))
                            + " addresses is not fetched.",
                    "Maybe download it first and give the file's path.",
                    Where.nowhere());
        }
        FetchedFile copy = RemoteFiles.of(address).fetch(address, into, surroundings.environment());
        fetched.put(address, copy);
        names.put(copy.path(), address.replace('"', '\'').replace('\\', '/').replaceAll("\\p{Cntrl}", " "));
        if (copy.fallback() != null) {
            note("In place of " + address + " its stand-in " + copy.from() + " is read: " + copy.fallback());
        }
        return copy.path();
    }

    /** Says something on standard error. */
    void note(String text) {
        if (!quiet.getAsBoolean()) {
            surroundings.err().println("churn: note: " + text);
        }
    }

    /**
     * Fetches a file anew, and puts it into the place of its copy if it is another one. A stand-in takes no file's place.
     *
     * @return whether it was another one
     */
    boolean refetch(String address) {
        Path copy = fetch(address);
        Path into = newFolder();
        try {
            FetchedFile now = RemoteFiles.of(address).fetch(address, into, surroundings.environment());
            boolean isAnother = now.fallback() == null && Files.mismatch(now.path(), copy) >= 0;
            if (isAnother) {
                Files.move(now.path(), copy, StandardCopyOption.ATOMIC_MOVE);
            }
            return isAnother;
        } catch (IOException e) {
            throw unkept(e);
        } finally {
            delete(into); // also where nothing could be fetched, which may go on for days
        }
    }

    /** The copy of a model; if it says which models of a set there are, they are copied beside it. */
    synchronized Path fetchModel(String address) {
        boolean known = fetched.containsKey(address);
        Path copy = fetch(address);
        if (!known && VariantSet.isSet(copy)) {
            String above = address.substring(0, address.lastIndexOf('/') + 1);
            for (String file : models(copy)) {
                Path to = copy.resolveSibling(file).normalize();
                Path parent = to.getParent();
                if (parent == null || !to.startsWith(copy.resolveSibling(""))) {
                    throw new RegistryException(
                            "The set of variants " + Wording.path(copy) + " names the file " + Wording.value(file)
                                    + ", which is not below it.",
                            "Maybe the file was damaged.",
                            Where.in(copy));
                }
                place(above + file, to, parent);
            }
        }
        return copy;
    }

    private static List<String> models(Path index) {
        try {
            if (Files.size(index) > LARGEST_INDEX) {
                return List.of(); // said by those who load it
            }
            Map<String, Object> json =
                    PlainJson.read(Files.readAllBytes(index), Blame.configuration(index), "The set of variants");
            List<String> files = new ArrayList<>();
            if (json.get("models") instanceof List<?> models) {
                for (Object model : models) {
                    if (model instanceof Map<?, ?> one && one.get("file") instanceof String file) {
                        files.add(file);
                    }
                }
            }
            return files;
        } catch (IOException e) {
            throw unkept(e);
        }
    }

    private void place(String address, Path to, Path parent) {
        Path copy = fetch(address, newFolder());
        try {
            Files.createDirectories(parent);
            Files.move(copy, to);
            names.put(to, String.valueOf(names.remove(copy)));
            fetched.computeIfPresent(address, (same, was) -> new FetchedFile(to, was.from(), was.fallback()));
        } catch (IOException e) {
            throw unkept(e);
        }
    }

    /** A folder for one file, so that none is in the way of another of its name. */
    synchronized Path newFolder() {
        try {
            Path all = folder;
            if (all == null) {
                all = Files.createTempDirectory("churn-files-");
                folder = all;
                onKill = new Thread(this::delete);
                Runtime.getRuntime().addShutdownHook(onKill);
            }
            return Files.createDirectory(all.resolve(String.valueOf(++folders)));
        } catch (IOException e) {
            throw unkept(e);
        }
    }

    private static OutputException unkept(IOException e) {
        return new OutputException(
                "A file from another machine cannot be kept in a temporary folder.",
                "Maybe the disk is full: JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another.",
                Where.nowhere(),
                e);
    }

    /** A text in which copies stand under their addresses. */
    synchronized String named(String text) {
        String named = text;
        for (Map.Entry<Path, String> name : names.entrySet()) {
            String shown = Wording.path(name.getKey());
            String path = name.getKey().toString();
            named = named.replace(shown, "(" + name.getValue() + ")")
                    .replace(path.replace("\\", "\\\\"), name.getValue())
                    .replace(path, name.getValue());
        }
        return named;
    }

    /** What was fetched, for a JSON document; empty if nothing was. */
    synchronized List<Map<String, Object>> json() {
        List<Map<String, Object>> all = new ArrayList<>();
        fetched.forEach((address, copy) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("address", address);
            one.put("from", copy.from());
            if (copy.fallback() != null) {
                one.put("fallback", copy.fallback());
            }
            all.add(one);
        });
        return all;
    }

    /** Deletes all copies. */
    @Override
    public synchronized void close() {
        delete();
        if (onKill != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(onKill);
            } catch (IllegalStateException e) {
                // The process is ending, and the hook has done the same.
            }
        }
    }

    private void delete() {
        if (folder != null) {
            delete(folder);
        }
    }

    private static void delete(Path all) {
        try (Stream<Path> files = Files.walk(all)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // Only its owner can read what stays.
        }
    }
}
