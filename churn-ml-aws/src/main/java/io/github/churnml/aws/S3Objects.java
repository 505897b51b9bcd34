package io.github.churnml.aws;

import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Small objects of one bucket: read whole, written, and created only if they are not there.
 *
 * <p>A request that is repeated because its answer was lost finds its own object there. So each creation has a mark of its writer
 * in the object's metadata, and whoever is told that the object is there already reads whose it is.
 */
final class S3Objects {

    private static final String WRITER = "churn-writer";
    private static final int CONFLICT = 409;
    private static final int CONDITION_FAILED = 412;
    private static final int ABSENT = 404;
    private static final int TRIES = 10;
    private static final int READS = 3;
    private static final int LONGEST_WAIT_MILLIS = 200;
    private static final int READERS = 8;

    private final S3Client client;
    private final S3Connection connection;
    private final S3Failure failure;
    private final String bucket;

    S3Objects(S3Connection connection, String bucket) {
        this.connection = connection;
        this.client = connection.client();
        this.failure = new S3Failure(connection);
        this.bucket = bucket;
    }

    /** An object's bytes; empty if it is not there. */
    Optional<byte[]> read(String key, int largest) {
        for (int tries = 1; ; tries++) {
            try (ResponseInputStream<GetObjectResponse> in =
                    client.getObject(request -> request.bucket(bucket).key(key))) {
                Long announced = in.response().contentLength();
                byte[] content = announced != null && announced > largest ? new byte[0] : in.readNBytes(largest + 1);
                if (content.length > largest || announced != null && announced > largest) {
                    in.abort();
                    throw new RegistryException(
                            "The object " + at(key).shown() + " is larger than " + Wording.count(largest) + " bytes.",
                            "Maybe it is another object.",
                            Where.nowhere());
                }
                if (announced == null || announced == content.length) {
                    return Optional.of(content);
                }
            } catch (SdkException e) {
                if (isAbsent(e)) {
                    return Optional.empty();
                }
                throw failure.of(e, "read", at(key));
            } catch (IOException e) {
                // The connection broke off, which the last try tells.
            }
            if (tries == READS) {
                throw new Unavailable(connection.server() + " broke the answer off " + READS + " times");
            }
        }
    }

    /** The bytes of objects that are there, several asked for at a time. */
    List<byte[]> readAll(List<String> keys, int largest) {
        if (keys.size() <= 1) {
            return keys.stream().map(key -> there(key, largest)).toList();
        }
        ExecutorService readers = Executors.newFixedThreadPool(Math.min(READERS, keys.size()));
        try {
            List<Future<byte[]>> asked = new ArrayList<>();
            for (String key : keys) {
                asked.add(readers.submit(() -> there(key, largest)));
            }
            List<byte[]> all = new ArrayList<>();
            for (Future<byte[]> one : asked) {
                all.add(one.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("reading was interrupted");
        } finally {
            readers.shutdownNow();
        }
    }

    private byte[] there(String key, int largest) {
        return read(key, largest)
                .orElseThrow(() -> new RegistryException(
                        "The object " + at(key).shown() + " was removed while it was read.",
                        "Maybe restore it from a backup.",
                        Where.nowhere()));
    }

    /** The names that follow a prefix, without those of folders below it, in the bucket's order. */
    List<String> names(String prefix, String after) {
        List<String> names = new ArrayList<>();
        ListObjectsV2Request.Builder request =
                ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).delimiter("/");
        if (!after.isEmpty()) {
            request.startAfter(prefix + after);
        }
        return asked("listed", at(prefix), () -> {
            for (ListObjectsV2Response page : client.listObjectsV2Paginator(request.build())) {
                for (S3Object object : page.contents()) {
                    names.add(object.key().substring(prefix.length()));
                }
            }
            return names;
        });
    }

    /** Whose an object is: the mark of its writer, blank if it has none; empty if it is not there. */
    Optional<String> writer(String key) {
        try {
            Map<String, String> facts = client.headObject(
                            request -> request.bucket(bucket).key(key))
                    .metadata();
            return Optional.of(facts.getOrDefault(WRITER, ""));
        } catch (SdkException e) {
            if (isAbsent(e)) {
                return Optional.empty();
            }
            throw failure.of(e, "read", at(key));
        }
    }

    /**
     * Creates an object.
     *
     * @return false if it is there already, of another writer
     */
    boolean create(String key, byte[] content) {
        String mark = UUID.randomUUID().toString();
        for (int tries = 1; ; tries++) {
            try {
                client.putObject(
                        request ->
                                request.bucket(bucket).key(key).ifNoneMatch("*").metadata(Map.of(WRITER, mark)),
                        RequestBody.fromBytes(content));
                return true;
            } catch (AwsServiceException e) {
                boolean isTaken = e.statusCode() == CONDITION_FAILED;
                // Another creation of it is under way: S3 asks to try again.
                boolean isContested = e.statusCode() == CONFLICT;
                if (!isTaken && !isContested || tries == TRIES) {
                    throw failure.of(e, "written", at(key));
                }
                Optional<String> writer = writer(key);
                if (writer.isPresent()) {
                    return writer.get().equals(mark);
                }
                pause(tries);
            } catch (SdkException e) {
                return unanswered(key, mark, failure.of(e, "written", at(key)));
            }
        }
    }

    /** No answer came: the object may be there all the same. */
    private boolean unanswered(String key, String mark, RuntimeException why) {
        try {
            Optional<String> writer = writer(key);
            if (writer.isPresent()) {
                return writer.get().equals(mark);
            }
        } catch (RuntimeException e) {
            throw why;
        }
        throw why;
    }

    private static void pause(int tries) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(Math.min(LONGEST_WAIT_MILLIS, 10 << tries)) + 1L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("writing was interrupted");
        }
    }

    /** Whether the server keeps an object that is to be created although it is there; leaves one behind that is always the same. */
    boolean keepsWhatIsThere(String key) {
        byte[] content =
                "This object shows that the server keeps to If-None-Match.\n".getBytes(StandardCharsets.US_ASCII);
        boolean wasMissing = create(key, content);
        return !wasMissing || !create(key, content);
    }

    /** Writes an object, in place of one that is there. */
    void write(String key, byte[] content) {
        asked(
                "written",
                at(key),
                () -> client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content)));
    }

    /** Deletes an object, if it is there. */
    void delete(String key) {
        asked(
                "deleted",
                at(key),
                () -> client.deleteObject(request -> request.bucket(bucket).key(key)));
    }

    private <T> T asked(String what, S3Address at, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw failure.of(e, what, at);
        }
    }

    /** An object that is not there; a bucket that is not there is another matter. */
    private static boolean isAbsent(SdkException failure) {
        return failure instanceof AwsServiceException answer
                && answer.statusCode() == ABSENT
                && !S3Failure.code(answer).equals("NoSuchBucket");
    }

    private S3Address at(String key) {
        return new S3Address(bucket, key);
    }
}
