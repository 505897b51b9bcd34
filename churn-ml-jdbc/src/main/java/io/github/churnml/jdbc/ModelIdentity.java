package io.github.churnml.jdbc;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which model made predictions, as it stands in each of their rows.
 *
 * @param name the model's name
 * @param version its version
 * @param sha256 the SHA-256 of its file, in hexadecimal digits
 */
public record ModelIdentity(String name, String version, String sha256) {

    /**
     * Of a model and the file that it was loaded from.
     *
     * @param model the model
     * @param file its file
     * @return what identifies it
     * @throws ModelFileException if the file cannot be read
     */
    public static ModelIdentity of(ChurnModel model, Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new ModelIdentity(model.manifest().name(), model.manifest().version(), Sha256.hex(in));
        } catch (IOException e) {
            throw new ModelFileException(
                    "The model " + Wording.path(file) + " cannot be read.",
                    "Maybe it was moved a moment ago.",
                    Where.in(file),
                    e);
        }
    }
}
