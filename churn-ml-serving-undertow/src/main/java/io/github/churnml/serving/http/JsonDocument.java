package io.github.churnml.serving.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import io.github.churnml.files.Sha256;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ETag;
import io.undertow.util.ETagUtils;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A document that is made once and sent often; a client that has it already gets 304. */
public final class JsonDocument {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int TAG_BYTES = 12;

    private final String type;
    private final byte[] bytes;
    private final ETag tag;

    JsonDocument(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
        this.tag = new ETag(false, Sha256.hex(bytes).substring(0, 2 * TAG_BYTES));
    }

    public static JsonDocument of(Object tree) {
        return new JsonDocument("application/json", bytes(tree));
    }

    public static JsonDocument ofText(String type, String text) {
        return new JsonDocument(type, text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] bytes(@Nullable Object tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("maps, lists, texts and numbers cannot fail to be written", e);
        }
    }

    /** A part of a larger tree as its text, which takes much less memory. */
    public static RawValue part(Object tree) {
        return new RawValue(new String(bytes(tree), StandardCharsets.UTF_8));
    }

    /** Writes a tree, some of which may be text already, into a file. */
    public static void write(Path file, Object tree) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            MAPPER.writeValue(out, tree);
        }
    }

    /** The tree of bytes that this server itself has written. */
    public static Object tree(byte[] bytes) {
        try {
            return MAPPER.readValue(bytes, Object.class);
        } catch (java.io.IOException e) {
            throw new UncheckedIOException("an array cannot fail to be read", e);
        }
    }

    /** Sends it; the caller may keep it but must ask each time whether it still holds. */
    public void send(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
        exchange.getResponseHeaders().put(Headers.ETAG, tag.toString());
        if (ETagUtils.handleIfNoneMatch(exchange, tag, true)) {
            Exchanges.send(exchange, type, bytes);
        } else {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
            exchange.endExchange();
        }
    }
}
