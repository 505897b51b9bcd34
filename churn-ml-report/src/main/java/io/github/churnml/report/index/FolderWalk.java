package io.github.churnml.report.index;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The regular files of a folder and of the folders in it, in the order of their names, so many and so deep at most. Symbolic links are
 * not followed, and what begins with a point is passed over, so that nothing outside the folder is ever named.
 */
final class FolderWalk {

    static final int DEEPEST = 6;
    static final int MOST_FILES = 20_000;

    private final List<Path> files = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private boolean cut;
    private int seen;

    /**
     * @throws DataException if it is no folder that can be read
     */
    static FolderWalk of(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(
                    "The folder " + Wording.path(folder) + (Files.exists(folder) ? " is a file." : " is not there."),
                    "Maybe the path is wrong.",
                    Where.in(folder));
        }
        FolderWalk walk = new FolderWalk();
        walk.into(folder, folder, 0);
        return walk;
    }

    private void into(Path root, Path folder, int depth) {
        List<Path> names;
        try (Stream<Path> found = Files.list(folder)) {
            names = found.limit(MOST_FILES + 1L).sorted().toList();
        } catch (IOException e) {
            unreadable.add(name(root, folder));
            return;
        }
        for (Path path : names) {
            if (seen++ >= MOST_FILES) {
                cut = true;
                return;
            }
            if (path.getFileName().toString().startsWith(".")) {
                continue;
            }
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                files.add(path);
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                if (depth + 1 < DEEPEST) {
                    into(root, path, depth + 1);
                } else {
                    cut = true;
                }
            }
        }
    }

    /** The path of a file within the folder, with slashes. */
    static String name(Path root, Path file) {
        return root.relativize(file).toString().replace(File.separatorChar, '/');
    }

    List<Path> files() {
        return files;
    }

    /** Folders that cannot be looked into. */
    List<String> unreadable() {
        return unreadable;
    }

    /** Whether there is more than was looked at. */
    boolean isCut() {
        return cut;
    }
}
