package io.github.churnml.model;

import io.github.churnml.settings.Blame;
import java.util.LinkedHashMap;

/** Opens the container of model files, which their package hides, to tests of other packages. */
public final class ModelEntries {

    private ModelEntries() {}

    public static LinkedHashMap<String, byte[]> read(byte[] file) {
        return StoredZip.read(file, Blame.modelFile(null));
    }

    public static byte[] write(LinkedHashMap<String, byte[]> entries) {
        return StoredZip.write(entries);
    }
}
