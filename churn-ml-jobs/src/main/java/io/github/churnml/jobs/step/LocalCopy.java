package io.github.churnml.jobs.step;

import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;

/** A file of this machine that stands in for one that cannot be had. */
final class LocalCopy {

    /** Where the module for S3 looks for copies, while S3 cannot be asked, as BUCKET/KEY. */
    static final String S3_FOLDER = "CHURN_S3_FALLBACK";

    private static final String S3 = "s3://";

    private LocalCopy() {}

    static boolean isS3(String address) {
        return address.regionMatches(true, 0, S3, 0, S3.length());
    }

    /** A folder in which the local copy is where S3's module looks for it; the module knows when it may stand in. */
    static Path folderFor(String address, Path local, Path step) {
        String key = address.substring(S3.length());
        int slash = key.lastIndexOf('/');
        boolean isOne = slash < key.length() - 1 && key.indexOf('*', slash) < 0;
        Path folder = step.resolve("local-copy");
        Path file = folder.resolve(isOne ? key : key.substring(0, slash + 1) + local.getFileName());
        if (Files.isRegularFile(local)) {
            OutputFile.write(file, out -> Files.copy(local, out));
            dateAs(local, file);
        }
        return folder;
    }

    /** The module's warning tells the file's date, which is to be that of the copy and not of today. */
    private static void dateAs(Path local, Path file) {
        try {
            Files.setLastModifiedTime(file, Files.getLastModifiedTime(local));
        } catch (IOException e) {
            throw unreadable(local, e);
        }
    }

    private static DataException unreadable(Path file, IOException e) {
        return new DataException(
                "The local copy " + Wording.path(file) + " cannot be read.",
                "Maybe it was moved or deleted.",
                Where.in(file),
                e);
    }

    /** What the run's record tells. */
    static String notice(String shown, Path local, String place, String why) {
        return "The local copy " + shown + ", last changed " + changed(local) + ", stands in for " + place + ": " + why;
    }

    private static String changed(Path file) {
        try {
            return Files.getLastModifiedTime(file)
                    .toInstant()
                    .atOffset(ZoneOffset.UTC)
                    .toLocalDate()
                    .toString();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
