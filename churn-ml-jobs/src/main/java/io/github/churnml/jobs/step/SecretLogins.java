package io.github.churnml.jobs.step;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.files.LoginSource;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Logins that a manager of secrets keeps, by the secret's name. A service: an application names its implementation in {@code
 * META-INF/services}; the {@code churn} command has one for AWS Secrets Manager. It has a public constructor without parameters.
 */
public interface SecretLogins {

    /**
     * The login of a secret.
     *
     * @param secret the secret's name
     * @param environment variables that say how the manager is reached
     * @return the source; nothing is asked yet
     * @throws ConfigurationException if it is no such name
     */
    LoginSource login(String secret, Map<String, String> environment);

    /**
     * What is on the class path.
     *
     * @return the logins
     * @throws ConfigurationException if there are none
     */
    static SecretLogins find() {
        return ServiceLoader.load(SecretLogins.class, SecretLogins.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "The job names a secret, and nothing here can ask a manager of secrets.",
                        "Maybe run it by the churn command, or have a SecretLogins among META-INF/services; a password can be in a"
                                + " variable or a file as well.",
                        Where.nowhere()));
    }
}
