package io.github.churnml.model;

import io.github.churnml.error.Wording;
import io.github.churnml.files.Sha256;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import io.github.churnml.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entries of a model file that is being read.
 *
 * @param contents by name
 * @param blame refuses the file
 */
record FileEntries(Map<String, byte[]> contents, Blame blame) {

    static final String MANIFEST = "manifest.json";
    static final String PIPELINE = "pipeline.json";
    static final String REFERENCE = "reference.json";

    /** An entry that must be there. */
    byte[] require(String name) {
        byte[] content = contents.get(name);
        if (content == null) {
            throw blame.of("It has no entry " + Wording.name(name) + ".", "Maybe it is not a churn-ml model file.");
        }
        return content;
    }

    /** An entry that must be there and hold JSON. */
    Settings settings(String name) {
        return Settings.of(PlainJson.read(require(name), blame, name), blame);
    }

    /** Requires that the manifest names every other entry, and that each is as it says. */
    void requireChecksums(Settings checksums) {
        for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
            if (!entry.getKey().equals(MANIFEST)
                    && !Sha256.hex(entry.getValue()).equals(checksums.text(entry.getKey()))) {
                throw blame.of(
                        "Its entry " + Wording.name(entry.getKey()) + " does not match its checksum.",
                        "Maybe the file was altered or damaged; fetch it again.");
            }
        }
        for (String name : checksums.keys()) {
            require(name);
        }
    }

    /** The checksums of entries, by name. */
    static Map<String, Object> checksums(Map<String, byte[]> entries) {
        Map<String, Object> checksums = new LinkedHashMap<>();
        entries.forEach((name, content) -> checksums.put(name, Sha256.hex(content)));
        return checksums;
    }
}
