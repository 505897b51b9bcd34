package io.github.churnml.files;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Files on other machines, by an address such as {@code s3://bucket/customers.csv} or {@code models:/churn@champion}. A service:
 * a module names its implementation in {@code META-INF/services}, and {@link #of} finds it by the address's scheme. It has a
 * public constructor without parameters, keeps no state and is safe for any thread.
 */
public interface RemoteFiles {

    /** {@return the schemes that it serves, in lower case, without colon} */
    List<String> schemes();

    /**
     * Copies a file to this machine, whole or not at all.
     *
     * @param address the file's address
     * @param folder the folder to copy it into, which is there; a file of the same name is replaced
     * @param environment variables that say how the place is reached, as those of the process do
     * @return the copy
     * @throws io.github.churnml.error.ChurnException if it cannot be had, which says why
     */
    FetchedFile fetch(String address, Path folder, Map<String, String> environment);

    /**
     * Copies a file of this machine to an address, whole or not at all.
     *
     * @param file the file
     * @param address where to; what is there is replaced
     * @param environment variables that say how the place is reached
     * @throws io.github.churnml.error.ChurnException if it cannot be written, or the place takes no files in this way
     */
    void store(Path file, String address, Map<String, String> environment);

    /**
     * Whether a text is an address and no path.
     *
     * @param text what a user wrote
     * @return whether it begins with a scheme of two letters or more and {@code :/}
     */
    static boolean isAddress(String text) {
        return scheme(text).length() > 1;
    }

    /**
     * What serves an address.
     *
     * @param address the address
     * @return the place's files
     * @throws ConfigurationException if nothing on the class path serves its scheme, which names the artifact to add
     */
    static RemoteFiles of(String address) {
        String scheme = scheme(address);
        for (RemoteFiles one : ServiceLoader.load(RemoteFiles.class, RemoteFiles.class.getClassLoader())) {
            if (one.schemes().contains(scheme)) {
                return one;
            }
        }
        throw new ConfigurationException(
                "Nothing here can read " + Wording.value(scheme + ":") + " addresses.",
                switch (scheme) {
                    case "s3" -> "Maybe add the artifact churn-ml-aws.";
                    case "models", "runs" -> "Maybe add the artifact churn-ml-mlflow.";
                    default -> "Maybe give a path, or an address that begins with s3:// or models:/.";
                },
                Where.nowhere());
    }

    private static String scheme(String text) {
        int colon = text.indexOf(":/");
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        return scheme.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '+' || c == '-')
                ? scheme
                : "";
    }
}
