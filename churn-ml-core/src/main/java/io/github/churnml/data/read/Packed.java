package io.github.churnml.data.read;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The table inside a gzip file or a zip archive, unpacked while it is read: nothing is written to a disk. A zip archive
 * must hold one table; one that is a workbook itself is none of these. What unpacks to more than {@link #RATIO} times its
 * size, once that is more than {@link #FREE} bytes, is refused as a bomb.
 */
final class Packed {

    static final int RATIO = 250;
    static final long FREE = 64L << 20;

    /** What tables are called; other files beside one of these, such as a text about it, are left alone. */
    private static final Set<String> TABLES =
            Set.of("csv", "tsv", "tab", "psv", "json", "jsonl", "ndjson", "xlsx", "xlsm", "gz");

    private static final int START = 64;
    private static final List<String> OFFICE =
            List.of("[Content_Types].xml", "_rels/.rels", "docProps/", "xl/workbook.xml");

    private Packed() {}

    /** Opens a file: what is in it where it is packed, else the file itself. */
    static InputStream open(Path path) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(path);
        InputStream plain = Channels.newInputStream(channel);
        try {
            byte[] start = plain.readNBytes(START);
            channel.position(0);
            if (isGzip(start)) {
                return new Bounded(gunzip(plain, path), path, channel.size(), lastNumber(path), () -> {});
            }
            if (!isZip(start) || beginsAsWorkbook(start)) {
                return plain;
            }
            InputStream in = openZip(path);
            if (in == null) {
                return plain;
            }
            plain.close();
            return in;
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    /** Whether a stream from {@link #open} unpacks what it reads. */
    static boolean isUnpacking(InputStream in) {
        return in instanceof Bounded;
    }

    private static boolean isGzip(byte[] start) {
        return start.length > 2 && start[0] == 0x1F && (start[1] & 0xFF) == 0x8B;
    }

    private static boolean isZip(byte[] start) {
        return start.length > 3 && start[0] == 'P' && start[1] == 'K' && start[2] == start[3] - 1 && start[2] <= 5;
    }

    private static InputStream gunzip(InputStream plain, Path path) {
        try {
            return new GzipMembers(plain);
        } catch (IOException | RuntimeException e) {
            throw damaged(path, e);
        }
    }

    /** What a gzip file ends with: the size of its last part, modulo 2^32 (RFC 1952, 2.3.1). */
    private static long lastNumber(Path path) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            channel.position(Math.max(0, channel.size() - 4));
            channel.read(last);
        }
        return last.getInt(0) & 0xFFFF_FFFFL;
    }

    /** The size that the content claims to have, for progress alone; that of the file where nothing is known. */
    static long claimed(Path path) throws IOException {
        try (InputStream in = open(path)) {
            return in instanceof Bounded packed ? Math.max(packed.expected, Files.size(path)) : Files.size(path);
        }
    }

    /** Whether the first part, whose name follows 30 bytes, is one of an Office file: most are told without their list. */
    private static boolean beginsAsWorkbook(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        return OFFICE.stream().anyMatch(name -> text.startsWith(name, 30));
    }

    /** Whether the file, or what is packed in it, is an Excel workbook; {@code head} is the content's first bytes. */
    static boolean isWorkbook(Path path, byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return !TableFile.isPacked(path) || OFFICE.stream().anyMatch(text::contains);
    }

    /** Opens the one table of an archive; null if it is a workbook. */
    private static @Nullable InputStream openZip(Path path) throws IOException {
        ZipDirectory zip;
        try {
            zip = ZipDirectory.open(path);
        } catch (IOException | RuntimeException e) {
            throw damaged(path, e);
        }
        try {
            List<ZipDirectory.Entry> files = new ArrayList<>();
            for (ZipDirectory.Entry entry : zip.entries()) {
                if (entry.name().equalsIgnoreCase("[Content_Types].xml")) {
                    zip.close();
                    return null;
                }
                if (isFile(entry)) {
                    files.add(entry);
                }
            }
            ZipDirectory.Entry table = only(path, files);
            requireReadable(path, table);
            CheckedInputStream in = new CheckedInputStream(opened(path, zip, table), new CRC32());
            return new Bounded(in, path, Files.size(path), table.size(), () -> {
                boolean same = table.checksum() == in.getChecksum().getValue();
                if (!same) {
                    throw new IOException("checksum");
                }
            }) {
                @Override
                public void close() throws IOException {
                    super.close();
                    zip.close();
                }
            };
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static InputStream opened(Path path, ZipDirectory zip, ZipDirectory.Entry table) {
        try {
            return zip.open(table);
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }

    private static boolean isFile(ZipDirectory.Entry entry) {
        String name = entry.name();
        String last = name.substring(name.lastIndexOf('/') + 1);
        return !entry.isFolder() && !last.startsWith(".") && !name.startsWith("__MACOSX/");
    }

    private static ZipDirectory.Entry only(Path path, List<ZipDirectory.Entry> files) {
        if (files.stream().anyMatch(file -> file.name().equals("mimetype"))) {
            throw refused(
                    path, "is an OpenDocument file (.ods), which is not read", "Maybe save the table as .xlsx or CSV.");
        }
        List<ZipDirectory.Entry> tables = new ArrayList<>();
        for (ZipDirectory.Entry file : files) {
            String name = file.name().toLowerCase(Locale.ROOT);
            if (TABLES.contains(name.substring(name.lastIndexOf('.') + 1))) {
                tables.add(file);
            }
        }
        List<ZipDirectory.Entry> meant = tables.isEmpty() ? files : tables;
        if (meant.size() == 1) {
            return meant.get(0);
        }
        List<String> names = meant.stream().map(ZipDirectory.Entry::name).toList();
        throw refused(
                path,
                meant.isEmpty()
                        ? "is a zip archive without a file in it"
                        : "is a zip archive of " + meant.size() + " files where one table is needed: "
                                + Wording.names(names),
                meant.isEmpty()
                        ? "Maybe it was not written to its end."
                        : "Maybe unpack it, and name the file that is meant.");
    }

    private static void requireReadable(Path path, ZipDirectory.Entry table) {
        String shown = "holds " + Wording.name(table.name()) + ", which is ";
        if (table.encrypted()) {
            throw refused(path, shown + "encrypted", "Maybe unpack it with its password first.");
        }
        if (table.method() != ZipDirectory.STORED && table.method() != ZipDirectory.DEFLATED) {
            throw refused(
                    path, shown + "packed in a way that is not known here", "Maybe unpack it, or pack it with gzip.");
        }
    }

    static DataException refused(Path path, String problem, String maybe) {
        return new DataException("The file " + Wording.path(path) + " " + problem + ".", maybe, Where.in(path));
    }

    private static DataException damaged(Path path, Exception cause) {
        return new DataException(
                "The packed file " + Wording.path(path) + " is damaged or incomplete.",
                "Maybe it was not written or copied to its end: fetch it again.",
                Where.in(path),
                cause);
    }

    /** Looks at what was read when there is no more. */
    private interface End {
        void check() throws IOException;
    }

    /** Counts what is unpacked; failures are put into words here, since only here it is known that the file is packed. */
    private static class Bounded extends FilterInputStream {
        private final Path path;
        private final long most;
        private final long expected;
        private final End end;
        private long count;

        Bounded(InputStream in, Path path, long packed, long expected, End end) {
            super(in);
            this.path = path;
            this.most = Math.max(FREE, RATIO * packed);
            this.expected = expected;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            try {
                int read = in.read(target, from, length);
                count += Math.max(0, read);
                if (count > most) {
                    throw refused(
                            path,
                            "unpacks to more than " + RATIO + " times its size, which is not safe to read",
                            "Maybe unpack it yourself, if you trust where it is from.");
                }
                if (read < 0) {
                    end.check();
                }
                return read;
            } catch (ChurnException e) {
                throw e;
            } catch (IOException | RuntimeException e) {
                throw damaged(path, e);
            }
        }

        @Override
        public long skip(long bytes) throws IOException {
            return Math.max(0, read(new byte[(int) Math.min(bytes, 8192)], 0, (int) Math.min(bytes, 8192)));
        }
    }
}
