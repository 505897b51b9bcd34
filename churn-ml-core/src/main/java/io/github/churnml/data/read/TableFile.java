package io.github.churnml.data.read;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What every reader asks of the file that a table is in: that it is there, how it begins, how large it is.
 *
 * <p>No API: public for other packages of churn-ml alone, and may change at any time.
 */
public final class TableFile {

    /** How many bytes of the beginning are looked at. */
    static final int HEAD = 1 << 16;

    /** A scheme of more than one letter, since one is a drive. */
    private static final Pattern ADDRESS =
            Pattern.compile("(jdbc|[A-Za-z][A-Za-z0-9+.-]+(?=:[/\\\\])):.*", Pattern.DOTALL);

    private TableFile() {}

    /**
     * The file's first bytes.
     *
     * @param needed what the path should lead to, for messages, such as {@code a CSV file}
     */
    static byte[] head(Path path, String needed) {
        if (Files.isDirectory(path)) {
            throw new DataException(
                    "The path " + Wording.path(path) + " is a folder where " + needed + " is needed.",
                    "Maybe name one of the files in it.",
                    Where.in(path));
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new DataException(
                    "The path " + Wording.path(path) + " is not a regular file, and a table is read more than once.",
                    "Maybe write it to a file first.",
                    Where.in(path));
        }
        try (InputStream in = Packed.open(path)) {
            return in.readNBytes(HEAD);
        } catch (NoSuchFileException e) {
            requireNoAddress(path);
            throw new DataException(
                    "There is no file " + Wording.path(path) + ".",
                    "Maybe the path is relative to another folder: this one is " + Wording.path(path.toAbsolutePath())
                            + ".",
                    Where.in(path),
                    e);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** An address in place of a file; it is not repeated, since it may hold a password. */
    private static void requireNoAddress(Path path) {
        Matcher address = ADDRESS.matcher(path.toString());
        if (!address.matches()) {
            return;
        }
        String scheme = address.group(1).toLowerCase(Locale.ROOT);
        String way =
                switch (scheme) {
                    case "file" -> "give the path alone, without 'file:'";
                    case "http", "https", "ftp" ->
                        "download it first, for example with `curl -o table.csv ADDRESS`, and name the file";
                    case "s3", "s3a", "gs", "az", "abfs", "abfss", "wasbs", "hdfs", "dbfs" ->
                        "copy it to this computer first, with the tool of that storage, and name the file";
                    default -> "export the table to a CSV file first, and name that";
                };
        throw new DataException(
                "What begins with (" + scheme
                        + ":) is an address and not a file of this computer; nothing is fetched from" + " elsewhere.",
                "Maybe " + way + ".",
                Where.in(path));
    }

    /**
     * Opens a file: what is in it where it is a gzip file or a zip archive of one table, else the file itself.
     *
     * @param path the file
     * @return its bytes
     * @throws IOException if it cannot be opened
     * @throws DataException if it is packed and damaged
     */
    public static InputStream open(Path path) throws IOException {
        return Packed.open(path);
    }

    /**
     * Whether {@link #open} unpacks a file.
     *
     * @param path the file
     * @return whether it does
     * @throws DataException if it cannot be read
     */
    public static boolean isPacked(Path path) {
        try (InputStream in = Packed.open(path)) {
            return Packed.isUnpacking(in);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * About how many bytes {@link #open} gives, for progress.
     *
     * @param path the file
     * @return its size, unpacked
     * @throws DataException if it cannot be read
     */
    public static long size(Path path) {
        try {
            return Packed.claimed(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * What to throw where a file cannot be read.
     *
     * @param path the file
     * @param e why
     * @return the exception
     */
    public static DataException unreadable(Path path, IOException e) {
        return new DataException(
                "The file " + Wording.path(path) + " cannot be read: " + e.getMessage() + ".",
                "Maybe its permissions do not let this user read it.",
                Where.in(path),
                e);
    }

    static DataException empty(Path path) {
        return new DataException(
                "The file " + Wording.path(path) + " is empty.",
                "Maybe it was not written to its end.",
                Where.in(path));
    }

    static DataException noRows(Path path) {
        return new DataException(
                "The file " + Wording.path(path) + " has a header but no rows.",
                "Maybe the query that made it found nothing.",
                Where.in(path));
    }

    static DataException tooManyRows(Path path, long rows) {
        return new DataException(
                shortName(path) + " has more than " + rows + " rows.",
                "Maybe train on a sample of them.",
                Where.in(path));
    }

    /**
     * How messages name a file: by the last part of its path.
     *
     * @param path the file
     * @return its name, in quotes
     */
    public static String shortName(Path path) {
        Path name = path.getFileName();
        return Wording.name(name == null ? path.toString() : name.toString());
    }
}
