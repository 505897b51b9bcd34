package io.github.churnml.aws;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    String profileName() {
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

    /** The server that is asked in place of Amazon's, by the first of several variables that is set. */
    Optional<URI> endpoint(String service, String... names) {
        return first(names).map(text -> {
            URI uri = uri(text);
            if (uri == null
                    || uri.getHost() == null
                    || !String.valueOf(uri.getScheme()).matches("(?i)https?")) {
                throw new ConfigurationException(
                        "The endpoint of " + service + " is " + Wording.value(text) + " where a URL is required.",
                        "Maybe set " + names[0] + " to https://host:port, or unset it to ask Amazon.",
                        Where.nowhere());
            }
            if (uri.getUserInfo() != null) {
                throw new ConfigurationException(
                        "The endpoint of " + service + " has a user in it.",
                        "Maybe set " + ACCESS_KEY + " and " + SECRET_KEY + " instead.",
                        Where.nowhere());
            }
            return uri;
        });
    }

    private static @Nullable URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
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
