package io.github.churnml.data.excel;

import io.github.churnml.data.read.TableFile;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The zip archive that a workbook is, and where its parts are. Made with the zip and XML readers that the workbook reader
 * itself uses, so that both see the same.
 */
final class XlsxArchive implements AutoCloseable {

    private static final String TYPES = "[Content_Types].xml";
    private static final String WORKBOOK = "/xl/workbook.xml";
    private static final String PREFIX = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    /** The parts that are found by their content type. */
    private enum Kind {
        WORKBOOK(PREFIX + "sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        SHARED(PREFIX + "sharedStrings+xml"),
        STYLES(PREFIX + "styles+xml");

        private final List<String> types;

        Kind(String... types) {
            this.types = List.of(types);
        }
    }

    private static final int LARGEST_PACKED = 256 << 20;

    private final Path path;
    private final XlsxLimits limits;
    private final long fileSize;
    private final ZipFile zip;
    private final byte @Nullable [] packed;
    private final Map<Kind, String> parts = new EnumMap<>(Kind.class);
    private final Map<String, String> targets = new HashMap<>();

    /** Opens an archive, and refuses what is no workbook or claims to be too large. */
    XlsxArchive(Path path, XlsxLimits limits) {
        this.path = path;
        this.limits = limits;
        this.packed = bytes(path);
        this.fileSize = packed == null ? TableFile.size(path) : packed.length;
        try {
            zip = packed == null
                    ? ZipFile.builder().setPath(path).get()
                    : ZipFile.builder().setByteArray(packed).get();
        } catch (IOException | RuntimeException e) {
            throw damaged(path, e);
        }
        try {
            checkEntries();
            readTypes();
            readRelations();
            check(workbookPart(), limits.partBytes());
            check(stylesPart(), limits.partBytes());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** A workbook that is packed itself, in memory, since its parts are read in no order; null if it is not packed. */
    private static byte @Nullable [] bytes(Path path) {
        if (!TableFile.isPacked(path)) {
            return null;
        }
        try (InputStream in = TableFile.open(path)) {
            byte[] bytes = in.readNBytes(LARGEST_PACKED + 1);
            if (bytes.length > LARGEST_PACKED) {
                throw new DataException(
                        "The file " + Wording.path(path) + " holds a workbook of more than " + (LARGEST_PACKED >> 20)
                                + " MB.",
                        "Maybe unpack it: a workbook is packed already.",
                        Where.in(path));
            }
            return bytes;
        } catch (IOException e) {
            throw TableFile.unreadable(path, e);
        }
    }

    /** The whole archive where it is not, as it is, a file; null if it is. */
    byte @Nullable [] bytes() {
        return packed;
    }

    /** The whole archive with the ISO dates of a sheet as texts, which the workbook reader knows. */
    byte[] withDatesAsTexts(String sheet) {
        ZipArchiveEntry dates = Objects.requireNonNull(entry(sheet));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(bytes);
                InputStream in = zip.getInputStream(dates)) {
            zip.copyRawEntries(out, entry -> !entry.getName().equals(dates.getName()));
            out.putArchiveEntry(new ZipArchiveEntry(dates.getName()));
            XlsxDates.copyAsTexts(in, out);
            out.closeArchiveEntry();
        } catch (IOException e) {
            throw damaged(path, e);
        }
        return bytes.toByteArray();
    }

    private void checkEntries() {
        Set<String> names = new HashSet<>();
        for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); all.hasMoreElements(); ) {
            String name = all.nextElement().getName();
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                throw refused("holds the part " + Wording.name(name) + " twice");
            }
            if (names.size() > limits.entries()) {
                throw refused("holds more than " + limits.entries() + " parts");
            }
        }
        if (!names.contains(TYPES.toLowerCase(Locale.ROOT))) {
            throw new DataException(
                    "The file " + Wording.path(path) + " is a zip archive but not an Excel workbook.",
                    "Maybe unpack it, or save its table as .xlsx or CSV.",
                    Where.in(path));
        }
    }

    private void readTypes() {
        walk(TYPES, limits.partBytes(), done -> {}, new XlsxXml.Visitor() {
            @Override
            public void start(XMLStreamReader xml) {
                String type = xml.getAttributeValue(null, "ContentType");
                String part = xml.getAttributeValue(null, "PartName");
                for (Kind kind : Kind.values()) {
                    if (xml.getLocalName().equals("Override")
                            && part != null
                            && type != null
                            && kind.types.contains(type)) {
                        if (parts.put(kind, part) != null) {
                            throw refused("has two parts of the type " + Wording.value(type));
                        }
                    }
                }
            }
        });
        if (entry(workbookPart()) == null) {
            throw new DataException(
                    "The file " + Wording.path(path) + " is an Office file but not an Excel workbook (.xlsx).",
                    "Maybe save its table as .xlsx or CSV.",
                    Where.in(path));
        }
    }

    private void readRelations() {
        String workbook = workbookPart();
        int slash = workbook.lastIndexOf('/') + 1;
        String folder = workbook.substring(0, slash);
        String relations = folder + "_rels/" + workbook.substring(slash) + ".rels";
        walk(relations, limits.partBytes(), done -> {}, new XlsxXml.Visitor() {
            @Override
            public void start(XMLStreamReader xml) {
                String id = xml.getAttributeValue(null, "Id");
                String target = xml.getAttributeValue(null, "Target");
                if (xml.getLocalName().equals("Relationship") && id != null && target != null) {
                    targets.put(id, target.startsWith("/") ? target : folder + target);
                }
            }
        });
    }

    private String workbookPart() {
        return parts.getOrDefault(Kind.WORKBOOK, WORKBOOK);
    }

    private @Nullable String stylesPart() {
        return parts.get(Kind.STYLES);
    }

    /** The part with the texts that cells share, or null. */
    @Nullable
    String sharedPart() {
        String part = parts.get(Kind.SHARED);
        return part == null || entry(part) == null ? null : part;
    }

    /** Whether there is a table of cell formats. */
    boolean hasStyles() {
        return stylesPart() != null;
    }

    /** The part that the workbook calls by this id. */
    String target(@Nullable String id) {
        String part = id == null ? null : targets.get(id);
        if (part == null) {
            throw refused("names a sheet whose part is missing");
        }
        return part;
    }

    /** The size that a part claims to unpack to. */
    long claimed(String part) {
        ZipArchiveEntry entry = entry(part);
        return entry == null ? 0 : Math.max(0, entry.getSize());
    }

    private void check(@Nullable String part, long most) {
        if (part != null) {
            walk(part, most, done -> {}, new XlsxXml.Visitor() {});
        }
    }

    /** Goes through a part's XML, which must not unpack to more than so many bytes. */
    void walk(String part, long most, LongConsumer progress, XlsxXml.Visitor visitor) {
        ZipArchiveEntry entry = entry(part);
        if (entry == null) {
            throw refused("misses the part " + Wording.name(bare(part)));
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw refused("has parts that are encrypted");
        }
        if (entry.getMethod() != ZipArchiveEntry.STORED && entry.getMethod() != ZipArchiveEntry.DEFLATED) {
            throw refused("has parts that are packed in a way that workbooks are not");
        }
        long packed = Math.max(1, Math.min(fileSize, entry.getCompressedSize()));
        long largest = Math.min(most, Math.max(limits.ratioFrom(), limits.ratio() * packed));
        if (entry.getSize() > largest) {
            throw tooLarge(part, largest);
        }
        try (CheckedInputStream in = new CheckedInputStream(zip.getInputStream(entry), new CRC32())) {
            XlsxXml.walk(in, limits.tokenBytes(), largest, this, part, progress, visitor);
            if (entry.getCrc() != in.getChecksum().getValue()) {
                throw new IOException("the checksum of " + part + " is another");
            }
        } catch (IOException e) {
            throw damaged(path, e);
        }
    }

    /** The entry of a part, found as the workbook reader finds it. */
    private @Nullable ZipArchiveEntry entry(String part) {
        String name = bare(part);
        ZipArchiveEntry exact = zip.getEntry(name);
        for (Enumeration<ZipArchiveEntry> all = zip.getEntries(); exact == null && all.hasMoreElements(); ) {
            ZipArchiveEntry entry = all.nextElement();
            exact = entry.getName().equalsIgnoreCase(name) ? entry : null;
        }
        return exact;
    }

    private static String bare(String part) {
        return part.startsWith("/") ? part.substring(1) : part;
    }

    DataException tooLarge(String part, long largest) {
        return refused("unpacks to more than is safe: its part " + Wording.name(bare(part)) + " exceeds " + largest
                + " bytes");
    }

    DataException refused(String problem) {
        return new DataException(
                "The workbook " + Wording.path(path) + " " + problem + ".",
                "Maybe open it in a spreadsheet program and save it again, or export the table as CSV.",
                Where.in(path));
    }

    Path path() {
        return path;
    }

    /** What the zip or XML reader, or the workbook reader, cannot make sense of. */
    static DataException damaged(Path path, Exception e) {
        return new DataException(
                "The file " + Wording.path(path) + " is not a readable Excel workbook: it is damaged or incomplete.",
                "Maybe it was not written or copied to its end: open it in a spreadsheet program and save it again.",
                Where.in(path),
                e);
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw TableFile.unreadable(path, e);
        }
    }
}
