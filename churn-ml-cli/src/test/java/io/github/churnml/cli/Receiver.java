package io.github.churnml.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.github.churnml.monitor.webhook.Webhook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Somebody who gets webhooks. */
final class Receiver implements AutoCloseable {

    private record Delivery(String signature, byte[] body) {}

    private final List<Delivery> deliveries = Collections.synchronizedList(new ArrayList<>());
    private final HttpServer server;
    private volatile int status = 200;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            deliveries.add(new Delivery(
                    exchange.getRequestHeaders().getFirst(Webhook.SIGNATURE),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** What is told of the address. */
    String place() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/…";
    }

    void answer(int newStatus) {
        status = newStatus;
    }

    List<String> actions() throws IOException {
        List<String> actions = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            actions.add(
                    new ObjectMapper().readTree(delivery.body()).path("action").asText());
        }
        return actions;
    }

    boolean areSignedWith(String secret) {
        return deliveries.stream()
                .allMatch(delivery -> Webhook.verify(
                        secret, delivery.signature(), delivery.body(), Duration.ofMinutes(5), Clock.systemUTC()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
