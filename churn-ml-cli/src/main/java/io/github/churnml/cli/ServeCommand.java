package io.github.churnml.cli;

import io.github.churnml.error.ConfigurationException;
import io.github.churnml.error.ModelFileException;
import io.github.churnml.error.Where;
import io.github.churnml.error.Wording;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.ChurnServerBuilder;
import io.github.churnml.snapshot.EventRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code churn serve}: a model behind HTTP, until the process is told to end. */
@Command(
        name = "serve",
        description = "Answers over HTTP: POST /predict takes customers as JSON and says who will leave.",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Where it answers, and what to try, is said on standard error; standard output has one line of JSON per request.",
            "SIGTERM and Ctrl+C let requests that are being answered finish; the exit code is then 0.",
            "",
            "Examples:",
            "  churn serve                                            the model that churn train wrote into artifacts/",
            "  churn serve --model m.churn --port 9000 --host 0.0.0.0",
            "  churn serve --registry models                          the champion, also the next one",
            "  churn serve --registry models --customer-id customer_id --assignments assignments.jsonl    a challenger, too",
            "  MODEL_VERSION=1.0.0 churn serve --registry models      version 1.0.0, whatever is promoted",
            "  churn serve --model m.churn --wait-for-model           before the model is trained: 503 until it is there",
            "  churn serve --model m.churn --missing impute           a row may leave columns out",
            "  churn serve --model m.churn --optional region,promo    or these two",
            "  churn serve --model m.churn --access-log requests.jsonl",
            "  churn serve --model m.churn --history artifacts/metrics_history.jsonl    for churn monitor",
            "  churn serve --model m.churn --jobs-db jdbc:postgresql://localhost/churn    with a page of jobs",
            "  churn serve --model m.churn --host 0.0.0.0 --api-keys keys.txt --tls server.p12 --tls-password password.txt"
        })
final class ServeCommand extends Subcommand {

