package io.github.churnml.cli;

import io.github.churnml.aws.SecretsManagerLogin;
import io.github.churnml.files.LoginSource;
import io.github.churnml.jobs.step.SecretLogins;
import java.util.Map;

/** Logins of jobs out of AWS Secrets Manager. */
public final class AwsLogins implements SecretLogins {

    /** For {@link java.util.ServiceLoader}. */
    public AwsLogins() {}

    @Override
    public LoginSource login(String secret, Map<String, String> environment) {
        return SecretsManagerLogin.of(secret, null, environment);
    }
}
