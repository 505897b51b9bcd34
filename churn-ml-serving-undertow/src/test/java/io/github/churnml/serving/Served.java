package io.github.churnml.serving;

import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.data.Dataset;
import io.github.churnml.data.read.Tables;
import io.github.churnml.data.synthetic.SyntheticCustomers;
import io.github.churnml.learn.smile.SmileGradientBoosting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

/** A model trained once for all tests of the module, rows for it, and a client. */
public final class Served {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** A customer as the model wants one. */
    public static final String ROW =
            "{\"plan\":\"Basic\",\"contract\":\"Two year\",\"tenure_months\":9,\"monthly_charge\":28.37,"
                    + "\"total_charges\":255.29,\"usage_gb_30d\":48.1,\"usage_change_pct\":-55.4,\"support_tickets_90d\":1,"
                    + "\"avg_latency_ms\":85.9,\"downtime_hours_30d\":0.3,\"late_payments_12m\":0,\"payment_method\":\"Card\","
                    + "\"autopay\":\"Yes\",\"promo\":\"No\",\"region\":\"West\",\"last_login_days\":5}";

    private Served() {}

    private static final class Held {
        static final Dataset CUSTOMERS = customers();
        static final ChurnModel MODEL = ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(SmileGradientBoosting.builder().trees(25).build())
                .seed(5)
                .build()
                .fit(CUSTOMERS);

        private static Dataset customers() {
            try {
                Path file = Files.createTempFile("customers", ".csv");
                try {
                    new SyntheticCustomers(3_000, 7).writeCsv(file);
                    return Tables.readCsv(file);
                } finally {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static ChurnModel model() {
        return Held.MODEL;
    }

    public static Dataset customers() {
        return Held.CUSTOMERS;
    }

    /** A builder for a server of that model at a free port. */
    public static ChurnServerBuilder builder() {
        return ChurnServer.builder().model(model()).port(0);
    }

    public static HttpResponse<String> get(ChurnServer server, String path) {
        return send(HttpRequest.newBuilder(uri(server, path)).build());
    }

    public static HttpResponse<String> post(ChurnServer server, String path, String body) {
        return send(HttpRequest.newBuilder(uri(server, path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    public static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static URI uri(ChurnServer server, String path) {
        return server.uri().resolve(path);
    }
}
