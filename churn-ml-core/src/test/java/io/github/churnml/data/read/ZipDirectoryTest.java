package io.github.churnml.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void entries_archiveOfTheJdk_areItsFiles() throws IOException {
        Path file = folder.resolve("a.zip");
        byte[] noise = new byte[200_000];
        new java.util.Random(1).nextBytes(noise);
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setComment("made by a test");
            for (String name : new String[] {"kunden/", "kunden/größe.csv", "noise"}) {
                ZipEntry entry = new ZipEntry(name);
                entry.setComment("of " + name);
                zip.putNextEntry(entry);
                zip.write(name.endsWith("/") ? new byte[0] : name.equals("noise") ? noise : "a\n1\n".getBytes());
            }
            zip.setLevel(Deflater.NO_COMPRESSION);
        }
        try (ZipDirectory zip = ZipDirectory.open(file)) {
            assertThat(zip.entries())
                    .extracting(ZipDirectory.Entry::name)
                    .containsExactly("kunden/", "kunden/größe.csv", "noise");
            assertThat(zip.entries()).extracting(ZipDirectory.Entry::isFolder).containsExactly(true, false, false);
            assertThat(zip.open(zip.entries().get(1)).readAllBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("a\n1\n");
            assertThat(zip.open(zip.entries().get(2)).readAllBytes()).isEqualTo(noise);
            CRC32 checksum = new CRC32();
            checksum.update(noise);
            assertThat(zip.entries().get(2).checksum()).isEqualTo(checksum.getValue());
            assertThat(zip.entries().get(2).size()).isEqualTo(noise.length);
        }
    }

    @Test
    void entries_archiveWithLargeNumbers_areReadFromTheirOwnFields() throws IOException {
        Path file = Files.write(folder.resolve("a.zip"), large());
        try (ZipDirectory zip = ZipDirectory.open(file)) {
            assertThat(zip.entries()).hasSize(1);
            assertThat(zip.entries().get(0).size()).isEqualTo(3);
            assertThat(zip.open(zip.entries().get(0)).readAllBytes())
                    .asString(StandardCharsets.US_ASCII)
                    .isEqualTo("a\n1");
        }
    }

    /** An archive of one stored file as they are beyond 4 GB: with 64-bit sizes and places. */
    private static byte[] large() {
        byte[] content = "a\n1".getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        ByteBuffer zip = ByteBuffer.allocate(400).order(ByteOrder.LITTLE_ENDIAN);
        zip.putInt(0x04034B50)
                .putShort((short) 45)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0);
        zip.putInt((int) checksum.getValue())
                .putInt(-1)
                .putInt(-1)
                .putShort((short) 1)
                .putShort((short) 0);
        zip.put((byte) 'a').put(content);
        int directory = zip.position();
        zip.putInt(0x02014B50)
                .putShort((short) 45)
                .putShort((short) 45)
                .putShort((short) 0)
                .putShort((short) 0);
        zip.putInt(0).putInt((int) checksum.getValue()).putInt(-1).putInt(-1);
        zip.putShort((short) 1).putShort((short) (5 + 28)).putShort((short) 0).putShort((short) 0);
        zip.putShort((short) 0).putInt(0).putInt(-1).put((byte) 'a');
        zip.putShort((short) 0x5455).putShort((short) 1).put((byte) 0);
        zip.putShort((short) 1)
                .putShort((short) 24)
                .putLong(content.length)
                .putLong(content.length)
                .putLong(0);
        int end = zip.position();
        zip.putInt(0x06064B50)
                .putLong(44)
                .putShort((short) 45)
                .putShort((short) 45)
                .putInt(0)
                .putInt(0);
        zip.putLong(1).putLong(1).putLong(end - directory).putLong(directory);
        zip.putInt(0x07064B50).putInt(0).putLong(end).putInt(1);
        zip.putInt(0x06054B50)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) -1)
                .putShort((short) -1);
        zip.putInt(-1).putInt(-1).putShort((short) 0);
        byte[] bytes = new byte[zip.position()];
        zip.flip().get(bytes);
        return bytes;
    }

    @Test
    void open_directoryThatPointsNowhere_isRefused() throws IOException {
        byte[] whole = large();
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x55;
            Path file = Files.write(folder.resolve("a.zip"), changed);
            try (ZipDirectory zip = ZipDirectory.open(file)) {
                for (ZipDirectory.Entry entry : zip.entries()) {
                    zip.open(entry).readAllBytes();
                }
            } catch (IOException e) {
                continue; // What is asserted is that nothing else is thrown.
            }
        }
        Path empty = Files.write(folder.resolve("b.zip"), new byte[10]);
        assertThatThrownBy(() -> ZipDirectory.open(empty)).hasMessage("no directory");
    }
}
