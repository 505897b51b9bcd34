package io.github.churnml.serving.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads the body of a request without a thread that waits for it: a slow sender costs its own buffer and nothing else. What
 * a request claims to send is never allocated, only what has come; all large bodies together stay within a {@link Budget}
 * until they are answered.
 */
public final class RequestBody {

    /** What is done with a body that is there as a whole. */
    public interface Receiver {
        void accept(HttpServerExchange exchange, byte[] bytes, int length) throws Exception;
    }

    private static final int FIRST = 4 << 10;
    /** How often in a row a sender may wake the server without a byte of the body: chunks may have endless trailers. */
    private static final int MOST_EMPTY = 64;

    /** Answers "100 Continue" once the body is asked for, where the sender waits for that. */
    private static final HttpHandler CONTINUE = new HttpContinueReadHandler(exchange -> {});

    private final Limits limits;
    private final Failures failures;
    private final Budget budget;

    public RequestBody(Limits limits, Failures failures, Budget budget) {
        this.limits = limits;
        this.failures = failures;
        this.budget = budget;
    }

    public Budget budget() {
        return budget;
    }

    /** Reads the body and hands it on, in the connection's I/O thread; answers by itself where it cannot be read. */
    public void read(HttpServerExchange exchange, Receiver receiver) {
        Problem wrongKind = Media.check(exchange);
        if (wrongKind != null) {
            failures.answer(exchange, wrongKind);
            return;
        }
        long claimed = exchange.getRequestContentLength();
        if (claimed > limits.bodyBytes()) {
            failures.refuse(exchange, tooLarge());
            return;
        }
        if (exchange.getRequestHeaders().contains(Headers.EXPECT)) {
            expect(exchange);
        }
        StreamSourceChannel channel = exchange.getRequestChannel();
        if (channel == null) {
            failures.guard(exchange, () -> receiver.accept(exchange, new byte[0], 0));
            return;
        }
        // What is logged of a sender that goes away before the body is through.
        exchange.setStatusCode(StatusCodes.BAD_REQUEST);
        new Reading(exchange, channel, receiver, claimed > 0 ? (int) Math.min(claimed, FIRST) : FIRST).proceed();
    }

    static void expect(HttpServerExchange exchange) {
        try {
            CONTINUE.handleRequest(exchange);
        } catch (Exception e) {
            throw new IllegalStateException("nothing is done there that could fail", e);
        }
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
        private int held;
        private int empty;
        private XnioExecutor.@Nullable Key deadline;
        private boolean over;

        Reading(HttpServerExchange exchange, StreamSourceChannel channel, Receiver receiver, int first) {
            this.exchange = exchange;
            this.channel = channel;
            this.receiver = receiver;
            this.bytes = new byte[first];
        }

        void proceed() {
            int before = length;
            try (PooledByteBuffer pooled =
                    exchange.getConnection().getByteBufferPool().allocate()) {
                ByteBuffer buffer = pooled.getBuffer();
                while (!over) {
                    buffer.clear();
                    int read = channel.read(buffer);
                    if (read < 0) {
                        finish();
                    } else if (read == 0) {
                        await(length > before);
                        return;
                    } else {
                        buffer.flip();
                        Problem problem = take(buffer);
                        if (problem != null) {
                            refuse(problem);
                        }
                    }
                }
            } catch (Throwable e) {
                // The sender is gone, or its chunks are none, or there is no memory: no answer can be sent.
                end();
                Failures.close(exchange);
            }
        }

        private @Nullable Problem take(ByteBuffer buffer) {
            int more = buffer.remaining();
            if (more > limits.bodyBytes() - length) {
                return tooLarge();
            }
            if (length + more > bytes.length) {
                int larger = Math.max(length + more, Math.min(limits.bodyBytes(), 2 * bytes.length));
                if (!budget.hold(exchange, larger - held)) {
                    return Problem.busy("too many large bodies are being read");
                }
                held = larger;
                bytes = Arrays.copyOf(bytes, larger);
            }
            buffer.get(bytes, length, more);
            length += more;
            return null;
        }

        private void await(boolean came) {
            empty = came ? 0 : empty + 1;
            if (empty > MOST_EMPTY) {
                refuse(Problem.of(
                        StatusCodes.BAD_REQUEST, "bad-chunks", "The chunks hold no data.", "Send the body as it is."));
                return;
            }
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
                refuse(Problem.of(
                        StatusCodes.REQUEST_TIME_OUT,
                        "body-too-slow",
                        "The body did not arrive within " + limits.body().toSeconds() + " s.",
                        "Send the request again."));
            }
        }

        private void refuse(Problem problem) {
            boolean waited = end();
            // What is still to come is not read: the connection ends with the answer.
            exchange.putAttachment(Answers.REFUSED, channel);
            inCall(waited, () -> failures.guard(exchange, () -> failures.refuse(exchange, problem)));
        }

        private void finish() {
            boolean waited = end();
            exchange.setStatusCode(StatusCodes.OK);
            inCall(
                    waited,
                    () -> failures.guard(exchange, () -> {
                        if (Media.isWide(bytes, length)) {
                            failures.answer(exchange, Problem.badJson("The body is no JSON in UTF-8."));
                        } else {
                            receiver.accept(exchange, bytes, length);
                        }
                    }));
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
