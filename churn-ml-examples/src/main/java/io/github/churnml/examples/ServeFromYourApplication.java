package io.github.churnml.examples;

import io.github.churnml.serving.ChurnServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** An endpoint inside an application of yours, and a request to it: {@code ServeFromYourApplication model.churn}. */
public final class ServeFromYourApplication {

    private ServeFromYourApplication() {}

    /**
     * Serves a model, asks it about a customer, and stops.
     *
     * @param args the model file
     * @throws IOException if the request cannot be sent
     * @throws InterruptedException if the answer is not waited for
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        ChurnServer server = ChurnServer.builder()
                .model(Path.of(args[0]))
                .host("127.0.0.1")
                .port(0) // any free one; 8080 if it is left out
                .optional("region") // a row may leave it out; it is then imputed as in training
                .watch(Duration.ofSeconds(1)) // a changed file takes the model's place
                .build();
        try (server) {
            server.start();
            System.out.println(server.modelName() + " " + server.modelVersion() + " is ready: " + server.isReady());

            HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/predict?explain=2"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(server.example()))
                    .build();
            HttpResponse<String> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            System.out.println(response.statusCode() + " " + response.body());
        } // requests that are being answered finish first
    }
}
