package io.github.churnml.aws;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;

/** Where the keys of AWS come from: the variables, else a role of Kubernetes, a profile, the container or the machine. */
final class AwsKeys {

    private final AwsEnvironment environment;

    AwsKeys(AwsEnvironment environment) {
        this.environment = environment;
    }

    /**
     * The keys, which were asked for once, so that they are known to be there.
     *
     * @throws Unavailable if there are none
     */
    AwsCredentialsProvider provider() {
        Optional<String> id = environment.get(AwsEnvironment.ACCESS_KEY);
        Optional<String> secret = environment.get(AwsEnvironment.SECRET_KEY);
        if (id.isPresent() != secret.isPresent()) {
            throw new ConfigurationException(
                    "The variable " + (id.isPresent() ? AwsEnvironment.ACCESS_KEY : AwsEnvironment.SECRET_KEY)
                            + " is set without "
                            + (id.isPresent() ? AwsEnvironment.SECRET_KEY : AwsEnvironment.ACCESS_KEY) + ".",
                    "Maybe set both, or neither to take them from a profile, a container or the machine.",
                    Where.nowhere());
        }
        if (id.isPresent()) {
            return StaticCredentialsProvider.create(
                    environment.get(AwsEnvironment.SESSION_TOKEN).isPresent()
                            ? AwsSessionCredentials.create(
                                    id.get(),
                                    secret.orElseThrow(),
                                    environment
                                            .get(AwsEnvironment.SESSION_TOKEN)
                                            .get())
                            : AwsBasicCredentials.create(id.get(), secret.orElseThrow()));
        }
        List<AwsCredentialsProvider> others = others();
        if (others.isEmpty()) {
            throw none();
        }
        AwsCredentialsProvider provider = AwsCredentialsProviderChain.builder()
                .credentialsProviders(others)
                .build();
        try {
            provider.resolveCredentials();
        } catch (RuntimeException e) {
            // Not its message, which tells of every place that was looked at, and not as a cause: profiles may be
            // quoted.
            throw none();
        }
        return provider;
    }

    private List<AwsCredentialsProvider> others() {
        List<AwsCredentialsProvider> others = new ArrayList<>();
        Optional<String> token = environment.get("AWS_WEB_IDENTITY_TOKEN_FILE");
        Optional<String> role = environment.get("AWS_ROLE_ARN");
        if (token.isPresent() && role.isPresent()) {
            others.add(WebIdentityTokenFileCredentialsProvider.builder()
                    .webIdentityTokenFile(Path.of(token.get()))
                    .roleArn(role.get())
                    .roleSessionName(environment.get("AWS_ROLE_SESSION_NAME").orElse("churn-ml"))
                    .build());
        }
        ProfileFile profiles = environment.profiles();
        if (environment.first("AWS_PROFILE", "AWS_DEFAULT_PROFILE").isPresent()) {
            requireProfile(profiles);
        }
        if (profiles.profile(environment.profileName()).isPresent()) {
            others.add(ProfileCredentialsProvider.builder()
                    .profileFile(profiles)
                    .profileName(environment.profileName())
                    .build());
        }
        if (environment
                .first("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI")
                .isPresent()) {
            others.add(ContainerCredentialsProvider.builder().build());
        }
        if (!environment.get("AWS_EC2_METADATA_DISABLED").orElse("").equalsIgnoreCase("true")) {
            others.add(InstanceProfileCredentialsProvider.builder()
                    .profileFile(profiles)
                    .profileName(environment.profileName())
                    .build());
        }
        return others;
    }

    private void requireProfile(ProfileFile profiles) {
        String name = environment.profileName();
        if (profiles.profile(name).isEmpty()) {
            throw new ConfigurationException(
                    "There is no profile " + Wording.name(name) + " of AWS.",
                    profiles.profiles().isEmpty()
                            ? "Maybe its file is elsewhere: AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE say where."
                            : Wording.maybeNearest(name, profiles.profiles().keySet()),
                    Where.nowhere());
        }
    }

    private static Unavailable none() {
        return new Unavailable(
                "no keys were found",
                "Maybe set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE; on a machine or container of Amazon's"
                        + " give it a role. Profiles that take on a role need the artifact software.amazon.awssdk:sts.",
                true);
    }
}
