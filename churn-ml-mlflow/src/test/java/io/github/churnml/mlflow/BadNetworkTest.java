package io.github.churnml.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.churnml.PythonServers;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.RegistryException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between this client and a server, and what may go wrong there. No MLflow is played here. */
class BadNetworkTest {

    private static final String CANARY = "s3cret-canary";

    private interface Answers {
        void answer(HttpExchange exchange, int call) throws IOException;
    }

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<Duration> waits = new ArrayList<>();
    private HttpServer server;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answering(Answers answers) {
        server.createContext("/", exchange -> {
            calls.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            exchange.getRequestBody().readAllBytes();
            answers.answer(exchange, calls.size());
            exchange.close();
        });
    }

    private static void say(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private Wire wire(String url) {
        Map<String, String> environment = Map.of(
                "MLFLOW_TRACKING_USERNAME", "u",
                "MLFLOW_TRACKING_PASSWORD", CANARY,
                "MLFLOW_HTTP_REQUEST_TIMEOUT", "2",
                "MLFLOW_HTTP_REQUEST_MAX_RETRIES", "3");
        return new Wire(MlflowConnection.of(url, environment), (attempt, asked) -> waits.add(asked));
    }

    @ParameterizedTest
    @CsvSource({"429", "500", "502", "503", "504"})
    void call_thatMayBeRepeated_isTriedAgainAsLongAsAsked(int status) {
        answering((exchange, call) -> {
            if (call < 3) {
                exchange.getResponseHeaders().set("Retry-After", "7");
            }
            say(exchange, call < 3 ? status : 200, "application/json", "{\"ok\": 1}");
        });
        assertThat(wire(url()).send("do it", "POST", "/x", Map.of()).json("do it"))
                .containsEntry("ok", 1);
        assertThat(calls).hasSize(3);
        assertThat(waits).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(7));
    }

    @ParameterizedTest
    @CsvSource({"400", "404", "409", "501"})
    void call_refusedForGood_isNotTriedAgain(int status) {
        answering((exchange, call) -> say(
                exchange,
                status,
                "application/json",
                "{\"error_code\": \"INVALID_PARAMETER_VALUE\", \"message\": \"no\"}"));
        Answer answer = wire(url()).get("do it", "/x", Map.of());
        assertThatThrownBy(() -> answer.json("do it")).hasMessageContaining("did not do it (" + status + ": no).");
        assertThat(calls).hasSize(1);
    }

    @Test
    void making_whoseAnswerIsLost_isLookedForFirst() {
        answering((exchange, call) -> {
            if (call > 1) {
                say(exchange, 200, "application/json", "{\"run\": \"second\"}");
            }
            // The first call arrived, and its connection is cut without an answer.
        });
        Map<String, Object> made =
                wire(url()).make("make a run", "/make", Map.of(), () -> java.util.Optional.of(Map.of("run", "first")));
        assertThat(made).containsEntry("run", "first");
        assertThat(calls).containsExactly("POST /make");
    }

    @Test
    void making_thatDidNotArrive_isTriedAgain() {
        answering((exchange, call) ->
                say(exchange, call == 1 ? 503 : 200, "application/json", call == 1 ? "{}" : "{\"run\": \"second\"}"));
        assertThat(wire(url()).make("make a run", "/make", Map.of(), java.util.Optional::empty))
                .containsEntry("run", "second");
        assertThat(calls).hasSize(2);
    }

    @Test
    void file_cutShort_isTriedAgainAndNeverHalfWritten() {
        byte[] whole = new byte[100_000];
        whole[99_999] = 7;
        answering((exchange, call) -> {
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(whole, 0, call < 4 ? 40_000 : whole.length);
        });
        Path file = folder.resolve("f");
        wire(url()).download("give it", java.net.URI.create(url() + "/f"), file);
        assertThat(file).hasBinaryContent(whole);
        assertThat(calls).hasSize(4);
        server.removeContext("/");
        answering((exchange, call) -> {
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(whole, 0, 40_000);
        });
        Path other = folder.resolve("g");
        assertThatThrownBy(() -> wire(url()).download("give it", java.net.URI.create(url() + "/g"), other))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("did not give it in 4 attempts: at last the connection failed");
        assertThat(folder.toFile().list()).containsExactly("f");
    }

