package io.github.churnml.cli;

import io.github.churnml.error.ChurnException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the copy of a model that is served like the file at its address. The server watches the copy, tries what it finds there, and
 * has it answer. An address that cannot be reached leaves the copy as it is.
 */
final class RefetchedModel implements AutoCloseable {

    private final Duration interval;
    private final @Nullable InputFile model;
    private final FetchedFiles files;
    private final Thread thread = new Thread(this::run, "churn-model-fetch");

    private RefetchedModel(Duration interval, @Nullable InputFile model, FetchedFiles files) {
        this.interval = interval;
        this.model = model;
        this.files = files;
    }

    /** @param model the model; null, or one of this machine, if there is nothing to fetch */
    static RefetchedModel every(Duration interval, @Nullable InputFile model, FetchedFiles files) {
        return new RefetchedModel(interval, model, files);
    }

    void start() {
        if (model != null && model.isAddress()) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        InputFile served = Objects.requireNonNull(model);
        try {
            while (true) {
                Thread.sleep(interval.toMillis());
                look(served);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        }
    }

    private void look(InputFile served) {
        try {
            served.refetch();
        } catch (ChurnException e) {
            files.note("The model " + served + " goes on as it was fetched. "
                    + String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", " "));
        } catch (RuntimeException e) {
            files.note("The model " + served + " goes on as it was fetched: "
                    + e.getClass().getName());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
