package io.github.churnml.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.churnml.serving.ChurnServer;
import io.github.churnml.serving.Raw;
import io.github.churnml.serving.Served;
import io.github.churnml.serving.SlowCallersTest;
import io.github.churnml.serving.live.ServingMetrics;
import io.github.churnml.serving.model.RowWork;
import io.github.churnml.serving.model.ServedModel;
import io.github.churnml.serving.policy.Policies;
import io.github.churnml.serving.routes.Routes;
import io.github.churnml.serving.security.Security;
import io.undertow.Undertow;
import io.undertow.util.Methods;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Memory that requests may hold, and what gives it back. */
class BudgetTest {

    @Test
    void bodies_largerTogetherThanTheBudget_areToldToComeAgain() throws Exception {
        Failures failures = new Failures();
        Budget budget = new Budget(100_000);
        RequestBody body = new RequestBody(Limits.DEFAULTS, failures, budget);
        try (ServingMetrics metrics = new ServingMetrics(() -> {
            throw new IllegalStateException("no model");
        })) {
            Undertow undertow = Undertow.builder()
                    .addHttpListener(0, "127.0.0.1")
                    .setHandler(new Routes(failures, metrics, null, Security.DEFAULTS)
                            .on(
                                    Methods.POST,
                                    "/length",
                                    false,
                                    exchange -> body.read(
                                            exchange,
                                            (read, bytes, length) -> Exchanges.json(
                                                    read,
                                                    Integer.toString(length).getBytes()))))
                    .build();
            undertow.start();
            try (Raw first = connect(undertow);
                    Raw second = connect(undertow);
                    Raw third = connect(undertow)) {
                byte[] request = Raw.post("/length", " ".repeat(60_000));
                first.send(java.util.Arrays.copyOf(request, 55_000));
                SlowCallersTest.await(() -> budget.held() >= 50_000);
                Raw.Answer busy = second.send(request).read();
                assertThat(busy.status()).isEqualTo(503);
                assertThat(busy.header("Retry-After")).isEqualTo("1");
                assertThat(busy.body()).contains("too many large bodies are being read");
                first.send(java.util.Arrays.copyOfRange(request, 55_000, request.length));
                assertThat(first.read().body()).isEqualTo("60000");
                SlowCallersTest.await(() -> budget.held() == 0);
                assertThat(third.send(request).read().body()).isEqualTo("60000");
            } finally {
                undertow.stop();
            }
        }
    }

    @Test
    void answer_largerThanAllowed_isRefused() {
        try (ChurnServer server =
                Served.builder().maxAnswerBytes(1 << 16).build().start()) {
            String many = "[" + (Served.ROW + ",").repeat(500) + Served.ROW + "]";
            Raw.Answer answer = Raw.ask(server, Raw.post("/predict?explain=16", many));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("answer-too-large", "larger than 65536 bytes after");
            assertThat(Raw.ask(server, Raw.post("/predict", many)).status()).isEqualTo(200);
        }
        assertThatThrownBy(() -> ChurnServer.builder().maxAnswerBytes(1))
                .hasMessageStartingWith("Answer size is (1) where 65536 to 1073741824 is allowed.");
    }

    @Test
    void model_thatIsNotServedAnyMore_isForgottenByThreadsThatAskedIt() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            WeakReference<ServedModel> old = new WeakReference<>(used(thread));
            SlowCallersTest.await(() -> {
                System.gc();
                return old.get() == null;
            });
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void workSpace_ofAThread_isItsOwnAndStays() throws Exception {
        ServedModel one = new ServedModel(Served.model(), null, Policies.DEFAULTS);
        ServedModel two = new ServedModel(Served.model(), null, Policies.DEFAULTS);
        RowWork work = one.work();
        assertThat(one.work()).isSameAs(work);
        assertThat(two.work()).isNotSameAs(work);
        assertThat(one.work()).isSameAs(work);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            assertThat(thread.submit(one::work).get()).isNotSameAs(work);
        } finally {
            thread.shutdownNow();
        }
    }

    private static ServedModel used(ExecutorService thread) throws Exception {
        ServedModel model = new ServedModel(Served.model(), null, Policies.DEFAULTS);
        thread.submit(model::work).get();
        return model;
    }

    private static Raw connect(Undertow undertow) throws Exception {
        InetSocketAddress address =
                (InetSocketAddress) undertow.getListenerInfo().get(0).getAddress();
        return Raw.of(new Socket(address.getAddress(), address.getPort()));
    }
}
