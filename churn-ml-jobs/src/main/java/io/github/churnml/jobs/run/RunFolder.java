package io.github.churnml.jobs.run;

import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.Sha256;
import io.github.churnml.jobs.step.StepResult;
import io.github.churnml.jobs.step.StepResult.StepFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The folder of a run, and whether the files that its steps left in it are still what they were. */
final class RunFolder {

    private final Path folder;

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /** Makes the folder if it is not there. */
    static RunFolder of(Path work, String job, String run) {
        Path folder = work.resolve(job).resolve(run).toAbsolutePath();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OutputException(
                    "The run's folder " + Wording.path(folder) + " cannot be made.",
                    "Maybe the disk is full, or it may not be written to.",
                    Where.in(folder),
                    e);
        }
        return new RunFolder(folder);
    }

    Path path() {
        return folder;
    }

    /** What is wrong with the first file of a result that is not what it was; empty if all are. */
    Optional<String> changed(StepResult result) {
        for (StepFile file : result.outputs()) {
            Optional<Path> path = inFolder(file);
            if (path.isPresent()) {
                if (!Files.isRegularFile(path.get())) {
                    return Optional.of("its file " + Wording.plain(file.place()) + " is not in the run's folder");
                }
                if (!digest(path.get()).equals(file.sha256())) {
                    return Optional.of("its file " + Wording.plain(file.place()) + " is not what it was");
                }
            }
        }
        return Optional.empty();
    }

    /** The path of a file that a step left in this folder; empty for addresses, tables and files elsewhere. */
    private Optional<Path> inFolder(StepFile file) {
        if (file.sha256().isEmpty() || file.place().contains(":")) {
            return Optional.empty();
        }
        try {
            Path place = Path.of(file.place());
            Path path = folder.resolve(place).normalize();
            return place.isAbsolute() || !path.startsWith(folder) ? Optional.empty() : Optional.of(path);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return Sha256.hex(in);
        } catch (IOException e) {
            return "";
        }
    }
}
