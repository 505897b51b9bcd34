package io.github.churnml.serving;

import io.github.churnml.ChurnModel;
import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.RegistryException;
import io.github.churnml.error.Where;
import io.github.churnml.registry.Registry;
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
    private double shadowBudget = 0.1;

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
     * Serves the champion of a registry, and follows it: the first request after a promotion or rollback is answered by the new
     * champion. A champion that cannot be loaded leaves the one before in place, and the log says why. While no request comes,
     * the registry is looked at every second, or as {@link #watch} says.
     *
     * @param folder the registry's folder
     * @return this
     */
    public ChurnServerBuilder registry(Path folder) {
        source.registry(folder, null);
        return this;
    }

    /**
     * Serves the champion of the registry that keeps models of a name, as {@link #registry(Path)} does.
     *
     * @param folder the registry's folder, or one that has it within two levels of sub-folders
     * @param name the models' name
     * @return this
     */
    public ChurnServerBuilder registry(Path folder, String name) {
        source.registry(folder, name);
        return this;
    }

    /**
     * Serves the champion of a registry, as {@link #registry(Path)} does. Its stamp is asked at each request; that of one that is
     * reached over a network every few seconds beside the requests, see {@link Registry#stampHolds}.
     *
     * @param registry the registry
     * @return this
     */
    public ChurnServerBuilder registry(Registry registry) {
        source.registry(registry);
        return this;
    }

    /**
     * Pins a version: it alone answers. Of a registry, promotions and rollbacks are not followed then; of a model file, one of
     * another version is refused, also when it is loaded again.
     *
     * @param version such as {@code 1.0.0}. Default none: the champion, or what is in the file
     * @return this
     */
    public ChurnServerBuilder pin(String version) {
        source.pin(version);
        return this;
    }

    /**
     * Sets how much of one core the registry's shadow may use to score rows that were answered; rows beyond that are counted and
     * left out.
     *
     * @param share above 0, at most 1. Default 0.1
     * @return this
     * @throws ConfigurationException if it is out of range
     */
    public ChurnServerBuilder shadowBudget(double share) {
        if (!(share > 0 && share <= 1)) {
            throw new ConfigurationException(
                    "Shadow budget is (" + share + ") where a share of one core above 0 and up to 1 is allowed.",
                    "Maybe leave it out: there is a default. Without a shadow in the registry nothing is used.",
                    Where.nowhere());
        }
        shadowBudget = share;
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
     * changed one is. A registry is waited for in the same way, until it has a champion. Of no effect for a model that comes from
     * neither.
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
     * @throws ConfigurationException if no model is given, or both one and a registry, a column named optional is none of the
     *     model's, the pinned version is none of the registry's or another than the model's, or the key store cannot be used
     * @throws ModelFileException if the model file is refused, unless a model is waited for
     * @throws RegistryException if there is no registry or it has no champion, or that cannot be loaded, unless a model is
     *     waited for
     */
    public ChurnServer build() {
        Preload.begin();
        requireExperiment();
        ModelSource.Opened model = source.open(policies);
        ServerConfiguration configuration = new ServerConfiguration(
                host,
                port,
                policies,
                limits,
                security,
                new ServerConfiguration.Threads(ioThreads, workers, shadowBudget),
                drain,
                monitoring());
        return new ChurnServer(configuration, model);
    }

    private void requireExperiment() {
        if (monitoring().assignments() != null && (!source.hasRegistry() || policies.customerId() == null)) {
            throw new ConfigurationException(
                    "Assignments of an experiment are to be kept, and "
                            + (source.hasRegistry() ? "no field names the customer." : "only a registry has one."),
                    source.hasRegistry()
                            ? "Maybe call customerId(\"customer_id\")."
                            : "Maybe call registry(Path.of(\"models\")) in place of model.",
                    Where.nowhere());
        }
    }
}
