package io.github.churnml.serving;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.undertow.Undertow;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Xnio;

/**
 * Has the classes of the web server and of the meters loaded by a thread of its own while the model is read: a third of the
 * time from the start of a process to its first answer. Leaves nothing behind, and no thread waits for it.
 */
final class Preload implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Preload.class);

    private Preload() {}

    static void begin() {
        Thread thread = new Thread(new Preload(), "churn-preload");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void run() {
        try {
            Xnio.getInstance(Undertow.class.getClassLoader());
            ManagementFactory.getPlatformMBeanServer();
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT).close();
            Undertow.builder().addHttpListener(0, "127.0.0.1").build();
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("The server's own start will tell: {}", e.getClass().getName());
        }
    }
}
