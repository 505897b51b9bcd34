package io.github.churnml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Servers and libraries in Python that tests run against; {@code tools/python-servers FOLDER} installs them, and a test that needs
 * one is skipped where {@code CHURN_PYTHON_SERVERS} names no such folder.
 */
public final class PythonServers {

    private static final long STARTS_WITHIN_MILLIS = 120_000;

    private PythonServers() {}

    /**
     * A program of an environment, or a skipped test.
     *
     * @param environment such as {@code mlflow3}
     * @param program such as {@code python} or {@code moto_server}
     */
    public static Path require(String environment, String program) {
        String folder = System.getProperty("churn.python.servers", System.getenv("CHURN_PYTHON_SERVERS"));
        Path found = Path.of(folder == null ? "" : folder, environment, "bin", program);
        Assumptions.assumeTrue(
                folder != null && Files.isExecutable(found),
                "skipped: no " + environment
                        + " in Python; run tools/python-servers FOLDER and set CHURN_PYTHON_SERVERS");
        return found.toAbsolutePath();
    }

    /** A port of this machine that is free at this moment. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process with all that it started; closing kills both. */
    public record Running(Process process, int port, Path log) implements AutoCloseable {

        /** Where it answers. */
        public String url() {
            return "http://127.0.0.1:" + port;
        }

        @Override
        public void close() {
            List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
            all.add(process.toHandle());
            all.forEach(ProcessHandle::destroyForcibly);
            try {
                process.waitFor(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Starts a server and waits until it takes connections.
     *
     * @param command the program and its arguments
     * @param port the port that they name
     * @param folder where it runs and its log is written
     * @param environment variables beside those of this process
     */
    public static Running start(List<String> command, int port, Path folder, Map<String, String> environment) {
        Path log = folder.resolve("server-" + port + ".log");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Running running = new Running(builder.start(), port, log);
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STARTS_WITHIN_MILLIS);
            while (!accepts(port)) {
                if (!running.process().isAlive() || System.nanoTime() > until) {
                    running.close();
                    throw new IllegalStateException(command.get(0) + " did not start:\n"
                            + Files.readString(log).strip());
                }
                Thread.sleep(50);
            }
            return running;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
