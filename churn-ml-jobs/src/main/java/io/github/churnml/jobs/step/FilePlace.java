package io.github.churnml.jobs.step;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.OutputFile;
import io.github.churnml.files.RemoteFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    public boolean isSure(Workspace run) {
        return LocalCopy.isS3(run.fill(place));
    }

    @Override
    public Fetched fetch(Workspace run, Path folder, @Nullable OnlyNew onlyNew) {
        return fetch(run, folder, (Place) null);
    }

    /** With a local copy that may stand in; for S3 its module says when. */
    Fetched fetch(Workspace run, Path folder, @Nullable Place fallback) {
        String at = run.fill(place);
        if (RemoteFiles.isAddress(at)) {
            return remote(run, at, folder, fallback);
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

    private Fetched remote(Workspace run, String at, Path folder, @Nullable Place fallback) {
        Map<String, String> environment = new HashMap<>(run.context().environment());
        if (fallback == null || !LocalCopy.isS3(at)) {
            FetchedFile fetched = RemoteFiles.of(at).fetch(at, folder, environment);
            return new Fetched(fetched.path(), fetched.from(), -1, false, fetched.fallback(), List.of());
        }
        Path local = run.path(fallback);
        environment.put(
                LocalCopy.S3_FOLDER,
                LocalCopy.folderFor(at, local, run.folder()).toString());
        FetchedFile fetched = RemoteFiles.of(at).fetch(at, folder, environment);
        if (fetched.fallback() == null) {
            return new Fetched(fetched.path(), fetched.from(), -1, false, null, List.of());
        }
        String why = fetched.fallback().split(" The local file ", 2)[0];
        return new Fetched(
                fetched.path(),
                run.shown(fallback),
                -1,
                false,
                LocalCopy.notice(run.shown(fallback), local, run.shown(place), why),
                List.of());
    }
}
