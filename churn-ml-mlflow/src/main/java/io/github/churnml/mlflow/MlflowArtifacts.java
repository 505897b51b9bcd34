package io.github.churnml.mlflow;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.RemoteFiles;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Files of runs and models, wherever the server keeps them: behind the server itself ({@code mlflow-artifacts:}), or in an
 * object store that this process reaches by itself ({@code s3:}, through {@link RemoteFiles}). A folder of the server's own machine
 * cannot be reached from another.
 */
final class MlflowArtifacts {

    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts";

    private final Wire wire;
    private final Map<String, String> environment;

    MlflowArtifacts(Wire wire, Map<String, String> environment) {
        this.wire = wire;
        this.environment = environment;
    }

    /** Copies a file below a folder of the server's; both are of the server's naming. */
    void upload(String folder, String path, Path file) {
        requireReachable(folder);
        String what = "take the file " + Wording.value(path);
        if (isProxied(folder)) {
            wire.upload(what, URI.create(proxy(folder) + below(folder, path)), file);
        } else {
            String address = folder.replaceAll("/+$", "") + "/" + path;
            RemoteFiles.of(address).store(file, address, environment);
        }
    }

    /** Copies a file of the server's into a folder here; the copy is named by the last part of its path. */
    FetchedFile download(String folder, String path, Path into) {
        requireReachable(folder);
        if (isProxied(folder)) {
            Path target = into.resolve(localName(path));
            wire.download(
                    "give the file " + Wording.value(path), URI.create(proxy(folder) + below(folder, path)), target);
            return new FetchedFile(target, folder + "/" + path, null);
        }
        String address = folder.replaceAll("/+$", "") + "/" + path;
        return RemoteFiles.of(address).fetch(address, into, environment);
    }

    /** The files right below a folder; nothing where they cannot be listed, which is so outside the server. */
    Optional<List<String>> list(String folder) {
        requireReachable(folder);
        if (!isProxied(folder)) {
            return Optional.empty();
        }
        String what = "list " + Wording.value(folder);
        URI proxy = URI.create(proxy(folder));
        Answer answer = wire.get(what, proxy, Map.of("path", rooted(folder)));
        if (answer.status() == 404 && !answer.code().isEmpty()) {
            return Optional.of(List.of());
        }
        List<String> names = new ArrayList<>();
        for (JsonTree file : JsonTree.of(answer.json(what)).list("files")) {
            String path = file.text("path").orElse("");
            if (!Boolean.TRUE.equals(file.values().get("is_dir")) && isInside(path)) {
                names.add(path.substring(path.lastIndexOf('/') + 1));
            }
        }
        return Optional.of(names);
    }

    private static boolean isProxied(String folder) {
        return folder.startsWith("mlflow-artifacts:");
    }

    /** The endpoint that serves a folder: of this server, or of the host that the address names. */
    private String proxy(String folder) {
        URI address = URI.create(folder);
        URI base = wire.connection().base();
        String server = address.getRawAuthority() == null
                ? base.toString()
                : base.getScheme() + "://" + address.getRawAuthority() + base.getRawPath();
        return server + PROXY;
    }

    private static String rooted(String folder) {
        String path = URI.create(folder).getPath();
        return path.replaceAll("^/+|/+$", "");
    }

    private static String below(String folder, String path) {
        String root = rooted(folder);
        return "/"
                + Arrays.stream(((root.isEmpty() ? "" : root + "/") + path).split("/"))
                        .map(Wire::segment)
                        .collect(Collectors.joining("/"));
    }

    private static void requireReachable(String folder) {
        if (folder.matches("(?i)(file:|/|\\.|[a-z]:\\\\).*") || !folder.contains(":")) {
            throw new ConfigurationException(
                    "The server keeps these files in a folder of its own machine " + Wording.value(folder)
                            + ", which is not reached from here.",
                    "Maybe start it with --artifacts-destination (and without --no-serve-artifacts), and log into a new"
                            + " experiment: one that is there keeps its place.",
                    Where.nowhere());
        }
    }

    /** Whether a path stays below the folder that it is in. */
    static boolean isInside(String path) {
        return !path.isEmpty()
                && !path.startsWith("/")
                && !path.matches("(?s).*[\\\\\\p{Cntrl}].*")
                && Arrays.stream(path.split("/")).noneMatch(part -> part.equals("..") || part.equals("."));
    }

    private static String localName(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        return last.replaceAll("[^\\w.-]", "_");
    }
}
