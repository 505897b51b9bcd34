package io.github.churnml.serving.http;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that all requests together may hold for bodies and large answers: from when a body outgrows its first buffer
 * until its exchange is over, so that what waits for a worker or for a slow reader counts as well.
 */
public final class Budget {

    /** What one exchange holds. A connection may be closed, and its exchange over, while a worker still computes. */
    private static final class Held {

        private long bytes;
        private boolean over;

        synchronized boolean add(long more) {
            bytes += over ? 0 : more;
            return !over;
        }

        synchronized long end() {
            over = true;
            long all = bytes;
            bytes = 0;
            return all;
        }
    }

    private static final AttachmentKey<Held> HELD = AttachmentKey.create(Held.class);

    private final long most;
    private final AtomicLong held = new AtomicLong();

    public Budget(long most) {
        this.most = most;
    }

    /** Reserves more bytes for an exchange until it is over; false, and nothing reserved, if the budget has not that many left. */
    public boolean hold(HttpServerExchange exchange, long bytes) {
        if (held.addAndGet(bytes) <= most && of(exchange).add(bytes)) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    public long held() {
        return held.get();
    }

    private Held of(HttpServerExchange exchange) {
        Held mine = exchange.getAttachment(HELD);
        if (mine == null) {
            mine = new Held();
            exchange.putAttachment(HELD, mine);
            try {
                exchange.addExchangeCompleteListener(this::release);
            } catch (IllegalStateException e) {
                // It is over already.
                mine.end();
            }
        }
        return mine;
    }

    private void release(HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
        try {
            held.addAndGet(-exchange.getAttachment(HELD).end());
        } finally {
            next.proceed();
        }
    }
}
