package io.github.churnml.serving;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.serving.http.Limits;
import java.time.Duration;

/**
 * What requests may ask of a server, and how many threads answer them, as calls of {@link ChurnServerBuilder}.
 *
 * @param <B> the builder
 */
abstract sealed class LimitSettings<B> extends RowSettings<B> permits SecuritySettings {

    Limits limits = Limits.DEFAULTS;
    Duration drain = Duration.ofSeconds(20);
    int ioThreads = Math.max(1, Runtime.getRuntime().availableProcessors());
    int workers = Math.max(2, Runtime.getRuntime().availableProcessors());

    /**
     * Sets the largest body of a request.
     *
     * @param bytes from 1 KB to 1 GB. Default 8 MB
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B maxBodyBytes(int bytes) {
        limits = limits.withBodyBytes(Bounds.between("Body size", bytes, 1 << 10, 1 << 30));
        return self();
    }

    /**
     * Sets the largest table that may be sent to {@code POST /contacts}. It is kept as a file in the system's folder of temporary
     * files while it is answered, at most two at a time.
     *
     * @param bytes from 1 KB to 1 GB. Default 256 MB
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B maxTableBytes(int bytes) {
        limits = limits.withTableBytes(Bounds.between("Table size", bytes, 1 << 10, 1 << 30));
        return self();
    }

    /**
     * Sets the most rows of a request.
     *
     * @param rows from 1 to 1,000,000. Default 10,000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B maxRows(int rows) {
        limits = limits.withRows(Bounds.between("Rows per request", rows, 1, 1_000_000));
        return self();
    }

    /**
     * Sets the largest answer; many rows with many reasons could make more.
     *
     * @param bytes from 64 KB to 1 GB. Default 64 MB, or a sixteenth of the heap if that is less
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B maxAnswerBytes(int bytes) {
        limits = limits.withAnswerBytes(Bounds.between("Answer size", bytes, 1 << 16, 1 << 30));
        return self();
    }

    /**
     * Sets how many connections may be open at once. Further ones wait until one ends, as an idle one does by itself. Where
     * the system allows the process fewer open files, that number holds.
     *
     * @param connections from 1 to 1,000,000. Default 10,000
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B maxConnections(int connections) {
        limits = limits.withConnections(Bounds.between("Connections", connections, 1, 1_000_000));
        return self();
    }

    /**
     * Sets how long a connection may take to send a request's head.
     *
     * @param timeout from 100 ms to an hour. Default 10 s
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B headTimeout(Duration timeout) {
        limits = limits.withHead(Bounds.between("Head time-out", timeout));
        return self();
    }

    /**
     * Sets how long a request may take to send its body; a slow sender holds no thread meanwhile.
     *
     * @param timeout from 100 ms to an hour. Default 20 s
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B bodyTimeout(Duration timeout) {
        limits = limits.withBody(Bounds.between("Body time-out", timeout));
        return self();
    }

    /**
     * Sets how long a caller may take to read an answer, and how long a request may wait for a worker.
     *
     * @param timeout from 100 ms to an hour. Default 60 s
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B answerTimeout(Duration timeout) {
        limits = limits.withAnswer(Bounds.between("Answer time-out", timeout));
        return self();
    }

    /**
     * Sets how long a connection may stay open without a request.
     *
     * @param timeout from 100 ms to an hour. Default 60 s
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B idleTimeout(Duration timeout) {
        limits = limits.withIdle(Bounds.between("Idle time-out", timeout));
        return self();
    }

    /**
     * Sets how long {@link ChurnServer#stop} waits for requests that are being answered.
     *
     * @param timeout from 100 ms to an hour. Default 20 s
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B drainTimeout(Duration timeout) {
        drain = Bounds.between("Drain time-out", timeout);
        return self();
    }

    /**
     * Sets how many requests may wait for a worker; further ones are answered with 503 and {@code Retry-After}.
     *
     * @param requests from 1 to 100,000. Default 256
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B queue(int requests) {
        limits = limits.withQueue(Bounds.between("Queue", requests, 1, 100_000));
        return self();
    }

    /**
     * Sets how many threads read and write connections and answer small requests.
     *
     * @param threads from 1 to 1024. Default one per core
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B ioThreads(int threads) {
        ioThreads = Bounds.between("I/O threads", threads, 1, 1024);
        return self();
    }

    /**
     * Sets how many threads answer large requests and those that ask for reasons.
     *
     * @param threads from 1 to 1024. Default one per core, at least 2
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public B workers(int threads) {
        workers = Bounds.between("Workers", threads, 1, 1024);
        return self();
    }
}
