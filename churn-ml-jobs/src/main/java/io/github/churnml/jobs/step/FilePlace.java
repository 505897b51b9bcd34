package io.github.churnml.jobs.step;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.OutputFile;
import io.github.churnml.files.RemoteFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that is a file, here or by address.
 *
 * @param place its path or address
 */
record FilePlace(Place place) implements TablePlace {

    @Override
    public List<Place> places() {
        return List.of(place);
    }

    @Override
    public String shown(Workspace run) {
        return run.shown(place);
    }

    @Override
    public void require(@Nullable OnlyNew onlyNew) {}

    @Override
    public Fetched fetch(Workspace run, Path folder, @Nullable OnlyNew onlyNew) {
        String at = run.fill(place);
        if (RemoteFiles.isAddress(at)) {
            FetchedFile fetched =
                    RemoteFiles.of(at).fetch(at, folder, run.context().environment());
            return new Fetched(fetched.path(), fetched.from(), -1, false, fetched.fallback(), List.of());
        }
        Path file = Path.of(at);
        if (!Files.isRegularFile(file)) {
            throw new DataException(
                    "The table " + Wording.path(file) + " is not there.", "Maybe the path is wrong.", Where.in(file));
        }
        Path copy = folder.resolve(file.getFileName());
        OutputFile.write(copy, out -> Files.copy(file, out));
        return new Fetched(copy, run.shown(place), -1, false, null, List.of());
    }
}
