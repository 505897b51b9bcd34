package io.github.churnml.serving;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Puts a {@link ChurnServer} together. Mutable, for one thread; every default stands with its setter.
 *
 * <pre>{@code
 * ChurnServer server = ChurnServer.builder().model(Path.of("model.churn")).port(8080).build().start();
 * }</pre>
 */
public final class ChurnServerBuilder extends MonitoringSettings<ChurnServerBuilder> {

    private static final int DEFAULT_PORT = 8080;
    private static final int LARGEST_PORT = 65_535;

    private final ModelSource source = new ModelSource();
    private String host = "127.0.0.1";
    private int port = DEFAULT_PORT;

    ChurnServerBuilder() {}

    @Override
    ChurnServerBuilder self() {
        return this;
    }

    /**
     * Serves a model file, which can be loaded again later.
     *
     * @param file the file
     * @return this
     */
    public ChurnServerBuilder model(Path file) {
        source.file(file);
        return this;
    }

    /**
     * Serves a model that is at hand.
     *
     * @param trained the model
     * @return this
     */
    public ChurnServerBuilder model(ChurnModel trained) {
        source.model(trained);
        return this;
    }

    /**
     * Sets the address to listen at.
     *
     * @param name a host name or address; {@code 0.0.0.0} for all. Default 127.0.0.1: this machine alone
     * @return this
     */
    public ChurnServerBuilder host(String name) {
        host = name;
        return this;
    }

    /**
     * Sets the port to listen at.
     *
     * @param number from 1 to 65535, or 0 for any free one ({@link ChurnServer#port} says which). Default 8080
     * @return this
     * @throws ConfigurationException if it is no port
     */
    public ChurnServerBuilder port(int number) {
        port = Bounds.between("Port", number, 0, LARGEST_PORT);
        return this;
    }

    /**
     * Looks at the model's file every so often; one that has changed, and then not for one interval, is loaded aside, tried,
     * and takes the model's place. One that is refused leaves the model before in place, and the log says why. Of no effect
     * for a model that did not come from a file.
     *
     * @param interval from 100 ms to an hour. Default not at all
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder watch(Duration interval) {
        source.watch(Bounds.between("Watch interval", interval));
        return this;
    }

    /**
     * Lets the server start before its model file is there, or while it is damaged. Until there is a model, health and metrics
     * are answered, readiness is not given, and every path that describes the model or uses it is answered with 503 and {@code
     * Retry-After}. The file is looked for as {@link #watch} says, else every second until there is a model; it is tried as a
     * changed one is. Of no effect for a model that does not come from a file.
     *
     * @param waits default false: a model that is not there is refused by {@link #build}
     * @return this
     */
    public ChurnServerBuilder waitForModel(boolean waits) {
        source.waits(waits);
        return this;
    }

    /**
     * Loads the model and makes the server, which does not listen yet.
     *
     * @return the server
     * @throws ConfigurationException if no model is given, a column named optional is none of the model's, or the key store
     *     cannot be used
     * @throws ModelFileException if the model file is refused, unless a model is waited for
     */
    public ChurnServer build() {
        Preload.begin();
        ModelSource.Opened model = source.open(policies);
        ServerConfiguration configuration = new ServerConfiguration(
                host,
                port,
                policies,
                limits,
                security,
                new ServerConfiguration.Threads(ioThreads, workers),
                drain,
                monitoring());
        return new ChurnServer(configuration, model);
    }
}
