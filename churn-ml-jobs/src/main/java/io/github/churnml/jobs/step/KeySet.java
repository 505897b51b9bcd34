package io.github.churnml.jobs.step;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import io.github.churnml.files.Sha256;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Keys that are known: the first 128 bits of their SHA-256, in order, 16 bytes each in memory and in the file. No two of a billion keys
 * share one, but for a chance of 1 in 10²¹: a customer who is taken for another would never be scored.
 */
final class KeySet {

    private static final long MAGIC = 0x43_4B_45_59_53_31_0A_00L;

    /** Sorted pairs: high at 2 i, low at 2 i + 1. */
    private final long[] sorted;

    private KeySet(long[] sorted) {
        this.sorted = sorted;
    }

    static KeySet empty() {
        return new KeySet(new long[0]);
    }

    int size() {
        return sorted.length / 2;
    }

    boolean contains(Key key) {
        int from = 0;
        int to = size() - 1;
        while (from <= to) {
            int middle = (from + to) >>> 1;
            int order = compare(sorted[2 * middle], sorted[2 * middle + 1], key.high, key.low);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                from = middle + 1;
            } else {
                to = middle - 1;
            }
        }
        return false;
    }

    private static int compare(long high, long low, long otherHigh, long otherLow) {
        return high != otherHigh ? Long.compareUnsigned(high, otherHigh) : Long.compareUnsigned(low, otherLow);
    }

    /** The digest of a key. */
    record Key(long high, long low) implements Comparable<Key> {

        static Key of(String text) {
            ByteBuffer digest = ByteBuffer.wrap(Sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
            return new Key(digest.getLong(), digest.getLong());
        }

        @Override
        public int compareTo(Key other) {
            return compare(high, low, other.high, other.low);
        }
    }

    /** Keys as they come, in any order and perhaps several times. */
    static final class Gathered {

        private long[] pairs = new long[1 << 10];
        private int used;

        void add(Key key) {
            if (used == pairs.length) {
                pairs = Arrays.copyOf(pairs, pairs.length * 2);
            }
            pairs[used++] = key.high;
            pairs[used++] = key.low;
        }

        void clear() {
            used = 0;
        }

        /** With those of another set. */
        KeySet with(KeySet other) {
            Key[] keys = new Key[used / 2];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = new Key(pairs[2 * i], pairs[2 * i + 1]);
            }
            Arrays.sort(keys);
            long[] merged = new long[used + other.sorted.length];
            int size = 0;
            int own = 0;
            int theirs = 0;
            while (own < keys.length || theirs < other.size()) {
                boolean takeOwn = theirs == other.size()
                        || own < keys.length
                                && compare(
                                                keys[own].high,
                                                keys[own].low,
                                                other.sorted[2 * theirs],
                                                other.sorted[2 * theirs + 1])
                                        <= 0;
                long high = takeOwn ? keys[own].high : other.sorted[2 * theirs];
                long low = takeOwn ? keys[own].low : other.sorted[2 * theirs + 1];
                own += takeOwn ? 1 : 0;
                theirs += takeOwn ? 0 : 1;
                if (size == 0 || merged[size - 2] != high || merged[size - 1] != low) {
                    merged[size++] = high;
                    merged[size++] = low;
                }
            }
            return new KeySet(Arrays.copyOf(merged, size));
        }
    }

    void write(Path file) {
        OutputFile.write(file, out -> {
            DataOutputStream data = new DataOutputStream(new BufferedOutputStream(out));
            data.writeLong(MAGIC);
            data.writeInt(size());
            for (long half : sorted) {
                data.writeLong(half);
            }
            data.flush();
        });
    }

    /** Reads a file that {@link #write} made, and that nobody altered since. */
    static KeySet read(Path file, String sha256) {
        if (!Files.isRegularFile(file) || !Workspace.sha256(file).equals(sha256)) {
            throw gone(file, null);
        }
        try (DataInputStream data = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (data.readLong() != MAGIC) {
                throw gone(file, null);
            }
            long[] sorted = new long[Math.multiplyExact(2, data.readInt())];
            for (int i = 0; i < sorted.length; i++) {
                sorted[i] = data.readLong();
            }
            return new KeySet(sorted);
        } catch (IOException e) {
            throw gone(file, e);
        }
    }

    private static DataException gone(Path file, @org.jspecify.annotations.Nullable IOException e) {
        return new DataException(
                "The file " + Wording.path(file)
                        + " with the keys of rows that earlier runs had is not there, or is another.",
                "Maybe this machine has not the folder of runs that the others have: one that all share is needed. Else bring the"
                        + " file back from a copy, or give the job another name to begin anew, which scores all rows once more.",
                Where.in(file),
                e);
    }
}
