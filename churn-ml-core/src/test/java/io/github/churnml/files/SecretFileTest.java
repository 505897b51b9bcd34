package io.github.churnml.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.churnml.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {

    @TempDir
    Path folder;

    @Test
    void password_ofAFile_isItsFirstLine() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "se cret\r\nmore\n");
        assertThat(SecretFile.password(file)).containsExactly("se cret".toCharArray());
        assertThat(SecretFile.password(Files.createFile(folder.resolve("empty"))))
                .isEmpty();
    }

    @Test
    void file_largerThanASecret_isRefused() throws Exception {
        Path large = Files.write(folder.resolve("large"), new byte[(4 << 10) + 1]);
        assertThatThrownBy(() -> SecretFile.firstLine("Secret file", "secret", large))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Secret file (" + large + ") is larger than 4096 bytes.\n"
                        + "Maybe another file was meant: its first line is the secret.");
    }

    @Test
    void file_thatOthersMayRead_isNoticed() throws Exception {
        Path file = Files.createFile(folder.resolve("shared"));
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"), "skipped: no POSIX permissions here");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(SecretFile.isReadByOthers(file)).isTrue();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(SecretFile.isReadByOthers(file)).isFalse();
    }
}
