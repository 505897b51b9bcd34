package io.github.churnml.aws;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * A client of S3 and what it was made of. Where an endpoint is named it is another server than Amazon's: buckets are part of the
 * path, and checksums are sent only where S3 requires them, since many such servers refuse the others.
 */
final class S3Connection implements AutoCloseable {

    static final String CHECKSUMS = "CHURN_S3_CHECKSUMS";
    static final String TIMEOUT = "CHURN_S3_TIMEOUT_SECONDS";
    private static final String ANY_REGION = "us-east-1";
    private static final int TIMEOUT_SECONDS = 30;
    private static final int CONNECT_SECONDS = 5;

    private final AwsEnvironment environment;
    private final Optional<URI> endpoint;
    private final String region;
    private final S3Client client;

    private S3Connection(AwsEnvironment environment, Optional<URI> endpoint, String region, S3Client client) {
        this.environment = environment;
        this.endpoint = endpoint;
        this.region = region;
        this.client = client;
    }

    /**
     * Connects as variables say.
     *
     * @throws ConfigurationException if a variable is wrong or the region is missing
     * @throws Unavailable if there are no keys
     */
    static S3Connection of(Map<String, String> variables) {
        AwsEnvironment environment = new AwsEnvironment(variables);
        Optional<URI> endpoint = environment.endpoint("S3", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
        String region = environment.region().orElseGet(() -> {
            if (endpoint.isEmpty()) {
                throw new ConfigurationException(
                        "S3 is asked without a region.",
                        "Maybe set AWS_REGION, such as eu-central-1, to the region that the bucket is in.",
                        Where.nowhere());
            }
            return ANY_REGION;
        });
        Duration timeout = Duration.ofSeconds(environment.number(TIMEOUT, TIMEOUT_SECONDS, 1, 3600));
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(region))
                .credentialsProvider(new AwsKeys(environment).provider())
                .overrideConfiguration(configuration -> configuration.defaultProfileFile(environment.profiles()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(Math.min(CONNECT_SECONDS, timeout.toSeconds())))
                        .socketTimeout(timeout));
        // Some servers store what comes in chunks of Amazon's and then break the connection off, so that it is sent
        // again: S3Proxy 4.1.0.
        endpoint.ifPresent(uri -> builder.endpointOverride(uri)
                .forcePathStyle(true)
                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false)));
        checksums(environment, endpoint.isPresent()).ifPresent(required -> builder.requestChecksumCalculation(
                        required ? RequestChecksumCalculation.WHEN_REQUIRED : RequestChecksumCalculation.WHEN_SUPPORTED)
                .responseChecksumValidation(
                        required
                                ? ResponseChecksumValidation.WHEN_REQUIRED
                                : ResponseChecksumValidation.WHEN_SUPPORTED));
        return new S3Connection(environment, endpoint, region, builder.build());
    }

    /** Whether checksums are sent and checked only where they must be; empty for what the SDK does by itself. */
    private static Optional<Boolean> checksums(AwsEnvironment environment, boolean isOther) {
        Optional<String> text = environment.get(CHECKSUMS).map(value -> value.toLowerCase(Locale.ROOT));
        if (text.isEmpty()) {
            return isOther ? Optional.of(true) : Optional.empty();
        }
        return Optional.of(
                switch (text.get()) {
                    case "when_required" -> true;
                    case "when_supported" -> false;
                    default ->
                        throw new ConfigurationException(
                                "The variable " + CHECKSUMS + " is " + Wording.value(text.get())
                                        + " where when_required or when_supported is required.",
                                "Maybe unset it.",
                                Where.nowhere());
                });
    }

    S3Client client() {
        return client;
    }

    AwsEnvironment environment() {
        return environment;
    }

    /** Who is asked, for messages. */
    String server() {
        return endpoint.map(uri -> uri.getScheme() + "://" + uri.getAuthority()).orElse("S3 in " + region);
    }

    String region() {
        return region;
    }

    @Override
    public void close() {
        client.close();
    }

    /** {@return who is asked; nothing that is secret} */
    @Override
    public String toString() {
        return "S3Connection[" + server() + "]";
    }
}
