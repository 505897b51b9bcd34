package io.github.churnml;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the files shared beside the project; a test that needs one is skipped where it is absent. */
public final class SharedFiles {

    private SharedFiles() {}

    /** The file or folder at a path relative to the shared folder, or a skipped test. */
    public static Path require(String relative) {
        Path p = folder().resolve(relative);
        Assumptions.assumeTrue(Files.exists(p), "skipped: " + p + " is not there; set -Dchurn.shared=DIR");
        return p;
    }

    private static Path folder() {
        String property = System.getProperty("churn.shared");
        if (property != null) {
            return Path.of(property);
        }
        String environment = System.getenv("CHURN_SHARED");
        if (environment != null) {
            return Path.of(environment);
        }
        return Path.of(System.getProperty("churn.root", ""))
                .resolve("../shared")
                .normalize();
    }
}
