package io.github.churnml.learn.smile;

import io.github.churnml.error.ChurnException;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.TrainingException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Runs one fit so that nothing outside it decides its bits.
 *
 * <p>Parallel streams cut their work into pieces by the parallelism of the pool they are started in, and where a sum is
 * cut decides how it rounds; so each fit has a pool of its own whose size is a constant, not the machine's.
 */
final class SmileRun {

    /** Two: Smile's pieces are small, and more workers gain little. Part of the result's definition: never change it. */
    private static final int WORKERS = 2;

    private SmileRun() {}

    static <T> T inPool(String learner, long seed, Callable<T> fit) {
        ForkJoinPool pool = new ForkJoinPool(WORKERS);
        try {
            return pool.submit(() -> {
                        SmileSeed.set(seed);
                        return fit.call();
                    })
                    .get();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw failed(learner, "was interrupted", stop);
        } catch (ExecutionException wrapped) {
            throw translate(learner, rootOf(wrapped));
        } finally {
            pool.shutdownNow();
        }
    }

    /** The pool wraps what is thrown, and a failure in a worker is wrapped again in another of its own type. */
    private static Throwable rootOf(Throwable thrown) {
        Throwable cause = thrown.getCause();
        if (cause != null && (thrown instanceof ExecutionException || cause.getClass() == thrown.getClass())) {
            return rootOf(cause);
        }
        return thrown;
    }

    private static RuntimeException translate(String learner, Throwable cause) {
        if (cause instanceof ChurnException known) {
            return known;
        }
        if (cause instanceof LinkageError) {
            return new ConfigurationException(
                    "Learner " + Wording.name(learner) + " needs Smile 2.6.0, which is not on the class path.",
                    "Maybe add com.github.haifengl:smile-core:2.6.0; scoring a saved model needs none.",
                    Where.nowhere(),
                    cause);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return failed(learner, "failed: " + cause, cause);
    }

    static TrainingException failed(String learner, String how, @Nullable Throwable cause) {
        return new TrainingException("Learner " + Wording.name(learner) + " " + how + ".", "", Where.nowhere(), cause);
    }
}
