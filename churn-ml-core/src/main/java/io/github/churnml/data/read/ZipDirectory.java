package io.github.churnml.data.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The files of a zip archive as its central directory lists them (PKWARE, APPNOTE.TXT 6.3.10, section 4.3; also archives
 * beyond 4 GB). Tells what the JDK's reader only refuses: which entries are encrypted or packed in another way. For one
 * thread.
 */
final class ZipDirectory implements AutoCloseable {

    static final int STORED = 0;
    static final int DEFLATED = 8;

    private static final int END = 0x06054B50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int LOCATOR = 0x07064B50;
    private static final int LOCATOR_BYTES = 20;
    private static final int LARGE_END = 0x06064B50;
    private static final int LARGE_END_BYTES = 56;
    private static final int FILE = 0x02014B50;
    private static final int FILE_BYTES = 46;
    private static final int LOCAL = 0x04034B50;
    private static final int LOCAL_BYTES = 30;
    private static final int LARGE_FIELD = 1;
    private static final long LARGE = 0xFFFF_FFFFL;
    private static final long LARGEST_DIRECTORY = 64L << 20;

    private final SeekableByteChannel channel;
    private final List<Entry> entries = new ArrayList<>();

    /**
     * A file of the archive.
     *
     * @param name its path in the archive
     * @param encrypted whether it needs a password
     * @param method how it is packed: {@link #STORED}, {@link #DEFLATED} or in another way
     * @param checksum its CRC-32
     * @param packed how many bytes it takes in the archive
     * @param size how many it claims to have
     * @param at where it begins
     */
    record Entry(String name, boolean encrypted, int method, long checksum, long packed, long size, long at) {

        boolean isFolder() {
            return name.endsWith("/");
        }
    }

    private ZipDirectory(SeekableByteChannel channel) {
        this.channel = channel;
    }

    static ZipDirectory open(Path path) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(path);
        try {
            ZipDirectory directory = new ZipDirectory(channel);
            directory.readAll();
            return directory;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    List<Entry> entries() {
        return entries;
    }

    private void readAll() throws IOException {
        long size = channel.size();
        int tail = (int) Math.min(size, END_BYTES + LONGEST_COMMENT);
        ByteBuffer bytes = read(size - tail, tail);
        int end = tail - END_BYTES;
        while (end >= 0 && (bytes.getInt(end) != END || end + END_BYTES + unsigned(bytes, end + 20) > tail)) {
            end--;
        }
        if (end < 0) {
            throw new IOException("no directory");
        }
        long length = bytes.getInt(end + 12) & LARGE;
        long from = bytes.getInt(end + 16) & LARGE;
        int locator = end - LOCATOR_BYTES;
        if ((from == LARGE || length == LARGE) && locator >= 0 && bytes.getInt(locator) == LOCATOR) {
            ByteBuffer large = read(bytes.getLong(locator + 8), LARGE_END_BYTES);
            if (large.getInt(0) != LARGE_END) {
                throw new IOException("no directory");
            }
            length = large.getLong(40);
            from = large.getLong(48);
        }
        if (length < 0 || length > LARGEST_DIRECTORY) {
            throw new IOException("too large a directory");
        }
        ByteBuffer directory = read(from, (int) length);
        for (int at = 0; at < length; ) {
            at += add(directory, at);
        }
    }

    /** Adds the entry that begins there, and says how long it is. */
    private int add(ByteBuffer directory, int at) throws IOException {
        if (at + FILE_BYTES > directory.limit() || directory.getInt(at) != FILE) {
            throw new IOException("no entry");
        }
        int nameBytes = unsigned(directory, at + 28);
        int extraBytes = unsigned(directory, at + 30);
        int whole = FILE_BYTES + nameBytes + extraBytes + unsigned(directory, at + 32);
        if (at + whole > directory.limit()) {
            throw new IOException("no entry");
        }
        byte[] name = new byte[nameBytes];
        directory.get(at + FILE_BYTES, name);
        long[] sizes = {
            directory.getInt(at + 24) & LARGE, directory.getInt(at + 20) & LARGE, directory.getInt(at + 42) & LARGE
        };
        enlarge(directory, at + FILE_BYTES + nameBytes, extraBytes, sizes);
        entries.add(new Entry(
                new String(name, StandardCharsets.UTF_8),
                (directory.getShort(at + 8) & 1) != 0,
                unsigned(directory, at + 10),
                directory.getInt(at + 16) & LARGE,
                sizes[1],
                sizes[0],
                sizes[2]));
        return whole;
    }

    /** Takes those numbers that do not fit into 32 bits from the extra field (4.5.3). */
    private static void enlarge(ByteBuffer directory, int from, int length, long[] sizes) throws IOException {
        for (int at = from; at + 4 <= from + length; at += 4 + unsigned(directory, at + 2)) {
            if (unsigned(directory, at) == LARGE_FIELD) {
                int next = at + 4;
                int last = Math.min(from + length, next + unsigned(directory, at + 2)) - Long.BYTES;
                for (int i = 0; i < sizes.length; i++) {
                    if (sizes[i] == LARGE) {
                        if (next > last) {
                            throw new IOException("no size");
                        }
                        sizes[i] = directory.getLong(next);
                        next += Long.BYTES;
                    }
                }
                return;
            }
        }
    }

    /** Opens a file, one at a time. */
    InputStream open(Entry entry) throws IOException {
        ByteBuffer local = read(entry.at(), LOCAL_BYTES);
        if (local.getInt(0) != LOCAL) {
            throw new IOException("no file");
        }
        channel.position(entry.at() + LOCAL_BYTES + unsigned(local, 26) + unsigned(local, 28));
        InputStream packed = new Part(entry.packed());
        return entry.method() == STORED ? packed : new Unpacked(packed);
    }

    private ByteBuffer read(long at, int length) throws IOException {
        if (at < 0 || at > channel.size() - length) {
            throw new EOFException();
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        channel.position(at);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException();
            }
        }
        return bytes.flip();
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The next n bytes of the archive. */
    private final class Part extends InputStream {
        private long left;

        Part(long length) {
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = channel.read(ByteBuffer.wrap(target, from, (int) Math.min(length, left)));
            if (count < 0) {
                throw new EOFException();
            }
            left -= count;
            return count;
        }
    }

    /** Deflated bytes, unpacked; gives back what unpacking holds when it is closed. */
    private static final class Unpacked extends InflaterInputStream {

        private static final int BUFFER = 1 << 16;

        Unpacked(InputStream packed) {
            super(packed, new Inflater(true), BUFFER);
        }

        @Override
        public void close() throws IOException {
            inf.end();
            super.close();
        }
    }
}
