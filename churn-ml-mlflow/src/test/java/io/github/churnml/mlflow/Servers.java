package io.github.churnml.mlflow;

import io.github.churnml.PythonServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real servers of this module's tests, one of each version for all tests of a process, or a skipped test. */
public final class Servers {

    private static final Map<String, PythonServers.Running> RUNNING = new HashMap<>();

    private Servers() {}

    /** The environment variables that lead to a server. */
    public static Map<String, String> environment(String version) {
        return Map.of("MLFLOW_TRACKING_URI", url(version));
    }

    static synchronized String url(String version) {
        Path program = PythonServers.require(version, "mlflow");
        return RUNNING.computeIfAbsent(version, name -> start(program, List.of()))
                .url();
    }

    /** One more server, with files below its folder and the options given. */
    static PythonServers.Running start(Path program, List<String> options) {
        try {
            Path folder = Files.createTempDirectory("mlflow-test-");
            int port = PythonServers.freePort();
            List<String> command = new ArrayList<>(List.of(
                    program.toString(),
                    "server",
                    "--backend-store-uri",
                    "sqlite:///" + folder.resolve("mlflow.db"),
                    "--host",
                    "127.0.0.1",
                    "--port",
                    String.valueOf(port),
                    "--workers",
                    "1"));
            if (options.isEmpty()) {
                command.addAll(List.of(
                        "--artifacts-destination", folder.resolve("artifacts").toString()));
            }
            command.addAll(options);
            PythonServers.Running running =
                    PythonServers.start(command, port, folder, Map.of("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false"));
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
