package io.github.churnml.serving;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.churnml.ChurnModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** One of the callers of {@link ServingSoak}: mostly good, at times wrong, at times hostile. */
final class SoakClient implements Runnable {

    /** What all callers did, and what went wrong. */
    static final class Tally {

        private static final int MOST_TOLD = 20;

        private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
        private final List<String> failures = new ArrayList<>();
        private long more;

        void count(String what) {
            counts.computeIfAbsent(what, ignored -> new LongAdder()).increment();
        }

        synchronized void failed(String what) {
            if (failures.size() < MOST_TOLD) {
                failures.add(what);
            } else {
                more++;
            }
        }

        synchronized List<String> failures() {
            List<String> all = new ArrayList<>(failures);
            if (more > 0) {
                all.add("and " + more + " more");
            }
            return all;
        }

        synchronized void print() {
            counts.forEach((what, count) -> System.out.println("  " + what + ": " + count));
            System.out.println("failed requests: " + (failures.size() + more));
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH = 200;
    private static final String HEAD = "POST /predict HTTP/1.1\r\nHost: here\r\n";
    private static final Set<Integer> REFUSALS = Set.of(0, 400, 401, 404, 405, 408, 413, 415, 501, 505);

    private final ChurnServer server;
    private final Map<String, Double> expected;
    private final Tally tally;
    private final SplittableRandom random;
    private final long end;
    private final List<Raw> slow = new ArrayList<>();
    private Raw connection;

    /** @param end the moment, as {@link System#nanoTime} has it, at which to stop */
    SoakClient(ChurnServer server, List<ChurnModel> models, Tally tally, int number, long end) {
        this.server = server;
        this.tally = tally;
        this.random = new SplittableRandom(number);
        this.end = end;
        this.expected = new java.util.HashMap<>();
        for (ChurnModel model : models) {
            expected.put(model.manifest().version(), probability(model));
        }
        this.connection = Raw.to(server);
    }

    private static double probability(ChurnModel model) {
        try {
            Map<String, Object> row = JSON.readValue(Served.ROW, new TypeReference<>() {});
            return model.scorer().score(row).probability();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void run() {
        while (System.nanoTime() < end) {
            try {
                step(random.nextInt(1_000));
            } catch (IOException | RuntimeException e) {
                tally.failed("a good request met " + e);
                connection.close();
                connection = Raw.to(server);
            }
        }
        slow.forEach(Raw::close);
        connection.close();
    }

    private void step(int dice) throws IOException {
        if (dice < 600) {
            good("one row", "/predict", 1, Served.ROW);
        } else if (dice < 800) {
            good("two rows", "/predict", 2, rows(2));
        } else if (dice < 850) {
            good("batch", "/predict", BATCH, rows(BATCH));
        } else if (dice < 900) {
            good("reasons", "/predict?explain=3", 1, Served.ROW);
        } else if (dice < 910) {
            get("/health");
        } else if (dice < 912) {
            get("/metrics");
        } else if (dice < 960) {
            bad();
        } else {
            hostile(random.nextInt(9));
        }
    }

    private static String rows(int count) {
        return "[" + (Served.ROW + ",").repeat(count - 1) + Served.ROW + "]";
    }

    private void good(String what, String path, int rows, String body) throws IOException {
        Raw.Answer answer = connection.send(Raw.post(path, body)).read();
        tally.count(what);
        if (answer.status() != 200) {
            throw new IOException(what + " got " + answer.status() + " " + answer.body());
        }
        JsonNode json = JSON.readTree(answer.body());
        double expectedHere = expected.get(json.at("/model/version").asText());
        if (json.at("/predictions").size() != rows) {
            tally.failed(what + " got " + json.at("/predictions").size() + " answers");
        }
        for (JsonNode prediction : json.at("/predictions")) {
            if (prediction.at("/probability").asDouble() != expectedHere) {
                tally.failed(what + " got " + prediction + " of another model than is named");
            }
        }
    }

    private void get(String path) throws IOException {
        Raw.Answer answer = connection
                .send("GET " + path + " HTTP/1.1\r\nHost: here\r\n\r\n")
                .read();
        tally.count(path);
        if (answer.status() != 200) {
            throw new IOException(path + " got " + answer.status());
        }
    }

    /** On the connection of the good ones, which goes on. */
    private void bad() throws IOException {
        String body = random.nextBoolean() ? Served.ROW.substring(0, 100) : Served.ROW.replace("Basic", "Basix");
        Raw.Answer answer = connection.send(Raw.post("/predict", body)).read();
        tally.count("bad rows");
        if (answer.status() != 400) {
            throw new IOException("bad rows got " + answer.status());
        }
    }

    /** On connections of their own; whatever comes back must be a refusal. */
    private void hostile(int kind) {
        tally.count("hostile");
        if (kind == 0) {
            slow();
            return;
        }
        try (Raw raw = Raw.to(server)) {
            raw.sendAsFarAsTaken(
                    switch (kind) {
                        case 1 -> new byte[] {0, 1, 2, 3, '\r', '\n', '\r', '\n'};
                        case 2 -> latin(HEAD + "Content-Length: 1073741824\r\n\r\n[");
                        case 3 -> latin(HEAD + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}");
                        case 4 -> Raw.post("/predict", "[".repeat(10_000));
                        case 5 -> latin("GET /" + "a".repeat(30_000) + " HTTP/1.1\r\nHost: here\r\n\r\n");
                        case 6 -> latin(HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n");
                        case 7 -> Raw.post("/nowhere", new byte[100_000]);
                        default -> latin(HEAD + "Content-Length: 100\r\n\r\n{");
                    });
            if (kind == 8) {
                return;
            }
            int status = raw.read().status();
            if (!REFUSALS.contains(status)) {
                tally.failed("hostile request " + kind + " got " + status);
            }
        }
    }

    /** Begins a request that never ends, or an answer that is never read; a few at a time. */
    private void slow() {
        Raw raw = Raw.to(server, 4_096);
        switch (random.nextInt(3)) {
            case 0 -> raw.send("GET /hea");
            case 1 -> raw.send(HEAD + "Content-Length: 1000\r\n\r\n{");
            default -> raw.sendAsFarAsTaken(Raw.post("/predict?explain=5", rows(BATCH)));
        }
        slow.add(raw);
        if (slow.size() > 50) {
            slow.remove(0).close();
        }
    }

    private static byte[] latin(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
