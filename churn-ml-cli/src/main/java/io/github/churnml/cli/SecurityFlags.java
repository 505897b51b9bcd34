package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.serving.ChurnServerBuilder;
import io.github.churnml.serving.keys.ApiKeys;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who may ask a server, how often and over what, as options. Secrets come from files or the environment, never from here. */
final class SecurityFlags {

    /** Where keys are looked for when no file is named. */
    static final String KEYS = "CHURN_API_KEYS";

    static final String ADMIN_KEYS = "CHURN_ADMIN_KEYS";

    @Option(
            names = "--api-keys",
            paramLabel = "FILE",
            description =
                    "Ask for one of these keys; one a line, bare or as 'name: key'. Default: those in the environment"
                            + " variable " + KEYS + ", separated by commas, if it is set.")
    @Nullable
    Path apiKeys;

    @Option(
            names = "--admin-keys",
            paramLabel = "FILE",
            description = "Keys that open POST /admin/reload. Default: those in " + ADMIN_KEYS
                    + ", if it is set; else no" + " one may.")
    @Nullable
    Path adminKeys;

    @Option(
            names = "--guard-metrics",
            description =
                    "Ask for a key at /metrics, too. Default: no, since what collects metrics is seldom given keys.")
    boolean guardMetrics;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description =
                    "The most requests a second of each key, or of each address where no key is asked for; twice as"
                            + " many at once. Default: any.")
    @Nullable
    Double rate;

    @Option(
            names = "--cors",
            paramLabel = "ORIGIN",
            split = ",",
            description = "Pages that may ask from a browser, such as https://shop.example. Default: none.")
    List<String> origins = List.of();

    @Option(
            names = "--tls",
            paramLabel = "FILE",
            description = "Speak HTTPS with the key in this PKCS12 or JKS key store; needs --tls-password.")
    @Nullable
    Path keyStore;

    @Option(
            names = "--tls-password",
            paramLabel = "FILE",
            description = "The file whose first line is the key store's password.")
    @Nullable
    Path passwordFile;

    void into(ChurnServerBuilder builder) {
        if (apiKeys != null) {
            builder.apiKeys(ApiKeys.read(apiKeys));
        } else if (System.getenv(KEYS) != null) {
            builder.apiKeys(ApiKeys.fromEnvironment(KEYS));
        }
        if (adminKeys != null) {
            builder.adminKeys(ApiKeys.read(adminKeys));
        } else if (System.getenv(ADMIN_KEYS) != null) {
            builder.adminKeys(ApiKeys.fromEnvironment(ADMIN_KEYS));
        }
        builder.guardMetrics(guardMetrics);
        if (rate != null) {
            builder.rateLimit(rate, (int) Math.max(1, Math.min(1_000_000, Math.ceil(2 * rate))));
        }
        builder.corsOrigins(origins.stream().map(String::strip).toArray(String[]::new));
        tls(builder);
    }

    private void tls(ChurnServerBuilder builder) {
        if (keyStore == null && passwordFile == null) {
            return;
        }
        if (keyStore == null || passwordFile == null) {
            throw new ConfigurationException(
                    "Option "
                            + (keyStore == null
                                    ? "--tls-password stands without --tls"
                                    : "--tls stands without --tls-password")
                            + ".",
                    "Maybe give both: a key store, and the file that holds its password.",
                    Where.nowhere());
        }
        builder.tls(keyStore, passwordFile);
    }
}
