package io.github.churnml.serving;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads the body of a request without a thread that waits for it: a slow sender costs its own buffer and nothing else. What
 * a request claims to send is never allocated, only what has come; all unfinished bodies together stay below a budget.
 */
final class RequestBody {

    /** What is done with a body that is there as a whole. */
    interface Receiver {
        void accept(HttpServerExchange exchange, byte[] bytes, int length) throws Exception;
    }

    private static final int FIRST = 4 << 10;

    private final Limits limits;
    private final Failures failures;
    /** Bytes of bodies that are still being read. */
    private final AtomicLong buffered = new AtomicLong();

    RequestBody(Limits limits, Failures failures) {
        this.limits = limits;
        this.failures = failures;
    }

    /** Reads the body and hands it on, in the connection's I/O thread; answers by itself where it cannot be read. */
    void read(HttpServerExchange exchange, Receiver receiver) {
        long claimed = exchange.getRequestContentLength();
        if (claimed > limits.bodyBytes()) {
            refuse(exchange, tooLarge());
            return;
        }
        StreamSourceChannel channel = exchange.getRequestChannel();
        if (channel == null) {
            failures.guard(exchange, () -> receiver.accept(exchange, new byte[0], 0));
            return;
        }
        new Reading(exchange, channel, receiver, claimed > 0 ? (int) Math.min(claimed, FIRST) : FIRST).proceed();
    }

    private void refuse(HttpServerExchange exchange, Problem problem) {
        // What is still to come is not read: the connection ends with the answer.
        exchange.setPersistent(false);
        failures.answer(exchange, problem);
    }

    private Problem tooLarge() {
        return Problem.of(
                StatusCodes.REQUEST_ENTITY_TOO_LARGE,
                "body-too-large",
                "The body is larger than " + limits.bodyBytes() + " bytes.",
                "Send fewer rows in one request.");
    }

    /** One body on its way. */
    private final class Reading {

        private final HttpServerExchange exchange;
        private final StreamSourceChannel channel;
        private final Receiver receiver;
        private byte[] bytes;
        private int length;
        private long counted;
        private XnioExecutor.@Nullable Key deadline;
        private boolean over;

        Reading(HttpServerExchange exchange, StreamSourceChannel channel, Receiver receiver, int first) {
            this.exchange = exchange;
            this.channel = channel;
            this.receiver = receiver;
            this.bytes = new byte[first];
        }

        void proceed() {
            try (PooledByteBuffer pooled =
                    exchange.getConnection().getByteBufferPool().allocate()) {
                ByteBuffer buffer = pooled.getBuffer();
                while (!over) {
                    buffer.clear();
                    int read = channel.read(buffer);
                    if (read < 0) {
                        finish();
                        return;
                    }
                    if (read == 0) {
                        await();
                        return;
                    }
                    buffer.flip();
                    Problem problem = take(buffer);
                    if (problem != null) {
                        boolean waited = end();
                        inCall(waited, () -> refuse(exchange, problem));
                    }
                }
            } catch (IOException e) {
                end();
                exchange.setPersistent(false);
                exchange.endExchange();
            }
        }

        private @Nullable Problem take(ByteBuffer buffer) {
            int more = buffer.remaining();
            if (more > limits.bodyBytes() - length) {
                return tooLarge();
            }
            if (length + more > bytes.length) {
                int larger = Math.max(length + more, Math.min(limits.bodyBytes(), 2 * bytes.length));
                if (buffered.addAndGet(larger - counted) > limits.bufferedBytes()) {
                    buffered.addAndGet(counted - larger);
                    return Problem.busy("too many large bodies are being read");
                }
                counted = larger;
                bytes = Arrays.copyOf(bytes, larger);
            }
            buffer.get(bytes, length, more);
            length += more;
            return null;
        }

        private void await() {
            if (deadline == null) {
                deadline = exchange.getIoThread()
                        .executeAfter(this::tooSlow, limits.body().toMillis(), TimeUnit.MILLISECONDS);
                channel.getReadSetter().set(ready -> proceed());
            }
            // Within a handler's call this also keeps the exchange open once the call returns.
            channel.resumeReads();
        }

        private void tooSlow() {
            if (!over) {
                Problem problem = Problem.of(
                        StatusCodes.REQUEST_TIME_OUT,
                        "body-too-slow",
                        "The body did not arrive within " + limits.body().toSeconds() + " s.",
                        "Send the request again.");
                inCall(end(), () -> refuse(exchange, problem));
            }
        }

        private void finish() {
            inCall(end(), () -> failures.guard(exchange, () -> receiver.accept(exchange, bytes, length)));
        }

        /** Once the handler's first call has returned, the server must be told that another one begins. */
        private void inCall(boolean waited, Runnable task) {
            if (waited) {
                Connectors.executeRootHandler(ignored -> task.run(), exchange);
            } else {
                task.run();
            }
        }

        /** Whether the body had to be waited for. */
        private boolean end() {
            over = true;
            buffered.addAndGet(-counted);
            counted = 0;
            if (deadline == null) {
                return false;
            }
            deadline.remove();
            channel.getReadSetter().set(null);
            channel.suspendReads();
            return true;
        }
    }
}
