package io.github.churnml.aws;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.DataException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.FetchedFile;
import io.github.churnml.files.OutputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Copies one object to this machine, through a buffer, and begins anew where the connection breaks off. */
final class S3Download {

    static final String LARGEST = "CHURN_S3_LARGEST_BYTES";
    private static final long LARGEST_BYTES = 10_000_000_000L;
    private static final int TRIES = 3;
    private static final int BUFFER = 1 << 16;
    private static final int MOST_NAMES = 10_000;

    private final S3Connection connection;
    private final S3Failure failure;
    private final long largest;

    S3Download(S3Connection connection) {
        this.connection = connection;
        this.failure = new S3Failure(connection);
        this.largest = connection.environment().number(LARGEST, LARGEST_BYTES, 1, Long.MAX_VALUE);
    }

    /** Copies the object, or the newest of those that the address stands for. */
    FetchedFile fetch(S3Address address, Path folder) {
        if (!address.isPattern()) {
            return copy(address, folder, "");
        }
        List<Newest.Found> found = list(address.bucket(), address.folder()).stream()
                .filter(file -> Newest.matches(file.name(), address.name()))
                .toList();
        Newest.Found newest = Newest.of(found, address.shown());
        String chosen = found.size() == 1
                ? "the only one of " + address
                : "the last of " + Wording.count(found.size()) + " of " + address + " by name and date";
        return copy(address.at(address.folder() + newest.name()), folder, chosen);
    }

    private FetchedFile copy(S3Address at, Path folder, String chosen) {
        Path target = folder.resolve(fileName(at));
        for (int tries = 1; ; tries++) {
            try {
                String[] version = {""};
                OutputFile.write(target, out -> version[0] = read(at, out));
                List<String> notes = new ArrayList<>();
                if (!chosen.isEmpty()) {
                    notes.add(chosen);
                }
                if (!version[0].isEmpty()) {
                    notes.add("version " + version[0]);
                }
                return new FetchedFile(
                        target, at + (notes.isEmpty() ? "" : " (" + String.join("; ", notes) + ")"), null);
            } catch (BrokenOff e) {
                if (tries == TRIES) {
                    throw new Unavailable(connection.server() + " broke the answer off " + TRIES + " times");
                }
            }
        }
    }

    private static String fileName(S3Address at) {
        String name = at.name();
        try {
            if (!name.equals(".")
                    && !name.equals("..")
                    && Path.of(name).getNameCount() == 1
                    && !Path.of(name).isAbsolute()) {
                return name;
            }
        } catch (InvalidPathException e) {
            // told below
        }
        throw new ConfigurationException(
                "The object " + at.shown() + " has a name that no file of this machine can have.",
                "Maybe copy it to another key.",
                Where.nowhere());
    }

    /** Writes the object's bytes, all that were announced, and gives back its version; empty if the bucket keeps none. */
    private String read(S3Address at, OutputStream out) throws IOException {
        try (ResponseInputStream<GetObjectResponse> in = connection
                .client()
                .getObject(request -> request.bucket(at.bucket()).key(at.key()))) {
            Long announced = in.response().contentLength();
            if (announced != null && announced > largest) {
                in.abort();
                throw tooLarge(at, announced);
            }
            long read = transfer(at, in, out);
            if (announced != null && read != announced) {
                throw new BrokenOff();
            }
            String version = in.response().versionId();
            return version == null || version.equals("null") ? "" : version;
        } catch (SdkException e) {
            throw explained(failure.of(e, "read", at), at);
        }
    }

    private long transfer(S3Address at, ResponseInputStream<GetObjectResponse> in, OutputStream out)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        for (int length = next(in, buffer); length >= 0; length = next(in, buffer)) {
            total += length;
            if (total > largest) {
                in.abort();
                throw tooLarge(at, total);
            }
            out.write(buffer, 0, length);
        }
        return total;
    }

    /** Reading fails otherwise than writing, which is the disk's matter; bytes with another checksum are as good as none. */
    private static int next(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (AbortedException e) {
            throw e; // the thread was interrupted
        } catch (IOException | SdkException e) {
            throw new BrokenOff();
        }
    }

    private static final class BrokenOff extends RuntimeException {

        BrokenOff() {
            super("broken off", null, false, false);
        }
    }

    private ConfigurationException tooLarge(S3Address at, long size) {
        return new ConfigurationException(
                "The object " + at.shown() + " has " + Wording.count(size) + " bytes or more, and "
                        + Wording.count(largest) + " is the most that is copied.",
                "Maybe another object was meant; else set " + LARGEST + ".",
                Where.nowhere());
    }

    /** Names what is near an object that is not there. */
    private RuntimeException explained(RuntimeException found, S3Address at) {
        if (!(found instanceof DataException)
                || !String.valueOf(found.getMessage()).contains("no such object")) {
            return found;
        }
        List<String> names;
        try {
            names = list(at.bucket(), at.folder()).stream()
                    .map(Newest.Found::name)
                    .filter(name -> !name.isEmpty())
                    .toList();
        } catch (ChurnException | Unavailable e) {
            return found; // who may not list is told without names
        }
        String problem = String.valueOf(found.getMessage()).split("\n", 2)[0];
        return new DataException(
                problem,
                names.isEmpty()
                        ? "Maybe its folder is misspelt: nothing is in "
                                + at.at(at.folder()).shown() + "."
                        : Wording.maybeNearest(at.name(), names),
                Where.nowhere());
    }

    /** The objects of a folder, without those of folders in it. */
    private List<Newest.Found> list(String bucket, String folder) {
        S3Address at = new S3Address(bucket, folder);
        List<Newest.Found> found = new ArrayList<>();
        try {
            ListObjectsV2Request request = ListObjectsV2Request.builder()
                    .bucket(bucket)
                    .prefix(folder)
                    .delimiter("/")
                    .build();
            for (ListObjectsV2Response page : connection.client().listObjectsV2Paginator(request)) {
                for (S3Object object : page.contents()) {
                    found.add(new Newest.Found(object.key().substring(folder.length()), object.lastModified()));
                }
                if (found.size() > MOST_NAMES) {
                    throw new ConfigurationException(
                            "There are more than " + Wording.count(MOST_NAMES) + " objects in " + at.shown() + ".",
                            "Maybe name the file.",
                            Where.nowhere());
                }
            }
        } catch (SdkException e) {
            throw failure.of(e, "listed", at);
        }
        return found;
    }
}
