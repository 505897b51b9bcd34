package io.github.churnml.cli;

import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.RemoteFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Another machine whose files are in the folder that the environment names: {@code test://model.churn}. */
public final class TestFiles implements RemoteFiles {

    static final String ROOT = "CHURN_TEST_ROOT";

    @Override
    public List<String> schemes() {
        return List.of("test");
    }

    static Path place(String address, Map<String, String> environment) {
        return Path.of(environment.get(ROOT)).resolve(address.replaceAll("^test:/+", ""));
    }

    @Override
    public FetchedFile fetch(String address, Path folder, Map<String, String> environment) {
        Path file = place(address, environment);
        if (!Files.exists(file)) {
            throw new OutputException("There is nothing at (" + address + ").", "Maybe look.", Where.nowhere());
        }
        Path copy = folder.resolve(file.getFileName());
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        boolean isStandIn = environment.containsKey("CHURN_TEST_DOWN");
        return new FetchedFile(
                copy, isStandIn ? "/local/" + file.getFileName() : address, isStandIn ? "it is down" : null);
    }

    @Override
    public void store(Path file, String address, Map<String, String> environment) {
        if (environment.containsKey("CHURN_TEST_DOWN")) {
            throw new OutputException("Nothing can be stored at (" + address + ").", "Maybe wait.", Where.nowhere());
        }
        try {
            Path to = place(address, environment);
            Files.createDirectories(to.getParent());
            Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
