package io.github.churnml.serving;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.churnml.serving.http.Answers;
import io.github.churnml.serving.http.Limits;
import io.github.churnml.serving.routes.Routes;
import io.github.churnml.serving.security.Tls;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;
import org.xnio.Sequence;

/** Makes the web server below: what it listens at, and the bounds that it keeps by itself. */
final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private static final int BACKLOG = 4096;
    private static final int LARGEST_HEAD = 16 << 10;
    private static final int MOST_HEADERS = 100;
    private static final int MOST_PARAMETERS = 32;
    private static final int SPARE_FILES = 64;
    private static final int SHUTDOWN_MILLIS = 5_000;

    private Listener() {}

    /**
     * A web server that does not listen yet.
     *
     * @param tls what makes it speak HTTPS; null for plain HTTP
     */
    static Undertow of(ServerConfiguration configuration, @Nullable SSLContext tls, Routes root) {
        Limits limits = configuration.limits();
        int ioThreads = configuration.threads().io();
        int connections = connections(limits);
        Undertow.Builder builder = Undertow.builder()
                .setIoThreads(ioThreads)
                .setWorkerThreads(tls == null ? 1 : ioThreads)
                .setSocketOption(Options.BACKLOG, BACKLOG)
                .setSocketOption(Options.CONNECTION_HIGH_WATER, connections)
                .setSocketOption(Options.CONNECTION_LOW_WATER, connections)
                // RequestBody has its own limit; Undertow's, 2 MB unless told otherwise, ends the connection without an
                // answer.
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .setServerOption(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, false)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, LARGEST_HEAD)
                .setServerOption(UndertowOptions.MAX_HEADERS, MOST_HEADERS)
                .setServerOption(UndertowOptions.MAX_PARAMETERS, MOST_PARAMETERS)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, millis(limits.head()))
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, millis(limits.idle()))
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, SHUTDOWN_MILLIS)
                .setServerOption(Answers.TIMEOUT, millis(limits.answer()))
                .setHandler(root);
        return tls == null
                ? builder.addHttpListener(configuration.port(), configuration.host())
                        .build()
                : builder.addHttpsListener(configuration.port(), configuration.host(), tls)
                        .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of(Tls.PROTOCOLS))
                        .build();
    }

    private static int millis(Duration time) {
        return (int) time.toMillis();
    }

    /** As many as are allowed, or as the system lets a process have with a few left for files. */
    private static int connections(Limits limits) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long most =
                    Math.max(1, system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - SPARE_FILES);
            if (most < limits.connections()) {
                LOG.warn("The system allows {} connections, not {}; maybe raise ulimit -n", most, limits.connections());
                return (int) most;
            }
        }
        return limits.connections();
    }
}
