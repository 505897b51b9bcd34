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
    private volatile int cutAfter = Integer.MAX_VALUE;

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

    /** Breaks every answer off after some bytes. */
    void cutAfter(int bytes) {
        cutAfter = bytes;
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
                int passed = Math.min(length, cutAfter - sent);
                asker.getOutputStream().write(buffer, 0, passed);
                sent += passed;
                if (passed < length) {
                    lost.incrementAndGet();
                    return;
                }
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
