package io.github.churnml.aws;

import io.github.churnml.PythonServers;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** S3 and Secrets Manager of moto, in Python; tests that need it are skipped where {@link PythonServers} finds none. */
public final class MotoServer implements AutoCloseable {

    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create(S3Server.ACCESS_KEY, S3Server.SECRET_KEY));

    /**
     * Moto 5.2.5 with one request at a time. By itself it looks whether an object is there and then writes it, with nothing to hold
     * these two together: in one of a thousand rounds on a busy machine two of four writers were told that they had created it.
     */
    private static final String ONE_AT_A_TIME = """
            import threading
            from moto import server
            answer = server.DomainDispatcherApplication.__call__
            one = threading.Lock()
            def alone(self, environ, start_response):
                with one:
                    return answer(self, environ, start_response)
            server.DomainDispatcherApplication.__call__ = alone
            server.main()
            """;

    private final PythonServers.Running server;

    private MotoServer(PythonServers.Running server) {
        this.server = server;
    }

    public static MotoServer start(Path folder) {
        int port = PythonServers.freePort();
        Path program = PythonServers.require("moto", "python");
        return new MotoServer(PythonServers.start(
                List.of(program.toString(), "-c", ONE_AT_A_TIME, "-H", "127.0.0.1", "-p", Integer.toString(port)),
                port,
                folder,
                Map.of()));
    }

    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", server.url());
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY);
        return variables;
    }

    void bucket(String name) {
        try (S3Client client = S3Client.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(KEYS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(URI.create(server.url()))
                .forcePathStyle(true)
                .build()) {
            client.createBucket(request -> request.bucket(name));
        }
    }

    /** Makes a secret, or gives it another value. */
    public void secret(String region, String name, String value) {
        try (SecretsManagerClient client = secrets(region)) {
            boolean isThere = client.listSecrets().secretList().stream()
                    .anyMatch(secret -> secret.name().equals(name));
            if (isThere) {
                client.putSecretValue(request -> request.secretId(name).secretString(value));
            } else {
                client.createSecret(request -> request.name(name).secretString(value));
            }
        }
    }

    /** Makes a secret of bytes. */
    void secret(String region, String name, byte[] value) {
        try (SecretsManagerClient client = secrets(region)) {
            client.createSecret(request -> request.name(name).secretBinary(SdkBytes.fromByteArray(value)));
        }
    }

    private SecretsManagerClient secrets(String region) {
        return SecretsManagerClient.builder()
                .region(Region.of(region))
                .credentialsProvider(KEYS)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(URI.create(server.url()))
                .build();
    }

    @Override
    public void close() {
        server.close();
    }
}
