package io.github.churnml.mlflow;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Hands an answer's body on to a stream, up to a bound; what is longer ends the answer. */
final class BoundedBody implements HttpResponse.BodySubscriber<Long> {

    private final OutputStream to;
    private final long most;
    private final CompletableFuture<Long> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long bytes;

    BoundedBody(OutputStream to, long most) {
        this.to = to;
        this.most = most;
    }

    /** How long the body was, once it has come to its end. */
    @Override
    public CompletionStage<Long> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
        if (whole.isDone() || subscription == null) {
            return;
        }
        try {
            for (ByteBuffer buffer : item) {
                byte[] piece = new byte[buffer.remaining()];
                buffer.get(piece);
                bytes += piece.length;
                if (bytes > most) {
                    throw new TooLong(most);
                }
                to.write(piece);
            }
            subscription.request(1);
        } catch (IOException e) {
            subscription.cancel();
            whole.completeExceptionally(e);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        whole.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
        whole.complete(bytes);
    }

    /** An answer beyond its bound. */
    static final class TooLong extends IOException {

        private static final long serialVersionUID = 1;

        TooLong(long most) {
            super("it is longer than " + most + " bytes");
        }
    }
}
