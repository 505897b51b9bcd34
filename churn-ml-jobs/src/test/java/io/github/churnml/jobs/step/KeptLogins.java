package io.github.churnml.jobs.step;

import io.github.churnml.files.Login;
import io.github.churnml.files.LoginSource;
import java.util.Map;

/** A manager with one secret. */
public final class KeptLogins implements SecretLogins {

    static final String PASSWORD = "c4n4ry-0f-s3cr3ts";

    @Override
    public LoginSource login(String secret, Map<String, String> environment) {
        return () -> new Login("sa", secret.equals("crm/login") ? PASSWORD : "wrong-" + PASSWORD);
    }
}
