package io.github.churnml.aws;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A way to a server on which answers get lost: the server does what it is asked, and the asker never hears of it. */
final class LossyProxy implements AutoCloseable {

    private final ServerSocket socket;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicReference<String> losing = new AtomicReference<>("");
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile int cutAfter;
    private volatile String losingAll = "";
    private volatile String seen = "";
    private volatile Runnable onSeen = () -> {};

    LossyProxy(int target) {
        this.target = target;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort();
    }

    /** Loses the answer to the next request that begins so. */
    void loseNext(String request) {
        losing.set(request);
    }

    /** How many answers were lost. */
    int lost() {
        return lost.get();
    }

    /** Loses the answers to all requests that begin so. */
    void loseAll(String request) {
        losingAll = request;
    }

    /** Does something each time that a request begins so, before it is handed on. */
    void on(String request, Runnable action) {
        onSeen = action;
        seen = request;
    }

    /** Breaks the next answers off after some bytes of their connection. */
    void cut(int answers, int bytes) {
        cutAfter = bytes;
        cuts.set(answers);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket asker = socket.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                AtomicReference<String> last = new AtomicReference<>("");
                threads.execute(() -> requests(asker, server, last));
                threads.execute(() -> answers(asker, server, last));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void requests(Socket asker, Socket server, AtomicReference<String> last) {
        byte[] buffer = new byte[1 << 16];
        try (asker;
                server) {
            InputStream in = asker.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                if (text.matches("(?s)(GET|PUT|HEAD|POST|DELETE) .*")) {
                    last.set(text);
                    if (!seen.isEmpty() && text.startsWith(seen)) {
                        onSeen.run();
                    }
                }
                server.getOutputStream().write(buffer, 0, length);
            }
        } catch (SocketException e) {
            return; // closed by the other side
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answers(Socket asker, Socket server, AtomicReference<String> last) {
        byte[] buffer = new byte[1 << 16];
        int sent = 0;
        try (asker;
                server) {
            InputStream in = server.getInputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                String wanted = losing.get();
                if (!wanted.isEmpty() && last.get().startsWith(wanted) && losing.compareAndSet(wanted, "")) {
                    lost.incrementAndGet();
                    return;
                }
                if (!losingAll.isEmpty() && last.get().startsWith(losingAll)) {
                    lost.incrementAndGet();
                    return;
                }
                if (sent + length > cutAfter && cuts.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    asker.getOutputStream().write(buffer, 0, Math.max(0, cutAfter - sent));
                    lost.incrementAndGet();
                    return;
                }
                asker.getOutputStream().write(buffer, 0, length);
                sent += length;
            }
        } catch (SocketException e) {
            return; // closed by the other side
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
