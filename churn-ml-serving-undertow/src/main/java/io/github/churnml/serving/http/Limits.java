package io.github.churnml.serving.http;

import java.time.Duration;

/**
 * What one caller may ask of a server; set through {@link ChurnServerBuilder}.
 *
 * @param bodyBytes the largest body of a request, in bytes
 * @param tableBytes the largest table that is sent as a file, in bytes
 * @param bufferedBytes the most bytes of bodies and large answers that are held at once, over all requests
 * @param answerBytes the largest answer, in bytes
 * @param rows the most rows of a request
 * @param depth how deep JSON may nest
 * @param textLength the longest text in JSON, in characters
 * @param head how long a connection may take to send a request's head
 * @param body how long a request may take to send its body
 * @param answer how long a caller may take to read an answer, and a request may wait for a worker
 * @param idle how long a connection may stay open without a request
 * @param queue how many requests may wait for a worker before further ones are answered with 503
 * @param connections how many connections are open at once; further ones wait to be accepted
 */
public record Limits(
        int bodyBytes,
        long tableBytes,
        long bufferedBytes,
        long answerBytes,
        int rows,
        int depth,
        int textLength,
        Duration head,
        Duration body,
        Duration answer,
        Duration idle,
        int queue,
        int connections) {

    /** A quarter of the heap goes to bodies and answers on their way, and no more than this. */
    private static final long BUFFERED =
            Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);

    public static final Limits DEFAULTS = new Limits(
            8 << 20,
            256L << 20,
            BUFFERED,
            BUFFERED / 4,
            10_000,
            8,
            10_000,
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            256,
            10_000);

    public Limits withBodyBytes(int value) {
        // One request of the size that is allowed must always fit.
        long buffered = Math.max(bufferedBytes, 2L * value);
        return new Limits(
                value,
                tableBytes,
                buffered,
                answerBytes,
                rows,
                depth,
                textLength,
                head,
                body,
                answer,
                idle,
                queue,
                connections);
    }

    public Limits withTableBytes(long value) {
        return new Limits(
                bodyBytes,
                value,
                bufferedBytes,
                answerBytes,
                rows,
                depth,
                textLength,
                head,
                body,
                answer,
                idle,
                queue,
                connections);
    }

    public Limits withAnswerBytes(int value) {
        long buffered = Math.max(bufferedBytes, 2L * value);
        return new Limits(
                bodyBytes,
                tableBytes,
                buffered,
                value,
                rows,
                depth,
                textLength,
                head,
                body,
                answer,
                idle,
                queue,
                connections);
    }

    public Limits withRows(int value) {
        return new Limits(
                bodyBytes,
                tableBytes,
                bufferedBytes,
                answerBytes,
                value,
                depth,
                textLength,
                head,
                body,
                answer,
                idle,
                queue,
                connections);
    }

    public Limits withHead(Duration value) {
        return withTimes(value, body, answer, idle);
    }

    public Limits withBody(Duration value) {
        return withTimes(head, value, answer, idle);
    }

    public Limits withAnswer(Duration value) {
        return withTimes(head, body, value, idle);
    }

    public Limits withIdle(Duration value) {
        return withTimes(head, body, answer, value);
    }

    public Limits withQueue(int value) {
        return withCounts(value, connections);
    }

    public Limits withConnections(int value) {
        return withCounts(queue, value);
    }

    private Limits withTimes(Duration newHead, Duration newBody, Duration newAnswer, Duration newIdle) {
        return new Limits(
                bodyBytes,
                tableBytes,
                bufferedBytes,
                answerBytes,
                rows,
                depth,
                textLength,
                newHead,
                newBody,
                newAnswer,
                newIdle,
                queue,
                connections);
    }

    private Limits withCounts(int newQueue, int newConnections) {
        return new Limits(
                bodyBytes,
                tableBytes,
                bufferedBytes,
                answerBytes,
                rows,
                depth,
                textLength,
                head,
                body,
                answer,
                idle,
                newQueue,
                newConnections);
    }
}
