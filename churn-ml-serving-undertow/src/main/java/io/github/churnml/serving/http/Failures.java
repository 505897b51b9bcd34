package io.github.churnml.serving.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/** Answers with problems, and turns whatever goes wrong in a handler into one: a request never ends the server. */
public final class Failures {

    /** The kind of problem that a request was answered with, for the log. */
    public static final AttachmentKey<String> KIND = AttachmentKey.create(String.class);

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String TYPE = "urn:churn-ml:problem:";

    private final JsonFactory json = new JsonFactory();

    /** What may go wrong. */
    public interface Action {
        void run() throws Exception;
    }

    public void guard(HttpServerExchange exchange, Action action) {
        try {
            action.run();
            Answers.watch(exchange);
        } catch (Throwable e) {
            failed(exchange, e);
        }
    }

    /** Whatever it was, memory that ran out or a class that is missing, concerns this request alone. */
    private void failed(HttpServerExchange exchange, Throwable e) {
        try {
            // Its message may repeat a customer's values: neither the log nor the caller is told.
            LOG.error(
                    "Request {} failed: {} at {}",
                    Exchanges.id(exchange),
                    e.getClass().getName(),
                    e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "an unknown place");
            if (exchange.isComplete()) {
                // Its connection belongs to the next request.
                return;
            }
            if (exchange.isResponseStarted()) {
                close(exchange);
            } else {
                answer(
                        exchange,
                        Problem.of(
                                StatusCodes.INTERNAL_SERVER_ERROR,
                                "internal",
                                "The server could not answer request " + Exchanges.id(exchange) + ".",
                                "Its log says where it failed."));
                Answers.watch(exchange);
            }
        } catch (Throwable again) {
            close(exchange);
        }
    }

    /** Gives up on an exchange: half an answer is worse than none. */
    static void close(HttpServerExchange exchange) {
        exchange.setPersistent(false);
        IoUtils.safeClose(exchange.getConnection());
        Connectors.terminateRequest(exchange);
        exchange.endExchange();
    }

    public void answer(HttpServerExchange exchange, Problem problem) {
        exchange.putAttachment(KIND, problem.kind());
        exchange.setStatusCode(problem.status());
        HeaderMap headers = exchange.getResponseHeaders();
        boolean isProtocol = isInferenceProtocol(exchange.getRequestPath());
        headers.put(Headers.CONTENT_TYPE, isProtocol ? "application/json" : "application/problem+json");
        headers.remove(Headers.CONTENT_LENGTH);
        if ((problem.status() == StatusCodes.SERVICE_UNAVAILABLE || problem.status() == StatusCodes.TOO_MANY_REQUESTS)
                && !headers.contains(Headers.RETRY_AFTER)) {
            headers.put(Headers.RETRY_AFTER, Problem.RETRY_AFTER);
        }
        Answers.send(
                exchange,
                isProtocol
                        ? JsonDocument.bytes(Map.of("error", problem.detail()))
                        : bytes(problem, Exchanges.id(exchange)));
    }

    /** The Open Inference Protocol has errors of its own form, whatever went wrong. */
    private static boolean isInferenceProtocol(String path) {
        return path.equals("/v2") || path.startsWith("/v2/");
    }

    /** Answers with a problem and ends the connection: what still comes on it cannot be trusted or is not wanted. */
    public void refuse(HttpServerExchange exchange, Problem problem) {
        exchange.setPersistent(false);
        answer(exchange, problem);
    }

    /** @param instance the id of the request */
    public byte[] bytes(Problem problem, String instance) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = json.createGenerator(out)) {
            generator.writeStartObject();
            generator.writeStringField("type", TYPE + problem.kind());
            generator.writeStringField("title", problem.title());
            generator.writeNumberField("status", problem.status());
            generator.writeStringField("detail", problem.detail());
            generator.writeStringField("instance", "urn:request:" + instance);
            if (!problem.errors().isEmpty()) {
                generator.writeArrayFieldStart("errors");
                for (Problem.RowError error : problem.errors()) {
                    write(generator, error);
                }
                generator.writeEndArray();
            }
            if (problem.more() > 0) {
                generator.writeNumberField("moreErrors", problem.more());
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an array cannot fail to be written", e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator generator, Problem.RowError error) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("pointer", whole(error.pointer()));
        generator.writeStringField("problem", error.problem());
        if (error.column() != null) {
            generator.writeStringField("column", whole(error.column()));
        }
        if (error.found() != null) {
            generator.writeStringField("found", whole(error.found()));
        }
        generator.writeStringField("allowed", error.allowed());
        if (error.nearest() != null) {
            generator.writeStringField("nearest", error.nearest());
        }
        generator.writeEndObject();
    }

    /** JSON may escape half a character, which cannot be written in UTF-8: it is replaced. */
    private static String whole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
            }
        }
        return text;
    }
}
