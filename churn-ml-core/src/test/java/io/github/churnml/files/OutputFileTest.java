package io.github.churnml.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.churnml.error.OutputException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFileTest {

    @TempDir
    Path folder;

    @Test
    void write_missingFolders_makesThem() throws IOException {
        Path target = folder.resolve("a/b/out.txt");
        OutputFile.write(target, text("whole"));
        assertThat(target).hasContent("whole");
        assertThat(list(target.getParent())).containsExactly(target);
    }

    @Test
    void write_fileThereAlready_isReplaced() throws IOException {
        Path target = Files.writeString(folder.resolve("out.txt"), "an older and longer text");
        OutputFile.write(target, text("new"));
        assertThat(target).hasContent("new");
        assertThat(list(folder)).containsExactly(target);
    }

    @Test
    void write_whileWriting_targetIsStillTheOldFile() throws IOException {
        Path target = Files.writeString(folder.resolve("out.txt"), "old");
        OutputFile.write(target, out -> {
            out.write("new".getBytes(UTF_8));
            out.flush();
            assertThat(target).hasContent("old");
        });
        assertThat(target).hasContent("new");
    }

    @Test
    void write_bodyClosesTheStream_fileIsWhole() {
        Path target = folder.resolve("out.txt");
        OutputFile.write(target, out -> {
            try (Writer writer = new OutputStreamWriter(out, UTF_8)) {
                writer.write("closed");
            }
        });
        assertThat(target).hasContent("closed");
    }

    @Test
    void write_oneInsideTheOther_namesDoNotClash() throws IOException {
        Path target = folder.resolve("out.txt");
        OutputFile.write(target, out -> {
            OutputFile.write(target, text("inner"));
            out.write("outer".getBytes(UTF_8));
        });
        assertThat(target).hasContent("outer");
        assertThat(list(folder)).containsExactly(target);
    }

    @Test
    void write_temporaryNameIsTaken_takesTheNext() throws IOException {
        OutputFile.write(folder.resolve("first"), out -> {
            Path mine = list(folder).get(0);
            String name = mine.getFileName().toString();
            int at = name.lastIndexOf('-') + 1;
            long counter = Long.parseLong(name.substring(at, name.lastIndexOf('.')));
            Files.writeString(folder.resolve(name.substring(0, at) + (counter + 1) + ".tmp"), "stale");
            OutputFile.write(folder.resolve("second"), text("2"));
        });
        assertThat(folder.resolve("second")).hasContent("2");
    }

    @Test
    void write_bodyFails_oldFileStaysAndNothingElse() throws IOException {
        Path target = Files.writeString(folder.resolve("out.txt"), "old");
        assertThatExceptionOfType(OutputException.class)
                .isThrownBy(() -> OutputFile.write(target, out -> {
                    out.write(new byte[200_000]);
                    throw new IOException("No space left on device");
                }))
                .withMessage("The file '" + target + "' cannot be written: No space left on device.\n"
                        + "Maybe the disk is full or read-only; choose another folder.")
                .satisfies(e -> assertThat(e.path()).contains(target));
        assertThat(target).hasContent("old");
        assertThat(list(folder)).containsExactly(target);
    }

    @Test
    void write_bodyFailsUnchecked_isPassedOnAndFoldersAreRemoved() throws IOException {
        Path target = folder.resolve("a/b/out.txt");
        assertThatThrownBy(() -> OutputFile.write(target, out -> {
                    throw new IllegalStateException("mine");
                }))
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("mine");
        assertThat(list(folder)).isEmpty();
    }

    @Test
    void write_uncheckedIoFailure_isAnOutputException() throws IOException {
        assertThatThrownBy(() -> OutputFile.write(folder.resolve("out.txt"), out -> {
                    throw new UncheckedIOException(new AccessDeniedException("secret"));
                }))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("cannot be written: permission denied.")
                .hasMessageEndingWith("\nMaybe choose another folder, or make this one writable.");
        assertThat(list(folder)).isEmpty();
    }

    @Test
    void write_targetIsAFolder_saysSo() {
        assertThatThrownBy(() -> OutputFile.write(folder, text("x")))
                .isInstanceOf(OutputException.class)
                .hasMessage("The file '" + folder
                        + "' cannot be written: it is a folder.\nMaybe add a file name to the path.");
    }

    @Test
    void write_folderAboveIsAFile_saysWhich() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        Path target = file.resolve("out.txt");
        assertThatThrownBy(() -> OutputFile.write(target, text("x")))
                .isInstanceOf(OutputException.class)
                .hasMessage("The file '" + target + "' cannot be written: '" + file
                        + "' is a file, not a folder.\nMaybe choose another folder.");
        assertThatThrownBy(() -> OutputFile.write(file.resolve("a/out.txt"), text("x")))
                .isInstanceOf(OutputException.class);
        assertThat(list(folder)).containsExactly(file);
    }

    @Test
    void write_nameWithControlCharacters_areNotPrinted() {
        assumeTrue(FileSystems.getDefault().getSeparator().equals("/"), "skipped: no such names here");
        Path strange = folder.resolve("a\u001b[31m");
        assertThatThrownBy(() -> OutputFile.write(strange, out -> {
                    throw new IOException("bad\nnews");
                }))
                .hasMessageContaining("a [31m' cannot be written: bad news.");
    }

    @Test
    void write_symbolicLink_replacesTheFileBehind() throws IOException {
        assumeTrue(FileSystems.getDefault().getSeparator().equals("/"), "skipped: links need rights here");
        Path file = Files.writeString(folder.resolve("file"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        OutputFile.write(link, text("new"));
        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("new");
    }

    @Test
    void write_device_isNotReplaced() {
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device), "skipped: no /dev/null here");
        OutputFile.write(device, text("gone"));
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void write_newFile_hasTheUsualPermissions() throws IOException {
        assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"),
                "skipped: no POSIX permissions here");
        Path usual = Files.createFile(folder.resolve("usual"));
        Path target = folder.resolve("out.txt");
        OutputFile.write(target, text("x"));
        assertThat(Files.getPosixFilePermissions(target)).isEqualTo(Files.getPosixFilePermissions(usual));
    }

    private static OutputFile.IOConsumer<OutputStream> text(String content) {
        return out -> out.write(content.getBytes(UTF_8));
    }

    private static List<Path> list(Path in) throws IOException {
        try (Stream<Path> entries = Files.list(in)) {
            return entries.sorted().toList();
        }
    }
}
