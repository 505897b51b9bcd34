package io.github.churnml.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database's login out of a manager of secrets, whose answers are given here; the real one is tested in churn-ml-aws. */
class DatabaseSecretTest {

    private static final String OLD = "canary-old-password";
    private static final String NEW = "canary-new-password";

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private HttpServer manager;
    private String url;
    private int asked;

    /** Answers once with the password of before, then with that of now. */
    @BeforeEach
    void begin() throws IOException, SQLException {
        url = "jdbc:h2:" + folder.resolve("crm");
        try (Connection connection = DriverManager.getConnection(url, "churn", NEW);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE customers AS SELECT * FROM CSVREAD('" + Cli.customers() + "')");
        }
        manager = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        manager.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String password = ++asked == 1 ? OLD : NEW;
            byte[] body = ("{\"Name\":\"crm\",\"SecretString\":\"{\\\"username\\\":\\\"churn\\\",\\\"password\\\":\\\""
                            + password + "\\\"}\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        manager.start();
        environment.put(
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                "http://127.0.0.1:" + manager.getAddress().getPort());
        environment.put("AWS_REGION", "us-east-1");
        environment.put("AWS_ACCESS_KEY_ID", "canary-key");
        environment.put("AWS_SECRET_ACCESS_KEY", "canary-secret");
    }

    @AfterEach
    void end() {
        manager.stop(0);
    }

    private Cli.Result profile(Object... more) {
        Object[] words = new Object[more.length + 7];
        Object[] first = {"profile", "--jdbc", url, "--table", "customers", "--target", "CHURNED"};
        System.arraycopy(first, 0, words, 0, first.length);
        System.arraycopy(more, 0, words, first.length, more.length);
        Cli.Result result = Cli.run(folder, environment, words);
        assertThat(result.out() + result.err()).doesNotContain("canary");
        return result;
    }

    @Test
    void secret_whosePasswordWasChanged_isAskedForOnceMore() {
        Cli.Result result = profile("--jdbc-secret", "crm");

        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void secret_ofTheEnvironment_isUsedUnlessAUserIsNamed() {
        environment.put("CHURN_JDBC_SECRET", "crm");

        assertThat(profile().exit()).isZero();
        asked = 0;
        assertThat(profile("--jdbc-user", "bob").exit()).isNotZero();
        assertThat(asked).isZero();
    }

    @Test
    void secret_besideAUser_isRefused() {
        Cli.Result result = profile("--jdbc-secret", "crm", "--jdbc-user", "bob");

        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("The options --jdbc-secret and --jdbc-user both say who asks.");
        assertThat(profile("--jdbc-secret", " ").err()).contains("The secret that has the login is not named.");
    }
}
