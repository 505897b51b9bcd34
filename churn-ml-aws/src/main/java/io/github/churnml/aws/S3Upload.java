package io.github.churnml.aws;

import io.github.churnml.error.DataException;
import io.github.churnml.error.OutputException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Copies one file to a bucket: small ones in one request, larger ones in parts that become an object only once all are there, so
 * that a reader sees the old object or the whole new one. Parts of an upload that fails are given up; those of a process that is
 * killed stay unseen until the bucket's own rule removes them.
 */
final class S3Upload {

    private static final long PART = 16L << 20;
    private static final long MOST_PARTS = 10_000;
    private static final String TYPE = "application/octet-stream";

    private final S3Client client;
    private final S3Failure failure;

    S3Upload(S3Connection connection) {
        this.client = connection.client();
        this.failure = new S3Failure(connection);
    }

    void store(Path file, S3Address at) {
        try {
            long size = Files.size(file);
            FileTime modified = Files.getLastModifiedTime(file);
            if (size <= PART) {
                byte[] content = Files.readAllBytes(file);
                client.putObject(
                        request -> request.bucket(at.bucket()).key(at.key()).contentType(TYPE),
                        RequestBody.fromBytes(content));
            } else {
                inParts(file, size, modified, at);
            }
        } catch (SdkException e) {
            throw failure.of(e, "written", at);
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, Objects.requireNonNull(e.getCause()));
        }
    }

    private void inParts(Path file, long size, FileTime modified, S3Address at) throws IOException {
        String id = client.createMultipartUpload(
                        request -> request.bucket(at.bucket()).key(at.key()).contentType(TYPE))
                .uploadId();
        boolean isComplete = false;
        try {
            List<CompletedPart> parts = parts(file, size, at, id);
            if (Files.size(file) != size || !Files.getLastModifiedTime(file).equals(modified)) {
                throw new OutputException(
                        "The file " + Wording.path(file) + " was changed while it was copied to " + at.shown()
                                + "; nothing was changed there.",
                        "Maybe try again.",
                        Where.in(file));
            }
            client.completeMultipartUpload(request -> request.bucket(at.bucket())
                    .key(at.key())
                    .uploadId(id)
                    .multipartUpload(upload -> upload.parts(parts)));
            isComplete = true;
        } finally {
            if (!isComplete) {
                giveUp(at, id);
            }
        }
    }

    private List<CompletedPart> parts(Path file, long size, S3Address at, String id) {
        long length = Math.max(PART, (size + MOST_PARTS - 1) / MOST_PARTS);
        List<CompletedPart> parts = new ArrayList<>();
        for (long from = 0; from < size; from += length) {
            long begin = from;
            long count = Math.min(length, size - from);
            int number = parts.size() + 1;
            String tag = client.uploadPart(
                            request -> request.bucket(at.bucket())
                                    .key(at.key())
                                    .uploadId(id)
                                    .partNumber(number)
                                    .contentLength(count),
                            RequestBody.fromContentProvider(() -> range(file, begin, count), count, TYPE))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        return parts;
    }

    private void giveUp(S3Address at, String id) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(at.bucket()).key(at.key()).uploadId(id));
        } catch (SdkException e) {
            // The failure that led here is the one to tell; the parts are no object.
        }
    }

    /** A part of a file, read through a buffer by whoever sends it, from its begin for each try. */
    private static InputStream range(Path file, long from, long count) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            channel.position(from);
            return new Range(Channels.newInputStream(channel), count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Range extends FilterInputStream {

        private long left;

        Range(InputStream in, long count) {
            super(in);
            left = count;
        }

        @Override
        public int read() throws IOException {
            int one = left > 0 ? super.read() : -1;
            left -= one >= 0 ? 1 : 0;
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = left > 0 ? super.read(bytes, from, (int) Math.min(length, left)) : -1;
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }

    private static DataException unreadable(Path file, IOException cause) {
        String how = cause instanceof NoSuchFileException ? "is not there" : "cannot be read";
        return new DataException(
                "The file " + Wording.path(file) + " " + how + ".",
                "Maybe its path is wrong, or this user may not read it.",
                Where.in(file),
                cause);
    }
}
