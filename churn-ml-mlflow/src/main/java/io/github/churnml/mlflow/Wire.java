package io.github.churnml.mlflow;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.files.OutputFile;
import io.github.churnml.settings.PlainJson;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls over HTTP, each bounded in time and size. A call that may be repeated is tried again after a connection that is
 * refused, cut or too slow, and after the answers 429, 500, 502, 503 and 504, with a wait that doubles; any other answer is final.
 * A call that makes something new is repeated by {@link #make} only after it was looked for. Redirects are not followed. Safe
 * for any thread.
 */
final class Wire {

    /** Most bytes of an answer in JSON, and of a file. */
    private static final long MOST_JSON = 32L << 20;

    private static final long MOST_FILE = 2L << 30;

    /** A file may take so much longer than an answer. */
    private static final int FILE_TIMES = 20;

    /** One for all: its threads are daemons, and go when it is not used. */
    private static final class Held {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private final MlflowConnection connection;
    private final Waits waits;
    private @Nullable String workspace;

    Wire(MlflowConnection connection, Waits waits) {
        this.connection = connection;
        this.waits = waits;
    }

    MlflowConnection connection() {
        return connection;
    }

    /** From now on asks for a workspace, which the server was found to have. */
    void enter(String name) {
        workspace = name;
    }

    /** An address of the server. */
    URI uri(String path, Map<String, String> query) {
        String text = form(query);
        return URI.create(connection.base() + path + (text.isEmpty() ? "" : "?" + text));
    }

    /** Asks; safe to repeat. */
    Answer get(String what, String path, Map<String, String> query) {
        URI uri = uri(path, query);
        return repeated(what, () -> call(request(uri).GET(), MOST_JSON));
    }

    /** Asks another address; safe to repeat. */
    Answer get(String what, URI uri, Map<String, String> query) {
        return repeated(
                what, () -> call(request(URI.create(uri + "?" + form(query))).GET(), MOST_JSON));
    }

    /** Tells; only for what may be told twice. */
    Answer send(String what, String method, String path, Map<String, ?> body) {
        return repeated(what, () -> call(json(method, path, body), MOST_JSON));
    }

    /**
     * Makes something new, once. Where it is not known whether a call arrived, what it would have made is looked for before it
     * is tried again.
     *
     * @param what what is done, for messages
     * @param path of the call
     * @param body of the call; names what is made in a way that {@code find} finds
     * @param find looks for it; the answer to return, or nothing
     */
    Map<String, Object> make(
            String what, String path, Map<String, ?> body, Supplier<Optional<Map<String, Object>>> find) {
        Trouble last = new Trouble("it was not tried", Duration.ZERO);
        for (int attempt = 1; attempt <= connection.attempts(); attempt++) {
            if (attempt > 1) {
                pause(what, attempt, last.asked);
                Optional<Map<String, Object>> found = find.get();
                if (found.isPresent()) {
                    return found.get();
                }
            }
            try {
                Answer answer = call(json("POST", path, body), MOST_JSON);
                if (!answer.mayPass()) {
                    return answer.json(what);
                }
                last = Trouble.of(answer);
            } catch (Trouble e) {
                last = e;
            }
        }
        throw gaveUp(what, last);
    }

    /** Copies a file to the server; what has its name there is replaced. */
    void upload(String what, URI uri, Path file) {
        Answer answer = repeated(what, () -> {
            try {
                HttpRequest.Builder request = request(uri)
                        .header("Content-Type", "application/octet-stream")
                        .timeout(connection.timeout().multipliedBy(FILE_TIMES))
                        .PUT(HttpRequest.BodyPublishers.ofFile(file));
                return call(request, MOST_JSON, connection.timeout().multipliedBy(FILE_TIMES));
            } catch (FileNotFoundException e) {
                throw new ConfigurationException(
                        "The file '" + file + "' cannot be read.", "Maybe the path is wrong.", Where.in(file), e);
            }
        });
        if (!answer.isGood()) {
            throw answer.failure(what);
        }
    }

    /** Copies a file from the server, whole or not at all. */
    void download(String what, URI uri, Path target) {
        repeated(what, () -> {
            Trouble[] trouble = new Trouble[1];
            Answer[] answer = new Answer[1];
            try {
                OutputFile.write(target, out -> {
                    try {
                        answer[0] = fetch(uri, out);
                    } catch (Trouble e) {
                        trouble[0] = e;
                    }
                    if (trouble[0] != null || answer[0] == null || !answer[0].isGood()) {
                        throw new GivenUp();
                    }
                });
            } catch (GivenUp e) {
                // Nothing was left behind; why is known.
            }
            if (trouble[0] != null) {
                throw trouble[0];
            }
            if (answer[0] == null) {
                throw new IllegalStateException("no answer");
            }
            if (!answer[0].isGood() && !answer[0].mayPass()) {
                throw answer[0].failure(what);
            }
            return answer[0];
        });
    }

    private Answer fetch(URI uri, OutputStream out) {
        ByteArrayOutputStream failure = new ByteArrayOutputStream();
        HttpRequest request = request(uri).GET().build();
        HttpResponse<Long> answer = exchange(
                request,
                info -> info.statusCode() / 100 == 2
                        ? new BoundedBody(out, MOST_FILE)
                        : new BoundedBody(failure, MOST_JSON),
                connection.timeout().multipliedBy(FILE_TIMES));
        return answer(answer, failure.toByteArray());
    }

    private Answer repeated(String what, Supplier<Answer> call) {
        Trouble last = new Trouble("it was not tried", Duration.ZERO);
        for (int attempt = 1; attempt <= connection.attempts(); attempt++) {
            if (attempt > 1) {
                pause(what, attempt, last.asked);
            }
            try {
                Answer answer = call.get();
                if (!answer.mayPass()) {
                    return answer;
                }
                last = Trouble.of(answer);
            } catch (Trouble e) {
                last = e;
            }
        }
        throw gaveUp(what, last);
    }

    private HttpRequest.Builder json(String method, String path, Map<String, ?> body) {
        return request(uri(path, Map.of()))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofByteArray(PlainJson.writeLine(body)));
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(connection.timeout()).header("User-Agent", "churn-ml");
        // Artifacts may be on another port of the same host; another host gets no password.
        boolean ours = String.valueOf(uri.getHost()).equals(connection.base().getHost());
        if (connection.authorization() != null && ours) {
            request.header("Authorization", connection.authorization());
        }
        if (workspace != null && ours) {
            request.header("X-MLFLOW-WORKSPACE", workspace);
        }
        return request;
    }

    private Answer call(HttpRequest.Builder request, long most) {
        return call(request, most, connection.timeout());
    }

    private Answer call(HttpRequest.Builder request, long most, Duration within) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        HttpResponse<Long> answer = exchange(request.build(), info -> new BoundedBody(body, most), within);
        return answer(answer, body.toByteArray());
    }

    private Answer answer(HttpResponse<?> answer, byte[] body) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        String wait = answer.headers().firstValue("Retry-After").orElse("");
        return new Answer(connection.name(), answer.statusCode(), Answer.type(type), wait, body);
    }

    /** The time-out of a request ends with the answer's head; this one holds for its body too. */
    private HttpResponse<Long> exchange(HttpRequest request, HttpResponse.BodyHandler<Long> body, Duration within) {
        CompletableFuture<HttpResponse<Long>> answer = Held.CLIENT.sendAsync(request, body);
        try {
            return answer.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Trouble("it did not answer within " + within.toSeconds() + " s", Duration.ZERO);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new RegistryException(
                    "The call of the MLflow server (" + connection.name() + ") was interrupted.", "", Where.nowhere());
        } catch (ExecutionException e) {
            throw trouble(e.getCause(), within);
        }
    }

    private static Trouble trouble(@Nullable Throwable cause, Duration within) {
        if (cause instanceof BoundedBody.TooLong) {
            return new Trouble("its answer was cut off, since " + cause.getMessage(), Duration.ZERO);
        }
        if (cause instanceof ConnectException) {
            return new Trouble("it takes no connection", Duration.ZERO);
        }
        if (cause instanceof HttpTimeoutException) {
            return new Trouble("it did not answer within " + within.toSeconds() + " s", Duration.ZERO);
        }
        if (cause instanceof IOException) {
            String said = String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}", " ");
            return new Trouble("the connection failed: " + said, Duration.ZERO);
        }
        throw new IllegalStateException(cause);
    }

    void pause(String what, int attempt, Duration asked) {
        try {
            waits.before(attempt, asked);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryException(
                    "Waiting for the MLflow server (" + connection.name() + ") to " + what + " was interrupted.",
                    "",
                    Where.nowhere());
        }
    }

    private RuntimeException gaveUp(String what, Trouble last) {
        int attempts = connection.attempts();
        return new RegistryException(
                "The MLflow server (" + connection.name() + ") did not " + what + " in " + attempts
                        + (attempts == 1 ? " attempt: " : " attempts: at last ") + last.getMessage() + ".",
                "Maybe it is not running, is overloaded, or " + MlflowConnection.URI_VARIABLE
                        + " names another host or port; its log says more.",
                Where.nowhere());
    }

    /** Why an attempt failed in a way that may pass. */
    static final class Trouble extends RuntimeException {

        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // never serialized
        private final Duration asked;

        Trouble(String message, Duration asked) {
            super(message, null, false, false);
            this.asked = asked;
        }

        static Trouble of(Answer answer) {
            return new Trouble(answer.told(), Waits.asked(answer.retryAfter(), Instant.now()));
        }
    }

    /** Ends the writing of a file that did not come whole. */
    private static final class GivenUp extends RuntimeException {

        private static final long serialVersionUID = 1;

        GivenUp() {
            super("given up", null, false, false);
        }
    }

    private static String form(Map<String, String> query) {
        return query.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** A part of a path. */
    static String segment(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A mapping in the order of its parts. */
    static Map<String, String> query(String... parts) {
        Map<String, String> query = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            query.put(parts[i], parts[i + 1]);
        }
        return query;
    }

    /** A tree in the order of its parts. */
    static Map<String, Object> tree(Object... parts) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (int i = 0; i < parts.length; i += 2) {
            tree.put(String.valueOf(parts[i]), parts[i + 1]);
        }
        return tree;
    }
}
