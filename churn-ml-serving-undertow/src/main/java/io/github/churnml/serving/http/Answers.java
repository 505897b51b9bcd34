package io.github.churnml.serving.http;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.io.DefaultIoCallback;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.Option;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Sends answers. One that comes before the request's body is through ends the connection, but not at once: a caller that
 * still sends would find it broken and never read why. So what it sends is read and thrown away for a while. One that is not
 * read ends its connection as well: Undertow's own time-out for that never goes off.
 */
public final class Answers {

    /** How long a caller may take to read an answer, in milliseconds. */
    public static final Option<Integer> TIMEOUT = Option.simple(Answers.class, "TIMEOUT", Integer.class);

    /** The channel that a body was being read from when it was refused. */
    static final AttachmentKey<StreamSourceChannel> REFUSED = AttachmentKey.create(StreamSourceChannel.class);

    private static final AttachmentKey<Boolean> WATCHED = AttachmentKey.create(Boolean.class);
    private static final int DEFAULT_TIMEOUT = 60_000;
    private static final long SLOWEST = 256 << 10;
    private static final long LINGER_MILLIS = 5_000;
    private static final long LINGER_BYTES = 16L << 20;
    /** What a wake-up costs that brings nothing of the body: chunks' frames and trailers are not seen from here. */
    private static final int NOTHING = 16 << 10;
    /** So much of an unread body is read at once, if it is there, to keep the connection. */
    private static final int AT_ONCE = 64 << 10;
    /** What is read at a stretch before other connections have their turn. */
    private static final int SLICE = 256 << 10;

    private static final IoCallback LINGER = new DefaultIoCallback() {
        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            sender.close(SENT);
        }
    };
    private static final IoCallback SENT = new DefaultIoCallback() {
        @Override
        public void onComplete(HttpServerExchange exchange, Sender sender) {
            new Lingering(exchange).begin();
        }
    };

    private Answers() {}

    static void send(HttpServerExchange exchange, byte[] body) {
        if (exchange.isRequestComplete() || isReadAtOnce(exchange)) {
            exchange.getResponseSender().send(ByteBuffer.wrap(body));
            return;
        }
        exchange.setPersistent(false);
        exchange.setResponseContentLength(body.length);
        exchange.getResponseSender().send(ByteBuffer.wrap(body), LINGER);
    }

    /**
     * Sends a file and deletes it. Its reader has as long as any other, and a second more for each {@value #SLOWEST} bytes.
     *
     * @throws IOException if it cannot be opened
     */
    static void send(HttpServerExchange exchange, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
        exchange.addExchangeCompleteListener((over, next) -> {
            IoUtils.safeClose(channel);
            next.proceed();
        });
        long size = channel.size();
        exchange.setResponseContentLength(size);
        int millis = exchange.getConnection().getUndertowOptions().get(TIMEOUT, DEFAULT_TIMEOUT);
        watch(exchange, millis + size * 1000 / SLOWEST);
        exchange.getResponseSender().transferFrom(channel, IoCallback.END_EXCHANGE);
    }

    private static boolean isReadAtOnce(HttpServerExchange exchange) {
        StreamSourceChannel channel = exchange.getAttachment(REFUSED);
        if (channel != null || !exchange.isPersistent() || exchange.getRequestContentLength() > AT_ONCE) {
            return false;
        }
        channel = exchange.getRequestChannel();
        if (channel == null) {
            return false;
        }
        exchange.putAttachment(REFUSED, channel);
        try (PooledByteBuffer pooled =
                exchange.getConnection().getByteBufferPool().allocate()) {
            ByteBuffer buffer = pooled.getBuffer();
            for (int all = 0; all <= AT_ONCE; ) {
                buffer.clear();
                int read = channel.read(buffer);
                if (read <= 0) {
                    return read < 0;
                }
                all += read;
            }
        } catch (IOException | RuntimeException e) {
            exchange.setPersistent(false);
        }
        return false;
    }

    /** Ends the connection if an answer that has begun is not read in time. */
    static void watch(HttpServerExchange exchange) {
        if (!exchange.isResponseStarted() || exchange.isComplete() || exchange.getAttachment(WATCHED) != null) {
            return;
        }
        watch(exchange, exchange.getConnection().getUndertowOptions().get(TIMEOUT, DEFAULT_TIMEOUT));
    }

    private static void watch(HttpServerExchange exchange, long millis) {
        exchange.putAttachment(WATCHED, true);
        XnioExecutor.Key key = exchange.getIoThread()
                .executeAfter(
                        () -> {
                            if (!exchange.isComplete()) {
                                IoUtils.safeClose(exchange.getConnection());
                            }
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
        try {
            exchange.addExchangeCompleteListener((over, next) -> {
                key.remove();
                next.proceed();
            });
        } catch (IllegalStateException e) {
            // The last of it went out meanwhile.
            key.remove();
        }
    }

    /** Reads and throws away what is left of a body whose answer has been sent; in the connection's I/O thread. */
    private static final class Lingering {

        private final HttpServerExchange exchange;
        private final @Nullable StreamSourceChannel channel;
        private XnioExecutor.@Nullable Key deadline;
        private long left = LINGER_BYTES;
        private boolean over;

        Lingering(HttpServerExchange exchange) {
            this.exchange = exchange;
            StreamSourceChannel refused = exchange.getAttachment(REFUSED);
            this.channel = refused != null ? refused : exchange.getRequestChannel();
        }

        void begin() {
            if (channel == null) {
                end();
                return;
            }
            deadline = exchange.getIoThread().executeAfter(this::end, LINGER_MILLIS, TimeUnit.MILLISECONDS);
            channel.getReadSetter().set(ready -> proceed(channel));
            proceed(channel);
        }

        private void proceed(StreamSourceChannel channel) {
            if (over) {
                return;
            }
            try (PooledByteBuffer pooled =
                    exchange.getConnection().getByteBufferPool().allocate()) {
                ByteBuffer buffer = pooled.getBuffer();
                for (int slice = SLICE; slice > 0; ) {
                    buffer.clear();
                    int read = channel.read(buffer);
                    left -= read == 0 && slice == SLICE ? NOTHING : read;
                    if (read < 0 || left < 0) {
                        end();
                        return;
                    }
                    if (read == 0) {
                        channel.resumeReads();
                        return;
                    }
                    slice -= read;
                }
                channel.resumeReads();
                // What has been read ahead causes no event.
                exchange.getIoThread().execute(() -> proceed(channel));
            } catch (IOException | RuntimeException e) {
                end();
            }
        }

        private void end() {
            if (!over) {
                over = true;
                if (deadline != null) {
                    deadline.remove();
                }
                if (channel != null) {
                    channel.getReadSetter().set(null);
                    channel.suspendReads();
                }
                // With both sides through, the exchange is over and its connection, which is not to persist, is closed.
                Connectors.terminateRequest(exchange);
            }
        }
    }
}
