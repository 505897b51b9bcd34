package io.github.churnml.model;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.Wording;
import io.github.churnml.settings.Blame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The container of a model file: a zip whose entries are stored, not compressed, so that its bytes depend on nothing but
 * the entries. Any zip tool reads it.
 *
 * <p>Layout, after PKWARE's APPNOTE.TXT 6.3.10: per entry a local header (section 4.3.7), its name and its content; then
 * per entry a central header (4.3.12) and its name; then the end record (4.3.16). No extra fields, comments, flags or data
 * descriptors; every date is 1980-01-01 00:00. This leaves one way only to write given entries, so the reader ends with
 * writing them again and refuses a file that differs in a single byte, wherever it is.
 */
final class StoredZip {

    /** How many bytes show whether something can be a zip at all. */
    static final int START = 4;

    private static final int LOCAL = 0x04034b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int LOCAL_SIZE = 30;
    private static final int CENTRAL_SIZE = 46;
    private static final int END_SIZE = 22;

    /** Version 1.0 suffices to extract stored files. */
    private static final short VERSION = 10;

    /** 1980-01-01 in the format of MS-DOS: year - 1980, month and day in 7, 4 and 5 bits. */
    private static final short DATE = 1 << 5 | 1;

    private static final int MOST_ENTRIES = 1000;
    private static final int LONGEST_NAME = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1," + LONGEST_NAME + "}");
    private static final String ALTERED = "Maybe the file was altered or damaged; fetch it again.";

    private StoredZip() {}

    /**
     * Writes a zip.
     *
     * @param entries contents by name, 1 to 1000 of them; names match {@code [a-z0-9._-]{1,100}}
     * @return the zip, the entries in the order given
     * @throws IllegalArgumentException if there are too few or too many entries, a name has another form, or the zip would
     *     exceed 2 GB
     */
    static byte[] write(LinkedHashMap<String, byte[]> entries) {
        if (entries.isEmpty() || entries.size() > MOST_ENTRIES) {
            throw new IllegalArgumentException(entries.size() + " entries where 1 to " + MOST_ENTRIES + " are allowed");
        }
        ByteBuffer zip = ByteBuffer.allocate(size(entries)).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer directory = ByteBuffer.allocate(directorySize(entries)).order(ByteOrder.LITTLE_ENDIAN);
        entries.forEach((name, content) -> {
            int start = zip.position();
            int checksum = checksum(content);
            zip.putInt(LOCAL);
            putDescription(zip, name, content, checksum);
            zip.put(ascii(name)).put(content);
            directory.putInt(CENTRAL).putShort(VERSION);
            putDescription(directory, name, content, checksum);
            // Comment length, disk and internal attributes; external attributes; then where the entry starts.
            directory.putShort((short) 0).putShort((short) 0).putShort((short) 0);
            directory.putInt(0).putInt(start).put(ascii(name));
        });
        int directoryStart = zip.position();
        zip.put(directory.flip());
        short count = (short) entries.size();
        zip.putInt(END).putShort((short) 0).putShort((short) 0).putShort(count).putShort(count);
        zip.putInt(directory.limit()).putInt(directoryStart).putShort((short) 0);
        return zip.array();
    }

    /**
     * Reads a zip that {@link #write} wrote.
     *
     * @param file the whole file
     * @param blame who is to blame if it is not usable
     * @return copies of the contents by name, in the file's order
     * @throws ChurnException made by {@code blame}, if it is anything but an unaltered zip of this form; a compressed zip
     *     is refused without being unpacked
     */
    static LinkedHashMap<String, byte[]> read(byte[] file, Blame blame) {
        requireStart(file, blame);
        ByteBuffer zip = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        LinkedHashMap<String, byte[]> entries = new LinkedHashMap<>();
        while (zip.remaining() >= 4 && zip.getInt(zip.position()) == LOCAL) {
            readEntry(zip, entries, blame);
        }
        requireTail(file, zip, entries, blame);
        return entries;
    }

    /** Refuses what does not begin as a zip does, by its first {@link #START} bytes. */
    static void requireStart(byte[] file, Blame blame) {
        if (file.length < START
                || ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(0) != LOCAL) {
            boolean pickle = file.length > 1 && file[0] == (byte) 0x80 && file[1] >= 2 && file[1] <= 5;
            throw blame.of(
                    pickle
                            ? "It is a Python pickle, which can hold any program and is never run."
                            : "It is not a churn-ml model file.",
                    pickle
                            ? "Maybe save the XGBoost or LightGBM model in its own format, which `churn import` reads."
                            : "Maybe another file was meant.");
        }
    }

    /** The fields that a local and a central header have in common, from the version to the length of extra fields. */
    private static void putDescription(ByteBuffer to, String name, byte[] content, int checksum) {
        to.putShort(VERSION).putShort((short) 0).putShort((short) 0);
        to.putShort((short) 0).putShort(DATE);
        to.putInt(checksum).putInt(content.length).putInt(content.length);
        to.putShort((short) name.length()).putShort((short) 0);
    }

    private static void readEntry(ByteBuffer zip, Map<String, byte[]> entries, Blame blame) {
        if (entries.size() == MOST_ENTRIES) {
            throw blame.of("It has more than " + MOST_ENTRIES + " entries.", "Maybe it is not a churn-ml model file.");
        }
        requireLeft(zip, LOCAL_SIZE, blame);
        int start = zip.position();
        int method = zip.getShort(start + 8);
        long size = Integer.toUnsignedLong(zip.getInt(start + 22));
        int checksum = zip.getInt(start + 14);
        int nameLength = Short.toUnsignedInt(zip.getShort(start + 26));
        requireLeft(zip, LOCAL_SIZE + nameLength, blame);
        String name = name(zip, start + LOCAL_SIZE, nameLength);
        if (method != 0) {
            throw blame.of(
                    "Its entry " + Wording.name(name) + " is compressed, which a model file's entries never are.",
                    "Maybe the file was packed again, or is not a churn-ml model file.");
        }
        if (!NAME.matcher(name).matches() || entries.containsKey(name)) {
            throw blame.of("Its entry " + Wording.name(name) + " cannot be part of a model file.", ALTERED);
        }
        requireLeft(zip, LOCAL_SIZE + nameLength + size, blame);
        zip.position(start + LOCAL_SIZE + nameLength);
        byte[] content = new byte[(int) size];
        zip.get(content);
        if (checksum(content) != checksum) {
            throw blame.of("Its entry " + Wording.name(name) + " does not match its checksum.", ALTERED);
        }
        entries.put(name, content);
    }

    /** After the entries there is nothing that is not known already. */
    private static void requireTail(byte[] file, ByteBuffer zip, LinkedHashMap<String, byte[]> entries, Blame blame) {
        requireLeft(zip, directorySize(entries) + END_SIZE, blame);
        if (!Arrays.equals(write(entries), file)) {
            throw blame.of("Its headers do not match its entries.", ALTERED);
        }
    }

    private static void requireLeft(ByteBuffer zip, long bytes, Blame blame) {
        if (zip.remaining() < bytes) {
            throw blame.of(
                    "It is cut short or damaged: it ends after " + zip.limit() + " bytes where at least "
                            + (zip.position() + bytes) + " are expected.",
                    "Maybe a download or a copy was interrupted; fetch it again.");
        }
    }

    private static String name(ByteBuffer zip, int start, int length) {
        return new String(zip.array(), start, Math.min(length, LONGEST_NAME + 1), StandardCharsets.ISO_8859_1);
    }

    private static int size(Map<String, byte[]> entries) {
        long size = directorySize(entries) + END_SIZE;
        for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
            size += LOCAL_SIZE + entry.getKey().length() + (long) entry.getValue().length;
        }
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a zip of " + size + " bytes, more than 2 GB");
        }
        return (int) size;
    }

    private static int directorySize(Map<String, byte[]> entries) {
        int size = 0;
        for (String name : entries.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("name " + Wording.name(name) + " does not match " + NAME);
            }
            size += CENTRAL_SIZE + name.length();
        }
        return size;
    }

    private static byte[] ascii(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    private static int checksum(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }
}
