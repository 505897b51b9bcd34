package io.github.churnml.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The commit that a folder's repository is at, read from its files: no git needs to be installed. */
final class GitCommit {

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");
    private static final Pattern NAME = Pattern.compile("refs/[^\\s~^:?*\\[\\\\]+");
    private static final int LONGEST_CHAIN = 5;

    private GitCommit() {}

    /** The commit of the nearest repository that a file lies in; empty if there is none, or none that can be read. */
    static Optional<String> of(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Optional.empty() : at(folder);
    }

    /** The commit of the nearest repository at or above a folder; empty if there is none, or none that can be read. */
    static Optional<String> at(Path folder) {
        for (Path at = folder.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            Path git = at.resolve(".git");
            if (Files.exists(git)) {
                return head(git);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> head(Path dotGit) {
        try {
            Path own = Files.isDirectory(dotGit) ? dotGit : pointedTo(dotGit);
            Path common = Files.exists(own.resolve("commondir")) ? own.resolve(text(own.resolve("commondir"))) : own;
            String found = text(own.resolve("HEAD"));
            for (int i = 0; i < LONGEST_CHAIN && found != null && found.startsWith("ref: "); i++) {
                found = reference(found.substring("ref: ".length()).strip(), own, common);
            }
            return Optional.ofNullable(found).filter(hash -> HASH.matcher(hash).matches());
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // A repository that cannot be read is no reason to fail a training.
        }
    }

    /** The folder that the {@code .git} file of a worktree or submodule names. */
    private static Path pointedTo(Path file) throws IOException {
        String line = text(file);
        return file.resolveSibling(line.substring(line.indexOf(':') + 1).strip());
    }

    private static @Nullable String reference(String name, Path own, Path common) throws IOException {
        if (!NAME.matcher(name).matches() || name.contains("..")) {
            return null;
        }
        for (Path folder : new Path[] {own, common}) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return text(folder.resolve(name));
            }
        }
        Path packed = common.resolve("packed-refs");
        if (!Files.exists(packed)) {
            return null;
        }
        for (String line : Files.readAllLines(packed)) {
            if (line.endsWith(" " + name)) {
                return line.substring(0, line.indexOf(' '));
            }
        }
        return null;
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).strip();
    }
}
