package io.github.churnml.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

class AwsEnvironmentTest {

    @TempDir
    Path folder;

    @Test
    void keys_ofTheMap_winOverThoseOfTheProcess() {
        System.setProperty("aws.accessKeyId", "of the process");
        System.setProperty("aws.secretAccessKey", "of the process");
        try {
            AwsCredentials keys = new AwsKeys(new AwsEnvironment(Map.of(
                            "AWS_ACCESS_KEY_ID",
                            " id ",
                            "AWS_SECRET_ACCESS_KEY",
                            "secret",
                            "AWS_SESSION_TOKEN",
                            "token")))
                    .provider()
                    .resolveCredentials();

            assertThat(keys.accessKeyId()).isEqualTo("id");
            assertThat(((AwsSessionCredentials) keys).sessionToken()).isEqualTo("token");
            AwsEnvironment none =
                    new AwsEnvironment(Map.of("HOME", folder.toString(), "AWS_EC2_METADATA_DISABLED", "true"));
            assertThatThrownBy(() -> new AwsKeys(none).provider()).isInstanceOf(Unavailable.class);
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    @Test
    void region_ofVariablesThenProfile_inThatOrder() throws Exception {
        Path config = Files.writeString(folder.resolve("config"), "[profile team]\nregion = eu-north-1\n");
        Map<String, String> profile = Map.of("AWS_PROFILE", "team", "AWS_CONFIG_FILE", config.toString());

        assertThat(new AwsEnvironment(profile).region()).hasValue("eu-north-1");
        assertThat(new AwsEnvironment(Map.of("AWS_DEFAULT_REGION", "eu-west-1", "AWS_CONFIG_FILE", config.toString()))
                        .region())
                .hasValue("eu-west-1");
        assertThat(new AwsEnvironment(Map.of("AWS_REGION", "", "HOME", folder.toString())).region())
                .isEmpty();
    }

    @Test
    void keys_profileThatIsNotThere_nearestIsNamed() throws Exception {
        Path config = Files.writeString(folder.resolve("config"), "[profile team]\nregion = eu-north-1\n");

        assertThatThrownBy(() -> new AwsKeys(new AwsEnvironment(Map.of(
                                "AWS_PROFILE",
                                "taem",
                                "AWS_CONFIG_FILE",
                                config.toString(),
                                "HOME",
                                folder.toString())))
                        .provider())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There is no profile 'taem' of AWS.\nMaybe 'team' was meant.");
    }

    @Test
    void profiles_brokenFile_isToldWithoutItsLines() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), "aws_secret_access_key = canary-profile-secret\n");

        assertThatThrownBy(() -> new AwsEnvironment(Map.of("AWS_SHARED_CREDENTIALS_FILE", keys.toString())).profiles())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The file of AWS profiles (" + keys
                        + ") cannot be read.\nMaybe a line in it is no [section] and" + " no name = value.")
                .hasNoCause();
    }

    @Test
    void toString_always_hasNoSecret() {
        assertThat(new AwsEnvironment(Map.of("AWS_SECRET_ACCESS_KEY", "canary")))
                .hasToString("AwsEnvironment[***]");
    }
}
