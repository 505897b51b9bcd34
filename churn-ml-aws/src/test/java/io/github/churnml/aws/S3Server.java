package io.github.churnml.aws;

import java.lang.reflect.Field;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * S3 in this process, which checks signatures (S3Proxy), in memory or in a folder. {@link #environment} is what a program needs to
 * reach it. A module whose tests use it needs the test-jar of {@code churn-ml-aws} and {@code org.gaul:s3proxy}.
 */
public final class S3Server implements AutoCloseable {

    /** The keys that it takes; also canaries that must appear in no log and no message. */
    public static final String ACCESS_KEY = "AKIACANARY0ACCESS0KEY";

    public static final String SECRET_KEY = "canary/secret+key/of/the/s3/server/in/tests";

    private final BlobStore objects;
    private final S3Client client;
    private S3Proxy proxy;
    private int port;

    private S3Server(BlobStore objects) {
        this.objects = objects;
        this.proxy = start(objects, 0);
        this.port = proxy.getPort();
        this.client = S3Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(URI.create(url()))
                .forcePathStyle(true)
                // In chunks, S3Proxy stores one of nine small objects and then breaks the connection off.
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false))
                .build();
    }

    /** A server whose objects are in memory. */
    public static S3Server inMemory() {
        return new S3Server(BlobStores.create("transient", new Properties()));
    }

    /** A server whose objects are files below a folder, which is there. */
    public static S3Server inFolder(Path folder) {
        Properties properties = new Properties();
        properties.setProperty(
                "jclouds.filesystem.basedir", folder.toAbsolutePath().toString());
        return new S3Server(BlobStores.create("filesystem", properties));
    }

    private static S3Proxy start(BlobStore objects, int port) {
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(objects)
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .ignoreUnknownHeaders(true) // such as that of a session token
                .build();
        try {
            proxy.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return proxy;
    }

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Variables that lead to it, in a map that may be added to. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL_S3", url());
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_ACCESS_KEY_ID", ACCESS_KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", SECRET_KEY);
        return variables;
    }

    /** Makes a bucket, whose name has at least three characters. */
    public S3Server bucket(String name) {
        client.createBucket(request -> request.bucket(name));
        return this;
    }

    /** Writes an object. */
    public S3Server put(String bucket, String key, byte[] content) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
        return this;
    }

    /** Reads an object. */
    public byte[] get(String bucket, String key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }

    /** Deletes an object. */
    public void delete(String bucket, String key) {
        client.deleteObject(request -> request.bucket(bucket).key(key));
    }

    /** The keys of a bucket that begin with a prefix. */
    public List<String> keys(String bucket, String prefix) {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    /** Uploads in parts that were begun and neither completed nor given up. */
    public int openUploads(String bucket) {
        return client.listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .size();
    }

    /** Takes no connections from now on, and keeps its objects. */
    public void stop() {
        try {
            proxy.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers again, on the same port. */
    public void startAgain() {
        proxy = start(objects, port);
    }

    @Override
    public void close() {
        hurry();
        stop();
        client.close();
        objects.close();
    }

    /** Jetty gives connections that are kept open two seconds, and S3Proxy has no setting for it; no test has to wait for them. */
    private void hurry() {
        try {
            Field field = S3Proxy.class.getDeclaredField("server");
            field.setAccessible(true);
            Object server = field.get(proxy);
            server.getClass().getMethod("setStopTimeout", long.class).invoke(server, 0L);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("S3Proxy has changed: its server is not where it was", e);
        }
    }
}
