package io.github.churnml.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code churn serve} on a thread of this process, at a free port; closing it ends the command. */
final class RunningServe implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern URL = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Thread thread;
    private volatile int exit = -1;
    private URI uri;

    RunningServe(Path folder, Object... args) throws InterruptedException {
        this(folder, Map.of(), args);
    }

    RunningServe(Path folder, Map<String, String> environment, Object... args) throws InterruptedException {
        Surroundings surroundings = new Surroundings(
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                folder,
                false);
        List<String> all = Stream.concat(Stream.of("serve", "--port", "0"), Stream.of(args))
                .map(String::valueOf)
                .toList();
        thread = new Thread(() -> exit = ChurnCommand.run(surroundings, all.toArray(String[]::new)));
        thread.start();
        Matcher found = URL.matcher(err());
        while (thread.isAlive() && !found.find()) {
            Thread.sleep(5);
            found = URL.matcher(err());
        }
        if (thread.isAlive()) {
            uri = URI.create(found.group());
        }
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri.resolve(path)));
    }

    HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri.resolve(path)).POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** Ends the command as an interrupt does, and gives back its exit code. */
    int end() throws InterruptedException {
        thread.interrupt();
        thread.join();
        return exit;
    }

    @Override
    public void close() throws InterruptedException {
        end();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(
                request.header("Content-Type", "application/json").build(), HttpResponse.BodyHandlers.ofString());
    }
}
