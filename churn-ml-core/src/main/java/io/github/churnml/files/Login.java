package io.github.churnml.files;

/**
 * A user and a password.
 *
 * @param user the user
 * @param password the password; in no message, log or {@link #toString}
 */
public record Login(String user, String password) {

    /** {@return nothing that is secret} */
    @Override
    public String toString() {
        return "Login[***]";
    }
}
