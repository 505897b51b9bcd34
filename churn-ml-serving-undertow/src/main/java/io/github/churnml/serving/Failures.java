package io.github.churnml.serving;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with problems, and turns whatever goes wrong in a handler into one: a request never ends the server. */
final class Failures {

    /** The kind of problem that a request was answered with, for the log. */
    static final AttachmentKey<String> KIND = AttachmentKey.create(String.class);

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String TYPE = "urn:churn-ml:problem:";

    private final JsonFactory json = new JsonFactory();

    /** What may go wrong. */
    interface Action {
        void run() throws Exception;
    }

    void guard(HttpServerExchange exchange, Action action) {
        try {
            action.run();
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            // Its message may repeat a customer's values: neither the log nor the caller is told.
            LOG.error(
                    "Request {} failed: {} at {}",
                    Exchanges.id(exchange),
                    e.getClass().getName(),
                    e.getStackTrace().length > 0 ? e.getStackTrace()[0] : "an unknown place");
            if (exchange.isResponseStarted()) {
                exchange.setPersistent(false);
                exchange.endExchange();
            } else {
                answer(
                        exchange,
                        Problem.of(
                                StatusCodes.INTERNAL_SERVER_ERROR,
                                "internal",
                                "The server could not answer request " + Exchanges.id(exchange) + ".",
                                "Its log says where it failed."));
            }
        }
    }

    void answer(HttpServerExchange exchange, Problem problem) {
        exchange.putAttachment(KIND, problem.kind());
        exchange.setStatusCode(problem.status());
        boolean isProtocol = isInferenceProtocol(exchange.getRequestPath());
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, isProtocol ? "application/json" : "application/problem+json");
        if (problem.status() == StatusCodes.SERVICE_UNAVAILABLE || problem.status() == StatusCodes.TOO_MANY_REQUESTS) {
            exchange.getResponseHeaders().put(Headers.RETRY_AFTER, Problem.RETRY_AFTER);
        }
        byte[] bytes = isProtocol
                ? JsonDocument.bytes(Map.of("error", problem.detail()))
                : bytes(problem, Exchanges.id(exchange));
        exchange.getResponseSender().send(ByteBuffer.wrap(bytes));
    }

    /** The Open Inference Protocol has errors of its own form, whatever went wrong. */
    private static boolean isInferenceProtocol(String path) {
        return path.equals("/v2") || path.startsWith("/v2/");
    }

    /** @param instance the request that it is told of */
    byte[] bytes(Problem problem, String instance) {
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
        generator.writeStringField("pointer", error.pointer());
        generator.writeStringField("problem", error.problem());
        if (error.column() != null) {
            generator.writeStringField("column", error.column());
        }
        if (error.found() != null) {
            generator.writeStringField("found", error.found());
        }
        generator.writeStringField("allowed", error.allowed());
        if (error.nearest() != null) {
            generator.writeStringField("nearest", error.nearest());
        }
        generator.writeEndObject();
    }
}
