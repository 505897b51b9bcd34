package io.github.churnml.serving;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Chromium without a window, driven by the WebDriver protocol. Tests that need it are skipped where it is not installed. */
final class Browser implements AutoCloseable {

    private static final Path DRIVER = Path.of(System.getProperty("churn.chromedriver", "/usr/bin/chromedriver"));
    private static final Path CHROMIUM = Path.of(System.getProperty("churn.chromium", "/usr/bin/chromium"));
    private static final Pattern PORT = Pattern.compile("on port (\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_MILLIS = 20_000;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path profile;
    private final Process driver;
    private final URI session;

    private Browser(Path profile, Process driver, URI base) throws IOException {
        this.profile = profile;
        this.driver = driver;
        ObjectNode options = JSON.createObjectNode().put("binary", CHROMIUM.toString());
        options.putArray("args")
                .add("--headless")
                .add("--no-sandbox")
                .add("--disable-gpu")
                .add("--disable-quic")
                .add("--no-first-run")
                .add("--disable-background-networking")
                .add("--disable-component-update")
                .add("--disable-sync")
                .add("--force-prefers-reduced-motion")
                .add("--window-size=1280,1000")
                .add("--user-data-dir=" + profile)
                .add("about:blank");
        ObjectNode wanted = JSON.createObjectNode();
        wanted.set("goog:chromeOptions", options);
        wanted.set("goog:loggingPrefs", JSON.valueToTree(Map.of("browser", "ALL", "performance", "ALL")));
        JsonNode begun =
                post(base.resolve("/session"), JSON.valueToTree(Map.of("capabilities", Map.of("alwaysMatch", wanted))));
        this.session = base.resolve("/session/" + begun.get("sessionId").asText() + "/");
    }

    static Browser start() throws IOException {
        for (Path needed : List.of(DRIVER, CHROMIUM)) {
            Assumptions.assumeTrue(
                    Files.isExecutable(needed),
                    "skipped: " + needed + " is not there; set -Dchurn.chromedriver and -Dchurn.chromium");
        }
        Path profile = Files.createTempDirectory("churn-browser");
        Process driver = new ProcessBuilder(DRIVER.toString(), "--port=0")
                .redirectErrorStream(true)
                .start();
        try {
            return new Browser(profile, driver, URI.create("http://127.0.0.1:" + port(driver) + "/"));
        } catch (IOException | RuntimeException e) {
            end(driver);
            throw e;
        }
    }

    private static int port(Process driver) throws IOException {
        BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher matcher = PORT.matcher(line);
            if (line.contains("success") && matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new IOException("chromedriver ended before it was ready");
    }

    void open(URI page) throws IOException {
        command("url", Map.of("url", page.toString()));
    }

    /** What a script returns; its arguments are {@code arguments[0]} and so on. */
    JsonNode run(String script, Object... arguments) throws IOException {
        return command("execute/sync", Map.of("script", script, "args", List.of(arguments)));
    }

    String text(String selector) throws IOException {
        return run("return document.querySelector(arguments[0]).textContent", selector)
                .asText();
    }

    /** Waits until an expression holds, and fails with what it was if it does not. */
    void await(String expression) throws IOException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!run("return Boolean(" + expression + ")").asBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not so in " + PATIENCE_MILLIS + " ms: " + expression);
            }
            try {
                Thread.sleep(25);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    /** Types into a field as a person does, or names the file of a file picker. */
    void type(String selector, String text) throws IOException {
        JsonNode found = command("element", Map.of("using", "css selector", "value", selector));
        String id = found.elements().next().asText();
        if (!run("return document.querySelector(arguments[0]).type", selector)
                .asText()
                .equals("file")) {
            command("element/" + id + "/clear", Map.of());
        }
        command("element/" + id + "/value", Map.of("text", text));
    }

    void click(String selector) throws IOException {
        JsonNode found = command("element", Map.of("using", "css selector", "value", selector));
        command("element/" + found.elements().next().asText() + "/click", Map.of());
    }

    /** A command of the DevTools protocol. */
    JsonNode devTools(String name, Map<String, ?> parameters) throws IOException {
        return command("goog/cdp/execute", Map.of("cmd", name, "params", parameters));
    }

    /** What was complained of in the console since it was last asked. */
    List<String> complaints() throws IOException {
        List<String> complaints = new ArrayList<>();
        for (JsonNode entry : command("se/log", Map.of("type", "browser"))) {
            if (!entry.get("level").asText().equals("INFO")
                    && !entry.get("level").asText().equals("DEBUG")) {
                complaints.add(entry.get("message").asText());
            }
        }
        return complaints;
    }

    /** Where requests went since it was last asked. */
    List<String> requests() throws IOException {
        List<String> urls = new ArrayList<>();
        for (JsonNode entry : command("se/log", Map.of("type", "performance"))) {
            JsonNode message = JSON.readTree(entry.get("message").asText()).get("message");
            if (message.get("method").asText().equals("Network.requestWillBeSent")) {
                urls.add(message.at("/params/request/url").asText());
            }
        }
        return urls;
    }

    void screenshot(Path file) throws IOException {
        JsonNode shot = devTools("Page.captureScreenshot", Map.of());
        Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
    }

    /** The whole page, however long. */
    void wholeScreenshot(Path file) throws IOException {
        JsonNode shot = devTools("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(shot.get("data").asText()));
    }

    private JsonNode command(String name, Map<String, ?> body) throws IOException {
        return post(session.resolve(name), JSON.valueToTree(body));
    }

    private JsonNode post(URI uri, JsonNode body) throws IOException {
        return send(HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build());
    }

    private JsonNode send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode value = JSON.readTree(response.body()).get("value");
            if (response.statusCode() != 200) {
                throw new IOException(value.get("message").asText());
            }
            return value;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            send(HttpRequest.newBuilder(URI.create(session.toString().replaceAll("/$", "")))
                    .DELETE()
                    .build());
        } finally {
            end(driver);
        }
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** Ends the driver and the browser, and waits until nothing of them writes any more. */
    private static void end(Process driver) {
        List<ProcessHandle> all = Stream.concat(driver.descendants(), Stream.of(driver.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        for (ProcessHandle process : all) {
            process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        }
    }
}
