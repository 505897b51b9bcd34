package io.github.churnml.data.read;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The container of Office files before 2007, and of encrypted ones since; nothing reads it, and a message says which it is. */
final class OleFile {

    /** Where the header of an OLE file says how large its sectors are, and which of them holds its directory. */
    private static final int SECTOR_SHIFT = 30;

    private static final int DIRECTORY = 48;
    private static final int HEADER = 512;

    private OleFile() {}

    /** Why a file with this beginning is not read. */
    static DataException refusal(Path path, byte[] head) {
        return isEncrypted(path, head) ? encrypted(path) : old(path);
    }

    private static DataException encrypted(Path path) {
        return new DataException(
                "The file " + Wording.path(path) + " is an encrypted Excel workbook.",
                "Maybe open it with its password and save it without one, or export the table as CSV.",
                Where.in(path));
    }

    private static DataException old(Path path) {
        return new DataException(
                "The file " + Wording.path(path)
                        + " is an old Office file, such as an Excel workbook of before 2007 (.xls).",
                "Maybe save it as .xlsx or CSV.",
                Where.in(path));
    }

    /** Whether the directory names an encrypted package; in an OLE file names are UTF-16. */
    private static boolean isEncrypted(Path path, byte[] head) {
        if (head.length < HEADER) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        long sector = 1L << (header.getShort(SECTOR_SHIFT) & 15);
        long directory = (1 + (header.getInt(DIRECTORY) & 0xFFFF_FFFFL)) * sector;
        ByteBuffer entries = ByteBuffer.allocate((int) sector);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            channel.position(directory);
            while (entries.hasRemaining() && channel.read(entries) >= 0) {
                // As much as there is.
            }
        } catch (IOException e) {
            throw TableFile.unreadable(path, e);
        }
        return new String(entries.array(), StandardCharsets.UTF_16LE).contains("EncryptedPackage");
    }
}
