package io.github.churnml.serving.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Raw;
import io.github.churnml.serving.Served;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS with a key store that the JDK's own keytool makes for this test. */
class TlsTest {

    private static final String PASSWORD = "correct horse";

    @TempDir
    static Path folder;

    private static Path store;
    private static SSLContext trusting;

    @BeforeAll
    static void make() throws Exception {
        store = folder.resolve("server.p12");
        keytool(store, "PKCS12", PASSWORD);
        KeyStore known = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", known.getCertificate("server"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, managers.getTrustManagers(), null);
    }

    @Test
    void server_withAKeyStore_speaksHttps() throws Exception {
        Path passwordFile = Files.writeString(folder.resolve("password"), PASSWORD + "\n# not the password\n");
        HttpClient client = HttpClient.newBuilder().sslContext(trusting).build();
        try (ChurnServer server =
                Served.builder().tls(store, passwordFile).build().start()) {
            assertThat(server.uri()).hasScheme("https");
            String many = "[" + (Served.ROW + ",").repeat(3_000) + Served.ROW + "]";
            for (String body : List.of(Served.ROW, many)) {
                HttpResponse<String> response = client.send(
                        HttpRequest.newBuilder(Served.uri(server, "/predict"))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            }
        }
    }

    @Test
    void protocols_olderThanTls12_areRefused() throws Exception {
        try (ChurnServer server =
                Served.builder().tls(store, PASSWORD.toCharArray()).build().start()) {
            for (String protocol : new String[] {"TLSv1.2", "TLSv1.1", "TLSv1"}) {
                try (SSLSocket socket =
                        (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", server.port())) {
                    socket.setEnabledProtocols(new String[] {protocol});
                    if (protocol.equals("TLSv1.2")) {
                        socket.startHandshake();
                        assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
                    } else {
                        assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLHandshakeException.class);
                    }
                }
            }
        }
    }

    @Test
    void callers_withoutTls_areHungUpOnAndOthersServed() throws Exception {
        try (ChurnServer server =
                Served.builder().tls(store, PASSWORD.toCharArray()).build().start()) {
            Raw.Answer plain = Raw.ask(server, "GET /health HTTP/1.1\r\nHost: here\r\n\r\n");
            assertThat(plain.status()).isZero();
            try (Raw silent = Raw.to(server);
                    Raw tls = Raw.of(trusting.getSocketFactory().createSocket("127.0.0.1", server.port()))) {
                silent.send("\u0016\u0003\u0001\u0002\u0000");
                byte[] tooLarge = Raw.post("/predict", new byte[9 << 20]);
                assertThat(tls.send(Raw.post("/predict", Served.ROW)).read().status())
                        .isEqualTo(200);
                tls.sendAsFarAsTaken(tooLarge);
                assertThat(tls.read().status()).isEqualTo(413);
            }
        }
    }

    @Test
    void keyStore_inTheOldForm_isTaken() throws Exception {
        Path old = folder.resolve("server.jks");
        keytool(old, "JKS", PASSWORD);
        assertThat(Tls.context(old, PASSWORD.toCharArray())).isNotNull();
    }

    @Test
    void keyStore_thatIsNotThere_isSaid() {
        Path nowhere = folder.resolve("nowhere.p12");
        assertRefused(
                nowhere,
                PASSWORD,
                "Key store (" + nowhere + ") cannot be read.\n"
                        + "Maybe the path is wrong, or the server's user may not read it.");
    }

    @Test
    void password_thatIsWrong_isSaidAndNotRepeated() {
        assertRefused(
                store,
                "wrong battery",
                "The password does not open key store (" + store + ").\n"
                        + "Maybe it ends in a blank or belongs to another store.");
    }

    @Test
    void file_thatIsNoKeyStore_isRefused() throws Exception {
        Path pem = Files.writeString(folder.resolve("server.pem"), "-----BEGIN PRIVATE KEY-----\nMIIE\n");
        assertRefused(
                pem,
                PASSWORD,
                "File (" + pem + ") is no key store.\n"
                        + "Maybe it is PEM: make a key store of it with (openssl pkcs12 -export).");
        byte[] whole = Files.readAllBytes(store);
        Path half = Files.write(folder.resolve("half.p12"), java.util.Arrays.copyOf(whole, whole.length / 2));
        assertRefused(half, PASSWORD, "Key store (" + half + ") is damaged.\nMaybe copy it again.");
    }

    @Test
    void keyStore_withoutAKey_isRefused() throws Exception {
        Path trust = folder.resolve("trust.p12");
        KeyStore empty = KeyStore.getInstance("PKCS12");
        empty.load(null, null);
        try (var out = Files.newOutputStream(trust)) {
            empty.store(out, PASSWORD.toCharArray());
        }
        assertRefused(
                trust,
                PASSWORD,
                "Key store (" + trust
                        + ") holds no private key with its certificate.\nMaybe it is a trust store: make one"
                        + " with (openssl pkcs12 -export) from key and certificates.");
    }

    @Test
    void passwordFile_thatIsNone_isRefused() throws Exception {
        Path nowhere = folder.resolve("nowhere");
        assertThatThrownBy(() -> Served.builder().tls(store, nowhere).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Password file (" + nowhere + ") cannot be read.\n"
                        + "Maybe the path is wrong, or the server's user may not read it.");
        Path large = Files.write(folder.resolve("large"), new byte[5_000]);
        assertThatThrownBy(() -> Served.builder().tls(store, large).build())
                .hasMessage("Password file (" + large + ") is larger than 4096 bytes.\n"
                        + "Maybe another file was meant: its first line is the password.");
    }

    private static void assertRefused(Path file, String password, String message) {
        assertThatThrownBy(
                        () -> Served.builder().tls(file, password.toCharArray()).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    private static void keytool(Path file, String type, String password) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair"));
        command.addAll(List.of("-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-validity", "2"));
        command.addAll(List.of("-ext", "san=dns:localhost,ip:127.0.0.1", "-keystore", file.toString()));
        command.addAll(List.of("-storetype", type, "-storepass", password, "-keypass", password));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(Set.of(process.exitValue())).containsExactly(0);
    }
}
