package io.github.churnml.serving;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.churnml.ChurnModel;
import io.github.churnml.ChurnPipeline;
import io.github.churnml.error.ChurnException;
import io.github.churnml.learn.smile.SmileGradientBoosting;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Mixed load on one server for minutes, with another model every few seconds; {@code benchmarks/http/soak} starts it. Every
 * answer is checked, those of good requests against both models. Ends with 1 if a request failed, or if heap, threads or
 * files grew from one quiet moment to the other.
 *
 * <pre>{@code benchmarks/http/soak [--seconds 600] [--clients 8] [--reload 5]}</pre>
 */
final class ServingSoak {

    private static final int WARM_UP_SECONDS = 15;
    private static final long MEGABYTE = 1 << 20;
    private static final long MAY_GROW = 8 * MEGABYTE;

    /** How much there is of everything at a quiet moment. */
    private record Quiet(long heap, int threads, long files) {

        static Quiet now() {
            for (int i = 0; i < 4; i++) {
                System.gc();
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
            Runtime runtime = Runtime.getRuntime();
            long files = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    ? system.getOpenFileDescriptorCount()
                    : 0;
            return new Quiet(
                    runtime.totalMemory() - runtime.freeMemory(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    files);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "heap %.1f MB, %d threads, %d files", heap / (double) MEGABYTE, threads, files);
        }
    }

    /** Where the access log goes: ten minutes of it would fill a disk. */
    private static final class Counted extends OutputStream {

        private volatile long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            bytes += length;
        }
    }

    private final int seconds;
    private final int clients;
    private final int reload;

    private ServingSoak(int seconds, int clients, int reload) {
        this.seconds = seconds;
        this.clients = clients;
        this.reload = reload;
    }

    public static void main(String[] args) throws Exception {
        int exit = new ServingSoak(
                        option(args, "--seconds", 600), option(args, "--clients", 8), option(args, "--reload", 5))
                .run();
        System.exit(exit);
    }

    private static int option(String[] args, String name, int otherwise) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals(name)) {
                return Integer.parseInt(args[i + 1]);
            }
        }
        return otherwise;
    }

    private int run() throws Exception {
        Path folder = Files.createTempDirectory("soak");
        try {
            return run(folder, new Counted());
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private int run(Path folder, Counted log) throws Exception {
        Path first = folder.resolve("first.churn");
        Path second = folder.resolve("second.churn");
        Path broken = Files.writeString(folder.resolve("broken.churn"), "no model");
        List<ChurnModel> models = List.of(model(25, "1.0.0"), model(40, "2.0.0"));
        models.get(0).save(first);
        models.get(1).save(second);
        ChurnServer server = ChurnServer.builder()
                .model(first)
                .port(0)
                .accessLog(log)
                .bodyTimeout(Duration.ofSeconds(2))
                .headTimeout(Duration.ofSeconds(2))
                .idleTimeout(Duration.ofSeconds(20))
                .answerTimeout(Duration.ofSeconds(5))
                .build()
                .start();
        SoakClient.Tally tally = new SoakClient.Tally();
        int reloads = load(server, models, List.of(first, second), broken, tally, WARM_UP_SECONDS);
        Quiet before = Quiet.now();
        System.out.println("before: " + before);
        reloads += load(server, models, List.of(first, second), broken, tally, seconds);
        Quiet after = Quiet.now();
        System.out.println("after:  " + after);
        long held = server.held();
        long inFlight = server.inFlight();
        server.stop();
        tally.print();
        System.out.println(reloads + " models were taken, access log " + log.bytes / MEGABYTE + " MB, held at the end "
                + held + " bytes, in flight " + inFlight);
        List<String> wrong = wrong(tally, before, after, held, inFlight);
        wrong.forEach(line -> System.out.println("FAILED: " + line));
        return wrong.isEmpty() ? 0 : 1;
    }

    private static List<String> wrong(SoakClient.Tally tally, Quiet before, Quiet after, long held, long inFlight) {
        List<String> wrong = new ArrayList<>(tally.failures());
        if (after.heap() > before.heap() + MAY_GROW) {
            wrong.add("the heap grew");
        }
        if (after.threads() > before.threads()) {
            wrong.add("threads grew");
        }
        if (after.files() > before.files()) {
            wrong.add("files grew");
        }
        if (held != 0 || inFlight != 0) {
            wrong.add("something is still held or in flight");
        }
        return wrong;
    }

    /** Puts load on for a while, with other models meanwhile; returns how many were taken. */
    private int load(
            ChurnServer server,
            List<ChurnModel> models,
            List<Path> files,
            Path broken,
            SoakClient.Tally tally,
            int forSeconds)
            throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(forSeconds).toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(new SoakClient(server, models, tally, i, end), "soak-" + i);
            thread.start();
            threads.add(thread);
        }
        int reloads = 0;
        while (System.nanoTime() < end) {
            Thread.sleep(Math.max(1, Math.min(reload * 1_000L, (end - System.nanoTime()) / 1_000_000)));
            server.reload(files.get(++reloads % 2));
            refuse(server, broken, tally);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        // What was hung up on may need its time-outs.
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while ((server.inFlight() > 0 || server.held() > 0) && System.nanoTime() < patience) {
            Thread.sleep(50);
        }
        Thread.sleep(1_000);
        return reloads;
    }

    private static void refuse(ChurnServer server, Path broken, SoakClient.Tally tally) {
        try {
            server.reload(broken);
            tally.failed("a broken model file was taken");
        } catch (ChurnException e) {
            tally.count("broken model file");
        }
    }

    private static ChurnModel model(int trees, String version) {
        return ChurnPipeline.builder()
                .target("churned", "Yes")
                .learner(SmileGradientBoosting.builder().trees(trees).build())
                .seed(5)
                .version(version)
                .build()
                .fit(Served.customers());
    }
}
