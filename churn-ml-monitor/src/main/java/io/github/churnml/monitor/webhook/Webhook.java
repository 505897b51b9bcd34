package io.github.churnml.monitor.webhook;

import io.github.churnml.monitor.Action;
import io.github.churnml.monitor.ActionKind;
import io.github.churnml.monitor.MonitoringPlan;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;

/**
 * Carries out an action of a monitoring plan by posting it to another server: a signed {@code POST}, tried again a
 * few times where that may help.
 *
 * <pre>{@code
 * Webhook page = Webhook.builder()
 *         .uri(URI.create("https://hooks.example/churn"))
 *         .secretFile(Path.of("webhook-secret.txt"))
 *         .build(ActionKind.PAGE_ONCALL);
 * MonitoringAgent.builder().dryRun(false).action(ActionKind.PAGE_ONCALL, page);
 * }</pre>
 *
 * <p>The body is the plan as JSON ({@link MonitoringPlan#toMap}) with {@code id} and {@code action} before it. The id is a
 * hash of both, the same in each attempt and for the same plan told again, so that a receiver can pass over what it has seen;
 * the header {@code X-Churn-Delivery} repeats it. {@code X-Churn-Signature} proves where it comes from, see {@link #verify}.
 *
 * <p>Tried again are connections that fail or take too long, and the answers 408, 425, 429 and 5xx; any other answer but 2xx
 * is final, and a redirect is not followed. The wait before an attempt doubles from one to the next and is cut by chance
 * ("full jitter"), so that many senders do not come at once; {@code Retry-After} makes it longer. Over plain {@code http} the
 * signature still holds, but anyone on the network path can read the plan. Immutable, safe for any thread.
 */
public final class Webhook implements Action {

    /** The header with the signature. */
    public static final String SIGNATURE = "X-Churn-Signature";

    /** The header with the id. */
    public static final String DELIVERY = "X-Churn-Delivery";

    /** Waits a while. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration time) throws InterruptedException;
    }

    /** One for all: its threads are daemons, and go when it is not used. */
    private static final class Held {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private final ActionKind action;
    private final URI uri;
    private final WebhookSignature signature;
    private final Duration timeout;
    private final int attempts;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Backoff backoff;

    Webhook(ActionKind action, WebhookBuilder settings, URI uri, WebhookSignature signature) {
        this.action = action;
        this.uri = uri;
        this.signature = signature;
        this.timeout = settings.timeout;
        this.attempts = settings.attempts;
        this.clock = settings.clock;
        this.sleeper = settings.sleeper;
        this.backoff = new Backoff(settings.firstWait, settings.chance);
    }

    /** {@return a builder with every default in place} */
    public static WebhookBuilder builder() {
        return new WebhookBuilder();
    }

    /**
     * Whether what a receiver got was sent by a sender that knows the secret, and lately.
     *
     * @param secret the secret that both sides know
     * @param header what stands in {@value #SIGNATURE}: {@code t=<seconds since 1970>,v1=<hex>}, where the hexadecimal digits
     *     are the HMAC-SHA256 of the seconds, a full stop and the body
     * @param body the body as it came, byte by byte
     * @param tolerance how old it may be, or how far ahead; five minutes suit most
     * @param clock tells the time
     * @return whether it holds; false for a header that is none
     */
    public static boolean verify(String secret, String header, byte[] body, Duration tolerance, Clock clock) {
        return new WebhookSignature(secret).holds(header, body, tolerance, clock.instant());
    }

    /**
     * Tells of the action.
     *
     * @param plan the plan that asks for it
     * @return who was told
     * @throws IOException if the receiver did not accept it; names the address without path and query, and the last answer
     * @throws InterruptedException if the thread was interrupted meanwhile
     */
    @Override
    public String carryOut(MonitoringPlan plan) throws IOException, InterruptedException {
        WebhookBody body = WebhookBody.of(action, plan);
        String last = "";
        for (int attempt = 1; attempt <= attempts; attempt++) {
            Duration asked = Duration.ZERO;
            try {
                HttpResponse<Void> answer = Held.CLIENT.send(request(body), info -> new NoBody());
                int status = answer.statusCode();
                if (status >= 200 && status < 300) {
                    return "told " + place();
                }
                if (!isWorthRetrying(status)) {
                    throw new Refused("the webhook " + place() + " did not take it: it answered " + status
                            + (status < 400 ? ", and redirects are not followed" : ""));
                }
                last = "it answered " + status;
                asked = Backoff.asked(answer.headers().firstValue("Retry-After").orElse(""), clock.instant());
            } catch (Refused e) {
                throw e;
            } catch (IOException e) {
                last = e.getClass().getSimpleName();
            }
            if (attempt < attempts) {
                sleeper.sleep(backoff.before(attempt + 1, asked));
            }
        }
        throw new IOException("the webhook " + place() + " did not take it in " + attempts
                + (attempts == 1 ? " attempt: " : " attempts: at last ") + last);
    }

    /** An answer that is final. */
    private static final class Refused extends IOException {

        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }

    private static boolean isWorthRetrying(int status) {
        return status == 408 || status == 425 || status == 429 || status >= 500;
    }

    private HttpRequest request(WebhookBody body) {
        return HttpRequest.newBuilder(uri)
                .timeout(timeout)
                .header("Content-Type", "application/json")
                .header("User-Agent", "churn-ml")
                .header(DELIVERY, body.id())
                .header(SIGNATURE, signature.of(body.bytes(), clock.instant()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.bytes()))
                .build();
    }

    /** The address without what may be secret in it: a query, and the path, in which many receivers have their token. */
    private String place() {
        return place(uri);
    }

    static String place(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        boolean more = uri.getRawPath() != null && uri.getRawPath().length() > 1;
        return uri.getScheme() + "://" + uri.getHost() + port + (more ? "/…" : "");
    }
}
