package io.github.churnml.serving;

import java.time.Duration;

/**
 * What one caller may ask of a server; set through {@link ChurnServerBuilder}.
 *
 * @param bodyBytes the largest body of a request, in bytes
 * @param bufferedBytes the most bytes of unfinished bodies that are held at once, over all requests
 * @param rows the most rows of a request
 * @param depth how deep JSON may nest
 * @param textLength the longest text in JSON, in characters
 * @param head how long a connection may take to send a request's head
 * @param body how long a request may take to send its body
 * @param idle how long a connection may stay open without a request
 * @param queue how many requests may wait for a worker before further ones are answered with 503
 */
record Limits(
        int bodyBytes,
        long bufferedBytes,
        int rows,
        int depth,
        int textLength,
        Duration head,
        Duration body,
        Duration idle,
        int queue) {

    static final Limits DEFAULTS = new Limits(
            8 << 20,
            256L << 20,
            10_000,
            8,
            10_000,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            256);

    Limits withBodyBytes(int value) {
        return new Limits(value, bufferedBytes, rows, depth, textLength, head, body, idle, queue);
    }

    Limits withRows(int value) {
        return new Limits(bodyBytes, bufferedBytes, value, depth, textLength, head, body, idle, queue);
    }

    Limits withHead(Duration value) {
        return new Limits(bodyBytes, bufferedBytes, rows, depth, textLength, value, body, idle, queue);
    }

    Limits withBody(Duration value) {
        return new Limits(bodyBytes, bufferedBytes, rows, depth, textLength, head, value, idle, queue);
    }

    Limits withIdle(Duration value) {
        return new Limits(bodyBytes, bufferedBytes, rows, depth, textLength, head, body, value, queue);
    }

    Limits withQueue(int value) {
        return new Limits(bodyBytes, bufferedBytes, rows, depth, textLength, head, body, idle, value);
    }
}
