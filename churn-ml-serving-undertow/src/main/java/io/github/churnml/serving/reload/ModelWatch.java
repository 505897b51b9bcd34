package io.github.churnml.serving.reload;

import io.github.churnml.error.ChurnException;
import io.github.churnml.serving.model.FileState;
import io.github.churnml.serving.model.Serving;
import java.io.Closeable;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the model's file every so often and has it loaded once it differs and has stayed the same for one interval: a file
 * that is being copied is left alone. Looking, unlike the file system's own events, also works on network drives, in
 * containers and where the file is a link that is turned elsewhere. A file that is waited for is found the same way.
 */
public final class ModelWatch implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

    private final Serving serving;
    private final Reloader reloader;
    private final Duration interval;
    private final boolean once;
    private final Thread thread;

    /** @param once whether to look only until a model is loaded */
    public ModelWatch(Serving serving, Reloader reloader, Duration interval, boolean once) {
        this.serving = serving;
        this.reloader = reloader;
        this.interval = interval;
        this.once = once;
        this.thread = new Thread(this::run, "churn-model-watch");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        @Nullable FileState seen = null;
        try {
            while (!(once && serving.isLoaded())) {
                Thread.sleep(interval.toMillis());
                seen = look(seen);
            }
        } catch (InterruptedException e) {
            LOG.debug("The model's file is not watched any more");
        }
    }

    /** Looks once; gives back what was seen. */
    private @Nullable FileState look(@Nullable FileState before) {
        Path file = serving.file();
        FileState now = file == null ? null : FileState.of(file);
        if (now != null && now.equals(before) && serving.isNews(now)) {
            try {
                reloader.reload(null);
            } catch (ChurnException e) {
                LOG.debug("The next change of the file is waited for"); // why, the reloader has told
            }
        }
        return now;
    }
}
