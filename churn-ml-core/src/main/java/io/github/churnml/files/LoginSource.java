package io.github.churnml.files;

/** Where a login comes from: the environment, a file, a manager of secrets. Safe for any thread. */
@FunctionalInterface
public interface LoginSource {

    /**
     * The login, which may be remembered from an earlier call.
     *
     * @return the login
     * @throws io.github.churnml.error.ChurnException if it cannot be had; the message has no secret in it
     */
    Login login();

    /**
     * The login, asked for anew: called once after one was refused, as a manager may have changed the password meanwhile.
     *
     * @return the login; by default what {@link #login} gives
     */
    default Login renewed() {
        return login();
    }
}
