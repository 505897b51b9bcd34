package io.github.churnml.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalCopyTest {

    @TempDir
    Path folder;

    @Test
    void copy_ofOldFile_keepsItsDate() throws IOException {
        FileTime old = FileTime.from(Instant.parse("2026-03-01T10:00:00Z"));
        Path local = Files.writeString(folder.resolve("customers.csv"), "id\na\n");
        Files.setLastModifiedTime(local, old);
        Path copies = LocalCopy.folderFor("s3://bucket/us/customers.csv", local, folder.resolve("step"));
        assertThat(copies.resolve("bucket/us/customers.csv")).hasSameBinaryContentAs(local);
        assertThat(Files.getLastModifiedTime(copies.resolve("bucket/us/customers.csv")))
                .isEqualTo(old);
    }
}
