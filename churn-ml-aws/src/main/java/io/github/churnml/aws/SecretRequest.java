package io.github.churnml.aws;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.Login;
import io.github.churnml.settings.Blame;
import io.github.churnml.settings.PlainJson;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** Asks Secrets Manager for a secret and reads the login in it. What is in a secret stands in no message, nor as a cause. */
final class SecretRequest {

    private static final Pattern ARN = Pattern.compile("arn:[a-z-]+:secretsmanager:([a-z0-9-]+):.*");
    private static final String ANY_REGION = "us-east-1";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final int SERVER = 500;

    private final String secret;
    private final AwsEnvironment environment;
    private final @Nullable String asked;

    SecretRequest(String secret, @Nullable String region, AwsEnvironment environment) {
        this.secret = secret;
        this.asked = region;
        this.environment = environment;
    }

    /**
     * Asks.
     *
     * @throws ConfigurationException if there is no such login, or it may not be read
     * @throws Unavailable if nobody answers
     */
    Login ask() {
        String region = region();
        Optional<URI> endpoint =
                environment.endpoint("Secrets Manager", "AWS_ENDPOINT_URL_SECRETS_MANAGER", "AWS_ENDPOINT_URL");
        SecretsManagerClientBuilder builder = SecretsManagerClient.builder()
                .region(Region.of(region))
                .credentialsProvider(new AwsKeys(environment).provider())
                .overrideConfiguration(configuration -> configuration.defaultProfileFile(environment.profiles()))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ANSWER));
        endpoint.ifPresent(builder::endpointOverride);
        try (SecretsManagerClient client = builder.build()) {
            return read(client.getSecretValue(request -> request.secretId(secret)));
        } catch (AwsServiceException e) {
            throw told(e, region);
        } catch (SdkException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                Optional<String> why = Unavailable.reason(cause);
                if (why.isPresent()) {
                    throw new Unavailable(server(endpoint, region) + " " + why.get() + Unavailable.attempts(e));
                }
            }
            throw wrong("cannot be read: " + clean(e.getMessage()) + ".", "Maybe a variable of AWS is wrong.");
        }
    }

    private static String server(Optional<URI> endpoint, String region) {
        return endpoint.map(uri -> uri.getScheme() + "://" + uri.getAuthority()).orElse("Secrets Manager in " + region);
    }

    private String region() {
        Matcher arn = ARN.matcher(secret);
        if (asked != null && !asked.isBlank()) {
            return asked.strip();
        }
        return arn.matches() ? arn.group(1) : environment.region().orElse(ANY_REGION);
    }

    private Login read(GetSecretValueResponse answer) {
        String text = answer.secretString();
        if (text == null) {
            throw wrong("holds bytes where text is required.", "Maybe keep the login in it as " + shape() + ".");
        }
        Map<String, Object> tree;
        try {
            tree = PlainJson.read(text.getBytes(StandardCharsets.UTF_8), Blame.configuration(null), "The secret");
        } catch (ChurnException e) {
            // Its message may quote the secret.
            throw wrong("is not JSON, or not one mapping.", "Maybe keep the login in it as " + shape() + ".");
        }
        return new Login(value(tree, "username", "user"), value(tree, "password"));
    }

    private static String shape() {
        return "{\"username\": …, \"password\": …}";
    }

    private String value(Map<String, Object> tree, String... keys) {
        Object found = Stream.of(keys)
                .map(tree::get)
                .filter(value -> value != null)
                .findFirst()
                .orElse(null);
        if (found instanceof String text && !text.isEmpty()) {
            return text;
        }
        // Not the names that are there: some secrets have the password for a key.
        throw wrong(
                found == null
                        ? "has no " + Wording.name(keys[0]) + "."
                        : "has a " + Wording.name(keys[0]) + " that is empty or no text.",
                "Maybe keep the login in it as " + shape() + ".");
    }

    private RuntimeException told(AwsServiceException answer, String region) {
        String code = S3Failure.code(answer);
        if (answer.statusCode() >= SERVER || code.startsWith("Throttling")) {
            return new Unavailable("Secrets Manager answered " + answer.statusCode()
                    + (code.isEmpty() ? "" : " " + code) + Unavailable.attempts(answer));
        }
        return switch (code) {
            case "ResourceNotFoundException" ->
                wrong(
                        "is not in the region " + Wording.value(region) + ", or has no value.",
                        "Maybe its name is misspelt, or it is in another region.");
            case "AccessDeniedException" ->
                wrong(
                        "may not be read (AccessDeniedException).",
                        "Maybe the keys' policy lacks secretsmanager:GetSecretValue, or kms:Decrypt for a key of your own.");
            case "InvalidRequestException" ->
                wrong("cannot be read as it is (InvalidRequestException).", "Maybe it is marked to be deleted.");
            case "DecryptionFailure", "DecryptionFailureException" ->
                wrong("cannot be decrypted.", "Maybe its key is disabled, or its policy lacks kms:Decrypt.");
            case "UnrecognizedClientException",
                    "InvalidClientTokenId",
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch" ->
                wrong(
                        "cannot be read: the keys are refused (" + code + ").",
                        "Maybe the keys are wrong or were deleted.");
            case "ExpiredToken", "ExpiredTokenException" ->
                wrong(
                        "cannot be read: the session token has expired (" + code + ").",
                        "Maybe log in anew, or take keys that last.");
            default ->
                wrong(
                        "cannot be read: Secrets Manager answered " + answer.statusCode() + " ("
                                + (code.isEmpty() ? "no code" : code) + ").",
                        "Maybe look the code up in its documentation.");
        };
    }

    private String clean(@Nullable String text) {
        return Wording.plain(environment.withoutSecrets(String.valueOf(text)));
    }

    private ConfigurationException wrong(String how, String maybe) {
        return new ConfigurationException("The secret " + Wording.name(secret) + " " + how, maybe, Where.nowhere());
    }
}