    @Test
    void answer_thatNeverEnds_isCutOff() {
        answering((exchange, call) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                exchange.getResponseBody().write(piece);
            }
        });
        assertThatThrownBy(() -> wire(url()).get("do it", "/x", Map.of()))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("its answer was cut off, since it is longer than 33554432 bytes");
    }

    @Test
    void server_thatIsSilent_isGivenUp() {
        answering((exchange, call) -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            try {
                Thread.sleep(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Wire once = new Wire(
                MlflowConnection.of(
                        url(), Map.of("MLFLOW_HTTP_REQUEST_TIMEOUT", "1", "MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")),
                (attempt, asked) -> {});
        assertThatThrownBy(() -> once.get("do it", "/x", Map.of()))
                .hasMessageContaining("in 1 attempt: it did not answer within 1 s.");
    }

    @Test
    void server_thatIsNotThere_isTriedAgainThenTold() {
        String nowhere = "http://127.0.0.1:" + PythonServers.freePort();
        assertThatThrownBy(() -> new MlflowClient(wire(nowhere)).version())
                .isInstanceOf(RegistryException.class)
                .hasMessage("The MLflow server (" + nowhere
                        + ") did not tell its version in 4 attempts: at last it takes no connection.\n"
                        + "Maybe it is not running, is overloaded, or MLFLOW_TRACKING_URI names another host or port; its log"
                        + " says more.");
        assertThat(waits).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | text/html        | <html>Sign in</html> | it answered with what is no version, so this is no MLflow server
            404 | text/html        | <html>nginx</html>   | it answered with 404, so this is no MLflow server
            302 | text/html        |                      | it redirects (302), and redirects are not followed
            401 | text/plain       | no                   | it wants to know who asks (401)
            403 | application/json | {"message": "nope"}  | this user may not do that (403: nope)
            403 | text/plain       | Invalid Host header - possible DNS rebinding attack detected | Maybe start it with --allowed-hosts
            413 | text/html        | too large            | what was sent is too large for it""")
    void answer_ofWhatStandsBetween_isExplained(int status, String type, String body, String says) {
        answering((exchange, call) -> say(exchange, status, type, body == null ? "" : body));
        assertThatThrownBy(() -> new MlflowClient(wire(url())).version())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(says)
                .hasMessageContaining("\nMaybe ")
                .hasMessageNotContaining(CANARY);
        assertThat(calls).hasSize(1);
    }

    @Test
    void login_isSent_andStandsNowhere() {
        List<String> headers = new CopyOnWriteArrayList<>();
        answering((exchange, call) -> {
            headers.addAll(exchange.getRequestHeaders().get("Authorization"));
            say(exchange, 200, "text/html", "3.17.2");
        });
        MlflowClient client = new MlflowClient(wire(url()));
        assertThat(client.version()).isEqualTo("3.17.2");
        assertThat(headers).containsExactly("Basic dTpzM2NyZXQtY2FuYXJ5");
        assertThat(client.toString() + client.wire().connection()).doesNotContain(CANARY, "dTpz");
        headers.clear();
        MlflowClient token = MlflowClient.of(url(), Map.of("MLFLOW_TRACKING_TOKEN", CANARY));
        token.version();
        assertThat(headers).containsExactly("Bearer " + CANARY);
        headers.clear();
        String inUrl = url().replace("http://", "http://me:" + CANARY + "@");
        assertThat(MlflowClient.of(inUrl, Map.of()).server()).isEqualTo(url());
        MlflowClient.of(inUrl, Map.of()).version();
        assertThat(headers).containsExactly("Basic bWU6czNjcmV0LWNhbmFyeQ==");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            postgresql://u:s3cret-canary@h/mlflow_db | mlflow server --backend-store-uri postgresql:
            postgresql+psycopg2://u:s3cret-canary@h/d | mlflow server --backend-store-uri postgresql
            sqlite:///mlflow.db                      | mlflow server --backend-store-uri sqlite:
            file:///tmp/mlruns                       | mlflow server --backend-store-uri FOLDER
            ./mlruns                                 | mlflow server --backend-store-uri FOLDER
            databricks                               | mlflow server --backend-store-uri FOLDER
            http:///nohost                           | names no host
            http://a b:s3cret-canary@h               | is no address""")
    void address_thatIsNoServer_saysHowToStartOne(String uri, String says) {
        assertThatThrownBy(() -> MlflowClient.of(uri, Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(says)
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void environment_withoutAServer_saysWhichVariable() {
        assertThatThrownBy(() -> MlflowClient.of(Map.of()))
                .hasMessage("It is not said where the MLflow server answers.\n"
                        + "Maybe set MLFLOW_TRACKING_URI, such as http://localhost:5000.");
        assertThatThrownBy(() -> MlflowClient.of("http://h", Map.of("MLFLOW_HTTP_REQUEST_TIMEOUT", "soon")))
                .hasMessageContaining("MLFLOW_HTTP_REQUEST_TIMEOUT is (soon) where a whole number from 1 to 86400");
        assertThatThrownBy(() -> MlflowClient.of("http://h", Map.of("MLFLOW_TRACKING_INSECURE_TLS", "true")))
                .hasMessageContaining("MLFLOW_TRACKING_INSECURE_TLS (true) is not followed");
    }

    @ParameterizedTest
    @CsvSource({
        "models:/m",
        "models:/m/latest",
        "models:/m/Production",
        "models:/m@",
        "runs:/12/model",
        "models:/a/../b",
        "runs:/00000000000000000000000000000000/../x"
    })
    void modelAddress_thatIsNone_isRefused(String address) {
        assertThatThrownBy(() -> ModelAddress.of(address))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("names no model of MLflow.\nMaybe ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "model_version", "model_name"})
    void withTag_nameByWhichAModelIsFoundAgain_isRefused(String name) {
        assertThatThrownBy(() -> Mlflow.at("http://localhost:1").withTag(name, "x"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("'" + name + "'");
    }
}