    private static final Path TRAINED = Path.of("artifacts", "model.churn");
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration FETCH = Duration.ofMinutes(1);

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "The model. Default: artifacts/model.churn, where churn train writes it, unless --registry is given.")
    @Nullable
    InputFile model;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "${env:CHURN_PORT:-8080}",
            description = "Where to listen; 0 takes any free port. Default: CHURN_PORT of the environment, else 8080.")
    int port;

    @Option(
            names = "--host",
            paramLabel = "NAME",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen at; 0.0.0.0 for every network. Default: ${DEFAULT-VALUE}, this machine alone.")
    String host = "127.0.0.1";

    @Option(
            names = "--watch",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description =
                    "Load the model file again when it changes; one at an address is fetched again every minute. Default: yes;"
                            + " --no-watch leaves it be.")
    boolean watch;

    @Option(
            names = "--wait-for-model",
            description =
                    "Start although the model file, or a champion, is not there yet or damaged: what needs the model answers 503"
                            + " until a good one is there.")
    boolean waitForModel;

    @Mixin
    final ServedRegistryFlags registry = new ServedRegistryFlags();

    @Mixin
    final RequestFlags requests = new RequestFlags();

    @Mixin
    final DriftFlags drift = new DriftFlags();

    @Mixin
    final SecurityFlags security = new SecurityFlags();

    @Mixin
    final HistoryFlags history = new HistoryFlags();

    @Mixin
    final JobsStatusFlags jobs = new JobsStatusFlags();

    @Mixin
    final AccessLogFlag accessLog = new AccessLogFlag();

    ServeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    void run() {
        Logging.forServer(common.logLevel, common.quiet);
        try (AccessLogFlag.Target log = accessLog.open(surroundings)) {
            ChurnServer server = builder(log).build();
            CountDownLatch stopped = new CountDownLatch(1);
            listen(server);
            Thread hook = new Thread(() -> end(server, log), "churn-stop");
            Runtime.getRuntime().addShutdownHook(hook);
            say(server);
            try (RefetchedModel refetched = RefetchedModel.every(FETCH, watch ? model : null, files)) {
                refetched.start();
                stopped.await();
            } catch (InterruptedException e) {
                // A program that runs the command inside itself ends it this way.
                Runtime.getRuntime().removeShutdownHook(hook);
                server.stop();
            }
        }
    }

    private ChurnServerBuilder builder(AccessLogFlag.Target log) {
        ChurnServerBuilder builder =
                ChurnServer.builder().waitForModel(waitForModel).host(host).port(port);
        source(builder);
        builder.rowsFromEvents(
                served -> SnapshotFeatures.plan(served.manifest()).map(plan -> EventRows.of(plan)::row));
        log.into(builder);
        requests.into(builder);
        drift.into(builder);
        security.into(builder);
        history.into(builder);
        jobs.into(builder, surroundings.environment());
        return builder;
    }

    private void source(ChurnServerBuilder builder) {
        registry.into(builder, surroundings);
        if (!registry.isGiven()) {
            builder.model(file());
        } else if (model != null) {
            throw new ConfigurationException(
                    "Both --model and --registry are given.",
                    "Maybe leave --model out: the registry's champion answers.",
                    Where.nowhere());
        } else if (!watch) {
            throw new ConfigurationException(
                    "Option --no-watch is for a model file, and a registry is followed at each request.",
                    "Maybe pin a version: --model-version.",
                    Where.nowhere());
        }
        if (watch) {
            builder.watch(LOOK);
        }
    }

    /** What is waited for. */
    private String awaited() {
        return registry.isGiven()
                ? "a champion of the registry " + registry.place
                : model != null ? model.toString() : String.valueOf(file());
    }

    private Path file() {
        Path file = model != null ? model.path() : surroundings.folder().resolve(TRAINED);
        ModelAndTable.refuseSet(file);
        if (!waitForModel && !Files.exists(file)) {
            throw model != null
                    ? new ModelFileException(
                            "Model file " + Wording.path(file) + " is not there.",
                            "Maybe the path is wrong, or add --wait-for-model to start before the file is there.",
                            Where.in(file))
                    : new ModelFileException(
                            "No model was given, and " + TRAINED + " is not there.",
                            "Maybe run `churn train` first, or add --model FILE, or --wait-for-model to start before.",
                            Where.nowhere());
        }
        return file;
    }

    /** An address that is taken is no wrong use: the same command works once it is free. */
    private static void listen(ChurnServer server) {
        try {
            server.start();
        } catch (ConfigurationException e) {
            throw new Failure.Ended(Failure.of(e).withExit(Failure.FAILED), e);
        }
    }

    /** In the hook of a process that was told to end: a signal's exit code would say that something went wrong. */
    private void end(ChurnServer server, AccessLogFlag.Target log) {
        server.stop();
        log.close();
        files.close();
        surroundings.out().flush();
        surroundings.err().flush();
        Runtime.getRuntime().halt(0);
    }

    private void say(ChurnServer server) {
        if (common.quiet) {
            return;
        }
        if (common.json) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("url", server.uri().toString());
            if (server.isModelLoaded()) {
                document.put("model", server.modelName());
                document.put("version", server.modelVersion());
                document.put("example", server.example());
            } else {
                document.put("model_loaded", false);
                document.put("waiting_for", awaited());
            }
            surroundings.err().print(JsonText.of(document));
        } else {
            surroundings.err().print(text(server));
        }
        surroundings.err().flush();
    }

    private String text(ChurnServer server) {
        if (!server.isModelLoaded()) {
            return "No model yet: " + server.uri() + " waits for " + awaited() + "\n"
                    + (registry.isGiven()
                            ? "Promote a version, as with churn promote"
                            : "Train one into that path, as with churn train")
                    + "; it is taken by itself. Ctrl+C ends it.\n";
        }
        return "Model " + server.modelName() + " " + server.modelVersion() + " answers at " + server.uri() + "\n"
                + "Try:\n"
                + "  curl -H 'Content-Type: application/json' -d '"
                + server.example().replace("'", "'\\''") + "' " + server.uri().resolve("/predict") + "\n"
                + (registry.isGiven()
                        ? "Promotions and rollbacks are followed; "
                        : watch ? "A changed model file is loaded by itself; " : "")
                + "Ctrl+C ends it.\n";
    }
}
