package io.github.churnml.aws;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;

/**
 * Variables that say how AWS is reached: keys, region, profile. They are read from a map, so that a program can give others than
 * its own process has; only what a container or a machine knows of itself is asked from there. Immutable.
 */
final class AwsEnvironment {

    static final String ACCESS_KEY = "AWS_ACCESS_KEY_ID";
    static final String SECRET_KEY = "AWS_SECRET_ACCESS_KEY";
    static final String SESSION_TOKEN = "AWS_SESSION_TOKEN";
    private static final String HIDDEN = "***";

    private final Map<String, String> variables;

    AwsEnvironment(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /** A variable without blanks around it; empty if it is not set, or to nothing. */
    Optional<String> get(String name) {
        return Optional.ofNullable(variables.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** The first of several variables that is set. */
    Optional<String> first(String... names) {
        return Stream.of(names).map(this::get).flatMap(Optional::stream).findFirst();
    }

    /** A whole number within bounds. */
    long number(String name, long fallback, long least, long most) {
        Optional<String> text = get(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            long value = Long.parseLong(text.get());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ConfigurationException(
                "The variable " + name + " is " + Wording.value(text.get()) + " where a whole number from "
                        + Wording.count(least) + " to " + Wording.count(most) + " is required.",
                "Maybe unset it; then it is " + Wording.count(fallback) + ".",
                Where.nowhere());
    }

    /** The region that the variables or the profile name. */
    Optional<String> region() {
        return first("AWS_REGION", "AWS_DEFAULT_REGION").or(() -> profile().flatMap(found -> found.property("region")));
    }

    private String profileName() {
        return first("AWS_PROFILE", "AWS_DEFAULT_PROFILE").orElse("default");
    }

    private Optional<Profile> profile() {
        return profiles().profile(profileName());
    }

    /** The files of profiles, from where the variables say or where they are by default. */
    ProfileFile profiles() {
        ProfileFile.Aggregator files = ProfileFile.aggregator();
        add(files, "AWS_CONFIG_FILE", "config", ProfileFile.Type.CONFIGURATION);
        add(files, "AWS_SHARED_CREDENTIALS_FILE", "credentials", ProfileFile.Type.CREDENTIALS);
        return files.build();
    }

    private void add(ProfileFile.Aggregator files, String variable, String name, ProfileFile.Type type) {
        Path path = get(variable)
                .map(Path::of)
                .orElseGet(() -> Path.of(get("HOME").orElse(System.getProperty("user.home", "")), ".aws", name));
        if (!Files.isRegularFile(path)) {
            return;
        }
        try {
            files.addFile(ProfileFile.builder().content(path).type(type).build());
        } catch (RuntimeException e) {
            // Not its cause: a message about a line may quote the line, and the lines are keys.
            throw new ConfigurationException(
                    "The file of AWS profiles " + Wording.path(path) + " cannot be read.",
                    "Maybe a line in it is no [section] and no name = value.",
                    Where.in(path));
        }
    }

    /** The keys that the variables name, else what a profile, a container or the machine gives. */
    AwsCredentialsProvider credentials() {
        Optional<String> id = get(ACCESS_KEY);
        Optional<String> secret = get(SECRET_KEY);
        if (id.isPresent() != secret.isPresent()) {
            throw new ConfigurationException(
                    "The variable " + (id.isPresent() ? ACCESS_KEY : SECRET_KEY) + " is set without "
                            + (id.isPresent() ? SECRET_KEY : ACCESS_KEY) + ".",
                    "Maybe set both, or neither to take them from a profile, a container or the machine.",
                    Where.nowhere());
        }
        if (id.isPresent()) {
            return StaticCredentialsProvider.create(
                    get(SESSION_TOKEN).isPresent()
                            ? AwsSessionCredentials.create(
                                    id.get(),
                                    secret.orElseThrow(),
                                    get(SESSION_TOKEN).get())
                            : AwsBasicCredentials.create(id.get(), secret.orElseThrow()));
        }
        return AwsCredentialsProviderChain.builder()
                .credentialsProviders(others())
                .build();
    }

    private List<AwsCredentialsProvider> others() {
        List<AwsCredentialsProvider> others = new ArrayList<>();
        Optional<String> token = get("AWS_WEB_IDENTITY_TOKEN_FILE");
        Optional<String> role = get("AWS_ROLE_ARN");
        if (token.isPresent() && role.isPresent()) {
            others.add(WebIdentityTokenFileCredentialsProvider.builder()
                    .webIdentityTokenFile(Path.of(token.get()))
                    .roleArn(role.get())
                    .roleSessionName(get("AWS_ROLE_SESSION_NAME").orElse("churn-ml"))
                    .build());
        }
        ProfileFile profiles = profiles();
        if (profiles.profile(profileName()).isPresent()
                || first("AWS_PROFILE", "AWS_DEFAULT_PROFILE").isPresent()) {
            others.add(ProfileCredentialsProvider.builder()
                    .profileFile(profiles)
                    .profileName(profileName())
                    .build());
        }
        if (first("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI")
                .isPresent()) {
            others.add(ContainerCredentialsProvider.builder().build());
        }
        if (!get("AWS_EC2_METADATA_DISABLED").orElse("").equalsIgnoreCase("true")) {
            others.add(InstanceProfileCredentialsProvider.builder()
                    .profileFile(profiles)
                    .profileName(profileName())
                    .build());
        }
        if (others.isEmpty()) {
            others.add(() -> {
                throw new NoCredentials();
            });
        }
        return others;
    }

    /** There is nowhere to take keys from. */
    static final class NoCredentials extends RuntimeException {

        NoCredentials() {
            super("no keys are set", null, false, false);
        }
    }

    /** A text of somebody else's, without the keys that the variables have. */
    String withoutSecrets(String text) {
        String clean = text;
        for (String name : List.of(ACCESS_KEY, SECRET_KEY, SESSION_TOKEN)) {
            Optional<String> secret = get(name);
            if (secret.isPresent()) {
                clean = clean.replace(secret.get(), HIDDEN);
            }
        }
        return clean;
    }

    /** {@return nothing that is secret} */
    @Override
    public String toString() {
        return "AwsEnvironment[" + HIDDEN + "]";
    }
}
