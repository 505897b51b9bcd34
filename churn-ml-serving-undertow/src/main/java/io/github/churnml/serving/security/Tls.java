package io.github.churnml.serving.security;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.files.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes what a TLS listener needs of a key store, PKCS12 or JKS as it comes. */
public final class Tls {

    public static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private static final Logger LOG = LoggerFactory.getLogger(Tls.class);

    private Tls() {}

    public static SSLContext context(Path file, char[] password) {
        KeyStore store = load(file, password);
        SecretFile.warnOfReaders("Key store", file);
        try {
            if (!warnOfDates(store, file)) {
                throw new ConfigurationException(
                        "Key store " + Wording.path(file) + " holds no private key with its certificate.",
                        "Maybe it is a trust store: make one with (openssl pkcs12 -export) from key and certificates.",
                        Where.in(file));
            }
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (UnrecoverableKeyException e) {
            throw new ConfigurationException(
                    "The private key in key store " + Wording.path(file) + " has another password than the store.",
                    "Maybe give both the same with keytool -keypasswd.",
                    Where.in(file),
                    e);
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(
                    "Key store " + Wording.path(file) + " cannot be used for TLS.",
                    "Maybe its key is of a kind that this JDK does not know.",
                    Where.in(file),
                    e);
        }
    }

    private static KeyStore load(Path file, char[] password) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ConfigurationException(
                    "Key store " + Wording.path(file) + " cannot be read.",
                    "Maybe the path is wrong, or the server's user may not read it.",
                    Where.in(file));
        }
        try {
            return KeyStore.getInstance(file.toFile(), password);
        } catch (IOException e) {
            boolean wrongPassword = e.getCause() instanceof UnrecoverableKeyException;
            throw new ConfigurationException(
                    wrongPassword
                            ? "The password does not open key store " + Wording.path(file) + "."
                            : "Key store " + Wording.path(file) + " is damaged.",
                    wrongPassword ? "Maybe it ends in a blank or belongs to another store." : "Maybe copy it again.",
                    Where.in(file),
                    e);
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(
                    "File " + Wording.path(file) + " is no key store.",
                    "Maybe it is PEM: make a key store of it with (openssl pkcs12 -export).",
                    Where.in(file),
                    e);
        }
    }

    /** Whether there is a key at all; a certificate that is not valid today is only told. */
    private static boolean warnOfDates(KeyStore store, Path file) throws GeneralSecurityException {
        boolean found = false;
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                found = true;
                try {
                    certificate.checkValidity();
                } catch (CertificateException e) {
                    LOG.warn(
                            "The certificate in key store {} is valid from {} to {}, not today",
                            Wording.path(file),
                            certificate.getNotBefore().toInstant(),
                            certificate.getNotAfter().toInstant());
                }
            }
        }
        return found;
    }

    /**
     * What a security configuration says, read when the server is built; this copy of the password is wiped at once.
     *
     * @return empty if it names no key store: plain HTTP
     */
    public static Optional<SSLContext> context(Security security) {
        Path store = security.keyStore();
        if (store == null) {
            return Optional.empty();
        }
        char[] password = password(security);
        try {
            return Optional.of(context(store, password));
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static char[] password(Security security) {
        if (security.passwordFile() != null) {
            return SecretFile.password(security.passwordFile());
        }
        return security.password() == null ? new char[0] : security.password().clone();
    }
}
