package io.github.churnml.monitor.webhook;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer's head and is done with it. What follows is read and dropped meanwhile, so that the connection can be used
 * again, up to a bound: a body that never ends blocks no thread.
 */
final class NoBody implements HttpResponse.BodySubscriber<@Nullable Void> {

    private static final long MOST_BYTES = 64 << 10;

    private Flow.@Nullable Subscription subscription;
    private long bytes;

    @Override
    public CompletionStage<@Nullable Void> getBody() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        for (ByteBuffer buffer : item) {
            bytes += buffer.remaining();
        }
        if (subscription != null && bytes > MOST_BYTES) {
            subscription.cancel();
        } else if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable throwable) {}

    @Override
    public void onComplete() {}
}
