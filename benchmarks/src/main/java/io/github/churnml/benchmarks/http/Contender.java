package io.github.churnml.benchmarks.http;

import io.github.churnml.ChurnModel;
import io.github.churnml.registry.Promotion;
import io.github.churnml.registry.Registry;
import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.ChurnServerBuilder;
import io.undertow.Undertow;
import io.undertow.util.Headers;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One server under load, alone in its process so that the other one shapes nothing of its compiled code: {@code churn-ml
 * model.churn access.log}, {@code no-drift model.churn access.log} for the same without live drift, {@code registry model.churn
 * access.log folder} for the same model as the champion of a registry that is made in the folder, or {@code bare answer.json} for a
 * handler that reads the body and answers those bytes. Prints its port and stops when its standard input ends.
 */
public final class Contender {

    private Contender() {}

    public static void main(String[] args) throws IOException {
        switch (args[0]) {
            case "churn-ml" -> churnMl(ChurnServer.builder().model(Path.of(args[1])), Path.of(args[2]));
            case "no-drift" ->
                churnMl(ChurnServer.builder().model(Path.of(args[1])).noDrift(), Path.of(args[2]));
            case "registry" ->
                churnMl(ChurnServer.builder().registry(registry(Path.of(args[1]), Path.of(args[3]))), Path.of(args[2]));
            case "bare" -> bare(Files.readAllBytes(Path.of(args[1])));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** As the command serves: every check, metric and line of the access log. */
    private static void churnMl(ChurnServerBuilder builder, Path log) throws IOException {
        try (OutputStream lines = new BufferedOutputStream(Files.newOutputStream(log));
                ChurnServer server = builder.port(0).accessLog(lines).build().start()) {
            untilAskedToStop(server.port());
        }
    }

    /** A registry with one version, which is champion. */
    private static Path registry(Path model, Path folder) {
        Registry registry = Registry.folder(folder);
        String version = registry.register(ChurnModel.load(model), "").version().toString();
        registry.promote(version, new Promotion(null, List.of(), false, "the first one"));
        return folder;
    }

    private static void bare(byte[] answer) {
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(Runtime.getRuntime().availableProcessors())
                .setHandler(exchange -> exchange.getRequestReceiver().receiveFullBytes((read, body) -> {
                    read.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
                    read.getResponseSender().send(ByteBuffer.wrap(answer));
                }))
                .build();
        server.start();
        untilAskedToStop(((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort());
        server.stop();
    }

    private static void untilAskedToStop(int port) {
        System.out.println(port);
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
