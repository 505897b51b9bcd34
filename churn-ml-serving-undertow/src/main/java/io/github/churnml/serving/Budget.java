package io.github.churnml.serving;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The memory that all requests together may hold for bodies and large answers: from when a body outgrows its first buffer
 * until its exchange is over, so that what waits for a worker or for a slow reader counts as well.
 */
final class Budget {

    private static final AttachmentKey<AtomicLong> HELD = AttachmentKey.create(AtomicLong.class);

    private final long most;
    private final AtomicLong held = new AtomicLong();

    Budget(long most) {
        this.most = most;
    }

    /** Holds so many bytes more for an exchange until it is over; false, and nothing held, if they are not to be had. */
    boolean hold(HttpServerExchange exchange, long bytes) {
        if (held.addAndGet(bytes) > most) {
            held.addAndGet(-bytes);
            return false;
        }
        @Nullable AtomicLong mine = exchange.getAttachment(HELD);
        if (mine == null) {
            exchange.putAttachment(HELD, new AtomicLong(bytes));
            exchange.addExchangeCompleteListener(this::release);
        } else {
            mine.addAndGet(bytes);
        }
        return true;
    }

    long held() {
        return held.get();
    }

    private void release(HttpServerExchange exchange, ExchangeCompletionListener.NextListener next) {
        try {
            held.addAndGet(-exchange.getAttachment(HELD).getAndSet(0));
        } finally {
            next.proceed();
        }
    }
}
